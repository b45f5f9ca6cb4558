package handlers

import (
	_ "embed"
	"slices"
	"strings"

	"pabellon/knowledge"
)

//go:embed goods.txt
var goodsFile string

// goodsByWord are those of the file, each with its category.
var goodsByWord = func() map[string]string {
	set := map[string]string{}
	for line := range strings.Lines(goodsFile) {
		if category, words, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(words) {
				set[w] = category
			}
		}
	}
	return set
}()

// categoryOf is the category of a word for goods, in the singular or the plural; "" for any
// other word.
func categoryOf(word string) string {
	for _, ending := range []string{"", "s", "es", "ies"} {
		if single, ok := strings.CutSuffix(word, ending); ok && len(single) > 1 {
			if ending == "ies" {
				single += "y"
			}
			if category := goodsByWord[single]; category != "" {
				return category
			}
		}
	}
	if single, ok := strings.CutSuffix(word, "ces"); ok {
		return goodsByWord[single+"z"]
	}
	if m := littleGoods.FindStringSubmatch(word); m != nil {
		for _, ending := range []string{"a", "o", ""} {
			if category := goodsByWord[m[1]+ending]; category != "" {
				return category // "cajitas", "mesita"
			}
		}
	}
	return ""
}

// littleGoods is a word with the ending of small things.
var littleGoods = newRule(`^(\pL{3,}?)(?:ec|et)?it[oa]s?$`)

// beforeGoods are small words that a kind of goods is named behind.
var beforeGoods = wordSet("de d puro pura puros puras la el los las un una unos unas y mi nuestra nuestros nuestras solo es son pues ps")

// goodsHead gives the category of the goods that a text begins with: "aretes de plata".
func goodsHead(text string) string {
	for _, w := range knowledge.Words(text) {
		if !beforeGoods[w] {
			return categoryOf(w)
		}
	}
	return ""
}

// anyGoods tells that a word for goods stands in a text.
func anyGoods(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return categoryOf(w) != "" })
}

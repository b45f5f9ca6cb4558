package handlers

import (
	_ "embed"
	"strings"
)

//go:embed talk_words.txt
var talkWordsList string

// talkWords are those of the file.
var talkWords = listed(talkWordsList)

// listed reads a list of words, with comments behind #.
func listed(list string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(list) {
		if !strings.HasPrefix(line, "#") {
			for _, word := range strings.Fields(line) {
				set[word] = true
			}
		}
	}
	return set
}

// allTalk tells that nothing is said but words of talk.
func allTalk(words []string) bool {
	for _, w := range words {
		if !talkWords[w] && !connecting[w] && !laughter.MatchString(w) {
			return false
		}
	}
	return true
}

// remarks tells talk from a sentence about the business: it begins as talk does, or
// much of it is talk, and it does not say what is made or sold.
func remarks(words []string) bool {
	if len(words) == 0 || makes.MatchString(join(words)) {
		return false
	}
	return interjections[words[0]] || mostlyTalk(words)
}

// mostlyTalk tells that half of the words or more are those of talk.
func mostlyTalk(words []string) bool {
	talk := 0
	for _, w := range words {
		if talkWords[w] {
			talk++
		}
	}
	return len(words) > 2 && talk*2 >= len(words)
}

// makes is what is made and sold.
var makes = newRule(`\b(?:vend|hac|produc|fabric|elabor|cultiv|tej|bord|cos|manej|ofrec|export|mand|envi|sell|mak|grow|produc|offer|bak|brew|roast)(?:o|e|emos|amos|imos|en|an|ing|s|es)?\b|\b(?:hago|cosemos|puros?|puras?)\b`)

// interjections begin talk.
var interjections = wordSet("ugh lol meh hey bendito phew ay ah oh uy uf uff hijole caray chin ups oops perdon perdone perdona disculpe disculpa disculpen sorry mmm mm hmm aja perfecto excelente gracias jaja jajaja wow omg so bueno aguanta aguantame gimme enterado entendido listo mjm tqm ando andamos sigo voy vengo oiga oye ok okay")

package handlers

import (
	_ "embed"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"pabellon/bot"
)

//go:embed words.es.yaml
var wordsES []byte

//go:embed words.en.yaml
var wordsEN []byte

// phrases are the bot's own words, by language and key.
type phrases map[string]map[string]string

func readPhrases() (phrases, error) {
	p := phrases{}
	for lang, data := range map[string][]byte{"es": wordsES, "en": wordsEN} {
		var words map[string]string
		if err := yaml.Unmarshal(data, &words); err != nil {
			return nil, fmt.Errorf("words.%s.yaml: %w", lang, err)
		}
		p[lang] = words
	}
	return p, nil
}

// counted names the phrase for one thing or for many: "falta", "faltan".
func counted(key string, n int) string {
	if n == 1 {
		return key + ".one"
	}
	return key + ".many"
}

// say gives a phrase with its names filled in: pairs are name, value, name, value.
// Values are a person's words as often as not, so no mark in them has a meaning.
func (p phrases) say(lang, key string, pairs ...string) string {
	text, ok := p[lang][key]
	if !ok {
		text = key // a test proves that every key used stands in both files
	}
	if len(pairs) == 0 || strings.IndexByte(text, '{') < 0 {
		return text
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		value, known := valueOf(pairs, name)
		if !closed || !known { // a brace of the text's own
			out.WriteByte('{')
			text = rest
			continue
		}
		out.WriteString(bot.Escape(value))
		text = after
	}
}

// valueOf finds a name among name, value, name, value; the first counts.
func valueOf(pairs []string, name string) (string, bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1], true
		}
	}
	return "", false
}

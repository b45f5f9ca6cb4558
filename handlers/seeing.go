package handlers

import (
	_ "embed"
	"encoding/json"
	"strings"
	"time"

	"pabellon/bot"
)

// A photo of a document may be copied by a model that can see. What it copied is read by the
// same rules as any document's lines (paper_read.go): labels, and nothing else.

//go:embed prompts/see.txt
var seeRules string

// Limits of a copied photo.
const (
	seeWithin   = 20 * time.Second
	seeTokens   = 1500
	mostSeen    = 120 // lines: a page has fewer
	longestSeen = 300 // characters of a line
)

// Seeing gives the prompt by which a model copies a photo of a document.
func Seeing(mediaType string, content []byte) bot.Prompt {
	schema, _ := json.Marshal(object(map[string]any{"lines": map[string]any{"type": "array", "items": someText}})) // maps of strings
	return bot.Prompt{Task: bot.Seeing, Rules: seeRules, Data: `{"pictures":1}`, Schema: schema, Longest: seeTokens, Within: seeWithin,
		Images: []bot.Image{{Type: mediaType, Content: content}}}
}

// Seen are the lines of a model's answer to that prompt; none when it saw no text.
func Seen(answer string) []bot.DocLine {
	var said struct{ Lines []string }
	if json.Unmarshal([]byte(answer), &said) != nil || len(said.Lines) > mostSeen {
		return nil
	}
	var out []bot.DocLine
	for _, text := range said.Lines {
		if text = strings.TrimSpace(clean(text)); text != "" && len([]rune(text)) <= longestSeen {
			out = append(out, bot.DocLine{Page: 1, Number: len(out) + 1, Text: text})
		}
	}
	return out
}

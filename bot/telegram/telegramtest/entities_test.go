package telegramtest

import (
	"encoding/json"
	"slices"
	"testing"

	"pabellon/bot/fakes"
)

// vector is one input with the text and entities, or the error, that the server makes of it.
type vector struct {
	Line     int
	Input    string
	Text     string
	Entities []Entity
	Error    string
}

// readVectors reads a file of vectors, or skips the test where there is none.
func readVectors(t *testing.T, name string) []vector {
	t.Helper()
	var file struct{ Vectors []vector }
	if err := json.Unmarshal(fakes.Contract(t, "telegram/"+name), &file); err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	return file.Vectors
}

func TestEveryVectorOfTheServersParserPasses(t *testing.T) {
	ran := 0
	for _, mode := range []struct {
		file  string
		parse func(string) (string, []Entity, error)
	}{
		{"parse_html.json", parseHTML},
		{"parse_markdown_v2.json", parseMarkdownV2},
	} {
		for _, v := range readVectors(t, mode.file) {
			ran++
			text, entities, err := mode.parse(v.Input)
			if got := wordsOf(err); got != v.Error {
				t.Errorf("%s:%d: %q: error %q, want %q", mode.file, v.Line, v.Input, got, v.Error)
				continue
			}
			for i := range v.Entities { // the vectors have the name that clients use
				if v.Entities[i].Type == "text_url" {
					v.Entities[i].Type = "text_link"
				}
			}
			if text != v.Text || !slices.Equal(entities, v.Entities) {
				t.Errorf("%s:%d: %q:\n got %q %+v\nwant %q %+v",
					mode.file, v.Line, v.Input, text, entities, v.Text, v.Entities)
			}
		}
	}
	if ran != 195 {
		t.Errorf("%d vectors ran, want 195", ran)
	}
}

// wordsOf is what an error says, "" for none.
func wordsOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

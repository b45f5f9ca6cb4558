package llm_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pabellon/bot/llm"
	"pabellon/bot/llm/llmtest"
)

func TestVectorsComeInTheOrderOfTheTexts(t *testing.T) {
	b := open(t, nil)
	var texts []string
	for i := range llm.MostTexts + 10 {
		texts = append(texts, fmt.Sprint("texto número ", i))
	}
	got, err := b.model.Embed(t.Context(), texts, 5*time.Second)
	if err != nil || len(got) != len(texts) || len(b.fake.Called("embeddings")) != 2 {
		t.Fatalf("%d vectors, %v", len(got), err)
	}
	for _, i := range []int{0, 100, llm.MostTexts, llm.MostTexts + 9} {
		one, err := b.model.Embed(t.Context(), texts[i:i+1], time.Second)
		if err != nil || one[0][0] != got[i][0] || one[0][5] != got[i][5] {
			t.Errorf("the vector of %d is another's: %v", i, err)
		}
	}
	b.clean()
}

func TestVectorsThatDoNotFitAreNone(t *testing.T) {
	for name, body := range map[string]string{
		"too few":     `{"data":[{"index":0,"embedding":[1,2]}]}`,
		"twice one":   `{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}`,
		"of lengths":  `{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,2,3]}]}`,
		"empty":       `{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}`,
		"out of list": `{"data":[{"index":0,"embedding":[1]},{"index":7,"embedding":[1]}]}`,
		"no data":     `{"data":[]}`,
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, nil)
			b.fake.Fail(llmtest.Fault{Body: body, Times: -1})
			if got, err := b.model.Embed(t.Context(), []string{"a", "b"}, time.Second); outcome(t, err) != llm.Useless || got != nil {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func TestAVoiceNoteIsWrittenDown(t *testing.T) {
	b := open(t, nil)
	b.fake.Transcripts(func(name string, content []byte) string {
		return fmt.Sprintf(" quiero aplicar, %s %d ", name, len(content))
	})
	text, err := b.model.Hear(t.Context(), llm.Voice{Name: "file_3.oga", Content: []byte("OggS"), Seconds: 4, Lang: "es", Terms: "RFC, Incoterms", Within: time.Second})
	if err != nil || text != "quiero aplicar, voz.ogg 4" {
		t.Fatalf("%q, %v", text, err)
	}
	r := b.fake.Called("audio/transcriptions")[0].Request
	if r.Language != "es" || r.Prompt != "RFC, Incoterms" || r.Model != "whisper-1" {
		t.Errorf("asked %+v", r)
	}
	b.clean()
}

func TestWhatCannotBeHeardIsAnError(t *testing.T) {
	b := open(t, nil)
	b.fake.Transcripts(func(string, []byte) string { return strings.Repeat("gracias por ver el video ", 500) })
	for name, v := range map[string]llm.Voice{"nothing": {}, "too large": {Content: make([]byte, 26<<20)}, "endless words": {Content: []byte("x"), Seconds: 3}} {
		if text, err := b.model.Hear(t.Context(), v); err == nil || text != "" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

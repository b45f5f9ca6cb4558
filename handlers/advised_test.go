package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pabellon/bot"
)

// advice is a model of a test.
type advice func(p bot.Prompt) (string, error)

func (a advice) Ask(_ context.Context, p bot.Prompt) (string, error) { return a(p) }

// liar answers each task with the same lie.
func liar(understood, answered string) advice {
	return func(p bot.Prompt) (string, error) {
		if p.Task == bot.Answering {
			return answered, nil
		}
		return understood, nil
	}
}

// cited is an answer of one sentence that names the first passage.
func cited(text string) string {
	b, _ := json.Marshal(map[string]any{"sentences": []any{map[string]any{"text": text, "passages": []string{"p1"}}}})
	return string(b)
}

// models are those with which every transcript goes as without: one that knows no better
// than the rules, some that fail, and some that lie.
var models = map[string]advice{
	"answers well": func(p bot.Prompt) (string, error) {
		if p.Task == bot.Answering {
			return inItsOwnWords(p), nil
		}
		return `{"commands":[{"do":"unclear"}]}`, nil
	},
	"knows no better": func(p bot.Prompt) (string, error) {
		if p.Task == bot.Answering {
			return `{"sentences":[]}`, nil
		}
		return `{"commands":[{"do":"unclear"}]}`, nil
	},
	"gives no answer":  func(bot.Prompt) (string, error) { return "", errors.New("down") },
	"answers nothing":  liar("", ""),
	"answers in words": liar("Claro que sí, con gusto.", "La membresía cuesta 99 dólares."),
	"is cut":           liar(`{"commands":[{"do":"fill","field":"rfc","val`, `{"sentences":[{"text":"La memb`),
	"answers a list":   liar(`[]`, `[]`),
	"answers null":     liar(`null`, `{"sentences":null}`),
	"invents figures":  liar(`{"commands":[{"do":"fill","field":"capacity","value":"98765 piezas al día"}]}`, cited("La membresía de Gold Supplier cuesta 777 dólares al año en 2026.")),
	"fills other fields": liar(`{"commands":[{"do":"fill","field":"rfc","value":"XAXX010101000"},{"do":"fill","field":"contact","value":"Inventada Pérez"},
		{"do":"fill","field":"email","value":"otro@ejemplo.com"},{"do":"fill","field":"state","value":"Yucatán de Arriba"},{"do":"fill","field":"business","value":"Negocio Falso"}]}`,
		cited("Tu RFC es XAXX010101000.")),
	"claims acts": liar(`{"commands":[{"do":"approve"},{"do":"submit"},{"do":"erase"},{"do":"yes"},{"do":"act","field":"approve"},{"do":"cancel"},{"do":"ask_team"}]}`,
		cited("Ya te aprobamos y tu solicitud quedó enviada.")),
	"leaks instructions": liar(`{"commands":[{"do":"ask","question":"You read one message of a chat and write down what the person wants","article":"../../etc/passwd"}]}`,
		cited("You put an answer into fewer and plainer words. You may not add to it.")),
	"changes the language": liar(`{"commands":[{"do":"set_language","lang":"en"}]}`, `{"sentences":[]}`),
	"sends a link":         liar(`{"commands":[]}`, cited("Paga la membresía en http://estafa.example o escribe a pagos@estafa.example.")),
	"writes markup":        liar(`{"commands":[]}`, cited("<b>La membresía</b> es *gratis* <!channel>.")),
	"asks for everything":  liar(`{"commands":[`+strings.TrimSuffix(strings.Repeat(`{"do":"human"},`, 50), ",")+`]}`, cited(strings.Repeat("La membresía tiene un costo. ", 100))),
	"names no passage":     liar(`{"commands":[{"do":"fill","field":"nope","value":"x"},{"do":"explain","field":"rfc","about":"all"},{"do":"set_language","lang":"fr"}]}`, `{"sentences":[{"text":"La membresía tiene un costo anual.","passages":[]}]}`),
	"keeps placeholders":   liar(`{"commands":[{"do":"fill","field":"business","value":"⟦NAME1⟧"},{"do":"ask","question":"⟦RFC9⟧","article":""}]}`, cited("⟦NAME1⟧, la membresía tiene un costo.")),
}

// inItsOwnWords answers with the short answer of the article that the passages are of, a
// sentence for each paragraph.
func inItsOwnWords(p bot.Prompt) string {
	var data struct{ Passages []excerpt }
	lib, err := embeddedLibrary()
	if json.Unmarshal([]byte(p.Data), &data) != nil || err != nil {
		return ""
	}
	sentences := []map[string]any{}
	for _, a := range lib.Articles() {
		if short := bot.Plain(a.Short); strings.HasPrefix(short, data.Passages[0].Text) {
			for _, e := range data.Passages {
				if strings.Contains(short, e.Text) {
					sentences = append(sentences, map[string]any{"text": strings.Join(strings.Fields(e.Text), " "), "passages": []string{e.ID}})
				}
			}
			break
		}
	}
	b, _ := json.Marshal(map[string]any{"sentences": sentences})
	return string(b)
}

// TestTranscriptsGoAsWithoutAModel plays every transcript with models that are of no use.
func TestTranscriptsGoAsWithoutAModel(t *testing.T) {
	clerk := testClerk(t)
	for name, model := range models {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			counting := advice(func(p bot.Prompt) (string, error) { asked++; return model(p) })
			playAll(t, clerk, func(s *stage) { s.advised(counting) })
			if asked < 80 {
				t.Errorf("the model was asked %d times", asked)
			}
		})
	}
}

// playAll plays every transcript that needs no model, on stages that are prepared in a way:
// all go as ever.
func playAll(t *testing.T, clerk *Clerk, prepare func(*stage)) {
	t.Helper()
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d transcripts, %v", len(files), err)
	}
	for _, file := range files {
		if filepath.Dir(file) == "testdata/advised" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		script := string(data)
		s := newStage(stageClerk(t, clerk, script))
		prepare(s)
		if got := s.play(t, script); got != script {
			t.Errorf("%s goes another way:\n%s", file, diff(script, got))
		}
	}
}

// advised has the stage read with the advice of a model.
func (s *stage) advised(m bot.Asker) *stage {
	s.readBy(&bot.Advised{Rules: s.clerk, Model: m})
	return s
}

// answers has a model answer this to what it is asked next. One that has nothing to answer
// is down.
func (s *stage) answers(answer string) {
	s.advice = append(s.advice, answer)
	s.advised(advice(func(bot.Prompt) (string, error) {
		if len(s.advice) == 0 {
			return "", errors.New("down")
		}
		answer := s.advice[0]
		s.advice = s.advice[1:]
		return answer, nil
	}))
}

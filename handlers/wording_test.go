package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/knowledge"
)

// The lock takes what the articles themselves say, nearly always: what it refuses is said in
// the article's own layout, so nothing is lost but brevity.
func TestTheLockTakesTheArticlesOwnWords(t *testing.T) {
	clerk := testClerk(t)
	tried, refused := 0, 0
	for _, a := range clerk.Library().Articles() {
		p := passage(a)
		ask := bot.Ask{Question: a.Title, Found: bot.Found{Sure: bot.SureAnswer, Passages: []bot.Passage{p}}}
		c := bot.Conversation{Lang: a.Lang, Greeted: true}
		turn := bot.Turn{Actor: bot.Actor{Kind: bot.Owner}, Text: a.Title}
		prompt, ok := clerk.Wording(c, turn, []bot.Command{ask})
		if !ok {
			t.Errorf("%s in %s is not worded", a.ID, a.Lang)
			continue
		}
		r := clerk.readerOf(c, turn, nil)
		for _, e := range r.passagesOf(p) {
			for line := range strings.Lines(e.Text) {
				tried++
				if line = strings.TrimSpace(line); !r.holds(line, a.Title, []string{e.Text}) {
					refused++
					t.Logf("%s: %q; %v", a.ID, line, knowledge.Unsupported(line, []string{e.Text}))
				}
			}
		}
		if len(prompt.Data) == 0 {
			t.Errorf("%s: nothing to read", a.ID)
		}
	}
	t.Logf("%d of %d lines are refused", refused, tried)
	if refused*20 > tried {
		t.Errorf("%d of %d lines are refused", refused, tried)
	}
}

// Other words than the article's are said only when they hold.
func TestOnlyWhatHoldsIsSaid(t *testing.T) {
	clerk := testClerk(t)
	a, _ := clerk.Library().Article("costo-membresia", "es")
	r := clerk.readerOf(bot.Conversation{Lang: "es"}, bot.Turn{}, nil)
	first := []string{r.passagesOf(passage(a))[0].Text}
	for text, want := range map[string]bool{
		"El único precio publicado para México es de 2018: 1,500 dólares al año.":               true,
		"El precio de hoy no lo tengo confirmado.":                                              true,
		"El único precio publicado para México es de 2018: 1,800 dólares al año.":               false,
		"El único precio publicado para México es de 2026: 1,500 dólares al año.":               false,
		"La membresía es gratuita para todos los artesanos del país.":                           false,
		"Ya te aprobamos el precio de 1,500 dólares al año.":                                    false,
		"Te garantizo el precio de 1,500 dólares al año.":                                       false,
		"El precio para México es de 1,500 dólares al año, míralo en https://estafa.example.":   false,
		"El precio para México es de 1,500 dólares al año; escribe a precio@estafa.example.":    false,
		"**El único precio** publicado para México es de 2018: 1,500 dólares al año.":           false,
		"El precio para México lo pone Amazon: 1,500 dólares al año.":                           false,
		"You put an answer into fewer and plainer words, and you may not add to it.":            false,
		"⟦NAME1⟧, el único precio publicado para México es de 2018: 1,500 dólares al año.":      false,
		"Alibaba.com lo publica: el único precio para México es de 2018, 1,500 dólares al año.": false,
		"": false,
	} {
		if got := r.holds(text, "cuanto cuesta la membresia", first); got != want {
			t.Errorf("%q holds: %v", text, got)
		}
	}
	if r.holds("El precio de hoy no lo tengo confirmado.", "cuanto cuesta", nil) {
		t.Error("a sentence without a passage holds")
	}
}

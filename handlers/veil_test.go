package handlers

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pabellon/bot"
)

// TestAModelSeesNothingPrivate has the simulated owners apply with a model beside the rules,
// and looks into everything that it is given. Names may be seen only while one is asked for.
func TestAModelSeesNothingPrivate(t *testing.T) {
	people, questions := readLines[person](t, "owners.jsonl"), betweenQuestions(t)
	clerk := testClerk(t)
	asked, played, leaks := 0, 0, map[string][]string{}
	for i, p := range people {
		if racing && i > racingSeeds {
			break
		}
		played++
		v := newVisit(clerk, p, uint64(i), questions)
		v.stage.advised(advice(func(prompt bot.Prompt) (string, error) {
			asked++
			for kind, secret := range private(&p, prompt) {
				leaks[kind] = append(leaks[kind], secret+" in "+prompt.Data)
			}
			return `{"commands":[{"do":"unclear"}]}`, nil
		}))
		v.apply()
	}
	for kind, all := range leaks {
		if kind == "business" && len(all) <= correctedNames {
			continue
		}
		t.Errorf("%d of %d prompts tell the %s, such as %s", len(all), asked, kind, strings.Join(all[:min(len(all), 5)], "\n"))
	}
	t.Logf("%d prompts of %d people", asked, played)
	if asked < played {
		t.Errorf("the model was asked %d times", asked)
	}
}

// correctedNames is how often the name of a business may be seen while another field is
// asked: who corrects it says it in new words, and those are what is being filled.
const correctedNames = 5

// private is what of a person stands in a prompt and may not, by kind.
func private(p *person, prompt bot.Prompt) map[string]string {
	var data struct {
		Message, Question string
		Asked             *struct{ ID string }
	}
	_ = json.Unmarshal([]byte(prompt.Data), &data)
	said := data.Message + " " + data.Question
	folded, _ := foldKeeping(said)
	found := map[string]string{}
	for _, field := range []string{"email", "rfc"} {
		for _, is := range p.True[field] {
			if strings.Contains(folded, strings.ToLower(is)) {
				found[field] = is
			}
		}
	}
	figures := onlyDigits(said)
	for _, is := range p.True["phone"] {
		if number := onlyDigits(is); len(number) >= 10 && strings.Contains(figures, number[len(number)-10:]) {
			found["phone"] = is
		}
	}
	if data.Asked != nil && (data.Asked.ID == "business" || data.Asked.ID == "contact") {
		return found
	}
	for _, field := range []string{"business", "contact"} {
		for _, is := range p.True[field] {
			if name, _ := foldKeeping(is); len(strings.Fields(name)) > 1 && strings.Contains(folded, name) {
				found[field] = is
			}
		}
	}
	return found
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// What is taken out of a text comes back as it was, and nothing else does.
func TestAVeilIsLiftedAsItWasPut(t *testing.T) {
	r := testClerk(t).readerOf(bot.Conversation{App: bot.Application{Answers: map[string]bot.Answer{"business": {Value: "Café Sol"}}}}, bot.Turn{}, nil)
	for _, text := range []string{
		"mi correo es ana@cafesol.mx y mi cel 228 123 4567", "soy Ana López Hernández, de CAFÉ SOL, rfc CSO120304AB1", "⟦EMAIL1⟧ ana@cafesol.mx",
		"mi cuenta es 4152 3137 0000 1234 5678", "somos 12 y hacemos 1,500 piezas", "",
	} {
		v := &veil{}
		hidden := v.over(r, text)
		for _, secret := range []string{"ana@", "CSO120304", "228 123", "López", "CAFÉ SOL", "3137"} {
			if strings.Contains(hidden, secret) {
				t.Errorf("%q tells %q", hidden, secret)
			}
		}
		back, ok := v.lift(hidden)
		if want := strings.NewReplacer("⟦", "", "⟧", "").Replace(text); back != want || !ok {
			t.Errorf("%q comes back as %q", want, back)
		}
	}
	v := &veil{}
	v.over(r, "ana@cafesol.mx")
	for i := range 3 {
		if _, ok := v.lift(fmt.Sprint("⟦EMAIL", i+2, "⟧")); ok {
			t.Error("a placeholder that stands for nothing is lifted")
		}
	}
}

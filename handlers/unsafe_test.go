package handlers

import "testing"

// unsafe.jsonl has wishes that nobody helps with, in people's own words, and as many
// fears and lawful questions in nearly the same ones.
func TestWishesAreRefusedAndFearsAreNot(t *testing.T) {
	asked, missed := map[string]int{}, 0
	for _, m := range readLines[struct{ Q, Kind, Lang string }](t, "unsafe.jsonl") {
		asked[m.Kind]++
		switch refused := Refuses(m.Q); {
		case m.Kind == "ok" && refused:
			t.Errorf("%q is refused", m.Q)
		case m.Kind == "unsafe" && !refused:
			missed++
			t.Logf("%q is not refused", m.Q)
		}
	}
	if asked["unsafe"] < 100 || asked["ok"] < 100 || missed*20 > asked["unsafe"] {
		t.Errorf("of %v, %d wishes are not refused", asked, missed)
	}
}

func TestWhatIsSaidOfSafetyIsReadFromTheFile(t *testing.T) {
	for section, rules := range map[string]rules{"wish": unsafe, "unless": innocent, "despair": distress} {
		if len(rules) == 0 {
			t.Errorf("section %s has no rules", section)
		}
	}
	if unsafe.MatchString("") || innocent.MatchString("") || distress.MatchString("") {
		t.Error("a rule is empty")
	}
}

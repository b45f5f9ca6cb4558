package knowledge

import (
	"strings"
	"testing"
)

// roads are two articles with the words that a question without an answer shares.
func roads(more map[string]string) map[string]string {
	out := map[string]string{
		"es/costo-envio.md": "---\nid: costo-envio\nlang: es\ntitle: ¿Cuánto cuesta mandar una caja a China?\nquestions: [\"¿En cuánto sale el envío de la caja?\"]\n---\nDepende.\n",
		"es/tequila.md":     "---\nid: tequila\nlang: es\ntitle: ¿Puedo vender mezcal y tequila?\n---\nSí.\n",
		ThresholdsFile:      "answer: 0.45\nnear: 0.3\nknown: 0\n",
	}
	for name, text := range more {
		out[name] = text
	}
	return out
}

func TestAQuestionNearAGapIsAskedBack(t *testing.T) {
	const question = "¿Cuánto cuesta mandar la caja por tren a China?"
	before := load(t, roads(nil))
	if r := before.Search(question, "es", 3); r.Outcome != Answer || r.Gap != (Gap{}) || r.Sure != r.Hits[0].Score {
		t.Fatalf("without gaps: %v, %+v", r.Outcome, r)
	}
	l := load(t, roads(map[string]string{GapsFile: "es:\n  - ¿Cuánto cuesta mandar cajas por tren?\n"}))
	r := l.Search(question, "es", 3)
	if r.Outcome != Near || r.Gap.Text != "¿Cuánto cuesta mandar cajas por tren?" || r.Sure >= r.Hits[0].Score {
		t.Errorf("got %v, gap %+v, sure %v of %v", r.Outcome, r.Gap, r.Sure, r.Hits[0].Score)
	}
	if l.Version() == before.Version() {
		t.Error("another folder has the same version")
	}
}

func TestAGapTakesNothingFromOtherQuestions(t *testing.T) {
	without, with := load(t, roads(nil)), load(t, roads(map[string]string{GapsFile: "es:\n  - ¿Cuánto cuesta mandar en tren?\nen:\n  - How much is a train?\n"}))
	for _, q := range []string{"¿Puedo vender mezcal y tequila?", "vender tequila", "¿Cuánto cuesta mandar una caja a China?", "en cuanto sale el envio de la caja"} {
		a, b := without.Search(q, "es", 3), with.Search(q, "es", 3)
		if a.Outcome != b.Outcome || a.Outcome != Answer || a.Hits[0].ID != b.Hits[0].ID {
			t.Errorf("%q: %v became %v", q, a.Outcome, b.Outcome)
		}
	}
}

// The admin wrote the words down as a question of the article; the check tells of the
// example that says the same.
func TestTheVeryWordsOfAnArticleAreAnsweredDespiteAGap(t *testing.T) {
	l := load(t, roads(map[string]string{GapsFile: "es:\n  - ¿En cuánto sale un envío de caja?\n"}))
	if r := l.Search("¿En cuánto sale el envío de la caja?", "es", 3); r.Outcome != Answer {
		t.Errorf("got %v, %+v", r.Outcome, r)
	}
}

func TestAQuestionThatIsAGapGetsNoButtons(t *testing.T) {
	l := load(t, roads(map[string]string{GapsFile: "es:\n  - ¿Cuánto cuesta mandar la caja a China por tren?\n"}))
	if r := l.Search("cuanto cuesta mandar la caja a china por tren", "es", 3); r.Outcome != Unknown || !r.Gap.Clear() || r.Hits[0].Score < l.Thresholds().Near {
		t.Errorf("got %v, %+v", r.Outcome, r)
	}
}

// "besides the tequila" is nobody's question who asks for the tequila.
func TestAGapThatSaysMoreThanIsAskedTakesNothing(t *testing.T) {
	gap := map[string]string{GapsFile: "es:\n  - ¿Qué más puedo vender aparte del tequila?\n"}
	l := load(t, roads(gap))
	if r := l.Search("puedo vender tequila", "es", 3); r.Outcome != Answer || r.Gap != (Gap{}) {
		t.Errorf("got %v, %+v", r.Outcome, r)
	}
	if r := l.Search("¿qué más puedo vender aparte de tequila?", "es", 3); r.Outcome == Answer {
		t.Errorf("got %v, %+v", r.Outcome, r)
	}
}

func TestGapsHaveNoSayInAFollowUp(t *testing.T) {
	l := load(t, roads(map[string]string{GapsFile: "es:\n  - ¿Y el tequila?\n"}))
	if r := l.SearchAbout("¿y el tequila?", "costo-envio", "es", 3); r.Gap != (Gap{}) || r.Sure != r.Hits[0].Score {
		t.Errorf("got %v, %+v", r.Outcome, r)
	}
}

func TestAGapThatAnArticleAsksOrThatStandsTwiceIsTold(t *testing.T) {
	l := load(t, roads(map[string]string{GapsFile: "es:\n  - ¿cuanto cuesta mandar cajas a china?\n  - ¿Hay tren a China?\n  - hay trenes a China\n"}))
	var got []string
	for _, p := range l.Check(day("2026-12-01")) {
		if p.File == GapsFile {
			got = append(got, p.String())
		}
	}
	want := []string{
		`gaps.yaml:2: error: "¿cuanto cuesta mandar cajas a china?" is asked in es/costo-envio.md:4, and costo-envio answers it; take it out here`,
		`gaps.yaml:4: warning: "hay trenes a China" stands in line 3 too; one is enough`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestBrokenGapsAreNamedAndTheRestServes(t *testing.T) {
	const good = "es:\n  - ¿Cuánto cuesta mandar en tren?\n"
	for name, tt := range map[string]struct {
		text, problem string
		lines         int
	}{
		"good":                {good, "", 1},
		"empty":               {"", "", 0},
		"a language no more":  {good + "fr:\n  - Combien?\n", `gaps.yaml:4: error: the language "fr" is not known`, 1},
		"a question with :":   {good + "  - Duda: ¿hay tren?\n", "gaps.yaml:3: error: this is not a question; write one, in quotes if it has a colon", 1},
		"an empty line":       {good + "  -\n", "gaps.yaml:3: error: this is not a question", 1},
		"only a list":         {"- ¿Hay tren?\n", "gaps.yaml:1: error: cannot be used", 0},
		"a tab":               {"es:\n\t- ¿Hay tren?\n", "gaps.yaml:1: error: cannot be used", 0},
		"a binary":            {"\x00\xff\xfe", "gaps.yaml:1: error: cannot be used", 0},
		"a text for the list": {"es: ¿Hay tren?\n", "gaps.yaml:1: error: cannot be used", 0},
	} {
		l, problems := Load(folder(roads(map[string]string{GapsFile: tt.text})))
		if len(l.gaps.lines["es"]) != tt.lines {
			t.Errorf("%s: %d lines, want %d", name, len(l.gaps.lines["es"]), tt.lines)
		}
		if tt.problem == "" && len(problems) > 0 || tt.problem != "" && (len(problems) != 1 || !strings.HasPrefix(problems[0].String(), tt.problem)) {
			t.Errorf("%s: %v", name, problems)
		}
		if r := l.Search("vender tequila", "es", 1); r.Outcome != Answer {
			t.Errorf("%s: the articles no longer answer", name)
		}
	}
}

func FuzzGaps(f *testing.F) {
	for _, seed := range []string{"es:\n  - ¿Hay tren?\n", "en: [a, {b: c}]\n", "es: &a [x]\nen: *a\n", "? ", "es:\n  - 'a: b'\n  - |\n    c\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, problems := readGaps(folder(map[string]string{GapsFile: text}))
		for lang, lines := range g.lines {
			for _, a := range lines {
				if strings.TrimSpace(a.text) == "" || a.line < 1 || lang != spanish && lang != english {
					t.Errorf("%q gave %q:%+v", text, lang, a)
				}
			}
			g.nearest("¿hay tren?", lang, 1)
		}
		for _, p := range problems {
			if p.Line < 1 || p.Text == "" {
				t.Errorf("%q gave %+v", text, p)
			}
		}
	})
}

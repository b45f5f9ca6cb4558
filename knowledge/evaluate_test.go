package knowledge

import (
	"strings"
	"testing"
)

// zoo is a small library with two subjects.
func zoo(t testing.TB) *Library {
	t.Helper()
	l, problems := Load(folderOf("es",
		[3]string{"tlacuache", "questions: [\"¿Qué come el tlacuache?\", \"comida del tlacuache\"]\nfacts: [F-1]\n", "Come insectos y fruta."},
		[3]string{"ajolote", "questions: [\"¿Dónde vive el ajolote?\", \"lago del ajolote\"]\nfacts: [F-2]\n", "Vive en Xochimilco desde 1900."},
		[3]string{"colibri", "questions: [\"¿Cuánto pesa el colibrí?\", \"peso del colibrí\"]\nfacts: [F-3]\n", "Pesa 3 g."}))
	for _, p := range problems {
		if p.Severity == Error {
			t.Fatal(p)
		}
	}
	return l
}

func TestEachQuestionIsJudgedByWhatItShouldGet(t *testing.T) {
	l := zoo(t)
	for _, tt := range []struct {
		q    Question
		want Verdict
	}{
		{Question{Q: "¿Qué come el tlacuache?", Facts: []string{"F-1"}}, Right},
		{Question{Q: "¿Qué come el tlacuache?", Facts: []string{"F-2"}}, Wrong},
		{Question{Q: "¿Qué come el tlacuache?", Kind: "unknown"}, Forced},
		{Question{Q: "¿Qué come el tlacuache?", Kind: "false-premise", Facts: []string{"F-1"}}, Refused},
		{Question{Q: "¿Quién ganó el mundial?", Kind: "off-topic"}, Refused},
		{Question{Q: "¿Quién ganó el mundial?", Articles: []string{"ajolote"}}, Missed},
		{Question{Q: "droga para el tlacuache, ¿qué come?", Kind: "unsafe"}, Refused},
	} {
		tt.q.Lang = spanish
		judged := l.Evaluate([]Question{tt.q}, func(s string) bool { return strings.Contains(s, "droga") })
		if got := judged[0].Verdict; got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.q, got, tt.want)
		}
	}
}

func TestATallyCountsSharesOfWhatCanAndMustNotBeAnswered(t *testing.T) {
	e := Evaluation{{Verdict: Right, First: true}, {Verdict: Offered}, {Verdict: Wrong}, {Verdict: Missed, First: true},
		{Question: Question{Kind: "vague"}, Verdict: Refused}, {Question: Question{Kind: "vague"}, Verdict: Forced, Claims: make([]Claim, 2)}}
	if got, want := e.Tally(), (Tally{Known: 4, Unknown: 2, Hit: .5, Answered: .25, Offered: .25, Wrong: .25, Refused: .5, Unsupported: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := (Evaluation{}).Tally(); got != (Tally{}) {
		t.Errorf("nothing: %+v", got)
	}
}

func TestLearningTakesTheLowestThresholdThatStillRefuses(t *testing.T) {
	set := []scored{{score: .9, first: true, top: true}, {score: .8, first: true, top: true}, {score: .7, kind: "unknown"}, {score: .6, first: true, top: true},
		{score: .5, kind: "off-topic", known: .2}, {score: .4, kind: "unknown"}, {score: .3, kind: "nonsense"}}
	points := curve(set)
	if len(points) != 7 || points[0].Threshold != .9 || points[0].Refused != 1 || points[1].Coverage < .66 || points[3].Precision != .75 {
		t.Errorf("%+v", points)
	}
	for i := 1; i < len(points); i++ {
		if points[i].Threshold >= points[i-1].Threshold || points[i].Coverage < points[i-1].Coverage || points[i].Refused > points[i-1].Refused {
			t.Errorf("point %d goes the wrong way: %+v", i, points)
		}
	}
	if curve(set[:2]) != nil {
		t.Error("questions of one sort have a curve")
	}
	rare := make([]scored, 40)
	for i := range rare {
		rare[i] = scored{best: .7 - float64(i)/100, top: i%7 == 6}
	}
	if got := partNear(rare, .8); got != .8 {
		t.Errorf("near from %v: buttons that are right once in seven are not worth it", got)
	}
	half := make([]scored, 40)
	for i := range half {
		half[i] = scored{best: .5 - float64(i)/100, top: i < 15 && i%2 == 0}
	}
	if got := partNear(half, .8); got < .35 || got > .37 {
		t.Errorf("near from %v, want the 15th, from which on none is right", got)
	}
}

func TestWhoAsksAboutTheProgrammeIsNotTakenForSomethingElse(t *testing.T) {
	set := []scored{{score: .9, best: .9, kind: "off-topic", known: .99}, {best: .2, kind: "off-topic", known: .3}, {best: .2, kind: "nonsense", known: .1},
		{best: .2, kind: "off-topic", known: .7}, {best: .2, kind: "unknown", known: .6}, {best: .2, kind: "false-premise", known: .9}, {score: .9, best: .9, known: .05}}
	if got := partForeign(set, .4); got <= .3 || got > .6 {
		t.Errorf("parted at %v", got)
	}
	if got := partForeign(nil, .4); got != 0 {
		t.Errorf("nothing is parted at %v", got)
	}
}

func TestLearningNeedsBothSortsOfQuestions(t *testing.T) {
	l := zoo(t)
	if _, _, err := l.Learn([]Question{{Lang: spanish, Q: "¿Qué come el tlacuache?", Facts: []string{"F-1"}}}, .95, nil); err == nil {
		t.Error("learnt from answerable questions alone")
	}
	limits, points, err := l.Learn([]Question{{Lang: spanish, Q: "¿Qué come el tlacuache?", Facts: []string{"F-1"}}, {Lang: spanish, Q: "¿Quién ganó el mundial?", Kind: "off-topic"},
		{Lang: spanish, Q: "", Kind: "nonsense"}}, .95, nil)
	if err != nil || limits.Answer <= 0 || limits.Answer > 1 || len(points) == 0 || limits.Learnt == "" {
		t.Errorf("%+v, %d points, %v", limits, len(points), err)
	}
}

func TestVagueAndOddlyShapedQuestionsAreAskedBack(t *testing.T) {
	l := embedded(t)
	for q, want := range map[string]Outcome{
		"¿Cuánto cuesta?":                              Answer, // the very words of a line
		"tengo un problema con eso":                    Near,
		"¿qué agencia aduanal es la más barata?":       Near,
		"¿cuál es el teléfono de Alibaba en México?":   Near,
		"¿cuánto cuesta la membresía de Costco?":       Near,
		"¿qué permisos pide Canadá para mi miel?":      Near,
		"¿Qué es una carta de crédito?":                Answer,
		"¿cuánto tarda el envío a China?":              Answer,
		"which customs broker agency should I hire":    Near,
		"¿Mandarías mi salsa al planeta Marte en uber": Near,
	} {
		if got := l.Search(q, spanish, 3).Outcome; got > want || want == Answer && got != Answer {
			t.Errorf("%q is %s, want %s", q, got, want)
		}
	}
}

func TestAMessageMayBeginByTakingForGranted(t *testing.T) {
	for message, want := range map[string]bool{
		"Ya que Alibaba regala el empaque, ¿dónde lo recojo?":             true,
		"como la plataforma paga el flete, a donde mando la factura":      true,
		"Now that the platform owns a bank, which branch do I go to?":     true,
		"Ya que tengo mi RFC, ¿qué sigue?":                                false,
		"Since my workshop is small, can I still apply?":                  false,
		"¿Desde que mes dan cursos?":                                      false,
		"since when is the law in force, and who watches over it?":        false,
		"como compito con los precios chinos, si son tan bajos":           false,
		"¿Cómo calculan el peso de la caja, por volumen o por báscula?":   false,
		"Como no había comprador en mi pueblo cerré":                      false,
		"Tengo un taller. Como Alibaba ya compró Estafeta, ¿qué me toca?": false, // in a story it is only a part
		"": false,
	} {
		if got := presumes(message); got != want {
			t.Errorf("%q presumes: %v", message, got)
		}
	}
	if r := embedded(t).Search("Ya que Alibaba regala el seguro de carga, ¿qué cubre?", spanish, 3); r.Outcome == Answer {
		t.Errorf("answered by %s", r.Hits[0].ID)
	}
}

func TestNamesOfPlacesAreKnownWithTheirOthers(t *testing.T) {
	s := newShapes()
	if len(s.places) < 150 {
		t.Fatalf("%d names", len(s.places))
	}
	for text, want := range map[string]bool{"la aduana de Shanghái": true, "en México": false, "me usa mucho": false, "mando a USA": true, "Hong Kong": true, "": false, "reino de los unidos": false} {
		if got := len(s.named(text)) > 0; got != want {
			t.Errorf("%q names a place abroad: %v", text, got)
		}
	}
}

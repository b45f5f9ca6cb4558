package knowledge

import (
	"strings"
	"testing"
)

func TestQuestionsThatCannotBeUsedAreToldWithTheirLine(t *testing.T) {
	questions, problems := ReadQuestions("q.jsonl", []byte(strings.Join([]string{
		`{"q":"¿cuánto?","facts":["F-1"]}`, ``, `{"lang":"en","q":"how?","articles":["a"]}`, `{"lang":"es","q":"hola","kind":"vague"}`,
		`{"lang":"fr","q":"quoi?","kind":"vague"}`, `{"lang":"es","q":" ","kind":"vague"}`, `{"lang":"es","q":"x","kind":"odd"}`,
		`{"lang":"es","q":"x"}`, `{"lang":"es","q":"x","kind":"vague","id":1}`, `nothing`,
	}, "\n")))
	if len(questions) != 3 || questions[0].Lang != "es" || questions[1].Line != 3 {
		t.Errorf("%+v", questions)
	}
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if len(problems) != 6 || lines[0] != 5 || lines[5] != 10 {
		t.Errorf("%v", problems)
	}
}

func TestAnArticleAnswersByItsFactsOrItsId(t *testing.T) {
	a := Article{ID: "costo", Facts: []string{"F-1", "F-2"}}
	for _, tt := range []struct {
		q    Question
		want bool
	}{
		{Question{Facts: []string{"F-2"}}, true}, {Question{Facts: []string{"F-3"}}, false},
		{Question{Articles: []string{"costo"}}, true}, {Question{Articles: []string{"envio"}, Facts: []string{"F-9"}}, false}, {Question{}, false},
	} {
		if got := tt.q.answeredBy(a); got != tt.want {
			t.Errorf("%+v: %v", tt.q, got)
		}
	}
}

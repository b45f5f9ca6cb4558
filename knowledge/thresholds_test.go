package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"
)

func TestTheProgramHasThresholdsThatWereLearnt(t *testing.T) {
	limits := builtinThresholds()
	if limits.Answer >= 1 || limits.Near > limits.Answer || limits.Learnt == "" {
		t.Errorf("%+v", limits)
	}
}

func TestThresholdsAreReadBackAsTheyWereWritten(t *testing.T) {
	want := Thresholds{Answer: 0.612, Near: 0.4, Known: 0.25, Learnt: "100 questions, \"dev\""}
	var got Thresholds
	if err := yaml.Unmarshal([]byte(want.Text()), &got); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestThresholdsThatCannotBeAreRefusedAndThoseOfTheProgramServe(t *testing.T) {
	for name, text := range map[string]string{
		"the wrong way": "answer: 0.3\nnear: 0.5\n", "above one": "answer: 1.5\nnear: 0.5\n", "nothing": "near: 0\nanswer: 0\n",
		"an unknown key": "answer: 0.5\nnear: 0.3\nsure: 1\n", "a word": "answer: much\n", "a binary": "\x00\xff", "empty": "",
		"no number":       "answer: .nan\nnear: .nan\n",
		"known above one": "answer: 0.5\nnear: 0.3\nknown: 7\n",
	} {
		got, problems := readThresholds(fstest.MapFS{ThresholdsFile: {Data: []byte(text)}})
		if got != builtinThresholds() || len(problems) != 1 || problems[0].Severity != Error || !strings.Contains(problems[0].Text, "knowledge learn") {
			t.Errorf("%s: %+v, %v", name, got, problems)
		}
	}
	got, problems := readThresholds(fstest.MapFS{ThresholdsFile: {Data: []byte("answer: 0.5\nnear: 0.3\nknown: 0.2\n")}})
	if got.Answer != 0.5 || got.Near != 0.3 || got.Known != 0.2 || len(problems) != 0 {
		t.Errorf("a good one: %+v, %v", got, problems)
	}
}

func TestOutcomesFollowTheThresholds(t *testing.T) {
	limits := Thresholds{Answer: 0.6, Near: 0.4}
	for score, want := range map[float64]Outcome{0: Unknown, 0.39: Unknown, 0.4: Near, 0.59: Near, 0.6: Answer, 1: Answer} {
		if got := limits.outcome(Result{Hits: []Hit{{Score: score}}, Sure: score}); got != want {
			t.Errorf("%v is %s, want %s", score, got, want)
		}
	}
	if got := limits.outcome(Result{}); got != Unknown {
		t.Errorf("nothing is %s", got)
	}
}

package knowledge

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

func TestEveryRealQuestionThatHasFactsIsFound(t *testing.T) {
	f, err := os.Open("../../shared/facts/questions.dev.jsonl")
	if err != nil {
		t.Skip("the real questions are not here:", err)
	}
	defer f.Close()
	l := embedded(t)
	asked, first := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q struct {
			Q, Lang string
			Facts   []string `json:"fact_ids"`
		}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		if len(q.Facts) == 0 {
			continue
		}
		asked++
		r := l.Search(q.Q, q.Lang, 10)
		switch at := l.rightAt(Question{Facts: q.Facts}, r.Hits); {
		case at == 0:
			first++
		case at < 0 || at >= offered:
			t.Errorf("%q (%v) is found at place %d, behind %s", q.Q, q.Facts, at+1, r.Hits[0].ID)
		default:
			t.Logf("%q (%v) is found at place %d, behind %s", q.Q, q.Facts, at+1, r.Hits[0].ID)
		}
	}
	t.Logf("%d of %d first", first, asked)
	if asked < 40 || float64(first) < 0.85*float64(asked) {
		t.Errorf("%d of %d stand first", first, asked)
	}
}

package knowledge

// Verdict is how a question of a set fared.
type Verdict string

// The verdicts. Right and Refused are good, Offered is half good.
const (
	Right   Verdict = "right"   // answered with an article that answers it
	Offered Verdict = "offered" // not answered, but the right article is one of the buttons
	Missed  Verdict = "missed"  // could be answered, and was not
	Wrong   Verdict = "wrong"   // answered with another article
	Refused Verdict = "refused" // must not be answered, and was not
	Forced  Verdict = "forced"  // must not be answered, and was
)

// Judged is a question with what was found and how good that is.
type Judged struct {
	Question
	Found   Result
	Verdict Verdict
	First   bool    // the first hit answers it, whatever the outcome
	Claims  []Claim // what the answer says and its article does not
}

// offered is how many hits get a button.
const offered = 3

// Evaluation is a whole set, judged.
type Evaluation []Judged

// Evaluate puts every question to the library. Refuses tells which messages the bot
// does not put to it, such as wishes that nobody helps with; nil when it puts all.
func (l *Library) Evaluate(questions []Question, refuses func(message string) bool) Evaluation {
	out := make(Evaluation, 0, len(questions))
	for _, q := range questions {
		out = append(out, l.judge(q, refuses != nil && refuses(q.Q)))
	}
	return out
}

func (l *Library) judge(q Question, refused bool) Judged {
	if refused {
		return l.Judge(q, Result{})
	}
	return l.Judge(q, l.Search(q.Q, q.Lang, 10))
}

// Judge tells how a question fared for which this was found, in whichever way: at least
// three hits. A message that the bot does not put to the library has found nothing.
func (l *Library) Judge(q Question, found Result) Judged {
	j := Judged{Question: q, Found: found}
	right := l.rightAt(q, j.Found.Hits)
	j.First = right == 0
	answered := j.Found.Outcome == Answer
	switch {
	case q.Kind != "" && (!answered || j.First):
		j.Verdict = Refused
	case q.Kind != "":
		j.Verdict = Forced
	case answered && j.First:
		j.Verdict = Right
	case answered:
		j.Verdict = Wrong
	case j.Found.Outcome == Near && right >= 0 && right < offered:
		j.Verdict = Offered
	default:
		j.Verdict = Missed
	}
	if answered {
		if a, ok := l.Article(j.Found.Hits[0].ID, q.Lang); ok {
			j.Claims = l.Unproved(a.Short, a.ID)
		}
	}
	return j
}

// rightAt is the place of the first hit that answers a question, from 0; -1 when
// none does.
func (l *Library) rightAt(q Question, hits []Hit) int {
	for i, h := range hits {
		if a, ok := l.Article(h.ID, q.Lang); ok && q.answeredBy(a) {
			return i
		}
	}
	return -1
}

// Tally is an evaluation in figures. The shares are from 0 to 1.
type Tally struct {
	Known, Unknown int     // questions that can be answered, and that must not be
	Hit            float64 // of the known: the right article stands first
	Answered       float64 // of the known: answered rightly
	Offered        float64 // of the known: not answered, the right article is one of the buttons
	Wrong          float64 // of the known: answered with another article
	Refused        float64 // of the unknown: not answered
	Unsupported    int     // figures and names in answers that their article does not have
}

// Tally counts the verdicts.
func (e Evaluation) Tally() Tally {
	var t Tally
	counts, hits := map[Verdict]float64{}, 0.0
	for _, j := range e {
		counts[j.Verdict]++
		t.Unsupported += len(j.Claims)
		if j.Kind != "" {
			t.Unknown++
			continue
		}
		t.Known++
		if j.First {
			hits++
		}
	}
	known, unknown := float64(max(t.Known, 1)), float64(max(t.Unknown, 1))
	t.Hit, t.Answered, t.Offered = hits/known, counts[Right]/known, counts[Offered]/known
	t.Wrong, t.Refused = counts[Wrong]/known, counts[Refused]/unknown
	return t
}

package knowledge

import (
	"hash/fnv"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// No embedding model runs in a test. These stand in for one:

// lettered knows a text by its groups of three to five letters, and nothing of meaning.
func lettered(text string, dims int) []float32 {
	out := make([]float32, dims)
	for _, w := range Words(text) {
		r := []rune(" " + w + " ")
		for n := 3; n <= 5; n++ {
			for i := 0; i+n <= len(r); i++ {
				h := fnv.New64a()
				_, _ = h.Write([]byte(string(r[i : i+n])))
				sum := h.Sum64()
				out[sum%uint64(dims)] += 1 - 2*float32(sum>>63)
			}
		}
	}
	return out
}

// atRandom gives each text a direction of its own, always the same.
func atRandom(text string, dims int) []float32 {
	r, out := diced(text), make([]float32, dims)
	for i := range out {
		out[i] = float32(r.NormFloat64())
	}
	return out
}

// unchanging gives all texts the same one.
func unchanging(_ string, dims int) []float32 {
	out := make([]float32, dims)
	for i := range out {
		out[i] = 1
	}
	return out
}

// diced is chance that is always the same for a text.
func diced(text string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return rand.New(rand.NewPCG(h.Sum64(), 7))
}

// embeddedBy are the vectors of all texts of a library.
func embeddedBy(l *Library, dims int, embed func(string, int) []float32) map[string][]float32 {
	out := map[string][]float32{}
	for _, t := range l.Texts() {
		if out[t.Hash] == nil {
			out[t.Hash] = embed(t.Text, dims)
		}
	}
	return out
}

func meaningBy(t testing.TB, l *Library, dims int, embed func(string, int) []float32) *Meaning {
	t.Helper()
	m, err := NewMeaning(l, dims, embeddedBy(l, dims, embed))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// knowing is a model that names the right article in such a share of the questions, and
// any other in the rest: its vector is that of one of the article's lines, and as much
// noise again. A message that must not be answered is near a gap, or in three of ten
// cases near some article; one about something else is near nothing.
func knowing(l *Library, share float64, dims int) func(Question) []float32 {
	lines, ids := map[string][]string{}, []string{}
	for _, t := range l.Texts() {
		if lines[t.Article] == nil {
			ids = append(ids, t.Article)
		}
		lines[t.Article] = append(lines[t.Article], t.Text)
	}
	return func(q Question) []float32 {
		r, from := diced(q.Q), lines[""]
		switch {
		case q.Kind == "off-topic" || q.Kind == "nonsense":
			return atRandom(q.Q, dims)
		case q.Kind == "" && r.Float64() < share:
			from = nil
			for _, a := range l.Articles() {
				if q.answeredBy(a) {
					from = append(from, lines[a.ID]...)
				}
			}
		case q.Kind == "" || r.Float64() < 0.3:
			from = lines[ids[r.IntN(len(ids)-1)]] // the gaps come last
		}
		v, _ := normal(lettered(from[r.IntN(len(from))], dims))
		noise, _ := normal(atRandom(q.Q, dims))
		for i := range v {
			v[i] += 0.8 * noise[i]
		}
		return v
	}
}

// allKnowing gives a question that can be answered the title of its article.
func allKnowing(l *Library, dims int) func(Question) []float32 {
	return func(q Question) []float32 {
		for _, a := range l.Articles() {
			if a.Lang == spanish && q.answeredBy(a) {
				return lettered(a.Title, dims)
			}
		}
		return lettered(q.Q, dims)
	}
}

// server is a way to be given vectors.
type server struct {
	name    string
	of      *Meaning
	ask     func(Question) []float32
	hit     float64 // by how much hit@1 may at least differ from that of words alone
	answers float64 // by which share more of the messages that must not be answered may be
}

func servers(t *testing.T, l *Library, dims int) []server {
	by := func(embed func(string, int) []float32) func(Question) []float32 {
		return func(q Question) []float32 { return embed(q.Q, dims) }
	}
	letters := meaningBy(t, l, dims, lettered)
	return []server{
		{"words alone", nil, func(Question) []float32 { return nil }, 0, 0},
		{"letters", letters, by(lettered), 0, 0},
		{"all at random", meaningBy(t, l, dims, atRandom), by(atRandom), 0, 0},
		{"all the same", meaningBy(t, l, dims, unchanging), by(unchanging), 0, 0},
		{"letters, then at random", letters, by(atRandom), -0.01, 0},
		{"letters, then the same", letters, by(unchanging), -0.01, 0},
		{"stuck at an article", letters, func(Question) []float32 { return lettered("¿Cuánto cuesta la membresía?", dims) }, -0.04, 0.06},
		{"right in 70 of 100", letters, knowing(l, 0.70, dims), 0.03, 0.01},
		{"right in 85 of 100", letters, knowing(l, 0.85, dims), 0.04, 0.01},
		{"right in 95 of 100", letters, knowing(l, 0.95, dims), 0.05, 0.01},
		{"knows all", letters, allKnowing(l, dims), 0.05, 0},
	}
}

// The table of how words and vectors go together; -v prints it. What is asked of each
// server is asked over all sets.
func TestVectorsHelpAndDoNoHarm(t *testing.T) {
	dims, each := 256, 1
	if racing || testing.Short() {
		dims, each = 32, 25 // that it runs at all
	}
	l := embedded(t)
	all := servers(t, l, dims)
	total := make([]Evaluation, len(all))
	t.Logf("%-16s %-24s %6s %6s %6s %6s %6s", "", "", "hit@1", "answ.", "offer.", "wrong", "refus.")
	tell := func(set string, i int, e Evaluation) Tally {
		y := e.Tally()
		t.Logf("%-16s %-24s %6.3f %6.3f %6.3f %6.3f %6.3f", set, all[i].name, y.Hit, y.Answered, y.Offered, y.Wrong, y.Refused)
		return y
	}
	for _, set := range []string{"questions", "questions.learn", "stories", "short", "basics"} {
		for i, e := range judgedBy(t, l, set, each, all) {
			tell(set, i, e)
			total[i] = append(total[i], e...)
		}
	}
	words := total[0].Tally()
	for i, s := range all {
		y := tell("all", i, total[i])
		if each == 1 && (y.Hit < words.Hit+s.hit || 1-y.Refused > 1-words.Refused+s.answers) {
			t.Errorf("%s: %+v, by words alone %+v", s.name, y, words)
		}
	}
}

// judgedBy puts each so-manieth question of a set to the library with each server.
func judgedBy(t *testing.T, l *Library, set string, each int, all []server) []Evaluation {
	file := set + ".jsonl"
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	questions, _ := ReadQuestions(file, data)
	out := make([]Evaluation, len(all))
	for n := 0; n < len(questions); n += each {
		q := questions[n]
		for i, s := range all { // within one question, since what words find is kept a moment
			out[i] = append(out[i], l.Judge(q, l.SearchMeaning(q.Q, "", q.Lang, 10, s.of, s.ask(q))))
		}
	}
	if strings.Contains(set, "questions") && len(questions) < 400 {
		t.Errorf("%s has %d", file, len(questions))
	}
	return out
}

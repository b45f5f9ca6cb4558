package handlers

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// person is a line of testdata/owners.jsonl: an owner who was thought out before the
// rules, by people who had not read these, with the application that is true of them
// and the words in which they would tell it.
type person struct {
	ID     int                 `json:"id"`
	Lang   string              `json:"lang"`
	Manner string              `json:"manner"` // terse, chatty, sms, formal, spoken, mixed or english
	True   map[string][]string `json:"true"`   // by field, each value that a careful clerk would write; of free text, words that stand in it
	Say    map[string][]string `json:"say"`    // by field, ways to answer its question
	Many   []struct {
		Text   string   `json:"text"`
		Fields []string `json:"fields"`
	} `json:"many"` // messages with several values
	Fix []struct {
		Field string `json:"field"`
		Wrong string `json:"wrong"` // what they say first
		Text  string `json:"text"`  // how they correct it
	} `json:"fix"`
	Talk  []string `json:"talk"` // remarks that are no answer and no question
	Skip  []string `json:"skip"`
	Start []string `json:"start"`
	Yes   []string `json:"yes"`
	Back  []string `json:"back"` // on coming back after days
}

// freeText are the fields of which only words are compared.
var freeText = []string{"role", "products", "exports", "capacity"}

// accepts tells whether a stored value is one that a careful clerk would write.
func (p *person) accepts(form *Form, field, value string) bool {
	return slices.ContainsFunc(p.True[field], func(want string) bool {
		if slices.Contains(freeText, field) {
			want, value := inFigures.ReplaceAllString(want, "$1$2"), inFigures.ReplaceAllString(value, "$1$2")
			stored := knowledge.Words(value)
			if c, ok := form.Field(field).choice(want); ok && value == c.Label["es"] {
				return true // "owner" is kept as what its button says
			}
			return !slices.ContainsFunc(knowledge.Words(want), func(w string) bool {
				return !slices.ContainsFunc(stored, func(s string) bool {
					return s == w || s == w+"s" || s == w+"es" || field == "role" && strings.TrimRight(s, "oa") == strings.TrimRight(w, "oa")
				})
			})
		}
		return lettersOf(want) == lettersOf(value) || field == "business" && lettersOf(article.ReplaceAllString(want, "")) == lettersOf(article.ReplaceAllString(value, ""))
	})
}

// inFigures is a mark within a figure: 12,000.
var inFigures = regexp.MustCompile(`(\d)[.,](\d{3})\b`)

// article stands before a business's name or not: "la Vinata Los Quintana".
var article = regexp.MustCompile(`(?i)^(?:la|el|los|las) `)

// lettersOf leaves the letters and figures of a value: "S.A. de C.V." is "SA de CV".
func lettersOf(s string) string { return strings.Join(knowledge.Words(s), "") }

// visit is one owner at the desk: who they are, and what they do beside answering.
type visit struct {
	*stage
	person
	random *rand.Rand
	does   manners
	asked  []string // questions that may come between
	due    map[string]int
	put    map[string]bool // fields that were put off
	log    strings.Builder
	outcome
}

// manners are what an owner does beside answering, one bit each.
type manners struct{ many, fixes, asks, talks, leaves, skips, switches bool }

// outcome is what a visit showed.
type outcome struct {
	messages  int
	right     int            // fields with a right value
	wrong     int            // fields with another one
	missing   int            // fields without one
	disturbed []string       // what a question or remark filled
	again     map[string]int // how often a field was asked after it had been answered
	sent      bool
}

// The floors of what is reached, by the people whom the rules were tried on while they were
// written and by those whom nobody has looked at alike.
const (
	ownersFloor = 0.97
	sentFloor   = 0.98
)

const (
	mostMessages = 90
	fixAfter     = 3 // messages between a wrong value and its correction
)

// seeds is how many owners apply, at least; racingSeeds when the race detector makes each
// of them slow.
const (
	seeds       = 300
	racingSeeds = 90
)

// TestSimulatedOwners lets people apply of whom the rules have learnt. OWNERS names another
// file of people, OWNERLOG a folder in which each visit is written down.
func TestSimulatedOwners(t *testing.T) {
	visitAll(t, cmp.Or(os.Getenv("OWNERS"), "owners.jsonl")).reaches(t)
}

// TestFreshOwners measures people whom nobody has looked at: what the rules are worth with
// whoever comes next. Who looks has others written (CONTRIBUTING.md, "Tests").
func TestFreshOwners(t *testing.T) {
	visitAll(t, "owners.fresh.jsonl").reaches(t)
}

// reaches compares what was reached with what must be.
func (o *visits) reaches(t *testing.T) {
	t.Helper()
	for _, d := range o.disturbed {
		t.Error(d)
	}
	if o.f1() < ownersFloor {
		t.Errorf("F1 %.3f is below %.2f", o.f1(), ownersFloor)
	}
	if float64(o.sent) < sentFloor*float64(o.number) {
		t.Errorf("%d of %d applications were sent", o.sent, o.number)
	}
}

// visits are what many visits showed.
type visits struct {
	outcome
	number, sent int
	lengths      []int // messages of each application that was sent
	byField      map[string][4]int
}

func (o *visits) precision() float64 { return float64(o.right) / float64(max(o.right+o.wrong, 1)) }
func (o *visits) recall() float64 {
	return float64(o.right) / float64(max(o.right+o.wrong+o.missing, 1))
}
func (o *visits) f1() float64 {
	return 2 * o.precision() * o.recall() / max(o.precision()+o.recall(), 0.001)
}

func (o *visits) add(v *visit) {
	o.right += v.right
	o.wrong += v.wrong
	o.missing += v.missing
	o.disturbed = append(o.disturbed, v.disturbed...)
	for _, f := range v.clerk.form.Asked() {
		n := o.byField[f.ID]
		n[v.verdict(f.ID)]++
		o.byField[f.ID] = n
	}
	if v.outcome.sent {
		o.sent++
		o.lengths = append(o.lengths, v.messages)
	}
}

// visitAll lets the people of a file apply, each at least once, and logs what came of it.
func visitAll(t *testing.T, file string) *visits {
	t.Helper()
	people := readLines[person](t, file)
	clerk, questions := testClerk(t), betweenQuestions(t)
	number := max(seeds, len(people))
	if racing {
		number = racingSeeds
	}
	all := &visits{number: number, byField: map[string][4]int{}}
	for seed := range number {
		v := newVisit(clerk, people[seed%len(people)], uint64(seed), questions)
		v.apply()
		all.add(v)
		if os.Getenv("OWNERLOG") != "" {
			_ = os.WriteFile(fmt.Sprintf("%s/%03d-%d-%s.txt", os.Getenv("OWNERLOG"), seed, v.ID, v.Manner), []byte(v.log.String()), 0o644)
		}
	}
	slices.Sort(all.lengths)
	t.Logf("precision %.3f, recall %.3f, F1 %.3f; sent %d of %d; %d messages in the middle, %d at most; a question or remark filled %d",
		all.precision(), all.recall(), all.f1(), all.sent, number, all.lengths[len(all.lengths)/2], all.lengths[len(all.lengths)-1], len(all.disturbed))
	for _, id := range slices.Sorted(maps.Keys(all.byField)) {
		t.Logf("%-9s right %d, wrong %d, missing %d", id, all.byField[id][0], all.byField[id][1], all.byField[id][2])
	}
	return all
}

// betweenQuestions are some that the articles answer, to ask in between.
func betweenQuestions(t *testing.T) []string {
	var out []string
	for _, q := range questions(t, "basics.jsonl") {
		if len(strings.Fields(q.Q)) > 2 {
			out = append(out, q.Q)
		}
	}
	return out
}

func newVisit(clerk *Clerk, p person, seed uint64, questions []string) *visit {
	random := rand.New(rand.NewPCG(seed, 3))
	does := func() bool { return random.IntN(3) == 0 }
	return &visit{stage: newStage(clerk), person: p, random: random, asked: questions, due: map[string]int{}, put: map[string]bool{},
		does:    manners{many: does(), fixes: does(), asks: does(), talks: does(), leaves: does(), skips: does(), switches: random.IntN(6) == 0},
		outcome: outcome{again: map[string]int{}}}
}

func (v *visit) one(of []string) string { return of[v.random.IntN(len(of))] }

// says sends a message and keeps what was said.
func (v *visit) says(text string) {
	v.messages++
	fmt.Fprintf(&v.log, "> %s\n%s", text, v.owner(text))
}

// between says something that is no answer, and sees that it fills nothing.
func (v *visit) between(text string) {
	before := maps.Clone(v.c.App.Answers)
	v.says(text)
	for id, a := range v.c.App.Answers {
		if before[id].Value != a.Value {
			v.disturbed = append(v.disturbed, fmt.Sprintf("owner %d: %q filled %s with %q", v.ID, text, id, a.Value))
		}
	}
}

// apply goes from hello to the folio, or gives up.
func (v *visit) apply() {
	v.says(v.one(v.Start))
	for v.messages < mostMessages && !v.c.App.Status.Sent() {
		if v.c.App.Status == bot.Draft && v.c.Consent.Given {
			v.mayDrift()
		}
		v.answer()
	}
	v.sent = v.c.App.Status.Sent()
	for _, f := range v.clerk.form.Asked() {
		switch v.verdict(f.ID) {
		case never:
		case 0:
			v.right++
		case 1:
			v.wrong++
			fmt.Fprintf(&v.log, "WRONG %s: %q\n", f.ID, v.c.App.Answers[f.ID].Value)
		default:
			v.missing++
		}
	}
}

// never is the verdict on a field that may be left out, and that the owner put off: they
// never said it.
const never = 3

// verdict is 0 for a right value, 1 for a wrong one, 2 for none.
func (v *visit) verdict(field string) int {
	switch a := v.c.App.Answers[field]; {
	case a.Value == "" && v.put[field] && !v.clerk.form.Field(field).Required:
		return never
	case a.Value == "":
		return 2
	case v.person.accepts(v.clerk.form, field, a.Value):
		return 0
	}
	return 1
}

// mayDrift asks, talks or goes away for two days.
func (v *visit) mayDrift() {
	switch n := v.random.IntN(12); {
	case n == 0 && v.does.asks:
		v.between(v.one(v.asked))
	case n == 1 && v.does.talks && v.c.Doubt == "": // "perfecto" is a yes to a doubt
		v.between(v.one(v.Talk))
	case n == 3 && v.does.switches:
		v.between(map[string]string{"en": "en español por favor", "es": "in English, please"}[v.c.Lang])
	case n == 2 && v.does.leaves:
		v.does.leaves = false
		v.log.WriteString(v.pass(50 * time.Hour))
		v.between(v.one(v.Back))
	}
}

// answer says the next thing that brings the application on.
func (v *visit) answer() {
	for i, f := range v.Fix {
		if at, ok := v.due[f.Field]; ok && v.messages >= at {
			delete(v.due, f.Field)
			v.says(v.Fix[i].Text)
			return
		}
	}
	switch field := v.c.Asking; {
	case field == bot.AskConsent:
		v.says(v.one(v.Yes))
	case field == bot.AskReview:
		v.review()
	case v.clerk.form.Field(field) != nil:
		v.field(field)
	default:
		v.begin()
	}
}

// begin asks once more to apply, or taps the button for it when there is one.
func (v *visit) begin() {
	for _, b := range v.c.Shown {
		if b.Payload == payload("apply") {
			v.says("[" + b.Label + "]")
			return
		}
	}
	v.says(v.one(v.Start))
}

// field answers the question that is open. Asked whether a value is right, people look at it.
func (v *visit) field(id string) {
	if v.c.Doubt != "" && v.person.accepts(v.clerk.form, id, v.c.Doubt) {
		v.says(map[string]string{"en": "yes", "es": "sí"}[v.c.Lang])
		return
	}
	if v.does.many && v.again["many"] < len(v.Many) && v.random.IntN(2) == 0 {
		v.again["many"]++
		v.says(v.Many[v.again["many"]-1].Text)
		return
	}
	v.again[id]++
	if v.does.fixes && v.again[id] == 1 {
		for _, f := range v.Fix {
			if f.Field == id {
				v.due[id] = v.messages + fixAfter
				v.says(f.Wrong)
				return
			}
		}
	}
	if v.does.skips && !v.put[id] && v.random.IntN(4) == 0 {
		v.put[id] = true
		v.says(v.one(v.Skip))
		return
	}
	v.says(v.Say[id][(v.again[id]+v.random.IntN(len(v.Say[id])))%len(v.Say[id])])
}

// review completes what is missing, waits for the corrections, and sends.
func (v *visit) review() {
	for field := range v.due {
		v.due[field] = 0
	}
	if len(v.due) > 0 {
		v.answer()
		return
	}
	if label := map[bool]string{true: "Complete", false: "Completar"}[v.c.Lang == "en"]; len(v.c.App.Pending) > 0 && v.again["complete"] < 12 {
		v.again["complete"]++
		v.says("[" + label + "]")
		return
	}
	v.says(v.one(v.Yes))
}

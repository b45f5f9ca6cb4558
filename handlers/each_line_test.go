package handlers

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// The floors of the lines that are read right, by what they are. A remark, a delay and a
// greeting after days are right when they change nothing.
var lineFloors = map[string]float64{"say": 0.97, "many": 0.75, "fix": 0.90, "talk": 0.995, "skip": 0.99, "back": 0.99}

// TestEachLine says each line of the people's where it would be said, and compares what is
// stored with what is true: a visit (owners_test.go) says only some of them. LINES names a file
// to which each line that goes wrong is written, OWNERS another file of people, of whom all speak.
func TestEachLine(t *testing.T) {
	people := readLines[person](t, cmp.Or(os.Getenv("OWNERS"), "owners.jsonl"))
	switch {
	case os.Getenv("OWNERS") != "":
	case racing:
		people = every(people, 30)
	default:
		people = every(people, 5)
	}
	c := &lines{clerk: testClerk(t), said: map[string]int{}, wrong: map[string]int{}}
	for _, p := range people {
		c.speak(&p)
	}
	for _, kind := range slices.Sorted(maps.Keys(c.said)) {
		right := 1 - float64(c.wrong[kind])/float64(c.said[kind])
		t.Logf("%s: %d of %d wrong, %.1f %% right; %d asked back", kind, c.wrong[kind], c.said[kind], 100*right, c.wrong[kind+" asked back"])
		if right < lineFloors[kind] && os.Getenv("OWNERS") == "" {
			t.Errorf("%s: %.3f is below %.3f", kind, right, lineFloors[kind])
		}
	}
	if to := os.Getenv("LINES"); to != "" {
		slices.Sort(c.log)
		_ = os.WriteFile(to, []byte(strings.Join(c.log, "\n")+"\n"), 0o644)
	}
}

// every takes one of so many.
func every[T any](list []T, n int) (out []T) {
	for i := 0; i < len(list); i += n {
		out = append(out, list[i])
	}
	return out
}

// lines counts what was made of people's lines.
type lines struct {
	clerk       *Clerk
	said, wrong map[string]int
	log         []string
}

// speak says all that a person has to say.
func (l *lines) speak(p *person) {
	asked := l.clerk.form.Asked()
	for i, f := range asked {
		for _, text := range p.Say[f.ID] {
			l.try("say", p, l.at(p, i), text, f.ID)
		}
		for kind, remarks := range map[string][]string{"talk": p.Talk, "skip": p.Skip, "back": p.Back} {
			for _, text := range remarks {
				l.try(kind, p, l.at(p, i), text)
			}
		}
	}
	for _, m := range p.Many {
		first := slices.IndexFunc(asked, func(f *Field) bool { return slices.Contains(m.Fields, f.ID) })
		for _, i := range slices.Compact([]int{0, max(first, 0)}) {
			l.try("many", p, l.at(p, i), m.Text, m.Fields...)
		}
	}
	for _, x := range p.Fix {
		if i := slices.IndexFunc(asked, func(f *Field) bool { return f.ID == x.Field }); i >= 0 {
			l.try("fix", p, l.after(p, i, x.Wrong), x.Text, x.Field)
		}
	}
}

// at is the conversation in which a question is open and those before it are answered.
func (l *lines) at(p *person, asking int) bot.Conversation {
	asked := l.clerk.form.Asked()
	c := inForm(asked[0].ID)
	c.Lang = p.Lang
	for _, f := range asked[:asking] {
		c = c.Apply(bot.Event{Kind: bot.FieldFilled, Field: f.ID, Value: l.stored(f, p.True[f.ID][0])})
	}
	return c.Apply(bot.Event{Kind: bot.FieldAsked, Field: asked[asking].ID})
}

// after is the conversation in which a wrong value was told, and the next but one question is
// open, or the review.
func (l *lines) after(p *person, field int, wrong string) bot.Conversation {
	asked := l.clerk.form.Asked()
	s := newStage(l.clerk)
	s.c = l.at(p, field)
	s.owner(wrong)
	c := s.c
	if c.App.Answers[asked[field].ID].Value == "" {
		c = c.Apply(bot.Event{Kind: bot.FieldFilled, Field: asked[field].ID, Value: l.stored(asked[field], wrong)})
	}
	next := min(field+2, len(asked))
	for _, f := range asked[field+1 : next] {
		c = c.Apply(bot.Event{Kind: bot.FieldFilled, Field: f.ID, Value: l.stored(f, p.True[f.ID][0]), At: time.Date(2026, 11, 25, 16, 1, 0, 0, time.UTC)})
	}
	if next < len(asked) {
		return c.Apply(bot.Event{Kind: bot.FieldAsked, Field: asked[next].ID})
	}
	return c.Apply(bot.Event{Kind: bot.ReviewShown})
}

// stored is an answer as it is kept; in its own words where no check passes it.
func (l *lines) stored(f *Field, text string) string {
	return cmp.Or(kinds[f.Kind](l.clerk.form, f, text).Value, text)
}

// try says a line, of which fields should be filled, and no others.
func (l *lines) try(kind string, p *person, c bot.Conversation, text string, fields ...string) {
	s := newStage(l.clerk)
	s.c = c
	before := maps.Clone(c.App.Answers)
	s.owner(text)
	l.said[kind]++
	if s.c.Doubt != "" {
		l.wrong[kind+" asked back"]++
	}
	var faults []string
	for _, f := range l.clerk.form.Asked() {
		now := s.c.App.Answers[f.ID].Value
		told := slices.Contains(fields, f.ID)
		if told && now == "" && s.c.Asking == f.ID {
			now = s.c.Doubt
		}
		changed := now != before[f.ID].Value
		switch right := p.accepts(l.clerk.form, f.ID, now); {
		case told && !right:
			faults = append(faults, fmt.Sprintf("%s is %q, not %q", f.ID, now, p.True[f.ID][0]))
		case !told && changed && (len(fields) == 0 || before[f.ID].Value != "" || !right):
			faults = append(faults, fmt.Sprintf("%s is filled with %q", f.ID, now))
		}
	}
	if len(faults) > 0 {
		l.wrong[kind]++
		l.log = append(l.log, fmt.Sprintf("%s %d %s, asking %s: %q: %s", kind, p.ID, p.Manner, c.Asking, text, strings.Join(faults, "; ")))
	}
}

package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// slot is one line of testdata/slots.jsonl: a message and what a careful clerk would
// write down from it.
//
// Kinds are single, many, correction, digression and meta. Have are answers that are
// there already; with "sent", or when the review is asked, all the others are too.
// May holds values that are right and need not be taken. Also is the command that is
// wanted beside the values, as alsoOf writes it.
type slot struct {
	Kind   string            `json:"kind"`
	Asking string            `json:"asking"`
	Have   map[string]string `json:"have"`
	Sent   bool              `json:"sent"`
	Text   string            `json:"text"`
	Fills  map[string]string `json:"fills"`
	May    map[string]string `json:"may"`
	Also   string            `json:"also"`
}

// slotFloor is the bar of PRODUCT.md §7.
const slotFloor = 0.95

func readSlots(t *testing.T) []slot { return readLines[slot](t, "slots.jsonl") }

// readLines reads a file of testdata, or one with a whole path, with a JSON value a line.
func readLines[T any](t testing.TB, file string) []T {
	t.Helper()
	if !filepath.IsAbs(file) {
		file = filepath.Join("testdata", file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []T
	for n, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		var v T
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s:%d: %v", file, n+1, err)
		}
		out = append(out, v)
	}
	return out
}

// wholeForm answers every question, for the review and for what comes after sending.
var wholeForm = map[string]string{
	"business": "Café Sol", "rfc": "CSO120304AB4", "contact": "Ana López", "role": "Dueña", "email": "ana@cafesol.mx",
	"phone": "+522281234567", "state": "Puebla", "category": "food", "products": "Café tostado", "exports": "Nunca", "capacity": "500 kg al mes",
}

// conversation is the one in which the message comes.
func (s slot) conversation() bot.Conversation {
	c := inForm(s.Asking)
	if s.Sent || s.Asking == bot.AskReview {
		c = have(c, wholeForm)
	}
	c = have(c, s.Have)
	switch {
	case s.Sent:
		c = c.Apply(bot.Event{Kind: bot.Submitted, Value: "PAB-0001"})
	case s.Asking == bot.AskReview:
		c = c.Apply(bot.Event{Kind: bot.ReviewShown})
	}
	return c
}

func have(c bot.Conversation, values map[string]string) bot.Conversation {
	for field, value := range values {
		c = c.Apply(bot.Event{Kind: bot.FieldFilled, Field: field, Value: value, Turn: "m0"})
	}
	return c
}

// hear gives the values that a message changes, and what else was done about it.
func hear(clerk *Clerk, s slot) (fills map[string]string, also []string) {
	c := s.conversation()
	turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: s.Text}
	cmds, _ := clerk.Understand(c, turn)
	out, _ := bot.Decide(clerk.Handle, c, turn, cmds, time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC))
	fills = map[string]string{}
	for _, e := range out.Events {
		switch e.Kind {
		case bot.FieldFilled, bot.Changed:
			fills[e.Field] = e.Value
		case bot.FieldFailed:
			also = append(also, wrongTry+e.Field)
		}
	}
	for _, cmd := range cmds {
		if _, ok := cmd.(bot.Fill); !ok {
			also = append(also, alsoOf(cmd))
		}
	}
	return fills, also
}

// wrongTry begins what hear tells of a value that was refused.
const wrongTry = "wrong try:"

// alsoOf names a command as slots.jsonl does: "ask", "reopen:rfc", "explain:why".
func alsoOf(cmd bot.Command) string {
	switch cmd := cmd.(type) {
	case bot.Reopen:
		return "reopen:" + cmd.Field
	case bot.Clear:
		return "clear:" + cmd.Field
	case bot.Explain:
		return "explain:" + cmd.About
	}
	return bot.KindOf(cmd)
}

// fillers are words that a value in free words may have or not.
var fillers = wordSet("el la los las un una unos unas de del en y a al con por para que es son se lo si pues como mas solo mi nos su " +
	"lic licenciada licenciado ing ingeniero ingeniera sr sra don dona c p mtra dr dra")

func content(s string) []string {
	var out []string
	for _, w := range knowledge.Words(s) {
		if !fillers[w] {
			out = append(out, w)
		}
	}
	return out
}

// extraWords is how many words more than were wanted a value in free words may have.
const extraWords = 4

// sameValue compares a value with the one wanted: names by their words, free words
// with a little room around them, the rest exactly.
func sameValue(field, got, want string) bool {
	switch field {
	case "business", "contact":
		return join(content(got)) == join(content(want))
	case "role", "products", "exports", "capacity", "certifications", "size":
		g, w := content(got), content(want)
		return strings.Contains(" "+join(g)+" ", " "+join(w)+" ") && len(g) <= len(w)+extraWords
	case "website":
		return strings.EqualFold(got, want)
	}
	return got == want
}

// score counts (field, value) pairs: those right, those wrongly filled, those missed.
type score struct{ right, wrong, missed int }

func (s score) f1() float64 {
	if s.right == 0 {
		return 0
	}
	return 2 * float64(s.right) / float64(2*s.right+s.wrong+s.missed)
}

func (s score) String() string {
	return fmt.Sprintf("F1 %.3f, precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", s.f1(),
		float64(s.right)/float64(max(s.right+s.wrong, 1)), float64(s.right)/float64(max(s.right+s.missed, 1)), s.right, s.wrong, s.missed)
}

// compare counts one message, and tells what is not as it should be.
func (s *score) compare(want slot, got map[string]string) (misses []string) {
	for field, value := range got {
		wanted, ok := want.Fills[field]
		may, allowed := want.May[field]
		switch {
		case ok && sameValue(field, value, wanted):
			s.right++
		case allowed && sameValue(field, value, may):
		default:
			s.wrong++
			misses = append(misses, "wrong "+field+"="+value)
		}
	}
	for field, value := range want.Fills {
		if !sameValue(field, got[field], value) {
			s.missed++
			misses = append(misses, "missed "+field+"="+value)
		}
	}
	sort.Strings(misses)
	return misses
}

func TestAMessageFillsWhatACarefulClerkWouldWriteDown(t *testing.T) {
	clerk := testClerk(t)
	scores := map[string]*score{}
	for _, s := range readSlots(t) {
		if scores[s.Kind] == nil {
			scores[s.Kind] = &score{}
		}
		got, also := hear(clerk, s)
		if misses := scores[s.Kind].compare(s, got); len(misses) > 0 {
			t.Logf("%s, asking %q: %q: %s (also %s)", s.Kind, s.Asking, s.Text, strings.Join(misses, "; "), strings.Join(also, ", "))
		}
	}
	for _, kind := range []string{"single", "many", "correction"} {
		if scores[kind] == nil || scores[kind].f1() < slotFloor {
			t.Errorf("%s: %v; want F1 of at least %.2f", kind, scores[kind], slotFloor)
			continue
		}
		t.Logf("%s: %v", kind, scores[kind])
	}
	for _, kind := range []string{"digression", "meta"} {
		if scores[kind] == nil || scores[kind].wrong > 0 {
			t.Errorf("%s: %v; want nothing filled", kind, scores[kind])
		}
	}
}

func TestAMessageIsAlsoTakenAsItIsMeant(t *testing.T) {
	clerk := testClerk(t)
	meant, missed := 0, 0
	for _, s := range readSlots(t) {
		if s.Also == "" {
			continue
		}
		meant++
		if _, also := hear(clerk, s); !strings.Contains(" "+join(also)+" ", " "+s.Also+" ") {
			missed++
			t.Logf("%s, asking %q: %q: %s, want %s", s.Kind, s.Asking, s.Text, strings.Join(also, ", "), s.Also)
		}
	}
	if meant == 0 || float64(meant-missed) < slotFloor*float64(meant) {
		t.Errorf("%d of %d messages are taken otherwise than they are meant", missed, meant)
	}
}

func TestADigressionIsNoWrongTry(t *testing.T) {
	clerk := testClerk(t)
	for _, s := range readSlots(t) {
		if s.Kind != "digression" && s.Kind != "meta" {
			continue
		}
		if _, also := hear(clerk, s); strings.Contains(join(also), wrongTry) {
			t.Errorf("asking %q: %q: %s", s.Asking, s.Text, strings.Join(also, ", "))
		}
	}
}

func TestTheSlotsAreWhatTheFormCanHold(t *testing.T) {
	clerk := testClerk(t)
	for n, s := range readSlots(t) {
		for field, value := range s.Fills {
			f := clerk.form.Field(field)
			if f == nil {
				t.Errorf("slots.jsonl:%d: there is no field %q", n+1, field)
				continue
			}
			switch field {
			case "rfc", "email", "phone", "state", "category":
				if r := kinds[f.Kind](clerk.form, f, value); r.Value != value || r.Doubt != "" {
					t.Errorf("slots.jsonl:%d: %s %q is kept as %q %s%s", n+1, field, value, r.Value, r.Problem, r.Doubt)
				}
			}
		}
	}
}

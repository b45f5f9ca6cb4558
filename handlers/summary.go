package handlers

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Who tells a lot of their business is summed up for staff in two lines, on the card of
// their application. The card says all the rest itself, so short answers need none.

//go:embed prompts/summary.txt
var summaryRules string

// Limits of a summary.
const (
	sumWithin      = 5 * time.Second
	sumTokens      = 200
	sumLine        = 120 // characters
	sumLongest     = 200
	mostSumLines   = 2
	longWords      = 120 // characters of an answer that is long
	leastSummedUp  = 0.6 // see leastGrounded
	mostSummedWord = 800 // characters of an answer that is summed up
)

// summedFields are the answers that a summary is made of; those in free words may be long.
var summedFields = []string{"products", "state", "category", "exports", "capacity"}

// Summary gives the prompt by which a candidate may be summed up, when cmds send an
// application whose answers are long, in Spanish.
func (k *Clerk) Summary(c bot.Conversation, t bot.Turn, cmds []bot.Command) (bot.Prompt, bool) {
	if !k.sumUp(c, t, cmds) {
		return bot.Prompt{}, false
	}
	c.Asking = ""
	r, v, data := k.readerOf(c, t, nil), &veil{}, map[string]string{}
	for field, words := range k.summed(c) {
		data[field] = v.over(r, words)
	}
	b, _ := json.Marshal(data) // strings
	rules := strings.NewReplacer("{line}", strconv.Itoa(sumLine), "{longest}", strconv.Itoa(sumLongest)).Replace(summaryRules)
	schema, _ := json.Marshal(object(map[string]any{"lines": map[string]any{"type": "array", "items": someText}})) // maps of strings
	return bot.Prompt{Task: bot.Summing, Rules: rules, Data: string(b), Schema: schema, Longest: sumTokens, Within: sumWithin, Person: c.ID}, true
}

// Summed gives the commands with the summary before them, when it holds; else as they were.
func (k *Clerk) Summed(c bot.Conversation, t bot.Turn, cmds []bot.Command, answer string) []bot.Command {
	var said struct{ Lines []string }
	if !k.sumUp(c, t, cmds) || json.Unmarshal([]byte(answer), &said) != nil || len(said.Lines) == 0 || len(said.Lines) > mostSumLines {
		return cmds
	}
	var known []string
	for field, words := range k.summed(c) {
		if known = append(known, words); field == "capacity" {
			known = append(known, words+" al mes") // that is what was asked
		}
	}
	var lines []string
	for _, line := range said.Lines {
		line = strings.Join(strings.Fields(clean(line)), " ")
		if !sumHolds(line, known) {
			return cmds
		}
		lines = append(lines, line)
	}
	whole := strings.Join(lines, "\n")
	if utf8.RuneCountInString(whole) > sumLongest || len(k.readerOf(bot.Conversation{App: c.App}, t, nil).toldIn(whole)) > 0 {
		return cmds
	}
	return append([]bot.Command{bot.Sum{Text: whole}}, cmds...)
}

// sumHolds is the evidence lock for a line of a summary.
func sumHolds(line string, known []string) bool {
	folded, _ := foldKeeping(line)
	switch {
	case len(knowledge.Words(line)) == 0 || utf8.RuneCountInString(line) > sumLine || strings.ContainsAny(line, veilOpen+veilClose+"<>*_`#|[]{}"):
		return false
	case leadsElsewhere(folded, nil) || promised(folded, known):
		return false
	case tongueOf(line) != staffLang || len(knowledge.Unsupported(line, known)) > 0:
		return false
	}
	return knowledge.Grounded(line, staffLang, known...) >= leastSummedUp
}

// sumUp tells commands that send an application with a long answer.
func (k *Clerk) sumUp(c bot.Conversation, t bot.Turn, cmds []bot.Command) bool {
	if c.Lang == "en" || c.App.Status.Sent() || len(cmds) == 0 || !maySend(cmds[len(cmds)-1]) {
		return false
	}
	long := false
	for _, words := range k.summed(c) {
		long = long || utf8.RuneCountInString(words) > longWords
	}
	if !long {
		return false
	}
	for _, e := range k.Handle(c, cmds, t.At).Events {
		if e.Kind == bot.Submitted {
			return true
		}
	}
	return false
}

// summed are the answers of which a summary is made.
func (k *Clerk) summed(c bot.Conversation) map[string]string {
	out := map[string]string{}
	for _, id := range summedFields {
		if f, a := k.form.Field(id), c.App.Answers[id]; f != nil && a.Value != "" {
			out[id] = short(showValue(f, a.Value, staffLang), mostSummedWord)
		}
	}
	return out
}

// summedUp takes the summary out of the commands.
func (t *turn) summedUp(cmds []bot.Command) []bot.Command {
	if len(cmds) == 0 {
		return cmds
	}
	sum, ok := cmds[0].(bot.Sum)
	if !ok {
		return cmds
	}
	t.summary = sum.Text
	return cmds[1:]
}

// sumLine is the summary as the card has it, as long as the answers are those of which it
// was made.
func (t *turn) sumLine() string {
	a := t.c.App
	for _, id := range summedFields {
		if a.Answers[id].At.After(a.Submitted) {
			return ""
		}
	}
	if a.Summary == "" || len(a.Answers) == 0 {
		return ""
	}
	return "\n" + t.staffSay("staff.summary", "words", a.Summary)
}

// Sends tells a turn by whose button an application may be sent.
func Sends(t bot.Turn) bool {
	cmd, ok := decodeButton(t.Button)
	return ok && maySend(cmd)
}

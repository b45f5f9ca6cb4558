package handlers

import (
	"encoding/json"
	"slices"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Dispose gives the commands of a turn for which Propose gave a prompt: cmds is what the
// rules read, and answer what the model said to it. What the rules are sure of stays; of
// what was proposed stands what holds. When nothing does, cmds stand.
func (k *Clerk) Dispose(c bot.Conversation, t bot.Turn, cmds []bot.Command, answer string) []bot.Command {
	var said struct{ Commands []proposal }
	if json.Unmarshal([]byte(answer), &said) != nil || len(said.Commands) > mostProposed {
		return cmds
	}
	d := &disposing{reader: k.readerOf(c, t, cmds), v: &veil{}}
	d.proposalData(d.v) // the same placeholders
	for _, cmd := range cmds {
		if !d.uncertain(cmd) {
			d.out = append(d.out, cmd)
		}
	}
	sure := len(d.out)
	for _, p := range said.Commands {
		d.take(p)
	}
	if len(d.out) == sure {
		return cmds
	}
	if !slices.ContainsFunc(d.out[sure:], notFill) { // a question beside a value is still one
		for _, cmd := range cmds {
			if ask, ok := cmd.(bot.Ask); ok && d.uncertain(ask) && !d.fillsFrom(ask.Question) {
				d.out = append(d.out, ask)
			}
		}
	}
	return d.fitted(d.out)
}

func notFill(cmd bot.Command) bool { _, fill := cmd.(bot.Fill); return !fill }

// fillsFrom tells whether a value was found in what the rules took for a question.
func (d *disposing) fillsFrom(question string) bool {
	return slices.ContainsFunc(d.out, func(cmd bot.Command) bool {
		fill, ok := cmd.(bot.Fill)
		return ok && len(occurrences(question, fill.Value)) > 0
	})
}

// disposing is one call of Dispose.
type disposing struct {
	*reader
	v      *veil
	out    []bot.Command
	unsure bool // a value is asked back: one is enough
}

// take carries over one proposal, if it holds.
func (d *disposing) take(p proposal) {
	var cmd bot.Command
	switch p.Do {
	case "fill":
		cmd = d.fill(p)
	case "ask":
		cmd = d.ask(p)
	case "reopen", "skip", "explain":
		cmd = d.about(p)
	case "set_language":
		folded, _ := foldKeeping(wordsOf(d.t))
		if (p.Lang == "es" || p.Lang == "en") && p.Lang != d.lang && aLanguage.MatchString(folded) {
			cmd = bot.SetLanguage{Lang: p.Lang}
		}
	default:
		cmd = plainProposals[p.Do]
		if _, no := cmd.(bot.No); no && d.form.Field(d.c.Asking) != nil && d.c.Doubt == "" {
			cmd = nil // "no" to the question of a field is a value, or none
		}
	}
	if cmd != nil && !slices.ContainsFunc(d.out, func(o bot.Command) bool { return bot.KindOf(o) == bot.KindOf(cmd) && !several(cmd) }) {
		d.out = append(d.out, cmd)
	}
}

// aLanguage is what a language is called.
var aLanguage = newRule(`\b(?:ingles|english|gringo|espanol|spanish|castellano|idioma|language)\b`)

// several tells a command that may stand twice in a turn.
func several(cmd bot.Command) bool {
	switch cmd.(type) {
	case bot.Fill, bot.Ask:
		return true
	}
	return false
}

func (d *disposing) about(p proposal) bot.Command {
	f := d.form.Field(p.Field)
	if f == nil || !d.takesAnswers() || d.c.App.Status.Sent() || f.Kind == documentsKind {
		return nil
	}
	_, answered := d.c.App.Answers[f.ID]
	switch {
	case p.Do == "explain" && slices.Contains(explained, p.About):
		return bot.Explain{Field: f.ID, About: p.About}
	case p.Do == "reopen" && answered:
		return bot.Reopen{Field: f.ID}
	case p.Do == "skip" && !answered:
		return bot.Skip{Field: f.ID}
	}
	return nil
}

// fill takes a value that stands in the message, for the field that is asked or one that
// the message names. It is sure only when the rules would take these words for an answer to
// the very question that is open; else it is asked back, and one of a turn is enough.
func (d *disposing) fill(p proposal) bot.Command {
	f := d.form.Field(p.Field)
	if f == nil || f.Kind == documentsKind || !d.takesAnswers() || d.c.App.Status != bot.Draft {
		return nil
	}
	if slices.ContainsFunc(d.out, func(cmd bot.Command) bool { fill, ok := cmd.(bot.Fill); return ok && fill.Field == f.ID }) {
		return nil
	}
	if f.ID != d.c.Asking && !d.names(f) {
		return nil
	}
	value, ok := d.v.lift(p.Value)
	said := d.words(value)
	if !ok || said == "" {
		return nil
	}
	if r := kinds[f.Kind](d.form, f, said); r.Problem != "" || r.Value == d.c.App.Answers[f.ID].Value {
		return nil
	}
	alone := d.extract(said)
	sure := f.ID == d.c.Asking && !freeWords[f.Kind] && alone.evidence(f, said) == evident && !foreign.MatchString(d.extract(wordsOf(d.t)).folded)
	if !sure && d.unsure {
		return nil
	}
	d.unsure = d.unsure || !sure
	return bot.Fill{Field: f.ID, Value: said, Named: f.ID != d.c.Asking, Via: d.via(), By: "model", Unsure: !sure}
}

// freeWords are the kinds of which any words may be a value: what a model takes for one is
// always asked back.
var freeWords = map[string]bool{"text": true, "exports": true, "role": true}

// names tells whether the message calls a field by one of its names.
func (d *disposing) names(f *Field) bool {
	cues := d.Clerk.cues
	for _, name := range cues.named.FindAllString(join(knowledge.Words(wordsOf(d.t))), -1) {
		if cues.fields[name] == f.ID {
			return true
		}
	}
	return false
}

// words finds a value in the message, whatever its accents, capitals and marks, and gives
// the words as they were written; "" when they do not stand there.
func (d *disposing) words(value string) string {
	text := clean(wordsOf(d.t))
	if found := occurrences(text, strings.TrimSpace(value)); len(found) > 0 {
		return found[0]
	}
	want := knowledge.Words(value)
	if len(want) == 0 {
		return ""
	}
	folded, at := foldKeeping(text)
	ts := tokens(text, folded, at)
	for i := range ts {
		if j, ok := matches(ts[i:], want); ok {
			return text[ts[i].start:ts[i+j-1].end]
		}
	}
	return ""
}

// matches tells whether tokens begin with some words, and how many tokens that takes.
func matches(ts []token, want []string) (n int, ok bool) {
	for n = 0; len(want) > 0; n++ {
		if n == len(ts) {
			return n, false
		}
		words := knowledge.Words(ts[n].folded)
		if len(words) > len(want) || !slices.Equal(words, want[:len(words)]) {
			return n, false
		}
		want = want[len(words):]
	}
	return n, true
}

// vague tells a message that says hardly anything of what it is about, and that nothing
// before it does either: one clarifying question is better than a guess.
func (d *disposing) vague(own string) bool {
	_, result := d.Clerk.find(d.lib, withoutCourtesy(own), "", d.lang, 1)
	return d.topic() == "" && result.Content <= 1
}

// leastAsked is the share of a rewritten question's content words that stand in what was
// asked, or in the titles of what it may be about.
const leastAsked = 0.5

// ask takes a question. Its words are the owner's own, for staff and for the gaps; the
// model's are only looked for. An article that it names must be
// the one that the words are nearest to.
func (d *disposing) ask(p proposal) bot.Command {
	question, ok := d.v.lift(p.Question)
	if !ok || len(knowledge.Words(question)) == 0 {
		return nil
	}
	own := short(clean(wordsOf(d.t)), maxValue)
	near := d.nearest()
	if d.vague(own) {
		return nil // asked back, as ever
	}
	known := []string{own}
	if a, ok := d.lib.Article(d.topic(), d.lang); ok {
		known = append(known, a.Title)
	}
	for _, n := range near {
		known = append(known, n.Title)
	}
	if knowledge.Grounded(question, d.lang, known...) < leastAsked {
		return nil // a question of its own
	}
	if len(near) > 0 && near[0].Article == p.Article && d.askAbout(own, d.topic()).Found.Sure == bot.NearOnly {
		if a, ok := d.article(p.Article, false).(bot.Ask); ok && a.Found.Sure == bot.SureAnswer {
			return bot.Ask{Question: own, Found: a.Found}
		}
	}
	ask := d.askAbout(short(clean(question), maxValue), "") // it stands alone
	if ask.Found.Sure != bot.SureAnswer {
		return nil // what the rules found stands: it is near, or not known
	}
	ask.Question = own
	return ask
}

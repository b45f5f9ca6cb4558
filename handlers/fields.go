package handlers

import (
	"strconv"
	"strings"

	"pabellon/bot"
)

// fill takes an answer: for the field that is asked, or one that was named.
func (t *turn) fill(cmd bot.Fill) {
	f := t.form.Field(cmd.Field)
	switch {
	case f == nil:
		t.unclear(bot.Unclear{Why: "button"})
		return
	case f.Kind == documentsKind && len(t.c.App.Documents) > 0:
		t.lead, t.again = append(t.lead, t.say("changed.same", "value", t.documentsList(t.lang()))), true
		return
	case t.c.App.Status.Sent() && t.consented():
		t.change(f, cmd.Value, cmd.Via)
		return
	case !t.consented():
		t.lead = append(t.lead, t.say("consent.first"))
		t.again = true
		if t.c.Asking != bot.AskConsent {
			t.lead = nil
			t.askConsent()
			t.again = false
		}
		return
	}
	r := kinds[f.Kind](t.form, f, cmd.Value)
	if cmd.Unsure && r.Doubt != "" && ownNumbers[f.Kind] { // odd, and maybe somebody else's
		t.unclear(bot.Unclear{})
		return
	}
	if cmd.Unsure && r.Doubt == "" {
		r.Doubt = "doubt." + f.ID
	}
	switch {
	case r.Problem != "":
		t.failed(f, r)
	case r.Doubt != "" && t.c.Doubt != r.Value:
		t.doubted(f, r)
	default:
		t.keep(f, r, cmd.Via)
	}
}

// confirmed is how an answer came that the bot proposed, or doubted, and they said yes to.
const confirmed = "confirmed"

// keep stores a value that passed its check and plans the sentence that reads it back.
func (t *turn) keep(f *Field, r reading, via string) {
	old, had := t.c.App.Answers[f.ID]
	if had && old.Value == r.Value {
		if t.c.Asking == f.ID {
			t.event(bot.Event{Kind: bot.FieldAsked}) // it was reopened, and is settled
		}
		t.lead = append(t.lead, t.say("changed.same", "value", t.show(f, r.Value)))
		t.again = true
		return
	}
	t.event(bot.Event{Kind: bot.FieldFilled, Field: f.ID, Value: r.Value, Note: r.Note, Via: via})
	if had {
		t.lead = append(t.lead, t.say("changed", "value", t.show(f, r.Value), "old", t.show(f, old.Value)))
		t.again = true
		return
	}
	t.noted = append(t.noted, f.ID)
}

// show is a value as people read it: a choice by its label.
func (t *turn) show(f *Field, value string) string {
	if f.Kind == "phone" {
		return spokenPhone(value)
	}
	return showValue(f, value, t.lang())
}

func showValue(f *Field, value, lang string) string {
	for _, c := range f.Choices {
		if value == c.ID || value == c.Label["es"] {
			return c.Label[lang]
		}
	}
	return value
}

// doubted asks whether an odd value is really right.
func (t *turn) doubted(f *Field, r reading) {
	t.event(bot.Event{Kind: bot.FieldAsked, Field: f.ID})
	t.event(bot.Event{Kind: bot.FieldDoubted, Field: f.ID, Value: r.Value, Note: r.Note})
	t.flushNoted()
	t.tell(bot.Message{Text: t.doubt(f, r.Value), Asking: f.ID, Buttons: t.doubtButtons()})
	t.again = false
}

// ownNumbers are the kinds whose usual doubt is of the number itself; one that is sound is
// doubted for whose it is.
var ownNumbers = map[string]bool{"rfc": true, "phone": true}

// doubt asks whether a value of a field is right. The fields that are built in have a
// question of their own.
func (t *turn) doubt(f *Field, value string) string {
	key := "doubt." + f.ID
	if ownNumbers[f.Kind] && kinds[f.Kind](t.form, f, value).Doubt == "" {
		key += ".yours"
	}
	if _, ok := t.words[t.lang()][key]; !ok {
		key = "doubt.value"
	}
	return t.say(key, "value", value)
}

func (t *turn) doubtButtons() []bot.Button {
	return []bot.Button{primary(t.button("b.yesright", "yes")), t.button("b.fixit", "no")}
}

func (t *turn) acceptDoubt() {
	f := t.form.Field(t.c.Asking)
	if f == nil {
		t.again = true
		return
	}
	if t.c.App.Status.Sent() {
		t.change(f, t.c.Doubt, confirmed)
		return
	}
	t.keep(f, kinds[f.Kind](t.form, f, t.c.Doubt), confirmed)
}

// failed says what is missing in a wrong value: first the reason, then an example,
// then the way out. The fourth try leaves the field pending: never a loop.
func (t *turn) failed(f *Field, r reading) {
	t.event(bot.Event{Kind: bot.FieldAsked, Field: f.ID})
	t.event(bot.Event{Kind: bot.FieldFailed, Field: f.ID, Note: r.Problem})
	if t.c.Tries > 3 {
		t.giveUp(f)
		return
	}
	t.flushNoted()
	text := []string{t.say(r.Problem, "count", strconv.Itoa(r.Count))}
	buttons := t.fieldButtons(f)
	switch t.c.Tries {
	case 1:
		text = append(text, f.Ask[t.lang()])
	case 2:
		text = append(text, t.say("example.is", "example", f.Example[t.lang()]), f.Ask[t.lang()])
	default:
		text = append(text, t.say("third"))
		buttons = []bot.Button{t.button("b.leave", "skip", f.ID), t.button("b.human", "human")}
	}
	t.tell(bot.Message{Text: strings.Join(text, " "), Buttons: buttons, Asking: f.ID})
	t.again = false
}

// giveUp leaves a field as it is: pending, or with the answer it had.
func (t *turn) giveUp(f *Field) {
	if a, ok := t.c.App.Answers[f.ID]; ok {
		t.event(bot.Event{Kind: bot.FieldAsked})
		t.lead = append(t.lead, t.say("changed.same", "value", t.show(f, a.Value)))
	} else {
		t.event(bot.Event{Kind: bot.FieldSkipped, Field: f.ID})
		t.lead = append(t.lead, t.say("skipped.again"))
	}
	t.again, t.fresh = true, true
}

// flushNoted reads back what was good in the same message, before what was not.
func (t *turn) flushNoted() {
	if lead := t.takeLead(); lead != "" {
		t.tell(bot.Message{Text: lead})
	}
}

// maxReadBack is how much of a value is said again, in characters.
const maxReadBack = 60

// takeLead gives the sentences that stand before the next question, and forgets them.
func (t *turn) takeLead() string {
	if len(t.noted) > 0 {
		var values []string
		for _, id := range t.noted {
			values = append(values, short(t.show(t.form.Field(id), t.c.App.Answers[id].Value), maxReadBack))
		}
		done, total := t.Progress(t.c)
		t.lead = append([]string{t.say("noted", "list", strings.Join(values, " · "), "done", strconv.Itoa(done), "total", strconv.Itoa(total))}, t.lead...)
	}
	lead := strings.Join(t.lead, " ")
	t.lead, t.noted = nil, nil
	return lead
}

// reopen asks a field anew, also after a "no" to a doubt.
func (t *turn) reopen(cmd bot.Reopen) {
	f := t.form.Field(cmd.Field)
	if f == nil || !t.c.Consent.Given {
		t.unclear(bot.Unclear{Why: "button"})
		return
	}
	if !t.consented() {
		t.askConsent()
		return
	}
	if f.Kind == documentsKind {
		t.lead, t.again, t.fresh = append(t.lead, t.say("doc.how")), true, true
		return
	}
	t.event(bot.Event{Kind: bot.FieldAsked, Field: ""})
	t.event(bot.Event{Kind: bot.FieldAsked, Field: f.ID})
	t.lead = append(t.lead, t.say("reopened"))
	t.again, t.fresh = true, true
}

func (t *turn) clear(cmd bot.Clear) {
	f := t.form.Field(cmd.Field)
	if f != nil && f.Kind == documentsKind {
		t.clearDocuments()
		return
	}
	if f == nil || t.c.App.Answers[cmd.Field].Value == "" {
		t.lead = append(t.lead, t.say("nothing.open"))
		return
	}
	if t.c.App.Status.Sent() && f.Required {
		t.reopen(bot.Reopen{Field: f.ID})
		return
	}
	old := t.c.App.Answers[f.ID].Value
	t.event(bot.Event{Kind: bot.FieldCleared, Field: f.ID})
	t.lead = append(t.lead, t.say("cleared", "the", f.The[t.lang()]))
	t.again = true
	if t.c.App.Status.Sent() {
		t.changes = append(t.changes, change{f.Label[staffLang], showValue(f, old, staffLang), t.staffSay("pending")})
	}
}

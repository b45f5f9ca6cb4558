package handlers

import (
	"slices"

	"pabellon/bot"
)

// change is one answer that the owner changed after sending, as staff read it.
type change struct{ label, old, value string }

// change takes a new value after the application was sent; staff see old and new.
func (t *turn) change(f *Field, value, via string) {
	r := kinds[f.Kind](t.form, f, value)
	if r.Problem != "" {
		t.notChanged(f, r)
		return
	}
	if r.Doubt != "" && t.c.Doubt != r.Value {
		t.doubted(f, r)
		return
	}
	old := t.c.App.Answers[f.ID].Value
	if old == r.Value {
		if t.c.Asking == f.ID {
			t.event(bot.Event{Kind: bot.FieldAsked})
		}
		t.lead = append(t.lead, t.say("changed.same", "value", t.show(f, r.Value)))
		return
	}
	t.event(bot.Event{Kind: bot.Changed, Field: f.ID, Value: r.Value, Text: old, Note: r.Note, Via: via})
	before, told := showValue(f, old, staffLang), t.say("changed", "value", t.show(f, r.Value), "old", t.show(f, old))
	if old == "" {
		before, told = t.staffSay("pending"), t.say("added", "value", t.show(f, r.Value))
	}
	t.lead = append(t.lead, told)
	t.changes = append(t.changes, change{f.Label[staffLang], before, showValue(f, r.Value, staffLang)})
}

// tellChanges shows staff everything that was changed in one turn, in one card and one
// line of its thread, and asks for what is missing because of it.
func (t *turn) tellChanges() {
	if len(t.changes) == 0 {
		return
	}
	t.lead = append(t.lead, t.say("changed.staff"))
	t.candidateCard()
	text := t.staffSay("staff.change", "label", t.changes[0].label, "old", t.changes[0].old, "value", t.changes[0].value)
	if len(t.changes) > 1 {
		text = t.staffSay("staff.changes")
		for _, c := range t.changes {
			text += "\n" + t.staffSay("staff.change.line", "label", c.label, "old", c.old, "value", c.value)
		}
	}
	t.update(text)
	t.changes = nil
	if missing := t.missing(); len(missing) > 0 && t.c.Asking == "" {
		t.event(bot.Event{Kind: bot.FieldAsked, Field: missing[0].ID})
		t.again, t.fresh = true, true
	}
}

// oneCard takes back the candidate's card that this turn has shown already: the last
// one counts.
func (t *turn) oneCard() {
	t.out.Messages = slices.DeleteFunc(t.out.Messages, func(m bot.Message) bool { return m.Card == bot.CandidateCard })
}

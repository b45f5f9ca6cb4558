package handlers

import (
	"maps"
	"slices"

	"pabellon/bot"
)

// facts are the lines of the review: what is asked, answered or pending, and what was
// offered.
func (t *turn) facts() []bot.Fact {
	var out []bot.Fact
	for _, f := range t.part(t.c) {
		fact, ok := t.fact(f, t.lang())
		if !ok && !f.Asked {
			continue
		}
		fact.Payload = payload("edit", f.ID)
		out = append(out, fact)
	}
	return out
}

// ownFacts are the lines of one's own data: every answer that is there, also what is no
// part of the application at present, and what an earlier form asked.
func (t *turn) ownFacts() []bot.Fact {
	var out []bot.Fact
	answers := answersOf(t.c)
	for i := range t.form.Fields {
		f := &t.form.Fields[i]
		fact, ok := t.fact(f, t.lang())
		if !ok {
			continue
		}
		fact.Payload = payload("edit", f.ID)
		if !t.form.Applies(f.ID, answers) {
			fact.Note, fact.Warn = t.say("note.idle"), true
		}
		out = append(out, fact)
	}
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		if t.form.Field(id) == nil {
			out = append(out, bot.Fact{Field: id, Label: id, Value: answers[id], Note: t.say("note.idle"), Warn: true})
		}
	}
	return out
}

// fact is a field with its answer, where that came from and what is to be known of it;
// false when there is none.
func (t *turn) fact(f *Field, lang string) (bot.Fact, bool) {
	a, ok := t.c.App.Answers[f.ID]
	fact := bot.Fact{Field: f.ID, Label: f.Label[lang], Value: showValue(f, a.Value, lang), From: a.From}
	if f.Kind == documentsKind && len(t.c.App.Documents) > 0 {
		fact.Value = t.documentsList(lang)
	}
	switch {
	case !ok:
		fact.Value, fact.Warn = t.words.say(lang, "pending"), true
	case a.Note != "":
		fact.Note, fact.Warn = t.words.say(lang, "note."+a.Note), true
	default:
		fact.Note = t.provenance(a)
	}
	return fact, ok
}

// provenance says where an answer came from and when: "tu mensaje, 10:42".
func (t *turn) provenance(a bot.Answer) string {
	at, now := a.At.In(t.Zone), t.now.In(t.Zone)
	when := at.Format("15:04")
	if at.Format("20060102") != now.Format("20060102") {
		when = t.date(at) + ", " + when
	}
	switch a.Via {
	case "button":
		return t.say("from.button", "when", when)
	case "contact":
		return t.say("from.contact", "when", when)
	case "document":
		return t.say("from.document", "when", when)
	case "voice":
		return t.say("from.voice", "when", when)
	case confirmed:
		return t.say("from.confirmed", "when", when)
	}
	return t.say("from.text", "when", when)
}

// cardFacts are the answers as staff read them.
func (t *turn) cardFacts() []bot.Fact {
	var out []bot.Fact
	for _, f := range t.part(t.c) {
		fact, ok := t.fact(f, staffLang)
		if !ok {
			continue
		}
		if note := t.c.App.Answers[f.ID].Note; note != "" {
			fact.Note = t.staffSay("staff.note." + note)
		} else {
			fact.Note = ""
		}
		out = append(out, fact)
	}
	return out
}

// pending lists the fields that were put off and need not be answered.
func (t *turn) pending() []*Field {
	return slices.DeleteFunc(t.asked(t.c), func(f *Field) bool {
		_, ok := t.c.App.Answers[f.ID]
		return ok || f.Required
	})
}

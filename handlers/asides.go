package handlers

import "pabellon/bot"

// skip leaves a field pending.
func (t *turn) skip(cmd bot.Skip) {
	id := cmd.Field
	if id == "" {
		id = t.c.Asking
	}
	f := t.form.Field(id)
	if f == nil || t.c.App.Status != bot.Draft {
		t.no("")
		return
	}
	_, answered := t.c.App.Answers[id]
	switch {
	case !answered && id == "rfc" && t.c.Asking == bot.AskReview:
		t.tell(bot.Message{Text: t.say("rfc.none"), Buttons: []bot.Button{t.button("b.human", "human"), t.button("b.notyet", "no")}, Asking: bot.AskReview})
		return
	case answered && id == t.c.Asking:
		t.event(bot.Event{Kind: bot.FieldAsked})
		t.lead = append(t.lead, t.say("changed.same", "value", t.show(f, t.c.App.Answers[id].Value)))
	case !answered:
		t.event(bot.Event{Kind: bot.FieldSkipped, Field: id})
		t.lead = append(t.lead, t.say(skipped(f, cmd), "the", f.The[t.lang()]))
	}
	t.again, t.fresh = true, true
}

// skipped is what is said of a field that is put off: who will not say it hears what
// comes of that.
func skipped(f *Field, cmd bot.Skip) string {
	switch {
	case cmd.Declined && f.Required:
		return "skipped.declined"
	case cmd.Declined:
		return "skipped.optional"
	}
	return "skipped"
}

// explain answers a question about a field: why, who sees it, an example, where it is found.
func (t *turn) explain(cmd bot.Explain) {
	f := t.form.Field(cmd.Field)
	if f == nil {
		t.privacy()
		return
	}
	lang := t.lang()
	text := f.Why[lang] + " " + t.whoSees(f)
	switch cmd.About {
	case "must":
		text = t.say("must.no")
		if f.Required {
			text = t.say("must.yes")
		}
	case "who":
		text = t.whoSees(f)
	case "example":
		text = t.say("example.is", "example", f.Example[lang])
	case "where":
		text = f.Where[lang]
		if text == "" {
			text = t.say("where.none")
		}
		text += " " + t.say("example.is", "example", f.Example[lang])
	}
	t.lead = append(t.lead, text)
	t.again, t.fresh = t.busy(), true
}

// whoSees says who sees a field: the form's words, or the usual ones.
func (t *turn) whoSees(f *Field) string {
	if own := f.Who[t.lang()]; own != "" {
		return own
	}
	return t.say("who")
}

package handlers

import (
	"strconv"
	"strings"

	"pabellon/bot"
)

// review reads everything back, with where each value came from.
func (t *turn) review() {
	if t.c.App.Status == bot.NoApplication {
		t.status()
		return
	}
	if t.c.App.Status != bot.Draft {
		t.tell(bot.Message{Text: t.say("data.head"), Facts: t.facts(), Buttons: []bot.Button{t.button("b.change", "choose")}})
		return
	}
	t.event(bot.Event{Kind: bot.ReviewShown})
	text := t.say("review")
	if missing := t.missing(); len(missing) > 0 {
		text += "\n" + t.say(counted("review.missing", len(missing)), "list", t.labels(missing))
	} else {
		if pending := t.pending(); len(pending) > 0 {
			text += "\n" + t.say(counted("review.pending", len(pending)), "list", t.labels(pending)) + "\n"
		} else {
			text += " "
		}
		text += t.say("review.ask")
	}
	t.tell(bot.Message{Text: text, Facts: t.facts(), Buttons: t.reviewButtons(), Asking: bot.AskReview})
	t.again = false
}

func (t *turn) reviewButtons() []bot.Button {
	if len(t.missing()) > 0 {
		return []bot.Button{primary(t.button("b.complete", "apply")), t.button("b.change", "choose"), t.button("b.notyet", "no")}
	}
	return []bot.Button{primary(t.button("b.send", "send")), t.button("b.change", "choose"), t.button("b.notyet", "no")}
}

func (t *turn) labels(fields []*Field) string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Label[t.lang()])
	}
	return strings.Join(out, ", ")
}

// chooseField lists the fields to change one.
func (t *turn) chooseField() {
	if !t.c.Consent.Given {
		t.tell(bot.Message{Text: t.say("nothing.open"), Buttons: t.menu()})
		return
	}
	var buttons []bot.Button
	for _, f := range t.asked(t.c) {
		buttons = append(buttons, bot.Button{Label: f.Label[t.lang()], Payload: payload("edit", f.ID)})
	}
	t.tell(bot.Message{Text: t.say("choose"), Buttons: buttons})
}

// submit sends the application to staff, if nothing required is missing.
func (t *turn) submit() {
	switch {
	case t.c.App.Status != bot.Draft:
		t.apply()
		return
	case !t.consented():
		t.askConsent()
		return
	case t.reopenedField() != nil:
		t.lead = append(t.lead, t.say("send.first"))
		t.again, t.fresh = true, true
		return
	case len(t.missing()) > 0:
		t.event(bot.Event{Kind: bot.ReviewShown})
		t.tell(bot.Message{Text: t.say(counted("review.missing", len(t.missing())), "list", t.labels(t.missing())), Buttons: t.reviewButtons(), Asking: bot.AskReview})
		return
	}
	folio := t.c.App.Folio // a withdrawn application keeps its folio when it is sent again
	if folio == "" {
		folio = bot.FolioMark
	}
	t.event(bot.Event{Kind: bot.Submitted, Value: folio, Text: t.summary})
	t.tell(bot.Message{Text: t.say("sent", "folio", folio, "when", t.when(t.promise(bot.ForApplication))), Application: folio, Status: bot.SubmittedStatus,
		Buttons: []bot.Button{t.button("b.status", "status"), t.button("b.change", "choose"), t.button("b.human", "human")}})
	t.candidateCard()
}

// reopenedField is the answered field that is being asked anew, if any: nothing is
// sent before it is settled.
func (t *turn) reopenedField() *Field {
	f := t.form.Field(t.c.Asking)
	if f == nil {
		return nil
	}
	if _, answered := t.c.App.Answers[f.ID]; !answered {
		return nil
	}
	return f
}

// notChanged says what is wrong with a new value after sending. What was sent stays,
// and no question is opened that was not open.
func (t *turn) notChanged(f *Field, r reading) {
	if t.c.Asking == f.ID {
		t.failed(f, r)
		return
	}
	t.lead = append(t.lead, t.say(r.Problem, "count", strconv.Itoa(r.Count)))
	if a, ok := t.c.App.Answers[f.ID]; ok {
		t.lead = append(t.lead, t.say("changed.same", "value", t.show(f, a.Value)))
	}
}

// cancel drops the draft or withdraws what was sent, once it is confirmed.
func (t *turn) cancel(sure bool) {
	status := t.c.App.Status
	switch {
	case t.c.Asking == bot.AskConsent:
		t.consent(false)
	case status == bot.NoApplication || status == bot.WithdrawnStatus:
		t.tell(bot.Message{Text: t.say("cancel.nothing"), Buttons: t.menu()})
	case !sure:
		key, yes := "cancel.sure", "b.yescancel"
		if status.Sent() {
			key, yes = "cancel.sent.sure", "b.yeswithdraw"
		}
		t.offer("cancel", "", "")
		t.tell(bot.Message{Text: t.say(key, "folio", t.c.App.Folio), Buttons: []bot.Button{t.button(yes, "cancel!"), t.button("b.keep", "no")}})
	case status.Sent():
		folio := t.c.App.Folio
		t.event(bot.Event{Kind: bot.Withdrawn})
		t.settle(bot.PromiseDropped, bot.ForApplication)
		t.tell(bot.Message{Text: t.say("cancel.withdrawn", "folio", folio)})
		t.candidateCard()
		t.update(t.staffSay("staff.withdrawn"))
	default:
		t.event(bot.Event{Kind: bot.Cancelled})
		t.tell(bot.Message{Text: t.say("cancel.done")})
	}
}

// status says where the application stands.
func (t *turn) status() {
	a := t.c.App
	done, total := t.Progress(t.c)
	m := bot.Message{Application: a.Folio, Status: a.Status}
	if line := t.promiseStatus(bot.ForQuestion); line != "" {
		t.tell(bot.Message{Text: line})
	}
	switch a.Status {
	case bot.NoApplication:
		t.offer("apply", "", "")
		m.Text, m.Buttons = t.say("status.none"), []bot.Button{primary(t.button("b.apply", "apply")), t.button("b.nothanks", "no")}
	case bot.Draft:
		key := "status.draft"
		if t.c.Asking == bot.AskReview && len(t.missing()) == 0 {
			key = "status.ready"
		}
		t.lead = append(t.lead, t.say(key, "done", strconv.Itoa(done), "total", strconv.Itoa(total)))
		t.again, t.fresh = true, true
		return
	default:
		m.Text = t.say("status."+string(a.Status), "folio", a.Folio, "date", t.date(a.Submitted), "who", t.holder(), "words", a.Words)
		if line := t.promiseStatus(bot.ForApplication); line != "" {
			m.Text += "\n" + line
		}
		m.Buttons = []bot.Button{t.button("b.change", "choose"), t.button("b.human", "human")}
	}
	t.tell(m)
}

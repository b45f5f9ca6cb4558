package handlers

import (
	"strconv"

	"pabellon/bot"
)

// apply begins an application, or takes it up where it was left.
func (t *turn) apply() {
	switch {
	case t.c.App.Status.Sent() && t.c.Asking != bot.AskConsent:
		t.tell(bot.Message{Text: t.say("sent.already", "folio", t.c.App.Folio),
			Buttons: []bot.Button{t.button("b.status", "status"), t.button("b.change", "choose"), t.button("b.human", "human")}})
	case !t.consented():
		t.askConsent()
	default:
		t.revive()
		t.progressLead()
		t.reopenPending()
		t.again, t.fresh = true, true
	}
}

// early tells somebody who gave answers before the notice that they were not kept.
func (t *turn) early(gave bool) {
	if gave && !t.consented() {
		t.tell(bot.Message{Text: t.say("consent.first")})
		t.expire()
		t.event(bot.Event{Kind: bot.ConsentAsked, Note: bot.EarlyNote, Version: t.notices[t.lang()]})
	}
}

// revive makes a withdrawn application a draft again; the answers are still there.
func (t *turn) revive() {
	if t.c.App.Status == bot.WithdrawnStatus {
		t.event(bot.Event{Kind: bot.Consented, Version: t.c.Consent.Version})
	}
}

// progressLead says where the application stands, before the next question.
func (t *turn) progressLead() {
	done, total := t.Progress(t.c)
	if done > 0 && !t.cameBack() {
		t.lead = append(t.lead, t.say("resume", "done", strconv.Itoa(done), "total", strconv.Itoa(total)))
	}
}

// reopenPending asks the required fields that were put off, one after the other, when
// all else is answered.
func (t *turn) reopenPending() {
	if t.nextField() != nil || t.form.Field(t.c.Asking) != nil {
		return
	}
	for _, f := range t.missing() {
		t.event(bot.Event{Kind: bot.FieldCleared, Field: f.ID}) // no answer, and no longer put off
	}
	if len(t.missing()) > 0 {
		t.event(bot.Event{Kind: bot.FieldAsked}) // not the review: a field comes next
	}
}

// expire ends a consent that was given to an earlier notice.
func (t *turn) expire() {
	if t.outdated(t.c.Consent) {
		t.event(bot.Event{Kind: bot.Expired})
	}
}

func (t *turn) askConsent() {
	t.expire()
	t.event(bot.Event{Kind: bot.ConsentAsked, Version: t.notices[t.lang()]})
	text := t.say("notice")
	if len(t.c.App.Answers) > 0 {
		text = t.say("notice.anew")
	}
	t.tell(bot.Message{Text: text, Buttons: t.consentButtons(true), Asking: bot.AskConsent})
}

func (t *turn) consentButtons(withNotice bool) []bot.Button {
	buttons := []bot.Button{primary(t.button("b.accept", "accept"))}
	if withNotice {
		buttons = append(buttons, t.button("b.notice", "notice"))
	}
	return append(buttons, t.button("b.notnow", "refuse"))
}

// notice shows the whole privacy notice.
func (t *turn) notice() {
	m := bot.Message{Text: t.Clerk.notice(t.lang())}
	if t.c.Asking == bot.AskConsent {
		t.tell(m)
		t.tell(bot.Message{Text: t.say("consent.ask"), Buttons: t.consentButtons(false), Asking: bot.AskConsent})
		return
	}
	t.tell(m)
	t.again = t.busy()
}

// consent keeps the answer to the notice with its version. An old button says yes
// only to the notice that it stood under.
func (t *turn) consent(yes bool) {
	if t.consented() {
		if t.c.App.Status != bot.Draft {
			t.status()
		}
		t.again, t.fresh = true, true
		return
	}
	if t.c.Asking != bot.AskConsent {
		t.apply()
		return
	}
	version := t.notices[t.lang()]
	if !yes {
		t.event(bot.Event{Kind: bot.Refused, Version: version})
		key := "consent.refused"
		if len(t.c.App.Answers) > 0 {
			key = "consent.refused.anew"
		}
		t.tell(bot.Message{Text: t.say(key), Buttons: []bot.Button{t.button("b.question", "ask"), t.button("b.human", "human")}})
		return
	}
	if t.c.Consent.Version != version {
		t.askConsent() // another language, or a new notice: a yes is to what was shown
		return
	}
	early := t.c.Consent.Early
	t.event(bot.Event{Kind: bot.Consented, Version: version})
	if len(t.before.App.Answers) == 0 {
		t.lead = append(t.lead, t.say("consent.given", "total", strconv.Itoa(len(t.asked(t.c)))))
	} else {
		t.lead = append(t.lead, t.say("consent.given.anew"))
	}
	t.seeForm()
	if early {
		t.lead = append(t.lead, t.say("consent.again"))
	}
	t.again, t.fresh = true, true
}

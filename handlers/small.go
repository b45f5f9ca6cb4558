package handlers

import (
	"strings"

	"pabellon/bot"
)

// doSmall carries out greetings, help, and what has no words.
func (t *turn) doSmall(cmd bot.Command) {
	switch cmd := cmd.(type) {
	case bot.Start:
		t.start()
	case bot.Greet:
		t.hello()
	case bot.Help:
		t.tell(bot.Message{Text: t.say("help"), Buttons: t.menu()})
		t.again = t.busy()
	case bot.Thank:
		t.tell(bot.Message{Text: t.say("thanks")})
		t.again = t.busy()
	case bot.Upset:
		if !t.aloud {
			t.offer("human", "", "")
		}
		t.tell(bot.Message{Text: t.say("upset"), Buttons: []bot.Button{primary(t.button("b.human", "human")), t.button("b.nothanks", "no")}})
	case bot.SetLanguage:
		t.setLanguage(cmd)
	case bot.Sent:
		t.sent(cmd)
	case bot.Give:
		t.give(cmd)
	case bot.TooLong:
		t.tell(bot.Message{Text: t.say("too_long")})
		t.again = t.busy()
	case bot.Unclear:
		t.unclear(cmd)
	case bot.Again: // the answer is there
	case bot.Apologise:
		t.apologise()
	}
}

// busy tells that a question is open: of the application, or about an order.
func (t *turn) busy() bool {
	return (t.c.Asking != "" || t.c.Estimate.Asking != "") && t.c.Speaker != bot.PersonSpeaks
}

func (t *turn) menu() []bot.Button {
	first := primary(t.button("b.apply", "apply"))
	if t.c.App.Status.Sent() {
		first = primary(t.button("b.status", "status"))
	}
	return []bot.Button{first, t.button("b.question", "ask"), t.button("b.human", "human")}
}

func (t *turn) start() {
	if t.c.Greeted && t.busy() {
		t.progressLead()
		t.again, t.fresh = true, true
		return
	}
	if !t.c.Greeted {
		t.greet("hello")
	}
	t.tell(bot.Message{Text: t.say("hello.where"), Buttons: []bot.Button{
		t.button("b.question", "ask"), t.button("b.worth", "est", "begin"), primary(t.button("b.apply", "apply"))}})
}

func (t *turn) hello() {
	if !t.c.Greeted {
		t.start()
		return
	}
	if t.busy() {
		t.again = true
		return
	}
	t.tell(bot.Message{Text: t.say("hello.again"), Buttons: t.menu()})
}

func (t *turn) setLanguage(cmd bot.SetLanguage) {
	t.event(bot.Event{Kind: bot.LanguageSet, Value: cmd.Lang})
	if cmd.Quiet {
		return // open has done what a language that nobody asked for needs
	}
	if !t.c.Greeted {
		t.greet("hello.short")
	}
	t.tell(bot.Message{Text: t.say("language.set")})
	t.again = t.busy()
}

func (t *turn) sent(cmd bot.Sent) {
	key := "sent." + cmd.What
	if cmd.What == "sticker" && t.busy() {
		t.again = true
		return
	}
	if cmd.What == "location" && t.busy() && t.c.Asking != "state" {
		key = "sent.other"
	}
	if _, ok := t.words["es"][key]; !ok {
		key = "sent.other"
	}
	m := bot.Message{Text: t.say(key, "name", cmd.Name)}
	if !t.busy() && strings.HasPrefix(cmd.What, "voice") {
		m.Buttons = []bot.Button{t.button("b.human", "human")}
	}
	t.tell(m)
	if cmd.What == "told" {
		t.update(t.staffSay("staff.file", "words", cmd.Name))
	}
	t.again = t.busy()
}

func (t *turn) unclear(cmd bot.Unclear) {
	switch {
	case cmd.Why == "ask":
		t.tell(bot.Message{Text: t.say("ask.go")})
	case cmd.Why == "who":
		t.greet("hello")
		t.again = t.busy()
	case cmd.Why == "file":
		t.lead, t.again, t.fresh = append(t.lead, t.say("doc.send")), true, true
	case cmd.Why == "tap":
		t.lead, t.again, t.fresh = append(t.lead, t.say("unclear.tap")), true, true
	case cmd.Why == "wait":
		t.tell(bot.Message{Text: t.say("wait")})
	case cmd.Why == "button":
		t.tell(bot.Message{Text: t.say("unclear.button"), Buttons: t.menu()})
		t.again = t.busy()
	case cmd.Why == "empty":
		t.tell(bot.Message{Text: t.say("unclear.empty")})
		t.again = t.busy()
	case t.busy():
		t.lost()
	default:
		t.tell(bot.Message{Text: t.say("unclear"), Buttons: t.menu()})
	}
}

// lost tells that an answer was not understood: with the question again, the second
// time with an example, from the third on with the way out.
func (t *turn) lost() {
	t.event(bot.Event{Kind: bot.Lost})
	f := t.form.Field(t.c.Asking)
	switch {
	case f != nil && t.c.Doubt != "":
		t.tell(bot.Message{Text: spaced(t.say("unclear.form"), t.doubt(f, t.c.Doubt)), Asking: f.ID, Buttons: t.doubtButtons()})
		return
	case f != nil && t.c.Lost > 2 && t.c.App.Status == bot.Draft:
		t.tell(bot.Message{Text: spaced(t.say("unclear.form"), t.say("third")), Asking: f.ID,
			Buttons: []bot.Button{t.button("b.leave", "skip", f.ID), t.button("b.human", "human")}})
		return
	case f != nil && t.c.Lost == 2:
		t.lead = append(t.lead, t.say("unclear.form"), t.say("example.is", "example", f.Example[t.lang()]))
	case t.c.Asking == bot.AskConsent && t.c.Lost > 2:
		t.event(bot.Event{Kind: bot.FieldAsked}) // no more asking: they want something else
		t.tell(bot.Message{Text: t.say("unclear"), Buttons: t.menu()})
		return
	default:
		t.lead = append(t.lead, t.say("unclear.form"))
	}
	t.again, t.fresh = true, true
}

// apologise speaks for a turn that failed for good, and calls staff.
func (t *turn) apologise() {
	t.tell(bot.Message{Text: t.say("apologise")})
	t.toStaff(bot.Message{Card: bot.HandoffCard, Text: t.staffSay("staff.failed"), Buttons: t.handoffButtons()})
}

// offer gives a plain "yes" its meaning for the next turn.
func (t *turn) offer(kind, value, text string) {
	t.event(bot.Event{Kind: bot.Offered, Note: kind, Value: value, Text: text})
}

// yes answers whatever was proposed last, or an offer of a kind whose button was pressed.
func (t *turn) yes(of string) {
	switch {
	case t.c.Offer.Kind == paperOffer:
		t.keepPaper()
	case of == paperOffer:
		t.latePaper()
	case t.c.Estimate.Asking != "":
		t.unread(t.c.Estimate.Asking)
	case t.c.Doubt != "":
		t.acceptDoubt()
	case t.c.Offer.Kind != "":
		t.yesToOffer(t.c.Offer.Kind)
	case t.c.Asking == bot.AskConsent:
		t.consent(true)
	case t.c.Asking == bot.AskReview && len(t.missing()) > 0:
		t.apply()
	case t.c.Asking == bot.AskReview:
		t.submit()
	case t.busy():
		t.lead = append(t.lead, t.say("yes.field"))
		t.again, t.fresh = true, true
	default:
		t.tell(bot.Message{Text: t.say("hello.again"), Buttons: t.menu()})
	}
}

func (t *turn) yesToOffer(kind string) {
	t.event(bot.Event{Kind: bot.OfferClosed})
	switch kind {
	case "human":
		t.human()
	case "team":
		t.askTeam("")
	case "cancel":
		t.cancel(true)
	case "erase":
		t.erase(true)
	case "revoke":
		t.revoke(true)
	default:
		t.apply()
	}
}

// no turns down whatever was proposed last.
func (t *turn) no(of string) {
	switch {
	case t.c.Offer.Kind == paperOffer || of == paperOffer:
		if t.c.Offer.Kind == paperOffer {
			t.event(bot.Event{Kind: bot.OfferClosed})
		}
		t.lead, t.again, t.fresh = append(t.lead, t.say("paper.no")), true, true
	case t.c.Estimate.Asking != "":
		t.leaveEstimate()
	case t.c.Doubt != "":
		t.reopen(bot.Reopen{Field: t.c.Asking})
	case t.c.Offer.Kind == "continue":
		t.event(bot.Event{Kind: bot.OfferClosed})
		t.event(bot.Event{Kind: bot.Reminded, Note: bot.DeclinedNote}) // never after a "no"
		t.tell(bot.Message{Text: t.say("review.later")})
	case t.c.Offer.Kind != "":
		t.event(bot.Event{Kind: bot.OfferClosed})
		t.lead = append(t.lead, t.say("no.problem"))
	case t.c.Asking == bot.AskConsent:
		t.consent(false)
	case t.c.Asking == bot.AskReview:
		t.tell(bot.Message{Text: t.say("review.later"), Buttons: []bot.Button{t.button("b.change", "choose"), t.button("b.resume", "apply")}})
	case t.form.Field(t.c.Asking) != nil && t.c.App.Status.Sent():
		t.event(bot.Event{Kind: bot.FieldAsked})
		t.lead = append(t.lead, t.say("no.problem"))
	case t.form.Field(t.c.Asking) != nil && t.c.App.Status == bot.Draft:
		t.lead = append(t.lead, t.say("no.field"))
		t.again, t.fresh = true, true
	default:
		t.lead = append(t.lead, t.say("no.problem"))
	}
}

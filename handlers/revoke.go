package handlers

import "pabellon/bot"

// revokes is how people take their consent back.
const revokes = `\b(?:retir\w*|revoc\w*|cancel\w*|quit\w*|anul\w*|withdraw|revoke|take back)\b(?: \w+){0,3} (?:consentimiento|permiso|autorizacion|consent|permission)\b` +
	`|\b(?:no|ya no) (?:\w+ )?(?:(?:les |te |os )?(?:doy|dare|di)|tienen|tienes) (?:ya |mas |mi |el )*(?:permiso|consentimiento|autorizacion)\b` +
	`|\b(?:no|ya no) (?:les |te )?(?:quiero|autorizo|permito|acepto|deseo|consiento)(?: ya)?(?: a)? que (?:\w+ ){0,2}(?:us\w+|guard\w+|teng\w+|trat\w+|manej\w+|compart\w+|utili\w+)(?: \w+){0,2} (?:datos|informacion)\b` +
	`|\bya no acepto (?:el aviso|el tratamiento|que)\b` +
	`|\b(?:dej\w+|stop) (?:de )?(?:us\w+|guard\w+|keep\w*) (?:\w+ )?(?:mis datos|mi informacion|data|information)\b` +
	`|\bi (?:no longer|don te?|do not) (?:agree|consent|allow|want)(?: you)?(?: to)?(?: \w+){0,3} (?:my )?(?:data|information)\b|\bi no longer (?:consent|agree to the (?:privacy )?notice)\b`

// revoke takes the consent back, once it is confirmed: the draft is dropped or what was
// sent is withdrawn, and no answer is kept. The conversation stays until it is erased.
func (t *turn) revoke(sure bool) {
	consent, status := t.c.Consent, t.c.App.Status
	kept := len(t.c.App.Answers) > 0 // perhaps under an earlier notice
	switch {
	case t.c.Asking == bot.AskConsent && !kept:
		t.consent(false)
	case !consent.Given && !kept:
		text := t.say("revoke.none")
		if !consent.Revoked.IsZero() {
			text = t.revokedLine()
		}
		t.tell(bot.Message{Text: text, Buttons: []bot.Button{t.button("b.erase", "erase"), t.button("b.question", "ask")}})
	case !sure:
		key := "revoke.sure"
		if status.Sent() {
			key = "revoke.sent.sure"
		}
		t.offer("revoke", "", "")
		yes := t.button("b.yesrevoke", "revoke!")
		yes.Style = "danger"
		t.tell(bot.Message{Text: t.say(key, "folio", t.c.App.Folio), Buttons: []bot.Button{yes, t.button("b.nothanks", "no")}})
	default:
		t.revoked(consent, status)
	}
}

// revoked carries it out. The events say what happened to the application first, so that
// whatever goes with a withdrawal or a dropped draft goes with it.
func (t *turn) revoked(consent bot.Consent, status bot.Status) {
	if t.c.Offer.Kind != "" {
		t.event(bot.Event{Kind: bot.OfferClosed})
	}
	done := t.say("revoke.done")
	switch {
	case status.Sent():
		t.event(bot.Event{Kind: bot.Withdrawn})
		done = t.say("revoke.sent.done", "folio", t.c.App.Folio)
	case status == bot.Draft && t.c.App.Folio == "":
		t.event(bot.Event{Kind: bot.Cancelled})
	case status == bot.Draft: // it was sent once, and withdrawn
		t.event(bot.Event{Kind: bot.Withdrawn})
	}
	t.event(bot.Event{Kind: bot.Revoked, Version: consent.Version})
	t.settle(bot.PromiseDropped, bot.ForApplication)
	t.tell(bot.Message{Text: done, Buttons: []bot.Button{t.button("b.erase", "erase"), t.button("b.apply", "apply")}})
	if t.c.App.Folio != "" {
		t.candidateCard()
		t.update(t.staffSay("staff.revoked"))
	}
	t.again, t.lead, t.noted = false, nil, nil
}

// revokedLine says when the consent was taken back, and which notice it was for.
func (t *turn) revokedLine() string {
	return t.say("data.revoked", "date", t.date(t.c.Consent.Revoked), "version", t.c.Consent.Version)
}

package handlers

import "pabellon/bot"

// privacy says in short what is kept, and what can be done about it.
func (t *turn) privacy() {
	t.tell(bot.Message{Text: t.say("privacy"), Buttons: []bot.Button{
		t.button("b.mydata", "data"), t.button("b.notice", "notice"), t.button("b.erase", "erase")}})
	t.again = t.busy()
}

// myData reads back everything that is kept about the person.
func (t *turn) myData() {
	t.again = t.busy()
	if len(t.c.App.Answers) == 0 {
		text := t.say("data.none")
		if !t.c.Consent.Revoked.IsZero() {
			text += "\n" + t.revokedLine()
		}
		t.tell(bot.Message{Text: text + "\n" + t.say("data.files"), Files: dataFiles(), Buttons: []bot.Button{t.button("b.erase", "erase")}})
		return
	}
	text := t.say("data.head")
	if t.c.App.Folio != "" && t.c.App.Status != bot.Draft {
		text += "\n" + t.say("data.folio", "folio", t.c.App.Folio, "status", t.say("data.status."+string(t.c.App.Status)))
	}
	switch {
	case t.c.Consent.Given:
		text += "\n" + t.say("data.consent", "date", t.date(t.c.Consent.At), "version", t.c.Consent.Version)
	case !t.c.Consent.Revoked.IsZero():
		text += "\n" + t.revokedLine()
	}
	text += "\n" + t.say("data.files")
	t.tell(bot.Message{Text: text, Facts: t.ownFacts(), Files: dataFiles(), Buttons: []bot.Button{t.button("b.change", "choose"), t.button("b.erase", "erase")}})
}

// dataFiles are everything that is kept about the person. They are made where it is
// kept, when the message is sent, see Clerk.DataFile.
func dataFiles() []bot.Attachment {
	return []bot.Attachment{{Name: bot.DataFileText, Type: "text/plain; charset=utf-8"}, {Name: bot.DataFileJSON, Type: "application/json"}}
}

// erase forgets the person, once it is confirmed. Staff keep a card that says so.
func (t *turn) erase(sure bool) {
	if !sure {
		t.offer("erase", "", "")
		t.tell(bot.Message{Text: t.say("erase.sure"), Buttons: []bot.Button{
			{Label: t.say("b.yeserase"), Payload: payload("erase!"), Style: "danger"}, t.button("b.nothanks", "no")}})
		return
	}
	folio := t.c.App.Folio
	lang := t.lang()
	t.out.Events, t.out.Messages = nil, nil
	t.tell(bot.Message{Text: t.words.say(lang, "erase.done", "receipt", bot.ReceiptMark)})
	if folio != "" {
		t.toStaff(bot.Message{Card: bot.UpdateCard, Text: t.staffSay("staff.erased", "folio", folio), Application: folio, Replaces: bot.CandidatePlace})
	}
	t.nudge(t.c.App.Twins)
	t.out.Erase = true
	t.again, t.lead, t.noted = false, nil, nil
}

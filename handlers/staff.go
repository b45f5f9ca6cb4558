package handlers

import (
	"strings"

	"pabellon/bot"
)

// staffLang is the language of the desk: staff read Spanish.
const staffLang = "es"

// decisions need a text for the owner; taking and approving do not.
var needsText = map[string]bool{"decline": true, "ask": true, "reply": true, "answer": true, "note": true, "correct": true}

// tells are the acts of which the owner hears.
var tells = map[string]bool{"take": true, "assign": true, "approve": true, "decline": true, "ask": true, "reply": true, "answer": true, "resume": true, "correct": true}

// act carries out what a staff member does with a candidate or a hand-off.
func (t *turn) act(cmd bot.Act) {
	if !t.c.Greeted { // nobody is there: erased, or never was
		t.update(t.staffSay("staff.gone"))
		return
	}
	if needsText[cmd.Action] && strings.TrimSpace(cmd.Text) == "" {
		t.update(t.staffSay("staff.needs.text"))
		return
	}
	if t.overtaken(cmd) {
		return
	}
	if tells[cmd.Action] {
		defer t.unheard()
	}
	switch cmd.Action {
	case "take":
		t.take(cmd)
	case "assign":
		t.assign(cmd)
	case "correct":
		t.correct(cmd)
	case "retract":
		t.retract(cmd)
	case "approve", "decline":
		t.decide(cmd)
	case "ask":
		t.askInfo(cmd)
	case "reply":
		t.reply(cmd)
	case "answer":
		t.replyOnce(cmd)
	case "note":
		t.event(bot.Event{Kind: bot.Noted, Actor: cmd.By, Text: cmd.Text})
		t.update(t.staffSay("staff.noted", "who", staffName(cmd.By), "words", cmd.Text))
	case "resume":
		t.staffResume()
	case "seen":
		t.seen(cmd)
	default:
		t.update(t.staffSay("staff.unknown", "words", cmd.Action))
	}
}

// take makes a staff member the holder of the candidate, and of the conversation
// when a person was asked for.
func (t *turn) take(cmd bot.Act) {
	switch {
	case !t.toTake():
		t.update(t.staffSay("staff.not.sent"))
		return
	case t.held() && t.c.Holder.ID == cmd.By.ID:
		t.update(t.staffSay("staff.already", "who", staffName(cmd.By)))
		return
	case t.held():
		t.update(t.staffSay("staff.held", "who", staffName(t.c.Holder), "by", staffName(cmd.By)))
		return
	}
	t.event(bot.Event{Kind: bot.Taken, Actor: cmd.By})
	t.heldNow(true)
	if t.c.Speaker != bot.PersonSpeaks {
		t.update(t.staffSay("staff.took", "who", staffName(cmd.By)))
	}
}

// decide approves or declines, and tells the owner with the staff's words.
func (t *turn) decide(cmd bot.Act) {
	kind, status, key := bot.Approved, bot.ApprovedStatus, "approved"
	if cmd.Action == "decline" {
		kind, status, key = bot.Declined, bot.DeclinedStatus, "declined"
	}
	switch {
	case !t.c.App.Status.Sent():
		t.update(t.staffSay("staff.not.sent"))
		return
	case t.c.App.Status == status:
		t.update(t.staffSay("staff.decided", "status", t.staffSay("staff.status."+string(status))))
		return
	case decided(t.c.App.Status) && strings.TrimSpace(cmd.Text) == "":
		t.update(t.staffSay("staff.decided.other", "status", t.staffSay("staff.status."+string(t.c.App.Status))))
		return
	}
	t.event(bot.Event{Kind: kind, Actor: cmd.By, Text: cmd.Text})
	t.settle(bot.PromiseKept, bot.ForApplication)
	m := bot.Message{Text: t.say(key+".owner", "folio", t.c.App.Folio), Application: t.c.App.Folio, Status: status}
	if cmd.Text != "" {
		m.Text += "\n" + t.say("decision.words", "words", cmd.Text)
	}
	if kind == bot.Declined {
		m.Text += "\n" + t.say("declined.next")
		m.Buttons = []bot.Button{t.button("b.human", "human")}
	}
	t.tellWrote(m)
	t.candidateCard()
	t.wroteLine()
}

// askInfo asks the owner for something; the answer comes back to the thread.
func (t *turn) askInfo(cmd bot.Act) {
	if !t.c.App.Status.Sent() {
		t.update(t.staffSay("staff.not.sent"))
		return
	}
	t.event(bot.Event{Kind: bot.InfoAsked, Actor: cmd.By, Text: cmd.Text, Documents: documentsOf(cmd.Files)})
	t.settle(bot.PromiseKept, bot.ForHandoff, bot.ForQuestion, bot.ForApplication)
	t.tellWrote(bot.Message{Text: t.say("asked.owner", "folio", t.c.App.Folio, "words", cmd.Text), Application: t.c.App.Folio, Status: bot.AskedStatus})
	t.tellFiles(cmd)
	t.candidateCard()
	t.wroteLine()
}

func (t *turn) reply(cmd bot.Act) {
	t.event(bot.Event{Kind: bot.Replied, Actor: cmd.By, Text: cmd.Text, Documents: documentsOf(cmd.Files)})
	question, _ := t.c.Owed(bot.ForQuestion)
	t.tellWrote(bot.Message{Text: t.say("replied.owner", "who", sentence(t.nameOf(cmd.By)), "words", cmd.Text), Quotes: question.Turn})
	t.tellFiles(cmd)
	t.wroteLine()
	t.answered(cmd.By)
}

// replyOnce is a reply to a question that several people may have asked: nothing is said to
// who does not wait for it any more.
func (t *turn) replyOnce(cmd bot.Act) {
	if _, ok := t.c.Owed(bot.ForQuestion); !ok {
		t.update(t.staffSay("staff.answer.late", "who", staffName(cmd.By)))
		return
	}
	t.reply(cmd)
}

func (t *turn) staffResume() {
	if t.c.Speaker != bot.PersonSpeaks {
		if t.settle(bot.PromiseDropped, bot.ForHandoff) { // nobody kept it, and nobody will
			t.update(t.staffSay("staff.handoff.closed"))
			return
		}
		t.update(t.staffSay("staff.not.handed"))
		return
	}
	t.giveBack(bot.ReturnedByStaff)
}

func decided(s bot.Status) bool { return s == bot.ApprovedStatus || s == bot.DeclinedStatus }

func staffName(a bot.Actor) string {
	if a.Name != "" {
		return a.Name
	}
	return a.ID
}

func (t *turn) staffSay(key string, pairs ...string) string {
	return t.words.say(staffLang, key, append(pairs, "org", t.Org)...)
}

func (t *turn) staffButton(label, what string) bot.Button {
	return bot.Button{Label: t.words.say(staffLang, label), Payload: payload("act", what)}
}

// toStaff says something to the staff's desk.
func (t *turn) toStaff(m bot.Message) {
	if t.aloud { // there is no chat that they could take
		return
	}
	m.To, m.Why = bot.ForStaff, t.why
	if m.Application == "" {
		m.Application = t.c.App.Folio
	}
	if m.Card == bot.UpdateCard && (m.Replaces == "" || strings.HasPrefix(m.Replaces, bot.LinePlace)) {
		m.Under = t.thread()
	}
	t.out.Messages = append(t.out.Messages, m)
}

// thread is the card whose thread tells the story now: that of the hand-off while a
// person speaks, else the candidate's; of who is none that of their question.
func (t *turn) thread() string {
	switch p, asked := t.c.Owed(bot.ForQuestion); {
	case t.c.Speaker == bot.PersonSpeaks:
		return bot.HandoffPlace
	case t.c.App.Folio != "":
		return bot.CandidatePlace
	case asked && len(t.c.Put) > 0:
		return gapPlace(p)
	}
	return bot.HandoffPlace
}

// update adds a line to the candidate's thread.
func (t *turn) update(text string) { t.toStaff(bot.Message{Card: bot.UpdateCard, Text: text}) }

// candidateCard shows the candidate as it is now, in place of the card before.
func (t *turn) candidateCard() {
	a := t.c.App
	key := "staff.card"
	if a.Status == bot.SubmittedStatus {
		key = "staff.new"
	}
	if len(a.Answers) == 0 {
		key = "staff.card.bare"
	}
	place := a.Answers["state"].Value
	if place != "" {
		place = " (" + place + ")"
	}
	m := bot.Message{Card: bot.CandidateCard, Application: a.Folio, Status: a.Status, Replaces: bot.CandidatePlace,
		Text: t.staffSay(key, "folio", a.Folio, "business", a.Answers["business"].Value, "place", place,
			"status", t.staffSay("staff.status."+string(a.Status))),
		Facts: t.cardFacts(), Checks: t.checks(), Documents: unread(a.Documents)}
	m.Text += t.sumLine()
	if t.c.Holder.ID != "" {
		m.Holder = staffName(t.c.Holder)
	}
	if a.Status != bot.WithdrawnStatus {
		m.Buttons = t.cardButtons()
	}
	t.oneCard()
	t.toStaff(m)
}

func (t *turn) cardButtons() []bot.Button {
	var out []bot.Button
	if t.c.Holder.ID == "" && !decided(t.c.App.Status) {
		out = append(out, primary(t.staffButton("b.take", "take")))
	}
	if t.c.App.Status != bot.ApprovedStatus {
		out = append(out, t.staffButton("b.approve", "approve"))
	}
	out = append(out, t.staffButton("b.askinfo", "ask"))
	if t.c.App.Status != bot.DeclinedStatus {
		b := t.staffButton("b.decline", "decline")
		b.Style = "danger"
		out = append(out, b)
	}
	return out
}

func (t *turn) handoffButtons() []bot.Button {
	return append([]bot.Button{primary(t.staffButton("b.takechat", "take"))}, t.heldButtons()...)
}

func (t *turn) heldButtons() []bot.Button {
	return []bot.Button{t.staffButton("b.reply", "reply"), t.staffButton("b.giveback", "resume")}
}

package handlers

import (
	"time"

	"pabellon/bot"
)

// Desk is the words that a channel puts around what staff see and do, in their language.
type Desk struct {
	NotStaff, Failed, Checks, Holder, Source, Reviewed string
	Opening, Empty, Cancel, Close, Preview, Send       string
	See                                                string // of a button that shows all of a candidate
	Buttons                                            []bot.Button
	Acts                                               []DeskAct
}

// DeskAct is an act for which staff write something. Sent tells that the owner gets it.
type DeskAct struct {
	Action, Title, Label, Hint, Submit string
	Sent, Optional                     bool
}

// deskActs are the acts with words, and which of them the owner gets.
var deskActs = []DeskAct{
	{Action: "ask", Sent: true}, {Action: "decline", Sent: true}, {Action: "reply", Sent: true},
	{Action: "approve", Optional: true}, {Action: "note"},
}

// Desk gives those words. Buttons are those that a card has beside its own.
func (k *Clerk) Desk() Desk {
	word := func(key string) string { return k.words.say(staffLang, key, "org", k.Org) }
	d := Desk{NotStaff: word("desk.not.staff"), Failed: word("desk.failed"), Checks: word("desk.checks"), Holder: word("desk.holder"),
		Source: word("profile.source"), Reviewed: word("profile.reviewed"), Opening: word("desk.opening"), Empty: word("desk.empty"),
		Cancel: word("desk.cancel"), Close: word("desk.close"), Preview: word("desk.preview"), Send: word("desk.send"), See: word("desk.all"),
		Buttons: []bot.Button{{Label: word("b.reply"), Payload: payload("act", "reply")}, {Label: word("desk.note"), Payload: payload("act", "note")}}}
	for _, a := range deskActs {
		of := "desk." + a.Action + "."
		a.Title, a.Label, a.Hint, a.Submit = word(of+"title"), word(of+"label"), word(of+"hint"), word(of+"submit")
		d.Acts = append(d.Acts, a)
	}
	return d
}

// Card is a candidate's card as it is now.
func (k *Clerk) Card(c bot.Conversation, now time.Time) bot.Message {
	t := &turn{Clerk: k, before: c, c: c, now: now}
	t.candidateCard()
	return t.out.Messages[len(t.out.Messages)-1]
}

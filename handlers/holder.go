package handlers

import (
	"strings"

	"pabellon/bot"
)

// toTake tells whether there is anything that a staff member could hold.
func (t *turn) toTake() bool {
	return t.c.Speaker == bot.PersonSpeaks || t.c.App.Status.Sent() || t.c.Unknown != "" || len(t.c.Promises) > 0
}

// held tells whether somebody has it: the hand-off while one goes on, else the candidate.
// Who holds a candidate does not yet attend its hand-off.
func (t *turn) held() bool {
	if t.c.Speaker == bot.PersonSpeaks {
		return t.c.Attended
	}
	return t.c.Holder.ID != ""
}

// heldNow shows the cards with who has it now, and tells the owner if they are to hear it.
func (t *turn) heldNow(owner bool) {
	who := sentence(t.nameOf(t.c.Holder))
	if t.c.App.Status.Sent() {
		t.candidateCard()
	}
	if t.c.Speaker == bot.PersonSpeaks {
		if owner {
			t.tell(bot.Message{Text: t.say("taken.handoff.owner", "who", who)})
		}
		t.toStaff(bot.Message{Card: bot.HandoffCard, Text: strings.TrimSpace(t.staffSay("staff.taken.handoff", "name", t.who(), "who", staffName(t.c.Holder)) + "\n" + t.promiseLine(bot.ForHandoff)),
			Facts: t.cardFacts(), Buttons: t.heldButtons(), Replaces: bot.HandoffPlace})
		return
	}
	t.gapCard()
	if owner && t.c.App.Status.Sent() {
		t.tell(bot.Message{Text: t.say("taken.owner", "who", who, "folio", t.c.App.Folio)})
	}
}

// assign gives the candidate, or the hand-off, to a staff member. Who is given it is told
// in private; the owner hears of it only if nobody had it before.
func (t *turn) assign(cmd bot.Act) {
	to := staffName(cmd.Assignee)
	switch {
	case cmd.Assignee.ID == "":
		t.update(t.staffSay("staff.needs.assignee"))
		return
	case !t.toTake():
		t.update(t.staffSay("staff.not.sent"))
		return
	case t.held() && t.c.Holder.ID == cmd.Assignee.ID:
		t.update(t.staffSay("staff.already", "who", to))
		return
	}
	first := !t.held()
	t.event(bot.Event{Kind: bot.Assigned, Actor: cmd.By, Assignee: cmd.Assignee, Text: cmd.Text})
	t.heldNow(first)
	why := ""
	if cmd.Text != "" {
		why = ".why"
	}
	if cmd.Assignee.ID == cmd.By.ID {
		t.update(t.staffSay("staff.took"+why, "who", to, "words", cmd.Text))
		return
	}
	t.update(t.staffSay("staff.assigned"+why, "who", staffName(cmd.By), "to", to, "words", cmd.Text))
	t.toStaff(bot.Message{Member: cmd.Assignee.ID, Text: t.staffSay("staff.yours"+why, "who", staffName(cmd.By), "name", t.namedCase(), "words", cmd.Text)})
}

// namedCase is the folio and who it is, as staff are told in private.
func (t *turn) namedCase() string {
	if t.c.App.Folio == "" {
		return t.who()
	}
	return t.c.App.Folio + " · " + t.who()
}

// overtaken tells, and says, that somebody decided while this one was still writing.
func (t *turn) overtaken(cmd bot.Act) bool {
	now := t.c.App.Status
	decides := cmd.Action == "approve" || cmd.Action == "decline" || cmd.Action == "ask"
	if !decides || !decided(now) || cmd.Seen == "" || cmd.Seen == now {
		return false
	}
	w, _ := t.c.WroteNow()
	t.update(t.staffSay("staff.overtaken", "by", staffName(cmd.By), "who", staffName(w.By), "status", t.staffSay("staff.status."+string(now))))
	return true
}

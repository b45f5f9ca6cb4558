package handlers

import (
	"strconv"

	"pabellon/bot"
)

// changeable finds staff's words that may still be changed; if they may not, staff are told
// why.
func (t *turn) changeable(n int) (bot.Wrote, bool) {
	w, ok := t.c.WroteAt(n)
	switch {
	case !ok:
		t.update(t.staffSay("staff.line.old"))
	case w.Retracted:
		t.update(t.staffSay("staff.line.already", "who", staffName(w.Changer)))
		ok = false
	case !w.Open():
		t.update(t.staffSay("staff.line.decided"))
		ok = false
	}
	return w, ok
}

// correct puts other words in the place of those that went to the owner.
func (t *turn) correct(cmd bot.Act) {
	was, ok := t.changeable(cmd.On)
	if !ok {
		return
	}
	if was.Text == cmd.Text {
		t.update(t.staffSay("staff.line.same"))
		return
	}
	n := strconv.Itoa(was.N)
	t.event(bot.Event{Kind: bot.Reworded, Actor: cmd.By, Note: n, Text: cmd.Text, Value: was.Text})
	m := bot.Message{Text: t.say("replied.owner", "who", sentence(t.nameOf(was.By)), "words", cmd.Text), Afresh: t.say("corrected.owner")}
	if was.Kind == bot.InfoAsked {
		m.Text = t.say("asked.owner", "folio", t.c.App.Folio, "words", cmd.Text)
		m.Application, m.Status = t.c.App.Folio, t.c.App.Status
	}
	m.Replaces, m.Tell = wordsPlace+n, n
	t.tell(m)
	w, _ := t.c.WroteAt(was.N)
	t.lineOf(w)
	t.update(t.staffSay("staff.corrected", "who", staffName(cmd.By), "old", was.Text, "words", cmd.Text))
}

// retract takes words back that went to the owner, and their files.
func (t *turn) retract(cmd bot.Act) {
	was, ok := t.changeable(cmd.On)
	if !ok {
		return
	}
	n := strconv.Itoa(was.N)
	t.event(bot.Event{Kind: bot.Retracted, Actor: cmd.By, Note: n, Value: was.Text})
	places := []string{wordsPlace}
	if len(was.Files) > 0 {
		places = append(places, filesPlace)
	}
	for _, place := range places {
		t.tell(bot.Message{Text: t.say("retracted.owner"), Replaces: place + n, Withdraw: true})
	}
	if t.before.App.Status != t.c.App.Status { // the owner is asked for nothing: it is the team's turn
		t.promise(bot.ForApplication)
		t.candidateCard()
	}
	w, _ := t.c.WroteAt(was.N)
	t.lineOf(w)
}

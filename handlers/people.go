package handlers

import (
	"fmt"
	"time"

	"pabellon/bot"
)

// human hands the conversation to a person: from here on the bot is silent.
func (t *turn) human() {
	back := []bot.Button{t.button("b.back", "back")}
	if t.c.Speaker == bot.PersonSpeaks {
		t.askAgain()
		p, _ := t.c.Owed(bot.ForHandoff)
		t.tell(bot.Message{Text: t.say("human.already", "when", t.when(p.By)), Buttons: back})
		return
	}
	t.event(bot.Event{Kind: bot.HandedOff})
	t.settle(bot.PromiseDropped, bot.ForHandoff) // one that nobody kept: this is a new one
	t.tell(bot.Message{Text: t.say("human", "when", t.when(t.promise(bot.ForHandoff))), Buttons: back})
	m := bot.Message{Card: bot.HandoffCard, Text: t.staffSay("staff.handoff", "name", t.who()), Buttons: t.handoffButtons(), Replaces: bot.HandoffPlace}
	if t.c.Unknown != "" {
		m.Text += "\n" + t.staffSay("staff.handoff.last", "words", t.c.Unknown)
	}
	m.Text += "\n" + t.promiseLine(bot.ForHandoff)
	m.Facts = t.cardFacts()
	t.toStaff(m)
	t.again = false
}

// askAgain promises an answer anew to who asks for a person whom staff have answered
// before; staff hear it.
func (t *turn) askAgain() {
	if _, open := t.c.Owed(bot.ForHandoff); !open {
		t.promise(bot.ForHandoff)
		t.update(t.staffSay("staff.handoff.again", "name", t.who()) + "\n" + t.promiseLine(bot.ForHandoff))
	}
}

// resume gives the conversation back to the bot, at the owner's wish.
func (t *turn) resume() {
	if t.c.Speaker != bot.PersonSpeaks {
		t.again, t.fresh = true, true
		if !t.busy() {
			t.tell(bot.Message{Text: t.say("hello.again"), Buttons: t.menu()})
		}
		return
	}
	t.giveBack("")
}

// giveBack makes the bot speak again and tells both sides. The owner's own wish ends
// the promise of a person, and so does that of staff: the owner sees who speaks.
func (t *turn) giveBack(by string) {
	t.event(bot.Event{Kind: bot.Returned, Note: by})
	t.settle(bot.PromiseDropped, bot.ForHandoff)
	t.lead = append(t.lead, t.say("human.back"))
	t.again, t.fresh = true, true
	t.toStaff(bot.Message{Card: bot.HandoffCard, Text: t.staffSay("staff.handoff.back", "name", t.who()), Replaces: bot.HandoffPlace})
}

// overheard passes what the owner says while a person answers, or answers staff's question.
func (t *turn) overheard(cmd bot.Overheard) {
	words := short(cmd.Text, 1000)
	t.event(bot.Event{Kind: bot.Said, Text: words})
	switch {
	case t.c.Speaker == bot.PersonSpeaks:
		t.update(t.staffSay("staff.said", "name", t.who(), "words", words))
		if !t.courtesy(cmd.Text) {
			t.promise(bot.ForHandoff) // said only if it is broken: a person speaks
		}
		t.passedOn()
	case t.before.App.Status == bot.AskedStatus:
		t.tell(bot.Message{Text: t.say("answer.passed", "when", t.when(t.promise(bot.ForApplication)))})
		t.candidateCard()
		t.update(t.staffSay("staff.answer", "words", words))
	default: // the chat has just come back, and this may have been meant for them
		t.tell(bot.Message{Text: t.say("returned.passed", "when", t.when(t.promise(bot.ForQuestion)))})
		t.update(t.staffSay("staff.said", "name", t.who(), "words", words) + "\n" + t.promiseLine(bot.ForQuestion))
		t.again, t.fresh = t.busy(), true
	}
}

// courtesy tells a thanks or a yes, which waits for no answer.
func (t *turn) courtesy(text string) bool {
	switch t.cues.whole[heard(text)].(type) {
	case bot.Thank, bot.Yes:
		return true
	}
	return heard(text) == ""
}

// forThem passes on what the bot cannot read when staff have just given the chat back:
// it was most likely meant for them.
func (r *reader) forThem(cmds []bot.Command) []bot.Command {
	if r.c.Speaker != bot.Returning || len(cmds) == 0 || clean(r.t.Text) == "" {
		return cmds
	}
	switch cmd := cmds[len(cmds)-1].(type) {
	case bot.Unclear:
		if cmd.Why != "" {
			return cmds
		}
	case bot.Ask:
		if cmd.Found.Sure == bot.SureAnswer || cmd.Found.Sure == bot.Distress || cmd.Found.Sure == bot.Unsafe {
			return cmds
		}
	default:
		return cmds
	}
	return append(cmds[:len(cmds)-1], bot.Overheard{Text: clean(r.t.Text)})
}

// passedOn says, to who waits for a person, that the message arrived.
func (t *turn) passedOn() {
	if t.c.Holder.ID == "" && t.now.Sub(t.c.LastAt) > ackAfter {
		p, _ := t.c.Owed(bot.ForHandoff)
		t.tell(bot.Message{Text: t.say("human.kept", "when", t.when(p.By)), Buttons: []bot.Button{t.button("b.back", "back")}})
	}
}

// ackAfter is how long an owner who waits for a person was silent before the bot says
// once that the message was passed on. When somebody has taken the chat it says nothing.
const ackAfter = 10 * time.Minute

// who names the person for staff, by what is known.
func (t *turn) who() string {
	for _, id := range []string{"contact", "business"} {
		if a, ok := t.c.App.Answers[id]; ok {
			return a.Value
		}
	}
	return t.staffSay("staff.someone")
}

// holder names the staff member for the owner.
func (t *turn) holder() string { return t.nameOf(t.c.Holder) }

func (t *turn) nameOf(a bot.Actor) string {
	if a.Name != "" {
		return a.Name
	}
	return t.say("team.someone")
}

// date is a day as people of the language read it: "25 nov 2026".
func (t *turn) date(at time.Time) string { return t.dateIn(t.lang(), at) }

func (t *turn) dateIn(lang string, at time.Time) string {
	at = at.In(t.Zone)
	return fmt.Sprintf("%d %s %d", at.Day(), months[lang][at.Month()-1], at.Year())
}

var months = map[string][12]string{
	"es": {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
	"en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
}

package handlers

import (
	"fmt"
	"time"

	"pabellon/bot"
)

// human hands the conversation to a person: from here on the bot is silent.
func (t *turn) human() {
	if t.c.Speaker == bot.PersonSpeaks {
		t.tell(bot.Message{Text: t.say("human.already"), Buttons: []bot.Button{t.button("b.back", "back")}})
		return
	}
	t.event(bot.Event{Kind: bot.HandedOff})
	t.tell(bot.Message{Text: t.say("human"), Buttons: []bot.Button{t.button("b.back", "back")}})
	m := bot.Message{Card: bot.HandoffCard, Text: t.staffSay("staff.handoff", "name", t.who()), Buttons: t.handoffButtons(), Replaces: "handoff"}
	if t.c.Unknown != "" {
		m.Text += "\n" + t.staffSay("staff.handoff.last", "words", t.c.Unknown)
	}
	m.Facts = t.cardFacts()
	t.toStaff(m)
	t.again = false
}

// resume gives the conversation back to the bot, at the owner's wish.
func (t *turn) resume() {
	if t.c.Speaker == bot.BotSpeaks {
		t.again, t.fresh = true, true
		if !t.busy() {
			t.tell(bot.Message{Text: t.say("hello.again"), Buttons: t.menu()})
		}
		return
	}
	t.giveBack()
}

// giveBack makes the bot speak again and tells both sides.
func (t *turn) giveBack() {
	t.event(bot.Event{Kind: bot.Returned})
	t.lead = append(t.lead, t.say("human.back"))
	t.again, t.fresh = true, true
	t.toStaff(bot.Message{Card: bot.HandoffCard, Text: t.staffSay("staff.handoff.back"), Replaces: "handoff"})
}

// overheard passes what the owner says while a person answers, or answers staff's question.
func (t *turn) overheard(cmd bot.Overheard) {
	t.event(bot.Event{Kind: bot.Said, Text: short(cmd.Text, 1000)})
	if t.c.Speaker == bot.PersonSpeaks {
		t.update(t.staffSay("staff.said", "name", t.who(), "words", short(cmd.Text, 1000)))
		if t.c.Holder.ID == "" && t.now.Sub(t.c.LastAt) > ackAfter {
			t.tell(bot.Message{Text: t.say("human.kept"), Buttons: []bot.Button{t.button("b.back", "back")}})
		}
		return
	}
	t.tell(bot.Message{Text: t.say("answer.passed")})
	t.candidateCard()
	t.update(t.staffSay("staff.answer", "words", short(cmd.Text, 1000)))
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

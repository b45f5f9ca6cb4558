package handlers

import (
	"slices"
	"time"

	"pabellon/bot"
)

// The same business may apply in two chats: by another channel, by another person of it.
// It is one candidate, so staff are shown both; nothing is overwritten, and no owner is
// told of the other. Alike says by what the others are found, bot.Compare brings what the
// store found, and each candidate's own conversation shows its card anew.

// twinsKey names the timer by which a conversation looks for its twins again.
const twinsKey = "twins"

// Alike is what two applications of one business have in common: the RFC, or both the
// phone and the e-mail.
type Alike struct{ RFC, Phone, Email string }

// Alike tells by what to look for twins before commands are handled; false when they
// show staff no candidate.
func (k *Clerk) Alike(c bot.Conversation, cmds []bot.Command, now time.Time) (Alike, bool) {
	if c.App.Status == bot.NoApplication || !c.App.Status.Sent() && !slices.ContainsFunc(cmds, maySend) {
		return Alike{}, false
	}
	out := k.Handle(c, cmds, now)
	shown := slices.ContainsFunc(out.Messages, func(m bot.Message) bool { return m.Card == bot.CandidateCard })
	next := c.Apply(out.Events...)
	if !shown || out.Erase || !next.App.Status.Sent() {
		return Alike{}, false
	}
	a := next.App.Answers
	return Alike{RFC: a["rfc"].Value, Phone: a["phone"].Value, Email: a["email"].Value}, true
}

// maySend tells a command that may send an application: by its button, or by agreeing.
func maySend(cmd bot.Command) bool {
	switch cmd.(type) {
	case bot.Submit, bot.Yes:
		return true
	}
	return false
}

// compared takes what was found out of the commands, and keeps it.
func (t *turn) compared(cmds []bot.Command) []bot.Command {
	t.known = t.c.App.Twins
	if len(cmds) == 0 {
		return cmds
	}
	found, ok := cmds[0].(bot.Compare)
	if !ok {
		return cmds
	}
	t.looked = true
	if !slices.Equal(t.known, found.Twins) {
		t.event(bot.Event{Kind: bot.Compared, Text: bot.ShowTwins(found.Twins)})
	}
	return cmds[1:]
}

// recompare carries out the timer: the card is shown anew if the twins are others.
func (t *turn) recompare() {
	t.nudged = true
	if t.c.App.Status.Sent() && (!t.looked || t.happened(bot.Compared)) {
		t.candidateCard()
	}
}

// tellTwins goes with a card that was shown: staff are told of a twin that is new, in
// the candidate's thread, and the others show theirs.
func (t *turn) tellTwins() {
	if t.out.Erase || !slices.ContainsFunc(t.out.Messages, func(m bot.Message) bool { return m.Card == bot.CandidateCard }) {
		return
	}
	for _, twin := range t.c.App.Twins {
		known := slices.ContainsFunc(t.known, func(b bot.Twin) bool { return b.Folio == twin.Folio })
		if !known && !t.happened(bot.Submitted) {
			t.update(t.staffSay("staff.twin."+twin.Same, "folio", twin.Folio, "status", t.twinStatus(twin)))
		}
	}
	if !t.nudged {
		t.nudge(slices.Concat(t.known, t.c.App.Twins))
	}
}

// nudge has the conversations of other applications look for their twins again, always
// in the same order.
func (t *turn) nudge(twins []bot.Twin) {
	var folios []string
	for _, twin := range twins {
		folios = append(folios, twin.Folio)
	}
	slices.Sort(folios)
	for _, folio := range slices.Compact(folios) {
		t.out.Later = append(t.out.Later, bot.Later{Key: twinsKey, At: t.now, Folio: folio})
	}
}

// twinChecks warn of other applications of the same business.
func (t *turn) twinChecks() []bot.Check {
	var out []bot.Check
	for _, twin := range t.c.App.Twins {
		out = append(out, t.check("warn", "check.twin."+twin.Same, "folio", twin.Folio, "status", t.twinStatus(twin)))
	}
	return out
}

// twinStatus is where a twin stands and where it came from: "aprobado, Telegram".
func (t *turn) twinStatus(twin bot.Twin) string {
	return lower(t.staffSay("staff.status."+string(twin.Status))) + ", " + sentence(twin.Channel)
}

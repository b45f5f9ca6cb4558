package handlers

import "pabellon/bot"

// reach notes that nothing reaches the person, or that it does again. Staff who deal with
// them are told; the person cannot be.
func (t *turn) reach(lost bool) {
	if lost == !t.c.Gone.IsZero() {
		return
	}
	kind, key := bot.Reachable, "staff.reachable"
	if lost {
		kind, key = bot.Unreachable, "staff.unreachable"
	}
	t.event(bot.Event{Kind: kind})
	if !t.c.App.Status.Sent() && t.c.Speaker != bot.PersonSpeaks && len(t.c.Promises) == 0 {
		return
	}
	if t.c.App.Status.Sent() {
		t.candidateCard()
	}
	t.update(t.staffSay(key, "name", t.who()))
}

// unheard tells staff that what they have just said reaches nobody.
func (t *turn) unheard() {
	if !t.c.Gone.IsZero() {
		t.why = "unheard" // no echo of what they did
		t.update(t.staffSay("staff.unheard"))
	}
}

package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

// Two decide at once: the first decision stands, and who was still writing is told.
func TestWhoWasStillWritingDoesNotOverturnADecision(t *testing.T) {
	clerk := testClerk(t)
	for _, tt := range []struct {
		action string
		seen   bot.Status
		now    bot.Status
		want   string // what the act leads to; "" is nothing
	}{
		{"decline", bot.SubmittedStatus, bot.ApprovedStatus, ""},
		{"ask", bot.TakenStatus, bot.ApprovedStatus, ""},
		{"approve", bot.TakenStatus, bot.DeclinedStatus, ""},
		{"decline", bot.ApprovedStatus, bot.ApprovedStatus, "declined"}, // on purpose
		{"decline", "", bot.ApprovedStatus, "declined"},                 // a channel that does not say what was seen
		{"decline", bot.SubmittedStatus, bot.TakenStatus, "declined"},   // it was only taken
		{"reply", bot.SubmittedStatus, bot.ApprovedStatus, "replied"},
		{"note", bot.SubmittedStatus, bot.ApprovedStatus, "noted"},
	} {
		out, _ := doAt(clerk, sentForm(tt.now), laura, noon, bot.Act{Action: tt.action, Text: "Porque sí.", By: laura, Seen: tt.seen})
		if got := happenings(out); got != tt.want {
			t.Errorf("%s of what was %q and is %q: %q, want %q", tt.action, tt.seen, tt.now, got, tt.want)
		}
		if told := strings.Contains(said(out, bot.ForStaff), "Mientras Laura escribía"); told != (tt.want == "") || told && len(to(out, bot.Person)) > 0 {
			t.Errorf("%s of what was %q and is %q: staff read %q", tt.action, tt.seen, tt.now, said(out, bot.ForStaff))
		}
	}
}

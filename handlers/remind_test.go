package handlers

import (
	"testing"
	"time"

	"pabellon/bot"
)

// timer is what an outcome does with the reminder: the last word counts.
func timer(out bot.Outcome) (at time.Time, set bool) {
	for _, l := range out.Later {
		if l.Key == remindKey {
			at, set = l.At, true
		}
	}
	return at, set
}

func inZone(t *testing.T, name string) *Clerk {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	options := testClerk(t).Options
	options.Zone = zone
	clerk, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return clerk
}

// Whenever somebody stops, in whichever zone, with its changes of the clock: the
// reminder comes in the daytime, a day later at the earliest and two at the latest.
func TestRemindersComeInTheDaytime(t *testing.T) {
	zones := []string{"America/Mexico_City", "America/Tijuana", "America/Cancun", "America/Hermosillo", "Europe/Madrid", "Asia/Shanghai", "Asia/Kolkata", "UTC"}
	days := []time.Time{time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 30, 0, 0, 0, 0, time.UTC),
		time.Date(2027, 3, 13, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 24, 0, 0, 0, 0, time.UTC), time.Date(2028, 2, 28, 0, 0, 0, 0, time.UTC)}
	for _, name := range zones {
		clerk := inZone(t, name)
		for _, day := range days {
			for quarter := range 24 * 4 {
				now := day.Add(time.Duration(quarter) * 15 * time.Minute)
				for reminded, wait := range map[int]time.Duration{0: firstReminder, 1: secondReminder} {
					c := inForm("rfc")
					c.Reminded = reminded
					out, _ := doAt(clerk, c, ana, now, bot.Fill{Field: "state", Value: "Puebla"})
					at, set := timer(out)
					local := at.In(clerk.Zone)
					switch clockTime := local.Hour()*60 + local.Minute(); {
					case !set:
						t.Fatalf("%s, %s: no reminder is planned", name, now)
					case clockTime < dayBegins*60 || clockTime >= dayEnds*60:
						t.Errorf("%s, %s: reminded at %s", name, now, local)
					case at.Sub(now) < wait || at.Sub(now) > wait+15*time.Hour:
						t.Errorf("%s, %s: reminded after %s", name, now, at.Sub(now))
					}
				}
			}
		}
	}
}

func TestDaytimeMovesOnlyTheNight(t *testing.T) {
	clerk := inZone(t, "America/Mexico_City")
	day := func(d, hour, minute int) time.Time { return time.Date(2026, 11, d, hour, minute, 0, 0, clerk.Zone) }
	tests := []struct {
		name     string
		at, want time.Time
	}{
		{"midnight", day(25, 0, 0), day(25, 9, 0)},
		{"a minute before nine", day(25, 8, 59), day(25, 9, 0)},
		{"nine", day(25, 9, 0), day(25, 9, 0)},
		{"noon", day(25, 12, 34), day(25, 12, 34)},
		{"a minute before seven", day(25, 18, 59), day(25, 18, 59)},
		{"seven", day(25, 19, 0), day(26, 9, 0)},
		{"a minute before midnight", day(25, 23, 59), day(26, 9, 0)},
		{"the last of the month", day(30, 20, 0), day(31, 9, 0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (&turn{Clerk: clerk}).daytime(tt.at); !got.Equal(tt.want) {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestTheReminderIsTakenBackWhenNothingIsUnfinished(t *testing.T) {
	clerk := testClerk(t)
	tests := []struct {
		name string
		c    bot.Conversation
		cmd  bot.Command
	}{
		{"sent", complete(), bot.Submit{}},
		{"asked whether to drop it", inForm("rfc"), bot.Cancel{}},
		{"asked whether to erase everything", inForm("rfc"), bot.Erase{}},
		{"a question is put to the team", inForm("rfc"), bot.AskTeam{Question: "¿y la luna?"}},
		{"asked whether to take the consent back", inForm("rfc"), bot.Revoke{}},
		{"no reminders", inForm("rfc"), bot.Snooze{Never: true}},
		{"with a person", inForm("rfc"), bot.Human{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, _ := do(clerk, tt.c, tt.cmd)
			if at, set := timer(out); !set || !at.IsZero() {
				t.Errorf("the timer is %s, set %v", at, set)
			}
		})
	}
}

func TestNobodyIsRemindedWithoutADraft(t *testing.T) {
	clerk := testClerk(t)
	for name, c := range map[string]bot.Conversation{"new": greeted("es"), "asked for consent": greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked}),
		"refused":   greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked}, bot.Event{Kind: bot.Refused}),
		"submitted": sentForm(bot.SubmittedStatus), "approved": sentForm(bot.ApprovedStatus), "withdrawn": sentForm(bot.WithdrawnStatus),
		"with a person": inForm("rfc").Apply(bot.Event{Kind: bot.HandedOff}),
		"cancelled":     inForm("rfc").Apply(bot.Event{Kind: bot.Cancelled}),
		"reminded":      inForm("rfc").Apply(bot.Event{Kind: bot.Reminded}, bot.Event{Kind: bot.Reminded})} {
		if out, _ := do(clerk, c, bot.Help{}); len(out.Later) > 0 {
			t.Errorf("%s: a turn plans %v", name, out.Later)
		}
		out, next := doAt(clerk, c, bot.Actor{Kind: bot.Clock}, noon, bot.Remind{Key: remindKey})
		if len(out.Messages)+len(out.Events)+len(out.Later) > 0 || next.Reminded != c.Reminded {
			t.Errorf("%s: the clock says %q, plans %v", name, said(out, bot.Person), out.Later)
		}
	}
}

func TestTheClockRemindsTwiceAndNeverAgain(t *testing.T) {
	clerk := testClerk(t)
	c, now := inForm("rfc"), noon
	for i, want := range []string{"remind.1", "remind.2"} {
		out, next := doAt(clerk, c, bot.Actor{Kind: bot.Clock}, now, bot.Remind{Key: remindKey})
		m := only(t, out, bot.Person)
		if wanted := clerk.words.say("es", want, "done", "0", "total", "11"); m.Text != wanted || !m.Wait || taps(m) != "apply noremind" {
			t.Errorf("reminder %d says %q %q, waits %v", i+1, m.Text, taps(m), m.Wait)
		}
		at, set := timer(out)
		if !set || at.IsZero() != (i == 1) || i == 0 && at.Sub(now) < secondReminder {
			t.Errorf("after reminder %d the timer is %s, set %v", i+1, at, set)
		}
		if e, _ := eventOf(out, bot.Reminded); e.Actor.Kind != bot.Clock || next.Reminded != i+1 || !next.LastAt.Equal(c.LastAt) {
			t.Errorf("reminder %d is kept as %+v", i+1, e)
		}
		c, now = next, at
	}
}

func TestAnotherTimersTurnRemindsOfNothing(t *testing.T) {
	clerk := testClerk(t)
	for _, key := range []string{"", "digest", "Remind", "remind2"} {
		if out, _ := doAt(clerk, inForm("rfc"), bot.Actor{Kind: bot.Clock}, noon, bot.Remind{Key: key}); len(out.Messages)+len(out.Events)+len(out.Later) > 0 {
			t.Errorf("%q: %v", key, out)
		}
	}
}

func TestStaffAndTheClockDoNotMoveTheReminder(t *testing.T) {
	clerk := testClerk(t)
	for _, action := range staffDoes {
		if out, _ := doAt(clerk, inForm("rfc"), laura, noon, bot.Act{Action: action, Text: "x", By: laura}); len(out.Later) > 0 {
			t.Errorf("%s plans %v", action, out.Later)
		}
	}
}

func TestAYesToTheReminderGoesOn(t *testing.T) {
	clerk := testClerk(t)
	_, c := doAt(clerk, inForm("rfc"), bot.Actor{Kind: bot.Clock}, noon, bot.Remind{Key: remindKey})
	out, next := do(clerk, c, bot.Yes{})
	if m := only(t, out, bot.Person); m.Asking != "rfc" || next.Offer.Kind != "" {
		t.Errorf("said %q, asking %q", m.Text, m.Asking)
	}
}

package slack_test

import (
	"strings"
	"testing"
	"time"

	library "github.com/slack-go/slack"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// TestWhoIsNoLongerOfTheTeamIsToldNothing: a candidate is somebody's who has left the team
// since; what was for them alone goes to the channel.
func TestWhoIsNoLongerOfTheTeamIsToldNothing(t *testing.T) {
	given := bot.Message{To: bot.ForStaff, Member: "U0LAURA", Application: "PAB-0001", Text: "Raúl te asignó a Café Sol"}
	for name, leaves := range map[string]func(d *desk){
		"the channel":   func(d *desk) { d.fake.Leave(deskID, "U0LAURA") },
		"the workspace": func(d *desk) { d.fake.Person(slacktest.Profile{ID: "U0LAURA", Name: "Laura", Deleted: true}) },
		"to be a guest": func(d *desk) { d.fake.Person(slacktest.Profile{ID: "U0LAURA", Name: "Laura", Restricted: true}) },
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil)
			if receipt := d.send(given, "", ""); !strings.HasPrefix(receipt, d.laura.DM()+" ") {
				t.Fatalf("told at %q while she is of the team", receipt)
			}
			leaves(d)
			d.slack.Forget()
			if receipt := d.send(given, "", ""); !strings.HasPrefix(receipt, deskID+" ") {
				t.Errorf("told at %q", receipt)
			}
			d.backend.waits(late("U0LAURA", nil, "1"))
			if receipt := d.tells("telegram:1", "overdue 2026-11-23", ""); !strings.HasPrefix(receipt, deskID+" ") {
				t.Errorf("reminded at %q", receipt)
			}
			if n := len(d.fake.Channel(d.laura.DM()).Messages()); n != 1 {
				t.Errorf("%d messages in her own chat", n)
			}
		})
	}
}

// TestWhoIsTheMemberIsAskedAgain: as long as Slack does not say who somebody is, nothing is
// said to them, nor to others in their place.
func TestWhoIsTheMemberIsAskedAgain(t *testing.T) {
	d := open(t, nil)
	d.fake.Fail(slacktest.Named("503_html").On("users.info"))
	m := bot.Delivery{ID: "m-1", Conversation: "telegram:77", Message: bot.Message{To: bot.ForStaff, Member: "U0LAURA", Text: "Es tuyo"}}
	if _, err := d.slack.Send(t.Context(), m); err == nil {
		t.Error("it is taken for said")
	}
	if n := len(d.fake.Channel(deskID).Messages()); n != 0 {
		t.Errorf("%d messages in the channel", n)
	}
}

// TestPeopleOfAnotherOrganisationDoNotActThoughTheyAreInTheChannel: Slack does not call them
// strangers when they share a channel with the bot (https://docs.slack.dev/reference/objects/user-object).
func TestPeopleOfAnotherOrganisationDoNotActThoughTheyAreInTheChannel(t *testing.T) {
	for name, c := range map[string]struct {
		team, enterprise string
		may              bool
	}{
		"of the same workspace":                 {"", "", true},
		"of another organisation":               {"T0OTHER", "", false},
		"of another workspace of another grid":  {"T0OTHER", "E0OTHER", false},
		"of another workspace of our own grid":  {"T0OTHER", "E0OURS", true},
		"of our own workspace of our own grid ": {"", "E0OURS", true},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, func(_ *slack.Options, f *slacktest.Options) {
				if strings.HasPrefix(c.enterprise, "E") {
					f.Enterprise = "E0OURS"
				}
			}).run()
			p := d.fake.Person(slacktest.Profile{ID: "U0X", Team: c.team, Enterprise: c.enterprise})
			d.fake.Join(deskID, "U0X")
			must(t, p.Click(deskID, d.posted(), "Tomar"))
			d.until("it is decided", func() bool { return len(d.backend.all()) == 1 || len(d.fake.Ephemeral("U0X")) == 1 })
			if (len(d.backend.all()) == 1) != c.may {
				t.Errorf("acts: %v", !c.may)
			}
		})
	}
}

// TestASlowSlackDoesNotHoldAClickUp: Slack waits three seconds for us, and we do not wait
// longer for it to say who somebody is.
func TestASlowSlackDoesNotHoldAClickUp(t *testing.T) {
	d := open(t, nil).run()
	ts := d.posted()
	d.fake.Fail(slacktest.Fault{Delay: 4 * time.Second}.On("users.info"))
	began := time.Now()
	must(t, d.laura.Click(deskID, ts, "Tomar"))
	d.until("it is told", func() bool { return len(d.fake.Ephemeral("U0LAURA")) == 1 })
	if took := time.Since(began); took > 2900*time.Millisecond {
		t.Errorf("it took %v", took)
	}
	if n := len(d.backend.all()); n != 0 {
		t.Errorf("%d turns", n)
	}
}

// TestNoButtonLetsAStrangerActForStaffOrForSomebodyElse: values that cross a payload with a
// conversation that it does not belong to, as a message of another version might have them.
func TestNoButtonLetsAStrangerActForStaffOrForSomebodyElse(t *testing.T) {
	for _, value := range []string{"1:act:approve telegram:77", "1:act:approve slack:U0LAURA", "1:act:answer telegram:77", "1:act:note telegram:77", "1:see telegram:77",
		"1:act:correct:3 telegram:77", "1:erase! telegram:77", "1:erase! slack:U0LAURA", "1:erase! slack:C0OTHER.171.5.U0LAURA", "1:act:approve slack:C0OTHER.171.5.U0LAURA",
		"1:act:approve slack:...", "1:act:approve", "1:erase!", "1:act:take desk:staff", " telegram:77", strings.Repeat("1", 65)} {
		t.Run(value, func(t *testing.T) {
			d := hall(t, func(t *testing.T) *desk { return open(t, nil).run() })
			d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
			api := library.New(d.fake.BotToken(), library.OptionAPIURL(d.fake.URL()))
			press := library.NewButtonBlockElement("ba", value, library.NewTextBlockObject(library.PlainTextType, "Esto", false, false))
			_, ts, err := api.PostMessage(hallID, library.MsgOptionText("x", false), library.MsgOptionBlocks(library.NewActionBlock("", press)))
			must(t, err)
			must(t, d.ana.Click(hallID, ts, "Esto"))
			must(t, d.fake.Settled(t.Context()))
			for _, turn := range d.backend.all() {
				if turn.Actor.Kind != bot.Owner || turn.Actor.ID != "U0ANA" || turn.Conversation != "slack:U0ANA" || turn.Action != "" {
					t.Errorf("%+v", turn)
				}
			}
			if d.fake.Modal("U0ANA") != nil {
				t.Error("a modal opens")
			}
		})
	}
}

// TestWhoIsRefusedIsToldWhereTheBotIsNot: an answer to a command stands in any channel, and
// who saw it may have left the team since.
func TestWhoIsRefusedIsToldWhereTheBotIsNot(t *testing.T) {
	d := open(t, nil).run()
	d.fake.AddChannel(slacktest.Room{ID: "C0FAR", Name: "lejos", Private: true, NoBot: true, Members: []string{"U0LAURA"}})
	d.backend.report = bot.Report{Text: "Uno:", Entries: []bot.Entry{{Text: "PAB-0001", Conversation: "telegram:77"}}}
	must(t, d.laura.Slash(slack.Command, "find sol", "C0FAR"))
	answer := d.told("U0LAURA", 1)
	d.fake.Leave(deskID, "U0LAURA")
	d.slack.Forget()
	must(t, d.laura.Click("C0FAR", answer.TS, "Ver todo"))
	if got := d.told("U0LAURA", 2); got.Text != "Solo el equipo." || got.Channel != "C0FAR" {
		t.Errorf("%+v", got)
	}
	if d.fake.Modal("U0LAURA") != nil {
		t.Error("the candidate is shown")
	}
}

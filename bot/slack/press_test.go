package slack_test

import (
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// posted sends a card and gives the time that names it.
func (d *desk) posted() string {
	d.t.Helper()
	_, ts, _ := strings.Cut(d.send(card("Nuevo candidato · PAB-0001 · Café Sol"), "", ""), " ")
	return ts
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ways are both ways in which Slack reaches us.
var ways = map[string]func(t *testing.T) *desk{
	"socket": func(t *testing.T) *desk { return open(t, nil).run() },
	"http":   func(t *testing.T) *desk { return byHTTP(t) },
}

func TestAClickOfStaffIsATurnOfTheCandidate(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			ts := d.posted()
			must(t, d.laura.Click(deskID, ts, "Tomar"))
			d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
			got := d.backend.all()[0]
			want := bot.Turn{Channel: slack.Channel, ID: got.ID, Conversation: "telegram:77", Button: "1:act:take", At: noon,
				Actor: bot.Actor{Kind: bot.Staff, ID: "U0LAURA", Name: "Laura"}}
			if got.ID == "" || !same(got, want) {
				t.Errorf("%+v", got)
			}
			must(t, d.laura.Click(deskID, ts, "Tomar"))
			d.until("a second click is another turn", func() bool { return len(d.backend.all()) == 2 })
			d.clean()
		})
	}
}

func same(a, b bot.Turn) bool {
	return a.Channel == b.Channel && a.ID == b.ID && a.Conversation == b.Conversation && a.Button == b.Button && a.Action == b.Action &&
		a.Text == b.Text && a.Actor == b.Actor && a.At.Equal(b.At) && a.Edit == b.Edit
}

func TestAskingForInformationGoesThroughAPreview(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
			must(t, d.laura.Click(deskID, d.posted(), "Pedir información"))
			d.until("a modal says whom it is about", func() bool {
				v := d.fake.Modal("U0LAURA")
				return v != nil && strings.Contains(v.Words(), "Café Sol")
			})
			if n := len(d.backend.all()); n != 0 {
				t.Fatalf("%d turns before anything was said", n)
			}
			must(t, d.laura.Submit(map[string]any{"text": "  "}))
			d.until("what is missing is told", func() bool {
				v := d.fake.Modal("U0LAURA")
				return v != nil && v.Errors["text"] == "Escribe el texto."
			})
			must(t, d.laura.Submit(map[string]any{"text": "¿Nos mandas tu *constancia*? <!channel>"}))
			d.until("a preview is shown", func() bool {
				v := d.fake.Modal("U0LAURA")
				return v != nil && strings.Contains(v.Words(), "Así lo va a leer.") && strings.Contains(v.Words(), "¿Nos mandas tu *constancia*? <!channel>")
			})
			must(t, d.laura.Submit(nil))
			d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
			got := d.backend.all()[0]
			if got.Action != "ask" || got.Text != "¿Nos mandas tu *constancia*? <!channel>" || got.Conversation != "telegram:77" || got.Actor.ID != "U0LAURA" {
				t.Errorf("%+v", got)
			}
			d.until("the modal is closed", func() bool { return d.fake.Modal("U0LAURA") == nil })
			d.clean()
		})
	}
}

func TestANoteIsKeptWithoutAPreview(t *testing.T) {
	d := open(t, nil).run()
	must(t, d.laura.Click(deskID, d.posted(), "Nota"))
	d.until("a modal opens", func() bool { return d.fake.Modal("U0LAURA") != nil })
	must(t, d.laura.Submit(map[string]any{"text": "Llamarle mañana"}))
	d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
	if got := d.backend.all()[0]; got.Action != "note" || got.Text != "Llamarle mañana" {
		t.Errorf("%+v", got)
	}
	d.clean()
}

func TestSeeAllShowsAllAndChangesNothing(t *testing.T) {
	d := open(t, nil).run()
	d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
	must(t, d.laura.Click(deskID, d.posted(), "Ver todo"))
	d.until("everything is shown", func() bool {
		v := d.fake.Modal("U0LAURA")
		return v != nil && strings.Contains(v.Words(), "CSO120304AB1") && strings.Contains(v.Words(), "Falta la constancia")
	})
	if n := len(d.backend.all()); n != 0 {
		t.Errorf("%d turns", n)
	}
	d.clean()
}

func TestOnlyTheTeamActs(t *testing.T) {
	for name, c := range map[string]struct {
		who   slacktest.Profile
		roles slack.Roles
		may   bool
	}{
		"a member of the channel":          {slacktest.Profile{ID: "U0X"}, slack.Roles{}, true},
		"on the list":                      {slacktest.Profile{ID: "U0X"}, slack.Roles{Staff: []string{"U0X"}}, true},
		"in the channel, not on the list":  {slacktest.Profile{ID: "U0X"}, slack.Roles{Staff: []string{"U0LAURA"}}, false},
		"an admin":                         {slacktest.Profile{ID: "U0X"}, slack.Roles{Staff: []string{"U0LAURA"}, Admins: []string{"U0X"}}, true},
		"of the group":                     {slacktest.Profile{ID: "U0X"}, slack.Roles{Group: "S0IN"}, true},
		"not of the group":                 {slacktest.Profile{ID: "U0X"}, slack.Roles{Group: "S0OUT"}, false},
		"a guest on the list":              {slacktest.Profile{ID: "U0X", Restricted: true}, slack.Roles{Staff: []string{"U0X"}}, false},
		"a guest of one channel":           {slacktest.Profile{ID: "U0X", UltraRestricted: true}, slack.Roles{}, false},
		"somebody of another organisation": {slacktest.Profile{ID: "U0X", Stranger: true}, slack.Roles{Admins: []string{"U0X"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Roles = c.roles }).run()
			d.fake.AddGroup(slacktest.Group{ID: "S0IN", Handle: "in", Users: []string{"U0X"}})
			d.fake.AddGroup(slacktest.Group{ID: "S0OUT", Handle: "out", Users: []string{"U0LAURA"}})
			p := d.fake.Person(c.who)
			d.fake.Join(deskID, "U0X")
			must(t, p.Click(deskID, d.posted(), "Tomar"))
			told := func() bool {
				all := d.fake.Ephemeral("U0X")
				return len(all) == 1 && all[0].Text == "Solo el equipo."
			}
			d.until("it is decided", func() bool { return len(d.backend.all()) == 1 || told() })
			if (len(d.backend.all()) == 1) != c.may {
				t.Errorf("acts: %v", !c.may)
			}
		})
	}
}

func TestWhoCannotBeAskedAboutDoesNotAct(t *testing.T) {
	d := open(t, nil).run()
	d.fake.Fail(slacktest.Named("503_html").On("users.info"))
	must(t, d.laura.Click(deskID, d.posted(), "Tomar"))
	d.until("it is told", func() bool { return len(d.fake.Ephemeral("U0LAURA")) == 1 })
	if n := len(d.backend.all()); n != 0 {
		t.Errorf("%d turns", n)
	}
}

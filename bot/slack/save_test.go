package slack_test

import (
	"errors"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// written is a message of a colleague in a thread of the staff's channel.
func (d *desk) written(text string) (root, ts string) {
	d.t.Helper()
	root, err := d.laura.Write(deskID, "¿alguien sabe?")
	must(d.t, err)
	ts, err = d.laura.Reply(deskID, root, text)
	must(d.t, err)
	return root, ts
}

// modalOf waits until the modal of a person shows words.
func (d *desk) modalOf(user, words string) *slacktest.View {
	d.t.Helper()
	var v *slacktest.View
	d.until("the modal shows "+words, func() bool {
		v = d.fake.Modal(user)
		return v != nil && strings.Contains(v.Words()+strings.Join(v.Labels(), " "), words)
	})
	return v
}

// adminWay is a desk with an admin, for each way in which Slack reaches us.
func adminWays(t *testing.T, f func(t *testing.T, d *desk)) {
	t.Helper()
	t.Run("socket", func(t *testing.T) { f(t, open(t, asAdmin).run()) })
	t.Run("http", func(t *testing.T) { f(t, byHTTP(t, asAdmin)) })
}

func TestAMessageBecomesAFileForAnAdmin(t *testing.T) {
	adminWays(t, func(t *testing.T, d *desk) {
		d.backend.draft = bot.DraftArticle{ID: "aduana", Lang: "es", Title: "¿Cobran en la aduana?", Questions: []string{"aduana", "impuestos"}, Topics: []string{"costos"}, Body: "No **cobran** <!channel>.", Note: "No se publica nada."}
		root, ts := d.written("No *cobran* nada, dice <x>")
		must(t, d.laura.Shortcut(slack.SaveShortcut, deskID, ts))
		v := d.modalOf("U0LAURA", "La respuesta")
		if !strings.Contains(v.Words(), "No se publica nada.") || v.Submit != "Hacer" {
			t.Errorf("%q", v.Words())
		}
		if want := deskID + " " + ts + "|" + deskID + " " + root + "|No **cobran** nada, dice <x>"; len(d.backend.seen) != 1 || d.backend.seen[0] != want {
			t.Errorf("made of %q, want %q", d.backend.seen, want)
		}
		d.backend.lock.Lock()
		d.backend.wrong = map[string]string{"id": "Ya hay uno.", "body": "Falta."}
		d.backend.lock.Unlock()
		must(t, d.laura.Submit(map[string]any{"id": "costo-membresia"}))
		d.until("what is wrong is told where it stands", func() bool {
			v := d.fake.Modal("U0LAURA")
			return v != nil && v.Errors["id"] == "Ya hay uno." && v.Errors["body"] == "Falta."
		})
		d.backend.lock.Lock()
		d.backend.wrong = nil
		d.backend.lock.Unlock()
		must(t, d.laura.Submit(map[string]any{"id": "aduana-china", "title": "¿Cobran  algo?", "questions": "una\n\n otra \n", "topics": "a, b c,", "lang": "en"}))
		d.until("the file is there", func() bool { return len(d.fake.Channel(d.laura.DM()).Messages()) == 1 })
		got := d.fake.Channel(d.laura.DM()).Messages()[0]
		if len(got.Files) != 1 || got.Files[0].Name != "aduana-china.md" || string(got.Files[0].Content) != "---\nid: aduana-china" || !strings.Contains(got.Text, "Ponlo en es/") {
			t.Errorf("%+v", got)
		}
		if made := d.backend.made[1]; made.ID != "aduana-china" || made.Title != "¿Cobran algo?" || strings.Join(made.Questions, "|") != "una|otra" || strings.Join(made.Topics, "|") != "a|b c" ||
			made.Lang != "en" || made.Owner != "U0LAURA" || made.Body != "No **cobran** <!channel>." {
			t.Errorf("%+v", made)
		}
		d.until("the modal is closed", func() bool { return d.fake.Modal("U0LAURA") == nil })
		if trouble := d.fake.Errors("U0LAURA"); len(trouble) > 0 {
			t.Errorf("Slack told her %q", trouble)
		}
		d.clean()
	})
}

func TestOnlyAdminsSaveMessages(t *testing.T) {
	for name, c := range map[string]struct {
		who   slacktest.Profile
		roles slack.Roles
		words string
	}{
		"staff":                    {slacktest.Profile{}, slack.Roles{Admins: []string{"U0LAURA"}}, "Solo quien administra."},
		"staff, and nobody is one": {slacktest.Profile{}, slack.Roles{}, "Falta SLACK_ADMINS."},
		"not of the staff":         {slacktest.Profile{}, slack.Roles{Staff: []string{"U0LAURA"}}, "Solo el equipo."},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Roles = c.roles }).run()
			c.who.ID = "U0X"
			p := d.fake.Person(c.who)
			d.fake.Join(deskID, "U0X")
			_, ts := d.written("hola")
			must(t, p.Shortcut(slack.SaveShortcut, deskID, ts))
			if got := d.told("U0X", 1).Words(); got != c.words || d.fake.Modal("U0X") != nil || len(d.backend.seen) > 0 {
				t.Errorf("%q", got)
			}
			d.clean()
		})
	}
}

// An admin of the list may be a guest by now: that is asked once the modal is open.
func TestAGuestOnTheListOfAdminsSavesNothing(t *testing.T) {
	d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Roles.Admins = []string{"U0X"} }).run()
	p := d.fake.Person(slacktest.Profile{ID: "U0X", Restricted: true})
	d.fake.Join(deskID, "U0X")
	_, ts := d.written("hola")
	must(t, p.Shortcut(slack.SaveShortcut, deskID, ts))
	if v := d.modalOf("U0X", "Solo el equipo."); v.Submit != "" || len(d.backend.seen) > 0 {
		t.Errorf("%+v", v)
	}
	d.clean()
}

func TestWhoIsNoAdminAnyMoreGetsNoFile(t *testing.T) {
	d := open(t, asAdmin).run()
	d.backend.draft = bot.DraftArticle{ID: "x", Lang: "es", Title: "¿?", Body: "y"}
	_, ts := d.written("hola")
	must(t, d.laura.Shortcut(slack.SaveShortcut, deskID, ts))
	d.modalOf("U0LAURA", "La respuesta")
	d.slack.Forget()
	d.fake.Person(slacktest.Profile{ID: "U0LAURA", Name: "Laura", Restricted: true})
	must(t, d.laura.Submit(nil))
	if v := d.modalOf("U0LAURA", "Solo el equipo."); v.Submit != "" || len(d.backend.made) > 0 {
		t.Errorf("%+v", v)
	}
}

func TestAModalOpensBeforeASlowDatabase(t *testing.T) {
	d := open(t, asAdmin).run()
	d.backend.err = errors.New("the disk is full")
	_, ts := d.written("hola")
	must(t, d.laura.Shortcut(slack.SaveShortcut, deskID, ts))
	d.modalOf("U0LAURA", "No se pudo.")
	if n := len(d.fake.Called("views.open")); n != 1 {
		t.Errorf("opened %d times", n)
	}
	d.clean()
}

func TestAShortcutThatIsNotOursIsPassedOver(t *testing.T) {
	d := open(t, asAdmin).run()
	_, ts := d.written("hola")
	must(t, d.laura.Shortcut("another", deskID, ts))
	must(t, d.fake.Settled(t.Context()))
	if len(d.fake.Ephemeral("U0LAURA"))+len(d.fake.Called("views.open")) > 0 {
		t.Error("it led to something")
	}
}

package slack_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

const (
	setStatus  = "assistant.threads.setStatus"
	setPrompts = "assistant.threads.setSuggestedPrompts"
)

func TestWhileTheBotLooksItSaysSo(t *testing.T) {
	d := hall(t, ways["socket"])
	ts, err := d.ana.Direct("¿cuánto cuesta?")
	must(t, err)
	turn := d.kept(1)[0]
	for range 3 { // Slack shows it for two minutes
		d.slack.Typing(t.Context(), turn.Conversation)
	}
	if shown := d.fake.Status(d.ana.DM(), ts); shown.Text != "está buscando…" || len(d.fake.Called(setStatus)) != 1 {
		t.Errorf("%+v", shown)
	}
	d.answers(turn, bot.Message{Text: "It is quoted.", Lang: "en"})
	if shown := d.fake.Status(d.ana.DM(), ts); shown.Text != "" {
		t.Errorf("after the answer: %+v", shown)
	}
	d.slack.Typing(t.Context(), turn.Conversation)
	if shown := d.fake.Status(d.ana.DM(), ts); shown.Text != "is looking…" {
		t.Errorf("in the language of the talk: %+v", shown)
	}
	d.fake.Person(slacktest.Profile{ID: "U0JOHN", Name: "John", Locale: "en-GB"})
	d.slack.Typing(t.Context(), "slack:"+hallID+".171.000001.U0JOHN")
	if shown := d.fake.Status(hallID, "171.000001"); shown.Text != "is looking…" {
		t.Errorf("in a channel, in the language of who asks: %+v", shown)
	}
	d.slack.Typing(t.Context(), "slack:U0LAURA") // who has said nothing since the start
	if n := len(d.fake.Called(setStatus)); n != 3 {
		t.Errorf("%d calls", n)
	}
	d.clean()
}

func TestWhoOpensTheChatIsOfferedQuestionsOnceAnHour(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			for range 2 {
				d.ana.OpenMessages()
			}
			d.laura.OpenHome()
			d.until("questions are offered", func() bool { return len(d.fake.Prompts(d.ana.DM())) > 0 })
			must(t, d.fake.Settled(t.Context()))
			if all := d.fake.Prompts(d.ana.DM()); len(all) != 4 || all[0] != (slacktest.Prompt{Title: "¿Cuánto cuesta?", Message: "¿Cuánto cuesta?"}) {
				t.Errorf("%+v", all)
			}
			john := d.fake.Person(slacktest.Profile{ID: "U0JOHN", Name: "John", Locale: "en-US"})
			john.OpenMessages()
			d.until("… in the language of their Slack", func() bool {
				all := d.fake.Prompts(john.DM())
				return len(all) == 1 && all[0].Title == "How much?"
			})
			_, err := john.Direct("?")
			must(t, err)
			_, err = d.fake.Person(slacktest.Profile{ID: "U0EVA", Name: "Eva"}).Direct("?") // whom Slack was not asked about
			must(t, err)
			for _, turn := range d.kept(2) {
				if want := map[string]string{"U0JOHN": "en"}[turn.Actor.ID]; turn.Lang != want {
					t.Errorf("%+v", turn)
				}
			}
			if all := d.fake.Prompts(d.laura.DM()); len(all) > 0 {
				t.Errorf("who opens the home tab: %+v", all)
			}
			if n := len(d.fake.Called(setPrompts)); n != 2 {
				t.Errorf("%d calls", n)
			}
			d.clean()
		})
	}
}

// Where the workspace lacks a comfort nothing is missing but it, and it is tried once.
func TestAWorkspaceWithoutComfortsIsServedAllTheSame(t *testing.T) {
	for _, refusal := range []string{"missing_scope", "not_allowed_token_type", "unknown_method", "feature_not_enabled"} {
		t.Run(refusal, func(t *testing.T) {
			var log bytes.Buffer
			d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) }).run()
			for _, call := range []string{setStatus, setPrompts} {
				fault := slacktest.Named(refusal).On(call)
				fault.Times = -1
				d.fake.Fail(fault)
			}
			d.ana.OpenMessages()
			for range 2 {
				_, err := d.ana.Direct("hola")
				must(t, err)
				must(t, d.fake.Settled(t.Context()))
				d.slack.Typing(t.Context(), "slack:U0ANA")
			}
			d.fake.Person(slacktest.Profile{ID: "U0JOHN"}).OpenMessages()
			must(t, d.fake.Settled(t.Context()))
			d.until("it was tried", func() bool { return len(d.fake.Called(setPrompts)) == 1 && len(d.fake.Called(setStatus)) == 1 })
			d.answers(d.kept(2)[1], bot.Message{Text: "Hola"})
			if strings.Contains(log.String(), "assistant") {
				t.Errorf("the log makes much of it:\n%s", log.String())
			}
		})
	}
}

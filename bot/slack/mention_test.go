package slack_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

const hallID = "C0HALL"

// hall is a desk with a channel of everybody beside it, in which Ana and Laura are.
func hall(t *testing.T, way func(*testing.T) *desk) *desk {
	d := way(t)
	d.fake.AddChannel(slacktest.Room{ID: hallID, Name: "general", Members: []string{"U0ANA", "U0LAURA"}})
	return d
}

// kept waits for so many turns, and that nothing else is on its way.
func (d *desk) kept(n int) []bot.Turn {
	d.t.Helper()
	d.until(fmt.Sprint(n, " turns are kept"), func() bool { return len(d.backend.all()) >= n })
	must(d.t, d.fake.Settled(d.t.Context()))
	if all := d.backend.all(); len(all) != n {
		d.t.Fatalf("%d turns, not %d: %+v", len(all), n, all)
	}
	return d.backend.all()
}

// answers has the bot say something to who did a turn.
func (d *desk) answers(to bot.Turn, m bot.Message) string {
	d.t.Helper()
	m.To, m.For = bot.Person, to.ID
	receipt, err := d.slack.Send(d.t.Context(), bot.Delivery{ID: "m-9", Conversation: to.Conversation, Message: m})
	must(d.t, err)
	return receipt
}

var thumbs = []bot.Button{{Label: "Ver más", Payload: "1:more:costo"}, {Label: "👍", Payload: "1:up:costo"}, {Label: "👎", Payload: "1:down:costo"}}

func TestAMentionIsAnsweredInItsThread(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := hall(t, way)
			ts, err := d.ana.Mention(hallID, "¿cuánto cuesta la membresía? <a>")
			must(t, err)
			asked := d.kept(1)[0]
			if asked.Text != "¿cuánto cuesta la membresía? <a>" || !asked.Public || asked.Actor != (bot.Actor{Kind: bot.Owner, ID: "U0ANA"}) ||
				asked.Conversation != "slack:"+hallID+"."+ts+".U0ANA" {
				t.Errorf("%+v", asked)
			}
			d.answers(asked, bot.Message{Text: "Cotiza cada negocio.", Lang: "es", Buttons: thumbs})
			thread := d.fake.Channel(hallID).Thread(ts)
			if len(thread) != 2 || !strings.Contains(thread[1].Words(), "Cotiza cada negocio.") {
				t.Fatalf("%+v", thread)
			}
			must(t, d.laura.Click(hallID, thread[1].TS, "Ver más"))
			pressed := d.kept(2)[1]
			if pressed.Button != "1:more:costo" || pressed.Conversation != asked.Conversation || !pressed.Public || pressed.Actor != (bot.Actor{Kind: bot.Owner, ID: "U0LAURA"}) {
				t.Errorf("somebody else presses: %+v", pressed)
			}
			d.answers(pressed, bot.Message{Text: "Hay más.", Over: pressed.About.Receipt})
			if thread := d.fake.Channel(hallID).Thread(ts); len(thread) != 2 || thread[1].Words() != "Hay más." {
				t.Errorf("more of it: %+v", thread)
			}
			d.clean()
		})
	}
}

func TestMentionsThatAreNotForTheBot(t *testing.T) {
	d := hall(t, ways["socket"])
	at := map[string]any{"type": "app_mention", "channel": hallID, "user": "U0ANA", "text": "<@U0BOT> hola", "ts": "171.000001", "event_ts": "171.000001"}
	for name, change := range map[string]map[string]any{
		"of a program":   {"bot_id": "B1"},
		"of nobody":      {"user": ""},
		"changed":        {"edited": map[string]any{"user": "U0ANA", "ts": "172.000001"}},
		"in a chat":      {"channel": d.ana.DM()},
		"of our own app": {"user": "U0BOT", "bot_id": "B0SLACKTEST"},
	} {
		e := map[string]any{}
		for _, from := range []map[string]any{at, change} {
			for k, v := range from {
				e[k] = v
			}
		}
		if d.fake.Emit(e) == "" {
			t.Fatal(name, ": the app is not subscribed")
		}
	}
	at["text"] = "<@U0BOT|pabellon> ¿<@U0LAURA> <https://a.example|vende>?"
	d.fake.Emit(at)
	if got := d.kept(1)[0]; got.Text != "¿ vende?" {
		t.Errorf("with its name: %q", got.Text)
	}
	_, err := d.ana.Write(hallID, "esto no es para el bot")
	must(t, err)
	_, err = d.ana.WriteRaw(d.ana.DM(), "<@U0BOT> hola") // in the chat it is a message like any other, once
	must(t, err)
	if got := d.kept(2)[1]; got.Text != "hola" || got.Public || got.Conversation != "slack:U0ANA" {
		t.Errorf("%+v", got)
	}
	d.clean()
}

func TestAMentionAtTheDeskIsAQuestionAndReachesNoOwner(t *testing.T) {
	d := hall(t, ways["socket"])
	card := d.posted()
	_, err := d.laura.MentionIn(deskID, card, "¿qué papeles pide Alibaba?")
	must(t, err)
	got := d.kept(1)[0]
	if got.Conversation != "slack:"+deskID+"."+card+".U0LAURA" || got.Actor.Kind != bot.Owner || !got.Public {
		t.Errorf("%+v", got)
	}
	receipt := d.answers(got, bot.Message{Text: "Estos.", Buttons: thumbs})
	if !strings.HasPrefix(receipt, deskID+" ") || !strings.HasSuffix(receipt, " "+card) {
		t.Errorf("it is answered at %q", receipt)
	}
	d.clean()
}

func TestWhatIsToldLaterGoesToTheThreadOfTheMention(t *testing.T) {
	d := hall(t, ways["socket"])
	ts, err := d.ana.Mention(hallID, "hola")
	must(t, err)
	asked := d.kept(1)[0]
	asked.ID = "clock/1"
	if receipt := d.answers(asked, bot.Message{Text: "Aquí sigo."}); !strings.HasPrefix(receipt, hallID+" ") || !strings.HasSuffix(receipt, " "+ts) {
		t.Errorf("%q", receipt)
	}
}

func TestGuestsAndStrangersAskAndNeverActAsStaff(t *testing.T) {
	d := hall(t, ways["socket"])
	for _, p := range []slacktest.Profile{{ID: "U0GUEST", Restricted: true}, {ID: "U0ONE", UltraRestricted: true}, {ID: "U0OTHER", Stranger: true}} {
		before := len(d.backend.all())
		d.fake.Join(hallID, p.ID)
		d.fake.Join(deskID, p.ID)
		who := d.fake.Person(p)
		_, err := who.Mention(hallID, "¿cuánto cuesta?")
		must(t, err)
		_, err = who.Direct("¿cuánto cuesta?")
		must(t, err)
		must(t, who.Click(deskID, d.posted(), "Tomar"))
		d.until("the act is refused", func() bool { return len(d.fake.Ephemeral(p.ID)) == 1 })
		for _, turn := range d.kept(before + 2)[before:] {
			if turn.Actor != (bot.Actor{Kind: bot.Owner, ID: p.ID}) {
				t.Errorf("%s: %+v", p.ID, turn)
			}
		}
	}
	d.clean()
}

// Whatever somebody writes to the bot in a channel, what comes back of it is text.
func TestHostileMentionsStayText(t *testing.T) {
	d := hall(t, ways["socket"])
	random := rand.New(rand.NewPCG(6, 6))
	parts := []string{"<!channel>", "<!here|hola>", "<@U0LAURA>", "<@U0BOT>", "<#C0DESK|desk>", "&lt;!everyone&gt;", "```", "*_~`", "\u202e", "\u2066", "\x00",
		"<https://a.example|b>", "<mailto:a@b.mx|x>", ":+1:", ":wave::skin-tone-3:", "|", "<", ">", "&", "1:apply", "slack:U0ANA", "\n\n", "{words}", "**x**", "[a](https://b.example)",
		strings.Repeat("Á", 2999), "hola", "¿cuánto cuesta?", " ", "\u2028", "<!subteam^S1>", "<!date^1^{date}|x>", "\xff"}
	const texts = 200
	for i := range texts {
		var text strings.Builder
		for range 1 + random.IntN(6) {
			text.WriteString(parts[random.IntN(len(parts))])
		}
		_, err := d.ana.MentionRaw(hallID, text.String())
		must(t, err)
		d.until("it is kept", func() bool { return len(d.backend.all()) == i+1 })
		turn := d.backend.all()[i]
		if strings.Contains(turn.Text, "\x00") || !turn.Public {
			t.Fatalf("%+v", turn)
		}
		words := bot.Escape(turn.Text)
		m := bot.Message{Text: "Preguntas: " + words, Lang: "es", Sources: []bot.Source{{Title: turn.Text, URL: turn.Text, Reviewed: "2026-11-22"}},
			Buttons: append([]bot.Button{{Label: "x" + turn.Text, Payload: "1:art:a"}}, thumbs...)}
		d.answers(turn, m)
	}
	for _, call := range d.fake.Called("chat.postMessage") {
		if strings.Contains(call.Args["blocks"], "mrkdwn") {
			t.Errorf("markup in %s", call.Args["blocks"])
		}
	}
	d.clean()
}

func TestTheTurnOfAMentionCannotBeTakenForOneOfAPerson(t *testing.T) {
	d := hall(t, ways["socket"])
	_, err := d.ana.Mention(hallID, "hola")
	must(t, err)
	asked := d.kept(1)[0]
	if asked.Conversation == bot.ConversationID(slack.Channel, "U0ANA") {
		t.Fatal(asked.Conversation)
	}
	d.answers(asked, bot.Message{Text: "Hola"})
	if n := len(d.fake.Called("conversations.open")); n != 0 || len(d.fake.Channel(d.ana.DM()).Messages()) != 0 {
		t.Errorf("%d chats were opened", n)
	}
	d.clean()
}

package slacktest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"pabellon/bot/fakes"
)

func TestAPersonRepliesAndIsKeptOutOfWhatIsNotTheirs(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana, luis := b.Person(Profile{ID: "U1", Name: "ana"}), b.Person(Profile{ID: "U2", Name: "luis"})
	ts := b.said("C1", text("expediente"))
	reply, err := ana.Reply("C1", ts, "listo & enviado")
	b.fine(err)
	e := inner[*slackevents.MessageEvent](t, a.got(socketmode.EventTypeEventsAPI, 2)[1])
	if e.ThreadTimeStamp != ts || e.Text != "listo &amp; enviado" || e.TimeStamp != reply {
		t.Errorf("the reply is %+v", e)
	}
	raw, err := ana.WriteRaw("C1", "<@U2> <!here>")
	b.fine(err)
	if m := b.Channel("C1").Message(raw); m.Text != "<@U2> <!here>" || len(b.Pings()) != 0 {
		t.Errorf("it is %+v; only what the bot writes is counted", m)
	}
	b.Archive("C2", true)
	_, intoArchive := ana.Write("C2", "hola")
	b.Archive("C2", false)
	_, intoSecret := luis.Write("C2", "hola")
	_, nowhere := ana.Write("C404", "hola")
	_, noThread := ana.Reply("C1", "1.000001", "hola")
	for what, err := range map[string]error{"an archive": intoArchive, "a private channel": intoSecret, "nowhere": nowhere, "no thread": noThread,
		"an edit": luis.Edit("C1", reply, "x"), "a deletion": luis.Delete("C1", ts), "a reaction twice": luis.Unreact("C1", ts, "eyes"),
		"a shortcut": ana.Shortcut("kb", "C1", "1.000001"), "a click": ana.Click("C1", "1.000001", "ok"), "a fill": ana.Fill(nil), "a close": ana.CloseModal()} {
		if err == nil {
			t.Errorf("%s is let through", what)
		}
	}
	b.Leave("C1", b.Bot())
	_, _, err = b.api.PostMessage("C1", text("x"))
	b.is(err, "not_in_channel")
	if ana.ID() != "U1" || len(b.Called("chat.postMessage")) != 2 || len(b.Calls()) < 3 {
		t.Errorf("calls are %+v", b.Calls())
	}
	ana.OpenMessages()
	b.fine(b.Settled(soon(t)))
}

func TestHistoryIsReadBetweenTwoTimesWithMetadata(t *testing.T) {
	b := strictly(t)
	var all []string
	for _, words := range []string{"uno", "dos", "tres"} {
		all = append(all, b.said("C1", text(words), slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "alta", EventPayload: map[string]any{"id": words}})))
	}
	read := func(p slack.GetConversationHistoryParameters) string {
		t.Helper()
		p.ChannelID = "C1"
		got, err := b.api.GetConversationHistory(&p)
		b.fine(err)
		var words []string
		for _, m := range got.Messages {
			words = append(words, m.Text+m.Metadata.EventType)
		}
		return strings.Join(words, " ")
	}
	if got := read(slack.GetConversationHistoryParameters{Oldest: all[0], Latest: all[2]}); got != "dos" {
		t.Errorf("between: %s", got)
	}
	if got := read(slack.GetConversationHistoryParameters{Oldest: all[0], Inclusive: true, IncludeAllMetadata: true}); got != "tresalta dosalta unoalta" {
		t.Errorf("from the first on: %s", got)
	}
}

func TestMenusThumbsAndAttachmentsAreUsed(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	option := slack.NewOptionBlockObject("1", plainText("Uno"), nil)
	many := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plainText("Cuáles"), "many", option)
	who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plainText("Quién"), "who")
	thumbs := slack.NewFeedbackButtonsBlockElement("fb", slack.NewFeedbackButton(plainText("Sirvió"), "up"), slack.NewFeedbackButton(plainText("No"), "down"))
	section := slack.NewSectionBlock(plainText("elige"), nil, slack.NewAccessory(many))
	ts := b.said("C1", text("x"), slack.MsgOptionBlocks(section, slack.NewActionBlock("", who), slack.NewContextActionsBlock("", thumbs)),
		slack.MsgOptionAttachments(slack.Attachment{Text: "<abajo>", Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewActionBlock("", slack.NewButtonBlockElement("deep", "9", plainText("Hondo")))}}}))
	m := b.Channel("C1").Message(ts)
	if want := []string{"Cuáles", "Quién", "", "Hondo"}; !slices.Equal(m.Labels(), want) || !strings.Contains(m.Words(), "<abajo>") {
		t.Errorf("labels %q, words %q", m.Labels(), m.Words())
	}
	for _, bad := range [][]string{{"many", "2"}, {"who"}, {"fb", "quizá"}} {
		if err := ana.Click("C1", ts, bad[0], bad[1:]...); err == nil {
			t.Errorf("%q is let through", bad)
		}
	}
	b.fine(ana.Click("C1", ts, "many", "Uno"))
	b.fine(ana.Click("C1", ts, "who", "U2"))
	b.fine(ana.Click("C1", ts, "fb", "Sirvió"))
	b.fine(ana.Click("C1", ts, "Hondo"))
	act := func(n int) *slack.BlockAction { return a.callback(n).ActionCallback.BlockActions[0] }
	if act(1).SelectedOptions[0].Value != "1" || act(2).SelectedUser != "U2" || act(3).Value != "up" || act(4).Value != "9" {
		t.Errorf("%+v %+v %+v %+v", act(1), act(2), act(3), act(4))
	}
	if act(2).BlockID == "" {
		t.Error("a block without an id gets one")
	}
}

func TestWhatOnlyOnePersonSeesIsReplaced(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := b.api.PostEphemeral("C1", "U1", text("x"), card())
	b.fine(err)
	b.fine(ana.Click("C1", b.Ephemeral("U1")[0].TS, "ok"))
	b.fine(slack.PostWebhook(a.callback(1).ResponseURL, &slack.WebhookMessage{Text: "hecho", ReplaceOriginal: true}))
	if list := b.Ephemeral("U1"); len(list) != 1 || list[0].Words() != "hecho" || list[0].Edits != 1 {
		t.Errorf("she reads %+v", list)
	}
	if err := slack.PostWebhook(a.callback(1).ResponseURL, &slack.WebhookMessage{}); err == nil {
		t.Error("nothing is said")
	}
}

func TestAnAnswerToAModalThatMakesNoSenseIsTrouble(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := b.api.OpenView(b.clicked(ana), form())
	b.fine(err)
	for i, answer := range []any{map[string]any{"response_action": "open"}, map[string]any{"response_action": "update", "view": map[string]any{"type": "home"}},
		map[string]any{"response_action": "errors"}, "hola"} {
		a.on(func(ev socketmode.Event) {
			if cb, ok := ev.Data.(slack.InteractionCallback); ok && cb.Type == slack.InteractionTypeViewSubmission {
				_ = a.sm.Ack(*ev.Request, answer)
			}
		})
		b.fine(ana.Submit(map[string]any{"name": "Café"}))
		b.fine(b.Until(soon(t), "she is told", func() bool { return len(b.Errors("U1")) == i+1 }))
	}
	if bad := b.Refused(); len(bad) != 4 || b.Modal("U1") == nil || !slices.Equal(b.Modal("U1").Labels(), []string{"Nombre", "Correo"}) {
		t.Errorf("refused %+v", bad)
	}
}

func TestChunksOfAStreamAndRichTextAreRead(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	asked, err := ana.Direct("hola")
	b.fine(err)
	_, ts, err := b.api.StartStream(ana.DM(), slack.MsgOptionTS(asked), slack.MsgOptionChunks(slack.NewMarkdownTextChunk("Hola <!here>")))
	b.fine(err)
	_, _, err = b.api.StopStream(ana.DM(), ts, slack.MsgOptionBlocks(slack.NewSectionBlock(plainText("fin"), nil, nil)))
	b.fine(err)
	if m := b.Channel(ana.DM()).Message(ts); m.Text != "Hola <!here>" || m.Words() != "fin" {
		t.Errorf("it is %+v", m)
	}
	b.said("C1", text("x"), slack.MsgOptionBlocks(slack.NewRichTextBlock("", slack.NewRichTextSection(
		slack.NewRichTextSectionBroadcastElement("channel"), slack.NewRichTextSectionUserElement("U2", nil)))))
	var whom []string
	for _, p := range b.Pings() {
		whom = append(whom, p.Whom)
	}
	if !slices.Equal(whom, []string{"here", "channel", "U2"}) {
		t.Errorf("rung: %q", whom)
	}
}

func TestTheEnvelopesThatWereMeasuredAreLikeOurs(t *testing.T) {
	var all struct {
		Socket []map[string]any  `json:"slack_socket"`
		HTTP   map[string]string `json:"slack_http_retry_headers"`
	}
	if err := json.Unmarshal(fakes.Contract(t, "faults.json"), &all); err != nil || len(all.Socket) < 6 {
		t.Fatalf("%d envelopes, %v", len(all.Socket), err)
	}
	b := strictly(t)
	a := b.listening()
	hello := a.got(socketmode.EventTypeHello, 1)[0].Request
	if hello.NumConnections != 1 || hello.ConnectionInfo.AppID == "" || hello.DebugInfo.Host == "" || all.Socket[0]["type"] != "hello" {
		t.Errorf("hello is %+v, measured %v", hello, all.Socket[0])
	}
	for _, one := range all.Socket {
		delete(one, "src")
		if one["type"] != "events_api" {
			continue
		}
		b.mu.Lock()
		b.wire.sockets[0].send(one)
		b.mu.Unlock()
		ev := a.got(socketmode.EventTypeEventsAPI, 1)[0]
		if ev.Request.RetryAttempt != 2 || ev.Request.RetryReason != "http_timeout" {
			t.Errorf("it is %+v", ev.Request)
		}
	}
	for _, one := range all.Socket {
		if one["type"] == "disconnect" {
			n := b.Opened()
			b.Disconnect(one["reason"].(string))
			b.fine(b.Until(soon(t), "the app is back", func() bool { return b.Opened() > n && b.Sockets() == 1 }))
			a.got(socketmode.EventTypeHello, n+1)
		}
	}
	if all.HTTP["X-Slack-Retry-Num"] != "1" || !strings.Contains(all.HTTP["note"], "http_error") {
		t.Errorf("the headers are %v", all.HTTP)
	}
}

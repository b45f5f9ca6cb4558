package slacktest

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestAMessageIsSaidChangedAndDeleted(t *testing.T) {
	b := strictly(t)
	channel, ts, err := b.api.PostMessage("C1", text("hola"), slack.MsgOptionBlocks(slack.NewSectionBlock(plainText("hola a todos"), nil, nil)),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "alta", EventPayload: map[string]any{"id": "42"}}))
	b.fine(err)
	m := b.Channel("C1").Message(ts)
	if channel != "C1" || !m.Bot || m.Text != "hola" || m.Words() != "hola a todos" || !strings.Contains(string(m.Metadata), "42") {
		t.Errorf("the message is %+v in %s", m, channel)
	}
	_, _, words, err := b.api.UpdateMessage("C1", ts, text("adiós"))
	b.fine(err)
	if m = b.Channel("C1").Message(ts); words != "adiós" || m.Text != "adiós" || m.Words() != "hola a todos" || m.Edits != 1 {
		t.Errorf("blocks that are left out stay: %+v", m)
	}
	_, _, _, err = b.api.UpdateMessage("C1", ts, text("adiós"), slack.MsgOptionBlocks())
	b.fine(err)
	if m = b.Channel("C1").Message(ts); m.Words() != "adiós" {
		t.Errorf("no blocks take them away: %+v", m)
	}
	link, err := b.api.GetPermalink(&slack.PermalinkParameters{Channel: "C1", Ts: ts})
	b.fine(err)
	if !strings.Contains(link, "/archives/C1/p"+strings.Replace(ts, ".", "", 1)) {
		t.Errorf("the link is %s", link)
	}
	_, _, err = b.api.DeleteMessage("C1", ts)
	b.fine(err)
	if list := b.Channel("C1").Messages(); len(list) != 0 || !b.Channel("C1").Message(ts).Deleted {
		t.Errorf("it is there still: %+v", list)
	}
	if bad := b.Refused(); len(bad) != 0 {
		t.Errorf("refused: %+v", bad)
	}
}

func TestWhatMayNotBeSaidIsRefusedInSlacksWords(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Editing = time.Nanosecond })
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	hers, err := ana.Write("C1", "hola")
	b.fine(err)
	own := b.said("C1", text("hola"))
	b.Person(Profile{ID: "U9", Deleted: true})
	for word, options := range map[string][]slack.MsgOption{
		"no_text": {}, "msg_too_long": {text(strings.Repeat("ñ", 40_001))},
		"markdown_text_conflict": {text("hola"), slack.MsgOptionMarkdownText("**hola**")}, "too_many_attachments": {slack.MsgOptionAttachments(make([]slack.Attachment, 101)...)},
	} {
		_, _, err := b.api.PostMessage("C1", options...)
		b.is(err, word)
	}
	for channel, word := range map[string]string{"C3": "is_archived", "C4": "not_in_channel", "C5": "channel_not_found", "C99": "channel_not_found",
		"U77": "channel_not_found", "U9": "channel_not_found"} {
		_, _, err := b.api.PostMessage(channel, text("hola"))
		b.is(err, word)
		if channel != "U9" && channel != "U77" && channel != "C4" && channel != "C3" {
			_, _, _, err = b.api.UpdateMessage(channel, own, text("hola"))
			b.is(err, word)
		}
	}
	_, _, _, err = b.api.UpdateMessage("C1", "1.000001", text("hola"))
	b.is(err, "message_not_found")
	_, _, _, err = b.api.UpdateMessage("C1", hers, text("hola"))
	b.is(err, "cant_update_message")
	_, _, _, err = b.api.UpdateMessage("C1", own, text("hola"))
	b.is(err, "edit_window_closed")
	_, _, err = b.api.DeleteMessage("C1", hers)
	b.is(err, "cant_delete_message")
	_, err = b.api.PostEphemeral("C2", "U2", text("hola"))
	b.is(err, "user_not_in_channel")
	_, err = b.api.GetPermalink(&slack.PermalinkParameters{Channel: "C1", Ts: "1.000001"})
	b.is(err, "message_not_found")
}

func TestWhatIsMalformedIsRefused(t *testing.T) {
	b := strictly(t)
	for body, word := range map[string]string{
		`{"channel":"C1","text":"x","blocks":"{}"}`:                               "invalid_blocks_format",
		`{"channel":"C1","text":"x","attachments":"{}"}`:                          "invalid_attachments",
		`{"channel":"C1","text":"x","metadata":"{\"event_type\":\"\"}"}`:          "invalid_metadata_format",
		`{"channel":"C1","text":"x","thread_ts":"hoy"}`:                           "invalid_thread_ts",
		`{"channel":"C1","text":"x","blocks":[{"type":"section","text":"hola"}]}`: "invalid_blocks",
	} {
		if a := b.call("chat.postMessage", body); a.Error != word {
			t.Errorf("%s: %s, want %s", body, a.body, word)
		}
	}
}

func TestBlocksThatCannotBeShownComeBackWithWhereTheyAreWrong(t *testing.T) {
	b := begin(t)
	_, _, err := b.api.PostMessage("C1", slack.MsgOptionBlocks(slack.NewSectionBlock(plainText(strings.Repeat("a", 3001)), nil, nil)))
	b.is(err, "invalid_blocks")
	said := b.Refused()
	if len(said) != 1 || len(said[0].Messages) == 0 || !strings.Contains(said[0].Messages[0], "/blocks/0/text") {
		t.Errorf("said %+v", said)
	}
	long := make([]slack.Block, 6)
	for i := range long {
		long[i] = slack.NewSectionBlock(plainText(strings.Repeat("a", 2900)), nil, nil)
	}
	_, _, err = b.api.PostMessage("C1", slack.MsgOptionBlocks(long...))
	b.is(err, "msg_blocks_too_long")
}

func TestAThreadHoldsItsReplies(t *testing.T) {
	b := strictly(t)
	first := b.said("C1", text("expediente"))
	reply := b.said("C1", text("nota"), slack.MsgOptionTS(first))
	if list := b.Channel("C1").Thread(first); len(list) != 2 || list[1].TS != reply || list[1].Thread != first {
		t.Errorf("the thread is %+v", list)
	}
	_, _, err := b.api.PostMessage("C1", text("x"), slack.MsgOptionTS(reply))
	if err == nil || !strings.Contains(err.Error(), "slacktest: thread_ts is a reply's ts") {
		t.Errorf("a reply to a reply: %v", err)
	}
	_, _, err = b.api.DeleteMessage("C1", first)
	b.fine(err)
	_, _, m, err := b.api.PostMessageWithResponse("C1", text("tarde"), slack.MsgOptionTS(first))
	b.fine(err)
	if m.ThreadTimestamp != "" {
		t.Errorf("a reply to what is deleted stands outside of a thread, it is in %s", m.ThreadTimestamp)
	}
}

func TestAPersonIsWrittenToByTheirID(t *testing.T) {
	b := strictly(t)
	channel, ts, err := b.api.PostMessage("U1", text("hola"))
	b.fine(err)
	in, already, _, err := b.api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U1"}, ReturnIM: true})
	b.fine(err)
	if in.ID != channel || !in.IsIM || in.User != "U1" || b.Channel(channel).Message(ts).Text != "hola" {
		t.Errorf("%s is not %+v (%t)", channel, in, already)
	}
	_, err = b.api.PostEphemeral("C1", "U1", text("solo tú"))
	b.fine(err)
	if list := b.Ephemeral("U1"); len(list) != 1 || list[0].Text != "solo tú" || len(b.Channel("C1").Messages()) != 0 {
		t.Errorf("only for her: %+v", list)
	}
}

func TestAStreamGrowsUntilItIsStopped(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	asked, err := ana.Direct("¿cuánto cuesta?")
	b.fine(err)
	_, ts, err := b.api.StartStream(ana.DM(), slack.MsgOptionTS(asked), slack.MsgOptionMarkdownText("Hola "))
	b.fine(err)
	_, _, err = b.api.AppendStream(ana.DM(), ts, slack.MsgOptionMarkdownText("**mundo**"))
	b.fine(err)
	_, _, _, err = b.api.UpdateMessage(ana.DM(), ts, text("x"))
	b.is(err, "streaming_state_conflict")
	_, _, err = b.api.StopStream(ana.DM(), ts)
	b.fine(err)
	_, _, err = b.api.AppendStream(ana.DM(), ts, slack.MsgOptionMarkdownText("más"))
	b.is(err, "message_not_in_streaming_state")
	_, _, err = b.api.StartStream("C1", slack.MsgOptionTS(asked), slack.MsgOptionMarkdownText("x"))
	b.is(err, "missing_recipient_user_id")
	if m := b.Channel(ana.DM()).Message(ts); m.Text != "Hola **mundo**" || m.Thread != asked {
		t.Errorf("the stream is %+v", m)
	}
}

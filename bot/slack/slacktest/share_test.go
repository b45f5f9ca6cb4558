package slacktest

import (
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

func TestWhatIsSharedLooksAsWithSlack(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	got := func(n int) *slackevents.MessageEvent {
		t.Helper()
		return inner[*slackevents.MessageEvent](t, a.got(socketmode.EventTypeEventsAPI, n)[n-1])
	}
	ts, err := ana.Share(ana.DM(), "", "mis papeles", Upload{Name: "a.pdf", Content: []byte("%PDF-1.7")},
		Upload{Name: "clip.webm", Content: []byte("x"), Type: "video/webm", Millis: 1500}, Upload{Name: "Plan", Content: []byte("x"), Mode: "quip"},
		Upload{Name: "Hoja", Content: []byte("x"), Mode: "external"})
	b.fine(err)
	m := got(1).Message
	if got(1).SubType != slack.MsgSubTypeFileShare || len(m.Files) != 4 || m.Timestamp != ts {
		t.Fatalf("%+v", got(1))
	}
	pdf, clip, canvas, other := m.Files[0], m.Files[1], m.Files[2], m.Files[3]
	if pdf.Mode != "hosted" || pdf.URLPrivateDownload == "" || clip.MediaDisplayType != "audio" || clip.DurationMs != 1500 || clip.Mimetype != "video/webm" ||
		canvas.Mode != "quip" || canvas.URLPrivateDownload != "" || !other.IsExternal {
		t.Errorf("%+v", m.Files)
	}
	_, err = ana.Broadcast(ana.DM(), ts, "también aquí")
	b.fine(err)
	if e := got(2); e.SubType != slack.MsgSubTypeThreadBroadcast || e.ThreadTimeStamp != ts {
		t.Errorf("%+v", e)
	}
	_, err = ana.Forward(ana.DM(), "mira", "lo <dijo> Luis")
	b.fine(err)
	if e := got(3); e.Text != "mira" || len(e.Message.Attachments) != 1 || !e.Message.Attachments[0].IsShare || e.Message.Attachments[0].Text != "lo &lt;dijo&gt; Luis" {
		t.Errorf("%+v", e.Message)
	}
	_, err = ana.Direct(":+1: va")
	b.fine(err)
	rich, ok := got(4).Blocks.BlockSet[0].(*slack.RichTextBlock)
	if !ok {
		t.Fatalf("%+v", got(4).Blocks)
	}
	if e, ok := rich.Elements[0].(*slack.RichTextSection).Elements[0].(*slack.RichTextSectionEmojiElement); !ok || e.Name != "+1" || e.Unicode != "1f44d" {
		t.Errorf("%+v", rich)
	}
	if _, err := ana.Forward("C404", "", "x"); err == nil {
		t.Error("nowhere is somewhere")
	}
}

func TestMentionsInThreadsAndAsTheyAreKept(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	ts := b.said("C1", text("expediente"))
	_, err := ana.MentionIn("C1", ts, "¿qué sigue?")
	b.fine(err)
	_, err = ana.MentionRaw("C1", "<!here> hola")
	b.fine(err)
	var all []*slackevents.AppMentionEvent
	for _, ev := range a.got(socketmode.EventTypeEventsAPI, 5) { // each message comes beside, and what the bot said
		if outer, ok := ev.Data.(slackevents.EventsAPIEvent); ok {
			if m, ok := outer.InnerEvent.Data.(*slackevents.AppMentionEvent); ok {
				all = append(all, m)
			}
		}
	}
	if len(all) != 2 {
		t.Fatalf("%d mentions", len(all))
	}
	if all[0].ThreadTimeStamp != ts || all[0].Text != "<@"+b.Bot()+"> ¿qué sigue?" || all[1].Text != "<@"+b.Bot()+"> <!here> hola" {
		t.Errorf("%+v %+v", all[0], all[1])
	}
}

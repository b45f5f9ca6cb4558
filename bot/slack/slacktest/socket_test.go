package slacktest

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

func TestWhatPeopleWriteReachesTheApp(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := ana.Direct("¿a < b? ve https://example.com o escribe a ana@example.com")
	b.fine(err)
	m := inner[*slackevents.MessageEvent](t, a.got(socketmode.EventTypeEventsAPI, 1)[0])
	want := "¿a &lt; b? ve <https://example.com> o escribe a <mailto:ana@example.com|ana@example.com>"
	if m.Text != want || m.User != "U1" || !m.IsIM() || m.BotID != "" || len(m.Blocks.BlockSet) != 1 {
		t.Errorf("it is %+v", m)
	}
	ts, err := ana.Mention("C1", "hola")
	b.fine(err)
	all := a.got(socketmode.EventTypeEventsAPI, 3)
	if e := inner[*slackevents.AppMentionEvent](t, all[2]); e.Text != "<@U0BOT> hola" || e.Channel != "C1" || e.TimeStamp != ts {
		t.Errorf("the mention is %+v", e)
	}
	b.fine(b.Settled(soon(t)))
}

func TestWhatPeopleDoToMessagesReachesTheApp(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	ts, err := ana.Write("C1", "hola")
	b.fine(err)
	b.fine(ana.Edit("C1", ts, "adiós"))
	b.fine(ana.React("C1", ts, "eyes"))
	b.fine(ana.Unreact("C1", ts, "eyes"))
	b.fine(ana.Delete("C1", ts))
	ana.OpenHome()
	all := a.got(socketmode.EventTypeEventsAPI, 6)
	if e := inner[*slackevents.MessageEvent](t, all[1]); e.SubType != "message_changed" || e.Message.Text != "adiós" || e.PreviousMessage.Text == "" {
		t.Errorf("the edit is %+v", e)
	}
	if e := inner[*slackevents.ReactionAddedEvent](t, all[2]); e.Reaction != "eyes" || e.Item.Timestamp != ts {
		t.Errorf("the reaction is %+v", e)
	}
	if e := inner[*slackevents.MessageEvent](t, all[4]); e.SubType != "message_deleted" || e.DeletedTimeStamp != ts {
		t.Errorf("the deletion is %+v", e)
	}
	if e := inner[*slackevents.AppHomeOpenedEvent](t, all[5]); e.Tab != "home" || e.User != "U1" {
		t.Errorf("the home is %+v", e)
	}
	_, _, err = ana.Upload(ana.DM(), "", "rfc.pdf", []byte("%PDF"), "mi RFC")
	b.fine(err)
	if e := inner[*slackevents.MessageEvent](t, a.got(socketmode.EventTypeEventsAPI, 7)[6]); e.SubType != "file_share" || len(e.Message.Files) != 1 {
		t.Errorf("the file is %+v", e)
	}
	b.fine(b.Settled(soon(t)))
}

func TestTheBotHearsItselfAndIsTold(t *testing.T) {
	b := strictly(t)
	a := b.listening()
	b.said("U1", text("hola"))
	if e := inner[*slackevents.MessageEvent](t, a.got(socketmode.EventTypeEventsAPI, 1)[0]); e.BotID != botID || e.User != b.Bot() {
		t.Errorf("its own message is %+v", e)
	}
}

func TestAnEventIsSubscribedToAndAllowed(t *testing.T) {
	b := begin(t, func(o *Options) { o.Events = []string{"app_mention", "tokens_revoked"} })
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := ana.Direct("hola")
	b.fine(err)
	if _, err := ana.Mention("C4", "hola"); err != nil || b.Pending() != 0 {
		t.Errorf("the bot is not in C4: %v, %d pending", err, b.Pending())
	}
	_, err = ana.Mention("C1", "hola")
	b.fine(err)
	if id := b.Emit(map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{b.Bot()}}}); id == "" || b.Pending() != 2 {
		t.Errorf("%q, %d pending", id, b.Pending())
	}
	if id := b.Emit(map[string]any{"type": "app_uninstalled"}); id != "" {
		t.Error("it is not subscribed to app_uninstalled")
	}
	plain := begin(t)
	_, err = plain.Person(Profile{ID: "U1"}).Write("C1", "hola")
	plain.fine(err)
	if plain.Pending() != 0 {
		t.Error("messages of a channel want channels:history")
	}
}

func TestAnEventThatIsNotAcknowledgedComesAgain(t *testing.T) {
	b := strictly(t, quick)
	a := b.listening()
	a.on(func(ev socketmode.Event) {
		if ev.Request != nil && ev.Request.RetryAttempt == 2 {
			_ = a.sm.Ack(*ev.Request)
		}
	})
	_, err := b.Person(Profile{ID: "U1"}).Direct("hola")
	b.fine(err)
	b.fine(b.Settled(soon(t)))
	all := a.got(socketmode.EventTypeEventsAPI, 3)
	seen := map[string]bool{}
	for i, ev := range all {
		outer := ev.Data.(slackevents.EventsAPIEvent).Data.(*slackevents.EventsAPICallbackEvent)
		seen[ev.Request.EnvelopeID], seen[outer.EventID] = true, true
		if ev.Request.RetryAttempt != i || i > 0 && ev.Request.RetryReason != "timeout" {
			t.Errorf("try %d is %+v", i, ev.Request)
		}
	}
	if acks := b.Acks(); len(seen) != 4 || len(acks) != 1 || acks[0].Attempt != 2 || acks[0].Late {
		t.Errorf("envelopes and events: %v; acks %+v", seen, acks)
	}
	a.on(func(socketmode.Event) {})
	_, err = b.Person(Profile{ID: "U1"}).Direct("hola")
	b.fine(err)
	b.fine(b.Settled(soon(t)))
	if lost := b.Lost(); len(lost) != 1 {
		t.Errorf("lost %q", lost)
	}
}

func TestALateAcknowledgementIsNoted(t *testing.T) {
	b := strictly(t, quick, func(o *Options) { o.Retries = []time.Duration{} })
	a := b.listening()
	a.on(func(ev socketmode.Event) {})
	_, err := b.Person(Profile{ID: "U1"}).Direct("hola")
	b.fine(err)
	first := a.got(socketmode.EventTypeEventsAPI, 1)[0]
	b.fine(b.Settled(soon(t)))
	b.fine(a.sm.Ack(*first.Request))
	b.fine(a.sm.Ack(socketmode.Request{EnvelopeID: "nobody"}))
	b.fine(b.Until(soon(t), "both came", func() bool { return len(b.Acks()) == 2 }))
	if acks := b.Acks(); !acks[0].Late || acks[0].Event == "" || !acks[1].Unknown {
		t.Errorf("acks %+v", acks)
	}
}

func TestThePoisonComesUntilItIsAcknowledged(t *testing.T) {
	b := strictly(t, quick)
	a := b.listening()
	a.on(func(ev socketmode.Event) {
		bad, ok := ev.Data.(*socketmode.ErrorBadMessage)
		if !ok {
			return
		}
		var envelope struct {
			ID      string `json:"envelope_id"`
			Attempt int    `json:"retry_attempt"`
		}
		if json.Unmarshal(bad.Message, &envelope) == nil && envelope.Attempt == 4 {
			_ = a.sm.AckCtx(t.Context(), envelope.ID, nil)
		}
	})
	b.Poison("")
	b.fine(b.Settled(soon(t)))
	if n := len(a.events(socketmode.EventTypeErrorBadMessage)); n != 5 {
		t.Errorf("it came %d times, want 5", n)
	}
}

func TestTheAppComesBackWhenItIsCutOffOrSentOff(t *testing.T) {
	b := strictly(t, quick, func(o *Options) { o.Retries = []time.Duration{0, 0, 0, 0, 0, 0} })
	a := b.listening()
	for i, end := range []func(){b.DropSockets, func() { b.Disconnect("refresh_requested") }, func() { b.Disconnect("warning") }} {
		end()
		_, err := b.Person(Profile{ID: "U1"}).Direct("hola")
		b.fine(err)
		b.fine(b.Until(soon(t), "the app is back", func() bool { return b.Opened() == i+2 && b.Sockets() == 1 }))
		b.fine(b.Settled(soon(t)))
	}
	a.got(socketmode.EventTypeHello, 4)
	if lost := b.Lost(); len(lost) != 0 {
		t.Errorf("lost %q", lost)
	}
}

func TestADeafSocketLooksAlive(t *testing.T) {
	b := strictly(t, quick, func(o *Options) { o.Ping, o.Retries = 20*time.Millisecond, make([]time.Duration, 50) })
	a := b.listening(socketmode.OptionPingInterval(time.Second))
	b.Deaf(true)
	_, err := b.Person(Profile{ID: "U1"}).Direct("hola")
	b.fine(err)
	time.Sleep(400 * time.Millisecond)
	if n := len(a.events(socketmode.EventTypeEventsAPI)); n != 0 || b.Opened() != 1 || b.Pending() != 1 {
		t.Errorf("%d events, %d connections", n, b.Opened())
	}
	b.Deaf(false)
	b.fine(b.Settled(soon(t)))
}

func TestWithoutPingsTheLibraryConnectsAnew(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Ping = -1 })
	b.listening(socketmode.OptionPingInterval(100 * time.Millisecond))
	b.fine(b.Until(soon(t), "it connected three times", func() bool { return b.Opened() >= 3 }))
	well := strictly(t, func(o *Options) { o.Ping = 50 * time.Millisecond })
	well.listening(socketmode.OptionPingInterval(5 * time.Second))
	time.Sleep(300 * time.Millisecond)
	if n := well.Opened(); n != 1 {
		t.Errorf("with PINGs it connected %d times", n)
	}
}

func TestTooManySocketsAreSentOff(t *testing.T) {
	b := strictly(t)
	for range maxSockets {
		k := socketmode.New(b.api)
		go func() { _ = k.RunContext(b.Context()) }()
	}
	b.fine(b.Until(soon(t), "ten are here", func() bool { return b.Sockets() == maxSockets }))
	k := socketmode.New(b.api)
	go func() { _ = k.RunContext(b.Context()) }()
	b.fine(b.Until(soon(t), "the eleventh came", func() bool { return b.Opened() > maxSockets+1 }))
}

func TestAnAnswerOfTwentyKilobytesIsDropped(t *testing.T) {
	b := strictly(t, quick)
	a := b.listening()
	a.on(func(ev socketmode.Event) {
		if ev.Type == socketmode.EventTypeSlashCommand {
			b.heard(payload(map[string]any{"envelope_id": ev.Request.EnvelopeID, "payload": map[string]any{"text": strings.Repeat("x", maxAnswer)}}))
		}
	})
	b.fine(b.Person(Profile{ID: "U1"}).Slash("/promexico", "", "C1"))
	b.fine(b.Settled(soon(t)))
	if acks := b.Acks(); len(acks) != 1 || !acks[0].Dropped || len(b.Errors("U1")) != 1 {
		t.Errorf("acks %d, she reads %q", len(acks), b.Errors("U1"))
	}
}

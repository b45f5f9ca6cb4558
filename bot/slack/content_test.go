package slack_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack/slacktest"
)

func TestSeveralFilesAreAnAlbum(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			ts, err := d.ana.Share(d.ana.DM(), "", "mis papeles", slacktest.Upload{Name: "constancia.pdf", Content: []byte("%PDF-1.7 a")},
				slacktest.Upload{Name: "acta.pdf", Content: []byte("%PDF-1.7 b")}, slacktest.Upload{Name: "planta.pdf", Content: []byte("%PDF-1.7 c")})
			must(t, err)
			var names, texts []string
			ids := map[string]bool{}
			for _, turn := range d.kept(3) {
				if turn.File == nil || turn.Album != ts || turn.Conversation != "slack:U0ANA" {
					t.Fatalf("%+v", turn)
				}
				names, texts, ids[turn.ID] = append(names, turn.File.Name), append(texts, turn.Text), true
			}
			if !slices.Equal(names, []string{"constancia.pdf", "acta.pdf", "planta.pdf"}) || strings.Join(texts, "|") != "mis papeles||" || len(ids) != 3 {
				t.Errorf("%q %q %v", names, texts, ids)
			}
			receipt := d.answers(d.backend.all()[2], bot.Message{Text: "Recibí tres."})
			if !strings.HasSuffix(receipt, " "+ts) {
				t.Errorf("it is answered at %q", receipt)
			}
			d.clean()
		})
	}
}

func TestWhatComesWithAMessage(t *testing.T) {
	pdf := slacktest.Upload{Name: "a.pdf", Content: []byte("%PDF-1.7 a")}
	for name, c := range map[string]struct {
		do   func(d *desk) error
		want bot.Turn // without what all turns have; paths are left out
	}{
		"a clip of sound": {shares("", slacktest.Upload{Name: "audio_message.m4a", Content: []byte("m4a"), Type: "audio/mp4", Millis: 8600}),
			bot.Turn{Voice: &bot.Voice{Seconds: 9, Size: 3}}},
		"a clip that says it is a video": {shares("oye", slacktest.Upload{Name: "audio_message.webm", Content: []byte("webm"), Type: "video/webm", Millis: 1000}),
			bot.Turn{Text: "oye", Voice: &bot.Voice{Seconds: 1, Size: 4}}},
		"a video":                     {shares("mi planta", slacktest.Upload{Name: "a.mp4", Content: []byte("mp4"), Type: "video/mp4"}), bot.Turn{Text: "mi planta", Other: "video"}},
		"a canvas":                    {shares("", slacktest.Upload{Name: "Plan", Content: []byte("x"), Mode: "quip"}), bot.Turn{Other: "file"}},
		"a file of another service":   {shares("mira", slacktest.Upload{Name: "Plan", Content: []byte("x"), Mode: "external"}), bot.Turn{Text: "mira", Other: "file"}},
		"a file that is kept from us": {shares("", slacktest.Upload{Name: "a.pdf", Content: []byte("x"), Mode: "hosted"}), bot.Turn{Other: "file"}},
		"one file":                    {shares("", pdf), bot.Turn{File: &bot.File{Name: "a.pdf", Size: 10}}},
		"words of somebody else":      {func(d *desk) error { _, err := d.ana.Forward(d.ana.DM(), "", "¿cuánto cuesta?"); return err }, bot.Turn{Text: "¿cuánto cuesta?", Forwarded: true}},
		"… and their own":             {func(d *desk) error { _, err := d.ana.Forward(d.ana.DM(), "¿es cierto?", "cuesta mucho"); return err }, bot.Turn{Text: "¿es cierto?"}},
		"a card without words":        {func(d *desk) error { _, err := d.ana.Forward(d.ana.DM(), "", ""); return err }, bot.Turn{Other: "attachment"}},
		"a thumb":                     {func(d *desk) error { _, err := d.ana.Direct(":+1:"); return err }, bot.Turn{Text: "👍"}},
		"emoji among words":           {func(d *desk) error { _, err := d.ana.Direct("hola :wave: a las 10:30: bien"); return err }, bot.Turn{Text: "hola 👋 a las 10:30: bien"}},
		"a long text": {func(d *desk) error { _, err := d.ana.Direct(strings.Repeat("ñandú ", 4000)); return err },
			bot.Turn{Text: strings.Repeat("ñandú ", 4000)[:bot.MaxText], Cut: true}},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil).run()
			must(t, c.do(d))
			got := d.kept(1)[0]
			for _, path := range []*string{pathOf(got.File, nil), pathOf(nil, got.Voice)} {
				if path != nil && *path == "" {
					t.Error("nothing to open it by")
				}
			}
			if got.Text != c.want.Text && !c.want.Cut || got.Cut != c.want.Cut || got.Other != c.want.Other || got.Forwarded != c.want.Forwarded || got.Album != "" {
				t.Errorf("%+v", got)
			}
			if f, want := got.File, c.want.File; (f == nil) != (want == nil) || f != nil && (f.Name != want.Name || f.Size != want.Size) {
				t.Errorf("the file is %+v", f)
			}
			if v, want := got.Voice, c.want.Voice; (v == nil) != (want == nil) || v != nil && (v.Seconds != want.Seconds || v.Size != want.Size) {
				t.Errorf("the voice is %+v", v)
			}
		})
	}
}

func shares(text string, files ...slacktest.Upload) func(*desk) error {
	return func(d *desk) error { _, err := d.ana.Share(d.ana.DM(), "", text, files...); return err }
}

func pathOf(f *bot.File, v *bot.Voice) *string {
	switch {
	case f != nil:
		return &f.Path
	case v != nil:
		return &v.Path
	}
	return nil
}

func TestWhatIsTakenBackIsNoTurn(t *testing.T) {
	d := open(t, nil).run()
	ts, err := d.ana.Direct("mi RFC es XAXX010101000")
	must(t, err)
	d.kept(1)
	must(t, d.ana.Delete(d.ana.DM(), ts))
	d.fake.Emit(map[string]any{"type": "message", "subtype": "huddle_thread", "channel": d.ana.DM(), "channel_type": "im", "user": "U0ANA", "ts": "171.000001", "text": "", "event_ts": "171.000001"})
	d.kept(1)
}

func TestAReplyInAThreadIsAboutWhatWasSaidThere(t *testing.T) {
	d := open(t, nil).run()
	ts, err := d.ana.Direct("¿cuánto cuesta?")
	must(t, err)
	receipt := d.answers(d.kept(1)[0], bot.Message{Text: "Cotiza."})
	if want := d.ana.DM() + " "; !strings.HasPrefix(receipt, want) || !strings.HasSuffix(receipt, " "+ts) {
		t.Fatalf("the receipt is %q", receipt)
	}
	_, err = d.ana.Reply(d.ana.DM(), ts, "¿y el envío?")
	must(t, err)
	_, err = d.ana.Broadcast(d.ana.DM(), ts, "¿y la aduana?")
	must(t, err)
	for i, turn := range d.kept(3)[1:] {
		if turn.About == nil || turn.About.Receipt != ts || turn.Text != []string{"¿y el envío?", "¿y la aduana?"}[i] {
			t.Errorf("%+v", turn)
		}
		if again := d.answers(turn, bot.Message{Text: "Depende."}); !strings.HasSuffix(again, " "+ts) {
			t.Errorf("it is answered at %q", again)
		}
	}
	d.clean()
}

func TestAThumbUnderAnAnswerIsAVote(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := hall(t, way)
			ts, err := d.ana.Direct("¿cuánto cuesta?")
			must(t, err)
			receipt := d.answers(d.kept(1)[0], bot.Message{Text: "Cotiza."})
			said := strings.Fields(receipt)[1]
			must(t, d.ana.React(d.ana.DM(), said, "eyes"))
			must(t, d.ana.React(d.ana.DM(), said, "-1::skin-tone-3"))
			got := d.kept(2)[1]
			if got.About == nil || got.About.React != "👎" || got.About.Receipt != d.ana.DM()+" "+said || got.Conversation != "slack:U0ANA" || got.Actor.ID != "U0ANA" {
				t.Fatalf("%+v", got)
			}
			if again := d.answers(got, bot.Message{Text: "Gracias."}); !strings.HasSuffix(again, " "+ts) {
				t.Errorf("it is answered at %q", again)
			}
			hello, err := d.ana.Write(hallID, "hola a todos")
			must(t, err)
			must(t, d.laura.React(hallID, hello, "+1"))
			must(t, d.ana.Unreact(d.ana.DM(), said, "-1::skin-tone-3"))
			d.kept(2)
			d.clean()
		})
	}
}

// Who comes back after the program has started anew gets an answer all the same: what is
// remembered of threads is a comfort.
func TestAVoteUnderAnOldAnswerIsAnsweredInTheChat(t *testing.T) {
	d := open(t, nil)
	turn := bot.Turn{Conversation: "slack:U0ANA", ID: "r/" + d.ana.DM() + "/171.000001+" + time.Now().Format("20060102") + "/"}
	if receipt := d.answers(turn, bot.Message{Text: "Gracias."}); len(strings.Fields(receipt)) != 2 {
		t.Errorf("%q", receipt)
	}
	d.clean()
}

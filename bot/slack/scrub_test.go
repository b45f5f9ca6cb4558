package slack_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	library "github.com/slack-go/slack"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// scrub has messages taken back.
func (d *desk) scrub(receipts ...string) error {
	d.t.Helper()
	receipt, err := d.slack.Send(d.t.Context(), bot.Delivery{ID: "m-9", Channel: slack.Channel, Message: bot.Message{Scrub: receipts, Erasure: "B-7KQ2MX"}})
	if receipt != "" {
		d.t.Errorf("what is taken back stands at %q", receipt)
	}
	return err
}

// past is a card with a line in its thread, and what goes with it in files.
func (d *desk) past() (card_, line string) {
	d.t.Helper()
	card_ = d.send(card("Nuevo candidato · Café Sol"), "", "")
	line = d.send(bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "Ana: «mi correo es ana@cafesol.mx»"}, "", card_)
	return card_, line
}

// upload shares a file in the thread of a card, and gives its id.
func (d *desk) upload(receipt string) string {
	d.t.Helper()
	_, ts, _ := strings.Cut(receipt, " ")
	api := library.New(d.fake.BotToken(), library.OptionAPIURL(d.fake.URL()))
	f, err := api.UploadFileContext(d.t.Context(), library.UploadFileParameters{Channel: deskID, ThreadTimestamp: ts, Filename: "constancia.pdf", FileSize: 5, Reader: strings.NewReader("%PDF-")})
	must(d.t, err)
	return f.ID
}

// standing is everything that the fake shows still.
func (d *desk) standing() string {
	var b strings.Builder
	for _, m := range d.fake.Channel(deskID).Messages() {
		b.WriteString(m.Text + "\n" + m.Words() + "\n" + string(m.Blocks))
	}
	for _, f := range d.fake.Files() {
		if !f.Deleted {
			b.WriteString(f.Name)
		}
	}
	return b.String()
}

func TestWhatWasSaidOfWhoIsErasedIsDeleted(t *testing.T) {
	d := open(t, nil)
	card, line := d.past()
	file := d.upload(card)
	other := d.send(bot.Message{To: bot.ForStaff, Text: "De otra persona"}, "", "")
	must(t, d.scrub(line+" "+file, card))
	if got := d.standing(); strings.Contains(got, "Ana") || strings.Contains(got, "Café") || strings.Contains(got, "constancia.pdf") || !strings.Contains(got, "De otra persona") {
		t.Errorf("left of %s: %s", other, got)
	}
	d.clean()
	must(t, d.scrub(line+" "+file, card)) // after a crash it is done again
	must(t, d.scrub("", "m-1"))
}

func TestWhatIsGoneAlreadyIsNoTrouble(t *testing.T) {
	d := open(t, nil)
	card, line := d.past()
	d.fake.Fail(slacktest.Fault{Method: "chat.delete", DropAfter: true})
	if err := d.scrub(line, card); !out(err) {
		t.Fatalf("the answer was lost: %v", err)
	}
	must(t, d.scrub(line, card))
	if got := d.standing(); got != "" {
		t.Errorf("left: %s", got)
	}
}

func TestAMessageThatCannotBeDeletedSaysOnlyThatItWasErased(t *testing.T) {
	d := open(t, nil)
	card, line := d.past()
	d.fake.Fail(slacktest.Named("cant_delete_message").On("chat.delete"))
	must(t, d.scrub(card, line))
	all := d.fake.Channel(deskID).Messages()
	if len(all) != 1 || all[0].Text != "Se borró · recibo B-7KQ2MX" || string(all[0].Blocks) != "[]" {
		t.Errorf("it shows %+v", all)
	}
}

func TestWhatSlackSaysWhenAMessageIsTakenBack(t *testing.T) {
	waits := func(err error) bool {
		w := (*bot.RetryAfterError)(nil)
		return errors.As(err, &w) && w.After == 2*time.Second
	}
	for name, c := range map[string]struct {
		faults []slacktest.Fault
		want   func(error) bool
		left   int
	}{
		"asked to wait":              {[]slacktest.Fault{slacktest.Named("429").On("chat.delete")}, waits, 2},
		"asked to wait for the file": {[]slacktest.Fault{slacktest.Named("429").On("files.delete")}, waits, 2},
		"Slack is down":              {[]slacktest.Fault{slacktest.Named("503_html").On("chat.delete")}, out, 2},
		"the token was taken back":   {[]slacktest.Fault{slacktest.Named("token_revoked").On("chat.delete")}, func(err error) bool { return err != nil && !permanent(err) && !out(err) }, 2},
		"yes, but not what":          {[]slacktest.Fault{slacktest.Named("no_error").On("chat.delete")}, func(err error) bool { return err != nil && !permanent(err) }, 2},
		"the bot is not in there":    {[]slacktest.Fault{slacktest.Named("channel_not_found").On("chat.delete")}, permanent, 1},
		"it can be neither deleted nor changed": {[]slacktest.Fault{slacktest.Named("cant_delete_message").On("chat.delete"),
			slacktest.Named("edit_window_closed").On("chat.update")}, permanent, 1},
		"the file stays, the messages go": {[]slacktest.Fault{slacktest.Named("cant_delete_file").On("files.delete")}, permanent, 0},
		"nothing is there any more": {[]slacktest.Fault{slacktest.Named("message_not_found").On("chat.delete"), slacktest.Named("file_deleted").On("files.delete")},
			func(err error) bool { return err == nil }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil)
			card, line := d.past()
			file := d.upload(card)
			for _, f := range c.faults {
				d.fake.Fail(f)
			}
			if err := d.scrub(line+" "+file, card); !c.want(err) {
				t.Errorf("%v", err)
			}
			n := 0
			for _, m := range d.fake.Channel(deskID).Messages() {
				if slices.Contains([]string{card, line}, deskID+" "+m.TS) {
					n++
				}
			}
			if n != c.left {
				t.Errorf("%d stand, want %d", n, c.left)
			}
			if permanent(d.scrub(line+" "+file, card)) {
				t.Error("a second try is refused")
			}
		})
	}
}

func TestAReceiptMayNameFiles(t *testing.T) {
	d := open(t, nil)
	card, _ := d.past()
	again := d.send(bot.Message{To: bot.ForStaff, Text: "En revisión · Café Sol"}, card+" F0A F0B", "")
	line := d.send(bot.Message{To: bot.ForStaff, Text: "x"}, "", card+" F0A")
	if m := d.fake.Channel(deskID).Message(strings.Fields(line)[1]); again != card+" F0A F0B" || m.Thread != strings.Fields(card)[1] {
		t.Errorf("%q in the place of %q; the line: %+v", again, card, m)
	}
	d.clean()
}

func TestAMessageOfSeveralIsShownWithoutWhoIsErased(t *testing.T) {
	d := open(t, nil)
	d.backend.waits(gap(nil, "1", "2"))
	receipt := d.tells("telegram:1", "gap 7", "")
	left := gap([]string{receipt}, "2")
	left.Cards[0].Conversation, left.Cards[0].Place = "telegram:2", "gap 9"
	d.backend.waits(left)
	must(t, d.scrub(receipt))
	all := d.fake.Channel(deskID).Messages()
	if len(all) != 1 || strings.Contains(all[0].Words(), "¿1 2?") || !strings.Contains(all[0].Words(), "¿2?") {
		t.Errorf("it shows %q", d.standing())
	}
	d.backend.waits(slack.Group{})
	must(t, d.scrub(receipt))
	if n := len(d.fake.Channel(deskID).Messages()); n != 0 {
		t.Errorf("%d messages of nobody", n)
	}
	d.clean()
}

// TestWhoIsErasedLeavesTheHomeTabsOfTheTeam: also one that nobody has opened since the
// program was started.
func TestWhoIsErasedLeavesTheHomeTabsOfTheTeam(t *testing.T) {
	d := homely(t, 20*time.Millisecond, nil)
	d.fake.Join(deskID, "U0BOT2")
	d.fake.Person(slacktest.Profile{ID: "U0BOT2", Name: "otro", Bot: true})
	api := library.New(d.fake.BotToken(), library.OptionAPIURL(d.fake.URL()))
	_, err := api.PublishView("U0LAURA", library.HomeTabViewRequest{Type: library.VTHomeTab, Blocks: library.Blocks{BlockSet: []library.Block{
		library.NewSectionBlock(library.NewTextBlockObject(library.PlainTextType, "Quien se borró", false, false), nil, nil)}}}, "")
	must(t, err)
	first, line := d.past()
	must(t, d.scrub(line, first))
	d.until("she sees figures without them", func() bool {
		v := d.fake.Home("U0LAURA")
		return v != nil && !strings.Contains(v.Words(), "Quien se borró") && strings.Contains(v.Words(), "Van 27")
	})
	must(t, d.fake.Settled(t.Context()))
	if n := len(d.fake.Called("views.publish")); n != 2 {
		t.Errorf("%d tabs were shown", n-1)
	}
	d.until("who does not look is left", func() bool { return d.slack.Viewers() == 0 })
	if d.fake.Home("U0ANA") != nil {
		t.Error("who is not of the team is shown something")
	}
	d.clean()
}

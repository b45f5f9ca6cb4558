package slack_test

import (
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

func TestThumbsAreThoseOfSlack(t *testing.T) {
	for lang, label := range map[string]string{"es": "No sirvió", "en": "Not helpful"} {
		d := open(t, nil).run()
		_, err := d.ana.Direct("¿cuánto cuesta?")
		must(t, err)
		receipt := d.answers(d.kept(1)[0], bot.Message{Text: "Cotiza.", Lang: lang, Buttons: thumbs})
		said := d.fake.Channel(d.ana.DM()).Message(strings.Fields(receipt)[1])
		if blocks := string(said.Blocks); !strings.Contains(blocks, "feedback_buttons") || !strings.Contains(blocks, "accessibility_label") || strings.Contains(blocks, "👍") {
			t.Errorf("%s", blocks)
		}
		if labels := strings.Join(said.Labels(), "|"); labels != "Ver más|" {
			t.Errorf("beside them: %q", labels)
		}
		must(t, d.ana.Click(d.ana.DM(), said.TS, "thumbs", label))
		if got := d.kept(2)[1]; got.Button != "1:down:costo" || got.Conversation != "slack:U0ANA" || got.About == nil {
			t.Errorf("%+v", got)
		}
		d.clean()
	}
}

func TestAThumbInAChannelIsForItsThread(t *testing.T) {
	d := hall(t, ways["socket"])
	_, err := d.ana.Mention(hallID, "¿cuánto cuesta?")
	must(t, err)
	asked := d.kept(1)[0]
	receipt := d.answers(asked, bot.Message{Text: "Cotiza.", Lang: "es", Buttons: thumbs})
	must(t, d.laura.Click(hallID, strings.Fields(receipt)[1], "thumbs", "Sirvió"))
	if got := d.kept(2)[1]; got.Button != "1:up:costo" || got.Conversation != asked.Conversation || got.Actor.ID != "U0LAURA" || !got.Public {
		t.Errorf("%+v", got)
	}
	d.clean()
}

// A plan without agents refuses such a block; the thumbs are ordinary buttons then, and the
// block is not tried again.
func TestWhereSlackRefusesItsThumbsTheyAreButtons(t *testing.T) {
	d := open(t, nil).run()
	d.fake.Fail(slacktest.Fault{Method: "chat.postMessage", Body: `{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] Unsupported block type [json-pointer:/blocks/2/type]"]}}`})
	turn := bot.Turn{Conversation: "slack:U0ANA"}
	for i := range 2 {
		receipt := d.answers(turn, bot.Message{Text: "Cotiza.", Lang: "es", Buttons: thumbs})
		said := d.fake.Channel(d.ana.DM()).Message(strings.Fields(receipt)[1])
		if labels := strings.Join(said.Labels(), "|"); labels != "Ver más|👍|👎" {
			t.Errorf("%d: %q", i, labels)
		}
		must(t, d.ana.Click(d.ana.DM(), said.TS, "👍"))
		if got := d.kept(i + 1)[i]; got.Button != "1:up:costo" {
			t.Errorf("%+v", got)
		}
	}
	if n := len(d.fake.Called("chat.postMessage")); n != 3 {
		t.Errorf("%d calls: the block is tried once", n)
	}
	d.clean()
}

// A message that is wrong in another way does not take the thumbs from the others.
func TestABugElsewhereLeavesTheThumbs(t *testing.T) {
	d := open(t, nil)
	fault := slacktest.Named("invalid_blocks").On("chat.postMessage")
	fault.Times = 2
	d.fake.Fail(fault)
	turn := bot.Turn{Conversation: "slack:U0ANA"}
	for i, want := range []string{"", "feedback_buttons"} {
		receipt := d.answers(turn, bot.Message{Text: "Cotiza.", Lang: "es", Buttons: thumbs})
		said := d.fake.Channel(d.ana.DM()).Message(strings.Fields(receipt)[1])
		if !strings.Contains(string(said.Blocks), want) || want == "" && len(said.Labels()) > 0 {
			t.Errorf("%d: %s", i, said.Blocks)
		}
	}
}

// One thumb alone, or a channel without words for them, stays as it is.
func TestThumbsWithoutTheirPairAreButtons(t *testing.T) {
	plain := words
	plain.Phrases = nil
	for name, c := range map[string]struct {
		words   slack.Words
		buttons []bot.Button
	}{"one": {words, thumbs[:2]}, "no words": {plain, thumbs}} {
		d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Words = c.words })
		receipt := d.answers(bot.Turn{Conversation: "slack:U0ANA"}, bot.Message{Text: "Cotiza.", Lang: "es", Buttons: c.buttons})
		if labels := d.fake.Channel(d.ana.DM()).Message(strings.Fields(receipt)[1]).Labels(); len(labels) != len(c.buttons) {
			t.Errorf("%s: %q", name, labels)
		}
	}
}

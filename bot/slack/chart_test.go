package slack_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// digest is a message with a chart.
func digest(attempts int) bot.Delivery {
	return bot.Delivery{ID: "m-7", Conversation: bot.DeskConversation, Channel: slack.Channel, Attempts: attempts,
		Message: bot.Message{To: bot.ForStaff, Card: bot.DigestCard, Text: "La semana",
			Picture: &bot.Picture{Title: "La semana", Alt: "Nuevas: 5.", Groups: []bot.Bars{{Title: "Solicitudes", Bars: []bot.Bar{{Label: "Nuevas", Count: 5}}}}}}}
}

func TestAChartStandsBelowTheWords(t *testing.T) {
	d := open(t, nil)
	receipt, err := d.slack.Send(t.Context(), digest(0))
	must(t, err)
	_, ts, _ := strings.Cut(receipt, " ")
	m := d.fake.Channel(deskID).Message(ts)
	if !strings.Contains(string(m.Blocks), `"alt_text":"Nuevas: 5."`) || len(d.fake.Files()) != 1 || !strings.HasPrefix(string(d.fake.Files()[0].Content), "\x89PNG") {
		t.Errorf("%s, %d files", m.Blocks, len(d.fake.Files()))
	}
	d.clean()
}

func TestAChartThatIsNotReadyIsWaitedForAWhile(t *testing.T) {
	d := open(t, func(_ *slack.Options, f *slacktest.Options) { f.Settle = time.Hour })
	for attempt := range 6 {
		var permanent *bot.PermanentError
		if _, err := d.slack.Send(t.Context(), digest(attempt)); err == nil || errors.As(err, &permanent) {
			t.Fatalf("try %d: %v", attempt, err)
		}
	}
	if n := len(d.fake.Files()); n != 1 {
		t.Errorf("%d files for one chart", n)
	}
	receipt, err := d.slack.Send(t.Context(), digest(6))
	must(t, err)
	_, ts, _ := strings.Cut(receipt, " ")
	if m := d.fake.Channel(deskID).Message(ts); !strings.Contains(m.Words(), "La semana") || strings.Contains(string(m.Blocks), "slack_file") {
		t.Errorf("without its chart: %s", m.Blocks)
	}
}

func TestAChartThatCannotBeUploadedIsLeftOut(t *testing.T) {
	d := open(t, nil)
	d.fake.Fail(slacktest.Named("503_html").On("files.getUploadURLExternal"))
	if _, err := d.slack.Send(t.Context(), digest(0)); err != nil {
		t.Error(err)
	}
	if m := d.fake.Channel(deskID).Messages(); len(m) != 1 || !strings.Contains(m[0].Words(), "La semana") {
		t.Errorf("%+v", m)
	}
}

// TestAPictureThatSlackNeverShowsHoldsADigestUpOnlySoOften: it is no outage, in which a try
// would not count.
func TestAPictureThatSlackNeverShowsHoldsADigestUpOnlySoOften(t *testing.T) {
	d := open(t, func(_ *slack.Options, f *slacktest.Options) { f.Settle = time.Hour })
	if _, err := d.slack.Send(t.Context(), digest(0)); err == nil || out(err) || permanent(err) {
		t.Errorf("%v is not one try of some", err)
	}
	_, err := d.slack.Send(t.Context(), digest(6))
	must(t, err)
}

package slack_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// delivery is a message for staff on its way.
func delivery(m bot.Message) bot.Delivery {
	return bot.Delivery{ID: "m-1", Conversation: "telegram:77", Channel: slack.Channel, Message: m}
}

func TestACardIsPutInThePlaceOfTheOneBefore(t *testing.T) {
	d := open(t, nil)
	first := d.send(card("Nuevo candidato · PAB-0001 · Café Sol"), "", "")
	second := d.send(card("En revisión · PAB-0001 · Café Sol"), first, "")
	line := d.send(bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "Laura tomó el caso.", Under: bot.CandidatePlace}, "", second)
	if first != second || line == first {
		t.Errorf("%q, then %q; the line is %q", first, second, line)
	}
	if n := len(d.fake.Called("chat.postMessage")); n != 2 {
		t.Errorf("%d messages", n)
	}
	in := d.fake.Called("chat.postMessage")[1].Args
	if _, ts, _ := strings.Cut(first, " "); in["thread_ts"] != ts || in["text"] != "Laura tomó el caso." {
		t.Errorf("the line: %v", in)
	}
	blocks := d.fake.Called("chat.update")[0].Args["blocks"]
	for _, want := range []string{"En revisión", "CSO120304AB1", "⚠ el dígito no coincide", "☐ Falta la constancia", "1:act:take telegram:77", "1:act:note telegram:77", "Ver todo"} {
		if !strings.Contains(blocks, want) {
			t.Errorf("no %q in %s", want, blocks)
		}
	}
	d.clean()
}

func TestACardThatIsGoneIsSaidAnew(t *testing.T) {
	d := open(t, nil)
	got := d.send(card("x"), deskID+" 1700000000.000100", "")
	if !strings.HasPrefix(got, deskID+" ") || strings.HasSuffix(got, "1700000000.000100") {
		t.Errorf("it stands at %q", got)
	}
}

func TestWhatSlackSaysOfAMessage(t *testing.T) {
	for name, c := range map[string]struct {
		fault slacktest.Fault
		want  func(error) bool
	}{
		"asked to wait": {slacktest.Named("429"), func(err error) bool {
			w := (*bot.RetryAfterError)(nil)
			return errors.As(err, &w) && w.After == 2*time.Second
		}},
		"the channel is archived":   {slacktest.Named("is_archived"), permanent},
		"the bot is not in it":      {slacktest.Named("not_in_channel"), permanent},
		"the token was taken back":  {slacktest.Named("token_revoked"), func(err error) bool { return err != nil && !permanent(err) && !out(err) }},
		"Slack is down":             {slacktest.Named("503_html"), out},
		"the answer is cut":         {slacktest.Named("truncated"), out},
		"yes, but not where":        {slacktest.Fault{NoTS: true}, func(err error) bool { return err != nil && !permanent(err) }},
		"no, but not why":           {slacktest.Named("no_error"), func(err error) bool { return err != nil && !permanent(err) }},
		"the connection is dropped": {slacktest.Fault{Drop: true}, out},
	} {
		d := open(t, nil)
		d.fake.Fail(c.fault.On("chat.postMessage"))
		if _, err := d.slack.Send(t.Context(), delivery(card("x"))); !c.want(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func permanent(err error) bool {
	var p *bot.PermanentError
	return errors.As(err, &p)
}

func out(err error) bool {
	var o *bot.OutageError
	return errors.As(err, &o)
}

func TestBlocksThatAreRefusedLeaveTheText(t *testing.T) {
	d := open(t, nil)
	d.fake.Fail(slacktest.Named("invalid_blocks").On("chat.postMessage"))
	d.send(card("Nuevo candidato · Café Sol"), "", "")
	calls := d.fake.Called("chat.postMessage")
	if last := calls[len(calls)-1].Args; last["text"] != "Nuevo candidato · Café Sol" || last["blocks"] != "[]" {
		t.Errorf("%v", last)
	}
}

func TestNothingOfAnOwnerPingsAnybody(t *testing.T) {
	d := open(t, nil)
	for _, words := range []string{"<!channel>", "<@U0LAURA>", "<!here|hola>", "&lt;!everyone&gt;", strings.Repeat("Á", 3000), "\u202e<!channel>", "```<!channel>```", "*_~`"} {
		m := card(bot.Escape(words) + "\n" + bot.Escape(words))
		m.Facts = append(m.Facts, bot.Fact{Label: words, Value: bot.Escape(words), Note: words, Warn: true})
		m.Checks = append(m.Checks, bot.Check{State: "warn", Text: words})
		m.Documents = []bot.Document{{Name: words}}
		m.Holder = words
		m.Buttons = append(m.Buttons, bot.Button{Label: words, Payload: "1:act:take"})
		d.send(m, "", "")
	}
	d.clean()
}

func TestWhatOthersDidIsToldInThePersonsOwnChat(t *testing.T) {
	d := open(t, nil)
	for _, turn := range []string{"", "s/" + deskID + "/171.5/171.5", "s/V0VIEW//", "clock.remind.1", "m/" + deskID + "/171.5/171.5", "m171"} {
		m := bot.Message{To: bot.Person, Text: "Ya la lleva Laura.", For: turn}
		receipt, err := d.slack.Send(t.Context(), bot.Delivery{Conversation: "slack:U0ANA", Message: m})
		must(t, err)
		if !strings.HasPrefix(receipt, d.ana.DM()+" ") {
			t.Errorf("for %q it stands at %q", turn, receipt)
		}
	}
	d.clean()
}

func TestAPersonReadsAllOfTheirDataAndSourcesInTheirLanguage(t *testing.T) {
	d := open(t, nil)
	m := bot.Message{To: bot.Person, Text: "This is what I keep.", Lang: "en", Sources: []bot.Source{{Title: "Guide", Reviewed: "2026-11-22"}}}
	for i := range 30 {
		m.Facts = append(m.Facts, bot.Fact{Label: fmt.Sprintf("Field %02d", i), Value: strings.Repeat("á", 200)})
	}
	_, err := d.slack.Send(t.Context(), bot.Delivery{Conversation: "slack:U0ANA", Message: m})
	must(t, err)
	blocks := d.fake.Called("chat.postMessage")[0].Args["blocks"]
	for _, want := range []string{"Field 00", "Field 29", "Source: ", " · reviewed 2026-11-22"} {
		if !strings.Contains(blocks, want) {
			t.Errorf("no %q in %s", want, blocks)
		}
	}
	m.To = bot.ForStaff
	d.send(m, "", "")
	if blocks := d.fake.Called("chat.postMessage")[1].Args["blocks"]; !strings.Contains(blocks, "Field 11") || strings.Contains(blocks, "Field 12") {
		t.Errorf("a card shows %s", blocks)
	}
	d.clean()
}

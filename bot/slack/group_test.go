package slack_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// gap is a group with a question that some people ask.
func gap(receipts []string, who ...string) slack.Group {
	b := slack.Group{Message: bot.Message{To: bot.ForStaff, Card: bot.GapCard, Text: "Sin respuesta: «¿" + strings.Join(who, " ") + "?»",
		Buttons: []bot.Button{{Label: "Responder a todos", Payload: "1:act:answer"}}}}
	for _, receipt := range receipts {
		b.Cards = append(b.Cards, slack.Standing{Receipt: receipt})
	}
	for _, id := range who {
		b.Members = append(b.Members, bot.Open{Conversation: "telegram:" + id, Folio: "PAB-" + id,
			Promises: []bot.Promise{{For: bot.ForQuestion, Broken: 1}}})
	}
	return b
}

// tells sends a card of a conversation that a group shows, and gives its receipt.
func (d *desk) tells(conversation, replaces, replaced string) string {
	d.t.Helper()
	receipt, err := d.slack.Send(d.t.Context(), bot.Delivery{ID: "m-1", Conversation: conversation, Channel: slack.Channel, Replaced: replaced,
		Message: bot.Message{To: bot.ForStaff, Card: bot.GapCard, Text: "Atendida", Replaces: replaces}})
	must(d.t, err)
	return receipt
}

func TestOneQuestionOfManyIsOneMessage(t *testing.T) {
	d := open(t, nil)
	d.backend.waits(gap(nil, "1"))
	first := d.tells("telegram:1", "gap 7", "")
	d.backend.waits(gap([]string{first}, "1", "2"))
	second := d.tells("telegram:2", "gap 9", "")
	if first != second || len(d.fake.Channel(deskID).Messages()) != 1 {
		t.Fatalf("%s and %s, %d messages", first, second, len(d.fake.Channel(deskID).Messages()))
	}
	shown := d.fake.Channel(deskID).Messages()[0].Words()
	for _, words := range []string{"¿1 2?", "Responder a todos", "PAB-1", "PAB-2"} {
		if !strings.Contains(shown, words) {
			t.Errorf("no %q in %q", words, shown)
		}
	}
	d.backend.waits(slack.Group{})
	if third := d.tells("telegram:1", "gap 7", first); third != first || !strings.Contains(d.fake.Channel(deskID).Messages()[0].Words(), "Atendida") {
		t.Errorf("closed at %s: %q", third, d.fake.Channel(deskID).Messages()[0].Words())
	}
	d.clean()
}

func TestTwoWhoAskTheSameAtOnceAreOneMessage(t *testing.T) {
	d := open(t, nil)
	b := gap(nil, "1", "2")
	b.Cards = []slack.Standing{{"telegram:1", "gap 7", ""}, {"telegram:2", "gap 7", ""}} // nothing is stored yet
	d.backend.waits(b)
	if first, second := d.tells("telegram:1", "gap 7", ""), d.tells("telegram:2", "gap 7", ""); first != second {
		t.Errorf("%s and %s", first, second)
	}
	d.clean()
}

func TestAnAnswerGoesToEachWhoAskedOnce(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			d.backend.waits(gap(nil, "1", "2", "3"))
			_, ts, _ := strings.Cut(d.tells("telegram:1", "gap 7", ""), " ")
			must(t, d.laura.Click(deskID, ts, "Responder a todos"))
			d.until("a modal says what it is about", func() bool {
				v := d.fake.Modal("U0LAURA")
				return v != nil && strings.Contains(v.Words(), "¿1 2 3?")
			})
			must(t, d.laura.Submit(map[string]any{"text": "Caben 10 tarimas."}))
			d.until("a preview is shown", func() bool {
				v := d.fake.Modal("U0LAURA")
				return v != nil && strings.Contains(v.Words(), "Así lo van a leer.")
			})
			must(t, d.laura.Submit(nil))
			d.until("each has a turn", func() bool { return len(d.backend.all()) == 3 })
			var got []string
			for _, turn := range d.backend.all() {
				if turn.Action != "answer" || turn.Text != "Caben 10 tarimas." || turn.Actor.ID != "U0LAURA" || turn.Button != "" {
					t.Errorf("%+v", turn)
				}
				got = append(got, turn.Conversation)
			}
			if !slices.Equal(got, []string{"telegram:1", "telegram:2", "telegram:3"}) {
				t.Errorf("for %q", got)
			}
			d.clean()
		})
	}
}

func TestWhoIsLateWithAnAnswerIsToldThatItWasGiven(t *testing.T) {
	d := open(t, nil).run()
	d.backend.waits(gap(nil, "1", "2"))
	_, ts, _ := strings.Cut(d.tells("telegram:1", "gap 7", ""), " ")
	must(t, d.laura.Click(deskID, ts, "Responder a todos"))
	d.until("a modal opens", func() bool { return d.fake.Modal("U0LAURA") != nil })
	must(t, d.laura.Submit(map[string]any{"text": "Caben 10."}))
	d.until("a preview is shown", func() bool { v := d.fake.Modal("U0LAURA"); return v != nil && strings.Contains(v.Words(), "Así lo") })
	d.backend.waits(slack.Group{})
	must(t, d.laura.Submit(nil))
	d.until("it is told", func() bool {
		v := d.fake.Modal("U0LAURA")
		return v != nil && strings.Contains(v.Words(), "Ya nadie espera.")
	})
	if n := len(d.backend.all()); n != 0 {
		t.Errorf("%d turns", n)
	}
	d.clean()
}

// late is a reminder of some people, for one staff member or for all.
func late(member string, receipts []string, who ...string) slack.Group {
	b := gap(receipts, who...)
	b.Message = bot.Message{To: bot.ForStaff, Card: bot.OverdueCard, Member: member, Text: "Esperan " + strings.Join(who, " "),
		Buttons: []bot.Button{{Label: "Ya lo vi", Payload: "1:act:seen"}}}
	return b
}

func TestAReminderGoesToWhoHasTheCandidateAndIsAcknowledgedForAll(t *testing.T) {
	d := open(t, nil).run()
	d.backend.waits(late("U0LAURA", nil, "1"))
	first := d.tells("telegram:1", "overdue 2026-11-23", "")
	d.backend.waits(late("U0LAURA", []string{first}, "1", "2"))
	if second := d.tells("telegram:2", "overdue 2026-11-23", ""); second != first {
		t.Errorf("%s and %s", first, second)
	}
	if n := len(d.fake.Channel(deskID).Messages()); n != 0 {
		t.Errorf("%d messages for all", n)
	}
	channel, ts, _ := strings.Cut(first, " ")
	if channel != d.laura.DM() {
		t.Fatalf("told in %s", channel)
	}
	must(t, d.laura.Click(channel, ts, "Ya lo vi"))
	d.until("both are seen", func() bool { return len(d.backend.all()) == 2 })
	for _, turn := range d.backend.all() {
		if turn.Action != "seen" || turn.Actor.Kind != bot.Staff || turn.Actor.ID != "U0LAURA" {
			t.Errorf("%+v", turn)
		}
	}
	d.clean()
}

// TestWhatIsOverIsToldWhereItStands: who was reminded alone sees there that it is over, and
// nobody else hears of it.
func TestWhatIsOverIsToldWhereItStands(t *testing.T) {
	for name, rest := range map[string]slack.Group{"of the only one": {}, "of one of two": late("", nil, "2")} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil)
			d.backend.waits(late("U0LAURA", nil, "1"))
			first := d.tells("telegram:1", "overdue 2026-11-23", "")
			d.backend.waits(rest)
			if second := d.tells("telegram:1", "overdue 2026-11-23", first); second != first {
				t.Errorf("reminded at %s, over at %s", first, second)
			}
			all := d.fake.Channel(d.laura.DM()).Messages()
			if len(all) != 1 || strings.Contains(all[0].Words(), "Esperan 1") || len(d.fake.Channel(deskID).Messages()) != 0 {
				t.Errorf("she reads %+v", all)
			}
			d.clean()
		})
	}
}

// TestWhatOneWasRemindedOfAloneIsSeenForNobodyElse: it is over, and her button is an old one.
func TestWhatOneWasRemindedOfAloneIsSeenForNobodyElse(t *testing.T) {
	d := open(t, nil).run()
	d.backend.waits(late("U0LAURA", nil, "1"))
	channel, ts, _ := strings.Cut(d.tells("telegram:1", "overdue 2026-11-23", ""), " ")
	d.backend.waits(late("", nil, "2", "3")) // of whom all are reminded
	must(t, d.laura.Click(channel, ts, "Ya lo vi"))
	d.until("she is told", func() bool { return len(d.fake.Ephemeral("U0LAURA")) == 1 })
	if all := d.backend.all(); len(all) != 0 || d.fake.Ephemeral("U0LAURA")[0].Text != "Ya nadie espera." {
		t.Errorf("%+v", all)
	}
	d.clean()
}

func TestWhatWasSeenIsNotSeenAgain(t *testing.T) {
	d := open(t, nil).run()
	b := late("", nil, "1", "2")
	b.Members[0].Promises[0].Seen = 1
	d.backend.waits(b)
	_, ts, _ := strings.Cut(d.tells("telegram:1", "overdue 2026-11-23", ""), " ")
	must(t, d.laura.Click(deskID, ts, "Ya lo vi"))
	d.until("one is seen", func() bool { return len(d.backend.all()) == 1 })
	b.Members[1].Promises[0].Seen = 1
	d.backend.waits(b)
	must(t, d.laura.Click(deskID, ts, "Ya lo vi"))
	d.until("it is told", func() bool { return len(d.fake.Ephemeral("U0LAURA")) == 1 })
	if got := d.backend.all(); len(got) != 1 || got[0].Conversation != "telegram:2" {
		t.Errorf("%+v", got)
	}
	d.clean()
}

func TestWhoCannotBeWrittenToIsRemindedInTheChannel(t *testing.T) {
	d := open(t, nil)
	d.backend.waits(late("U0GONE", nil, "1"))
	if channel, _, _ := strings.Cut(d.tells("telegram:1", "overdue 2026-11-23", ""), " "); channel != deskID {
		t.Errorf("told in %s", channel)
	}
}

func TestACandidateInAGroupCanBeLookedAt(t *testing.T) {
	d := open(t, nil).run()
	d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
	d.backend.waits(late("", nil, "1", "2"))
	_, ts, _ := strings.Cut(d.tells("telegram:1", "overdue 2026-11-23", ""), " ")
	must(t, d.laura.Click(deskID, ts, "PAB-2"))
	d.until("it is shown", func() bool {
		v := d.fake.Modal("U0LAURA")
		return v != nil && strings.Contains(v.Words(), "CSO120304AB1")
	})
}

func TestAGroupThatCannotBeReadIsSaidLater(t *testing.T) {
	d := open(t, nil)
	d.fake.Fail(slacktest.Named("503_html").On("chat.postMessage"))
	d.backend.waits(gap(nil, "1"))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	_, err := d.slack.Send(ctx, bot.Delivery{Conversation: "telegram:1", Message: bot.Message{To: bot.ForStaff, Replaces: "gap 7"}})
	if err == nil {
		t.Error("it is taken for said")
	}
}

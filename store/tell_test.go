package store_test

import (
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// rung are the turns that the clock brings now.
func rung(t *testing.T, s *store.Store) []bot.Work {
	t.Helper()
	return must(s.Ring(t.Context(), time.Now().Add(time.Second), 9))(t)
}

func TestTheDeskIsToldWhatBecameOfAMessage(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		for name, c := range map[string]struct {
			m    bot.Message
			tell bool
			end  func(s *store.Store, d bot.Delivery) error
			want string // "" is nothing
		}{
			"it was sent": {bot.Message{To: bot.Person, Tell: "3"}, true, func(s *store.Store, d bot.Delivery) error {
				_, err := s.Sent(t.Context(), d, "r", time.Time{})
				return err
			}, "sent"},
			"it was parked":  {bot.Message{To: bot.Person, Tell: "3"}, true, func(s *store.Store, d bot.Delivery) error { _, err := s.Park(t.Context(), d, "no"); return err }, "lost"},
			"it was dropped": {bot.Message{To: bot.Person, Tell: "3"}, true, func(s *store.Store, d bot.Delivery) error { _, err := s.Drop(t.Context(), d); return err }, ""},
			"nobody waits": {bot.Message{To: bot.Person}, true, func(s *store.Store, d bot.Delivery) error {
				_, err := s.Sent(t.Context(), d, "r", time.Time{})
				return err
			}, ""},
			"no desk is there": {bot.Message{To: bot.Person, Tell: "3"}, false, func(s *store.Store, d bot.Delivery) error {
				_, err := s.Sent(t.Context(), d, "r", time.Time{})
				return err
			}, ""},
		} {
			t.Run(name, func(t *testing.T) {
				c.m.Text = "hola"
				s := open(t, url, store.Options{Tell: c.tell})
				must(s.Hold(t.Context(), []string{"test"}))(t)
				chat := "test:" + name
				d := handed(t, s, chat, "1", c.m)[0]
				if early := rung(t, s); len(early) != 0 {
					t.Fatalf("told before it is known: %+v", early)
				}
				check(t, c.end(s, d))
				got := rung(t, s)
				if c.want == "" {
					if len(got) != 0 {
						t.Errorf("told %+v", got)
					}
					return
				}
				if len(got) != 1 || got[0].Turn.Actor.Kind != bot.Clock {
					t.Fatalf("%d turns: %+v", len(got), got)
				}
				told, ok := bot.ReadTold(got[0].Turn.Due)
				if !ok || told.Tell != "3" || told.Sent != (c.want == "sent") || time.Since(told.At) > time.Minute {
					t.Errorf("told %q", got[0].Turn.Due)
				}
				if more := rung(t, s); len(more) != 0 {
					t.Errorf("told twice: %+v", more)
				}
				check(t, s.Close())
			})
		}
	})
}

func TestNobodyIsToldOfSomebodyWhoWasErased(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{Tell: true})
		must(s.Hold(t.Context(), []string{"test"}))(t)
		w := put(t, s, turn("a", "1", "x"))[0]
		last := commit(t, s, w, bot.Outcome{Erase: true, Messages: []bot.Message{{To: bot.Person, Text: "adiós", Tell: "1"}}}).Deliveries
		must(s.Sent(t.Context(), last[0], "r", time.Time{}))(t)
		if got := rung(t, s); len(got) != 0 {
			t.Errorf("told %+v", got)
		}
	})
}

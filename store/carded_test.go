package store_test

import (
	"errors"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

func TestACardIsFoundByWhereItStands(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{StaffChannel: "test"})
		must(s.Hold(t.Context(), []string{"test"}))(t)
		post := func(chat, id, receipt string, m bot.Message) {
			t.Helper()
			m.To, m.Text = bot.ForStaff, "x"
			must(s.Sent(t.Context(), handed(t, s, chat, id, m)[0], receipt, time.Time{}))(t)
		}
		post("a", "1", "C1 1.1", bot.Message{Card: bot.CandidateCard, Replaces: bot.CandidatePlace})
		post("a", "2", "C1 1.1", bot.Message{Card: bot.CandidateCard, Replaces: bot.CandidatePlace})
		post("a", "3", "C1 1.2 F1", bot.Message{Card: bot.UpdateCard})
		post("b", "1", "C1 2.1", bot.Message{Card: bot.HandoffCard})
		must(s.Sent(t.Context(), handed(t, s, "c", "1", bot.Message{To: bot.Person, Card: bot.CandidateCard})[0], "C1 3.1", time.Time{}))(t)
		for receipt, want := range map[string]string{"C1 1.1": "test:a", "C1 2.1": "test:b", "C1 1.2": "", "C1 1.2 F1": "", "C1 3.1": "", "C1 9.9": "", "": "", "C1 %": ""} {
			got, err := s.Carded(t.Context(), receipt)
			if got != want || (want == "") != errors.Is(err, store.ErrNotFound) {
				t.Errorf("%q: %q, %v", receipt, got, err)
			}
		}
	})
}

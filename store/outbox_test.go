package store_test

import (
	"errors"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// handed commits messages of a new turn and returns what may be sent at once.
func handed(t testing.TB, s *store.Store, chat, id string, messages ...bot.Message) []bot.Delivery {
	t.Helper()
	w := put(t, s, turn(chat, id, "x"))[0]
	return commit(t, s, w, bot.Outcome{Messages: messages}).Deliveries
}

func claimAll(t testing.TB, s *store.Store) []bot.Delivery {
	t.Helper()
	return must(s.ClaimDeliveries(t.Context(), []string{"test"}, 9))(t)
}

func delayedMessageKeepsOrder(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	d := handed(t, s, "a", "1", bot.Message{To: bot.Person, Text: "one"})[0]
	d.Attempts = 3
	check(t, s.RetryDelivery(t.Context(), d, time.Now().Add(150*time.Millisecond), "too many requests"))
	if more := handed(t, s, "a", "2", bot.Message{To: bot.Person, Text: "two"}); len(more) != 0 {
		t.Fatal("a later message passed the one that waits")
	}
	if early := claimAll(t, s); len(early) != 0 {
		t.Fatal("given out before its time")
	}
	time.Sleep(200 * time.Millisecond)
	again := claimAll(t, s)
	if len(again) != 1 || again[0].ID != d.ID || again[0].Attempts != 3 || again[0].Fence <= d.Fence {
		t.Fatalf("after its time: %+v", again)
	}
	if next := must(s.Sent(t.Context(), again[0], "r", time.Now()))(t); next == nil || next.Message.Text != "two" {
		t.Fatalf("next: %+v", next)
	}
}

func parkedMessageIsSentAgain(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	d := handed(t, s, "a", "1", bot.Message{To: bot.Person, Text: "one"}, bot.Message{To: bot.Person, Text: "two"})[0]
	next := must(s.Park(t.Context(), d, "the bot was blocked"))(t)
	if next == nil || next.Message.Text != "two" {
		t.Fatalf("the chat did not go on: %+v", next)
	}
	must(s.Sent(t.Context(), *next, "r2", time.Now()))(t)
	parked := must(s.Parked(t.Context()))(t)
	if len(parked) != 1 || parked[0].Kind != "message" || parked[0].Channel != "test" || parked[0].Reason != "the bot was blocked" {
		t.Fatalf("parked: %+v", parked)
	}
	check(t, s.Unpark(t.Context(), parked[0].ID))
	again := claimAll(t, s)
	if len(again) != 1 || again[0].Message.Text != "one" || again[0].Attempts != 0 {
		t.Fatalf("sent again: %+v", again)
	}
	must(s.Sent(t.Context(), again[0], "r1", time.Now()))(t)
	shown := must(s.History(t.Context(), "test:a"))(t)[0].Messages
	if len(shown) != 2 || shown[0].Status != "sent" || shown[1].Status != "sent" {
		t.Fatalf("%+v", shown)
	}
}

func droppedMessageIsNeverSent(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	d := handed(t, s, "a", "1", bot.Message{To: bot.Person, Text: "a reminder", Only: "unfinished"}, bot.Message{To: bot.Person, Text: "two"})[0]
	if next := must(s.Drop(t.Context(), d))(t); next == nil || next.Message.Text != "two" {
		t.Fatalf("the chat did not go on: %+v", next)
	}
	if _, err := s.Drop(t.Context(), d); !errors.Is(err, bot.ErrLost) {
		t.Errorf("dropped twice: %v", err)
	}
	shown := must(s.History(t.Context(), "test:a"))(t)[0].Messages
	if len(shown) != 2 || shown[0].Status != "dropped" || len(must(s.Parked(t.Context()))(t)) != 0 {
		t.Fatalf("%+v", shown)
	}
}

func paceIsKept(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	must(s.Hold(t.Context(), []string{"test"}))(t)
	const pace = 200 * time.Millisecond
	ours := bot.Message{To: bot.Person, Text: "news", Wait: true}
	d := handed(t, s, "a", "1", ours, ours)[0]
	if next := must(s.Sent(t.Context(), d, "1", time.Now().Add(pace)))(t); next != nil {
		t.Fatal("a second message that we began went out without a pause")
	}
	if early := claimAll(t, s); len(early) != 0 {
		t.Fatal("given out before the pause was over")
	}
	time.Sleep(pace + 50*time.Millisecond)
	late := claimAll(t, s)
	if len(late) != 1 {
		t.Fatal("not given out after the pause")
	}
	must(s.Sent(t.Context(), late[0], "2", time.Now().Add(time.Hour)))(t)
	if more := handed(t, s, "a", "2", bot.Message{To: bot.Person, Text: "an answer"}); len(more) != 1 {
		t.Fatal("an answer waited for the pace")
	} else {
		must(s.Sent(t.Context(), more[0], "3", time.Now().Add(time.Hour)))(t)
	}
	if more := handed(t, s, "a", "3", ours); len(more) != 0 {
		t.Fatal("a message that we began did not wait for the pace")
	}
}

func senderLeaseMoves(t *testing.T, url string) {
	const lease = 300 * time.Millisecond
	first, second := open(t, url, store.Options{Lease: lease}), open(t, url, store.Options{Lease: lease})
	hold := func(s *store.Store) int {
		t.Helper()
		return len(must(s.Hold(t.Context(), []string{"test", "other"}))(t))
	}
	if hold(first) != 2 || hold(second) != 0 {
		t.Fatal("both processes may send for a channel")
	}
	for range 3 { // kept as long as it is renewed
		time.Sleep(lease / 2)
		if hold(first) != 2 || hold(second) != 0 {
			t.Fatal("a renewed lease was lost")
		}
	}
	if got := handed(t, second, "a", "1", bot.Message{To: bot.Person, Text: "x"}); len(got) != 0 {
		t.Fatal("a process without the lease was given a message to send")
	}
	time.Sleep(lease + lease/2)
	if hold(second) != 2 || hold(first) != 0 {
		t.Fatal("the lease did not move when it ran out")
	}
	if got := claimAll(t, first); len(got) != 0 {
		t.Fatal("the former holder still claims")
	}
	if got := claimAll(t, second); len(got) != 1 {
		t.Fatal("the new holder finds nothing")
	}
	must(second.Hold(t.Context(), nil))(t)
	if hold(first) != 2 {
		t.Fatal("a lease that was given up is not free")
	}
}

func replacedReceipt(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk"})
	must(s.Hold(t.Context(), []string{"desk"}))(t)
	card := func(text string) bot.Message {
		return bot.Message{To: bot.ForStaff, Text: text, Replaces: "candidate"}
	}
	d := handed(t, s, "a", "1", card("new"), card("taken"))[0]
	if d.Replaced != "" {
		t.Fatalf("the first replaces %q", d.Replaced)
	}
	next := must(s.Sent(t.Context(), d, "ts-1", time.Now()))(t)
	if next == nil || next.Replaced != "ts-1" {
		t.Fatalf("next: %+v", next)
	}
	must(s.Sent(t.Context(), *next, "ts-1b", time.Now()))(t)
	if d := handed(t, s, "a", "2", card("approved"))[0]; d.Replaced != "ts-1b" {
		t.Fatalf("handed over: %+v", d)
	}
	under := bot.Message{To: bot.ForStaff, Text: "told", Under: "candidate"}
	must(s.Sent(t.Context(), handed(t, s, "c", "1", card("new"))[0], "ts-2", time.Now()))(t)
	if d := handed(t, s, "c", "2", under)[0]; d.Under != "ts-2" || d.Replaced != "" {
		t.Fatalf("under a card: %+v", d)
	}
	if d := handed(t, s, "b", "1", card("another's"))[0]; d.Replaced != "" {
		t.Fatalf("another conversation's: %+v", d)
	}
}

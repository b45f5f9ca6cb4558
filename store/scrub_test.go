package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// deskOf is a store whose staff read in a channel that can take back what it said; the
// person's own cannot.
func deskOf(t *testing.T, url string) *store.Store {
	s := open(t, url, store.Options{StaffChannel: "desk", Scrubs: []string{"desk"}})
	must(s.Hold(t.Context(), []string{"test", "desk"}))(t)
	return s
}

// heardOf has messages go out in both channels; each line to staff gets its own receipt.
func heardOf(t testing.TB, s *store.Store, chat, id string, lines int) {
	t.Helper()
	out := say(chat)
	for n := range lines {
		out.Messages = append(out.Messages, bot.Message{To: bot.ForStaff, Text: fmt.Sprint(chat, " ", n)})
	}
	for _, d := range commit(t, s, put(t, s, turn(chat, id, chat))[0], out).Deliveries {
		for next := &d; next != nil; {
			receipt := "D1 " + next.ID
			if next.Channel == "desk" {
				receipt = "C1 " + strings.TrimPrefix(next.Message.Text, chat+" ")
			}
			next = must(s.Sent(t.Context(), *next, receipt, time.Now()))(t)
		}
	}
}

// takenBack carries out what waits for the desk and gives the receipts in order, and the
// number of the erasure.
func takenBack(t testing.TB, s *store.Store) (receipts []string, erasure string) {
	t.Helper()
	for _, d := range must(s.ClaimDeliveries(t.Context(), []string{"desk", "test"}, 9))(t) {
		for next := &d; next != nil; {
			m := next.Message
			if next.Channel != "desk" || m.Scrub == nil || len(m.Scrub) > 5 || !next.Forget || next.Conversation != "" || m.Text != "" {
				t.Fatalf("%+v", next)
			}
			receipts, erasure = append(receipts, m.Scrub...), m.Erasure
			next = must(s.Sent(t.Context(), *next, "", time.Now()))(t)
		}
	}
	return receipts, erasure
}

// newestFirst are the receipts of so many lines.
func newestFirst(lines int) (out []string) {
	for n := range lines {
		out = append(out, fmt.Sprint("C1 ", lines-1-n))
	}
	return out
}

func erasureTakesBack(t *testing.T, url string) {
	s := deskOf(t, url)
	heardOf(t, s, "SECRETO", "1", 25)
	heardOf(t, s, "SECRETO", "2", 3) // in the place of the first three
	heardOf(t, s, "another", "1", 2)
	w := put(t, s, turn("SECRETO", "3", "SECRETO"))[0]
	out := bot.Outcome{Erase: true, Messages: []bot.Message{{To: bot.Person, Text: "Tu recibo es " + bot.ReceiptMark}, {To: bot.ForStaff, Text: "borró sus datos"}}}
	for _, d := range commit(t, s, w, out).Deliveries {
		must(s.Sent(t.Context(), d, "C1 99", time.Now()))(t)
	}
	if left := everything(t, url); strings.Contains(left, "SECRETO") {
		t.Fatal("left:\n", left)
	}
	got, erasure := takenBack(t, s)
	slices.Sort(got)
	want := newestFirst(25)
	slices.Sort(want)
	if !slices.Equal(got, want) || !strings.HasPrefix(erasure, "B-") {
		t.Errorf("%q by %q, want %q", got, erasure, want)
	}
	left := everything(t, url)
	if strings.Contains(left, "SECRETO") || strings.Contains(left, "C1 9") || strings.Contains(left, "scrub") {
		t.Error("left:\n", left)
	}
	if again, _ := takenBack(t, s); again != nil {
		t.Errorf("again: %q", again)
	}
}

func erasureFromOutsideTakesBack(t *testing.T, url string) {
	s := deskOf(t, url)
	heardOf(t, s, "SECRETO", "1", 12)
	heardOf(t, s, "resting", "1", 2)
	command := open(t, url, store.Options{Scrubs: []string{"desk"}})
	r := must(command.Erase(t.Context(), "test:SECRETO"))(t)
	got, erasure := takenBack(t, s)
	if want := newestFirst(12); !slices.Equal(got, want) || erasure != r.ID {
		t.Errorf("%q by %q, want %q by %q", got, erasure, want, r.ID)
	}
	list := must(command.Resting(t.Context(), 9))(t)
	if n := must(command.EraseResting(t.Context(), list))(t); n != 1 {
		t.Fatalf("%d erased", n)
	}
	if got, _ := takenBack(t, s); !slices.Equal(got, newestFirst(2)) {
		t.Errorf("after a rest: %q", got)
	}
	plain := open(t, url, store.Options{})
	heardOf(t, s, "plain", "1", 2)
	must(plain.Erase(t.Context(), "test:plain"))(t)
	if got, _ := takenBack(t, s); got != nil {
		t.Errorf("no channel can take back, and %q was kept", got)
	}
}

func lateMessageIsTakenBack(t *testing.T, url string) {
	s := deskOf(t, url)
	out := say("SECRETO")
	out.Messages = append(out.Messages, bot.Message{To: bot.ForStaff, Text: "SECRETO"})
	onTheirWay := commit(t, s, put(t, s, turn("SECRETO", "1", "x"))[0], out).Deliveries
	must(s.Erase(t.Context(), "test:SECRETO"))(t)
	for _, d := range onTheirWay {
		if _, err := s.Sent(t.Context(), d, "C1 7", time.Now()); !errors.Is(err, bot.ErrLost) {
			t.Fatal(err)
		}
	}
	if got, erasure := takenBack(t, s); !slices.Equal(got, []string{"C1 7"}) || erasure != "" {
		t.Errorf("%q by %q", got, erasure)
	}
	d := commit(t, s, put(t, s, turn("b", "1", "x"))[0], bot.Outcome{Messages: out.Messages[1:]}).Deliveries[0]
	d.Fence--
	if _, err := s.Sent(t.Context(), d, "C1 8", time.Now()); !errors.Is(err, bot.ErrLost) {
		t.Fatal(err)
	}
	if got, _ := takenBack(t, s); got != nil {
		t.Errorf("who only lost the lease has %q taken back", got)
	}
}

func scrubIsParked(t *testing.T, url string) {
	s := deskOf(t, url)
	heardOf(t, s, "SECRETO", "1", 7)
	must(s.Erase(t.Context(), "test:SECRETO"))(t)
	d := must(s.ClaimDeliveries(t.Context(), []string{"desk"}, 9))(t)[0]
	next := must(s.Park(t.Context(), d, "slack: not_in_channel"))(t)
	if next == nil || len(next.Message.Scrub) != 2 {
		t.Fatalf("the rest waits: %+v", next)
	}
	must(s.Sent(t.Context(), *next, "", time.Now()))(t)
	parked := must(s.Parked(t.Context()))(t)
	if len(parked) != 1 || strings.Contains(fmt.Sprint(parked), "SECRETO") {
		t.Fatalf("%+v", parked)
	}
	check(t, s.Unpark(t.Context(), parked[0].ID))
	if got, _ := takenBack(t, s); !slices.Equal(got, newestFirst(7)[:5]) {
		t.Errorf("tried again: %q", got)
	}
	if left := everything(t, url); strings.Contains(left, "scrub") {
		t.Error("left:\n", left)
	}
}

// Who sends may be stopped at any moment; the next goes on.
func TestWhatIsToBeTakenBackOutlivesWhoBegan(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := deskOf(t, url)
		heardOf(t, s, "SECRETO", "1", 18)
		must(s.Erase(t.Context(), "test:SECRETO"))(t)
		gone, couriers := map[string]bool{}, 0
		for ; len(gone) < 18 && couriers < 9; couriers++ {
			ctx, stop := context.WithTimeout(t.Context(), 5*time.Second)
			courier := &bot.Courier{Outbox: s, Log: quiet, Parallel: 1, Senders: map[string]bot.Sender{"desk": senderFunc(func(_ context.Context, d bot.Delivery) (string, error) {
				if ctx.Err() != nil {
					return "", ctx.Err() // it is gone
				}
				stop()
				for _, r := range d.Message.Scrub {
					gone[r] = true
				}
				return "", nil
			})}}
			check(t, courier.Run(ctx))
		}
		if len(gone) != 18 || couriers != 4 {
			t.Errorf("%d are gone after %d couriers", len(gone), couriers)
		}
	})
}

func TestWhatElseIsOfAPersonIsErasedWithThem(t *testing.T) { eachEngine(t, erasedAlong) }

func erasedAlong(t *testing.T, url string) {
	s := open(t, url, store.Options{StaffChannel: "desk", Scrubs: []string{"desk", "test"},
		Along: func(conversation string) (before, after string) {
			user, _ := strings.CutPrefix(conversation, "test:")
			if strings.Contains(user, ".") {
				return "", ""
			}
			return "test:", "." + user
		}})
	must(s.Hold(t.Context(), []string{"test", "desk"}))(t)
	for _, chat := range []string{"U_1", "C1.171.5.U_1", "C2.172.5.U_1", "C1.171.5.UX1", "C1.171.5.U_11", "U_2"} {
		heardOf(t, s, chat, "1", 1)
	}
	r := must(s.Erase(t.Context(), "test:U_1"))(t)
	if r.Counts["turns"] != 3 || r.Counts["conversations"] != 3 {
		t.Errorf("%+v", r)
	}
	for chat, there := range map[string]bool{"U_1": false, "C1.171.5.U_1": false, "C2.172.5.U_1": false, "C1.171.5.UX1": true, "C1.171.5.U_11": true, "U_2": true} {
		if c, err := s.Load(t.Context(), "test:"+chat); err != nil || (c.Version > 0) != there {
			t.Errorf("%s is there: %t, %v", chat, !there, err)
		}
	}
	var back int
	for _, d := range must(s.ClaimDeliveries(t.Context(), []string{"desk", "test"}, 9))(t) {
		for next := &d; next != nil; {
			back += len(next.Message.Scrub)
			next = must(s.Sent(t.Context(), *next, "", time.Now()))(t)
		}
	}
	if back < 3*2-2 { // each was told once, and the desk of each: all with the same receipt there
		t.Errorf("%d things are taken back", back)
	}
	if _, err := s.Erase(t.Context(), "test:C1.171.5.UX1"); err != nil {
		t.Errorf("one alone: %v", err)
	}
}

package telegram_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/fakes"
	"pabellon/bot/telegram/telegramtest"
)

// fault is an answer of Telegram as others have seen it.
type seen struct {
	Status  int
	Headers map[string]string
	Body    json.RawMessage
	Raw     string
}

// faults are those of contracts/faults.json.
func faults(t *testing.T) map[string]seen {
	t.Helper()
	raw := fakes.Contract(t, "faults.json")
	var all struct{ Telegram map[string]seen }
	if err := json.Unmarshal(raw, &all); err != nil || len(all.Telegram) < 20 {
		t.Fatalf("%d faults, %v", len(all.Telegram), err)
	}
	return all.Telegram
}

// sort says of which sort an error is.
func sort(err error) string {
	var wait *bot.RetryAfterError
	var refused *bot.PermanentError
	switch {
	case err == nil:
		return "sent"
	case errors.As(err, &wait) && wait.All:
		return "all wait"
	case errors.As(err, &wait):
		return "wait " + wait.After.String()
	case errors.As(err, &refused):
		return "refused"
	}
	return "again"
}

// wanted is the sort that each fault is to be, by the beginning of its name.
func wanted(name, method string) (sort string, lost bool) {
	switch {
	case name == "429":
		return "wait 3s", false
	case name == "401" || name == "404":
		return "all wait", false
	case name == "502_html" || name == "truncated":
		return "again", false
	case name == "unknown_fields" || name == "400_migrated":
		return "sent", false
	case strings.HasPrefix(name, "400") && method == "editMessageText": // said anew, or as good
		return "sent", false
	case strings.HasPrefix(name, "403") || name == "400_blocked_variant" || name == "400_chat_not_found":
		return "refused", true
	}
	return "refused", false
}

func TestEveryFaultIsTheRightSortOfError(t *testing.T) {
	all := faults(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, method := range []string{"sendMessage", "editMessageText", "sendDocument"} {
			t.Run(name+" "+method, func(t *testing.T) {
				f := all[name]
				w := join(t, fake(t), &backend{})
				w.ana()
				moved := w.server.Person(telegramtest.Profile{ID: -1001234567890}) // a chat to go on in
				moved.Start("")
				m := bot.Message{Text: "Hola"}
				switch method {
				case "editMessageText":
					m.Over = w.say(bot.Message{Text: "Antes"})
				case "sendDocument":
					m = bot.Message{Files: []bot.Attachment{{Name: "a.txt", Content: []byte("a")}}}
				}
				if name == "400_migrated" {
					w.may = edits // the message did not move with the chat
				}
				d := w.delivery(m)
				body := f.Raw
				if body == "" {
					body = string(f.Body)
				}
				w.server.Fail(telegramtest.Fault{Method: method, Status: f.Status, Header: f.Headers, Body: body, Times: 1})
				_, err := w.Send(t.Context(), d)
				want, lost := wanted(name, method)
				if got := sort(err); got != want {
					t.Errorf("%q (%v), want %q", got, err, want)
				}
				turns := w.backend.all()
				if lost != (len(turns) == 1) || lost && (turns[0].Other != bot.Blocked || turns[0].Conversation != "telegram:77") {
					t.Errorf("turns %+v, want that the person is lost: %v", turns, lost)
				}
				if name == "400_migrated" && want == sort(err) && len(heard(moved)) != 1 {
					t.Error("the message did not go where the chat has moved to")
				}
			})
		}
	}
}

func TestOneWhoIsGoneIsToldOfOnce(t *testing.T) {
	for name, gone := range map[string]func(*telegramtest.Person){"blocked": (*telegramtest.Person).Block, "deactivated": (*telegramtest.Person).Deactivate} {
		w := join(t, fake(t), &backend{})
		gone(w.ana())
		w.may = func(c telegramtest.Call) bool { return c.Status == 403 }
		d := w.delivery(bot.Message{Text: "Hola"})
		for range 2 { // the second as after a crash
			if _, err := w.Send(t.Context(), d); sort(err) != "refused" || !strings.Contains(err.Error(), "403") {
				t.Errorf("%s: %v, want to be refused with Telegram's reason", name, err)
			}
		}
		if turns := w.backend.all(); len(turns) != 1 || turns[0].Other != bot.Blocked || turns[0].Channel != "telegram" || turns[0].ID == "" {
			t.Errorf("%s: turns %+v, want one", name, turns)
		}
	}
}

func TestOneWhoWasErasedIsNotToldOf(t *testing.T) {
	w := join(t, fake(t), &backend{})
	w.ana().Block()
	w.may = func(c telegramtest.Call) bool { return c.Status == 403 }
	d := w.delivery(bot.Message{Text: "Borré todo."})
	d.Forget = true
	if _, err := w.Send(t.Context(), d); sort(err) != "refused" || len(w.backend.calls()) > 0 {
		t.Errorf("%v, and kept %+v", err, w.backend.calls())
	}
}

func TestAFloodOfOneChatIsItsOwnAndOfManyTheBots(t *testing.T) {
	w := join(t, fake(t), &backend{})
	to := func(n int64) error {
		w.server.Person(telegramtest.Profile{ID: n}).Start("")
		d := w.delivery(bot.Message{Text: "Hola"})
		d.Conversation = "telegram:" + id(n)
		_, err := w.Send(t.Context(), d)
		return err
	}
	w.server.Fail(telegramtest.Fault{Method: "sendMessage", RetryAfter: 7, Times: 4})
	for i, want := range []string{"wait 7s", "wait 7s", "wait 7s", "all wait"} {
		chat := []int64{77, 77, 78, 79}[i]
		if got := sort(to(chat)); got != want {
			t.Errorf("refusal %d: %q, want %q", i+1, got, want)
		}
	}
	if err := to(80); err != nil {
		t.Fatal(err)
	}
	w.server.Fail(telegramtest.Fault{Method: "sendMessage", RetryAfter: 7})
	if got := sort(to(81)); got != "wait 7s" {
		t.Errorf("after one that went out: %q, want that only the chat waits", got)
	}
}

func TestAServerThatIsSlowIsLeftInTime(t *testing.T) {
	w := join(t, fake(t), &backend{})
	w.ana()
	w.server.Fail(telegramtest.Fault{Delay: time.Minute})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := w.Send(ctx, w.delivery(bot.Message{Text: "Hola"})); sort(err) != "again" || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want the end of the context", err)
	}
}

func TestATokenThatIsTakenAgainMakesTheWebhookReadyAgain(t *testing.T) {
	h := hook(t)
	h.ana()
	h.run()
	h.set()
	h.server.Fail(telegramtest.Fault{Method: "sendMessage", Status: 401})
	if _, err := h.Send(t.Context(), h.delivery(bot.Message{Text: "Hola"})); sort(err) != "all wait" {
		t.Errorf("%v, want that all wait", err)
	}
	if _, ok := h.State(); ok {
		t.Error("the state does not tell of the token")
	}
	h.say(bot.Message{Text: "Hola"})
	if words, ok := h.State(); !ok {
		t.Errorf("state %q after a message went out", words)
	}
}

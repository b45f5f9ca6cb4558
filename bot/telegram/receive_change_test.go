package telegram_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/fakes"
	"pabellon/bot/telegram/telegramtest"
)

func TestPressesBecomeTurnsAndAllAreAnswered(t *testing.T) {
	inline := func(message map[string]any) func(*world, *telegramtest.Person, int64) {
		return func(w *world, _ *telegramtest.Person, _ int64) {
			press := map[string]any{"id": "777", "from": map[string]any{"id": 77, "language_code": "es"}, "chat_instance": "1", "data": "v1:yes"}
			if message != nil {
				press["message"] = message
			} else {
				press["inline_message_id"] = "abc"
			}
			w.may = func(c telegramtest.Call) bool { return c.Method == "answerCallbackQuery" } // the fake has no such query
			w.server.Raw(map[string]any{"callback_query": press})
			w.until("the press is answered", func() bool { return called(w, "answerCallbackQuery") > 0 })
		}
	}
	check(t, []received{
		{"a button", func(w *world, ana *telegramtest.Person, said int64) { _, _ = ana.Press(said, "Sí") }, &bot.Turn{Button: "v1:yes", About: &bot.Reference{}}},
		{"an old button", func(w *world, ana *telegramtest.Person, said int64) { ana.PressOld(said, "v0:old") }, &bot.Turn{Button: "v0:old", About: &bot.Reference{}}},
		{"a button of an inline message", inline(nil), nil},
		{"a button in a group", inline(map[string]any{"message_id": 5, "date": 1, "chat": map[string]any{"id": -5, "type": "group"}}), nil},
		{"a button in somebody else's chat", inline(map[string]any{"message_id": 5, "date": 1, "chat": map[string]any{"id": 78, "type": "private"}}), nil},
	})
}

func TestAPressJustBeforeTheEndIsAnswered(t *testing.T) {
	w := start(t)
	ana := w.ana()
	w.say(bot.Message{Text: "¿Seguimos?", Buttons: []bot.Button{{Label: "Sí", Payload: "v1:yes"}}})
	w.turns(1)
	w.server.Fail(telegramtest.Fault{Method: "answerCallbackQuery", Delay: 200 * time.Millisecond})
	if _, err := ana.Press(w.last(ana).ID, "Sí"); err != nil {
		t.Fatal(err)
	}
	w.turns(2)
	w.stop()
	if open := w.server.Unanswered(); len(open) > 0 {
		t.Errorf("it stops and leaves %d buttons spinning", len(open))
	}
}

func TestAPressThatIsTooOldToBeAnsweredIsATurnAllTheSame(t *testing.T) {
	w := start(t)
	ana := w.ana()
	w.say(bot.Message{Text: "¿Seguimos?", Buttons: []bot.Button{{Label: "Sí", Payload: "v1:yes"}}})
	w.turns(1)
	w.stop()
	query, err := ana.Press(w.last(ana).ID, "Sí")
	if err != nil {
		t.Fatal(err)
	}
	w.server.Expire(query)
	w.may = func(c telegramtest.Call) bool { return c.Method == "answerCallbackQuery" }
	w.run()
	if got := w.turns(2)[1]; got.Button != "v1:yes" {
		t.Errorf("kept %+v, want the press", got)
	}
	w.until("the answer was tried", func() bool { return called(w, "answerCallbackQuery") > 0 })
	w.stop()
	if w.log.count("level=WARN") > 0 || w.log.count("level=ERROR") > 0 {
		t.Errorf("the log makes much of it:\n%s", w.log)
	}
}

func TestWhatPeopleChangeBecomesTurns(t *testing.T) {
	edited := func(fields map[string]any) func(*world, *telegramtest.Person, int64) {
		return func(w *world, _ *telegramtest.Person, _ int64) {
			m := map[string]any{"message_id": 1, "date": 1, "edit_date": 2, "chat": map[string]any{"id": 77, "type": "private"},
				"from": map[string]any{"id": 77, "language_code": "es"}}
			for name, value := range fields {
				m[name] = value
			}
			w.server.Raw(map[string]any{"edited_message": m})
		}
	}
	check(t, []received{
		{"an edit", func(_ *world, ana *telegramtest.Person, said int64) { ana.Edit(said-1, "/start otra") }, &bot.Turn{Text: "/start otra", Edit: "*"}},
		{"an edit of a caption", edited(map[string]any{"caption": "mi acta", "document": map[string]any{"file_id": "x"}}), &bot.Turn{Text: "mi acta", Edit: "*"}},
		{"a live place that moved", edited(map[string]any{"location": map[string]any{"latitude": 1, "longitude": 2, "live_period": 60}}), nil},
		{"a reaction", func(_ *world, ana *telegramtest.Person, said int64) { ana.React(said, "👍") }, &bot.Turn{About: &bot.Reference{React: "👍"}}},
		{"a reaction of no emoji", func(w *world, _ *telegramtest.Person, said int64) {
			w.server.Raw(map[string]any{"message_reaction": map[string]any{"chat": map[string]any{"id": 77, "type": "private"}, "message_id": said,
				"user": map[string]any{"id": 77}, "old_reaction": []any{}, "new_reaction": []any{map[string]any{"type": "custom_emoji", "custom_emoji_id": "5"}}}})
		}, nil},
	})
}

func TestAReactionThatChangesIsATurnAndOneTakenBackIsNot(t *testing.T) {
	w := start(t)
	ana := w.ana()
	w.say(bot.Message{Text: "Hola"})
	said := w.last(ana).ID
	ana.React(said, "👍")
	ana.React(said, "👎")
	ana.React(said)
	ana.React(said, "👎", "🔥")
	ana.React(said, "👎")
	ana.Write("fin")
	var got []string
	for _, turn := range w.turns(5)[1:] {
		if turn.About != nil {
			got = append(got, turn.About.React)
		}
	}
	if len(got) != 3 || got[0] != "👍" || got[1] != "👎" || got[2] != "👎" {
		t.Errorf("reactions %q, want 👍, 👎 and, anew, 👎", got)
	}
}

func TestBlockingAndComingBackAreTurns(t *testing.T) {
	w := start(t)
	ana := w.ana()
	ana.Block()
	ana.Unblock()
	ana.Block()
	ana.Write("aquí estoy") // which unblocks
	var got []string
	for _, turn := range w.turns(6) {
		got = append(got, turn.Other+turn.Text)
	}
	if want := []string{"/start", bot.Blocked, bot.Unblocked, bot.Blocked, bot.Unblocked, "aquí estoy"}; !slices.Equal(got, want) {
		t.Errorf("kept %q, want %q", got, want)
	}
}

func TestEditsNameTheTurnThatTheyReplace(t *testing.T) {
	w := start(t)
	ana := w.ana()
	id := ana.Write("mi RFC es XAX")
	ana.Edit(id, "mi RFC es XAXX")
	ana.Edit(id, "mi RFC es XAXX010101000")
	got := w.turns(4)
	if got[2].Edit != got[1].ID || got[3].Edit != got[1].ID || got[2].ID == got[3].ID || got[2].ID == got[1].ID {
		t.Errorf("ids %q %q %q, edits %q %q", got[1].ID, got[2].ID, got[3].ID, got[2].Edit, got[3].Edit)
	}
}

// Message has these fields where Telegram tells of the chat, and no person says
// anything: the Bot API's own words for them are "Service message".
func TestWhatTelegramTellsOfTheChatIsNoTurn(t *testing.T) {
	raw := fakes.Contract(t, "telegram/bot_api_10.1.json")
	var api struct {
		Types map[string]struct {
			Fields []struct{ Name, Description string }
		}
	}
	if err := json.Unmarshal(raw, &api); err != nil {
		t.Fatal(err)
	}
	w := start(t)
	w.ana()
	n := 0
	for _, f := range api.Types["Message"].Fields {
		if strings.Contains(f.Description, "ervice message") && !strings.HasPrefix(f.Name, "reply_to") && f.Name != "pinned_message" {
			n++
			w.server.Raw(map[string]any{"message": map[string]any{"message_id": 500 + n, "date": 1, "chat": map[string]any{"id": 77, "type": "private"},
				"from": map[string]any{"id": 77}, f.Name: map[string]any{"x": f.Name}}})
		}
	}
	if n < 20 {
		t.Fatalf("only %d service messages in the Bot API", n)
	}
	w.server.Raw(map[string]any{"message": map[string]any{"message_id": 9999, "date": 1, "chat": map[string]any{"id": 77, "type": "private"}, "text": "fin"}})
	for _, turn := range w.upTo("fin")[1:] {
		if turn.Text != "fin" {
			t.Errorf("a turn %q was made of %s", turn.Other, turn.Raw)
		}
	}
}

func TestTheIDOfATurnStaysWhenItComesAgain(t *testing.T) {
	w := start(t)
	ana := w.ana()
	w.say(bot.Message{Text: "Hola", Buttons: []bot.Button{{Label: "Sí", Payload: "v1:yes"}}})
	w.turns(1)
	w.stop()
	w.backend.set(func(b *backend) { b.fails = 1 })
	said := w.last(ana).ID
	first := ana.Write("uno")
	ana.Write("uno")
	ana.Edit(first, "dos")
	_, _ = ana.Press(said, "Sí")
	_, _ = ana.Press(said, "Sí")
	ana.React(said, "👍")
	ana.Block()
	ana.Unblock()
	w.run()
	ids := map[string]bool{}
	for _, turn := range w.turns(9) { // the first may come again too: it may not have been confirmed
		ids[turn.ID] = true
	}
	if len(ids) != 9 {
		t.Errorf("%d ids, want 9 that differ: %v", len(ids), ids)
	}
	calls := w.backend.calls()
	failed := calls[1]
	for _, turn := range failed {
		if !ids[turn.ID] {
			t.Errorf("%q is not the id of any turn that was kept", turn.ID)
		}
	}
}

func TestTheUpdateIsKeptAsItCame(t *testing.T) {
	w := start(t)
	update := map[string]any{"message": map[string]any{"message_id": 7, "date": 1, "chat": map[string]any{"id": 77, "type": "private", "aura": []any{1.5, nil}},
		"from": map[string]any{"id": 77}, "text": "¿<b>?& ñ \u2028 👩‍👩‍👧", "hologram": map[string]any{"n": 12345678901234567}}}
	w.server.Raw(update)
	update["update_id"] = 1000
	want, err := json.Marshal(update)
	if err != nil {
		t.Fatal(err)
	}
	got := w.turns(1)[0]
	if string(got.Raw) != string(want) {
		t.Errorf("kept\n%s, want\n%s", got.Raw, want)
	}
	if !got.At.Equal(noon) || got.At.Location() != time.UTC {
		t.Errorf("at %s, want the product's time", got.At)
	}
}

// called is how often a method was called.
func called(w *world, method string) int {
	n := 0
	for _, c := range w.server.Calls() {
		if c.Method == method && c.Status != 0 {
			n++
		}
	}
	return n
}

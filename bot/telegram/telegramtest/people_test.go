package telegramtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestAConversationGoesToAndFro(t *testing.T) {
	b := strictly(t)
	ana := b.ana()
	got := b.updates("offset", "0")
	text := got[0]["message"].(map[string]any)
	if text["text"] != "/start" || text["from"].(map[string]any)["language_code"] != "es-MX" {
		t.Errorf("the bot hears %v", text)
	}
	entity := text["entities"].([]any)[0].(map[string]any)
	if entity["type"] != "bot_command" || entity["length"] != 6.0 {
		t.Errorf("the command is marked as %v", entity)
	}
	id := b.said("chat_id", "77", "text", " ¿Exportas? \n", "reply_markup",
		`{"inline_keyboard":[[{"text":"Sí","callback_data":"v1:exp:1"},{"text":"Sitio","url":"https://example.com/"}]]}`)
	heard, err := ana.Heard(soon(t), 1)
	if err != nil || heard[0].Text != "¿Exportas?" || heard[0].ID != id || heard[0].Mine {
		t.Fatalf("heard %+v, %v", heard, err)
	}
	if _, err := ana.Press(id, "Sitio"); err == nil {
		t.Error("a link was pressed as if it sent data")
	}
	if _, err := ana.Press(id, "No"); err == nil {
		t.Error("a button was pressed that is not there")
	}
	query, err := ana.Press(id, "Sí")
	if err != nil {
		t.Fatal(err)
	}
	press := b.updates("offset", fmt.Sprint(got[0]["update_id"].(float64)+1))[0]["callback_query"].(map[string]any)
	if press["id"] != query || press["data"] != "v1:exp:1" || press["message"].(map[string]any)["text"] != "¿Exportas?" {
		t.Errorf("pressed %v", press)
	}
	if open := b.Unanswered(); !slices.Equal(open, []string{query}) {
		t.Errorf("unanswered are %v", open)
	}
	b.well(b.call("answerCallbackQuery", "callback_query_id", query, "text", "listo", "show_alert", "true"), nil)
	if text, alert, ok := b.Answer(query); text != "listo" || !alert || !ok {
		t.Errorf("the answer is %q, %v, %v", text, alert, ok)
	}
	b.call("sendChatAction", "chat_id", "77", "action", "typing")
	if ana.Typing() != 1 || len(b.Unanswered()) != 0 || len(b.Refused()) != 0 {
		t.Errorf("typing %d, unanswered %v, refused %v", ana.Typing(), b.Unanswered(), b.Refused())
	}
}

func TestALongTextOfAPersonComesAsSeveralMessages(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	ana.Write(strings.Repeat("a", maxText-1) + "🙂 fin")
	screen := ana.Screen()
	if len(screen) != 3 || units(screen[1].Text) != maxText-1 || screen[2].Text != "🙂 fin" {
		t.Errorf("%d messages are shown", len(screen))
	}
	if id := ana.Write(" \n"); id != 0 {
		t.Errorf("an empty text was sent as %d", id)
	}
}

func TestOneWhoBlocksTheBotCanNotBeWrittenTo(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	id := fmt.Sprint(b.said("chat_id", "77", "text", "hola"))
	ana.Block()
	ana.Block()
	const words = "Forbidden: bot was blocked by the user"
	b.refused(say(b), 403, words)
	b.refused(b.call("editMessageText", "chat_id", "77", "message_id", id, "text", "x"), 403, words)
	b.refused(b.call("sendChatAction", "chat_id", "77", "action", "typing"), 403, words)
	ana.Unblock()
	b.well(say(b), nil)
	ana.Block()
	ana.Start("")
	b.well(say(b), nil)
	var status []string
	for _, u := range b.updates() {
		if m, ok := u["my_chat_member"].(map[string]any); ok {
			status = append(status, m["new_chat_member"].(map[string]any)["status"].(string))
		}
	}
	if want := []string{"kicked", "member", "kicked", "member"}; !slices.Equal(status, want) {
		t.Errorf("the bot was told %v, want %v", status, want)
	}
	ana.Deactivate()
	b.refused(say(b), 403, "Forbidden: user is deactivated")
}

func TestThePhoneShowsWhatIsThereNow(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	his := ana.Write("exporto miel")
	ana.Edit(his, "exporto mole")
	own := b.said("chat_id", "77", "text", "¿Cuánto?", "reply_parameters", fmt.Sprintf(`{"message_id":%d,"quote":"mole"}`, his),
		"reply_markup", `{"inline_keyboard":[[{"text":"Poco","callback_data":"a"}],[{"text":"Mucho","callback_data":"b"}]]}`)
	gone := b.said("chat_id", "77", "text", "me equivoqué")
	at := fmt.Sprint(own)
	b.well(b.call("deleteMessage", "chat_id", "77", "message_id", fmt.Sprint(gone)), nil)
	b.well(b.call("setMessageReaction", "chat_id", "77", "message_id", fmt.Sprint(his), "reaction", `[{"type":"emoji","emoji":"👍"}]`), nil)
	screen := ana.Screen()
	if len(screen) != 3 {
		t.Fatalf("shown %+v", screen)
	}
	if m := screen[1]; !m.Mine || m.Text != "exporto mole" || m.Edited != 1 || m.Reactions[b.me.ID][0] != "👍" {
		t.Errorf("hers is %+v", m)
	}
	if m := screen[2]; m.Mine || m.ReplyTo != his || !slices.Equal(m.Labels(), []string{"Poco", "Mucho"}) || m.Fields["quote"] == nil {
		t.Errorf("the bot's is %+v", m)
	}
	b.well(b.call("editMessageReplyMarkup", "chat_id", "77", "message_id", at), nil)
	b.well(b.call("editMessageText", "chat_id", "77", "message_id", at, "text", "Gracias"), nil)
	if m := ana.Screen()[2]; m.Text != "Gracias" || m.Buttons != nil || m.Edited != 2 {
		t.Errorf("edited it is %+v", m)
	}
	if heard, err := ana.Heard(soon(t), 2); err != nil || len(heard) != 2 || !heard[1].Deleted {
		t.Errorf("heard %+v, %v", heard, err)
	}
}

func TestTheReplyKeyboardStaysUntilItIsTakenAway(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	b.said("chat_id", "77", "text", "?", "reply_markup",
		`{"keyboard":[[{"text":"Compartir mi teléfono","request_contact":true}],["Escribirlo"]],"resize_keyboard":true}`)
	if want := []string{"Compartir mi teléfono", "Escribirlo"}; !slices.Equal(ana.Keyboard(), want) {
		t.Errorf("shown %v", ana.Keyboard())
	}
	if _, err := ana.Tap("No"); err == nil {
		t.Error("a button was tapped that is not there")
	}
	for _, label := range ana.Keyboard() {
		if _, err := ana.Tap(label); err != nil {
			t.Error(err)
		}
	}
	got := b.updates()
	contact := got[1]["message"].(map[string]any)["contact"].(map[string]any)
	if contact["user_id"] != 77.0 || contact["phone_number"] == "" || got[2]["message"].(map[string]any)["text"] != "Escribirlo" {
		t.Errorf("tapped %v", got)
	}
	b.said("chat_id", "77", "text", "gracias", "reply_markup", `{"remove_keyboard":true}`)
	if ana.Keyboard() != nil {
		t.Errorf("still shown %v", ana.Keyboard())
	}
	b.said("chat_id", "77", "text", "?", "reply_markup", `{"keyboard":[["Sí"]],"one_time_keyboard":true}`)
	if _, err := ana.Tap("Sí"); err != nil || ana.Keyboard() != nil {
		t.Errorf("%v; still shown %v", err, ana.Keyboard())
	}
}

func TestWhatPeopleDoReachesTheBotInTelegramsForm(t *testing.T) {
	cases := []struct {
		name string
		do   func(*Person)
		kind string
		want []string // in the update
	}{
		{"an edit", func(p *Person) { p.Edit(1, "otro") }, "edited_message", []string{`"edit_date"`, `"otro"`}},
		{"a reply", func(p *Person) { p.Reply(1, "sí") }, "message", []string{`"reply_to_message"`, `"/start"`}},
		{"a reply to nothing", func(p *Person) { p.Reply(99, "sí") }, "message", []string{`"sí"`}},
		{"a quote", func(p *Person) { p.Quote(1, "start", "¿qué es?") }, "message", []string{`"quote":{"is_manual":true,"position":1,"text":"start"}`}},
		{"a forward", func(p *Person) { p.Forward("texto", "Luis") }, "message", []string{`"forward_origin"`, `"hidden_user"`, `"forward_sender_name":"Luis"`}},
		{"a card", func(p *Person) { p.ShareContact(Contact{Phone: "+521", First: "Luis"}) }, "message", []string{`"phone_number":"+521"`}},
		{"a place", func(p *Person) { p.Send("location", map[string]any{"latitude": 1.5}) }, "message", []string{`"latitude":1.5`}},
		{"several fields", func(p *Person) { p.SendFields("x", map[string]any{"venue": 1, "location": 2}) }, "message", []string{`"venue":1`, `"location":2`}},
		{"a reaction", func(p *Person) { p.React(1, "👍"); p.React(1) }, "message_reaction", []string{`"old_reaction":[{"emoji":"👍","type":"emoji"}]`, `"new_reaction":[]`}},
		{"a forged press", func(p *Person) { p.PressData(1, "v0:x") }, "callback_query", []string{`"data":"v0:x"`, `"chat_instance"`}},
		{"a press under nothing", func(p *Person) { p.PressData(99, "v0:x") }, "callback_query", []string{`"date":0`, `"message_id":99`}},
		{"a press under an old message", func(p *Person) { p.PressOld(1, "v0:x") }, "callback_query", []string{`"date":0`, `"message_id":1`}},
		{"a start with a payload", func(p *Person) { p.Start("feria_1") }, "message", []string{`"text":"/start feria_1"`, `"length":6`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := begin(t)
			b.updates("allowed_updates", `["message","edited_message","message_reaction","callback_query"]`)
			c.do(b.ana())
			last := string(b.queue.list[len(b.queue.list)-1].body)
			if !strings.Contains(last, `"`+c.kind+`":{`) {
				t.Errorf("the update is %s", last)
			}
			for _, part := range c.want {
				if !strings.Contains(last, part) {
					t.Errorf("no %s in %s", part, last)
				}
			}
		})
	}
}

func TestAQueryIsAnsweredOnceAndInTime(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	const words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
	query := ana.PressData(1, "a")
	b.refused(b.call("answerCallbackQuery", "callback_query_id", query, "text", strings.Repeat("a", 201)), 400, "Bad Request: MESSAGE_TOO_LONG")
	b.well(b.call("answerCallbackQuery", "callback_query_id", query), nil)
	b.refused(b.call("answerCallbackQuery", "callback_query_id", query), 400, words)
	old := ana.PressData(1, "a")
	b.Expire(old)
	b.refused(b.call("answerCallbackQuery", "callback_query_id", old), 400, words)
	if open := b.Unanswered(); open != nil {
		t.Errorf("unanswered are %v", open)
	}
}

func TestDraftsAreShownUntilTheMessageComes(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	b.well(b.call("sendMessageDraft", "chat_id", "77", "draft_id", "5", "text", "Los do"), nil)
	b.well(b.call("sendMessageDraft", "chat_id", "77", "draft_id", "5", "text", "Los documentos"), nil)
	b.said("chat_id", "77", "text", "Los documentos son tres.")
	if want := []string{"Los do", "Los documentos", ""}; !slices.Equal(ana.Drafts(), want) {
		t.Errorf("drafts %q", ana.Drafts())
	}
}

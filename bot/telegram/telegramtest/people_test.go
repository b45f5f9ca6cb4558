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

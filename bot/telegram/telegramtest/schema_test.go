package telegramtest

import (
	"strings"
	"testing"
)

func TestASchemaFindsMisspelledAndMistypedParameters(t *testing.T) {
	b := strictly(t)
	b.ana()
	cases := []struct{ name, method, body, words string }{
		{"a misspelled parameter", "sendMessage", `{"chat_id":77,"text":"x","parsemode":"HTML"}`, `parameter "parsemode" is not one of sendMessage`},
		{"a number that is none", "getUpdates", `{"timeout":"soon"}`, `parameter "timeout" of getUpdates: "soon" is not an Integer`},
		{"a Boolean that is none", "sendMessage", `{"chat_id":77,"text":"x","protect_content":"perhaps"}`, `parameter "protect_content" of sendMessage: "perhaps" is not a Boolean`},
		{"a list that is none", "getUpdates", `{"allowed_updates":"message"}`, `parameter "allowed_updates" of getUpdates: "message" is not JSON`},
		{"a list of other things", "getUpdates", `{"allowed_updates":[1]}`, `[0]: 1 is not of type String`},
		{"a field that is none", "sendMessage", `{"chat_id":77,"text":"x","link_preview_options":{"disabled":true}}`, `"disabled" is not a field of LinkPreviewOptions`},
		{"a field of another type", "sendMessage", `{"chat_id":77,"text":"x","link_preview_options":{"is_disabled":"yes"}}`, `LinkPreviewOptions.is_disabled: yes is not of type Boolean`},
		{"a field that is missing", "sendMessage", `{"chat_id":77,"text":"x","reply_parameters":{"quote":"a"}}`, `ReplyParameters has no "message_id"`},
		{"a button in a row of none", "sendMessage", `{"chat_id":77,"text":"x","reply_markup":{"inline_keyboard":[{"text":"a"}]}}`, `is not an Array of InlineKeyboardButton`},
		{"a misspelled button", "sendMessage", `{"chat_id":77,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","data":"b"}]]}}`, `"data" is not a field of InlineKeyboardButton`},
		{"a reaction of no type", "setMessageReaction", `{"chat_id":77,"message_id":1,"reaction":[{"emoji":"👍"}]}`, `ReactionTypeEmoji has no "type"`},
		{"a required one left out", "setMyCommands", `{}`, `parameter "commands" of setMyCommands is required`},
		{"a file that did not come", "sendPhoto", `{"chat_id":77,"photo":"attach://a","thumbnail":"x"}`, `parameter "thumbnail" is not one of sendPhoto`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := b.json(c.method, c.body)
			if a.status != 400 || !strings.HasPrefix(a.Description, "Bad Request: telegramtest: ") || !strings.Contains(a.Description, c.words) {
				t.Errorf("answered %d %q, want %q", a.status, a.Description, c.words)
			}
		})
	}
}

func TestASchemaTakesWhatIsRight(t *testing.T) {
	b := strictly(t)
	b.ana()
	cases := []struct{ method, body string }{
		{"sendMessage", `{"chat_id":"77","text":"x","parse_mode":null,"entities":[{"type":"bold","offset":0,"length":1}]}`},
		{"sendMessage", `{"chat_id":77,"text":"x","reply_markup":{"keyboard":[["sí",{"text":"no","style":"danger"}]],"is_persistent":true}}`},
		{"sendMessage", `{"chat_id":77,"text":"x","reply_markup":{"remove_keyboard":true},"disable_web_page_preview":true}`},
		{"sendMessage", `{"chat_id":77,"text":"x","reply_markup":{"force_reply":true,"input_field_placeholder":"RFC"}}`},
		{"sendMessage", `{"chat_id":77,"text":"x","reply_to_message_id":1,"reply_markup":{"inline_keyboard":[[{"text":"a","copy_text":{"text":"b"}}]]}}`},
		{"sendMessage", `{"chat_id":77,"text":"x","reply_parameters":{"message_id":1,"quote":"start","quote_entities":null}}`},
		{"setMessageReaction", `{"chat_id":77,"message_id":1,"reaction":[{"type":"emoji","emoji":"👍"}],"is_big":false}`},
		{"setMyCommands", `{"commands":[{"command":"ayuda","description":"Qué puedo hacer"}],"scope":{"type":"all_private_chats"},"language_code":"es"}`},
		{"sendMessageDraft", `{"chat_id":77,"draft_id":5,"text":""}`},
		{"getWebhookInfo", ``},
	}
	for _, c := range cases {
		b.well(b.json(c.method, c.body), nil)
	}
	b.well(b.call("sendMessage", "chat_id", "77", "text", "x", "entities", "null"), nil)
	b.refused(b.call("sendMessage", "text", "x"), 400, "Bad Request: chat_id is empty")
	b.refused(b.call("sendMessage", "chat_id", "77"), 400, "Bad Request: message text is empty")
	b.refused(b.json("sendMessage", `[1]`), 400, "Bad Request: can't parse request: object expected as JSON body")
}

func TestASchemaThatIsNoneIsRefused(t *testing.T) {
	for _, raw := range []string{"", "[]", `{"methods":{}}`} {
		if s, err := New(Options{Schema: []byte(raw)}); err == nil {
			s.Close()
			t.Errorf("%q was taken as a schema", raw)
		}
	}
}

package telegramtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const inline = `{"inline_keyboard":[[%s]]}`

func TestWhatTelegramRefusesIsRefusedInItsWords(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	b.Person(Profile{ID: 78, First: "Never wrote"})
	own, his := b.said("chat_id", "77", "text", "hola"), ana.Write("hola")
	keyed := b.said("chat_id", "77", "text", "k", "reply_markup", `{"keyboard":[[{"text":"a"}]]}`)
	long := strings.Repeat("ñ", maxText)
	mine, other, keys := fmt.Sprint(own), fmt.Sprint(his), fmt.Sprint(keyed)
	button := func(fields string) []string {
		return []string{"chat_id", "77", "text", "x", "reply_markup", fmt.Sprintf(inline, fields)}
	}
	cases := []struct {
		name, method string
		params       []string
		status       int
		words        string
	}{
		{"an empty text", "sendMessage", []string{"chat_id", "77", "text", " \n "}, 400, "Bad Request: message text is empty"},
		{"no text", "sendMessage", []string{"chat_id", "77"}, 400, "Bad Request: message text is empty"},
		{"a text too long", "sendMessage", []string{"chat_id", "77", "text", long + "x"}, 400, "Bad Request: message is too long"},
		{"emojis count twice", "sendMessage", []string{"chat_id", "77", "text", strings.Repeat("🙂", maxText/2+1)}, 400, "Bad Request: message is too long"},
		{"bytes that are no text", "sendMessage", []string{"chat_id", "77", "text", "a\xff"}, 400, "Bad Request: strings must be encoded in UTF-8"},
		{"no chat", "sendMessage", []string{"text", "x"}, 400, "Bad Request: chat_id is empty"},
		{"an unknown chat", "sendMessage", []string{"chat_id", "5", "text", "x"}, 400, "Bad Request: chat not found"},
		{"a name for a chat", "sendMessage", []string{"chat_id", "@nobody", "text", "x"}, 400, "Bad Request: chat not found"},
		{"one who never wrote", "sendMessage", []string{"chat_id", "78", "text", "x"}, 403, "Forbidden: bot can't initiate conversation with a user"},
		{"a parse mode that is none", "sendMessage", []string{"chat_id", "77", "text", "x", "parse_mode", "BBCode"}, 400, "Bad Request: unsupported parse_mode"},
		{"data of 65 bytes", "sendMessage", button(`{"text":"a","callback_data":"` + strings.Repeat("ñ", 32) + `x"}`), 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"data of no bytes", "sendMessage", button(`{"text":"a","callback_data":""}`), 400, "Bad Request: BUTTON_DATA_INVALID"},
		{"a button that does nothing", "sendMessage", button(`{"text":"a"}`), 400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"a button without a text", "sendMessage", button(`{"text":"","callback_data":"a"}`), 400, "Bad Request: telegramtest: an inline button has no text"},
		{"a button that does two things", "sendMessage", button(`{"text":"a","callback_data":"a","url":"https://a.mx"}`), 400, `Bad Request: telegramtest: button "a" does more than one thing`},
		{"a link to nowhere", "sendMessage", button(`{"text":"a","url":"https://nowhere"}`), 400, "Bad Request: BUTTON_URL_INVALID"},
		{"a style that is none", "sendMessage", button(`{"text":"a","callback_data":"a","style":"gold"}`), 400, "Bad Request: can't parse inline keyboard button: invalid button style specified"},
		{"nothing to copy", "sendMessage", button(`{"text":"a","copy_text":{"text":""}}`), 400, "Bad Request: BUTTON_COPY_TEXT_INVALID"},
		{"too many buttons", "sendMessage", button(strings.Repeat(`{"text":"a","callback_data":"a"},`, 100) + `{"text":"a","callback_data":"a"}`), 400, "Bad Request: reply markup is too long"},
		{"a keyboard that is no JSON", "sendMessage", []string{"chat_id", "77", "text", "x", "reply_markup", `{`}, 400, "Bad Request: can't parse reply keyboard markup JSON object"},
		{"a keyboard that is a list", "sendMessage", []string{"chat_id", "77", "text", "x", "reply_markup", `[]`}, 400, "Bad Request: object expected as reply markup"},
		{"an answer to nothing", "sendMessage", []string{"chat_id", "77", "text", "x", "reply_parameters", `{"message_id":999}`}, 400, "Bad Request: message to be replied not found"},
		{"a quote that is not there", "sendMessage", []string{"chat_id", "77", "text", "x", "reply_parameters", `{"message_id":` + mine + `,"quote":"adiós"}`}, 400, "Bad Request: QUOTE_TEXT_INVALID"},
		{"a preview of no address", "sendMessage", []string{"chat_id", "77", "text", "x", "link_preview_options", `{"url":"nowhere"}`}, 400, `Bad Request: telegramtest: link_preview_options has "nowhere", which is no address`},
		{"an edit of nothing", "editMessageText", []string{"chat_id", "77", "message_id", "999", "text", "x"}, 400, "Bad Request: message to edit not found"},
		{"an edit without an id", "editMessageText", []string{"chat_id", "77", "text", "x"}, 400, "Bad Request: message identifier is not specified"},
		{"an edit of a person's words", "editMessageText", []string{"chat_id", "77", "message_id", other, "text", "x"}, 400, "Bad Request: message can't be edited"},
		{"an edit under a keyboard", "editMessageText", []string{"chat_id", "77", "message_id", keys, "text", "x"}, 400, "Bad Request: message can't be edited"},
		{"an edit that changes nothing", "editMessageText", []string{"chat_id", "77", "message_id", mine, "text", "hola "}, 400, "Bad Request: " + notModified},
		{"buttons that stay the same", "editMessageReplyMarkup", []string{"chat_id", "77", "message_id", mine}, 400, "Bad Request: " + notModified},
		{"nothing to delete", "deleteMessage", []string{"chat_id", "77", "message_id", "999"}, 400, "Bad Request: message to delete not found"},
		{"an unknown query", "answerCallbackQuery", []string{"callback_query_id", "1"}, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"an unknown file", "getFile", []string{"file_id", "AgAD"}, 400, "Bad Request: invalid file_id"},
		{"no file", "sendDocument", []string{"chat_id", "77"}, 400, "Bad Request: there is no document in the request"},
		{"a file by an unknown id", "sendDocument", []string{"chat_id", "77", "document", "AgAD"}, 400, "Bad Request: wrong file identifier/HTTP URL specified"},
		{"an action that is none", "sendChatAction", []string{"chat_id", "77", "action", "thinking"}, 400, "Bad Request: wrong parameter action in request"},
		{"a reaction that is none", "setMessageReaction", []string{"chat_id", "77", "message_id", other, "reaction", `[{"type":"emoji","emoji":"🌮"}]`}, 400, "Bad Request: REACTION_INVALID"},
		{"two reactions", "setMessageReaction", []string{"chat_id", "77", "message_id", other, "reaction", `[{"type":"emoji","emoji":"👍"},{"type":"emoji","emoji":"🔥"}]`}, 400, "Bad Request: REACTIONS_TOO_MANY"},
		{"a reaction to nothing", "setMessageReaction", []string{"chat_id", "77", "message_id", "999", "reaction", `[]`}, 400, "Bad Request: message to react not found"},
		{"leaving a person", "leaveChat", []string{"chat_id", "77"}, 400, "Bad Request: chat member status can't be changed in private chats"},
		{"a draft without a number", "sendMessageDraft", []string{"chat_id", "77", "draft_id", "0", "text", "x"}, 400, "Bad Request: telegramtest: draft_id must not be 0"},
		{"a command in capitals", "setMyCommands", []string{"commands", `[{"command":"Ayuda","description":"x"}]`}, 400, "Bad Request: BOT_COMMAND_INVALID"},
		{"a command that says nothing", "setMyCommands", []string{"commands", `[{"command":"ayuda","description":" "}]`}, 400, "Bad Request: command description must be non-empty"},
		{"a language with a country", "setMyCommands", []string{"commands", `[]`, "language_code", "es-MX"}, 400, "Bad Request: invalid language code specified"},
		{"a description too long", "setMyDescription", []string{"description", strings.Repeat("a", 513)}, 400, "Bad Request: description is too long"},
		{"a method that is none", "sendMesage", nil, 404, "Not Found: method not found"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			bench{T: t, Server: b.Server}.refused(b.call(c.method, c.params...), c.status, c.words)
		})
	}
	if n := len(b.Refused()); n != len(cases) {
		t.Errorf("%d calls are told to be refused, want %d", n, len(cases))
	}
}

func TestWhatIsJustWithinALimitIsTaken(t *testing.T) {
	b := begin(t)
	b.ana()
	b.well(b.call("sendMessage", "chat_id", "77", "text", " "+strings.Repeat("ñ", maxText)+"\n"), nil)
	b.well(b.call("sendMessage", "chat_id", "77", "text", "x", "reply_markup",
		fmt.Sprintf(inline, `{"text":"a","callback_data":"`+strings.Repeat("ñ", 32)+`"}`)), nil)
	b.well(b.call("sendMessage", "chat_id", "77", "text", "x", "entities", "null"), nil)
	b.well(b.call("sendMessage", "chat_id", "77", "text", "x", "reply_parameters",
		`{"message_id":999,"allow_sending_without_reply":true}`), nil)
	b.well(b.call("SENDMESSAGE", "chat_id", "77", "text", "x"), nil)
}

func TestEntitiesMustLieInTheText(t *testing.T) {
	cases := []struct{ name, text, entities, words string }{
		{"behind the end", "hola", `[{"type":"bold","offset":4,"length":1}]`, "entity begins after the end of the text at UTF-16 offset 4"},
		{"over the end", "hola", `[{"type":"bold","offset":2,"length":3}]`, "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 5"},
		{"in half of an emoji", "🙂a", `[{"type":"bold","offset":1,"length":2}]`, "entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1"},
		{"to half of an emoji", "a🙂", `[{"type":"bold","offset":0,"length":2}]`, "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at UTF-16 offset 2"},
		{"a link to nowhere", "hola", `[{"type":"text_link","offset":0,"length":4,"url":"nowhere"}]`, `telegramtest: entity 0 is a link to "nowhere", which is no address`},
		{"crossing", "hola", `[{"type":"bold","offset":0,"length":3},{"type":"italic","offset":1,"length":3}]`, "telegramtest: entities 0 and 1 cross"},
		{"no such type", "hola", `[{"type":"big","offset":0,"length":3}]`, `telegramtest: there is no entity type "big"`},
		{"no JSON", "hola", `[{`, "can't parse entities JSON object"},
	}
	b := begin(t)
	b.ana()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := b.call("sendMessage", "chat_id", "77", "text", c.text, "entities", c.entities)
			bench{T: t, Server: b.Server}.refused(a, 400, "Bad Request: "+c.words)
		})
	}
}

func TestEntitiesMoveWithWhatIsTrimmed(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	b.said("chat_id", "77", "text", "\n \r🙂 hola\t \n", "entities", `[{"type":"bold","offset":6,"length":7}]`)
	heard, err := ana.Heard(soon(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []Entity{{Type: "bold", Offset: 3, Length: 4}}
	if heard[0].Text != "🙂 hola" || !slices.Equal(heard[0].Entities, want) {
		t.Errorf("shown %q %v", heard[0].Text, heard[0].Entities)
	}
}

func TestOnlyPeopleWhomTheBotMetAreMentioned(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	b.said("chat_id", "77", "text", "Ana y Eva", "entities", `[{"type":"text_mention","offset":0,"length":3,"user":{"id":77,"is_bot":false,"first_name":"?"}},
		{"type":"text_mention","offset":6,"length":3,"user":{"id":5,"is_bot":false,"first_name":"?"}}]`)
	heard, err := ana.Heard(soon(t), 1)
	if err != nil || len(heard[0].Entities) != 1 || heard[0].Entities[0].User.FirstName != "Ana" {
		t.Errorf("shown %+v, %v", heard, err)
	}
}

func TestTelegramMarksLinksAndCommandsByItself(t *testing.T) {
	text := "🙂 /ayuda o https://example.com/a. Escribe a ana@example.com, @pabellon_bot, #envios o example.mx"
	got := map[string]string{}
	for _, e := range detect(text, []Entity{{Type: "bold", Offset: 0, Length: 9}}) {
		got[e.Type] += "|" + string([]rune(strings.ReplaceAll(text, "🙂", "xx"))[e.Offset:e.Offset+e.Length])
	}
	want := map[string]string{"bold": "|xx /ayuda", "bot_command": "|/ayuda", "url": "|https://example.com/a|example.mx",
		"email": "|ana@example.com", "mention": "|@pabellon_bot", "hashtag": "|#envios"}
	for kind, part := range want {
		if got[kind] != part {
			t.Errorf("%s is %q, want %q", kind, got[kind], part)
		}
	}
	if inCode := detect("/ayuda", []Entity{{Type: "code", Offset: 0, Length: 6}}); len(inCode) != 1 {
		t.Errorf("in code is marked %v", inCode)
	}
}

func TestPathsAndTokensAreChecked(t *testing.T) {
	b := begin(t)
	get := func(path string) answer { return b.do(http.MethodGet, b.URL()+path, "", nil) }
	b.refused(get("/"), 404, "Not Found")
	b.refused(get("/bot"+b.Token()), 404, "Not Found")
	b.refused(get("/botabc/getMe"), 401, "Unauthorized: invalid token specified")
	b.refused(get("/bot123:abc/getMe"), 401, "Unauthorized")
	b.refused(get("/file/bot123:abc/documents/file_1.pdf"), 401, "Unauthorized")
	b.refused(get("/file/bot"+b.Token()+"/documents/file_1.pdf"), 404, "Not Found")
	var me struct {
		Username string
		Bot      bool `json:"is_bot"`
	}
	b.well(get("/bot"+b.Token()+"/getme"), &me)
	if me.Username != "pabellon_bot" || !me.Bot {
		t.Errorf("the bot is %+v", me)
	}
}

func TestAReplyKeyboardMustBeOne(t *testing.T) {
	cases := []struct{ keys, words string }{
		{`{"keyboard":[[{"text":""}]]}`, "telegramtest: a button of the reply keyboard has no text"},
		{`{"keyboard":[[{"text":"a","callback_data":"b"}]]}`, `telegramtest: button "a" is one for an inline keyboard`},
		{`{"keyboard":[[{"text":"a","style":"gold"}]]}`, "can't parse keyboard button: invalid button style specified"},
		{`{"keybord":[["a"]]}`, "telegramtest: reply_markup has no keyboard, remove_keyboard or force_reply"},
		{`{"keyboard":"a"}`, "can't parse reply keyboard markup JSON object"},
	}
	b := begin(t)
	b.ana()
	for _, c := range cases {
		b.refused(b.call("sendMessage", "chat_id", "77", "text", "x", "reply_markup", c.keys), 400, "Bad Request: "+c.words)
	}
	b.refused(b.call("editMessageText", "chat_id", "77", "message_id", fmt.Sprint(b.said("chat_id", "77", "text", "x")),
		"text", "y", "reply_markup", `{"force_reply":true}`), 400, "Bad Request: object expected as reply markup")
}

func TestDraftsAndPreviewsHaveTheirRules(t *testing.T) {
	b := begin(t)
	b.ana()
	b.Channel(-1000000000700, "Noticias")
	draft := func(chat, text string) answer {
		return b.call("sendMessageDraft", "chat_id", chat, "draft_id", "1", "text", text)
	}
	b.refused(draft("5", "x"), 400, "Bad Request: chat not found")
	b.refused(draft("-1000000000700", "x"), 400, "Bad Request: telegramtest: drafts are for private chats only")
	b.refused(draft("77", strings.Repeat("a", maxText+1)), 400, "Bad Request: message is too long")
	preview := func(options string) answer {
		return b.call("sendMessage", "chat_id", "77", "text", "x", "link_preview_options", options)
	}
	b.refused(preview("{"), 400, "Bad Request: can't parse link preview options JSON object")
	b.refused(preview(`{"prefer_small_media":true,"prefer_large_media":true}`), 400, "Bad Request: telegramtest: link_preview_options wants both small and large media")
	b.well(preview(`{"is_disabled":true}`), nil)
	b.refused(b.call("sendMessage", "chat_id", "77", "text", "x", "reply_parameters", "{"), 400, "Bad Request: can't parse reply parameters JSON object")
}

func TestAddressesAreCheckedAsTelegramDoes(t *testing.T) {
	for address, good := range map[string]bool{"https://example.com/a?b=c": true, "example.mx": true, "tg://user?id=5": true, "t.me/bot": true,
		"http://[::1]:80/": true, "ftp://example.com": false, "https://nowhere": false, "https://a b.mx": false, "": false, "http://%zz": false,
		"mailto:ana@example.com": false} {
		if validURL(address) != good {
			t.Errorf("%q is good: %v", address, !good)
		}
	}
}

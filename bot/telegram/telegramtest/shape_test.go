package telegramtest

import (
	"encoding/json"
	"fmt"
	"testing"
)

// strip takes out what is there on purpose although no schema has it.
func strip(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = strip(v[i])
		}
	case map[string]any:
		for _, name := range []string{"future_field", "brand_new", "forward_sender_name", "forward_date"} {
			delete(v, name)
		}
		for name := range v {
			v[name] = strip(v[name])
		}
	}
	return v
}

func (b bench) shaped(kind string, raw []byte) {
	b.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		b.Fatal(err)
	}
	if err := b.schema.value(kind, strip(v)); err != nil {
		b.Errorf("%s is no %s: %v", raw, kind, err)
	}
}

func TestUpdatesHaveTheShapeThatTheSchemaGivesThem(t *testing.T) {
	b := strictly(t)
	b.updates("allowed_updates", `["message","edited_message","callback_query","message_reaction","my_chat_member","channel_post"]`)
	ana := b.ana()
	own := b.said("chat_id", "77", "text", "¿Sí?", "reply_markup", `{"inline_keyboard":[[{"text":"Sí","callback_data":"a"}]]}`)
	for kind := range folders {
		ana.SendFile(File{Kind: kind, Name: "a.bin", Content: []byte("x"), Caption: "/ayuda https://example.com"})
	}
	ana.Album(File{Kind: "photo", Content: []byte("x")}, File{Kind: "photo", Content: []byte("y")})
	ana.Edit(1, "otro @pabellon_bot")
	ana.Quote(own, "Sí", "esto")
	ana.Forward("hola", "Luis")
	ana.ShareContact(Contact{Phone: "+52", First: "Ana", UserID: 77})
	ana.Send("location", map[string]any{"latitude": 1.5, "longitude": 2.5})
	ana.React(own, "👍")
	if _, err := ana.Press(own, "Sí"); err != nil {
		t.Fatal(err)
	}
	ana.PressOld(own, "a")
	ana.Block()
	ana.Unblock()
	g := b.Group(-500, "Exportadores")
	g.Add(ana)
	g.Write(ana, "/ayuda")
	g.Upgrade(-1000000000500)
	g.Kick(ana)
	b.Channel(-1000000000700, "Noticias").Post("abierto")
	if n := b.Pending(); n < 25 {
		t.Errorf("only %d updates were made", n)
	}
	for _, u := range b.queue.list {
		b.shaped("Update", u.body)
	}
}

func TestResultsHaveTheShapeThatTheSchemaGivesThem(t *testing.T) {
	b := strictly(t)
	ana := b.ana()
	own := fmt.Sprint(b.said("chat_id", "77", "text", "¿Sí?"))
	file := b.lookup(ana.SendFile(File{Kind: "voice", Content: []byte("x")})).file.ID
	b.well(b.call("setMyCommands", "commands", `[{"command":"ayuda","description":"Ayuda"}]`), nil)
	calls := []struct {
		method string
		params []string
	}{
		{"getMe", nil}, {"getFile", []string{"file_id", file}}, {"getMyCommands", nil}, {"getMyName", nil},
		{"getMyDescription", nil}, {"getMyShortDescription", nil}, {"getWebhookInfo", nil}, {"getChat", []string{"chat_id", "77"}},
		{"sendMessage", []string{"chat_id", "77", "text", "/ayuda", "reply_parameters", `{"message_id":1,"quote":"start"}`}},
		{"editMessageText", []string{"chat_id", "77", "message_id", own, "text", "no"}},
		{"sendChatAction", []string{"chat_id", "77", "action", "typing"}},
		{"setWebhook", []string{"url", "http://127.0.0.1:1/", "allowed_updates", `["message"]`}}, {"getWebhookInfo", nil},
	}
	for _, c := range calls {
		a := b.well(b.call(c.method, c.params...), nil)
		b.shaped(b.schema.Methods[c.method].Returns[0], a.Result)
	}
	a := b.well(b.upload("sendDocument", "document", "a.pdf", []byte("%PDF"), "chat_id", "77", "caption", "x"), nil)
	b.shaped("Message", a.Result)
}

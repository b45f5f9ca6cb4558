package telegramtest

import (
	"fmt"
	"strings"
	"testing"
)

func TestInAGroupTheBotHearsOnlyWhatIsForIt(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	g := b.Group(-500, "Exportadores")
	b.refused(b.call("sendMessage", "chat_id", "-500", "text", "x"), 403, "Forbidden: bot is not a member of the group chat")
	g.Add(ana)
	own := b.said("chat_id", "-500", "text", "hola")
	before := b.Pending()
	steps := []struct {
		say   func()
		heard int
	}{
		{func() { g.Write(ana, "hola a todos") }, 0},
		{func() { g.Write(ana, "/ayuda") }, 1},
		{func() { g.Write(ana, "/ayuda@otro_bot") }, 1},
		{func() { g.Write(ana, "/ayuda@pabellon_bot") }, 2},
		{func() { g.Write(ana, "oye @Pabellon_Bot") }, 3},
		{func() { g.Reply(ana, own, "gracias") }, 4},
	}
	for i, s := range steps {
		if s.say(); b.Pending()-before != s.heard {
			t.Errorf("after step %d the bot has heard %d, want %d", i, b.Pending()-before, s.heard)
		}
	}
	b.refused(b.call("sendMessage", "chat_id", "-500", "text", "x", "reply_markup",
		`{"keyboard":[[{"text":"a","request_contact":true}]]}`), 400, "Bad Request: phone number can be requested in private chats only")
	b.refused(b.call("deleteMessage", "chat_id", "-500", "message_id", fmt.Sprint(own+1)), 400, "Bad Request: message can't be deleted")
	if n := len(g.Screen()); n != 8 {
		t.Errorf("%d messages are shown", n)
	}
}

func TestAGroupThatBecameASupergroupTellsItsNewID(t *testing.T) {
	b := begin(t)
	g := b.Group(-500, "Exportadores")
	g.Add(b.ana())
	g.Upgrade(-1001234567890)
	a := b.refused(b.call("sendMessage", "chat_id", "-500", "text", "x"), 400, "Bad Request: group chat was upgraded to a supergroup chat")
	if a.Parameters.Migrate != -1001234567890 {
		t.Errorf("answered %s", a.body)
	}
	b.said("chat_id", "-1001234567890", "text", "x")
	got := fmt.Sprint(b.updates())
	for _, field := range []string{"my_chat_member", "new_chat_members", "migrate_to_chat_id", "migrate_from_chat_id"} {
		if !strings.Contains(got, field) {
			t.Errorf("no %s in %s", field, got)
		}
	}
}

func TestABotThatLeftOrWasThrownOutCanNotWrite(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	g, h := b.Group(-500, "A"), b.Group(-1000000000600, "B")
	g.Add(ana)
	h.Add(ana)
	b.well(b.call("leaveChat", "chat_id", "-500"), nil)
	if !g.Left() || h.Left() {
		t.Errorf("left %v and %v", g.Left(), h.Left())
	}
	b.refused(b.call("sendMessage", "chat_id", "-500", "text", "x"), 403, "Forbidden: bot is not a member of the group chat")
	h.Kick(ana)
	b.refused(b.call("sendMessage", "chat_id", "-1000000000600", "text", "x"), 403, "Forbidden: bot was kicked from the supergroup chat")
	g.Add(ana)
	g.Kick(ana)
	b.refused(b.call("sendMessage", "chat_id", "-500", "text", "x"), 403, "Forbidden: bot was kicked from the group chat")
	b.refused(b.call("getChat", "chat_id", "-500"), 403, "Forbidden: bot was kicked from the group chat")
}

func TestAChannelPosts(t *testing.T) {
	b := begin(t)
	b.Channel(-1000000000700, "Noticias").Post("abierto")
	post := b.updates()[0]["channel_post"].(map[string]any)
	if post["text"] != "abierto" || post["from"] != nil || post["sender_chat"] == nil {
		t.Errorf("posted %v", post)
	}
}

func TestTheBotTellsOfItselfByLanguage(t *testing.T) {
	b := begin(t)
	b.well(b.call("setMyCommands", "commands", `[{"command":"/help","description":"Help"}]`), nil)
	b.well(b.call("setMyCommands", "language_code", "es", "commands", `[{"command":"ayuda","description":"Ayuda"}]`), nil)
	b.well(b.call("setMyName", "name", "Stand"), nil)
	b.well(b.call("setMyDescription", "description", "Descripción", "language_code", "es"), nil)
	cases := []struct{ method, language, want string }{
		{"getMyCommands", "", `"help"`}, {"getMyCommands", "es", `"ayuda"`}, {"getMyCommands", "fr", `[]`},
		{"getMyName", "es", `"Stand"`}, {"getMyDescription", "es", `"Descripción"`}, {"getMyDescription", "", `""`},
		{"getMyShortDescription", "", `{"short_description":""}`},
	}
	for _, c := range cases {
		if a := b.well(b.call(c.method, "language_code", c.language), nil); !strings.Contains(a.body, c.want) {
			t.Errorf("%s %q: %s", c.method, c.language, a.body)
		}
	}
	b.well(b.call("deleteMyCommands", "language_code", "es"), nil)
	if a := b.well(b.call("getMyCommands", "language_code", "es"), nil); !strings.Contains(a.body, "[]") {
		t.Errorf("deleted, but %s", a.body)
	}
	b.ana()
	if a := b.well(b.call("getChat", "chat_id", "77"), nil); !strings.Contains(a.body, `"first_name":"Ana"`) {
		t.Errorf("the chat is %s", a.body)
	}
}

func TestSomeMessagesHaveFieldsThatNobodyKnowsYet(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	for range 5 {
		ana.Write("hola")
	}
	if got := fmt.Sprint(b.updates()); strings.Count(got, "future_field") != 1 || strings.Count(got, "brand_new") != 1 {
		t.Errorf("got %s", got)
	}
}

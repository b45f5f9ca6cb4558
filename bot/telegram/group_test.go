package telegram_test

import (
	"io"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/telegram/telegramtest"
)

// leaving are calls that may come when the bot has left already.
func leaving(c telegramtest.Call) bool { return c.Method == "leaveChat" && c.Status == 403 }

func TestAGroupHearsAPoliteLineAndIsLeft(t *testing.T) {
	for lang, want := range map[string]string{"es-MX": "Solo atiendo en privado.", "en": "I only talk in private.", "": "Solo atiendo en privado.", "pt": "Solo atiendo en privado."} {
		for _, number := range []int64{-5, -1000000000005} {
			w := start(t)
			w.may = leaving
			luis := w.server.Person(telegramtest.Profile{ID: 80, Lang: lang})
			g := w.server.Group(number, "Exportadores")
			g.Add(luis)
			w.until("it left", g.Left)
			said := 0
			for _, m := range g.Screen() {
				if m.Text == want {
					said++
				}
			}
			if said != 1 {
				t.Errorf("language %q: said %d times in %+v, want once", lang, said, g.Screen())
			}
			if turns := w.backend.all(); len(turns) > 0 {
				t.Errorf("turns %+v of a group", turns)
			}
		}
	}
}

func TestTheLineIsSaidBeforeTheGroupIsLeftHoweverOften(t *testing.T) {
	for range 20 {
		w := start(t)
		w.may = leaving
		luis := w.server.Person(telegramtest.Profile{ID: 80, Lang: "es"})
		g := w.server.Group(-5, "Exportadores")
		w.server.Fail(telegramtest.Fault{Method: "sendMessage", Delay: 5e6}) // a word takes longer than to leave
		g.Add(luis)
		w.until("it left", g.Left)
		w.until("it is quiet", func() bool { return called(w, "sendMessage") > 0 && called(w, "leaveChat") > 0 })
		if all := g.Screen(); len(all) < 2 || !strings.Contains(all[len(all)-1].Text, "privado") {
			t.Fatalf("the group saw %+v, want a polite line", all)
		}
	}
}

func TestAGroupThatThrowsTheBotOutOrMovesIsNoTrouble(t *testing.T) {
	s, b := fake(t), &backend{}
	w := join(t, s, b)
	w.may = func(c telegramtest.Call) bool { return c.Method == "leaveChat" || c.Method == "sendMessage" }
	luis := s.Person(telegramtest.Profile{ID: 80, Lang: "es"})
	g, h := s.Group(-5, "Uno"), s.Group(-6, "Dos")
	g.Add(luis)
	g.Kick(luis)
	h.Add(luis)
	h.Upgrade(-1000000000006)
	luis.Start("")
	w.run()
	w.turns(1)
	w.until("it left the group that moved", h.Left)
	w.until("all is acknowledged", func() bool { return s.Pending() == 0 })
	if len(b.all()) != 1 || w.log.count("level=ERROR") > 0 {
		t.Errorf("turns %+v\n%s", b.all(), w.log)
	}
}

func TestChannelsAreNotHeard(t *testing.T) {
	w := start(t)
	c := w.server.Channel(-1000000000009, "Noticias")
	c.Post("/start")
	w.server.Raw(map[string]any{"channel_post": map[string]any{"message_id": 5, "date": 1, "text": "x", "chat": map[string]any{"id": -1000000000009, "type": "channel"}}})
	w.ana()
	w.turns(1)
	if n := called(w, "sendMessage"); n > 0 || len(w.backend.all()) != 1 {
		t.Errorf("said %d messages and kept %+v", n, w.backend.all())
	}
}

func TestFilesThatPeopleSendAreOpened(t *testing.T) {
	w := start(t)
	ana := w.ana()
	ana.SendFile(telegramtest.File{Kind: "document", Name: "a.pdf", Content: []byte("%PDF-1.7")})
	ana.SendFile(telegramtest.File{Kind: "document", Name: "b.pdf", Content: []byte("x"), Size: bot.MaxFile + 1})
	ana.SendFile(telegramtest.File{Kind: "voice", Content: []byte("ogg")})
	turns := w.turns(4)
	r, err := w.OpenFile(t.Context(), *turns[1].File)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	_ = r.Close()
	if err != nil || string(content) != "%PDF-1.7" {
		t.Errorf("read %q, %v", content, err)
	}
	w.may = func(c telegramtest.Call) bool { return c.Method == "getFile" }
	for name, f := range map[string]bot.File{"too large": *turns[2].File, "unknown": {Path: "nobody"}, "none": {}} {
		if r, err := w.OpenFile(t.Context(), f); err == nil {
			_ = r.Close()
			t.Errorf("%s: it opened", name)
		}
	}
	for name, fault := range map[string]telegramtest.Fault{"gone": {Status: 404}, "dropped": {Drop: true}, "a gateway": {Status: 502}} {
		fault.Method, fault.Times = "file", -1 // a dropped download is tried again by net/http
		w.server.Heal()
		w.server.Fail(fault)
		if r, err := w.OpenFile(t.Context(), *turns[1].File); err == nil {
			_ = r.Close()
			t.Errorf("%s: it opened", name)
		}
	}
}

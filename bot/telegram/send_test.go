package telegram_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"pabellon/bot"
	"pabellon/bot/telegram"
	"pabellon/bot/telegram/telegramtest"
)

// dressed are the stretches of a text that have a look: "bold:words" or "text_link:words→address".
func dressed(m telegramtest.Shown) []string {
	var out []string
	text := utf16.Encode([]rune(m.Text))
	for _, e := range m.Entities {
		if e.Type != "bold" && e.Type != "code" && e.Type != "text_link" {
			continue // found by Telegram itself
		}
		s := e.Type + ":" + string(utf16.Decode(text[e.Offset:e.Offset+e.Length]))
		if e.URL != "" {
			s += "→" + e.URL
		}
		out = append(out, s)
	}
	return out
}

func TestAMessageIsShownAsItIsMeant(t *testing.T) {
	cases := []struct {
		name    string
		message bot.Message
		text    string
		looks   []string
	}{
		{"plain words", bot.Message{Text: "Hola, Ana."}, "Hola, Ana.", nil},
		{"bold and code", bot.Message{Text: "Tu folio es **AM-7** o `AM-7`."}, "Tu folio es AM-7 o AM-7.", []string{"bold:AM-7", "code:AM-7"}},
		{"bold after emojis", bot.Message{Text: "👩‍👩‍👧 🇲🇽 **ñandú** 😀**sí**"}, "👩‍👩‍👧 🇲🇽 ñandú 😀sí", []string{"bold:ñandú", "bold:sí"}},
		{"emojis in bold", bot.Message{Text: "a **👩‍👩‍👧 b** c"}, "a 👩‍👩‍👧 b c", []string{"bold:👩‍👩‍👧 b"}},
		{"bold at the ends, with spaces", bot.Message{Text: " **  hola **\n** fin  ** \n"}, "hola \n fin", []string{"bold:hola ", "bold: fin"}},
		{"a mark around nothing", bot.Message{Text: "a ** ** b"}, "a   b", nil},
		{"a link", bot.Message{Text: "Mira [la guía](https://example.com/a?b=1&c=(2)."}, "Mira la guía.", []string{"text_link:la guía→https://example.com/a?b=1&c=(2"}},
		{"a link that Telegram would not open", bot.Message{Text: "Mira [aquí](http://localhost/x) y [allá](https://example.com/a)"}, "Mira aquí (http://localhost/x) y allá", []string{"text_link:allá→https://example.com/a"}},
		{"an address with no name", bot.Message{Text: "Mira [aquí](https://x.) y [allá](http://.)"}, "Mira aquí (https://x.) y allá (http://.)", nil},
		{"an address that is too long", bot.Message{Text: "Mira [aquí](https://e.com/" + strings.Repeat("a", 2100) + ")"}, "Mira aquí (https://e.com/" + strings.Repeat("a", 2100) + ")", nil},
		{"marks that people wrote", bot.Message{Text: "Dijiste " + bot.Escape("**[x](https://e.com)** `a` \\") + "."}, "Dijiste **[x](https://e.com)** `a` \\.", nil},
		{"HTML and Markdown are words", bot.Message{Text: "<b>1</b> &amp; _2_ ~3~ ||4|| #5 > 6 - 7 = {8}!"}, "<b>1</b> &amp; _2_ ~3~ ||4|| #5 > 6 - 7 = {8}!", nil},
		{"facts", bot.Message{Text: "Esto tengo:", Facts: []bot.Fact{{Label: "Empresa", Value: "Ñandú *SA*"}, {Label: "RFC", Value: "XAXX", Note: "del acta"}}},
			"Esto tengo:\nEmpresa: Ñandú *SA*\nRFC: XAXX (del acta)", []string{"bold:Empresa:", "bold:RFC:"}},
		{"sources", bot.Message{Text: "Diez días.", Lang: "es", Sources: []bot.Source{{Title: "A&V, 2026", URL: "https://example.com/av", Reviewed: "2026-11-22"}, {Title: "Guía", Reviewed: "hace poco"}}},
			"Diez días.\n\nFuente: A&V, 2026 · revisado 22 nov 2026\nFuente: Guía · revisado hace poco", []string{"text_link:A&V, 2026→https://example.com/av"}},
		{"sources in English", bot.Message{Text: "Ten days.", Lang: "en", Sources: []bot.Source{{Title: "Guide", Reviewed: "2026-01-05"}}},
			"Ten days.\n\nSource: Guide · reviewed 5 Jan 2026", nil},
		{"a language that is not known", bot.Message{Text: "Dez dias.", Lang: "pt", Sources: []bot.Source{{Title: "Guia"}}}, "Dez dias.\n\nFuente: Guia", nil},
		{"control characters", bot.Message{Text: "a\x00b\rc\td\x1b[0m\u202ee\u2066"}, "abc d[0me\u2066", nil},
		{"broken UTF-8", bot.Message{Text: "a\xff\xfeb **\xc3**"}, "a\uFFFDb \uFFFD", []string{"bold:\uFFFD"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := join(t, fake(t), &backend{})
			ana := w.ana()
			w.say(c.message)
			got := w.last(ana)
			if got.Text != c.text || !slices.Equal(dressed(got), c.looks) {
				t.Errorf("shown\n%q %q, want\n%q %q", got.Text, dressed(got), c.text, c.looks)
			}
			for _, call := range w.server.Calls() {
				if call.Params["parse_mode"] != "" || !strings.Contains(call.Params["link_preview_options"], `"is_disabled":true`) {
					t.Errorf("sent with %v", call.Params)
				}
			}
		})
	}
}

func TestALongTextGoesOutInPartsWithItsButtonsUnderTheLast(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	var paragraphs []string
	for i := range 60 {
		paragraphs = append(paragraphs, fmt.Sprintf("**Punto %d.** %s😀", i, strings.Repeat("palabra ñ ", 20)))
	}
	text := strings.Join(paragraphs, "\n\n")
	receipt := w.say(bot.Message{Text: text, Buttons: []bot.Button{{Label: "Sí", Payload: "v1:yes"}}})
	said := heard(ana)
	if len(said) < 3 || len(strings.Fields(receipt)) != len(said) {
		t.Fatalf("%d messages and receipt %q", len(said), receipt)
	}
	bold := 0
	for i, m := range said {
		if n := len(utf16.Encode([]rune(m.Text))); n > 4096 {
			t.Errorf("part %d has %d units", i, n)
		}
		if !strings.HasPrefix(m.Text, "Punto") || (len(m.Buttons) > 0) != (i == len(said)-1) {
			t.Errorf("part %d begins %.20q and has the buttons %q", i, m.Text, m.Labels())
		}
		for _, look := range dressed(m) {
			if !strings.HasPrefix(look, "bold:Punto ") {
				t.Errorf("part %d: %q", i, look)
			}
			bold++
		}
	}
	if bold != 60 {
		t.Errorf("%d points in bold, want 60", bold)
	}
}

func TestAFailureBetweenPartsDoesNotSayThemTwice(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	d := w.delivery(bot.Message{Text: strings.Repeat("uno ", 1000) + "\n\n" + strings.Repeat("dos ", 1000) + "\n\n" + strings.Repeat("tres ", 800),
		Files: []bot.Attachment{{Name: "a.txt", Content: []byte("a")}, {Name: "b.txt", Content: []byte("b")}}})
	w.server.Fail(telegramtest.Fault{Method: "sendMessage", Delay: 1, Then: &telegramtest.Fault{Method: "sendMessage", Status: 502}})
	w.server.Fail(telegramtest.Fault{Method: "sendDocument", Delay: 1, Then: &telegramtest.Fault{Method: "sendDocument", Drop: true}})
	var wait *bot.RetryAfterError
	tries := 0
	receipt, err := w.Send(t.Context(), d)
	for ; err != nil && tries < 5; tries++ {
		if errors.As(err, &wait) {
			t.Fatal(err)
		}
		receipt, err = w.Send(t.Context(), d)
	}
	if err != nil || tries != 2 {
		t.Fatalf("after %d tries: %v", tries, err)
	}
	var got []string
	for _, m := range heard(ana) {
		if m.File != nil {
			got = append(got, m.File.Name)
			continue
		}
		got = append(got, strings.Fields(m.Text)[0])
	}
	if want := []string{"uno", "dos", "tres", "a.txt", "b.txt"}; !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
	if len(strings.Fields(receipt)) != 5 {
		t.Errorf("receipt %q, want five ids", receipt)
	}
}

func TestFilesGoOutUnderTheirOwnNames(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	w.say(bot.Message{Text: "Tus datos", Files: []bot.Attachment{{Name: bot.DataFileJSON, Type: "application/json", Content: []byte(`{"a":1}`)},
		{Name: "../../etc/pass\nwd.txt", Content: []byte("x")}}})
	said := heard(ana)
	if len(said) != 3 || said[1].File.Name != bot.DataFileJSON || string(said[1].File.Content) != `{"a":1}` {
		t.Fatalf("said %+v", said)
	}
	if name := said[2].File.Name; strings.ContainsAny(name, "/\\\n") || !strings.HasSuffix(name, ".txt") {
		t.Errorf("a file is named %q", name)
	}
}

func TestAMessageThatAnswersSomethingOlderQuotesIt(t *testing.T) {
	w := start(t)
	ana := w.ana()
	first := ana.Write("¿cuánto cuesta?")
	asked := w.turns(2)[1].ID
	w.say(bot.Message{Text: "Mil.", For: asked})
	if got := w.last(ana); got.ReplyTo != 0 {
		t.Errorf("it quotes %d, although that is the newest", got.ReplyTo)
	}
	ana.Write("¿y el envío?")
	w.turns(3)
	w.say(bot.Message{Text: "Mil, decía.", For: asked})
	if got := w.last(ana); got.ReplyTo != first {
		t.Errorf("it quotes %d, want %d, for Ana has written since", got.ReplyTo, first)
	}
	w.say(bot.Message{Text: "Una persona dice: mil.", Quotes: asked})
	if got := w.last(ana); got.ReplyTo != first {
		t.Errorf("it quotes %d, want %d, as it was told", got.ReplyTo, first)
	}
	w.say(bot.Message{Text: strings.Repeat("largo ", 1000), Quotes: asked})
	if all := heard(ana); all[len(all)-1].ReplyTo != 0 || all[len(all)-2].ReplyTo != first {
		t.Errorf("parts quote %d and %d, want the first only", all[len(all)-2].ReplyTo, all[len(all)-1].ReplyTo)
	}
	w.say(bot.Message{Text: "Y esto a algo que ya no está.", Quotes: "m99999"})
	for _, odd := range []string{"q5", "lost.3", "", "mm", "m"} {
		w.say(bot.Message{Text: "Y esto a lo que no es un mensaje: " + odd, Quotes: odd, For: odd})
		if got := w.last(ana); got.ReplyTo != 0 {
			t.Errorf("for %q it quotes %d", odd, got.ReplyTo)
		}
	}
}

func TestAnAnswerToAnEditQuotesTheMessage(t *testing.T) {
	w := start(t)
	ana := w.ana()
	id := ana.Write("¿cuánto?")
	ana.Edit(id, "¿cuánto cuesta?")
	edit := w.turns(3)[2].ID
	ana.Write("¿hola?")
	w.turns(4)
	w.say(bot.Message{Text: "Mil.", For: edit})
	if got := w.last(ana); got.ReplyTo != id {
		t.Errorf("it quotes %d, want %d", got.ReplyTo, id)
	}
}

func TestOnlyPeopleOfTheChannelAreWrittenTo(t *testing.T) {
	w := join(t, fake(t), &backend{})
	for _, d := range []bot.Delivery{
		{ID: "a", Conversation: "web:77", Message: bot.Message{To: bot.Person, Text: "x"}},
		{ID: "b", Conversation: "telegram:ana", Message: bot.Message{To: bot.Person, Text: "x"}},
		{ID: "c", Conversation: "telegram:77", Message: bot.Message{To: bot.ForStaff, Text: "x"}},
	} {
		_, err := w.Send(t.Context(), d)
		var refused *bot.PermanentError
		if !errors.As(err, &refused) {
			t.Errorf("%+v: %v, want to be refused for ever", d, err)
		}
	}
	if n := len(w.server.Calls()); n > 0 {
		t.Errorf("%d calls were made", n)
	}
}

func TestTypingIsShownAndItsFailureIsNone(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	w.Typing(t.Context(), "telegram:77")
	w.Typing(t.Context(), "telegram:"+strconv.Itoa(1<<30))
	w.Typing(t.Context(), "web:77")
	w.may = func(c telegramtest.Call) bool { return c.Method == "sendChatAction" }
	if ana.Typing() != 1 || w.log.count("level=WARN")+w.log.count("level=ERROR") > 0 {
		t.Errorf("shown %d times:\n%s", ana.Typing(), w.log)
	}
}

var _ bot.Sender = (*telegram.Telegram)(nil)

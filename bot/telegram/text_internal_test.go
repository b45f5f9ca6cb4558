package telegram

import (
	"reflect"
	"strings"
	"testing"

	"pabellon/bot"
)

func TestATextIsWhatTelegramKeepsOfIt(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"words", "Hola, ñandú 😀", "Hola, ñandú 😀"},
		{"new lines stay", "a\nb\n\nc", "a\nb\n\nc"},
		{"carriage returns go", "a\r\nb\r", "a\nb"},
		{"tabs are spaces", "a\tb\vc\fd\u0085e", "a b c d e"},
		{"controls go", "a\x00b\x07c\x1bd\x7fe\u0090f", "abcdef"},
		{"marks that turn the writing go", "a\u202ab\u202bc\u202cd\u202de\u202ef", "abcdef"},
		{"line separators are spaces", "a\u2028b\u2029c", "a b c"},
		{"isolates, joiners and zero widths stay", "a\u2066b\u200dc\u200bd\ufeffe\u00a0f", "a\u2066b\u200dc\u200bd\ufeffe\u00a0f"},
		{"bytes that are no UTF-8", "a\xff\xfeb\xed\xa0\x80c", "a\uFFFDb\uFFFDc"},
	}
	for _, c := range cases {
		if got := plain(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestUnitsAreThoseOfUTF16(t *testing.T) {
	for text, want := range map[string]int{"": 0, "a": 1, "ñ": 1, "漢": 1, "😀": 2, "🇲🇽": 4, "👩‍👩‍👧": 8, "e\u0301": 2, "\uFFFD": 1, "\U0010FFFF": 2} {
		if got := units(text); got != want {
			t.Errorf("%q has %d units, want %d", text, got, want)
		}
	}
}

func TestALinkIsOneThatTelegramOpens(t *testing.T) {
	good := []string{"https://example.com", "http://example.com/a?b=1#c", "https://EXAMPLE.com:8443/ñ", "https://a.b.c.mx/(x)", "https://user@example.com/"}
	bad := []string{"", "example.com", "ftp://example.com", "tg://user?id=1", "javascript:alert(1)", "https://", "https://localhost", "https://example", "https://x.", "http://.", "http://..", "https://e.com/a b", "https://e.com/\n",
		"https://e.com/\x00", "https://[::1]/", "https://%zz.com", "https://e.com/" + strings.Repeat("a", 3000), "mailto:a@example.com", "data:text/html,x"}
	for _, u := range good {
		if !linkable(u) {
			t.Errorf("%.60q is no link", u)
		}
	}
	for _, u := range bad {
		if linkable(u) {
			t.Errorf("%.60q is a link", u)
		}
	}
}

func TestEntitiesKeepTheirPlaces(t *testing.T) {
	s := say("  😀 **ñ** `c` [l](https://e.com/x) fin  ").trim()
	want := []entity{{Type: "bold", Offset: 3, Length: 1}, {Type: "code", Offset: 5, Length: 1}, {Type: "text_link", Offset: 7, Length: 1, URL: "https://e.com/x"}}
	if s.text != "😀 ñ c l fin" || s.units != 12 || !reflect.DeepEqual(s.entities, want) {
		t.Errorf("%q of %d units with %+v", s.text, s.units, s.entities)
	}
	part := s.cut(strings.Index(s.text, "c"), len(s.text))
	if part.text != "c l fin" || part.entities[0].Offset != 0 || part.entities[1].Offset != 2 || s.entities[1].Offset != 5 {
		t.Errorf("cut %+v of %+v", part, s)
	}
}

func TestTheLastSentenceIsTheOneThatAsks(t *testing.T) {
	for text, want := range map[string]string{"Sí. ¿Cuál es tu correo?": "¿Cuál es tu correo?", "Bien.\n\n¿Y el RFC? Sin guiones.": "¿Y el RFC? Sin guiones.", "Uno. Dos": "Dos", "Uno\nDos. Tres": "Dos. Tres",
		"Is it? Yes": "Yes", "Nada": "", "": "", "¿Cuál?": "", "Fin. ": ""} {
		at := lastSentence(text)
		if got := text[at:]; at == 0 && want != "" || at > 0 && got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestReceiptsNameMessagesAndKeys(t *testing.T) {
	for receipt, want := range map[string]struct {
		ids  int
		keys bool
	}{"": {0, false}, "5": {1, false}, "5 6": {2, false}, "5 k": {1, true}, "5 6 k": {2, true}} {
		if len(idsOf(receipt)) != want.ids || keysUp(receipt) != want.keys {
			t.Errorf("%q: %q %v", receipt, idsOf(receipt), keysUp(receipt))
		}
	}
}

func TestKeyboardsFitANarrowPhone(t *testing.T) {
	k := keyboardOf(bot.Message{Buttons: []bot.Button{{Label: strings.Repeat("a", 15), Payload: "1"}, {Label: strings.Repeat("b", 13), Payload: "2"}, {Label: "c", Payload: "3"}}}, "")
	if len(k.Inline) != 2 || len(k.Inline[0]) != 2 {
		t.Errorf("rows %+v, want two of thirty letters at most", k.Inline)
	}
	if got := (markup{}).json(); got != "" {
		t.Errorf("no keyboard is %q", got)
	}
}

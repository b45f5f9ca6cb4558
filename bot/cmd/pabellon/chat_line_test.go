package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pabellon/bot"
)

func TestALineThatCannotBeIsToldWhy(t *testing.T) {
	for line, says := range map[string]string{
		`hola`:                                            "not a JSON object",
		`["a"]`:                                           "not a JSON object",
		`{"chat":"a","id":"1"`:                            "not a JSON object",
		`{"chat":"a","id":"1"} {"chat":"a"}`:              "not a JSON object",
		`{"chat":"a","text":"x"}`:                         `"id" is missing`,
		`{"id":"1","text":"x"}`:                           `"chat" is missing`,
		`{"chat":"a","id":"1","txt":"x"}`:                 `unknown field "txt"`,
		`{"chat":"a","id":1}`:                             `"id" must be a string, not a number`,
		`{"chat":"a","id":"1","contact":"55"}`:            `"contact" must be an object`,
		`{"chat":"a","id":"1","contact":{}}`:              `"contact" has no "phone"`,
		`{"chat":"a","id":"1","lang":"fr"}`:               `unknown lang "fr"`,
		`{"chat":"a","id":"1","action":"take"}`:           `"staff" is missing`,
		`{"staff":"U","id":"1","action":"take"}`:          `"application" is missing`,
		`{"staff":"U","application":"PAB-0001","id":"1"}`: `"action" is missing`,
		`{"staff":"U","application":"PAB-0001","id":"1","action":"eat"}`:  `unknown action "eat"`,
		`{"clock":"tomorrow","id":"1"}`:                                   `"tomorrow" is not a time`,
		`{"clock":12,"id":"1"}`:                                           `12 is not a time such as`,
		`{"clock":"2026-11-25T10:00:00","id":"1"}`:                        `"2026-11-25T10:00:00" is not a time such as`,
		`{"clock":"2026-11-25T10:00:00-06:00"}`:                           `"id" is missing`,
		`{"clock":"2026-11-25T10:00:00-06:00","id":"1","chat":"a"}`:       `has only an "id"`,
		`{"chat":"` + strings.Repeat("a", maxName+1) + `","id":"1"}`:      "longer than",
		`{"chat":"a","id":"1","voice":{"path":"x.ogg","seconds":"nine"}}`: `"voice.seconds" must be a whole number`,
	} {
		if _, err := readLine([]byte(line)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.80s\n  gives %v\n  want  %s", line, err, says)
		}
	}
}

func TestTheIDIsKnownEvenWhenTheRestIsNot(t *testing.T) {
	for _, line := range []string{`{"chat":"a","id":"m1","nonsense":1}`, `{"chat":7,"id":"m1"}`} {
		if l, err := readLine([]byte(line)); err == nil || l.ID != "m1" {
			t.Errorf("%s: id %q, error %v", line, l.ID, err)
		}
	}
}

func TestTheLinesOfTheInterfaceBecomeTurns(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for line, want := range map[string]bot.Turn{
		`{"chat":"a1","id":"m1","text":"hola","lang":"en"}`:                                      {Text: "hola", Lang: "en"},
		`{"chat":"a1","id":"m1","button":"1:yes"}`:                                               {Button: "1:yes"},
		`{"chat":"a1","id":"m1","edit":"m0","text":"x"}`:                                         {Edit: "a1:m0", Text: "x"},
		`{"chat":"a1","id":"m1","contact":{"phone":"+525512345678","own":true}}`:                 {Contact: &bot.Contact{Phone: "+525512345678", Own: true}},
		`{"chat":"a1","id":"m1","file":{"path":"c.pdf","name":"c.pdf"},"text":"caption"}`:        {File: &bot.File{Path: "c.pdf", Name: "c.pdf"}, Text: "caption"},
		`{"chat":"a1","id":"m1","voice":{"path":"nota.ogg","seconds":9}}`:                        {Voice: &bot.Voice{Path: "nota.ogg", Seconds: 9}},
		`{"staff":"U1","name":"Laura","application":"PAB-0001","id":"m1","action":"approve"}`:    {Action: "approve"},
		`{"staff":"U1","application":"PAB-0001","id":"m1","action":"ask","text":"¿Constancia?"}`: {Action: "ask", Text: "¿Constancia?"},
	} {
		l, err := readLine([]byte(line))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		got := l.turn("chat:a1", now)
		if got.Text != want.Text || got.Button != want.Button || got.Edit != want.Edit || got.Action != want.Action || got.Lang != want.Lang ||
			(got.Contact == nil) != (want.Contact == nil) || (got.File == nil) != (want.File == nil) || (got.Voice == nil) != (want.Voice == nil) {
			t.Errorf("%s\n  got %+v", line, got)
		}
		if got.Channel != "chat" || got.Conversation != "chat:a1" || !got.At.Equal(now) || lineID(got.ID) != "m1" {
			t.Errorf("%s: identity %+v", line, got)
		}
		if staff := l.Staff != ""; staff != (got.Actor.Kind == bot.Staff) {
			t.Errorf("%s: actor %+v", line, got.Actor)
		}
	}
}

func TestTwoChatsNeverShareATurnID(t *testing.T) {
	seen := map[string]string{}
	for _, names := range [][3]string{
		{"a", "", "b:c"}, {"a:b", "", "c"}, {"a", "U", "1"}, {"a@U", "", "1"}, {"a%40U", "", "1"}, {"a", "", "1"}, {"a%3Ab", "", "c"},
	} {
		id := turnID(names[0], names[1], names[2])
		if other, ok := seen[id]; ok {
			t.Errorf("%q and %q are both %s", names, other, id)
		}
		seen[id] = strings.Join(names[:], " ")
		if lineID(id) != names[2] {
			t.Errorf("%s gives %s back, want %s", id, lineID(id), names[2])
		}
	}
}

func TestALongTextIsCutBetweenLetters(t *testing.T) {
	text, cut := bot.Clip(strings.Repeat("ñ", bot.MaxText))
	if !cut || len(text) > bot.MaxText || !utf8.ValidString(text) {
		t.Errorf("cut %v, %d bytes, valid %v", cut, len(text), utf8.ValidString(text))
	}
	if text, cut := bot.Clip("a\x00b\xffc"); cut || text != "ab\uFFFDc" {
		t.Errorf("got %q", text)
	}
}

func FuzzChatLine(f *testing.F) {
	for _, line := range []string{
		`{"chat":"a1","id":"m1","text":"hola, quiero vender en Alibaba"}`, `{"chat":"a1","id":"m3","edit":"m1","text":"x"}`,
		`{"chat":"a1","id":"m4","contact":{"phone":"+525512345678","own":true}}`, `{"chat":"a","id":"1","voice":{"seconds":1e99}}`,
		`{"staff":"U1","application":"PAB-0001","id":"s1","action":"approve"}`, `{"clock":"2026-11-25T10:00:00-06:00","id":"c1"}`,
		"{\"chat\":\"\xff\",\"id\":\"\\u0000\"}", `{"chat":null,"id":{}}`, "[[[[", "{}{}", "\x00",
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		l, err := readLine(line)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		turn := l.turn("chat:"+l.Chat, time.Unix(0, 0))
		if turn.ID == "" || len(turn.Text) > bot.MaxText || !utf8.ValidString(turn.Text) || lineID(turn.ID) != l.ID {
			t.Errorf("%q becomes %+v", line, turn)
		}
	})
}

package telegram_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/bot/telegram/telegramtest"
)

// hostile are pieces of texts that have broken programs before.
var hostile = []string{"a", "palabra ", "ñ", "😀", "👩‍👩‍👧‍👦", "🇲🇽🇨🇳", "👍🏽", "❤️", "e\u0301\u0323", "Z\u0351\u036b\u0343", "مرحبا", "שלום", "\u202e", "\u2066", "\u200f",
	"\u200b", "\u200d", "\ufeff", "\u00a0", "\u2028", "\u0085", "\x00", "\x07", "\x1b[31m", "\r\n", "\n", "\n\n", "\t", "\v", "\x7f", "\xff", "\xc3", "\xed\xa0\x80", "\xf0\x9f",
	"<b>", "</b>", "<a href=\"x\">", "&lt;", "*", "**", "_", "__", "~", "||", "`", "```", "[", "](", ")", "[x](https://e.com)", ">", "#", "+", "-", "=", "{", "}", ".", "!",
	"https://example.com/a?b=1&c=2", "http://localhost", "tg://user?id=1", "@pabellon_bot", "/start", "#tag", "+525512345678", "ana@example.com", "\\", "\\\\", "\\*", "𝕏", "\U0010FFFF", "\uFFFD"}

// nasty makes a text of hostile pieces; now and then a very long one.
func nasty(r *rand.Rand, pieces int) string {
	var b strings.Builder
	for range r.IntN(pieces + 1) {
		piece := hostile[r.IntN(len(hostile))]
		b.WriteString(piece)
		if r.IntN(60) == 0 {
			b.WriteString(strings.Repeat(piece, r.IntN(2000)))
		}
	}
	return b.String()
}

// bare is what of a text must arrive. From first principles of what Telegram keeps of a
// text (td/telegram/misc.cpp, clean_input_string): bytes that are no UTF-8 cannot be sent
// at all, and stand as U+FFFD; control characters go or become a space; U+2028 to U+202E,
// which end lines or turn the direction of writing, go; white space at the ends goes. We
// take it away ourselves, so that offsets stay right, and some more controls (DEL and
// U+0080 to U+009F). Between parts there is white space that does not arrive. So all of
// these are left out of both sides, and of U+FFFD one stands for any number.
func bare(s string) string {
	var b strings.Builder
	broken := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r >= 0x2028 && r <= 0x202E:
			continue
		case r == '\uFFFD' && broken:
			continue
		}
		broken = r == '\uFFFD'
		b.WriteRune(r)
	}
	return b.String()
}

// expected is what is to arrive of a message.
type expected struct {
	text  string
	looks map[string]string // by kind of entity, all words that it covers
}

// marked makes a text with marks at random and says what is to arrive of it.
func marked(r *rand.Rand, want *expected) string {
	var b strings.Builder
	plain := ""
	for range 1 + r.IntN(6) {
		s := nasty(r, 8)
		kind, open, end := "", "", ""
		switch r.IntN(4) {
		case 0:
			kind, open, end = "bold", "**", "**"
		case 1:
			kind, open, end = "code", "`", "`"
		case 2:
			kind, open, end = "text_link", "[", "](https://example.com/a?b=1)"
		}
		if s == "" {
			continue
		}
		b.WriteString(open + bot.Escape(s) + end)
		plain += s
		want.looks[kind] += s
	}
	want.text += plain + "\n"
	return b.String()
}

// message makes a message of hostile words in every place that takes words.
func message(r *rand.Rand) (bot.Message, expected) {
	want := expected{looks: map[string]string{}}
	m := bot.Message{Lang: []string{"es", "en", nasty(r, 1)}[r.IntN(3)]}
	m.Text = "x" + marked(r, &want) // never empty
	want.text = "x" + want.text
	for range r.IntN(3) {
		f := bot.Fact{Label: nasty(r, 3), Value: nasty(r, 6), Note: nasty(r, 2), Payload: nasty(r, 2)}
		m.Facts = append(m.Facts, f)
		want.looks["bold"] += f.Label + ":"
		want.text += f.Label + ": " + f.Value
		if f.Note != "" {
			want.text += "(" + f.Note + ")"
		}
	}
	for range r.IntN(3) {
		s := bot.Source{Title: nasty(r, 4), URL: []string{"", "https://example.com/g"}[r.IntN(2)]}
		m.Sources = append(m.Sources, s)
		want.text += map[bool]string{true: "Source: ", false: "Fuente: "}[m.Lang == "en"] + s.Title
		if s.URL != "" {
			want.looks["text_link"] += s.Title
		}
	}
	for range r.IntN(4) {
		m.Buttons = append(m.Buttons, bot.Button{Label: nasty(r, 3), Payload: nasty(r, 2), Contact: r.IntN(9) == 0})
	}
	return m, want
}

func TestWhateverIsSaidArrivesAsItWasMeant(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	r := rand.New(rand.NewPCG(20261122, 7))
	type sent struct {
		message bot.Message
		receipt string
		want    expected
	}
	var all []sent
	for range 500 {
		m, want := message(r)
		d := w.delivery(m)
		receipt, err := w.Send(t.Context(), d)
		if err != nil {
			t.Errorf("%q is refused: %v", m.Text, err)
			continue
		}
		all = append(all, sent{m, receipt, want})
	}
	shown := map[string]telegramtest.Shown{}
	for _, m := range heard(ana) {
		shown[id(m.ID)] = m
	}
	for _, s := range all {
		text, looks := "", map[string]string{}
		for _, one := range strings.Fields(strings.TrimSuffix(s.receipt, " k")) {
			m := shown[one]
			text += m.Text + "\n"
			for _, look := range dressed(m) {
				kind, words, _ := strings.Cut(look, ":")
				if kind == "text_link" {
					words = words[:strings.LastIndex(words, "→")]
				}
				looks[kind] += words
			}
		}
		if !utf8.ValidString(text) || bare(text) != bare(s.want.text) {
			t.Errorf("of %.300q arrived\n%.300q, want\n%.300q", s.message.Text, bare(text), bare(s.want.text))
		}
		if plain := bot.Plain(s.message.Text); !strings.HasPrefix(bare(s.want.text), bare(plain)) {
			t.Errorf("the test expects %.200q, and bot.Plain gives %.200q", s.want.text, plain)
		}
		for _, kind := range []string{"bold", "code", "text_link"} {
			if got, want := strings.ReplaceAll(bare(looks[kind]), "\uFFFD", ""), strings.ReplaceAll(bare(s.want.looks[kind]), "\uFFFD", ""); got != want {
				t.Errorf("%s covers %.300q, want %.300q\nin %.300q", kind, got, want, s.message.Text)
			}
		}
	}
}

func TestAWordOfTenThousandLettersArrives(t *testing.T) {
	for _, piece := range []string{"a", "ñ", "😀", "🇲🇽", "👩‍👩‍👧‍👦", "e\u0301", "👍🏽", "漢"} {
		w := join(t, fake(t), &backend{})
		ana := w.ana()
		text := "." + strings.Repeat(piece, 10000/len([]rune(piece)))
		w.say(bot.Message{Text: text})
		got := ""
		var ends []string
		for _, m := range heard(ana) {
			got += m.Text
			ends = append(ends, string([]rune(m.Text)[:2]))
		}
		if got != text {
			t.Errorf("of many %s only %d of %d bytes arrived", piece, len(got), len(text))
		}
		for _, begin := range ends[1:] {
			if !strings.HasPrefix(piece+piece, begin) || !slices.Equal([]rune(begin)[:1], []rune(piece)[:1]) {
				t.Errorf("%s is cut in two: a part begins %q", piece, begin)
			}
		}
		if first := []rune(heard(ana)[0].Text); len(ends) > 1 && len([]rune(piece)) > 1 && (len(first)-1)%len([]rune(piece)) != 0 {
			t.Errorf("%s is cut in two at the end of the first part", piece)
		}
	}
}

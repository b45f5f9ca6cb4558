package telegramtest

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func FuzzParseHTML(f *testing.F) {
	for _, seed := range []string{
		"", "hola", "<b>a<i>ñ</i></b>", "🌵<u>🌵</>", `<a href="a.mx?b=&lt;&#x1F335;">x</a>`, "<a>a.mx</a>",
		`<pre><code class="language-go">x</code></pre>`, "<blockquote expandable>a\nb</blockquote>",
		`<span class=tg-spoiler>a</span>`, `<tg-emoji emoji-id="5">🌵</tg-emoji>`,
		`<tg-time unix="1" format="wDT">a</tg-time>`, "<b a='", "</", "<", "&#", "&#xD800;", "<b c = d", "\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) { checkParse(t, parseHTML, in) })
}

func FuzzParseMarkdownV2(f *testing.F) {
	for _, seed := range []string{
		"", "hola", "*a _ñ_*", "🌵__🌵__", `[x](a.mx?b=\))`, "[a.mx]", "```go\nx```", "`a\\``", "**>a\n>b||\nc",
		">*a\n>b*\n||c||", "~a~||b||", "![🌵](tg://emoji?id=5)", "![a](tg:time?unix=1&format=r)",
		"___a_**__", "![", "[a](", "```", "\\", ">\r>", "\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) { checkParse(t, parseMarkdownV2, in) })
}

func FuzzParseMarkdown(f *testing.F) {
	for _, seed := range []string{
		"", "hola", "*a* _ñ_", "🌵`🌵`", "[x](a.mx)", "[a.mx]", "```go\nx```", `\_a\`, "[a](", "```", "*", "\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) { checkParse(t, parseMarkdown, in) })
}

// checkParse holds what is true of every answer: an error alone, or a text in UTF-8
// whose entities lie inside it, cut no character, are in order, and are one inside
// the other where they share characters.
func checkParse(t *testing.T, parse func(string) (string, []Entity, error), in string) {
	t.Helper()
	text, entities, err := parse(in)
	if err != nil {
		if text != "" || entities != nil || err.Error() == "" {
			t.Fatalf("%q: error %q with %q %+v", in, err, text, entities)
		}
		return
	}
	if !utf8.ValidString(text) || len(text) > len(in) {
		t.Fatalf("%q: text %q", in, text)
	}
	units := utf16.Encode([]rune(text))
	for i, e := range entities {
		if e.Offset < 0 || e.Length < 1 || e.Offset+e.Length > len(units) || e.Type == "" {
			t.Fatalf("%q: %+v lies outside %q", in, e, text)
		}
		if cuts(units, e.Offset) || cuts(units, e.Offset+e.Length) {
			t.Fatalf("%q: %+v cuts a character of %q", in, e, text)
		}
		for _, before := range entities[:i] {
			checkPair(t, in, before, e)
		}
	}
}

// cuts tells whether a point lies inside a surrogate pair.
func cuts(units []uint16, at int) bool {
	return at > 0 && at < len(units) && utf16.IsSurrogate(rune(units[at-1])) &&
		utf16.DecodeRune(rune(units[at-1]), rune(units[at])) != utf8.RuneError
}

// checkPair fails if two entities are out of order or overlap in part.
func checkPair(t *testing.T, in string, a, b Entity) {
	t.Helper()
	if a.Offset > b.Offset || a.Offset == b.Offset && a.Length < b.Length {
		t.Fatalf("%q: %+v stands before %+v", in, a, b)
	}
	if b.Offset < a.Offset+a.Length && b.Offset+b.Length > a.Offset+a.Length {
		t.Fatalf("%q: %+v and %+v overlap in part", in, a, b)
	}
}

package knowledge

import (
	"slices"
	"strings"
	"testing"
)

// readMarks is how a channel reads chat marks: the reference for what marks mean.
func readMarks(s string) []span {
	var out []span
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			out = append(out, span{text: plain.String()})
			plain.Reset()
		}
	}
	for s != "" {
		marked, n := readMark(s)
		switch {
		case n > 0:
			flush()
			out = append(out, marked)
		case s[0] == '\\' && len(s) > 1:
			plain.WriteByte(s[1])
			n = 2
		default:
			plain.WriteByte(s[0])
			n = 1
		}
		s = s[n:]
	}
	flush()
	return out
}

// readMark reads the mark that s begins with, and its length; 0 when it has none.
func readMark(s string) (span, int) {
	switch {
	case strings.HasPrefix(s, "**"):
		if text, n := until(s[2:], "**"); n > 0 {
			return span{text: text, bold: true}, n + 4
		}
	case s[0] == '`':
		if n := strings.IndexByte(s[1:], '`'); n > 0 {
			return span{text: s[1 : n+1], code: true}, n + 2
		}
	case s[0] == '[':
		text, n := until(s[1:], "](")
		if n == 0 {
			break
		}
		if end := strings.IndexByte(s[n+3:], ')'); end > 0 {
			return span{text: text, url: s[n+3 : n+3+end]}, n + 3 + end + 1
		}
	}
	return span{}, 0
}

// until is the text before an end sign, without backslashes, and its length in s.
func until(s, end string) (string, int) {
	var text strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.HasPrefix(s[i:], end) {
			return text.String(), i
		}
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		text.WriteByte(s[i])
	}
	return "", 0
}

// unmark is the text that a channel without styles shows.
func unmark(marks string) string { return block{spans: readMarks(marks)}.plain() }

func TestMarksAreReadAsTheyWereMeant(t *testing.T) {
	for name, c := range map[string]struct {
		spans []span
		want  string
	}{
		"plain":              {[]span{{text: "a (b) c"}}, "a (b) c"},
		"bold":               {[]span{{text: "a "}, {text: "b", bold: true}, {text: " c"}}, "a **b** c"},
		"spaces stay out":    {[]span{{text: "a"}, {text: " b ", bold: true}, {text: "c"}}, "a **b** c"},
		"bold lines":         {[]span{{text: "a\nb", bold: true}}, "**a**\n**b**"},
		"bold with signs":    {[]span{{text: "2 * 3", bold: true}}, `**2 \* 3**`},
		"code":               {[]span{{text: "a*b", code: true}}, "`a*b`"},
		"code with its sign": {[]span{{text: "a`b", code: true}}, "a\\`b"},
		"link":               {[]span{{text: "a]b", url: "https://x.mx"}}, `[a\]b](https://x.mx)`},
		"link before bold":   {[]span{{text: "a", url: "https://x.mx", bold: true, code: true}}, "[a](https://x.mx)"},
		"neighbours join":    {[]span{{text: "a", bold: true}, {text: "b", bold: true}}, "**ab**"},
		"blank ends":         {[]span{{text: " \n"}, {text: " a"}, {text: "b ", bold: true}, {text: " "}}, "a**b**"},
		"only blanks":        {[]span{{text: " "}, {text: "\n", bold: true}}, ""},
		"nothing":            {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := block{spans: tidy(c.spans)}
			if got := b.marks(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := unmark(b.marks()); got != b.plain() {
				t.Errorf("read back as %q, want %q", got, b.plain())
			}
		})
	}
}

func TestEscapedTextComesBack(t *testing.T) {
	for _, s := range []string{`a*b`, `**a**`, `[a](https://x.mx)`, "`a`", `\`, `\*`, `a\\*[`, "plain (text)", "ñ*é"} {
		if got := unmark(escape(s)); got != s {
			t.Errorf("%q came back as %q", s, got)
		}
	}
}

func TestSizeCountsRunesWithoutMarks(t *testing.T) {
	b := block{spans: []span{{text: "año ", bold: true}, {text: "día", url: "https://example.com/long"}}}
	if b.size() != 7 || b.plain() != "año día" {
		t.Errorf("size %d of %q", b.size(), b.plain())
	}
}

// FuzzRender: whatever the Markdown, the marks say what the blocks say, in the
// same styles, and every link can be opened.
func FuzzRender(f *testing.F) {
	for _, s := range []string{"a **b** `c` [d](https://x.mx/(e))", "# *a* **b `c`**", "- a\n  1. b\n     > c", "**a *b* `c*`**",
		"[**a** `b`](https://x.mx)**c**", "<https://x.mx/*>", "![a](https://x.mx)", "a\\\nb  \nc", "&#42;&#91;a&#93;(https://x.mx)", "```\n`a`\n```"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, b := range render(strings.ToValidUTF8(s, "")) {
			spans := readMarks(b.marks())
			if got := (block{spans: spans}).plain(); got != b.plain() {
				t.Errorf("%q: the marks %q say %q, want %q", s, b.marks(), got, b.plain())
			}
			if slices.ContainsFunc(spans, func(s span) bool { return s.url != "" && !isWeb(s.url) }) {
				t.Errorf("%q: %q links to what a chat cannot open", s, b.marks())
			}
			if b.plain() == "" || strings.TrimSpace(b.plain()) != b.plain() {
				t.Errorf("%q gave the block %q", s, b.plain())
			}
		}
	})
}

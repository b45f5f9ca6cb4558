package bot_test

import (
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
)

func plain(s string) bot.Span { return bot.Span{Text: s} }
func bold(s string) bot.Span  { return bot.Span{Text: s, Bold: true} }
func code(s string) bot.Span  { return bot.Span{Text: s, Code: true} }
func anchor(s, url string) bot.Span {
	return bot.Span{Text: s, URL: url}
}

func TestSpansReadsMarksAndLeavesTheRestAsText(t *testing.T) {
	tests := []struct {
		name, text string
		want       []bot.Span
	}{
		{"nothing", "", nil},
		{"plain words", "hola, ¿qué tal? ñ 👋", []bot.Span{plain("hola, ¿qué tal? ñ 👋")}},
		{"bold", "escribe **aplicar**.", []bot.Span{plain("escribe "), bold("aplicar"), plain(".")}},
		{"bold over two words", "**dos palabras**", []bot.Span{bold("dos palabras")}},
		{"two bolds", "**a** y **b**", []bot.Span{bold("a"), plain(" y "), bold("b")}},
		{"bold beside bold", "**a****b**", []bot.Span{bold("a"), bold("b")}},
		{"code", "el código `PAB-1` es", []bot.Span{plain("el código "), code("PAB-1"), plain(" es")}},
		{"a link", "ve a [la guía](https://a.mx/x?y=1)", []bot.Span{plain("ve a "), anchor("la guía", "https://a.mx/x?y=1")}},
		{"a link without TLS", "[x](http://a.mx)", []bot.Span{anchor("x", "http://a.mx")}},
		{"an escaped parenthesis in an address", `[x](https://a.mx/a\)b)`, []bot.Span{anchor("x", "https://a.mx/a)b")}},
		{"an escaped bracket in a label", `[a\]b](https://a.mx)`, []bot.Span{anchor("a]b", "https://a.mx")}},
		{"no address but script", "[x](javascript:alert(1))", []bot.Span{plain("[x](javascript:alert(1))")}},
		{"no address but a path", "[x](/tmp)", []bot.Span{plain("[x](/tmp)")}},
		{"a scheme in capitals is none of the two", "[x](HTTPS://a.mx)", []bot.Span{plain("[x](HTTPS://a.mx)")}},
		{"no address", "[x]()", []bot.Span{plain("[x]()")}},
		{"no label", "[](https://a.mx)", []bot.Span{plain("[](https://a.mx)")}},
		{"brackets alone", "[x] (y)", []bot.Span{plain("[x] (y)")}},
		{"a link that is not closed", "[x](https://a.mx", []bot.Span{plain("[x](https://a.mx")}},
		{"bold that is not closed", "**a y b", []bot.Span{plain("**a y b")}},
		{"code that is not closed", "`a y b", []bot.Span{plain("`a y b")}},
		{"bold around nothing", "****", []bot.Span{plain("****")}},
		{"code around nothing", "``", []bot.Span{plain("``")}},
		{"one star", "2 * 3 * 4", []bot.Span{plain("2 * 3 * 4")}},
		{"marks do not nest", "**a `b` c**", []bot.Span{bold("a `b` c")}},
		{"escaped stars", `\*\*a\*\*`, []bot.Span{plain("**a**")}},
		{"an escaped star inside bold", `**a\*b**`, []bot.Span{bold("a*b")}},
		{"an escaped close", `**a\**b**`, []bot.Span{bold("a**b")}},
		{"an escaped backslash", `a\\b`, []bot.Span{plain(`a\b`)}},
		{"a backslash before a letter", `C:\nuevo`, []bot.Span{plain(`C:\nuevo`)}},
		{"a backslash at the end", `a\`, []bot.Span{plain(`a\`)}},
		{"bold after an escape", `\***a**`, []bot.Span{plain("*"), bold("a")}},
		{"lines", "**a**\n• b", []bot.Span{bold("a"), plain("\n• b")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := bot.Spans(tt.text)
			if !slices.Equal(got, tt.want) {
				t.Errorf("Spans(%q) = %+v, want %+v", tt.text, got, tt.want)
			}
		})
	}
}

func joined(spans []bot.Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

func TestPlainIsTheTextWithoutItsMarks(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"hola", "hola"},
		{"escribe **aplicar** o `ya`", "escribe aplicar o ya"},
		{"[Aviso](https://a.mx/aviso) y más", "Aviso y más"},
		{"[x](ftp://a.mx)", "[x](ftp://a.mx)"},
		{`\[x\]\(https://a.mx\)`, "[x](https://a.mx)"},
		{`5 \* 6`, "5 * 6"},
		{"a ** b", "a ** b"},
	}
	for _, tt := range tests {
		if got := bot.Plain(tt.text); got != tt.want {
			t.Errorf("Plain(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestEscapedWordsHaveNoMarks(t *testing.T) {
	for _, words := range []string{"", "Ana López", "**Ana**", "`Ana`", "[paga](https://estafa.example)", `\*`, `\\[`, "a*b_c~d", "***", "]()[", "ñ*👋`"} {
		escaped := bot.Escape(words)
		if got := bot.Plain(escaped); got != words {
			t.Errorf("%q comes back as %q", words, got)
		}
		for _, s := range bot.Spans("**antes** " + escaped + " **después**") {
			if s.Code || s.URL != "" || s.Bold && s.Text != "antes" && s.Text != "después" {
				t.Errorf("%q is dressed: %+v", words, s)
			}
		}
	}
}

func TestWordsWithoutMarksAreNotTouched(t *testing.T) {
	for _, words := range []string{"", "Café Sol, S.A. de C.V.", "ana@cafesol.mx", "¿500 kg? ¡sí!", "a_b~c#d>e|f"} {
		if got := bot.Escape(words); got != words {
			t.Errorf("Escape(%q) = %q", words, got)
		}
	}
}

// An escaped value cannot reach out of the mark that the phrase puts around it.
func TestAPersonsWordsStayInsideTheBoldThatHoldsThem(t *testing.T) {
	for _, name := range []string{"Ana", "**", "*", "a**b", "`", "[x](https://a.mx)", `\`, `a\`} {
		got := bot.Spans("**" + bot.Escape(name) + "** del equipo")
		want := []bot.Span{bold(name), plain(" del equipo")}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %+v, want %+v", name, got, want)
		}
	}
}

func FuzzMarks(f *testing.F) {
	for _, s := range []string{"", "hola", "**a**", "`a`", "[a](https://b.mx)", "[a](https://b.mx\\))", `\**a\*`, "[[[[((((", "**`**`", "\xff\xfe", "ñ\\ñ", "](**", "👋[👋](http://👋)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := bot.Plain(bot.Escape(s)); got != s {
			t.Fatalf("Plain(Escape(%q)) = %q", s, got)
		}
		spans := bot.Spans(s)
		if got := bot.Plain(s); got != joined(spans) {
			t.Fatalf("Plain(%q) = %q, its spans say %q", s, got, joined(spans))
		}
		rest := s
		for _, span := range spans {
			if span.Text == "" {
				t.Fatalf("%q has an empty span: %+v", s, spans)
			}
			if span.URL != "" && !strings.HasPrefix(span.URL, "https://") && !strings.HasPrefix(span.URL, "http://") {
				t.Fatalf("%q links to %q", s, span.URL)
			}
			if dressed := btoi(span.Bold) + btoi(span.Code) + btoi(span.URL != ""); dressed > 1 {
				t.Fatalf("%q dresses %q twice: %+v", s, span.Text, span)
			}
			for i := range len(span.Text) { // every byte comes from the text, in order
				at := strings.IndexByte(rest, span.Text[i])
				if at < 0 {
					t.Fatalf("%q says %q, which it does not hold in this order", s, joined(spans))
				}
				rest = rest[at+1:]
			}
		}
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

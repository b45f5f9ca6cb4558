package telegramtest

import (
	"slices"
	"testing"
)

// parseCase is a text with markup, and what is made of it.
type parseCase struct {
	name     string
	in       string
	text     string
	entities []Entity
}

// checkCases runs a parser over cases that have no error.
func checkCases(t *testing.T, parse func(string) (string, []Entity, error), cases []parseCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, entities, err := parse(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if text != c.text || !slices.Equal(entities, c.entities) {
				t.Errorf("got %q %+v\nwant %q %+v", text, entities, c.text, c.entities)
			}
		})
	}
}

// errorCase is a text that can't be parsed, and the words for it.
type errorCase struct{ name, in, words string }

// checkErrors runs a parser over cases that have an error.
func checkErrors(t *testing.T, parse func(string) (string, []Entity, error), cases []errorCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, entities, err := parse(c.in)
			if wordsOf(err) != c.words {
				t.Errorf("error %q, want %q", wordsOf(err), c.words)
			}
			if text != "" || entities != nil {
				t.Errorf("%q %+v came with the error", text, entities)
			}
		})
	}
}

func TestHTMLMakesEntities(t *testing.T) {
	checkCases(t, parseHTML, []parseCase{
		{"plain text", "Jabón de avena", "Jabón de avena", nil},
		{"offsets count UTF-16", "🌵ñ<b>x🌵</b>", "🌵ñx🌵", []Entity{{Type: "bold", Offset: 3, Length: 3}}},
		{"tags have no case", "<B>a</b>", "a", []Entity{{Type: "bold", Length: 1}}},
		{"an inner entity comes after the outer one", "<b>a<i>b</i></b>", "ab",
			[]Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{"space is kept", " <u> a </u>\n", "  a \n", []Entity{{Type: "underline", Offset: 1, Length: 3}}},
		{"a link", `<a href="https://Ejemplo.MX/Ruta">ver</a>`, "ver",
			[]Entity{{Type: "text_link", Length: 3, URL: "https://ejemplo.mx/Ruta"}}},
		{"a link without an address is text", `<a href="nada">ver</a>`, "ver", nil},
		{"a mention", `<a href="tg://user?id=77">Rosa</a>`, "Rosa",
			[]Entity{{Type: "text_mention", Length: 4, UserID: 77}}},
		{"the last attribute of a name counts", `<a href="a.mx" HREF="b.mx">x</a>`, "x",
			[]Entity{{Type: "text_link", Length: 1, URL: "http://b.mx/"}}},
		{"a pre with a language", `<pre><code class="language-go">x</code></pre>`, "x",
			[]Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"a bare value has no case", `<pre><code class=language-GO>x</code></pre>`, "x",
			[]Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"a code has no language", `<code class="language-go">x</code>`, "x", []Entity{{Type: "code", Length: 1}}},
		{"a pre has its language from its code only", `<pre class="language-go">x</pre>`, "x",
			[]Entity{{Type: "pre", Length: 1}}},
		{"a time", `<tg-time unix="1647531900" format="wDT">mañana</tg-time>`, "mañana",
			[]Entity{{Type: "date_time", Length: 6, UnixTime: 1647531900, Format: "wDT"}}},
		{"a time without a format", `<tg-time unix="1">a</tg-time>`, "a",
			[]Entity{{Type: "date_time", Length: 1, UnixTime: 1}}},
		{"an empty tag is nothing", `<tg-emoji></tg-emoji><a href="a.mx"></a>`, "", nil},
		{"references", "&lt;&#241;&#xF1;&#x1F335;&amp;lt;", "<ññ🌵&lt;", nil},
		{"what is no reference stays", "a & b &nbsp; &#; &#x; &#0; &#x110000; &#00000241;",
			"a & b &nbsp; &#; &#x; &#0; &#x110000; &#00000241;", nil},
		{"a closing bracket is text", "a > b", "a > b", nil},
		{"one quote inside the other", `<a href='a.mx/"x'>x</a>`, "x",
			[]Entity{{Type: "text_link", Length: 1, URL: `http://a.mx/"x`}}},
	})
}

func TestHTMLSaysWhatIsWrong(t *testing.T) {
	checkErrors(t, parseHTML, []errorCase{
		{"a tag of the web", "a<br>", `Unsupported start tag "br" at byte offset 1`},
		{"a bare bracket", "3 < 4", `Unsupported start tag "" at byte offset 2`},
		{"a tag that ends with the text", "<b", `Unclosed start tag at byte offset 0`},
		{"a tag with a space at the end", "<b ", `Unclosed start tag "b" at byte offset 0`},
		{"a name at the end", "<b c", `Unclosed start tag "b" at byte offset 0`},
		{"a bare value at the end", "<b c=d", `Unclosed start tag at byte offset 0`},
		{"a tag that closes itself", "<b />x", `Empty attribute name in the tag "b" at byte offset 0`},
		{"a span of another class", `<span class="x">a</span>`,
			`Tag "span" must have class "tg-spoiler" at byte offset 0`},
		{"tags that cross", "<b><i>a</b></i>", `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{"an emoji that is no number", `<tg-emoji emoji-id="x">a</tg-emoji>`,
			"Invalid custom emoji identifier specified"},
		{"a time that is no number", `<tg-time unix="x">a</tg-time>`, "Invalid Unix time specified"},
		{"a time in two formats of a kind", `<tg-time unix="1" format="dD">a</tg-time>`,
			"Invalid date format used"},
		{"half a character in an attribute", `<a href="&#xD83D;">a</a>`,
			"Text contains invalid Unicode characters after decoding HTML entities, " +
				"check for unmatched surrogate code units"},
		{"a byte that is no UTF-8", "a\xff", "Text must be encoded in UTF-8"},
	})
}

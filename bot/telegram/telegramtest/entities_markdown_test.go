package telegramtest

import "testing"

func TestMarkdownV2MakesEntities(t *testing.T) {
	checkCases(t, parseMarkdownV2, []parseCase{
		{"plain text", "Jabón de avena", "Jabón de avena", nil},
		{"every kind of letter", "*a*_b_~c~__d__||e||`f`", "abcdef", []Entity{
			{Type: "bold", Length: 1}, {Type: "italic", Offset: 1, Length: 1},
			{Type: "strikethrough", Offset: 2, Length: 1}, {Type: "underline", Offset: 3, Length: 1},
			{Type: "spoiler", Offset: 4, Length: 1}, {Type: "code", Offset: 5, Length: 1},
		}},
		{"offsets count UTF-16", "🌵ñ*x🌵*", "🌵ñx🌵", []Entity{{Type: "bold", Offset: 3, Length: 3}}},
		{"every reserved character escaped", `\_\*\[\]\(\)\~\>\#\+\-\=\|\{\}\.\!` + "\\`",
			"_*[]()~>#+-=|{}.!`", nil},
		{"a backslash before a letter of two bytes", `\ñ`, `\ñ`, nil},
		{"an empty bold parts underline from italic", "___a_**__", "a",
			[]Entity{{Type: "italic", Length: 1}, {Type: "underline", Length: 1}}},
		{"a code takes no marks", "`a*b.`", "a*b.", []Entity{{Type: "code", Length: 4}}},
		{"a pre with a language", "```go\nx := 1\n```", "x := 1\n",
			[]Entity{{Type: "pre", Length: 7, Language: "go"}}},
		{"a pre of one word", "```go```", "go", []Entity{{Type: "pre", Length: 2}}},
		{"a link", `[ver](https://Ejemplo.MX/a_\(b\))`, "ver",
			[]Entity{{Type: "text_link", Length: 3, URL: "https://ejemplo.mx/a_(b)"}}},
		{"a mention", "[Rosa](tg://user?id=77)", "Rosa",
			[]Entity{{Type: "text_mention", Length: 4, UserID: 77}}},
		{"marks in a link's text", "[a *b*](a.mx)", "a b", []Entity{
			{Type: "text_link", Length: 3, URL: "http://a.mx/"}, {Type: "bold", Offset: 2, Length: 1}}},
		{"a time", "![mañana](tg://time?unix=1647531900&format=wDT)", "mañana",
			[]Entity{{Type: "date_time", Length: 6, UnixTime: 1647531900, Format: "wDT"}}},
		{"an emoji in the short form", "![👍](tg:emoji?id=5)", "👍",
			[]Entity{{Type: "custom_emoji", Length: 2, CustomEmojiID: "5"}}},
		{"an emoji without text", "![](tg://emoji?id=5)", "", nil},
		{"a quotation with a bold over two lines", ">a *b\n>c* d\ne", "a b\nc d\ne",
			[]Entity{{Type: "blockquote", Length: 8}, {Type: "bold", Offset: 2, Length: 3}}},
		{"a quotation that hides its end", "**>a\n>b||\nc", "a\nb\nc",
			[]Entity{{Type: "expandable_blockquote", Length: 4}}},
		{"bars before the last line are a spoiler", ">a||\n>b||", "a\nb",
			[]Entity{{Type: "blockquote", Length: 3}, {Type: "spoiler", Offset: 1, Length: 2}}},
		{"bars before a bare carriage return are a spoiler", ">a||\rb||", "a\rb",
			[]Entity{{Type: "blockquote", Length: 3}, {Type: "spoiler", Offset: 1, Length: 2}}},
		{"a new line outside a quotation is text", "*a\nb*", "a\nb", []Entity{{Type: "bold", Length: 3}}},
	})
}

func TestMarkdownV2SaysWhatIsWrong(t *testing.T) {
	checkErrors(t, parseMarkdownV2, []errorCase{
		{"a full stop", "Hola.", `Character '.' is reserved and must be escaped with the preceding '\'`},
		{"a single bar", "a|b", `Character '|' is reserved and must be escaped with the preceding '\'`},
		{"a bracket that closes nothing", "a]", `Character ']' is reserved and must be escaped with the preceding '\'`},
		{"a quotation in a quotation", ">a\r>b", `Character '>' is reserved and must be escaped with the preceding '\'`},
		{"an open link", "ñ [a", "Can't find end of TextUrl entity at byte offset 3"},
		{"an open strikethrough", "~a", "Can't find end of Strikethrough entity at byte offset 0"},
		{"entities that cross", "*a _b* c_", "Can't find end of Italic entity at byte offset 8"},
		{"a bold that leaves its quotation", ">a *b\nc*", "Can't find end of Bold entity at byte offset 3"},
		{"a quotation that leaves its bold", "*>a\nb", "Can't find end of Bold entity at byte offset 0"},
		{"a backslash that ends an address", `[a](b\`, "Can't find end of a URL at byte offset 4"},
		{"a time in a format that is none", "![a](tg://time?unix=1&format=z)", "Invalid date format used"},
		{"a picture without a link", "![a] (tg://emoji?id=1)",
			"The entity must contain a tg://emoji or tg://time URL"},
		{"a picture of the web", "![a](https://a.mx/b.png)", "Invalid tg://emoji or tg://time URL specified"},
		{"a byte that is no UTF-8", "a\xff", "Text must be encoded in UTF-8"},
	})
}

func TestLegacyMarkdownMakesEntities(t *testing.T) {
	checkCases(t, parseMarkdown, []parseCase{
		{"plain text", "Hola. (¿Qué tal?) > 3 ~ 4", "Hola. (¿Qué tal?) > 3 ~ 4", nil},
		{"bold, italic and code", "*a* _b_ `c`", "a b c", []Entity{
			{Type: "bold", Length: 1}, {Type: "italic", Offset: 2, Length: 1}, {Type: "code", Offset: 4, Length: 1}}},
		{"offsets count UTF-16", "🌵*x🌵*", "🌵x🌵", []Entity{{Type: "bold", Offset: 2, Length: 3}}},
		{"entities do not nest", "*a _b_*", "a _b_", []Entity{{Type: "bold", Length: 5}}},
		{"a backslash counts outside an entity only", `\*a\_ _b\_ \c\`, `*a_ b\ \c\`,
			[]Entity{{Type: "italic", Offset: 4, Length: 2}}},
		{"a pre with a language", "```go\nx```", "x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"a pre without one", "```\nx\n```", "x\n", []Entity{{Type: "pre", Length: 2}}},
		{"a link", "[a](a.mx)b", "ab", []Entity{{Type: "text_link", Length: 1, URL: "http://a.mx/"}}},
		{"a link in its own words", "[a.mx] b", "a.mx b", []Entity{{Type: "text_link", Length: 4, URL: "http://a.mx/"}}},
		{"a link whose bracket is open", "[a](a.mx", "a", []Entity{{Type: "text_link", Length: 1, URL: "http://a.mx/"}}},
		{"a link without an address is text", "[a](b)c", "ac", nil},
		{"a mention", "[Rosa](tg://user?id=77)", "Rosa", []Entity{{Type: "text_mention", Length: 4, UserID: 77}}},
		{"an empty entity is nothing", "**a__", "a", nil},
	})
}

func TestLegacyMarkdownSaysWhatIsWrong(t *testing.T) {
	checkErrors(t, parseMarkdown, []errorCase{
		{"a bold without end", "ñ *a", "Can't find end of the entity starting at byte offset 3"},
		{"a pre without end", "```a``", "Can't find end of the entity starting at byte offset 0"},
		{"a name with a low line", "snake_case", "Can't find end of the entity starting at byte offset 5"},
		{"a byte that is no UTF-8", "a\xff", "Text must be encoded in UTF-8"},
	})
}

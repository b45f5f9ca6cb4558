package knowledge

import "testing"

func TestRenderGivesChatMarks(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"paragraphs":          {"One\ntwo.\n\nThree.", "One two.\n\nThree."},
		"bold":                {"a **b** c", "a **b** c"},
		"emphasis is plain":   {"a *b* _c_", "a b c"},
		"bold emphasis":       {"***a***", "**a**"},
		"heading":             {"# Big *one*\n\ntext", "**Big one**\n\ntext"},
		"underlined heading":  {"Big\n===\ntext", "**Big**\n\ntext"},
		"bold in a heading":   {"## a **b**", "**a b**"},
		"link":                {"see [the page](https://example.com/a?b=c)", "see [the page](https://example.com/a?b=c)"},
		"link with brackets":  {"[a](<https://x.mx/a(b)c>)", "[a](https://x.mx/a%28b%29c)"},
		"link in bold":        {"**see [a](https://x.mx) now**", "**see** [a](https://x.mx) **now**"},
		"bold in a link":      {"[a **b**](https://x.mx)", "[a b](https://x.mx)"},
		"link by reference":   {"[a][1]\n\n[1]: https://x.mx", "[a](https://x.mx)"},
		"plain address":       {"<https://x.mx/a_b>", "[https://x.mx/a_b](https://x.mx/a_b)"},
		"mail is plain":       {"<ana@x.mx>", "ana@x.mx"},
		"other article":       {"see [this](otro-id.md)", "see this"},
		"script address":      {"[a](javascript:alert(1))", "a"},
		"picture":             {"![a *map*](https://x.mx/a.png)", "a map"},
		"code":                {"use `A & B`", "use `A & B`"},
		"code with a sign":    {"use ``a`b`` and `c\\d`", "use a\\`b and c\\\\d"},
		"code block":          {"```go\na := 1\nb()\n```", "`a := 1`\n`b()`"},
		"indented code":       {"    a\n    b", "`a`\n`b`"},
		"list":                {"- a\n- b\n  more", "• a\n• b more"},
		"numbered list":       {"3. a\n4. b", "3. a\n4. b"},
		"loose list":          {"- a\n\n  second\n\n- b", "• a\nsecond\n• b"},
		"list in a list":      {"- a\n  - b\n  - c\n- d", "• a\n• b\n• c\n• d"},
		"bold item":           {"- **Why.** because", "• **Why.** because"},
		"quote":               {"> a\n> b\n\nc", "a b\n\nc"},
		"ruler":               {"a\n\n---\n\nb", "a\n\nb"},
		"raw HTML":            {"a <b>b</b><br>\n\n<div>gone</div>\n\nc", "a b\n\nc"},
		"comment":             {"<!-- note -->\n\na", "a"},
		"signs in text":       {`2 * 3 \* 4 [x] \_ a\\b`, `2 \* 3 \* 4 \[x\] _ a\\b`},
		"a link that is none": {`\[a](https://x.mx)`, `\[a\](https://x.mx)`},
		"parentheses":         {"en (2018)", "en (2018)"},
		"entities":            {"a &amp; b &copy; &#233;", "a & b © é"},
		"line break":          {"a  \nb\\\nc", "a\nb\nc"},
		"bold over lines":     {"**a  \nb**", "**a**\n**b**"},
		"less than":           {"1 < 2 > 0", "1 < 2 > 0"},
		"nothing":             {" \n\n ", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := join(render(c.in)); got != c.want {
				t.Errorf("render(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
		})
	}
}

package knowledge

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// render turns Markdown into blocks that a chat can show: paragraphs, lists and
// bold lines for headings. Raw HTML, rulers and links that a chat cannot open
// are dropped; the words of such links and of pictures stay.
func render(markdown string) []block {
	r := renderer{source: []byte(markdown)}
	return r.blocks(goldmark.DefaultParser().Parse(text.NewReader(r.source)))
}

// renderer walks the tree of one article.
type renderer struct {
	source []byte
}

// blocks renders what stands directly below a node.
func (r renderer) blocks(parent ast.Node) []block {
	var out []block
	add := func(b block) {
		if b.spans = tidy(b.spans); len(b.spans) > 0 {
			out = append(out, b)
		}
	}
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Heading:
			add(block{spans: r.inline(n, span{bold: true}), heading: true})
		case *ast.List:
			add(block{spans: r.list(n)})
		case *ast.Blockquote:
			out = append(out, r.blocks(n)...)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			add(block{spans: r.code(n)})
		case *ast.Paragraph, *ast.TextBlock:
			add(block{spans: r.inline(n, span{})})
		}
	}
	return out
}

// list puts each item on a line of its own; lists inside lists become flat.
func (r renderer) list(list *ast.List) []span {
	var out []span
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		sign := "• "
		if list.IsOrdered() {
			sign = fmt.Sprintf("%d. ", number)
			number++
		}
		if len(out) > 0 {
			sign = "\n" + sign
		}
		out = append(out, span{text: sign})
		for i, b := range r.blocks(item) {
			if i > 0 {
				out = append(out, span{text: "\n"})
			}
			out = append(out, b.spans...)
		}
	}
	return out
}

// code keeps the lines of a code block.
func (r renderer) code(n ast.Node) []span {
	var out []span
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if i > 0 {
			out = append(out, span{text: "\n"})
		}
		out = append(out, span{text: strings.TrimRight(string(line.Value(r.source)), "\r\n"), code: true})
	}
	return out
}

// inline renders the text below a node; style is what the text inherits.
func (r renderer) inline(parent ast.Node, style span) []span {
	var out []span
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		inner := style
		switch n := c.(type) {
		case *ast.Text:
			out = append(out, style.with(r.text(n)))
			continue
		case *ast.RawHTML:
			continue
		case *ast.AutoLink:
			inner.url = address(n.URL(r.source))
			out = append(out, inner.with(string(n.Label(r.source))))
			continue
		case *ast.CodeSpan:
			inner.code = true
		case *ast.Emphasis:
			inner.bold = style.bold || n.Level > 1
		case *ast.Link:
			inner.url = address(n.Destination)
		}
		out = append(out, r.inline(c, inner)...)
	}
	return out
}

// text is what a piece of text says, without Markdown's escapes and entities,
// and with its line end: a space, or a new line where one was asked for.
func (r renderer) text(n *ast.Text) string {
	value := n.Segment.Value(r.source)
	if !n.IsRaw() {
		value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
	}
	s := strings.ReplaceAll(string(value), "\n", " ")
	switch {
	case n.HardLineBreak():
		return s + "\n"
	case n.SoftLineBreak():
		return s + " "
	}
	return s
}

// address is a link as it stands in marks, without the signs that end one; ""
// for what a chat cannot open.
func address(destination []byte) string {
	url := string(util.URLEscape(destination, true))
	if !isWeb(url) {
		return ""
	}
	return strings.NewReplacer("(", "%28", ")", "%29", "*", "%2A", "`", "%60",
		"[", "%5B", "]", "%5D", `\`, "%5C", " ", "%20", "\n", "").Replace(url)
}

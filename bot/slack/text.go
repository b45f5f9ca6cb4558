package slack

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackutilsx"

	"pabellon/bot"
)

// Slack's limits, in characters (contracts: block_limits.json; PLATFORMS.md §2.7).
const (
	maxBlockText = 3000
	maxHeader    = 150
	maxLabel     = 75
	maxFallback  = 3000 // of the text beside the blocks; Slack takes 40,000 and advises 4,000
	maxTitle     = 24
)

// paragraphs makes blocks of a text with marks (bot.Spans), each as long as Slack takes.
// Nothing in a rich text is parsed: an owner's "<!channel>" is nine characters.
func paragraphs(text string) []slack.Block {
	var out []slack.Block
	var section []slack.RichTextSectionElement
	left := maxBlockText
	flush := func() {
		if len(section) > 0 {
			out = append(out, slack.NewRichTextBlock("", slack.NewRichTextSection(section...)))
		}
		section, left = nil, maxBlockText
	}
	for _, span := range bot.Spans(text) {
		for rest := []rune(plain(span.Text)); len(rest) > 0; {
			if left == 0 {
				flush()
			}
			n := min(len(rest), left)
			section = append(section, element(span, string(rest[:n])))
			rest, left = rest[n:], left-n
		}
	}
	flush()
	return out
}

func element(span bot.Span, text string) slack.RichTextSectionElement {
	var style *slack.RichTextSectionTextStyle
	if span.Bold || span.Code {
		style = &slack.RichTextSectionTextStyle{Bold: span.Bold, Code: span.Code}
	}
	if linkable(span.URL) {
		return slack.NewRichTextSectionLinkElement(span.URL, text, style)
	}
	return slack.NewRichTextSectionTextElement(text, style)
}

// linkable tells whether an address is one of the web.
func linkable(address string) bool {
	if address == "" || len(address) > 3000 {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// plain is a text without what changes how the words around it are read: control
// characters, and marks that turn the direction of writing.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x2028, r == 0x2029:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// fallback is what notifications and screen readers read in the place of the blocks.
func fallback(text string) string {
	return slackutilsx.EscapeMessage(cut(plain(bot.Plain(text)), maxFallback))
}

// cut shortens a text to so many characters, with an ellipsis.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRightFunc(string(r[:most-1]), unicode.IsSpace) + "…"
}

// label is a text of one line in plain_text, which nothing is parsed in.
func label(s string, most int) *slack.TextBlockObject {
	s = strings.Join(strings.Fields(plain(s)), " ")
	return slack.NewTextBlockObject(slack.PlainTextType, cut(s, most), false, false)
}

package slack

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// More limits (block_limits.json).
const (
	maxBlocks   = 50 // of a message
	maxButtons  = 25 // of a row of actions
	maxTexts    = 12000
	shownFacts  = 12 // on a card; "Ver todo" has all
	shownChecks = 12
)

// screen is a message of Slack: the text that stands for it, and its blocks.
type screen struct {
	text   string
	blocks []slack.Block
}

// options are how it goes over the wire. The text is escaped already.
func (s screen) options() []slack.MsgOption {
	return []slack.MsgOption{slack.MsgOptionText(s.text, false), slack.MsgOptionBlocks(s.blocks...)}
}

// bare is the same without blocks, for when Slack refuses those.
func (s screen) bare() []slack.MsgOption {
	return []slack.MsgOption{slack.MsgOptionText(s.text, false), slack.MsgOptionBlocks()}
}

// dress makes a screen of a message. Of is the conversation that its buttons act on; ""
// for a person's own chat.
func (s *Slack) dress(m bot.Message, of string) screen {
	out := screen{text: fallback(m.Text)}
	text := m.Text
	if m.Card == bot.CandidateCard || m.Card == bot.HandoffCard || m.Card == bot.GapCard || m.Card == bot.OverdueCard {
		title, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
		out.blocks, text = append(out.blocks, slack.NewHeaderBlock(label(bot.Plain(title), maxHeader))), rest
	}
	out.add(paragraphs(strings.TrimSpace(text)))
	out.add(facts(m.Facts[:min(len(m.Facts), shownFacts)]))
	out.add(s.checks(m.Checks))
	out.add(documents(m.Documents))
	out.add(s.sources(m.Sources))
	if m.Holder != "" {
		out.blocks = append(out.blocks, remark(s.o.Words.Holder+" "+m.Holder))
	}
	all := m.Buttons
	if m.Card == bot.CandidateCard && len(all) > 0 {
		all = slices.Concat(all, s.o.Words.Buttons, []bot.Button{{Label: s.o.Words.See, Payload: seePayload}})
	}
	if row := buttons(all, of); row != nil {
		out.blocks = append(out.blocks, row)
	}
	if out.text == "" {
		out.text = "—"
	}
	return out.fit()
}

func (s *screen) add(blocks []slack.Block) { s.blocks = append(s.blocks, blocks...) }

// fit leaves out what is beyond Slack's limits, and keeps the buttons.
func (s screen) fit() screen {
	if len(s.blocks) <= maxBlocks && s.length() <= maxTexts {
		return s
	}
	var last slack.Block
	if n := len(s.blocks); n > 0 {
		if row, ok := s.blocks[n-1].(*slack.ActionBlock); ok {
			last, s.blocks = row, s.blocks[:n-1]
		}
	}
	for len(s.blocks) > 0 && (len(s.blocks) >= maxBlocks || s.length() > maxTexts) {
		s.blocks = s.blocks[:len(s.blocks)-1]
	}
	if last != nil {
		s.blocks = append(s.blocks, last)
	}
	return s
}

// length is about how much text the blocks have.
func (s screen) length() (n int) {
	for _, b := range s.blocks {
		switch b := b.(type) {
		case *slack.RichTextBlock:
			for _, e := range b.Elements {
				n += sectionLength(e)
			}
		case *slack.HeaderBlock:
			n += len([]rune(b.Text.Text))
		case *slack.ContextBlock:
			n += maxLabel
		}
	}
	return n
}

func sectionLength(e slack.RichTextElement) (n int) {
	section, ok := e.(*slack.RichTextSection)
	if !ok {
		return 0
	}
	for _, part := range section.Elements {
		switch part := part.(type) {
		case *slack.RichTextSectionTextElement:
			n += len([]rune(part.Text))
		case *slack.RichTextSectionLinkElement:
			n += len([]rune(part.Text)) + len(part.URL)
		}
	}
	return n
}

// facts are the lines of a candidate: the label in bold, the value, and what is to be
// watched.
func facts(all []bot.Fact) []slack.Block {
	var parts []slack.RichTextSectionElement
	for i, f := range all {
		if i > 0 { // Slack refuses an empty text
			parts = append(parts, word("\n"))
		}
		parts = append(parts, bold(cut(f.Label, 100)), word(" "+cut(plain(f.Value), 300)))
		if f.Note != "" {
			mark := " · "
			if f.Warn {
				mark = " ⚠ "
			}
			parts = append(parts, word(mark+cut(plain(f.Note), 200)))
		}
	}
	return section(parts)
}

func (s *Slack) checks(all []bot.Check) []slack.Block {
	if len(all) == 0 {
		return nil
	}
	parts := []slack.RichTextSectionElement{bold(s.o.Words.Checks)}
	for _, c := range all[:min(len(all), shownChecks)] {
		parts = append(parts, word("\n"+checkMark[c.State]+" "+cut(plain(bot.Plain(c.Text)), 200)))
	}
	return section(parts)
}

// checkMark is how the state of a check looks; the words beside it say it too.
var checkMark = map[string]string{"ok": "☑", "warn": "⚠", "open": "☐"}

func documents(all []bot.Document) []slack.Block {
	if len(all) == 0 {
		return nil
	}
	var names []string
	for _, d := range all {
		names = append(names, d.Name)
	}
	return []slack.Block{remark("📄 " + strings.Join(names, " · "))}
}

func (s *Slack) sources(all []bot.Source) []slack.Block {
	var parts []slack.RichTextSectionElement
	for _, src := range all {
		lead := "\n"
		if parts == nil {
			lead = ""
		}
		parts = append(parts, word(lead+s.o.Words.Source+": "))
		if linkable(src.URL) {
			parts = append(parts, slack.NewRichTextSectionLinkElement(src.URL, plain(src.Title), nil))
		} else {
			parts = append(parts, word(plain(src.Title)))
		}
		if src.Reviewed != "" {
			parts = append(parts, word(" · "+s.o.Words.Reviewed+" "+src.Reviewed))
		}
	}
	return section(parts)
}

func section(parts []slack.RichTextSectionElement) []slack.Block {
	if len(parts) == 0 {
		return nil
	}
	return []slack.Block{slack.NewRichTextBlock("", slack.NewRichTextSection(parts...))}
}

func word(text string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(text, nil)
}

func bold(text string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(plain(text), &slack.RichTextSectionTextStyle{Bold: true})
}

func remark(text string) slack.Block { return slack.NewContextBlock("", label(text, 300)) }

// buttons is a row of actions. A value is the payload, and the conversation that it acts
// on where that is not the chat itself.
func buttons(all []bot.Button, of string) slack.Block {
	var row []slack.BlockElement
	for i, b := range all {
		if len(row) == maxButtons || b.Contact {
			continue
		}
		value := b.Payload
		if of != "" {
			value += " " + of
		}
		e := slack.NewButtonBlockElement(actionID(i), value, label(b.Label, maxLabel))
		if b.Style == "primary" || b.Style == "danger" {
			e.Style = slack.Style(b.Style)
		}
		row = append(row, e)
	}
	if row == nil {
		return nil
	}
	return slack.NewActionBlock("", row...)
}

// actionID tells the buttons of a row apart; what one means is in its value.
func actionID(i int) string { return "b" + string(rune('a'+i)) }

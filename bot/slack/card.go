package slack

import (
	"cmp"
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
	shownFacts  = 12 // on a card, where "Ver todo" has all; of a block elsewhere
	shownChecks = 12

	maxOption    = 150 // bytes of a choice's value
	maxSureTitle = 100 // of what is asked before an act
	maxSureText  = 300
	maxSure      = 30 // of its two answers
)

// screen is a message of Slack: the text that stands for it, and its blocks. Ordinary are
// blocks for a workspace that refuses thumbs of its own kind; nil when there are none.
type screen struct {
	text     string
	blocks   []slack.Block
	ordinary []slack.Block
	file     string // of a picture among the blocks; "" is none
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
	if m.Card != "" && m.Card != bot.UpdateCard {
		title, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
		out.blocks, text = append(out.blocks, slack.NewHeaderBlock(label(bot.Plain(title), maxHeader))), rest
	}
	out.add(paragraphs(strings.TrimSpace(text)))
	if of != "" {
		m.Facts = m.Facts[:min(len(m.Facts), shownFacts)]
	}
	for some := range slices.Chunk(m.Facts, shownFacts) {
		out.add(facts(some))
	}
	out.add(s.checks(m))
	if m.Card != bot.UpdateCard { // a line says it, and they lie below it
		out.add(documents(m))
	}
	out.add(s.sources(m.Sources, m.Lang))
	if m.Holder != "" {
		out.blocks = append(out.blocks, remark(s.o.Words.Holder+" "+m.Holder))
	}
	all := m.Buttons
	if m.Card == bot.CandidateCard && len(all) > 0 {
		all = slices.Concat(all, s.o.Words.Buttons, []bot.Button{{Label: s.o.Words.See, Payload: seePayload}})
	}
	var more []bot.Button
	if len(all) > 0 && (m.Card == bot.CandidateCard || m.Card == bot.HandoffCard) {
		more = s.o.Words.More
	}
	if out.text == "" {
		out.text = "—"
	}
	rest, thumbs := s.feedback(all, of, m.Lang)
	if thumbs == nil {
		return out.with(s.buttons(all, more, of)).fit()
	}
	ordinary := out.with(s.buttons(all, more, of)).fit()
	out = out.with(s.buttons(rest, more, of)).with(thumbs).fit()
	out.ordinary = ordinary.blocks
	return out
}

func (s *screen) add(blocks []slack.Block) { s.blocks = append(s.blocks, blocks...) }

// fit leaves out what is beyond Slack's limits, and keeps the buttons.
func (s screen) fit() screen {
	if len(s.blocks) <= maxBlocks && s.length() <= maxTexts {
		return s
	}
	first := len(s.blocks) // of the buttons, which stand last
	for first > 0 && pressable(s.blocks[first-1]) {
		first--
	}
	last := s.blocks[first:]
	s.blocks = slices.Clip(s.blocks[:first])
	for len(s.blocks) > 0 && (len(s.blocks)+len(last) > maxBlocks || s.length() > maxTexts) {
		s.blocks = s.blocks[:len(s.blocks)-1]
	}
	s.blocks = slices.Concat(s.blocks, last)
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
		case *slack.SectionBlock:
			n += len([]rune(b.Text.Text)) + maxLabel
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

func (s *Slack) checks(m bot.Message) []slack.Block {
	if len(m.Checks) == 0 {
		return nil
	}
	title, all := s.o.Words.Checks, m.Checks
	if m.Status == bot.ApprovedStatus || m.Status == bot.DeclinedStatus || m.Status == bot.WithdrawnStatus {
		title = s.o.Words.Checked
	}
	parts := []slack.RichTextSectionElement{bold(title)}
	for _, c := range all[:min(len(all), shownChecks)] {
		parts = append(parts, word("\n"+checkMark[c.State]+" "+cut(plain(bot.Plain(c.Text)), 200)))
	}
	return section(parts)
}

// checkMark is how the state of a check looks; the words beside it say it too.
var checkMark = map[string]string{"ok": "☑", "warn": "⚠", "open": "☐"}

// documents are the names of files that no fact names.
func documents(m bot.Message) []slack.Block {
	if len(m.Documents) == 0 || slices.ContainsFunc(m.Facts, func(f bot.Fact) bool { return f.Field == bot.DocumentsField }) {
		return nil
	}
	var names []string
	for _, d := range m.Documents {
		names = append(names, d.Name)
	}
	return []slack.Block{remark("📄 " + strings.Join(names, " · "))}
}

// sources are in the language of who reads them; Spanish unless it is another that is known.
func (s *Slack) sources(all []bot.Source, lang string) []slack.Block {
	words, ok := s.o.Words.Citing[lang]
	if !ok {
		words = s.o.Words.Citing["es"]
	}
	var parts []slack.RichTextSectionElement
	for _, src := range all {
		if src.Title = cmp.Or(plain(src.Title), plain(src.URL)); src.Title == "" { // Slack refuses an empty text
			continue
		}
		lead := "\n"
		if parts == nil {
			lead = ""
		}
		parts = append(parts, word(lead+words.Source+": "))
		if linkable(src.URL) {
			parts = append(parts, slack.NewRichTextSectionLinkElement(src.URL, src.Title, nil))
		} else {
			parts = append(parts, word(src.Title))
		}
		if seen := words.Seen(src); seen != "" {
			parts = append(parts, word(seen))
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

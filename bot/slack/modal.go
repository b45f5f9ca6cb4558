package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// The steps of a modal, in its callback id; where its parts stand.
const (
	stepWrite  = "act.write"
	stepSend   = "act.send"
	textBlock  = "text"
	whoBlock   = "who"
	filesBlock = "files"
	modelBlock = "templates"
	textField  = "v"
)

// What a modal takes. A text travels from the first step to the second in metadata.
const (
	maxDraft    = 2000
	maxMetadata = 3000
)

// draft is what a modal is about. It travels with it.
type draft struct {
	Conversation string  `json:"c"`
	Action       string  `json:"a"`
	On           string  `json:"o,omitempty"` // the words that it is about
	Text         string  `json:"t,omitempty"`
	Files        []paper `json:"f,omitempty"`
	// Seen is how the application stood when they began to write.
	Seen bot.Status `json:"s,omitempty"`
	// Filled counts the texts that were put into the modal: Slack keeps what was typed as
	// long as the block has the same name.
	Filled int `json:"n,omitempty"`
	// Waits tells that a text is being thought of: what was written before travels in Text,
	// and nothing can be written.
	Waits bool `json:"w,omitempty"`
}

// paper is a file that goes with a text.
type paper struct {
	ID   string `json:"i"`
	Name string `json:"n"`
}

func (d draft) encode() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(d) // strings and numbers
	return strings.TrimSpace(b.String())
}

// fits tells whether Slack takes the draft as metadata.
func (d draft) fits() bool { return utf8.RuneCountInString(d.encode()) <= maxMetadata }

// block is the name of the block with the text.
func (d draft) block() string {
	if d.Filled == 0 {
		return textBlock
	}
	return textBlock + "." + strconv.Itoa(d.Filled)
}

// openModal opens the first step at once, before anything is read: a click is good for
// three seconds. Then it says whom it is about.
func (s *Slack) openModal(ctx context.Context, cb *slack.InteractionCallback, m Modal, d draft) {
	opened, err := s.api.OpenViewContext(ctx, cb.TriggerID, s.writing(m, d, about{self: cb.User.ID}))
	if err != nil {
		s.log.Warn("cannot open a modal", "error", detail(err))
		s.whisper(ctx, cb, s.o.Words.Failed)
		return
	}
	whom := s.about(ctx, cb, d)
	if whom.empty() {
		return // a hand-off: there is no more to say than the card does
	}
	d.Seen = whom.status
	if _, err := s.api.UpdateViewContext(ctx, s.writing(m, d, whom), "", opened.Hash, opened.ID); err != nil {
		s.log.Debug("a modal does not say whom it is about", "error", detail(err)) // it may be closed already
	}
}

// openWritten opens a modal with words that staff wrote before, which are read after it is
// open.
func (s *Slack) openWritten(ctx context.Context, cb *slack.InteractionCallback, m Modal, d draft) {
	opened, err := s.api.OpenViewContext(ctx, cb.TriggerID, *s.closing(m, s.o.Words.Opening))
	if err != nil {
		s.log.Warn("cannot open a modal", "error", detail(err))
		s.whisper(ctx, cb, s.o.Words.Failed)
		return
	}
	n, _ := strconv.Atoi(d.On) // 0 is none
	view := *s.closing(m, s.o.Words.Old)
	switch d.Text, err = s.backend.Wrote(ctx, d.Conversation, n); {
	case err != nil:
		s.log.Error("cannot read what staff wrote", "error", err)
		view = *s.closing(m, s.o.Words.Failed)
	case d.Text != "":
		view = s.writing(m, d, s.about(ctx, cb, d))
	}
	if _, err := s.api.UpdateViewContext(ctx, view, "", opened.Hash, opened.ID); err != nil {
		s.log.Warn("cannot fill a modal", "error", detail(err))
	}
}

// about is whom a modal is about, as far as it is known, and who has it before them.
type about struct {
	self, who, lang string
	status          bot.Status
}

func (a about) empty() bool { return a.who == "" && a.foreign() == "" }

// foreign is the owner's language when it is not that of staff.
func (a about) foreign() string {
	if a.lang == "es" {
		return ""
	}
	return a.lang
}

// about reads whom a modal is about; what cannot be read is left out.
func (s *Slack) about(ctx context.Context, cb *slack.InteractionCallback, d draft) about {
	out := about{self: cb.User.ID}
	if place, all := groupActs[d.Action]; all {
		g, err := s.backend.Group(ctx, d.Conversation, place)
		if err != nil {
			s.log.Warn("cannot read whom a modal is about", "error", err)
		} else if len(g.Members) > 0 {
			out.who, _, _ = strings.Cut(g.Message.Text, "\n")
			out.lang = g.Members[0].Lang
		}
		return out
	}
	card, err := s.backend.Candidate(ctx, d.Conversation)
	if err != nil {
		s.log.Warn("cannot read whom a modal is about", "error", err)
		return out
	}
	out.lang = card.Lang
	if card.Application != "" {
		out.who, _, _ = strings.Cut(card.Text, "\n")
		out.status = card.Status
	}
	return out
}

// writing is the first step: a text, and above it whom it is about, once that is known.
func (s *Slack) writing(m Modal, d draft, whom about) slack.ModalViewRequest {
	var blocks []slack.Block
	if whom.who != "" {
		blocks = append(blocks, remark(bot.Plain(whom.who)))
	}
	if whom.foreign() != "" && (m.Preview != "" || m.Optional) { // the owner gets it
		blocks = append(blocks, remark(s.o.Words.Reads))
	}
	if m.Who != "" {
		who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, textField)
		who.InitialUser = whom.self
		blocks = append(blocks, slack.NewInputBlock(whoBlock, label(m.Who, maxLabel), nil, who))
	}
	if menu := s.templates(m); menu != nil && !d.Waits {
		blocks = append(blocks, menu)
	}
	blocks = append(blocks, s.text(m, d)...)
	if m.Files != "" {
		files := slack.NewInputBlock(filesBlock, label(m.Files, maxLabel), nil, slack.NewFileInputBlockElement(textField).WithMaxFiles(bot.MaxSent))
		files.Optional = true
		blocks = append(blocks, files)
	}
	return modal(stepWrite, m, d, blocks...)
}

// text is where the text is written, or what stands there while one is thought of.
func (s *Slack) text(m Modal, d draft) []slack.Block {
	if d.Waits {
		return append([]slack.Block{remark(s.o.Words.Suggest.Thinking)}, paragraphs(bot.Escape(d.Text))...)
	}
	return append(s.suggestButton(m), m.input(d))
}

// input is where the text is written.
func (m Modal) input(d draft) *slack.InputBlock {
	field := slack.NewPlainTextInputBlockElement(nil, textField).WithMultiline(true).WithMaxLength(maxDraft)
	if d.Text != "" {
		field = field.WithInitialValue(cut(d.Text, maxDraft))
	}
	input := slack.NewInputBlock(d.block(), label(m.Label, maxLabel), nil, field)
	if m.Hint != "" {
		input.Hint = label(m.Hint, maxLabel)
	}
	input.Optional = m.Optional
	return input
}

// modal is a view with a title, a way on and a way out.
func modal(step string, m Modal, d draft, blocks ...slack.Block) slack.ModalViewRequest {
	if step != stepSend && !d.Waits {
		d.Text = "" // it stands in its field
	}
	return slack.ModalViewRequest{Type: slack.VTModal, CallbackID: step, PrivateMetadata: d.encode(),
		Title: label(m.Title, maxTitle), Submit: label(m.Submit, maxTitle), Close: label(m.Cancel, maxTitle),
		Blocks: slack.Blocks{BlockSet: blocks}}
}

// closing is a modal that only says something.
func (s *Slack) closing(m Modal, words string) *slack.ModalViewRequest {
	return &slack.ModalViewRequest{Type: slack.VTModal, Title: label(m.Title, maxTitle), Close: label(m.Cancel, maxTitle),
		Blocks: slack.Blocks{BlockSet: paragraphs(bot.Escape(words))}}
}

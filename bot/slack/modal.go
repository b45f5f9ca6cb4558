package slack

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// The steps of a modal, in its callback id; where its text stands.
const (
	stepWrite = "act.write"
	stepSend  = "act.send"
	textBlock = "text"
	textField = "v"
)

// maxDraft is the longest text that a modal takes: it travels from the first step to the
// second in 3,000 characters of metadata.
const maxDraft = 2000

// draft is what a modal is about. It travels with it.
type draft struct {
	Conversation string `json:"c"`
	Action       string `json:"a"`
	Text         string `json:"t,omitempty"`
}

func (d draft) encode() string {
	b, _ := json.Marshal(d)
	return string(b)
}

// openModal opens the first step at once, before anything is read: a click is good for
// three seconds. Then it says whom it is about.
func (s *Slack) openModal(ctx context.Context, cb *slack.InteractionCallback, m Modal, d draft) {
	opened, err := s.api.OpenViewContext(ctx, cb.TriggerID, writing(m, d, ""))
	if err != nil {
		s.log.Warn("cannot open a modal", "error", detail(err))
		s.whisper(ctx, cb, s.o.Words.Failed)
		return
	}
	card, err := s.backend.Candidate(ctx, d.Conversation)
	if err != nil {
		s.log.Warn("cannot read whom a modal is about", "error", err)
		return
	}
	if card.Application == "" {
		return // a hand-off: there is no more to say than the card does
	}
	who, _, _ := strings.Cut(card.Text, "\n")
	if _, err := s.api.UpdateViewContext(ctx, writing(m, d, who), "", opened.Hash, opened.ID); err != nil {
		s.log.Debug("a modal does not say whom it is about", "error", detail(err)) // it may be closed already
	}
}

// writing is the first step: a text, and above it whom it is about, once that is known.
func writing(m Modal, d draft, who string) slack.ModalViewRequest {
	field := slack.NewPlainTextInputBlockElement(nil, textField).WithMultiline(true).WithMaxLength(maxDraft)
	if d.Text != "" {
		field = field.WithInitialValue(d.Text)
	}
	input := slack.NewInputBlock(textBlock, label(m.Label, maxLabel), nil, field)
	if m.Hint != "" {
		input.Hint = label(m.Hint, maxLabel)
	}
	input.Optional = m.Optional
	if who == "" {
		return modal(stepWrite, m, d, input)
	}
	return modal(stepWrite, m, d, remark(bot.Plain(who)), input)
}

// modal is a view with a title, a way on and a way out.
func modal(step string, m Modal, d draft, blocks ...slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{Type: slack.VTModal, CallbackID: step, PrivateMetadata: d.encode(),
		Title: label(m.Title, maxTitle), Submit: label(m.Submit, maxTitle), Close: label(m.Cancel, maxTitle),
		Blocks: slack.Blocks{BlockSet: blocks}}
}

// preview is the second step: what the owner will read.
func (s *Slack) preview(m Modal, d draft) slack.ModalViewRequest {
	out := []slack.Block{remark(m.Preview)}
	out = append(out, paragraphs(bot.Escape(d.Text))...)
	m.Submit = m.Send
	return modal(stepSend, m, d, out...)
}

// submitted takes what was written in a modal: the first step leads to the preview, the
// second is the act.
func (s *Slack) submitted(ctx context.Context, cb *slack.InteractionCallback) (any, error) {
	var d draft
	if cb.View.CallbackID != stepWrite && cb.View.CallbackID != stepSend || json.Unmarshal([]byte(cb.View.PrivateMetadata), &d) != nil {
		return nil, nil
	}
	m, ok := s.o.Words.Modals[d.Action]
	if !ok {
		return nil, nil
	}
	if words := s.refusal(ctx, cb.User.ID); words != "" {
		return slack.NewUpdateViewSubmissionResponse(s.closing(m, words)), nil
	}
	if cb.View.CallbackID == stepWrite {
		if d.Text = written(cb); d.Text == "" && !m.Optional {
			return slack.NewErrorsViewSubmissionResponse(map[string]string{textBlock: m.Empty}), nil
		}
		if m.Preview != "" && d.Text != "" {
			view := s.preview(m, d)
			return slack.NewUpdateViewSubmissionResponse(&view), nil
		}
	}
	t := &bot.Turn{Channel: Channel, ID: turnID(acted, spot{channel: cb.View.ID}), Conversation: d.Conversation, Action: d.Action,
		Text: d.Text, At: s.backend.Now(), Actor: s.actor(ctx, cb.User.ID)}
	return slack.NewClearViewSubmissionResponse(), s.accept(ctx, t, nil)
}

// closing is a modal that only says something.
func (s *Slack) closing(m Modal, words string) *slack.ModalViewRequest {
	return &slack.ModalViewRequest{Type: slack.VTModal, Title: label(m.Title, maxTitle), Close: label(m.Cancel, maxTitle),
		Blocks: slack.Blocks{BlockSet: paragraphs(bot.Escape(words))}}
}

// written is the text of the first step.
func written(cb *slack.InteractionCallback) string {
	if cb.View.State == nil {
		return ""
	}
	return strings.TrimSpace(cb.View.State.Values[textBlock][textField].Value)
}

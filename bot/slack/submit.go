package slack

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// preview is the second step: what the owner will read.
func (s *Slack) preview(m Modal, d draft) slack.ModalViewRequest {
	out := []slack.Block{remark(m.Preview)}
	out = append(out, paragraphs(bot.Escape(d.Text))...)
	if len(d.Files) > 0 {
		var names []string
		for _, f := range d.Files {
			names = append(names, f.Name)
		}
		out = append(out, remark(m.Attached+" 📄 "+strings.Join(names, " · ")))
	}
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
	soon, cancel := context.WithTimeout(ctx, rightsTime)
	defer cancel()
	if words := s.refusal(soon, cb.User.ID); words != "" {
		return slack.NewUpdateViewSubmissionResponse(s.closing(m, words)), nil
	}
	if cb.View.CallbackID == stepWrite {
		if d.Waits { // they do not wait for it, and go on with what they wrote
			view := s.writing(m, d.back(""), s.about(soon, cb, d))
			return slack.NewUpdateViewSubmissionResponse(&view), nil
		}
		d.Text, d.Files = written(cb, d), attached(cb)
		if words := s.complaint(m, d); words != "" {
			return slack.NewErrorsViewSubmissionResponse(map[string]string{d.block(): words}), nil
		}
		if m.Preview != "" && d.Text != "" {
			view := s.preview(m, d)
			return slack.NewUpdateViewSubmissionResponse(&view), nil
		}
	}
	t := s.turnOf(ctx, cb, d)
	if m.Who != "" {
		who := field(cb, whoBlock).SelectedUser
		if words := s.unfit(soon, who); words != "" {
			return slack.NewErrorsViewSubmissionResponse(map[string]string{whoBlock: words}), nil
		}
		to := s.actor(ctx, who)
		t.Assignee = &to
	}
	if _, all := groupActs[d.Action]; all {
		n, err := s.forAll(ctx, *t, d.Action, false)
		if err == nil && n == 0 {
			return slack.NewUpdateViewSubmissionResponse(s.closing(m, s.o.Words.Nothing)), nil
		}
		return slack.NewClearViewSubmissionResponse(), err
	}
	return slack.NewClearViewSubmissionResponse(), s.accept(ctx, t, nil)
}

// unfit is why somebody cannot be given a candidate; "" when they can.
func (s *Slack) unfit(ctx context.Context, who string) string {
	may, err := s.people.mayAct(ctx, who)
	switch {
	case err != nil:
		s.log.Warn("cannot ask Slack who may act; nobody is given anything", "error", err)
		return s.o.Words.Failed
	case !may:
		return s.o.Words.Other
	}
	return ""
}

// complaint is what is wrong with what was written; "" is nothing.
func (s *Slack) complaint(m Modal, d draft) string {
	switch {
	case d.Text == "" && !m.Optional:
		return m.Empty
	case d.Text == "" && m.Preview != "" && (d.Seen == bot.ApprovedStatus || d.Seen == bot.DeclinedStatus):
		return s.o.Words.Again
	case !d.fits():
		return s.o.Words.Long
	}
	return ""
}

// turnOf is the act of a modal.
func (s *Slack) turnOf(ctx context.Context, cb *slack.InteractionCallback, d draft) *bot.Turn {
	t := &bot.Turn{Channel: Channel, ID: turnID(acted, spot{channel: cb.View.ID}), Conversation: d.Conversation, Action: d.Action,
		Text: d.Text, At: s.backend.Now(), Actor: s.actor(ctx, cb.User.ID), Seen: d.Seen}
	if d.On != "" {
		t.Action, t.Button = "", actPayload+d.Action+":"+d.On
	}
	for _, f := range d.Files {
		t.Files = append(t.Files, bot.File{Path: f.ID, Name: f.Name})
	}
	return t
}

// field is what stands in a block of a modal.
func field(cb *slack.InteractionCallback, block string) slack.BlockAction {
	if cb.View.State == nil {
		return slack.BlockAction{}
	}
	return cb.View.State.Values[block][textField]
}

// written is the text of the first step.
func written(cb *slack.InteractionCallback, d draft) string {
	return strings.TrimSpace(field(cb, d.block()).Value)
}

// longestPaper is how much of the name of a file travels with a modal, in characters.
const longestPaper = 60

// attached are the files that were put to the text.
func attached(cb *slack.InteractionCallback) []paper {
	var out []paper
	for _, f := range field(cb, filesBlock).Files {
		if f.ID != "" && len(out) < bot.MaxSent {
			out = append(out, paper{f.ID, cut(bot.CleanName(f.Name, ""), longestPaper)})
		}
	}
	return out
}

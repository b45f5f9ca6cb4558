package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/slack-go/slack"
)

// templates is the menu of texts that staff may begin from; nil without any.
func (s *Slack) templates(m Modal) slack.Block {
	var options []*slack.OptionBlockObject
	for _, t := range m.Templates {
		options = append(options, slack.NewOptionBlockObject(t.ID, label(t.Label, maxLabel), nil))
	}
	if options == nil {
		return nil
	}
	return slack.NewActionBlock(modelBlock, slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, label(s.o.Words.Pick, maxLabel), textField, options...))
}

// picked puts a template into the modal, once the choice is acknowledged. It takes the
// place of what was written; who reads English gets it in English.
func (s *Slack) picked(cb *slack.InteractionCallback, a *slack.BlockAction) func(context.Context) {
	var d draft
	if a.BlockID != modelBlock || cb.View.CallbackID != stepWrite || json.Unmarshal([]byte(cb.View.PrivateMetadata), &d) != nil {
		return nil
	}
	m := s.o.Words.Modals[d.Action]
	i := slices.IndexFunc(m.Templates, func(t Template) bool { return t.ID == a.SelectedOption.Value })
	if i < 0 {
		return nil
	}
	return func(ctx context.Context) {
		var view slack.ModalViewRequest
		if words := s.refusal(ctx, cb.User.ID); words != "" {
			view = *s.closing(m, words)
		} else {
			whom := s.about(ctx, cb, d)
			texts := m.Templates[i].Text
			d.Text = cmp.Or(texts[whom.lang], texts["es"])
			d.Filled++
			d.Seen = cmp.Or(d.Seen, whom.status)
			view = s.writing(m, d, whom)
		}
		if _, err := s.api.UpdateViewContext(ctx, view, "", "", cb.View.ID); err != nil {
			s.log.Warn("cannot fill a modal", "error", detail(err))
		}
	}
}

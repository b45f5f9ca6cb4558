package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// suggestBlock is the block with the button by which a text is suggested.
const suggestBlock = "suggest"

// suggestTime is how long a suggestion may take: a little more than its prompt allows.
const suggestTime = 10 * time.Second

// suggestButton is that button; nil where nothing is suggested.
func (s *Slack) suggestButton(m Modal) []slack.Block {
	if !m.Suggests || s.o.Words.Suggest.Button == "" {
		return nil
	}
	button := slack.NewButtonBlockElement(textField, "", label(s.o.Words.Suggest.Button, maxLabel))
	return []slack.Block{slack.NewActionBlock(suggestBlock, button)}
}

// suggested has a text suggested, once the click is acknowledged. The field makes room
// meanwhile, so that nothing is typed that would be lost; what was written comes back with
// the suggestion below it. Nothing is sent by it. When the modal has gone on meanwhile, the
// suggestion is dropped: Slack refuses what is for another state of it.
func (s *Slack) suggested(cb *slack.InteractionCallback) func(context.Context) {
	var d draft
	if cb.View.CallbackID != stepWrite || json.Unmarshal([]byte(cb.View.PrivateMetadata), &d) != nil || d.Waits {
		return nil
	}
	m := s.o.Words.Modals[d.Action]
	if s.suggestButton(m) == nil {
		return nil
	}
	return func(ctx context.Context) {
		if words := s.refusal(ctx, cb.User.ID); words != "" {
			s.put(ctx, "", cb.View.ID, *s.closing(m, words))
			return
		}
		whom := s.about(ctx, cb, d)
		d.Text, d.Waits = written(cb, d), true
		d.Seen = cmp.Or(d.Seen, whom.status)
		if !d.fits() {
			s.put(ctx, "", cb.View.ID, s.without(m, d.back(""), whom))
			return
		}
		hash, ok := s.put(ctx, "", cb.View.ID, s.writing(m, d, whom))
		if !ok {
			return
		}
		text := s.suggestion(ctx, d)
		view := s.writing(m, d.back(text), whom)
		if text == "" {
			view = s.without(m, d.back(""), whom)
		}
		s.put(ctx, hash, cb.View.ID, view)
	}
}

// suggestion is a text for a draft; "" when there is none.
func (s *Slack) suggestion(ctx context.Context, d draft) string {
	soon, cancel := context.WithTimeout(ctx, s.patient)
	defer cancel()
	text, err := s.backend.Suggest(soon, d.Conversation, d.Action)
	if err != nil {
		s.log.Warn("there is no suggestion", "error", err)
		return ""
	}
	text = strings.TrimSpace(text)
	if both := d.back(text).Text; utf8.RuneCountInString(both) > maxDraft {
		return "" // what they wrote is not cut for it
	}
	return text
}

// back is the draft that is written again, with a suggestion below what was there.
func (d draft) back(text string) draft {
	d.Text = strings.TrimSpace(d.Text + "\n\n" + text)
	d.Waits = false
	d.Filled++
	return d
}

// without is the first step when there is no suggestion.
func (s *Slack) without(m Modal, d draft, whom about) slack.ModalViewRequest {
	view := s.writing(m, d, whom)
	view.Blocks.BlockSet = append([]slack.Block{remark(s.o.Words.Suggest.None)}, view.Blocks.BlockSet...)
	return view
}

// put shows a modal in another way, if nothing else was done with it since a hash; "" shows
// it in any case.
func (s *Slack) put(ctx context.Context, hash, id string, view slack.ModalViewRequest) (next string, ok bool) {
	shown, err := s.api.UpdateViewContext(ctx, view, "", hash, id)
	if err != nil {
		s.log.Debug("a modal has gone on, or is closed", "error", detail(err))
		return "", false
	}
	return shown.Hash, true
}

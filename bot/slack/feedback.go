package slack

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// How the payloads of the thumbs under an answer begin.
const (
	upPayload   = "1:up:"
	downPayload = "1:down:"
)

// feedback takes the thumbs out of the buttons and makes a block of them, as Slack shows
// them under what an agent says; nil when both are not there, or the workspace has none.
func (s *Slack) feedback(all []bot.Button, of, lang string) (rest []bot.Button, thumbs slack.Block) {
	const call = "feedback_buttons"
	up := slices.IndexFunc(all, func(b bot.Button) bool { return strings.HasPrefix(b.Payload, upPayload) })
	down := slices.IndexFunc(all, func(b bot.Button) bool { return strings.HasPrefix(b.Payload, downPayload) })
	words, known := s.o.Words.Phrases[lang]
	if !known {
		words, known = s.o.Words.Phrases["es"]
	}
	if up < 0 || down < 0 || !known || s.lacking.has(call) {
		return all, nil
	}
	button := func(b bot.Button, text, hint string) *slack.FeedbackButton {
		return slack.NewFeedbackButton(label(text, maxLabel), valueOf(b, of)).WithAccessibilityLabel(cut(hint, maxLabel))
	}
	thumbs = slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement("thumbs",
		button(all[up], words.Useful, words.UpHint), button(all[down], words.Useless, words.DownHint)))
	for i, b := range all {
		if i != up && i != down {
			rest = append(rest, b)
		}
	}
	return rest, thumbs
}

// say has a screen said, as good as Slack takes it: where it refuses thumbs of its own kind
// they are ordinary buttons from then on. When it refuses the blocks altogether the text is
// said alone: that is a mistake of ours, and the log says so.
func (s *Slack) say(shown screen, try func([]slack.MsgOption) error) error {
	err := try(shown.options())
	if shown.file != "" && refusedPicture(err) {
		return errPicture
	}
	if refusedFor(err) && shown.ordinary != nil {
		why := err
		if err = try(screen{text: shown.text, blocks: shown.ordinary}.options()); !refusedFor(err) && s.lacking.add("feedback_buttons") {
			s.log.Info("Slack refuses feedback buttons here; ordinary ones are shown", "error", detail(why))
		}
	}
	if refusedFor(err) {
		s.log.Error("Slack refuses the blocks of a message: this is a bug; its text is sent alone", "error", detail(err))
		err = try(shown.bare())
	}
	return err
}

// with is a screen with one block more, if there is one.
func (s screen) with(b slack.Block) screen {
	if b != nil {
		s.blocks = append(slices.Clip(s.blocks), b)
	}
	return s
}

// pressable tells a row of buttons.
func pressable(b slack.Block) bool {
	switch b.(type) {
	case *slack.ActionBlock, *slack.ContextActionsBlock:
		return true
	}
	return false
}

package slack

import (
	"cmp"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// buttons is a row of actions, and a menu with those that are less used.
func (s *Slack) buttons(all, more []bot.Button, of string) slack.Block {
	var row []slack.BlockElement
	for i, b := range all {
		if len(row) == maxButtons-1 || b.Contact {
			continue
		}
		e := slack.NewButtonBlockElement(actionID(i), valueOf(b, of), label(b.Label, maxLabel))
		if b.Style == "primary" || b.Style == "danger" {
			e.Style = slack.Style(b.Style)
		}
		if sure, ok := s.o.Words.Sure[actionOf(b.Payload)]; ok && of != "" {
			e.Confirm = slack.NewConfirmationBlockObject(label(sure.Title, maxSureTitle), label(sure.Text, maxSureText), label(sure.Yes, maxSure), label(sure.No, maxSure))
		}
		row = append(row, e)
	}
	var options []*slack.OptionBlockObject
	for _, b := range more {
		if value := valueOf(b, of); len(value) <= maxOption {
			options = append(options, slack.NewOptionBlockObject(value, label(b.Label, maxLabel), nil))
		}
	}
	if options != nil {
		row = append(row, slack.NewOverflowBlockElement("more", options...))
	}
	if row == nil {
		return nil
	}
	return slack.NewActionBlock("", row...)
}

// valueOf is what a press of a button brings back: the payload, and the conversation that
// it acts on where that is not the chat itself.
func valueOf(b bot.Button, of string) string {
	return strings.TrimRight(b.Payload+" "+cmp.Or(b.Of, of), " ")
}

// actionOf is the act of a payload; "" when it is none.
func actionOf(payload string) string {
	act, _ := strings.CutPrefix(payload, actPayload)
	act, _, _ = strings.Cut(act, ":")
	return act
}

// actionID tells the buttons of a row apart; what one means is in its value.
func actionID(i int) string { return "b" + string(rune('a'+i)) }

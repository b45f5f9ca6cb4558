package slack

import (
	"strings"

	"github.com/slack-go/slack/slackevents"

	"pabellon/bot"
)

// thumbs are the emoji that say what an answer was worth, by Slack's names for them.
var thumbs = map[string]string{"+1": "👍", "thumbsup": "👍", "heart": "❤", "fire": "🔥", "clap": "👏", "100": "💯", "pray": "🙏",
	"ok_hand": "👌", "trophy": "🏆", "-1": "👎", "thumbsdown": "👎", "rage": "😡"}

// reaction is an emoji that a person puts under what the bot said to them in their own
// chat; nil for one elsewhere, and one that says nothing of an answer.
func (s *Slack) reaction(e *slackevents.ReactionAddedEvent) *bot.Turn {
	name, _, _ := strings.Cut(e.Reaction, "::") // the tone of the skin
	emoji := thumbs[name]
	if emoji == "" || e.User == "" || e.Item.Type != "message" || !strings.HasPrefix(e.Item.Channel, directMark) {
		return nil
	}
	at := spot{channel: e.Item.Channel, ts: e.Item.Timestamp + "+" + e.EventTimestamp}
	return &bot.Turn{Channel: Channel, ID: turnID(reacted, at), Conversation: bot.ConversationID(Channel, e.User),
		Actor: bot.Actor{Kind: bot.Owner, ID: e.User}, At: s.backend.Now(),
		About: &bot.Reference{Receipt: spot{channel: e.Item.Channel, ts: e.Item.Timestamp}.receipt(), React: emoji}}
}

// threadOf is the thread of the message that a reaction stands under; "" when it is not
// remembered, or the turn is none.
func (s *Slack) threadOf(turn string) string {
	parts := strings.Split(turn, "/")
	if len(parts) != 4 || parts[0] != reacted {
		return ""
	}
	ts, _, _ := strings.Cut(parts[2], "+")
	return s.memory.thread(parts[1], ts)
}

package slack

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"pabellon/bot"
)

// The kinds of turns, with which their names begin.
const (
	wrote   = "m"
	changed = "e"
	pressed = "p"
	reacted = "r"
	acted   = "s" // staff did
)

// turnID names what somebody did: its kind, the channel, its time and the thread in which
// it is answered. A repeat has the same.
func turnID(kind string, at spot) string {
	return strings.Join([]string{kind, at.channel, at.ts, at.thread}, "/")
}

// rootOf is where a person is answered: in the thread of what they did in their own chat.
// It is nothing for what others did, such as staff at their desk.
func rootOf(turn string) (spot, bool) {
	parts := strings.Split(turn, "/")
	if len(parts) != 4 || parts[0] == acted || !strings.HasPrefix(parts[1], directMark) {
		return spot{}, false
	}
	return spot{channel: parts[1], thread: parts[3]}, true
}

// directMark begins the id of a chat with one person.
const directMark = "D"

// talk is what a person wrote to the bot in their own chat: a turn, or one for each file.
// It is nothing for what is not for the bot, such as its own words.
func (s *Slack) talk(e *slackevents.MessageEvent) []bot.Turn {
	m := e.Message
	if e.ChannelType != slackevents.ChannelTypeIM || e.BotID != "" || m == nil || m.User == "" || m.BotID != "" {
		return nil
	}
	at := rootAt(e.Channel, m.Timestamp, m.ThreadTimestamp)
	t := bot.Turn{Channel: Channel, ID: turnID(wrote, at), Conversation: bot.ConversationID(Channel, m.User),
		Actor: bot.Actor{Kind: bot.Owner, ID: m.User}, At: s.backend.Now(), Lang: s.people.lang(m.User)}
	t.Text, t.Cut = bot.Clip(typed(withEmoji(m.Text, m.Blocks)))
	switch e.SubType {
	case "", slack.MsgSubTypeFileShare, slack.MsgSubTypeThreadBroadcast, slack.MsgSubTypeMeMessage:
		if at.thread != at.ts { // of what the bot said in that thread, the newest
			t.About = &bot.Reference{Receipt: at.thread}
		}
		s.memory.root(t.Conversation, at)
		return contents(t, at, m)
	case slack.MsgSubTypeMessageChanged:
		if e.PreviousMessage == nil || e.PreviousMessage.Text == m.Text {
			return nil // an unfurled link
		}
		t.Edit = t.ID
		at.ts += "+" + e.EventTimeStamp
		t.ID = turnID(changed, at)
		return []bot.Turn{t}
	}
	return nil
}

func rootAt(channel, ts, thread string) spot {
	if thread == "" {
		thread = ts
	}
	return spot{channel: channel, ts: ts, thread: thread}
}

// reference is a link, a person or a channel as Slack writes them into a text.
var reference = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// typed is a text as the person typed it: Slack turns addresses into links, and escapes
// three characters.
func typed(text string) string {
	text = reference.ReplaceAllStringFunc(text, func(s string) string {
		parts := reference.FindStringSubmatch(s)
		switch to, shown := parts[1], parts[2]; {
		case shown != "":
			return shown
		case strings.HasPrefix(to, "mailto:"), strings.HasPrefix(to, "tel:"):
			_, to, _ = strings.Cut(to, ":")
			return to
		case strings.HasPrefix(to, "@"), strings.HasPrefix(to, "#"), strings.HasPrefix(to, "!"):
			return ""
		default:
			return to
		}
	})
	return strings.TrimSpace(unescape.Replace(text))
}

// withEmoji is a text with emoji: Slack writes their names into it, and the signs into the
// blocks beside it.
func withEmoji(text string, blocks slack.Blocks) string {
	if !strings.Contains(text, ":") {
		return text
	}
	for _, b := range blocks.BlockSet {
		rich, ok := b.(*slack.RichTextBlock)
		if !ok {
			continue
		}
		for _, part := range rich.Elements {
			section, ok := part.(*slack.RichTextSection)
			if !ok {
				continue
			}
			for _, e := range section.Elements {
				if emoji, ok := e.(*slack.RichTextSectionEmojiElement); ok {
					text = emojiIn(text, emoji)
				}
			}
		}
	}
	return text
}

// emojiIn puts one in the place of its name. Unicode is "1f44d", or several with "-" between.
func emojiIn(text string, e *slack.RichTextSectionEmojiElement) string {
	var sign strings.Builder
	for code := range strings.SplitSeq(e.Unicode, "-") {
		n, err := strconv.ParseUint(code, 16, 21)
		if err != nil {
			return text
		}
		sign.WriteRune(rune(n))
	}
	if e.SkinTone > 0 {
		text = strings.ReplaceAll(text, fmt.Sprintf(":%s::skin-tone-%d:", e.Name, e.SkinTone), sign.String())
	}
	return strings.ReplaceAll(text, ":"+e.Name+":", sign.String())
}

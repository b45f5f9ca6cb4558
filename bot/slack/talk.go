package slack

import (
	"regexp"
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
	if len(parts) != 4 || parts[0] == acted || !strings.HasPrefix(parts[1], "D") {
		return spot{}, false
	}
	return spot{channel: parts[1], thread: parts[3]}, true
}

// talk is what a person wrote to the bot in their own chat; nil for what is not for it,
// such as its own words.
func (s *Slack) talk(e *slackevents.MessageEvent) *bot.Turn {
	m := e.Message
	if e.ChannelType != "im" || e.BotID != "" || m == nil {
		return nil
	}
	t := &bot.Turn{Channel: Channel, At: s.backend.Now()}
	switch e.SubType {
	case "", "file_share":
	case slack.MsgSubTypeMessageChanged:
		if e.PreviousMessage == nil || e.PreviousMessage.Text == m.Text || m.BotID != "" {
			return nil // an unfurled link, or our own
		}
		t.Edit = turnID(wrote, rootAt(e.Channel, m.Timestamp, m.ThreadTimestamp))
	default:
		return nil
	}
	if m.User == "" || m.BotID != "" {
		return nil
	}
	at := rootAt(e.Channel, m.Timestamp, m.ThreadTimestamp)
	t.ID = turnID(wrote, at)
	if t.Edit != "" {
		at.ts = m.Timestamp + "+" + e.EventTimeStamp
		t.ID = turnID(changed, at)
	}
	t.Conversation = bot.ConversationID(Channel, m.User)
	t.Actor = bot.Actor{Kind: bot.Owner, ID: m.User}
	t.Text, t.Cut = bot.Clip(typed(m.Text))
	if len(m.Files) > 0 {
		f := m.Files[0]
		t.File = &bot.File{Path: f.URLPrivateDownload, Name: f.Name, Size: int64(f.Size)}
	}
	return t
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

package slack

import (
	"regexp"
	"strings"

	"github.com/slack-go/slack/slackevents"

	"pabellon/bot"
)

// A mention is answered in the thread that it stands in, where others read along. Each
// person has a conversation of their own in each thread: "slack:C1.171.5.U1", which no
// chat with a person is named like.

// publicID names the conversation of a person in a thread.
func publicID(at spot, user string) string {
	return bot.ConversationID(Channel, strings.Join([]string{at.channel, at.thread, user}, "."))
}

// Asides is how the conversations of a person in threads begin and end, by that of their own
// chat; "" for another.
func Asides(conversation string) (before, after string) {
	user, ours := strings.CutPrefix(conversation, Channel+":")
	if !ours || user == "" || strings.Contains(user, ".") {
		return "", ""
	}
	return Channel + ":", "." + user
}

// publicSpot is the thread of such a conversation; false for the chat with a person.
func publicSpot(conversation string) (at spot, user string, ok bool) {
	parts := publicName.FindStringSubmatch(conversation)
	if parts == nil {
		return spot{}, "", false
	}
	return spot{channel: parts[1], thread: parts[2]}, parts[3], true
}

// publicName is how such a conversation is named: the channel, which is no chat with one
// person, the time of the thread, and the person.
var publicName = regexp.MustCompile(`^` + Channel + `:([A-CE-Z][A-Z0-9]*)\.([0-9]+\.[0-9]+)\.([A-Z][A-Z0-9]*)$`)

// someone is a person as Slack writes them into a text, the bot's own name among them.
var someone = regexp.MustCompile(`<@[UW][A-Z0-9]*(?:\|[^<>]*)?>`)

// mentioned is what somebody asks the bot in a channel; nil for what is not for it: words
// of programs, changes of what was said, and what the chat with a person brings too.
func (s *Slack) mentioned(e *slackevents.AppMentionEvent) *bot.Turn {
	if e.BotID != "" || e.User == "" || e.Edited != nil || strings.HasPrefix(e.Channel, directMark) {
		return nil
	}
	at := rootAt(e.Channel, e.TimeStamp, e.ThreadTimeStamp)
	t := &bot.Turn{Channel: Channel, ID: turnID(wrote, at), Conversation: publicID(at, e.User), Public: true,
		Actor: bot.Actor{Kind: bot.Owner, ID: e.User}, At: s.backend.Now(), Lang: s.people.lang(e.User)}
	t.Text, t.Cut = bot.Clip(typed(someone.ReplaceAllString(withEmoji(e.Text, e.Blocks), "")))
	if len(e.Files) > 0 {
		t.Other = "file" // which is not opened: it was shown to all
	}
	return t
}

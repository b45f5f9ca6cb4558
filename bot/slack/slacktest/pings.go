package slacktest

import (
	"encoding/json"
	"regexp"
	"slices"
)

// Ping is a mention that rings a bell: of everybody in a channel, of a group or of one person.
type Ping struct {
	Method  string // the call that it came with
	Channel string
	Whom    string // "channel", "here", "everyone", a user's id or a group's
	Text    string // where it stood
}

// Pings are all mentions that the bot has written, edits too.
func (s *Server) Pings() []Ping {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.pings)
}

// The forms of a mention: https://docs.slack.dev/messaging/formatting-message-text
var (
	mention  = regexp.MustCompile(`<!(channel|here|everyone)(?:\|[^>]*)?>|<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>`)
	bareWord = regexp.MustCompile(`@(channel|here|everyone)\b`)
)

// ring counts the mentions of a call in what it says. The lock is held.
func (s *Server) ring(c *Call, channel string) {
	for _, name := range []string{"text", "markdown_text", "initial_comment"} {
		s.ringText(c, channel, c.Args[name])
	}
	s.ringBlocks(c, channel, c.raw("blocks"))
	s.ringAttachments(c, channel, c.raw("attachments"))
	visitChunks(c.raw("chunks"), func(text string, blocks json.RawMessage) {
		s.ringText(c, channel, text)
		s.ringBlocks(c, channel, blocks)
	})
}

// ringText counts the mentions in a text that Slack reads for them; link_names and parse=full make bare words mentions.
func (s *Server) ringText(c *Call, channel, text string) {
	find := func(re *regexp.Regexp) {
		for _, found := range re.FindAllStringSubmatch(text, -1) {
			for _, whom := range found[1:] {
				if whom != "" {
					s.pings = append(s.pings, Ping{c.Method, channel, whom, text})
				}
			}
		}
	}
	find(mention)
	if c.yes("link_names") || c.Args["parse"] == "full" {
		find(bareWord)
	}
}

// ringBlocks counts the mentions in texts of type mrkdwn, in markdown blocks and in rich text. Plain text has none.
func (s *Server) ringBlocks(c *Call, channel string, blocks json.RawMessage) {
	visit(tree(blocks), "", func(one part, _ string) {
		whom := ""
		switch word(one, "type") {
		case "mrkdwn", "markdown":
			s.ringText(c, channel, word(one, "text"))
		case "broadcast":
			whom = word(one, "range")
		case "user":
			whom = word(one, "user_id")
		case "usergroup":
			whom = word(one, "usergroup_id")
		}
		if whom != "" {
			s.pings = append(s.pings, Ping{c.Method, channel, whom, string(payload(one))})
		}
	})
}

// ringAttachments counts the mentions in what attachments say beside their blocks.
func (s *Server) ringAttachments(c *Call, channel string, attachments json.RawMessage) {
	s.ringBlocks(c, channel, attachments)
	list, _ := tree(attachments).([]any)
	for _, v := range list {
		one, _ := v.(part)
		for _, name := range []string{"text", "pretext", "fallback", "title", "footer"} {
			s.ringText(c, channel, word(one, name))
		}
		fields, _ := one["fields"].([]any)
		for _, f := range fields {
			field, _ := f.(part)
			s.ringText(c, channel, word(field, "value"))
		}
	}
}

package slacktest

import (
	"encoding/json"
	"unicode/utf8"
)

// A text of more than 40,000 characters is too long (slack-api-ref: msg_too_long of chat.update). Slack cuts what is
// posted anew at that length; here it is refused, for a text that loses its end is surely a mistake. Text in Markdown
// ends at 12,000: https://docs.slack.dev/reference/methods/chat.postMessage
const (
	maxText        = 40_000
	maxMarkdown    = 12_000
	maxAttachments = 100
)

// postMessage says something into a channel, a direct conversation or to a person.
func postMessage(s *Server, r *request) (reply, error) {
	to, err := s.target(r.Args["channel"])
	if err != nil {
		return nil, err
	}
	m, err := s.compose(r.Call)
	if err != nil {
		return nil, err
	}
	if err := s.hang(to, m, r.Args["thread_ts"]); err != nil {
		return nil, err
	}
	s.ring(r.Call, to.ID)
	s.add(to, m)
	return reply{"channel": to.ID, "ts": m.ts, "message": m.render(s, to)}, nil
}

// postEphemeral says something that only one person sees.
func postEphemeral(s *Server, r *request) (reply, error) {
	to, err := s.target(r.Args["channel"])
	if err != nil {
		return nil, err
	}
	if user := r.Args["user"]; !to.has(user) {
		return nil, no("user_not_in_channel")
	}
	m, err := s.compose(r.Call)
	if err != nil {
		return nil, err
	}
	if err := s.hang(to, m, r.Args["thread_ts"]); err != nil {
		return nil, err
	}
	m.to = r.Args["user"]
	s.ring(r.Call, to.ID)
	s.add(to, m)
	return reply{"message_ts": m.ts}, nil
}

// compose is the message that a call describes.
func (s *Server) compose(c *Call) (*message, error) {
	m := &message{user: botUser, byBot: true, text: c.Args["text"], blocks: c.raw("blocks"), attachments: c.raw("attachments"),
		metadata: c.raw("metadata")}
	if err := checkContent(c); err != nil {
		return nil, err
	}
	if problems := s.checkFiles("/blocks", tree(m.blocks)); len(problems) > 0 {
		return nil, no("invalid_blocks", problems...)
	}
	if c.given("markdown_text") {
		m.text = c.Args["markdown_text"]
	}
	if m.text == "" && none(m.blocks) && none(m.attachments) {
		return nil, no("no_text")
	}
	return m, nil
}

func none(list json.RawMessage) bool { return len(list) == 0 || string(list) == "[]" }

// checkContent refuses what cannot be said.
func checkContent(c *Call) error {
	markdown := c.Args["markdown_text"]
	switch {
	case markdown != "" && (c.given("text") || c.given("blocks")):
		return no("markdown_text_conflict")
	case utf8.RuneCountInString(c.Args["text"]) > maxText, utf8.RuneCountInString(markdown) > maxMarkdown:
		return no("msg_too_long")
	}
	if err := checkLayout(c); err != nil {
		return err
	}
	return checkMetadata(c)
}

// checkLayout refuses blocks and attachments that cannot be shown.
func checkLayout(c *Call) error {
	if blocks := c.raw("blocks"); !none(blocks) {
		if _, ok := tree(blocks).([]any); !ok {
			return no("invalid_blocks_format")
		}
		if problems := checkBlocks(onMessage, blocks); len(problems) > 0 {
			return no("invalid_blocks", problems...)
		}
		if blocksTooLong(blocks) {
			return no("msg_blocks_too_long")
		}
	}
	attachments := c.raw("attachments")
	if none(attachments) {
		return nil
	}
	list, ok := tree(attachments).([]any)
	switch {
	case !ok:
		return no("invalid_attachments")
	case len(list) > maxAttachments:
		return no("too_many_attachments")
	}
	if problems := checkAttachments(attachments); len(problems) > 0 {
		return no("invalid_attachments", problems...)
	}
	return nil
}

// checkMetadata refuses metadata without a type and a payload; an empty object takes earlier metadata away.
func checkMetadata(c *Call) error {
	raw := c.raw("metadata")
	if raw == nil || string(raw) == "{}" {
		return nil
	}
	about, ok := tree(raw).(part)
	if _, payload := about["event_payload"].(part); !ok || word(about, "event_type") == "" || !payload {
		return no("invalid_metadata_format")
	}
	return nil
}

// hang puts a message into a thread. When its first message is deleted it is posted outside of it, as Slack does. The
// lock is held.
func (s *Server) hang(to *room, m *message, thread string) error {
	if thread == "" {
		return nil
	}
	if !tsForm.MatchString(thread) {
		return no("invalid_thread_ts")
	}
	parent := to.find(thread)
	switch {
	case parent == nil:
		return nil
	case parent.thread != "" && parent.thread != parent.ts:
		return no("slacktest: thread_ts is a reply's ts; use that of the thread's first message, " + parent.thread)
	}
	m.thread = thread
	return nil
}

package slacktest

import (
	"encoding/json"
	"unicode/utf8"
)

// visitChunks calls for the text and the blocks of each chunk of a stream.
func visitChunks(raw json.RawMessage, see func(text string, blocks json.RawMessage)) {
	list, _ := tree(raw).([]any)
	for _, v := range list {
		chunk, _ := v.(part)
		blocks, _ := chunk["blocks"].([]any)
		see(word(chunk, "text"), payload(blocks))
	}
}

// startStream begins a message that is written bit by bit, as a reply. In channels it says for whom.
func startStream(s *Server, r *request) (reply, error) {
	to, err := s.target(r.Args["channel"])
	if err != nil {
		return nil, err
	}
	switch {
	case to.im == "" && !r.given("recipient_user_id"):
		return nil, no("missing_recipient_user_id")
	case to.im == "" && !r.given("recipient_team_id"):
		return nil, no("missing_recipient_team_id")
	case !r.given("thread_ts"):
		return nil, no("invalid_arguments", "[ERROR] missing required field: thread_ts")
	}
	m := &message{user: botUser, byBot: true, stream: true}
	if err := m.stretch(r.Call); err != nil {
		return nil, err
	}
	if err := s.hang(to, m, r.Args["thread_ts"]); err != nil {
		return nil, err
	}
	s.ring(r.Call, to.ID)
	s.add(to, m)
	return reply{"channel": to.ID, "ts": m.ts}, nil
}

// stretch adds what a call says to a message. Task updates and plans are taken and not kept.
func (m *message) stretch(c *Call) error {
	more := c.Args["markdown_text"]
	if utf8.RuneCountInString(more) > maxMarkdown {
		return no("msg_too_long")
	}
	if c.given("chunks") {
		if _, ok := tree(c.raw("chunks")).([]any); !ok {
			return no("invalid_chunks")
		}
		visitChunks(c.raw("chunks"), func(text string, _ json.RawMessage) { more += text })
	}
	m.text += more
	return nil
}

// streaming is a message that is being written.
func (s *Server) streaming(r *request) (*room, *message, error) {
	in, m, err := s.own(r, "message_not_owned_by_app")
	if err != nil {
		return nil, nil, err
	}
	if !m.stream {
		return nil, nil, no("message_not_in_streaming_state")
	}
	return in, m, nil
}

func appendStream(s *Server, r *request) (reply, error) {
	in, m, err := s.streaming(r)
	if err != nil {
		return nil, err
	}
	if !r.given("markdown_text") && !r.given("chunks") {
		return nil, no("no_text")
	}
	if err := m.stretch(r.Call); err != nil {
		return nil, err
	}
	s.ring(r.Call, in.ID)
	return reply{"channel": in.ID, "ts": m.ts}, nil
}

func stopStream(s *Server, r *request) (reply, error) {
	in, m, err := s.streaming(r)
	if err != nil {
		return nil, err
	}
	if err := checkLayout(r.Call); err != nil {
		return nil, err
	}
	if err := m.stretch(r.Call); err != nil {
		return nil, err
	}
	s.ring(r.Call, in.ID)
	m.stream = false
	if r.given("blocks") {
		m.blocks = s.withIDs(r.raw("blocks"))
	}
	return reply{"channel": in.ID, "ts": m.ts, "message": m.render(s, in)}, nil
}

package slacktest

import (
	"fmt"
	"strings"
	"time"
)

// own is a message of the bot.
func (s *Server) own(r *request, cant string) (*room, *message, error) {
	in, err := s.visible(r.Args["channel"])
	if err != nil {
		return nil, nil, err
	}
	m := in.find(r.Args["ts"])
	switch {
	case m == nil || m.to != "":
		return nil, nil, no("message_not_found")
	case !m.byBot:
		return nil, nil, no(cant)
	}
	return in, m, nil
}

// updateMessage changes a message of the bot. Blocks, attachments and metadata that are left out stay as they are.
func updateMessage(s *Server, r *request) (reply, error) {
	in, m, err := s.own(r, "cant_update_message")
	if err != nil {
		return nil, err
	}
	switch {
	case in.Archived:
		return nil, no("is_inactive")
	case m.stream:
		return nil, no("streaming_state_conflict")
	case s.opts.Editing > 0 && time.Since(m.said) > s.opts.Editing:
		return nil, no("edit_window_closed")
	}
	if err := checkContent(r.Call); err != nil {
		return nil, err
	}
	if problems := s.checkFiles("/blocks", tree(r.raw("blocks"))); len(problems) > 0 {
		return nil, no("invalid_blocks", problems...)
	}
	_, text := r.Args["text"]
	if !text && !r.given("markdown_text") && !r.given("blocks") && !r.given("attachments") {
		return nil, no("no_text")
	}
	if r.Args["text"] == "" && !r.given("markdown_text") && nothingLeft(r.Call, m) {
		return nil, no("no_text")
	}
	s.ring(r.Call, in.ID)
	s.edit(in, m, func() { s.rewrite(r.Call, m) })
	return reply{"channel": in.ID, "ts": m.ts, "text": m.text, "message": m.render(s, in)}, nil
}

// nothingLeft is whether neither blocks nor attachments would stay after an edit.
func nothingLeft(c *Call, m *message) bool {
	blocks, attachments := m.blocks, m.attachments
	if c.given("blocks") {
		blocks = c.raw("blocks")
	}
	if c.given("attachments") {
		attachments = c.raw("attachments")
	}
	return none(blocks) && none(attachments)
}

// rewrite puts into a message what a call says.
func (s *Server) rewrite(c *Call, m *message) {
	if text, given := c.Args["text"]; given {
		m.text = text
	}
	if c.given("markdown_text") {
		m.text = c.Args["markdown_text"]
	}
	if c.given("blocks") {
		m.blocks = s.withIDs(c.raw("blocks"))
	}
	if c.given("attachments") {
		m.attachments = s.withIDs(c.raw("attachments"))
	}
	if c.given("metadata") {
		m.metadata = c.raw("metadata")
	}
}

func deleteMessage(s *Server, r *request) (reply, error) {
	in, m, err := s.own(r, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	s.erase(in, m)
	return reply{"channel": in.ID, "ts": m.ts}, nil
}

func getPermalink(s *Server, r *request) (reply, error) {
	in, err := s.visible(r.Args["channel"])
	if err != nil {
		return nil, err
	}
	m := in.find(r.Args["message_ts"])
	if m == nil {
		return nil, no("message_not_found")
	}
	return reply{"channel": in.ID, "permalink": permalink(in, m)}, nil
}

func permalink(in *room, m *message) string {
	link := fmt.Sprintf("https://%s.slack.com/archives/%s/p%s", teamDomain, in.ID, strings.Replace(m.ts, ".", "", 1))
	if m.thread != "" {
		link += "?thread_ts=" + m.thread + "&cid=" + in.ID
	}
	return link
}

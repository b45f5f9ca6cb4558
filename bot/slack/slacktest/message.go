package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// message is something said. What is deleted stays, so that tests can see it.
type message struct {
	ts, thread  string
	user        string
	byBot       bool
	text        string
	blocks      json.RawMessage // as they came, with the ids that Slack gives
	attachments json.RawMessage
	metadata    json.RawMessage
	files       []*stored
	reactions   []Reaction
	to          string // who alone sees it, "" = everybody
	edits       int
	edited      string
	deleted     bool
	stream      bool // is being written still
	subtype     string
	said        time.Time
}

// Reaction is an emoji under a message, with those who put it there in order.
type Reaction struct {
	Name  string   `json:"name"`
	Users []string `json:"users"`
	Count int      `json:"count"`
}

// nextTS is the id of a new message. The lock is held.
func (s *Server) nextTS() string {
	s.lastTS = max(s.lastTS+1, time.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", s.lastTS/1e6, s.lastTS%1e6)
}

// nextID is an id of a kind that was not there before. The lock is held.
func (s *Server) nextID(kind string) string {
	s.lastID++
	return fmt.Sprintf("%s%08X", kind, 0x1000+s.lastID)
}

// add puts a message into a conversation and tells the app about it, when it listens. The lock is held.
func (s *Server) add(r *room, m *message) {
	m.ts, m.said = s.nextTS(), time.Now()
	m.blocks = s.withIDs(m.blocks)
	m.attachments = s.withIDs(m.attachments)
	r.messages = append(r.messages, m)
	if m.byBot && m.to == "" {
		s.setStatus(r.ID, m.thread, Status{})
	}
	if m.to == "" {
		s.tell(r, m.event(s, r))
	}
}

// render is a message as the Web API and payloads have it.
func (m *message) render(s *Server, r *room) map[string]any {
	one := map[string]any{"type": "message", "user": m.user, "text": m.text, "ts": m.ts, "team": teamID}
	if m.byBot {
		one["bot_id"], one["app_id"] = botID, appID
		one["bot_profile"] = map[string]any{"id": botID, "app_id": appID, "name": botName, "deleted": false, "team_id": teamID}
	}
	for name, raw := range map[string]json.RawMessage{"blocks": m.blocks, "attachments": m.attachments} {
		if len(raw) > 0 && string(raw) != "[]" {
			one[name] = raw
		}
	}
	if m.edited != "" {
		one["edited"] = map[string]any{"user": m.user, "ts": m.edited}
	}
	if len(m.reactions) > 0 {
		one["reactions"] = m.reactions
	}
	if len(m.files) > 0 {
		var list []any
		for _, f := range m.files {
			list = append(list, f.render(s))
		}
		one["files"], one["upload"] = list, false
	}
	m.renderThread(one, r)
	return one
}

func (m *message) renderThread(one map[string]any, r *room) {
	if m.thread != "" {
		one["thread_ts"] = m.thread
		if parent := r.find(m.thread); parent != nil {
			one["parent_user_id"] = parent.user
		}
	}
	replies := r.thread(m.ts)
	if len(replies) == 0 {
		return
	}
	var users []string
	for _, reply := range replies {
		if !slices.Contains(users, reply.user) {
			users = append(users, reply.user)
		}
	}
	one["thread_ts"], one["reply_count"], one["reply_users_count"] = m.ts, len(replies), len(users)
	one["latest_reply"], one["reply_users"] = replies[len(replies)-1].ts, users
}

// event is the message event about a new message.
func (m *message) event(s *Server, r *room) map[string]any {
	e := m.render(s, r)
	e["channel"], e["channel_type"], e["event_ts"] = r.ID, r.eventKind(), m.ts
	if len(m.files) > 0 {
		e["subtype"] = "file_share"
	}
	if m.subtype != "" {
		e["subtype"] = m.subtype
	}
	if !m.byBot {
		e["client_msg_id"] = "slacktest-" + m.ts
	}
	return e
}

// changed is the message event about an edit or a deletion.
func (m *message) changed(s *Server, r *room, subtype string, before map[string]any) map[string]any {
	ts := s.nextTS()
	e := map[string]any{"type": "message", "subtype": subtype, "hidden": true, "channel": r.ID, "channel_type": r.eventKind(),
		"ts": ts, "event_ts": ts, "previous_message": before}
	if subtype == "message_deleted" {
		e["deleted_ts"] = m.ts
		return e
	}
	e["message"] = m.render(s, r)
	return e
}

// edit changes a message and tells the app about it. The lock is held.
func (s *Server) edit(r *room, m *message, how func()) {
	before := m.render(s, r)
	how()
	m.edits++
	m.edited = s.nextTS()
	s.tell(r, m.changed(s, r, "message_changed", before))
}

// erase deletes a message and tells the app about it. The lock is held.
func (s *Server) erase(r *room, m *message) {
	before := m.render(s, r)
	m.deleted = true
	if m.to == "" {
		s.tell(r, m.changed(s, r, "message_deleted", before))
	}
}

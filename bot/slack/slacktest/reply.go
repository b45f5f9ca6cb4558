package slacktest

import (
	"encoding/json"
	"maps"
	"net/http"
	"path"
	"time"
)

// A response_url is good for five answers within 30 minutes:
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
const (
	maxReplies = 5
	replyLife  = 30 * time.Minute
)

// replyURL is where the app answers an act of a person.
type replyURL struct {
	room *room
	on   *message // nil for a command
	user string
	used int
	at   time.Time
}

// newReply is a fresh response_url. The lock is held.
func (s *Server) newReply(r *room, on *message, user string) string {
	id := s.nextID("R")
	s.replies[id] = &replyURL{room: r, on: on, user: user, at: time.Now()}
	return s.root() + "/response/" + id
}

// AgeReplies makes every response_url that there is older, to see what the app does with one that has expired.
func (s *Server) AgeReplies(by time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.replies {
		u.at = u.at.Add(-by)
	}
}

// takeReply is an answer of the app to a response_url.
func (s *Server) takeReply(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.replies[path.Base(r.path)]
	switch {
	case u == nil:
		return nil, &refusal{status: http.StatusNotFound, word: "invalid_url"}
	case time.Since(u.at) > replyLife:
		return nil, &refusal{status: http.StatusNotFound, word: "expired_url"}
	case u.used >= maxReplies:
		return nil, &refusal{status: http.StatusNotFound, word: "used_url"}
	}
	u.used++
	defer s.wake()
	if err := s.answerOn(u, r.Call); err != nil {
		if bad, ok := err.(*refusal); ok && bad.status == 0 {
			bad.status = http.StatusBadRequest // recalled, unverified
		}
		return nil, err
	}
	return plain("ok"), nil
}

// answerOn does what an answer says: deletes or replaces what was clicked, or says something new.
func (s *Server) answerOn(u *replyURL, c *Call) error {
	there := u.on != nil && !u.on.deleted
	if c.yes("delete_original") {
		if !there || !u.on.byBot {
			return &refusal{status: http.StatusNotFound, word: "message_not_found"}
		}
		s.erase(u.room, u.on)
		return nil
	}
	if about, ok := tree(c.raw("metadata")).(part); ok && word(about, "event_type") == "" && about["event_payload"] == nil {
		c.Args = maps.Clone(c.Args) // a test may be reading the old one
		delete(c.Args, "metadata")  // slack-go sends it empty
	}
	m, err := s.compose(c)
	if err != nil {
		return err
	}
	s.ring(c, u.room.ID)
	if c.yes("replace_original") && there && u.on.byBot {
		s.replace(u, m)
		return nil
	}
	if c.Args["response_type"] != "in_channel" {
		m.to = u.user
	}
	if err := s.hang(u.room, m, c.Args["thread_ts"]); err != nil {
		return err
	}
	s.add(u.room, m)
	return nil
}

// replace puts a new content in the place of what was clicked: all of it, unlike chat.update.
func (s *Server) replace(u *replyURL, m *message) {
	how := func() {
		u.on.text, u.on.blocks, u.on.attachments = m.text, s.withIDs(m.blocks), s.withIDs(m.attachments)
	}
	if u.on.to != "" {
		how()
		u.on.edits++
		return
	}
	s.edit(u.room, u.on, how)
}

// slashAnswer shows what the app answered to a command. The lock is held.
func (s *Server) slashAnswer(r *room, user, command string, said json.RawMessage) {
	if len(said) == 0 || string(said) == "null" || string(said) == "{}" {
		return
	}
	c := &Call{Method: command, Args: map[string]string{}, At: time.Now(), Status: http.StatusOK}
	s.calls = append(s.calls, c)
	err := c.readFields(said)
	if err == nil {
		err = s.answerOn(&replyURL{room: r, user: user}, c)
	}
	if err != nil {
		c.Error = err.Error()
		s.screen(user).errors = append(s.screen(user).errors, command+": "+err.Error())
	}
}

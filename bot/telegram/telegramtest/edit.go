package telegramtest

import (
	"bytes"
	"slices"
	"time"
	"unicode/utf8"
)

const notModified = "message is not modified: specified new message content and reply markup are exactly the same " +
	"as a current content and reply markup of the message"

// mine is the message that a call is to change: one of the bot's own, in the chat of the call.
func (s *Server) mine(c *Call) (*message, *markup, error) {
	if c.Params["inline_message_id"] != "" {
		return nil, nil, mistake("there are no inline messages here")
	}
	to, err := s.target(c)
	if err != nil {
		return nil, nil, err
	}
	if c.Params["message_id"] == "" {
		return nil, nil, bad("message identifier is not specified")
	}
	keys, err := readMarkup(c, to)
	if err != nil {
		return nil, nil, err
	}
	if keys != nil && keys.Inline == nil {
		return nil, nil, bad("object expected as reply markup")
	}
	m := to.find(c.number("message_id", 0, 0, 1<<62))
	switch {
	case m == nil:
		return nil, nil, bad("message to edit not found")
	case m.from != nil && m.from.ID != s.me.ID, m.keys:
		return nil, nil, bad("message can't be edited")
	}
	return m, keys, nil
}

// editMessageText puts other words and buttons in the place of those that are there; buttons left out are taken away.
func editMessageText(s *Server, r *request) (any, error) {
	text, entities, err := formatted(r.Call, "text", "entities")
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, bad("message text is empty")
	}
	m, keys, err := s.mine(r.Call)
	if err != nil {
		return nil, err
	}
	if err := checkPreview(r.Call); err != nil {
		return nil, err
	}
	entities = detect(text, s.mentioned(entities))
	switch {
	case m.file != nil:
		return nil, bad("there is no text in the message to edit")
	case units(text) > maxText:
		return nil, bad("message is too long")
	case text == m.text && bytes.Equal(payload(entities), payload(m.entities)) && m.same(keys):
		return nil, bad(notModified)
	}
	m.text, m.entities = text, entities
	return m.edit(keys), nil
}

// editMessageReplyMarkup changes only the buttons.
func editMessageReplyMarkup(s *Server, r *request) (any, error) {
	m, keys, err := s.mine(r.Call)
	if err != nil {
		return nil, err
	}
	if m.same(keys) {
		return nil, bad(notModified)
	}
	return m.edit(keys), nil
}

func (m *message) same(keys *markup) bool {
	if keys == nil {
		return len(m.markup) == 0
	}
	return bytes.Equal(m.markup, keys.raw)
}

func (m *message) edit(keys *markup) map[string]any {
	m.dress(keys)
	m.edited = time.Now().Unix()
	m.edits++
	return m.render(true)
}

func deleteMessage(s *Server, r *request) (any, error) {
	to, err := s.target(r.Call)
	if err != nil {
		return nil, err
	}
	if r.Params["message_id"] == "" {
		return nil, bad("message identifier is not specified")
	}
	m := to.find(r.number("message_id", 0, 0, 1<<62))
	switch {
	case m == nil:
		return nil, bad("message to delete not found")
	case to.kind != "private" && m.from != nil && m.from.ID != s.me.ID:
		return nil, bad("message can't be deleted")
	}
	m.deleted = true
	return true, nil
}

// query is a pressed button that waits for an answer.
type query struct {
	id       string
	answered bool
	old      bool
	text     string
	alert    bool
}

// answerCallbackQuery lets the button stop spinning. It is taken once, and only while the query is young.
func answerCallbackQuery(s *Server, r *request) (any, error) {
	q := s.queries[r.Params["callback_query_id"]]
	switch {
	case q == nil, q.old, q.answered:
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	case utf8.RuneCountInString(r.Params["text"]) > 200:
		return nil, bad("MESSAGE_TOO_LONG")
	case r.Params["url"] != "":
		return nil, bad("URL_INVALID")
	}
	q.answered, q.text, q.alert = true, r.Params["text"], r.yes("show_alert")
	return true, nil
}

// Unanswered are the ids of the callback queries that the bot did not answer.
func (s *Server) Unanswered() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for id, q := range s.queries {
		if !q.answered && !q.old {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Answer is what the bot answered to a callback query: the text, whether it was an alert, and whether it answered.
func (s *Server) Answer(query string) (text string, alert, answered bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := s.queries[query]
	if q == nil {
		return "", false, false
	}
	return q.text, q.alert, q.answered
}

// Expire makes a callback query too old to be answered.
func (s *Server) Expire(query string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q := s.queries[query]; q != nil {
		q.old = true
	}
}

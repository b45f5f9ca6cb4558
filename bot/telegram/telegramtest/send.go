package telegramtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// target is the chat of a call, or why the bot can't write there.
func (s *Server) target(c *Call) (*chat, error) {
	raw := c.Params["chat_id"]
	if raw == "" {
		return nil, bad("chat_id is empty")
	}
	id, err := strconv.ParseInt(raw, 10, 64)
	to := s.chats[id]
	switch {
	case err != nil || to == nil:
		return nil, bad("chat not found")
	case to.gone:
		return nil, &refusal{status: 403, text: "Forbidden: user is deactivated"}
	case to.blocked:
		return nil, &refusal{status: 403, text: "Forbidden: bot was blocked by the user"}
	case to.moved != 0:
		return nil, &refusal{status: 400, text: "Bad Request: group chat was upgraded to a supergroup chat", migrate: to.moved}
	case to.kicked:
		return nil, &refusal{status: 403, text: "Forbidden: bot was kicked from the " + to.called() + " chat"}
	case !to.open && to.user != nil:
		return nil, &refusal{status: 403, text: "Forbidden: bot can't initiate conversation with a user"}
	case to.left || !to.open:
		return nil, &refusal{status: 403, text: "Forbidden: bot is not a member of the " + to.called() + " chat"}
	}
	return to, nil
}

func (c *chat) called() string { return c.kind }

// sendMessage says a text.
func sendMessage(s *Server, r *request) (any, error) {
	text, entities, err := formatted(r.Call, "text", "entities")
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, bad("message text is empty")
	}
	return s.say(r.Call, &message{text: text, entities: entities}, maxText)
}

// say checks what all messages of the bot have in common, and puts one into its chat.
func (s *Server) say(c *Call, m *message, longest int) (any, error) {
	to, err := s.target(c)
	if err != nil {
		return nil, err
	}
	keys, err := readMarkup(c, to)
	if err != nil {
		return nil, err
	}
	if m.reply, m.extra, err = readReply(c, to); err != nil {
		return nil, err
	}
	if err := checkPreview(c); err != nil {
		return nil, err
	}
	if units(m.text) > longest {
		if longest == maxCaption {
			return nil, bad("message caption is too long")
		}
		return nil, bad("message is too long")
	}
	m.entities = detect(m.text, s.mentioned(m.entities))
	m.from = &s.me
	if to.kind == "channel" {
		m.from = nil
	}
	m.dress(keys)
	to.show(keys)
	to.drafts = append(to.drafts, "")
	s.add(to, m)
	return m.render(true), nil
}

// mentioned puts the people into the entities that name them. Those whom the bot never met are not named.
func (s *Server) mentioned(entities []Entity) []Entity {
	var known []Entity
	for _, e := range entities {
		if e.User != nil {
			e.UserID = e.User.ID
		}
		if e.Type == "text_mention" {
			who := s.chats[e.UserID]
			if who == nil || who.user == nil {
				continue
			}
			e.User, e.UserID = who.user, 0
		}
		known = append(known, e)
	}
	return known
}

// dress puts the buttons under a message.
func (m *message) dress(keys *markup) {
	m.inline, m.markup = nil, nil
	if keys != nil {
		m.inline, m.markup = keys.Inline, keys.raw
		m.keys = keys.Keyboard != nil || keys.Remove || keys.Force
	}
}

// show changes the reply keyboard of a chat.
func (c *chat) show(keys *markup) {
	switch {
	case keys == nil:
	case keys.Keyboard != nil:
		c.keyboard, c.once = keys.Keyboard, keys.Once
	case keys.Remove:
		c.keyboard = nil
	}
}

// add gives a message its id and puts it into a chat.
func (s *Server) add(to *chat, m *message) {
	s.lastMsg++
	m.id, m.chat, m.date = s.lastMsg, to, time.Now().Unix()
	m.reacted = map[int64][]string{}
	to.messages = append(to.messages, m)
	s.order = append(s.order, m)
}

// replyTo is what a message answers, from reply_parameters or the older parameters.
type replyTo struct {
	ID    int64  `json:"message_id"`
	Chat  any    `json:"chat_id"`
	Lax   bool   `json:"allow_sending_without_reply"`
	Quote string `json:"quote"`
}

func readReply(c *Call, to *chat) (*message, map[string]any, error) {
	var want replyTo
	if raw := c.Params["reply_parameters"]; raw != "" {
		if json.Unmarshal([]byte(raw), &want) != nil {
			return nil, nil, bad("can't parse reply parameters JSON object")
		}
	} else if c.Params["reply_to_message_id"] != "" {
		want.ID, want.Lax = c.number("reply_to_message_id", 0, 0, 1<<31), c.yes("allow_sending_without_reply")
	}
	if want.ID == 0 {
		return nil, nil, nil
	}
	m := to.find(want.ID)
	switch {
	case m == nil && want.Lax:
		return nil, nil, nil
	case m == nil:
		return nil, nil, bad("message to be replied not found")
	case want.Quote == "":
		return m, nil, nil
	}
	at := strings.Index(m.text, want.Quote)
	if at < 0 {
		return nil, nil, bad("QUOTE_TEXT_INVALID")
	}
	return m, map[string]any{"quote": map[string]any{"text": want.Quote, "position": units(m.text[:at]), "is_manual": true}}, nil
}

func checkPreview(c *Call) error {
	var options struct {
		URL   string `json:"url"`
		Small bool   `json:"prefer_small_media"`
		Large bool   `json:"prefer_large_media"`
	}
	raw := c.Params["link_preview_options"]
	if raw == "" {
		return nil
	}
	if json.Unmarshal([]byte(raw), &options) != nil {
		return bad("can't parse link preview options JSON object")
	}
	if options.URL != "" && !validURL(options.URL) {
		return mistake("link_preview_options has %q, which is no address", options.URL)
	}
	if options.Small && options.Large {
		return mistake("link_preview_options wants both small and large media")
	}
	return nil
}

// chatActions are what a bot may seem to be doing.
var chatActions = []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
	"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}

func sendChatAction(s *Server, r *request) (any, error) {
	to, err := s.target(r.Call)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(chatActions, r.Params["action"]) {
		return nil, bad("wrong parameter action in request")
	}
	to.actions = append(to.actions, r.Params["action"])
	return true, nil
}

// sendMessageDraft shows a text that is being written; it is gone with the next message.
func sendMessageDraft(s *Server, r *request) (any, error) {
	to, err := s.target(r.Call)
	if err != nil {
		return nil, err
	}
	text, _, err := formatted(r.Call, "text", "entities")
	switch {
	case err != nil:
		return nil, err
	case to.kind != "private":
		return nil, mistake("drafts are for private chats only")
	case r.number("draft_id", 0, -1<<62, 1<<62) == 0:
		return nil, mistake("draft_id must not be 0")
	case units(text) > maxText:
		return nil, bad("message is too long")
	}
	to.drafts = append(to.drafts, text)
	return true, nil
}

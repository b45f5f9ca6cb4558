package telegramtest

import "encoding/json"

// Entity is a part of a text that has a meaning or a look. Offset and Length count UTF-16 units.
type Entity struct {
	Type          string `json:"type"`
	Offset        int    `json:"offset"`
	Length        int    `json:"length"`
	URL           string `json:"url,omitempty"`
	Language      string `json:"language,omitempty"`
	CustomEmojiID string `json:"custom_emoji_id,omitempty"`
	User          *User  `json:"user,omitempty"`
	UserID        int64  `json:"-"` // whom a parsed text_mention names, before User is known
	UnixTime      int64  `json:"unix_time,omitempty"`
	Format        string `json:"date_time_format,omitempty"`
}

// User is a person or a bot as Telegram tells of them.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name,omitempty"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

// chat is a place where messages are: with a person, a group or a channel. Its id is also its key.
type chat struct {
	id       int64
	kind     string // private, group, supergroup, channel
	title    string
	user     *User // in a private chat
	open     bool  // the person has started the bot, or the bot is in the group
	blocked  bool
	gone     bool // the account is deactivated
	kicked   bool
	left     bool
	moved    int64      // the supergroup that took its place
	keyboard [][]Button // the reply keyboard that is shown
	once     bool       // it goes away when tapped
	messages []*message
	actions  []string
	drafts   []string
}

// message is one message in a chat. Its text is the caption when there is a file.
type message struct {
	id       int64
	chat     *chat
	from     *User // nil in a channel
	date     int64
	edited   int64
	edits    int
	text     string
	entities []Entity
	file     *File
	inline   [][]Button
	markup   json.RawMessage // the inline keyboard as it was sent
	keys     bool            // it came with a reply keyboard or the like, and can't be edited
	reply    *message
	extra    map[string]any     // all other fields
	reacted  map[int64][]string // reactions by who reacted
	deleted  bool
}

// about is a chat as messages tell of it.
func (c *chat) about() map[string]any {
	m := map[string]any{"id": c.id, "type": c.kind}
	if c.user == nil {
		m["title"] = c.title
		return m
	}
	m["first_name"] = c.user.FirstName
	if c.user.LastName != "" {
		m["last_name"] = c.user.LastName
	}
	if c.user.Username != "" {
		m["username"] = c.user.Username
	}
	return m
}

// render is a message as the Bot API sends it. The one it answers is inside, but not the one that that one answers.
// Some messages have fields that no library knows yet.
func (m *message) render(inside bool) map[string]any {
	out := map[string]any{"message_id": m.id, "date": m.date, "chat": m.chat.about()}
	for name, value := range m.extra {
		out[name] = value
	}
	if m.from != nil {
		out["from"] = m.from
	} else {
		out["sender_chat"] = m.chat.about()
	}
	if m.edited != 0 {
		out["edit_date"] = m.edited
	}
	m.renderText(out)
	if len(m.markup) > 0 {
		out["reply_markup"] = m.markup
	}
	if m.reply != nil && inside {
		out["reply_to_message"] = m.reply.render(false)
	}
	if m.id%5 == 0 {
		out["future_field"] = []int{1, 2}
		out["chat"].(map[string]any)["brand_new"] = map[string]any{"x": 1}
	}
	return out
}

func (m *message) renderText(out map[string]any) {
	text, entities := "text", "entities"
	if m.file != nil {
		text, entities = "caption", "caption_entities"
		m.file.render(out)
	}
	if m.text != "" {
		out[text] = m.text
	}
	if len(m.entities) > 0 {
		out[entities] = m.entities
	}
}

// find is the message with this id in the chat, nil when there is none or it was deleted.
func (c *chat) find(id int64) *message {
	for _, m := range c.messages {
		if m.id == id && !m.deleted {
			return m
		}
	}
	return nil
}

package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// received is what an update means: a turn to keep, and errands for which nothing has to
// be kept. An update that means nothing to us has neither.
type received struct {
	turn   *bot.Turn
	newest int64  // the message, when it is one of a person
	query  string // the press of a button, to be answered
	leave  int64  // a group or channel, to be left
	lang   string // with a word in this language, unless it is ""
}

// read decodes an update. The error of one that cannot be decoded says nothing of what
// is in it.
func read(raw []byte, now time.Time) (id int64, r received, err error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return numberOf(raw), r, errors.New("telegram: an update is not of a shape that is known")
	}
	switch {
	case u.Message != nil:
		r = u.Message.received(raw)
	case u.Edited != nil:
		r = u.Edited.edited(u.ID)
	case u.Press != nil:
		r = u.Press.received()
	case u.Member != nil:
		r = u.Member.received(u.ID)
	case u.Reaction != nil:
		r = u.Reaction.received(u.ID)
	}
	if r.turn != nil {
		r.turn.Channel, r.turn.At, r.turn.Raw = Channel, now, slices.Clone(raw)
		r.turn.Text, r.turn.Cut = bot.Clip(r.turn.Text)
	}
	return u.ID, r, nil
}

// numberOf is the number of an update of which nothing else can be read; 0 if not even that.
func numberOf(raw []byte) int64 {
	var u struct {
		ID int64 `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &u)
	return u.ID
}

// conversationOf names the conversation of a private chat.
func conversationOf(chat int64) string {
	return bot.ConversationID(Channel, strconv.FormatInt(chat, 10))
}

// chatOf is the chat of a conversation of this channel.
func chatOf(conversation string) (int64, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(conversation, Channel+":"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("telegram: %q is no chat", conversation)
	}
	return id, nil
}

// turnOf is a turn of the person of a private chat. Telegram never gives the same
// message, press or edit twice, so their ids make the turn's.
func turnOf(from *user, in chat, id string) *bot.Turn {
	t := &bot.Turn{ID: id, Conversation: conversationOf(in.ID), Actor: bot.Actor{Kind: bot.Owner}}
	if from != nil {
		t.Actor.ID, t.Lang = strconv.FormatInt(from.ID, 10), langOf(from.Lang)
	}
	return t
}

// langOf is the hint of a client's language: "es-MX" is Spanish.
func langOf(code string) string {
	code, _, _ = strings.Cut(code, "-")
	if code == "es" || code == "en" {
		return code
	}
	return ""
}

// messageID is the id of the turn that a message makes.
func messageID(id int64) string { return "m" + strconv.FormatInt(id, 10) }

// messageOf is the message that a turn was made of.
func messageOf(turn string) (int64, bool) {
	rest, ok := strings.CutPrefix(turn, "m")
	rest, _, _ = strings.Cut(rest, "e") // an edit of it
	id, err := strconv.ParseInt(rest, 10, 64)
	return id, ok && err == nil
}

// edited is a message that was changed: what it says now corrects what it said. The
// place of a shared position changes by itself and says nothing.
func (m *message) edited(update int64) received {
	if m.Chat.Type != private || m.Text == "" && m.Caption == "" {
		return received{}
	}
	t := turnOf(m.From, m.Chat, fmt.Sprintf("%se%d", messageID(m.ID), update))
	t.Edit, t.Text, t.Forwarded = messageID(m.ID), m.Text+m.Caption, m.Origin != nil
	return received{turn: t}
}

// received is the press of a button. Every press is answered; only one in the person's
// own chat is a turn.
func (p *press) received() received {
	r := received{query: p.ID}
	if p.Message == nil || p.Message.Chat.Type != private || p.Message.Chat.ID != p.From.ID || p.Data == "" {
		return r
	}
	r.turn = turnOf(&p.From, p.Message.Chat, "q"+p.ID)
	r.turn.Button = p.Data
	r.turn.About = &bot.Reference{Receipt: strconv.FormatInt(p.Message.ID, 10)}
	return r
}

// received tells that a person blocked the bot or took it back, or that the bot was put
// into a group, where it has nothing to do.
func (c *memberChange) received(update int64) received {
	there := c.New.Status == "member" || c.New.Status == "administrator" || c.New.Status == "restricted"
	if c.Chat.Type != private {
		if !there {
			return received{}
		}
		return c.Chat.left(&c.From)
	}
	t := turnOf(&c.From, c.Chat, fmt.Sprintf("s%d.%d", c.Date, update))
	t.Other = bot.Blocked
	if there {
		t.Other = bot.Unblocked
	}
	return received{turn: t}
}

// left leaves a chat that is not private: a group with a word, a channel without.
func (c chat) left(from *user) received {
	r := received{leave: c.ID}
	if c.Type != "channel" {
		r.lang = "es"
		if from != nil && langOf(from.Lang) == "en" {
			r.lang = "en"
		}
	}
	return r
}

// received is a reaction to a message of the bot. One that was taken back says nothing.
func (c *reaction) received(update int64) received {
	if c.Chat.Type != private {
		return received{}
	}
	for _, e := range c.New {
		if e.Emoji == "" || slices.Contains(c.Old, e) {
			continue
		}
		t := turnOf(c.User, c.Chat, fmt.Sprintf("r%d.%d", c.Message, update))
		t.About = &bot.Reference{Receipt: strconv.FormatInt(c.Message, 10), React: e.Emoji}
		return received{turn: t}
	}
	return received{}
}

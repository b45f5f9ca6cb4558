package telegramtest

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Press presses a button under a message by its label, and returns the id of the callback query.
func (p *Person) Press(message int64, label string) (string, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.s.message(message)
	if m == nil {
		return "", fmt.Errorf("press %q: there is no message %d", label, message)
	}
	for _, row := range m.inline {
		for _, b := range row {
			if b.Text != label {
				continue
			}
			if !b.hasData {
				return "", fmt.Errorf("press %q: the button sends no data", label)
			}
			return p.press(m.render(true), m.chat, b.Data), nil
		}
	}
	return "", fmt.Errorf("press %q: message %d has no such button", label, message)
}

// PressData presses a button that sends this data, be it forged or from an old keyboard. For a message that is gone the
// bot gets an inaccessible one, with date 0.
func (p *Person) PressData(message int64, data string) string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if m := p.s.message(message); m != nil {
		return p.press(m.render(true), m.chat, data)
	}
	return p.press(map[string]any{"message_id": message, "chat": p.chat.about(), "date": 0}, p.chat, data)
}

// PressOld presses a button under a message that is too old for the bot to see: it comes inaccessible, with date 0.
func (p *Person) PressOld(message int64, data string) string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.press(map[string]any{"message_id": message, "chat": p.chat.about(), "date": 0}, p.chat, data)
}

// press makes a callback query. The lock is held.
func (p *Person) press(about map[string]any, in *chat, data string) string {
	p.s.lastID++
	q := &query{id: strconv.FormatInt(4390000000000000000+p.s.lastID, 10)}
	p.s.queries[q.id] = q
	p.s.emit("callback_query", in.id, map[string]any{"id": q.id, "from": p.user, "message": about,
		"chat_instance": strconv.FormatInt(-3000000000000000000-in.id, 10), "data": data})
	p.s.wake()
	return q.id
}

// Tap taps a button of the reply keyboard: one that asks for the contact shares it, another says its text.
func (p *Person) Tap(label string) (int64, error) {
	b, ok := p.key(label)
	switch {
	case !ok:
		return 0, fmt.Errorf("tap %q: the keyboard has %q", label, p.Keyboard())
	case b.Contact:
		return p.ShareContact(Contact{Phone: p.phone, First: p.user.FirstName, UserID: p.user.ID}), nil
	case b.Location:
		return p.Send("location", map[string]any{"latitude": 19.4326, "longitude": -99.1332}), nil
	}
	return p.Write(b.Text), nil
}

// key finds a button of the reply keyboard. One that is shown once goes away by that.
func (p *Person) key(label string) (Button, bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for _, row := range p.chat.keyboard {
		i := slices.IndexFunc(row, func(b Button) bool { return b.Text == label })
		if i < 0 {
			continue
		}
		if p.chat.once {
			p.chat.keyboard = nil
		}
		return row[i], true
	}
	return Button{}, false
}

// React puts reactions on a message in the place of those that the person had there; none takes them away. The bot
// hears of it only when its allowed_updates has message_reaction.
func (p *Person) React(message int64, emojis ...string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.s.message(message)
	if m == nil {
		return
	}
	before := m.reacted[p.user.ID]
	m.reacted[p.user.ID] = slices.Clone(emojis)
	p.s.emit("message_reaction", m.chat.id, map[string]any{"chat": m.chat.about(), "message_id": m.id, "user": p.user,
		"date": time.Now().Unix(), "old_reaction": reactions(before), "new_reaction": reactions(emojis)})
	p.s.wake()
}

func reactions(emojis []string) []map[string]string {
	list := []map[string]string{}
	for _, e := range emojis {
		list = append(list, map[string]string{"type": "emoji", "emoji": e})
	}
	return list
}

// usable are the emojis that Telegram takes as a reaction.
var usable = []string{"❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮", "💩", "🙏", "👌",
	"🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤‍🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕",
	"😈", "😴", "😭", "🤓", "👻", "👨‍💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿",
	"🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷‍♂", "🤷", "🤷‍♀", "😡"}

// setMessageReaction is the bot's reaction: one at most.
func setMessageReaction(s *Server, r *request) (any, error) {
	to, err := s.target(r.Call)
	if err != nil {
		return nil, err
	}
	var list []struct{ Type, Emoji string }
	if _, err := r.list("reaction", &list); err != nil {
		return nil, err
	}
	m := to.find(r.number("message_id", 0, 0, 1<<62))
	switch {
	case m == nil:
		return nil, bad("message to react not found")
	case len(list) > 1:
		return nil, bad("REACTIONS_TOO_MANY")
	}
	m.reacted[s.me.ID] = nil
	for _, one := range list {
		if one.Type != "emoji" || !slices.Contains(usable, one.Emoji) {
			return nil, bad("REACTION_INVALID")
		}
		m.reacted[s.me.ID] = []string{one.Emoji}
	}
	return true, nil
}

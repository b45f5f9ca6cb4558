package telegramtest

import (
	"cmp"
	"maps"
	"strings"
	"time"
	"unicode/utf16"
)

// Profile is who a person is. Phone is what a tap on a contact button shares, "" = a made-up one.
type Profile struct {
	ID                          int64
	First, Last, Username, Lang string
	Phone                       string
}

// Person is somebody with a phone and a private chat with the bot.
type Person struct {
	s     *Server
	user  User
	phone string
	chat  *chat
}

// Person makes a person, or takes the chat of one who is there already. They have not started the bot yet.
func (s *Server) Person(p Profile) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	who := &Person{s: s, phone: cmp.Or(p.Phone, "+525512345678")}
	who.user = User{ID: p.ID, FirstName: cmp.Or(p.First, "Ana"), LastName: p.Last, Username: p.Username, LanguageCode: p.Lang}
	who.chat = s.chats[p.ID]
	if who.chat == nil {
		who.chat = &chat{id: p.ID, kind: "private"}
		s.chats[p.ID] = who.chat
	}
	who.chat.user = &who.user
	return who
}

// Contact is a card with a phone number. A UserID that is the sender's own proves that it is theirs.
type Contact struct {
	Phone, First string
	UserID       int64
}

// Start presses Start, or follows a deep link with a payload. One who blocked the bot unblocks it by that.
func (p *Person) Start(payload string) int64 {
	return p.Write(strings.TrimSpace("/start " + payload))
}

// Write says a text and returns the id of the message. What is too long for one message is sent as several, as phones
// do, and the last id is returned; an empty text sends nothing and returns 0. One who blocked the bot unblocks it first,
// for there is no other way to write.
func (p *Person) Write(text string) int64 {
	var last int64
	for rest := utf16.Encode([]rune(text)); len(rest) > 0; {
		n := min(len(rest), maxText)
		if n < len(rest) && utf16.IsSurrogate(rune(rest[n])) && rest[n] >= 0xDC00 {
			n--
		}
		if piece, _ := trim(string(utf16.Decode(rest[:n])), nil); piece != "" {
			last = p.say(&message{text: piece})
		}
		rest = rest[n:]
	}
	return last
}

// say puts a message of the person into their chat with the bot.
func (p *Person) say(m *message) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.sayIn(p.chat, m)
}

// sayIn puts a message of the person into a chat, and tells the bot if it may see it. The lock is held.
func (p *Person) sayIn(to *chat, m *message) int64 {
	if to == p.chat {
		p.unblock()
		to.open = true
	}
	m.from = &p.user
	m.text, m.entities = trim(m.text, m.entities)
	m.entities = detect(m.text, m.entities)
	p.s.add(to, m)
	if p.s.sees(to, m) {
		p.s.emit("message", to.id, m.render(true))
	}
	p.s.wake()
	return m.id
}

// Edit changes an earlier message of the person. One that is not theirs stays as it is.
func (p *Person) Edit(id int64, text string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.s.message(id)
	if m == nil || m.from == nil || m.from.ID != p.user.ID {
		return
	}
	m.text, m.entities = trim(text, nil)
	m.entities = detect(m.text, nil)
	m.edited = time.Now().Unix()
	m.edits++
	if p.s.sees(m.chat, m) {
		p.s.emit("edited_message", m.chat.id, m.render(true))
	}
	p.s.wake()
}

// Reply answers a message; to one that is gone it is a plain message.
func (p *Person) Reply(to int64, text string) int64 {
	return p.say(&message{text: text, reply: p.s.lookup(to)})
}

// Quote answers a part of a message.
func (p *Person) Quote(to int64, quote, text string) int64 {
	m := p.s.lookup(to)
	position := 0
	if m != nil {
		position = units(m.text[:max(0, strings.Index(m.text, quote))])
	}
	about := map[string]any{"text": quote, "position": position, "is_manual": true}
	return p.say(&message{text: text, reply: m, extra: map[string]any{"quote": about}})
}

// ShareContact sends a card.
func (p *Person) ShareContact(c Contact) int64 {
	card := map[string]any{"phone_number": c.Phone, "first_name": c.First}
	if c.UserID != 0 {
		card["user_id"] = c.UserID
	}
	return p.Send("contact", card)
}

// SendFile sends a file.
func (p *Person) SendFile(f File) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.sayIn(p.chat, &message{text: f.Caption, file: p.s.store(f)})
}

// Album sends files that belong together: one message each, with the same media_group_id.
func (p *Person) Album(files ...File) []int64 {
	var ids []int64
	album := p.s.unique()
	for _, f := range files {
		f.Album = album
		ids = append(ids, p.SendFile(f))
	}
	return ids
}

// Send sends anything else: a "location", a "poll", "dice", a "venue", a "story"… with the fields that it has.
func (p *Person) Send(kind string, payload any) int64 {
	return p.say(&message{extra: map[string]any{kind: payload}})
}

// SendFields sends a message with several fields of its own, such as a venue with its location.
func (p *Person) SendFields(text string, fields map[string]any) int64 {
	return p.say(&message{text: text, extra: maps.Clone(fields)})
}

// Forward passes on a text of somebody whose account is hidden.
func (p *Person) Forward(text, from string) int64 {
	date := time.Now().Add(-time.Hour).Unix()
	origin := map[string]any{"type": "hidden_user", "sender_user_name": from, "date": date}
	return p.say(&message{text: text, extra: map[string]any{"forward_origin": origin, "forward_sender_name": from, "forward_date": date}})
}

// Block stops the bot.
func (p *Person) Block() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if !p.chat.blocked {
		p.chat.blocked = true
		p.s.member(p.chat, &p.user, "member", "kicked")
	}
}

// Unblock takes it back.
func (p *Person) Unblock() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.unblock()
}

func (p *Person) unblock() {
	if p.chat.blocked {
		p.chat.blocked = false
		p.s.member(p.chat, &p.user, "kicked", "member")
	}
}

// Deactivate deletes the account. The bot is not told.
func (p *Person) Deactivate() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.chat.gone = true
}

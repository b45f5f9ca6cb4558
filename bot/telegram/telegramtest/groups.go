package telegramtest

import (
	"strings"
	"time"
)

// Group is a group, or a supergroup when its id begins with -100.
type Group struct {
	s    *Server
	chat *chat
	by   *User // who added the bot
}

// Group makes a group. The bot is not in it yet.
func (s *Server) Group(id int64, title string) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Group{s: s, chat: s.newGroup(id, title), by: &User{ID: 1, FirstName: "Ana"}}
}

func (s *Server) newGroup(id int64, title string) *chat {
	c := &chat{id: id, title: title, kind: "group"}
	if id < -1000000000000 {
		c.kind = "supergroup"
	}
	s.chats[id] = c
	return c
}

// Add lets a person add the bot.
func (g *Group) Add(by *Person) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.by = &by.user
	g.chat.open, g.chat.left, g.chat.kicked = true, false, false
	g.s.member(g.chat, g.by, "left", "member")
	g.service("new_chat_members", []User{g.s.me})
}

// Kick lets a person throw the bot out.
func (g *Group) Kick(by *Person) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.chat.kicked = true
	g.s.member(g.chat, &by.user, "member", "kicked")
}

// service puts a message into the group that tells what happened there. The lock is held.
func (g *Group) service(field string, value any) {
	m := &message{from: g.by, extra: map[string]any{field: value}}
	g.s.add(g.chat, m)
	g.s.emit("message", g.chat.id, m.render(true))
	g.s.wake()
}

// Write says a text in the group. The bot hears of it only if its privacy mode lets it: commands, its name, and answers
// to what it said.
func (g *Group) Write(from *Person, text string) int64 {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return from.sayIn(g.chat, &message{text: text})
}

// Reply answers a message in the group.
func (g *Group) Reply(from *Person, to int64, text string) int64 {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return from.sayIn(g.chat, &message{text: text, reply: g.chat.find(to)})
}

// Upgrade makes it a supergroup with another id. What is sent to the old one is refused with the new id.
func (g *Group) Upgrade(id int64) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	before := g.chat
	g.service("migrate_to_chat_id", id)
	before.moved = id
	g.chat = g.s.newGroup(id, before.title)
	g.chat.kind, g.chat.open = "supergroup", true
	g.service("migrate_from_chat_id", before.id)
}

// Left is whether the bot left by itself.
func (g *Group) Left() bool {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.chat.left
}

// Screen are the messages of the group now.
func (g *Group) Screen() []Shown {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.chat.view(0, func(m *message) bool { return !m.deleted })
}

// Channel is a channel in which the bot is an administrator.
type Channel struct {
	s    *Server
	chat *chat
}

// Channel makes a channel.
func (s *Server) Channel(id int64, title string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &chat{id: id, title: title, kind: "channel", open: true}
	s.chats[id] = c
	return &Channel{s: s, chat: c}
}

// Post puts a text into the channel.
func (c *Channel) Post(text string) int64 {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	m := &message{text: text, entities: detect(text, nil)}
	c.s.add(c.chat, m)
	c.s.emit("channel_post", c.chat.id, m.render(true))
	return m.id
}

// sees is whether the bot is told of a message. In groups privacy mode hides what is not for it.
func (s *Server) sees(in *chat, m *message) bool {
	if in.kind == "private" {
		return true
	}
	if !in.open || in.left || in.kicked {
		return false
	}
	toMe := m.reply != nil && m.reply.from != nil && m.reply.from.ID == s.me.ID
	named := strings.Contains(strings.ToLower(m.text), "@"+strings.ToLower(s.me.Username))
	return s.opts.ReadsGroups || toMe || named || strings.HasPrefix(m.text, "/") && !strings.Contains(firstWord(m.text), "@")
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// member tells the bot that its own place in a chat changed. The lock is held.
func (s *Server) member(in *chat, by *User, before, after string) {
	status := func(is string) map[string]any {
		m := map[string]any{"user": s.me, "status": is}
		if is == "kicked" {
			m["until_date"] = 0
		}
		return m
	}
	s.emit("my_chat_member", in.id, map[string]any{"chat": in.about(), "from": by, "date": time.Now().Unix(),
		"old_chat_member": status(before), "new_chat_member": status(after)})
	s.wake()
}

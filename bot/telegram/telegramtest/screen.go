package telegramtest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Shown is a message as a phone shows it.
type Shown struct {
	ID        int64
	Mine      bool // of the person whose phone it is
	From      int64
	Text      string // the caption, when there is a file
	Entities  []Entity
	Buttons   [][]Button
	ReplyTo   int64
	Edited    int // how often
	File      *File
	Fields    map[string]any     // contact, location, quote…
	Reactions map[int64][]string // by who reacted
	Deleted   bool               // only in what was heard
}

func (m *message) shown(to int64) Shown {
	v := Shown{ID: m.id, Text: m.text, Entities: slices.Clone(m.entities), Buttons: m.inline, Edited: m.edits, File: m.file,
		Fields: maps.Clone(m.extra), Reactions: maps.Clone(m.reacted), Deleted: m.deleted}
	if m.from != nil {
		v.From, v.Mine = m.from.ID, m.from.ID == to
	}
	if m.reply != nil {
		v.ReplyTo = m.reply.id
	}
	return v
}

// Labels are the texts of the buttons under the message, row after row.
func (v Shown) Labels() []string { return labels(v.Buttons) }

func labels(rows [][]Button) []string {
	var list []string
	for _, row := range rows {
		for _, b := range row {
			list = append(list, b.Text)
		}
	}
	return list
}

// Screen is the chat with the bot as the phone shows it now, both sides, in order.
func (p *Person) Screen() []Shown {
	return p.view(func(m *message) bool { return !m.deleted })
}

func (p *Person) view(want func(*message) bool) []Shown {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.chat.view(p.user.ID, want)
}

func (c *chat) view(to int64, want func(*message) bool) []Shown {
	var list []Shown
	for _, m := range c.messages {
		if want(m) {
			list = append(list, m.shown(to))
		}
	}
	return list
}

// Keyboard are the labels of the reply keyboard that is shown now, nil if there is none.
func (p *Person) Keyboard() []string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return labels(p.chat.keyboard)
}

// Heard waits until the bot has said n messages in all in this chat, and returns all that it said, as they are now.
func (p *Person) Heard(ctx context.Context, n int) ([]Shown, error) {
	all := func() []Shown {
		return p.view(func(m *message) bool { return m.from != nil && m.from.ID == p.s.me.ID })
	}
	err := p.s.Until(ctx, "the bot has said "+strconv.Itoa(n)+" messages", func() bool { return len(all()) >= n })
	heard := all()
	if err != nil {
		return heard, fmt.Errorf("%w, it said %d", err, len(heard))
	}
	return heard, nil
}

// Typing is how many chat actions the bot has shown here.
func (p *Person) Typing() int {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return len(p.chat.actions)
}

// Drafts are the texts that the bot showed while it wrote; an empty one is where a message took a draft's place.
func (p *Person) Drafts() []string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return slices.Clone(p.chat.drafts)
}

// message is any message that is there, in whichever chat. The lock is held.
func (s *Server) message(id int64) *message {
	if id < 1 || id > int64(len(s.order)) || s.order[id-1].deleted {
		return nil
	}
	return s.order[id-1]
}

// lookup is message for those who do not hold the lock.
func (s *Server) lookup(id int64) *message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.message(id)
}

// unique is a number that was not there before.
func (s *Server) unique() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	return strconv.FormatInt(13000000000000000+s.lastID, 10)
}

package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Message is a message as people see it.
type Message struct {
	Channel, TS, Thread string
	User                string
	Bot                 bool // the app said it
	Text                string
	Blocks              json.RawMessage // nil for none
	Attachments         json.RawMessage
	Metadata            json.RawMessage
	Files               []File
	Reactions           []Reaction
	Edits               int
	Deleted             bool
}

// File is a file in the workspace.
type File struct {
	ID, Name, Title, User string
	Content               []byte
	Channels              []string
	Deleted               bool
}

func (f *stored) seen() File {
	return File{ID: f.id, Name: f.name, Title: f.title, User: f.user, Content: f.content, Channels: slices.Clone(f.shared), Deleted: f.deleted}
}

func (m *message) seen(in *room) Message {
	v := Message{Channel: in.ID, TS: m.ts, Thread: m.thread, User: m.user, Bot: m.byBot, Text: m.text, Blocks: m.blocks,
		Attachments: m.attachments, Metadata: m.metadata, Reactions: slices.Clone(m.reactions), Edits: m.edits, Deleted: m.deleted}
	for _, f := range m.files {
		v.Files = append(v.Files, f.seen())
	}
	return v
}

// Words is all that a person reads in the message: its blocks and attachments, or its text when there are none.
func (m Message) Words() string {
	lines := readable(m.Blocks)
	attachments, _ := tree(m.Attachments).([]any)
	for _, v := range attachments {
		one, _ := v.(part)
		for _, name := range []string{"pretext", "text"} {
			if text := word(one, name); text != "" {
				lines = append(lines, text)
			}
		}
		lines = append(lines, readable(payload(one["blocks"]))...)
	}
	if len(lines) == 0 {
		return m.Text
	}
	return strings.Join(lines, "\n")
}

// Labels are the buttons and menus under the message, as a person reads them.
func (m Message) Labels() []string {
	inner := message{blocks: m.Blocks, attachments: m.Attachments}
	return labels(inner.shown())
}

func labels(blocks json.RawMessage) []string {
	var list []string
	for _, e := range elements(blocks) {
		list = append(list, e.label())
	}
	return list
}

// Channel is a conversation to look at.
type Channel struct {
	s  *Server
	id string
}

// Channel is a conversation by its id; one that is not there is empty.
func (s *Server) Channel(id string) Channel { return Channel{s, id} }

// Messages are all that stand in the channel and its threads, in the order in which they were said.
func (c Channel) Messages() []Message {
	return c.pick(func(m *message) bool { return !m.deleted && m.to == "" })
}

// Thread is a thread with the message that it hangs on.
func (c Channel) Thread(ts string) []Message {
	return c.pick(func(m *message) bool { return !m.deleted && m.to == "" && (m.ts == ts || m.thread == ts) })
}

// Everything is all that was ever said, deleted messages too and those that only one person saw.
func (c Channel) Everything() []Message { return c.pick(func(*message) bool { return true }) }

// Message is one message, also when it is deleted; the zero value when there is none.
func (c Channel) Message(ts string) Message {
	for _, m := range c.Everything() {
		if m.TS == ts {
			return m
		}
	}
	return Message{}
}

func (c Channel) pick(want func(*message) bool) []Message {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	r := c.s.room(c.id)
	if r == nil {
		return nil
	}
	var list []Message
	for _, m := range r.messages {
		if want(m) {
			list = append(list, m.seen(r))
		}
	}
	return list
}

// Ephemeral are the messages that this person alone sees, of all channels.
func (s *Server) Ephemeral(user string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Message
	for _, r := range s.rooms {
		for _, m := range r.messages {
			if m.to == user && !m.deleted {
				list = append(list, m.seen(r))
			}
		}
	}
	return list
}

// Files are all files that were sent, deleted ones too.
func (s *Server) Files() []File {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []File
	for _, f := range s.files {
		if f.here {
			list = append(list, f.seen())
		}
	}
	return list
}

// View is a modal or an App Home as a person sees it.
type View struct {
	ID, Hash, Type, CallbackID, ExternalID string
	Title, Submit, Close                   string
	PrivateMetadata                        string
	Blocks                                 json.RawMessage
	Errors                                 map[string]string         // by block_id, as the app answered
	Values                                 map[string]map[string]any // by block_id and action_id, what is typed in
	Depth                                  int                       // how many modals lie below
}

// Words is all that a person reads in the view.
func (v View) Words() string { return strings.Join(readable(v.Blocks), "\n") }

// Labels are the fields, buttons and menus of the view, as a person reads them.
func (v View) Labels() []string { return labels(v.Blocks) }

func (v *view) seen(depth int) *View {
	if v == nil {
		return nil
	}
	values := map[string]map[string]any{}
	for block, actions := range v.state {
		values[block] = maps.Clone(actions)
	}
	return &View{ID: v.id, Hash: v.hash, Type: word(v.fields, "type"), CallbackID: word(v.fields, "callback_id"),
		ExternalID: word(v.fields, "external_id"), Title: words(v.fields["title"]), Submit: words(v.fields["submit"]),
		Close: words(v.fields["close"]), PrivateMetadata: word(v.fields, "private_metadata"), Blocks: v.blocks,
		Errors: maps.Clone(v.errors), Values: values, Depth: depth}
}

// Home is the App Home of a person, nil when none was published.
func (s *Server) Home(user string) *View {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.screen(user).home.seen(0)
}

// Modal is the modal that lies on top of what a person sees, nil for none.
func (s *Server) Modal(user string) *View {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.screen(user).stack
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1].seen(len(stack) - 1)
}

// Errors are what Slack told a person because the app did not answer, or not well.
func (s *Server) Errors(user string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.screen(user).errors)
}

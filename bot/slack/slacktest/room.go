package slacktest

import (
	"cmp"
	"slices"
	"strings"
)

// Room is a channel when it is made. The bot is a member unless NoBot says otherwise.
type Room struct {
	ID, Name string
	Private  bool
	Archived bool
	NoBot    bool
	Members  []string // beside the bot
}

// room is a channel or a direct conversation, with all that was ever said in it.
type room struct {
	Room
	im       string // the person, when it is a direct conversation with the bot
	messages []*message
}

// AddChannel makes a channel.
func (s *Server) AddChannel(r Room) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !r.NoBot {
		r.Members = append([]string{botUser}, r.Members...)
	}
	r.Name = cmp.Or(r.Name, strings.ToLower(r.ID))
	s.rooms = append(s.rooms, &room{Room: r})
	s.wake()
}

// Archive archives a channel, or takes that back.
func (s *Server) Archive(id string, yes bool) { s.change(id, func(r *room) { r.Archived = yes }) }

// Join makes people members of a channel; the bot is [Server.Bot].
func (s *Server) Join(id string, users ...string) {
	s.change(id, func(r *room) {
		for _, u := range users {
			if !slices.Contains(r.Members, u) {
				r.Members = append(r.Members, u)
			}
		}
	})
}

// Leave takes a member out of a channel; the bot is [Server.Bot].
func (s *Server) Leave(id, user string) {
	s.change(id, func(r *room) {
		r.Members = slices.DeleteFunc(r.Members, func(m string) bool { return m == user })
	})
}

func (s *Server) change(id string, how func(*room)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.room(id); r != nil {
		how(r)
		s.wake()
	}
}

// room is a conversation by its id, nil if there is none. The lock is held.
func (s *Server) room(id string) *room {
	i := slices.IndexFunc(s.rooms, func(r *room) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return s.rooms[i]
}

// visible is a conversation that the bot may see: a private channel without it is not there.
func (s *Server) visible(id string) (*room, error) {
	r := s.room(id)
	if r == nil || r.Private && !r.has(botUser) {
		return nil, no("channel_not_found")
	}
	return r, nil
}

// target is where the bot may write. A name of a channel and the id of a person are understood too.
func (s *Server) target(name string) (*room, error) {
	if p := s.profile(name); p != nil && !p.Deleted && !p.Bot {
		return s.direct(name), nil
	}
	for _, r := range s.rooms {
		if r.im == "" && r.Name == strings.TrimPrefix(name, "#") {
			name = r.ID
		}
	}
	r, err := s.visible(name)
	switch {
	case err != nil:
		return nil, err
	case r.Archived:
		return nil, no("is_archived")
	case !r.has(botUser) && !s.has("chat:write.public"):
		return nil, no("not_in_channel")
	}
	return r, nil
}

// direct is the conversation of the bot with a person; it is made when there is none. The lock is held.
func (s *Server) direct(user string) *room {
	i := slices.IndexFunc(s.rooms, func(r *room) bool { return r.im == user })
	if i >= 0 {
		return s.rooms[i]
	}
	r := &room{Room: Room{ID: "D" + strings.TrimLeft(user, "UW") + "DM", Members: []string{botUser, user}}, im: user}
	s.rooms = append(s.rooms, r)
	return r
}

func (r *room) has(user string) bool { return slices.Contains(r.Members, user) }

// kind is the first part of the names of scopes.
func (r *room) kind() string {
	switch {
	case r.im != "":
		return "im"
	case r.Private:
		return "groups"
	}
	return "channels"
}

// eventKind is the channel_type of an event.
func (r *room) eventKind() string {
	return map[string]string{"im": "im", "groups": "group", "channels": "channel"}[r.kind()]
}

// render is a conversation as the Web API tells it.
func (r *room) render() map[string]any {
	one := map[string]any{"id": r.ID, "created": 1700000000, "is_archived": r.Archived, "is_im": r.im != "", "is_private": r.Private || r.im != "",
		"is_org_shared": false, "context_team_id": teamID, "is_mpim": false}
	if r.im != "" {
		one["user"], one["is_open"] = r.im, true
		return one
	}
	for name, value := range map[string]any{"name": r.Name, "name_normalized": r.Name, "is_channel": !r.Private, "is_group": r.Private,
		"is_general": false, "is_member": r.has(botUser), "is_shared": false, "is_ext_shared": false, "creator": "U0OWNER",
		"topic": map[string]any{"value": "", "creator": "", "last_set": 0}, "purpose": map[string]any{"value": "", "creator": "", "last_set": 0},
		"num_members": len(r.Members)} {
		one[name] = value
	}
	return one
}

// find is a message that is there.
func (r *room) find(ts string) *message {
	i := slices.IndexFunc(r.messages, func(m *message) bool { return m.ts == ts && !m.deleted })
	if i < 0 {
		return nil
	}
	return r.messages[i]
}

// thread are the replies to a message.
func (r *room) thread(ts string) []*message {
	var list []*message
	for _, m := range r.messages {
		if m.thread == ts && m.ts != ts && !m.deleted {
			list = append(list, m)
		}
	}
	return list
}

package slacktest

import (
	"slices"
	"strings"
)

func conversationsInfo(s *Server, r *request) (reply, error) {
	in, err := s.visible(r.Args["channel"])
	if err != nil {
		return nil, err
	}
	one := in.render()
	if !r.yes("include_num_members") {
		delete(one, "num_members")
	}
	return reply{"channel": one}, nil
}

func conversationsMembers(s *Server, r *request) (reply, error) {
	in, err := s.visible(r.Args["channel"])
	if err != nil {
		return nil, err
	}
	return paged(s, r.Call, "members", in.Members, 100)
}

// conversationsOpen opens the direct conversation with one person. Those with several are not here.
func conversationsOpen(s *Server, r *request) (reply, error) {
	if r.given("channel") {
		in := s.room(r.Args["channel"])
		if in == nil || in.im == "" {
			return nil, no("channel_not_found")
		}
		return reply{"channel": in.render()}, nil
	}
	users := strings.FieldsFunc(r.Args["users"], func(c rune) bool { return c == ',' || c == ' ' })
	switch {
	case len(users) == 0:
		return nil, no("users_list_not_supplied")
	case len(users) > 1:
		return nil, no("slacktest: conversations with several people are not here")
	}
	p := s.profile(users[0])
	switch {
	case p == nil:
		return nil, no("user_not_found")
	case p.Deleted:
		return nil, no("user_disabled")
	case p.Bot:
		return nil, no("user_not_visible")
	}
	known := slices.ContainsFunc(s.rooms, func(in *room) bool { return in.im == p.ID })
	in := s.direct(p.ID)
	if !r.yes("return_im") {
		return reply{"already_open": known, "channel": map[string]any{"id": in.ID}}, nil
	}
	return reply{"already_open": known, "channel": in.render()}, nil
}

func conversationsList(s *Server, r *request) (reply, error) {
	types := r.Args["types"]
	if types == "" {
		types = "public_channel"
	}
	names := map[string]string{"channels": "public_channel", "groups": "private_channel", "im": "im"}
	list := []map[string]any{}
	for _, in := range s.rooms {
		asked := slices.Contains(strings.Split(types, ","), names[in.kind()])
		if !asked || in.Archived && r.yes("exclude_archived") || in.Private && !in.has(botUser) || !s.has(in.kind()+":read") {
			continue
		}
		list = append(list, in.render())
	}
	return paged(s, r.Call, "channels", list, 100)
}

// conversationsHistory are the messages of a channel, newest first, without replies.
func conversationsHistory(s *Server, r *request) (reply, error) {
	in, err := s.listened(r.Call)
	if err != nil {
		return nil, err
	}
	list := []map[string]any{}
	for _, m := range slices.Backward(in.messages) {
		if m.thread == "" && s.inRange(r.Call, m) {
			list = append(list, m.told(s, in, r.Call))
		}
	}
	return paged(s, r.Call, "messages", list, 100)
}

// conversationsReplies are a thread's messages, oldest first, with the one that it hangs on.
func conversationsReplies(s *Server, r *request) (reply, error) {
	in, err := s.listened(r.Call)
	if err != nil {
		return nil, err
	}
	first := in.find(r.Args["ts"])
	if first == nil {
		return nil, no("thread_not_found")
	}
	if first.thread != "" {
		if parent := in.find(first.thread); parent != nil {
			first = parent
		}
	}
	list := []map[string]any{first.told(s, in, r.Call)}
	for _, m := range in.thread(first.ts) {
		if s.inRange(r.Call, m) {
			list = append(list, m.told(s, in, r.Call))
		}
	}
	return paged(s, r.Call, "messages", list, 100)
}

// listened is a conversation whose messages the bot may read.
func (s *Server) listened(c *Call) (*room, error) {
	in, err := s.visible(c.Args["channel"])
	if err != nil {
		return nil, err
	}
	if !in.has(botUser) {
		return nil, no("not_in_channel")
	}
	return in, nil
}

// inRange is whether a message is there, seen by all, and between oldest and latest.
func (s *Server) inRange(c *Call, m *message) bool {
	if m.deleted || m.to != "" {
		return false
	}
	oldest, latest := c.Args["oldest"], c.Args["latest"]
	if c.yes("inclusive") && (m.ts == oldest || m.ts == latest) {
		return true
	}
	return (oldest == "" || oldest == "0" || m.ts > oldest) && (latest == "" || m.ts < latest)
}

// told is a message as history tells it, with its metadata only when that is asked for.
func (m *message) told(s *Server, in *room, c *Call) map[string]any {
	one := m.render(s, in)
	if c.yes("include_all_metadata") && len(m.metadata) > 0 {
		one["metadata"] = m.metadata
	}
	return one
}

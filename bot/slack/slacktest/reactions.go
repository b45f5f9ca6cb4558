package slacktest

import (
	"regexp"
	"slices"
)

// maxEmojis is how many different emojis a message bears; too_many_emoji of reactions.add does not tell it, 23 is said.
const maxEmojis = 23

var emojiName = regexp.MustCompile(`^[a-z0-9_+'-]+(::skin-tone-[2-6])?$`)

func reactionsAdd(s *Server, r *request) (reply, error) {
	in, m, err := s.reactable(r.Call)
	if err != nil {
		return nil, err
	}
	switch {
	case in.Archived:
		return nil, no("is_archived")
	case !emojiName.MatchString(r.Args["name"]):
		return nil, no("invalid_name")
	case len(m.reactions) >= maxEmojis && !m.bears(r.Args["name"], ""):
		return nil, no("too_many_emoji")
	case !m.react(botUser, r.Args["name"]):
		return nil, no("already_reacted")
	}
	return nil, nil
}

func reactionsRemove(s *Server, r *request) (reply, error) {
	_, m, err := s.reactable(r.Call)
	if err != nil {
		return nil, err
	}
	if !m.unreact(botUser, r.Args["name"]) {
		return nil, no("no_reaction")
	}
	return nil, nil
}

func (s *Server) reactable(c *Call) (*room, *message, error) {
	if !c.given("channel") || !c.given("timestamp") {
		return nil, nil, no("no_item_specified")
	}
	in, err := s.visible(c.Args["channel"])
	if err != nil {
		return nil, nil, err
	}
	if !tsForm.MatchString(c.Args["timestamp"]) {
		return nil, nil, no("bad_timestamp")
	}
	m := in.find(c.Args["timestamp"])
	if m == nil || m.to != "" {
		return nil, nil, no("message_not_found")
	}
	return in, m, nil
}

// bears is whether a message has an emoji, by this person or by anybody.
func (m *message) bears(name, user string) bool {
	return slices.ContainsFunc(m.reactions, func(r Reaction) bool {
		return r.Name == name && (user == "" || slices.Contains(r.Users, user))
	})
}

// react puts an emoji under a message; false means that it is there already.
func (m *message) react(user, name string) bool {
	if m.bears(name, user) {
		return false
	}
	i := slices.IndexFunc(m.reactions, func(r Reaction) bool { return r.Name == name })
	if i < 0 {
		m.reactions = append(m.reactions, Reaction{Name: name})
		i = len(m.reactions) - 1
	}
	r := &m.reactions[i]
	r.Users = append(slices.Clone(r.Users), user) // what was told of the old list stays as it is
	r.Count = len(r.Users)
	return true
}

// unreact takes an emoji away; false means that it was not there.
func (m *message) unreact(user, name string) bool {
	if !m.bears(name, user) {
		return false
	}
	i := slices.IndexFunc(m.reactions, func(r Reaction) bool { return r.Name == name })
	r := &m.reactions[i]
	r.Users = slices.DeleteFunc(slices.Clone(r.Users), func(u string) bool { return u == user })
	r.Count = len(r.Users)
	if r.Count == 0 {
		m.reactions = slices.Delete(m.reactions, i, i+1)
	}
	return true
}

package slacktest

import (
	"cmp"
	"slices"
)

// Profile is who a person is.
type Profile struct {
	ID, Name, Real, Email       string
	Admin, Owner                bool
	Restricted, UltraRestricted bool   // guests of several channels, and of one
	Stranger                    bool   // of another company, by Slack Connect, and in no channel of the bot
	Team, Enterprise            string // the workspace and the grid that they are of; "" = the bot's workspace, no grid
	Bot, Deleted                bool
	Locale                      string
}

// Person is somebody in the workspace with Slack open.
type Person struct {
	s  *Server
	id string
}

// ID is the id of the person.
func (p *Person) ID() string { return p.id }

// Person makes a person, or changes the profile of one who is there already.
func (s *Server) Person(p Profile) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.Name = cmp.Or(p.Name, "persona")
	p.Real, p.Locale = cmp.Or(p.Real, p.Name), cmp.Or(p.Locale, "es-LA")
	if known := s.profile(p.ID); known != nil {
		*known = p
	} else {
		s.people = append(s.people, &p)
	}
	s.wake()
	return &Person{s: s, id: p.ID}
}

// profile is a person by the id, nil if there is none. The lock is held.
func (s *Server) profile(id string) *Profile {
	i := slices.IndexFunc(s.people, func(p *Profile) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return s.people[i]
}

// render is a person as the Web API tells it.
func (p *Profile) render(s *Server, locale bool) map[string]any {
	inner := map[string]any{"real_name": p.Real, "real_name_normalized": p.Real, "display_name": p.Name, "display_name_normalized": p.Name,
		"team": cmp.Or(p.Team, teamID), "avatar_hash": "", "status_text": "", "status_emoji": ""}
	if s.has("users:read.email") && p.Email != "" && !p.Bot {
		inner["email"] = p.Email
	}
	one := map[string]any{"id": p.ID, "team_id": cmp.Or(p.Team, teamID), "name": p.Name, "real_name": p.Real, "deleted": p.Deleted, "color": "9f69e7",
		"tz": "America/Mexico_City", "tz_label": "Central Standard Time", "tz_offset": -21600, "profile": inner,
		"is_admin": p.Admin || p.Owner, "is_owner": p.Owner, "is_primary_owner": false, "is_restricted": p.Restricted || p.UltraRestricted,
		"is_ultra_restricted": p.UltraRestricted, "is_bot": p.Bot, "is_app_user": false, "is_stranger": p.Stranger, "updated": 1700000000}
	if p.Enterprise != "" {
		one["enterprise_user"] = map[string]any{"id": p.ID, "enterprise_id": p.Enterprise, "enterprise_name": p.Enterprise, "teams": []string{cmp.Or(p.Team, teamID)}}
	}
	if locale {
		one["locale"] = p.Locale
	}
	return one
}

func usersInfo(s *Server, r *request) (reply, error) {
	p := s.profile(r.Args["user"])
	if p == nil {
		return nil, no("user_not_found")
	}
	return reply{"user": p.render(s, r.yes("include_locale"))}, nil
}

func usersList(s *Server, r *request) (reply, error) {
	list := []map[string]any{}
	for _, p := range s.people {
		list = append(list, p.render(s, r.yes("include_locale")))
	}
	return paged(s, r.Call, "members", list, s.opts.Page)
}

// Group is a user group.
type Group struct {
	ID, Name, Handle string
	Users            []string
	Disabled         bool
}

// AddGroup makes a user group, or changes the one with its id.
func (s *Server) AddGroup(g Group) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.groups, func(known *Group) bool { return known.ID == g.ID })
	if i < 0 {
		s.groups = append(s.groups, &g)
	} else {
		s.groups[i] = &g
	}
	s.wake()
}

func usergroupsList(s *Server, r *request) (reply, error) {
	list := []map[string]any{}
	for _, g := range s.groups {
		if g.Disabled && !r.yes("include_disabled") {
			continue
		}
		one := map[string]any{"id": g.ID, "team_id": teamID, "is_usergroup": true, "name": g.Name, "handle": g.Handle, "description": "",
			"is_external": false, "date_create": 1700000000, "date_update": 1700000000, "date_delete": 0}
		if r.yes("include_users") {
			one["users"] = g.Users
		}
		if r.yes("include_count") {
			one["user_count"] = len(g.Users)
		}
		list = append(list, one)
	}
	return reply{"usergroups": list}, nil
}

func usergroupsUsersList(s *Server, r *request) (reply, error) {
	i := slices.IndexFunc(s.groups, func(g *Group) bool { return g.ID == r.Args["usergroup"] })
	if i < 0 {
		return nil, no("no_such_subteam")
	}
	users := s.groups[i].Users
	if users == nil {
		users = []string{}
	}
	return reply{"users": users}, nil
}

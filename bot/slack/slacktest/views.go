package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// maxView is the size of a view in bytes, and maxStack how many modals lie on each other:
// https://docs.slack.dev/surfaces/modals and views.open's view_too_large.
const (
	maxView  = 250_000
	maxStack = 3
)

// view is a modal or an App Home.
type view struct {
	id, hash, user string
	fields         part // as they came
	blocks         json.RawMessage
	state          map[string]map[string]any
	errors         map[string]string
	root, previous string
}

// screen is what one person sees of the app beside channels.
type screen struct {
	home   *view
	stack  []*view // modals, the last one on top
	errors []string
}

// trigger is the permission to open a modal, which an act of a person gives.
type trigger struct {
	user string
	at   time.Time
	used bool
}

func (s *Server) screen(user string) *screen {
	if s.screens[user] == nil {
		s.screens[user] = &screen{}
	}
	return s.screens[user]
}

// newTrigger is a fresh trigger_id. The lock is held.
func (s *Server) newTrigger(user string) string {
	s.lastID++
	id := fmt.Sprintf("%d.%d.slacktest", 1000+s.lastID, s.lastID)
	s.triggers[id] = &trigger{user: user, at: time.Now()}
	return id
}

// useTrigger takes a trigger, which is good for one modal and a few seconds, and tells whose it was.
func (s *Server) useTrigger(c *Call) (string, error) {
	id := c.Args["trigger_id"]
	if id == "" {
		id = c.Args["interactivity_pointer"]
	}
	t := s.triggers[id]
	switch {
	case t == nil:
		return "", no("invalid_trigger_id")
	case t.used:
		return "", no("exchanged_trigger_id")
	case time.Since(t.at) > s.opts.Trigger:
		return "", no("expired_trigger_id")
	}
	t.used = true
	return t.user, nil
}

// newView is a view that a call describes. The lock is held.
func (s *Server) newView(raw json.RawMessage, kind, user string) (*view, error) {
	v := &view{id: s.nextID("V"), user: user, state: map[string]map[string]any{}}
	v.root = v.id
	return v, s.fill(v, raw, kind)
}

// fill puts new content into a view. What a person typed stays where the ids are the same.
func (s *Server) fill(v *view, raw json.RawMessage, kind string) error {
	fields, ok := tree(raw).(part)
	switch {
	case !ok:
		return no("invalid_arguments", "[ERROR] failed to match all allowed schemas [json-pointer:/view]")
	case word(fields, "type") != kind:
		return no("invalid_arguments", fmt.Sprintf("[ERROR] must be of type %q [json-pointer:/view/type]", kind))
	case len(raw) > maxView:
		return no("view_too_large")
	}
	if problems := checkView(raw); len(problems) > 0 {
		return no("invalid_arguments", problems...)
	}
	if problems := s.checkFiles("/view", fields); len(problems) > 0 {
		return no("invalid_arguments", problems...)
	}
	if id := word(fields, "external_id"); id != "" {
		for _, other := range s.views {
			if other != v && word(other.fields, "external_id") == id && s.shows(other) {
				return no("duplicate_external_id")
			}
		}
	}
	v.fields, v.blocks, v.errors = fields, s.withIDs(payload(fields["blocks"])), nil
	v.hash = fmt.Sprintf("%d.%s", time.Now().Unix(), s.nextID(""))
	v.begin()
	s.views[v.id] = v
	return nil
}

// shows is whether somebody sees a view now.
func (s *Server) shows(v *view) bool {
	on := s.screen(v.user)
	return on.home == v || slices.Contains(on.stack, v)
}

// render is a view as the Web API and payloads have it.
func (v *view) render() map[string]any {
	one := map[string]any{"id": v.id, "team_id": teamID, "type": v.fields["type"], "blocks": v.blocks, "hash": v.hash,
		"private_metadata": word(v.fields, "private_metadata"), "callback_id": word(v.fields, "callback_id"),
		"external_id": word(v.fields, "external_id"), "state": map[string]any{"values": v.state}, "root_view_id": v.root,
		"previous_view_id": nil, "app_id": appID, "bot_id": botID, "app_installed_team_id": teamID,
		"clear_on_close": v.fields["clear_on_close"] == true, "notify_on_close": v.fields["notify_on_close"] == true,
		"title": v.fields["title"], "submit": v.fields["submit"], "close": v.fields["close"]}
	if v.previous != "" {
		one["previous_view_id"] = v.previous
	}
	return one
}

// viewsOpen shows a modal to the person whose trigger it is, in the place of any other.
func viewsOpen(s *Server, r *request) (reply, error) {
	user, err := s.useTrigger(r.Call)
	if err != nil {
		return nil, err
	}
	v, err := s.newView(r.raw("view"), "modal", user)
	if err != nil {
		return nil, err
	}
	s.screen(user).stack = []*view{v}
	return reply{"view": v.render()}, nil
}

// viewsPush lays a modal on those that the person sees.
func viewsPush(s *Server, r *request) (reply, error) {
	user, err := s.useTrigger(r.Call)
	if err != nil {
		return nil, err
	}
	on := s.screen(user)
	switch {
	case len(on.stack) == 0:
		return nil, no("not_found")
	case len(on.stack) >= maxStack:
		return nil, no("push_limit_reached")
	}
	v, err := s.newView(r.raw("view"), "modal", user)
	if err != nil {
		return nil, err
	}
	on.push(v)
	return reply{"view": v.render()}, nil
}

func (on *screen) push(v *view) {
	top := on.stack[len(on.stack)-1]
	v.root, v.previous = top.root, top.id
	on.stack = append(on.stack, v)
}

// viewsUpdate changes a view that is shown, unless it has changed since the hash.
func viewsUpdate(s *Server, r *request) (reply, error) {
	v := s.views[r.Args["view_id"]]
	if id := r.Args["external_id"]; id != "" && v == nil {
		for _, other := range s.views {
			if word(other.fields, "external_id") == id && s.shows(other) {
				v = other
			}
		}
	}
	switch {
	case v == nil || !s.shows(v):
		return nil, no("not_found")
	case r.given("hash") && r.Args["hash"] != v.hash:
		return nil, no("hash_conflict")
	}
	if err := s.fill(v, r.raw("view"), word(v.fields, "type")); err != nil {
		return nil, err
	}
	return reply{"view": v.render()}, nil
}

// viewsPublish sets the App Home of a person.
func viewsPublish(s *Server, r *request) (reply, error) {
	p := s.profile(r.Args["user_id"])
	if p == nil || p.Deleted || p.Bot {
		return nil, no("user_not_found")
	}
	on := s.screen(p.ID)
	if r.given("hash") && (on.home == nil || on.home.hash != r.Args["hash"]) {
		return nil, no("hash_conflict")
	}
	if on.home != nil {
		if err := s.fill(on.home, r.raw("view"), "home"); err != nil {
			return nil, err
		}
		return reply{"view": on.home.render()}, nil
	}
	v, err := s.newView(r.raw("view"), "home", p.ID)
	if err != nil {
		return nil, err
	}
	on.home = v
	return reply{"view": v.render()}, nil
}

package slacktest

import (
	"encoding/json"
	"fmt"
)

// Click uses a button or a menu under a message, by its action_id, "block_id/action_id" or its label. A menu wants the
// choice too, by its value or its label.
func (p *Person) Click(channel, ts, name string, choice ...string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	r, err := p.where(channel)
	if err != nil {
		return fmt.Errorf("click %q: %w", name, err)
	}
	m := r.find(ts)
	if m == nil || m.to != "" && m.to != p.id {
		return fmt.Errorf("click %q: %s sees no message %s in %s", name, p.id, ts, channel)
	}
	container := part{"type": "message", "message_ts": m.ts, "channel_id": r.ID, "is_ephemeral": m.to != "", "is_app_unfurl": false}
	about := part{"container": container, "channel": part{"id": r.ID, "name": r.name()}, "state": part{"values": part{}},
		"response_url": p.s.newReply(r, m, p.id)}
	if m.thread != "" {
		container["thread_ts"] = m.thread
	}
	if m.to == "" {
		about["message"] = m.render(p.s, r)
	}
	err = p.use(m.shown(), name, choice, about, nil)
	p.s.wake()
	return err
}

// shown are all blocks of a message, those of its attachments too.
func (m *message) shown() json.RawMessage {
	list, _ := tree(m.blocks).([]any)
	attachments, _ := tree(m.attachments).([]any)
	for _, v := range attachments {
		one, _ := v.(part)
		blocks, _ := one["blocks"].([]any)
		list = append(list, blocks...)
	}
	return payload(list)
}

// name is what payloads call a conversation.
func (r *room) name() string {
	switch {
	case r.im != "":
		return "directmessage"
	case r.Private:
		return "privategroup"
	}
	return r.Name
}

// ClickHome uses a button or a menu in the App Home.
func (p *Person) ClickHome(name string, choice ...string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.useView(p.s.screen(p.id).home, name, choice)
}

// ClickModal uses a button or a menu in the modal that lies on top.
func (p *Person) ClickModal(name string, choice ...string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.useView(p.top(), name, choice)
}

func (p *Person) useView(v *view, name string, choice []string) error {
	if v == nil {
		return fmt.Errorf("click %q: %s has no such view open", name, p.id)
	}
	return p.use(v.blocks, name, choice, part{"container": part{"type": "view", "view_id": v.id}}, v)
}

// use finds an element and tells the app that it was used. The lock is held.
func (p *Person) use(blocks json.RawMessage, name string, choice []string, about part, v *view) error {
	for _, e := range elements(blocks) {
		if !e.called(name) {
			continue
		}
		if e.input != nil && e.input["dispatch_action"] != true {
			return fmt.Errorf("click %q: it is an input, which says nothing until the modal is submitted", name)
		}
		action, err := e.action(p.s, choice)
		if err != nil {
			return fmt.Errorf("click %q: %w", name, err)
		}
		if h := holders[word(e.part, "type")]; v != nil && h.field != "" && v.state[e.block] != nil {
			v.state[e.block][word(e.part, "action_id")] = map[string]any{"type": e.part["type"], h.field: action[h.field]}
		}
		if v != nil {
			about["view"] = v.render()
		}
		action["action_ts"] = p.s.nextTS()
		about["actions"] = []any{action}
		p.interact("block_actions", about, nil)
		return nil
	}
	return fmt.Errorf("click %q: there is no such button; there are %q", name, names(blocks))
}

// action is what the app is told about an element that was used.
func (e element) action(s *Server, choice []string) (part, error) {
	a := part{"type": e.part["type"], "action_id": e.part["action_id"], "block_id": e.block}
	switch kind := word(e.part, "type"); {
	case kind == "button" || kind == "icon_button":
		a["text"] = e.part["text"]
		for _, name := range []string{"value", "style", "url"} {
			if e.part[name] != nil {
				a[name] = e.part[name]
			}
		}
	case kind == "feedback_buttons":
		value, err := e.feedback(choice)
		if err != nil {
			return nil, err
		}
		a["value"] = value
	case len(choice) == 0:
		return nil, fmt.Errorf("%s wants a choice", kind)
	default:
		var value any = choice[0]
		if f := holders[kind].field; f == "selected_options" || f == "selected_users" || f == "selected_conversations" || f == "selected_channels" {
			value = choice
		}
		held, err := e.set(s, value)
		if err != nil {
			return nil, err
		}
		a[holders[kind].field] = held[holders[kind].field]
	}
	return a, nil
}

// feedback is the value of a thumb, by its value or its label.
func (e element) feedback(choice []string) (any, error) {
	for _, side := range []string{"positive_button", "negative_button"} {
		b, _ := e.part[side].(part)
		if len(choice) == 1 && b != nil && (choice[0] == word(b, "value") || choice[0] == words(b["text"])) {
			return b["value"], nil
		}
	}
	return nil, fmt.Errorf("feedback_buttons want the value or the label of one of both, not %q", choice)
}

// names are the labels of what can be used.
func names(blocks json.RawMessage) []string {
	var list []string
	for _, e := range elements(blocks) {
		list = append(list, e.label()+" ("+word(e.part, "action_id")+")")
	}
	return list
}

// interact sends an act of a person to the app. The lock is held.
func (p *Person) interact(kind string, fields part, answer func(json.RawMessage)) {
	user := p.s.profile(p.id)
	all := part{"type": kind, "token": "slacktest", "api_app_id": appID, "team": part{"id": teamID, "domain": teamDomain}, "enterprise": nil,
		"is_enterprise_install": false, "trigger_id": p.s.newTrigger(p.id),
		"user": part{"id": p.id, "username": user.Name, "name": user.Name, "team_id": teamID}}
	for name, value := range fields {
		all[name] = value
	}
	if kind == "view_closed" {
		delete(all, "trigger_id")
	}
	p.s.emit(&parcel{kind: "interactive", payload: json.RawMessage(payload(all)), answer: answer, failed: func(why string) {
		on := p.s.screen(p.id)
		on.errors = append(on.errors, kind+": "+why)
	}})
}

// Shortcut uses a shortcut of the app: on a message, or anywhere when no message is named.
func (p *Person) Shortcut(callbackID, channel, ts string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if err := p.s.scoped("commands"); err != nil {
		return fmt.Errorf("shortcut %q: %w", callbackID, err)
	}
	at := p.s.nextTS()
	if ts == "" {
		p.interact("shortcut", part{"callback_id": callbackID, "action_ts": at}, nil)
		return nil
	}
	r, err := p.where(channel)
	if err != nil {
		return fmt.Errorf("shortcut %q: %w", callbackID, err)
	}
	m := r.find(ts)
	if m == nil || m.to != "" {
		return fmt.Errorf("shortcut %q: there is no message %s in %s", callbackID, ts, channel)
	}
	p.interact("message_action", part{"callback_id": callbackID, "action_ts": at, "message_ts": m.ts, "message": m.render(p.s, r),
		"channel": part{"id": r.ID, "name": r.name()}, "response_url": p.s.newReply(r, nil, p.id)}, nil)
	return nil
}

// Slash uses a command in a conversation. What the app answers at once is seen by the person alone, unless it says
// otherwise. Slack escapes the text (recalled, unverified).
func (p *Person) Slash(command, text, channel string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	r, err := p.where(channel)
	if err == nil {
		err = p.s.scoped("commands")
	}
	if err != nil {
		return fmt.Errorf("slash %s: %w", command, err)
	}
	address := p.s.newReply(r, nil, p.id)
	fields := map[string]any{"token": "slacktest", "team_id": teamID, "team_domain": teamDomain, "channel_id": r.ID, "channel_name": r.name(),
		"user_id": p.id, "user_name": p.s.profile(p.id).Name, "command": command, "text": escape(text), "api_app_id": appID,
		"is_enterprise_install": "false", "response_url": address, "trigger_id": p.s.newTrigger(p.id)}
	on := p.s.screen(p.id)
	p.s.emit(&parcel{kind: "slash_commands", payload: fields,
		answer: func(said json.RawMessage) { p.s.slashAnswer(r, p.id, command, said) },
		failed: func(why string) {
			on.errors = append(on.errors, fmt.Sprintf("%s failed with the error %q", command, why))
		}})
	return nil
}

package slacktest

import (
	"fmt"
	"regexp"
	"strings"
)

// Write says something into a channel, or into the direct conversation with the bot by its id, and returns its ts. The
// text is what the person types: Slack escapes it and makes links of addresses.
func (p *Person) Write(channel, text string) (string, error) {
	return p.say(channel, "", escaped(text))
}

// WriteRaw says a text as Slack keeps it, with <@U1> and <!here> in it.
func (p *Person) WriteRaw(channel, text string) (string, error) { return p.say(channel, "", text) }

// Reply answers in a thread.
func (p *Person) Reply(channel, ts, text string) (string, error) {
	return p.say(channel, ts, escaped(text))
}

// Mention says something to the bot in a channel.
func (p *Person) Mention(channel, text string) (string, error) {
	return p.say(channel, "", "<@"+botUser+"> "+escaped(text))
}

// Direct writes to the bot in the Messages tab, and returns the ts.
func (p *Person) Direct(text string) (string, error) {
	return p.say(p.DM(), "", escaped(text))
}

// DM is the id of the direct conversation with the bot.
func (p *Person) DM() string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.direct(p.id).ID
}

// Addresses that Slack makes links of when somebody types them.
var (
	link  = regexp.MustCompile(`\bhttps?://[^\s<>]+`)
	email = regexp.MustCompile(`[\w.+-]+@[\w-]+(\.[\w-]+)+`)
)

// escaped is what Slack keeps of a typed text.
func escaped(text string) string {
	text = link.ReplaceAllString(escape(text), "<$0>")
	return email.ReplaceAllStringFunc(text, func(a string) string { return "<mailto:" + a + "|" + a + ">" })
}

// where is a conversation that a person may write in. The lock is held.
func (p *Person) where(channel string) (*room, error) {
	r := p.s.room(channel)
	switch {
	case r == nil:
		return nil, fmt.Errorf("there is no channel %s", channel)
	case r.Archived:
		return nil, fmt.Errorf("channel %s is archived", channel)
	case !r.has(p.id) && (r.Private || r.im != ""):
		return nil, fmt.Errorf("%s does not see %s", p.id, channel)
	}
	return r, nil
}

// say puts a message into a conversation.
func (p *Person) say(channel, thread, text string, files ...*stored) (string, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.saying(channel, thread, text, files...)
}

// saying is say for who holds the lock.
func (p *Person) saying(channel, thread, text string, files ...*stored) (string, error) {
	return p.sayingAs("", channel, thread, text, files...)
}

// sayingAs says a message of a subtype.
func (p *Person) sayingAs(subtype, channel, thread, text string, files ...*stored) (string, error) {
	r, err := p.where(channel)
	if err != nil {
		return "", fmt.Errorf("write: %w", err)
	}
	m := &message{user: p.id, text: text, files: files, thread: thread, subtype: subtype}
	if thread != "" && r.find(thread) == nil {
		return "", fmt.Errorf("reply: there is no message %s in %s", thread, channel)
	}
	m.blocks = payload([]any{richText(text)})
	for _, f := range files {
		f.shared = append(f.shared, r.ID)
	}
	p.s.add(r, m)
	if strings.Contains(text, "<@"+botUser+">") && r.has(botUser) && r.im == "" {
		e := m.event(p.s, r)
		e["type"] = "app_mention"
		delete(e, "channel_type")
		delete(e, "subtype")
		p.s.event("app_mention", e)
	}
	p.s.wake()
	return m.ts, nil
}

// Upload shares a file with some words, in a thread if one is named, and returns its id and the message's ts.
func (p *Person) Upload(channel, thread, name string, content []byte, text string) (id, ts string, err error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	f := &stored{id: p.s.nextID("F"), name: name, title: name, user: p.id, content: content, here: true}
	p.s.files = append(p.s.files, f)
	ts, err = p.saying(channel, thread, escaped(text), f)
	if err == nil {
		p.s.event("file_shared", map[string]any{"type": "file_shared", "file_id": f.id, "user_id": p.id, "channel_id": channel,
			"file": map[string]any{"id": f.id}, "event_ts": ts})
	}
	return f.id, ts, err
}

// Attach puts a file into the workspace without a message, for a file_input of a modal, and returns its id.
func (p *Person) Attach(name string, content []byte) string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	f := &stored{id: p.s.nextID("F"), name: name, title: name, user: p.id, content: content, here: true}
	p.s.files = append(p.s.files, f)
	return f.id
}

// mine is a message of the person.
func (p *Person) mine(channel, ts string) (*room, *message, error) {
	r, err := p.where(channel)
	if err != nil {
		return nil, nil, err
	}
	m := r.find(ts)
	if m == nil || m.user != p.id {
		return nil, nil, fmt.Errorf("there is no message %s of %s in %s", ts, p.id, channel)
	}
	return r, m, nil
}

// Edit changes an earlier message of the person.
func (p *Person) Edit(channel, ts, text string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	r, m, err := p.mine(channel, ts)
	if err != nil {
		return fmt.Errorf("edit: %w", err)
	}
	p.s.edit(r, m, func() { m.text, m.blocks = escaped(text), p.s.withIDs(payload([]any{richText(escaped(text))})) })
	p.s.wake()
	return nil
}

// Delete deletes an earlier message of the person.
func (p *Person) Delete(channel, ts string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	r, m, err := p.mine(channel, ts)
	if err != nil {
		return fmt.Errorf("delete: %w", err)
	}
	p.s.erase(r, m)
	p.s.wake()
	return nil
}

// React puts an emoji under a message.
func (p *Person) React(channel, ts, name string) error {
	return p.reacting(channel, ts, "reaction_added", name, func(m *message) bool { return m.react(p.id, name) })
}

// Unreact takes an emoji away.
func (p *Person) Unreact(channel, ts, name string) error {
	return p.reacting(channel, ts, "reaction_removed", name, func(m *message) bool { return m.unreact(p.id, name) })
}

func (p *Person) reacting(channel, ts, event, name string, do func(*message) bool) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	r, err := p.where(channel)
	if err != nil {
		return fmt.Errorf("react: %w", err)
	}
	m := r.find(ts)
	if m == nil || m.to != "" || !do(m) {
		return fmt.Errorf("react: %s cannot change %s under %s in %s", p.id, name, ts, channel)
	}
	if r.has(botUser) {
		p.s.event(event, map[string]any{"type": event, "user": p.id, "reaction": name, "item_user": m.user, "event_ts": p.s.nextTS(),
			"item": map[string]any{"type": "message", "channel": r.ID, "ts": m.ts}})
	}
	p.s.wake()
	return nil
}

// OpenHome opens the Home tab of the app.
func (p *Person) OpenHome() { p.opens("home") }

// OpenMessages opens the Messages tab of the app.
func (p *Person) OpenMessages() { p.opens("messages") }

func (p *Person) opens(tab string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	e := map[string]any{"type": "app_home_opened", "user": p.id, "channel": p.s.direct(p.id).ID, "tab": tab, "event_ts": p.s.nextTS()}
	if home := p.s.screen(p.id).home; home != nil && tab == "home" {
		e["view"] = home.render()
	}
	p.s.event("app_home_opened", e)
}

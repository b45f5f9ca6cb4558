package slacktest

import (
	"fmt"
	"regexp"
	"strings"
)

// Upload is a file that a person shares.
type Upload struct {
	Name    string
	Content []byte
	Type    string // media type, "" = by the bytes
	Mode    string // "" = hosted; a canvas is a "quip", a file of another service "external"
	Millis  int    // how long a clip of sound is; it makes one of it
}

// Share sends a message with several files, in a thread if one is named, and returns its ts.
func (p *Person) Share(channel, thread, text string, files ...Upload) (string, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	var all []*stored
	for _, u := range files {
		f := &stored{id: p.s.nextID("F"), name: u.Name, title: u.Name, user: p.id, content: u.Content, here: true, kind: u.Type, mode: u.Mode, millis: u.Millis}
		if u.Millis > 0 {
			f.display = "audio"
		}
		all = append(all, f)
	}
	p.s.files = append(p.s.files, all...)
	return p.saying(channel, thread, escaped(text), all...)
}

// renderSpecial adds what a clip, a canvas or a file of another service has of its own:
// https://docs.slack.dev/reference/objects/file-object
func (f *stored) renderSpecial(one map[string]any) {
	if f.kind != "" {
		one["mimetype"] = f.kind
	}
	if f.display != "" {
		one["media_display_type"], one["duration_ms"], one["subtype"] = f.display, f.millis, "slack_"+f.display
	}
	if f.mode != "" {
		one["mode"], one["is_external"] = f.mode, f.mode == "external"
		delete(one, "url_private_download")
	}
}

// MentionIn says something to the bot in a thread.
func (p *Person) MentionIn(channel, ts, text string) (string, error) {
	return p.say(channel, ts, "<@"+botUser+"> "+escaped(text))
}

// MentionRaw says to the bot in a channel a text as Slack keeps it.
func (p *Person) MentionRaw(channel, text string) (string, error) {
	return p.say(channel, "", "<@"+botUser+"> "+text)
}

// Broadcast answers in a thread, and lets the channel see it too.
func (p *Person) Broadcast(channel, ts, text string) (string, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.sayingAs("thread_broadcast", channel, ts, escaped(text))
}

// Forward shares what somebody else wrote, with words or without.
func (p *Person) Forward(channel, text, theirs string) (string, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	r, err := p.where(channel)
	if err != nil {
		return "", fmt.Errorf("forward: %w", err)
	}
	m := &message{user: p.id, text: escaped(text), attachments: payload([]any{part{"is_share": true, "text": escaped(theirs), "fallback": escaped(theirs), "id": 1}})}
	p.s.add(r, m)
	p.s.wake()
	return m.ts, nil
}

// token is a person or an emoji in a text as Slack keeps it.
var token = regexp.MustCompile(`<@([UW][A-Z0-9]+)>|:(\+1|-1|wave|tada):`)

// emojiSigns are some emoji, by Slack's names for them.
var emojiSigns = map[string]string{"+1": "1f44d", "-1": "1f44e", "wave": "1f44b", "tada": "1f389"}

// richText is the block that Slack makes of what a person types.
func richText(text string) part {
	inner := []any{}
	rest := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
	last := 0
	for _, at := range token.FindAllStringSubmatchIndex(text, -1) {
		if at[0] > last {
			inner = append(inner, part{"type": "text", "text": rest.Replace(text[last:at[0]])})
		}
		if at[2] >= 0 {
			inner = append(inner, part{"type": "user", "user_id": text[at[2]:at[3]]})
		} else {
			name := text[at[4]:at[5]]
			inner = append(inner, part{"type": "emoji", "name": name, "unicode": emojiSigns[name]})
		}
		last = at[1]
	}
	if last < len(text) {
		inner = append(inner, part{"type": "text", "text": rest.Replace(text[last:])})
	}
	return part{"type": "rich_text", "elements": []any{part{"type": "rich_text_section", "elements": inner}}}
}

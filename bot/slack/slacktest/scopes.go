package slacktest

import (
	"slices"
	"strings"
)

// UsualScopes are what a bot needs that talks to staff in messages, modals and its App Home.
func UsualScopes() []string {
	return []string{"app_mentions:read", "assistant:write", "chat:write", "commands", "files:read", "files:write", "im:history",
		"im:read", "im:write", "reactions:write", "usergroups:read", "users:read", "users:read.email"}
}

// needs are the scopes of which a method wants one, by https://docs.slack.dev/reference/methods; a star stands for the
// kind of conversation: channels, groups, im.
var needs = map[string]string{
	"chat.postMessage": "chat:write", "chat.update": "chat:write", "chat.delete": "chat:write", "chat.postEphemeral": "chat:write",
	"chat.startStream": "chat:write", "chat.appendStream": "chat:write", "chat.stopStream": "chat:write",
	"conversations.info": "*:read", "conversations.members": "*:read", "conversations.list": "*:read", "conversations.open": "im:write",
	"conversations.history": "*:history", "conversations.replies": "*:history",
	"users.info": "users:read", "users.list": "users:read", "usergroups.list": "usergroups:read", "usergroups.users.list": "usergroups:read",
	"reactions.add": "reactions:write", "reactions.remove": "reactions:write",
	"files.getUploadURLExternal": "files:write", "files.completeUploadExternal": "files:write", "files.delete": "files:write",
	"files.info": "files:read", "file": "files:read",
	"assistant.threads.setStatus": "chat:write,assistant:write", "assistant.threads.setSuggestedPrompts": "assistant:write",
	"assistant.threads.setTitle": "assistant:write",
}

// mayCall refuses a call without the right token or scope. The lock is held.
func (s *Server) mayCall(c *Call) error {
	switch {
	case c.token == "":
		return no("not_authed")
	case c.token != botToken && c.token != appToken:
		return no("invalid_auth")
	case (c.token == appToken) != (c.Method == "apps.connections.open"):
		return no("not_allowed_token_type")
	}
	need := needs[c.Method]
	if strings.HasPrefix(need, "*") {
		need = s.kinds(c) + strings.TrimPrefix(need, "*")
	}
	return s.scoped(need)
}

// scoped refuses unless the bot has one of the scopes.
func (s *Server) scoped(need string) error {
	if need == "" {
		return nil
	}
	for one := range strings.SplitSeq(need, ",") {
		if s.has(one) {
			return nil
		}
	}
	return &refusal{word: "missing_scope", needed: need, provided: strings.Join(s.opts.Scopes, ",")}
}

func (s *Server) has(scope string) bool { return slices.Contains(s.opts.Scopes, scope) }

// kinds is which kind of conversation a call is about; the lists are looked at by their types argument.
func (s *Server) kinds(c *Call) string {
	types := c.Args["types"]
	if r := s.room(c.Args["channel"]); r != nil {
		return r.kind()
	}
	switch {
	case strings.Contains(types, "public") || types == "":
		return "channels"
	case strings.Contains(types, "private"):
		return "groups"
	}
	return "im"
}

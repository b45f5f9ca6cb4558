package telegramtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	commandName  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languageCode = regexp.MustCompile(`^([a-z]{2})?$`)
)

type command struct {
	Name string `json:"command"`
	Text string `json:"description"`
}

// place is where something of the bot's own is kept: by language, and commands by scope too.
func (r *request) place(what string) (string, error) {
	if !languageCode.MatchString(r.Params["language_code"]) {
		return "", bad("invalid language code specified")
	}
	scope := struct {
		Type string `json:"type"`
		Chat any    `json:"chat_id"`
		User int64  `json:"user_id"`
	}{Type: "default"}
	if raw := r.Params["scope"]; raw != "" && json.Unmarshal([]byte(raw), &scope) != nil {
		return "", bad("can't parse BotCommandScope: object expected")
	}
	known := []string{"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
		"chat_administrators", "chat_member"}
	if !slices.Contains(known, scope.Type) {
		return "", bad("can't parse BotCommandScope: Unsupported type specified")
	}
	return fmt.Sprint(what, "|", r.Params["language_code"], "|", scope), nil
}

func setMyCommands(s *Server, r *request) (any, error) {
	at, err := r.place("commands")
	if err != nil {
		return nil, err
	}
	var list []command
	if _, err := r.list("commands", &list); err != nil {
		return nil, err
	}
	if len(list) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for i := range list {
		if err := list[i].check(); err != nil {
			return nil, err
		}
	}
	s.profile[at] = string(payload(list))
	return true, nil
}

func (c *command) check() error {
	c.Name = strings.TrimPrefix(strings.TrimSpace(c.Name), "/")
	c.Text = strings.TrimSpace(c.Text)
	switch {
	case c.Name == "":
		return bad("command must be non-empty")
	case utf8.RuneCountInString(c.Name) > 32:
		return bad("command length must not exceed 32")
	case c.Text == "":
		return bad("command description must be non-empty")
	case utf8.RuneCountInString(c.Text) > 256:
		return bad("command description length must not exceed 256")
	case !commandName.MatchString(c.Name):
		return bad("BOT_COMMAND_INVALID")
	}
	return nil
}

func getMyCommands(s *Server, r *request) (any, error) {
	at, err := r.place("commands")
	if err != nil {
		return nil, err
	}
	if kept := s.profile[at]; kept != "" && kept != "null" {
		return json.RawMessage(kept), nil
	}
	return []command{}, nil
}

func deleteMyCommands(s *Server, r *request) (any, error) {
	at, err := r.place("commands")
	if err != nil {
		return nil, err
	}
	delete(s.profile, at)
	return true, nil
}

// setOwn keeps the bot's name or one of its descriptions, by language.
func setOwn(what string, longest int) method {
	return func(s *Server, r *request) (any, error) {
		at, err := r.place(what)
		if err != nil {
			return nil, err
		}
		if utf8.RuneCountInString(r.Params[what]) > longest {
			return nil, bad("%s is too long", strings.ReplaceAll(what, "_", " "))
		}
		s.profile[at] = r.Params[what]
		return true, nil
	}
}

// getOwn tells it again; a language without its own has the one without a language.
func getOwn(what string) method {
	return func(s *Server, r *request) (any, error) {
		at, err := r.place(what)
		if err != nil {
			return nil, err
		}
		value := s.profile[at]
		if value == "" {
			plain := &request{Call: &Call{}}
			if at, err = plain.place(what); err != nil {
				return nil, err
			}
			value = s.profile[at]
		}
		if value == "" && what == "name" {
			value = s.me.FirstName
		}
		return map[string]string{what: value}, nil
	}
}

func getChat(s *Server, r *request) (any, error) {
	id, err := strconv.ParseInt(r.Params["chat_id"], 10, 64)
	c := s.chats[id]
	switch {
	case r.Params["chat_id"] == "":
		return nil, bad("chat_id is empty")
	case err != nil || c == nil || !c.open && c.user != nil:
		return nil, bad("chat not found")
	case c.kicked:
		return nil, &refusal{status: 403, text: "Forbidden: bot was kicked from the " + c.kind + " chat"}
	}
	about := c.about()
	about["accent_color_id"], about["max_reaction_count"] = 0, 11
	about["accepted_gift_types"] = map[string]bool{"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
		"premium_subscription": false, "gifts_from_channels": false}
	return about, nil
}

func leaveChat(s *Server, r *request) (any, error) {
	c, err := s.target(r.Call)
	if err != nil {
		return nil, err
	}
	if c.kind == "private" {
		return nil, bad("chat member status can't be changed in private chats")
	}
	c.left = true
	return true, nil
}

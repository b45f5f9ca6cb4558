package slacktest

import (
	"encoding/json"
	"slices"
	"strings"
)

// Status is what a person sees of an agent that is at work.
type Status struct {
	Text    string
	Loading []string // shown one after another
}

// Prompt is a suggestion to a person what to ask.
type Prompt struct {
	Title, Message string
}

// At most four prompts and ten loading messages: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
// and assistant.threads.setStatus.
const (
	maxPrompts = 4
	maxLoading = 10
)

// setStatus shows or clears what the agent is at. The next message of the bot clears it too.
func setStatus(s *Server, r *request) (reply, error) {
	in, err := s.visible(r.Args["channel_id"])
	if err != nil {
		return nil, err
	}
	status := Status{Text: r.Args["status"]}
	if raw := r.Args["loading_messages"]; strings.HasPrefix(raw, "[") {
		if json.Unmarshal([]byte(raw), &status.Loading) != nil {
			return nil, no("invalid_arguments", "[ERROR] must be an array of strings [json-pointer:/loading_messages]")
		}
	} else if raw != "" {
		status.Loading = strings.Split(raw, ",")
	}
	if len(status.Loading) > maxLoading {
		return nil, no("invalid_arguments", "[ERROR] no more than 10 items allowed [json-pointer:/loading_messages]")
	}
	s.setStatus(in.ID, r.Args["thread_ts"], status)
	return nil, nil
}

func (s *Server) setStatus(channel, thread string, status Status) {
	if status.Text == "" {
		delete(s.statuses, channel+" "+thread)
		return
	}
	s.statuses[channel+" "+thread] = status
}

// Status is what the bot shows that it is at, in a conversation and a thread ("" = none).
func (s *Server) Status(channel, thread string) Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.statuses[channel+" "+thread]
}

// setSuggestedPrompts offers questions. With a thread_ts nothing happens: apps with agent_view show them in the Messages
// tab only.
func setSuggestedPrompts(s *Server, r *request) (reply, error) {
	in, err := s.visible(r.Args["channel_id"])
	if err != nil {
		return nil, err
	}
	var list []Prompt
	if json.Unmarshal(r.raw("prompts"), &list) != nil || len(list) == 0 || len(list) > maxPrompts {
		return nil, no("invalid_arguments", "[ERROR] must be an array of 1 to 4 prompts [json-pointer:/prompts]")
	}
	if slices.ContainsFunc(list, func(p Prompt) bool { return p.Title == "" || p.Message == "" }) {
		return nil, no("invalid_arguments", "[ERROR] a prompt has a title and a message [json-pointer:/prompts]")
	}
	if !r.given("thread_ts") {
		s.prompts[in.ID] = list
	}
	return nil, nil
}

// Prompts are the questions that a person is offered in the conversation with the bot.
func (s *Server) Prompts(channel string) []Prompt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.prompts[channel])
}

func setTitle(s *Server, r *request) (reply, error) {
	_, err := s.visible(r.Args["channel_id"])
	return nil, err
}

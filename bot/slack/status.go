package slack

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// statusEvery is how often it is shown that the bot is at work: Slack shows it for two
// minutes, or until the next message
// (https://docs.slack.dev/reference/methods/assistant.threads.setStatus).
const statusEvery = 100 * time.Second

// promptsEvery is how often a person is offered questions.
const promptsEvery = time.Hour

// Typing shows in a conversation that an answer is on its way. A workspace that lacks that
// shows nothing.
func (s *Slack) Typing(ctx context.Context, conversation string) {
	const call = "assistant.threads.setStatus"
	at, user, public := publicSpot(conversation)
	seen, due := s.memory.working(conversation, statusEvery, time.Now())
	if !public {
		at, user = seen.at, strings.TrimPrefix(conversation, Channel+":")
	}
	if !due || at.thread == "" || s.lacking.has(call) {
		return
	}
	err := s.api.SetAssistantThreadsStatusContext(ctx, slack.AssistantThreadsSetStatusParameters{ChannelID: at.channel, ThreadTS: at.thread,
		Status: s.phrases(ctx, seen.lang, user).Working})
	s.comfort(ctx, call, err)
}

// homeOpened offers a person who opens the chat what to ask.
func (s *Slack) homeOpened(e *slackevents.AppHomeOpenedEvent) (after func(context.Context)) {
	if e.Tab == homeTab && e.User != "" {
		s.homes.open(e.User, time.Now())
	}
	if e.Tab != "messages" || !strings.HasPrefix(e.Channel, directMark) || !s.memory.prompt(e.User, promptsEvery, s.backend.Now()) {
		return nil
	}
	return func(ctx context.Context) { s.offer(ctx, e.Channel, e.User) }
}

// offer shows the questions. The thread is left out: with one, Slack shows nothing to users
// of an agent (PLATFORMS.md §2.6).
func (s *Slack) offer(ctx context.Context, channel, user string) {
	const call = "assistant.threads.setSuggestedPrompts"
	words := s.phrases(ctx, "", user)
	if len(words.Prompts) == 0 || s.lacking.has(call) {
		return
	}
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, Title: words.Offer}
	for _, prompt := range words.Prompts[:min(len(words.Prompts), maxPrompts)] {
		p.AddPrompt(prompt, prompt)
	}
	s.comfort(ctx, call, s.api.SetAssistantThreadsSuggestedPromptsContext(ctx, p))
}

// maxPrompts is the most that Slack shows (PLATFORMS.md §2.6).
const maxPrompts = 4

// phrases are those of a language, or of the language that a person has set in Slack.
func (s *Slack) phrases(ctx context.Context, lang, user string) Phrases {
	if lang == "" {
		if u, err := s.people.who(ctx, user); err == nil {
			lang = language(u.Locale)
		}
	}
	if words, ok := s.o.Words.Phrases[lang]; ok {
		return words
	}
	return s.o.Words.Phrases["es"]
}

// lacking are the calls that this workspace does not have: a scope that nobody granted, or
// a plan without agents.
type lacking struct {
	mu    sync.Mutex
	calls []string
}

func (l *lacking) has(call string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Contains(l.calls, call)
}

// add notes a call, and tells whether it is new.
func (l *lacking) add(call string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if slices.Contains(l.calls, call) {
		return false
	}
	l.calls = append(l.calls, call)
	return true
}

// comfort passes over what became of a call that nobody waits for. What the workspace does
// not have is told once, and not tried again.
func (s *Slack) comfort(ctx context.Context, call string, err error) {
	var said slack.SlackErrorResponse
	switch {
	case err == nil, ctx.Err() != nil:
	case !errors.As(err, &said):
		s.log.Debug("a comfort of Slack failed", "call", call, "error", err)
	case strings.HasPrefix(said.Err, "not_allowed"), slices.Contains([]string{"missing_scope", "unknown_method", "no_permission",
		"feature_not_enabled", "access_denied", "restricted_action", "method_not_supported_for_channel_type"}, said.Err):
		if s.lacking.add(call) {
			s.log.Debug("this workspace does without a comfort of Slack", "call", call, "error", said.Err)
		}
	default:
		s.log.Debug("a comfort of Slack was refused", "call", call, "error", said.Err)
	}
}

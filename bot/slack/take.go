package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"pabellon/bot"
)

// The kinds of calls, as Socket Mode names them.
const (
	eventsCall      = "events_api"
	interactiveCall = "interactive"
	slashCall       = "slash_commands"
)

// homeTab is the tab of the app that we fill; the other one is the chat.
const homeTab = "home"

// errPoison says that a call cannot be read, and never will.
var errPoison = errors.New("slack: the call cannot be read")

// call is something that Slack tells us.
type call struct {
	kind string
	body json.RawMessage
}

// key names what has to be taken in order: what one person does. What is only answered, and
// may take a while, waits for nothing.
func (c call) key() string {
	var who struct {
		Type      string
		TriggerID string `json:"trigger_id"`
		Event     struct {
			User    string
			Message struct{ User string }
		}
		User    json.RawMessage
		Actions []struct {
			BlockID string `json:"block_id"`
		}
	}
	_ = json.Unmarshal(c.body, &who) // what cannot be read has no order
	suggest := len(who.Actions) == 1 && who.Actions[0].BlockID == suggestBlock
	if c.kind == slashCall || who.Type == string(slack.InteractionTypeMessageAction) || suggest {
		return "alone " + who.TriggerID
	}
	return who.Event.User + who.Event.Message.User + string(who.User)
}

// taken is what a call led to.
type taken struct {
	answer any                       // goes with the acknowledgement; may be nil
	after  func(ctx context.Context) // is done once the call is acknowledged; may be nil
}

// take carries out a call. When it returns without an error everything is on disk, and
// the call may be acknowledged.
func (s *Slack) take(ctx context.Context, c call) (taken, error) {
	switch c.kind {
	case eventsCall:
		after, err := s.event(ctx, c.body)
		return taken{after: after}, err
	case interactiveCall:
		var cb slack.InteractionCallback
		if err := json.Unmarshal(c.body, &cb); err != nil {
			return taken{}, fmt.Errorf("%w: %w", errPoison, err)
		}
		return s.interaction(ctx, &cb)
	case slashCall:
		return s.command(c.body)
	}
	return taken{}, nil
}

// event takes what happened: somebody wrote, reacted or opened the app. What it returns is
// done once the call is acknowledged.
func (s *Slack) event(ctx context.Context, body json.RawMessage) (after func(context.Context), err error) {
	e, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPoison, err)
	}
	switch e := e.InnerEvent.Data.(type) {
	case *slackevents.MessageEvent:
		return nil, s.acceptAll(ctx, body, s.talk(e)...)
	case *slackevents.AppMentionEvent:
		return nil, s.acceptAll(ctx, body, some(s.mentioned(e))...)
	case *slackevents.ReactionAddedEvent:
		if err := s.reacted(ctx, e); err != nil {
			return nil, err
		}
		return nil, s.acceptAll(ctx, body, some(s.reaction(e))...)
	case *slackevents.AppHomeOpenedEvent:
		return s.homeOpened(e), nil
	}
	return nil, nil
}

// some are the turns that there are.
func some(t *bot.Turn) []bot.Turn {
	if t == nil {
		return nil
	}
	return []bot.Turn{*t}
}

// interaction takes a click or what was sent from a modal.
func (s *Slack) interaction(ctx context.Context, cb *slack.InteractionCallback) (taken, error) {
	switch cb.Type {
	case slack.InteractionTypeBlockActions:
		if all := cb.ActionCallback.BlockActions; len(all) > 0 { // a click is one
			if cb.View.Type == slack.VTModal {
				if all[0].BlockID == suggestBlock {
					return taken{after: s.suggested(cb)}, nil
				}
				return taken{after: s.picked(cb, all[0])}, nil
			}
			after, err := s.press(ctx, cb, all[0])
			return taken{after: after}, err
		}
	case slack.InteractionTypeMessageAction:
		return s.saveOf(cb), nil
	case slack.InteractionTypeViewSubmission:
		if cb.View.CallbackID == SaveShortcut {
			return s.saved(ctx, cb), nil
		}
		answer, err := s.submitted(ctx, cb)
		return taken{answer: answer}, err
	}
	return taken{}, nil
}

package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// The kinds of calls, as Socket Mode names them.
const (
	eventsCall      = "events_api"
	interactiveCall = "interactive"
	slashCall       = "slash_commands"
)

// errPoison says that a call cannot be read, and never will.
var errPoison = errors.New("slack: the call cannot be read")

// call is something that Slack tells us.
type call struct {
	kind string
	body json.RawMessage
}

// key names what has to be taken in order: what one person does.
func (c call) key() string {
	var who struct {
		Event struct {
			User    string
			Message struct{ User string }
		}
		User json.RawMessage
	}
	_ = json.Unmarshal(c.body, &who) // what cannot be read has no order
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
		return taken{}, s.event(ctx, c.body)
	case interactiveCall:
		var cb slack.InteractionCallback
		if err := json.Unmarshal(c.body, &cb); err != nil {
			return taken{}, fmt.Errorf("%w: %w", errPoison, err)
		}
		return s.interaction(ctx, &cb)
	}
	return taken{}, nil
}

// event takes what happened: somebody wrote, or opened the app.
func (s *Slack) event(ctx context.Context, body json.RawMessage) error {
	e, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
	if err != nil {
		return fmt.Errorf("%w: %w", errPoison, err)
	}
	if m, ok := e.InnerEvent.Data.(*slackevents.MessageEvent); ok {
		if t := s.talk(m); t != nil {
			return s.accept(ctx, t, body)
		}
	}
	return nil
}

// interaction takes a click or what was sent from a modal.
func (s *Slack) interaction(ctx context.Context, cb *slack.InteractionCallback) (taken, error) {
	switch cb.Type {
	case slack.InteractionTypeBlockActions:
		if all := cb.ActionCallback.BlockActions; len(all) > 0 { // a click is one
			after, err := s.press(ctx, cb, all[0])
			return taken{after: after}, err
		}
	case slack.InteractionTypeViewSubmission:
		answer, err := s.submitted(ctx, cb)
		return taken{answer: answer}, err
	}
	return taken{}, nil
}

package bot

import (
	"context"
	"fmt"
	"time"
)

// Recall finds what was said in a conversation under a receipt; nil when there is nothing.
type Recall func(ctx context.Context, conversation, receipt string) (*Message, error)

// Recalling is an Understander that finds the message that a turn is about before Next
// understands the turn: it is in Reference.Message then.
type Recalling struct {
	Next   Understander
	Recall Recall
}

// Understand finds the message, then has the turn understood.
func (r *Recalling) Understand(ctx context.Context, c Conversation, t Turn) ([]Command, string, error) {
	if t.About != nil && t.Button == "" {
		m, err := r.Recall(ctx, c.ID, t.About.Receipt)
		if err != nil {
			return nil, "", fmt.Errorf("recall what was said: %w", err)
		}
		about := *t.About
		about.Message, t.About = m, &about
	}
	return r.Next.Understand(ctx, c, t)
}

// Typing is an Understander that shows the person that an answer is on its way, when
// Next takes long.
type Typing struct {
	Next  Understander
	After time.Duration // the wait before it is shown
	Every time.Duration // how long it is seen, and then shown again
	Show  func(ctx context.Context, conversation string)
}

// Understand has the turn understood.
func (y *Typing) Understand(ctx context.Context, c Conversation, t Turn) ([]Command, string, error) {
	if t.Actor.Kind == Owner {
		showing, stop := context.WithCancel(ctx)
		defer stop()
		timer := time.AfterFunc(y.After, func() { y.show(showing, t.Conversation) })
		defer timer.Stop()
	}
	return y.Next.Understand(ctx, c, t)
}

func (y *Typing) show(ctx context.Context, conversation string) {
	for {
		y.Show(ctx, conversation)
		if !sleep(ctx, y.Every) {
			return
		}
	}
}

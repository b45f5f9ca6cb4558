package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pabellon/bot"
	"pabellon/handlers"
	"pabellon/store"
)

// week is what a digest tells of.
const week = 7 * 24 * time.Hour

// tallying is an Understander that counts how the programme stands before a digest is
// made of it: up to when it was planned for, so that the weeks of two digests meet.
type tallying struct {
	next     bot.Understander
	clerk    *handlers.Clerk
	overview func(ctx context.Context, until time.Time) (bot.Overview, error)
}

// Understand is the next one's, with a bot.Tally where one belongs.
func (u *tallying) Understand(ctx context.Context, c bot.Conversation, t bot.Turn) ([]bot.Command, string, error) {
	cmds, version, err := u.next.Understand(ctx, c, t)
	if err != nil || c.ID != bot.DeskConversation || t.Due != handlers.DigestKey {
		return cmds, version, err
	}
	until := t.At // the clock may ring late
	if !c.Digest.IsZero() && c.Digest.Before(until) {
		until = c.Digest
	}
	o, err := u.overview(ctx, until)
	if err != nil {
		return nil, "", fmt.Errorf("count for the digest: %w", err)
	}
	o.Waiting, o.Held = nil, nil // what is kept of a digest names nobody
	for i := range o.Unanswered {
		o.Unanswered[i].Words = u.clerk.Discreet(o.Unanswered[i].Words)
	}
	return slices.Insert(cmds, 0, bot.Command(bot.Tally{Overview: o})), version, nil
}

// overview counts how the programme stands at a time, and what happened in the week before.
func overview(s *store.Store, clerk *handlers.Clerk) func(context.Context, time.Time) (bot.Overview, error) {
	return func(ctx context.Context, until time.Time) (bot.Overview, error) {
		o, err := s.Overview(ctx, until.Add(-week), until)
		o.Before, o.Target = clerk.Approved, clerk.Target
		o.Approved += clerk.Approved
		return o, err
	}
}

// openDesk has the desk's own conversation begin: it plans the digest, once and for all.
func (o *office) openDesk(ctx context.Context) error {
	now := o.clock.Now()
	return o.engine.Accept(ctx, bot.Turn{Channel: "clock", ID: handlers.BeginKey + "@" + now.UTC().Format(time.DateOnly), Conversation: bot.DeskConversation,
		Actor: bot.Actor{Kind: bot.Clock}, At: now, Due: handlers.BeginKey})
}

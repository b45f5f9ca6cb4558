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

// comparing is an Understander who also looks for the same business in other
// applications, whenever staff are about to see a candidate. What is found goes before the
// commands, and is kept with them.
type comparing struct {
	next  bot.Understander
	clerk *handlers.Clerk
	store *store.Store
	now   func() time.Time
}

// Understand is the next one's, with a bot.Compare where one belongs.
func (u *comparing) Understand(ctx context.Context, c bot.Conversation, t bot.Turn) ([]bot.Command, string, error) {
	cmds, version, err := u.next.Understand(ctx, c, t)
	if err != nil {
		return nil, "", err
	}
	alike, ok := u.clerk.Alike(c, cmds, u.now())
	if !ok {
		return cmds, version, nil
	}
	twins, err := u.store.Twins(ctx, c.ID, alike.RFC, alike.Phone, alike.Email)
	if err != nil {
		return nil, "", fmt.Errorf("compare with other applications: %w", err)
	}
	return slices.Insert(cmds, 0, bot.Command(bot.Compare{Twins: twins})), version, nil
}

package bot

import (
	"context"
	"errors"
	"sync"
)

// Engine is a loop and the courier that delivers what it says, run as one.
type Engine struct {
	Loop    *Loop
	Courier *Courier
}

// Join makes loop hand its messages to courier.
func Join(loop *Loop, courier *Courier) *Engine {
	loop.Deliver, loop.Room = courier.Hand, courier.HasRoom
	return &Engine{Loop: loop, Courier: courier}
}

// Accept keeps turns and starts on them, see Loop.Accept.
func (e *Engine) Accept(ctx context.Context, turns ...Turn) error {
	return e.Loop.Accept(ctx, turns...)
}

// Run works until ctx ends: first the turns in hand are finished, then the messages.
func (e *Engine) Run(ctx context.Context) error {
	sending, stopSending := context.WithCancel(context.WithoutCancel(ctx))
	defer stopSending()
	var courier sync.WaitGroup
	var failed error
	courier.Go(func() { failed = e.Courier.Run(sending) })
	err := e.Loop.Run(ctx)
	stopSending()
	courier.Wait()
	return errors.Join(err, failed)
}

// Idle waits until everything that was accepted so far is handled, everything that
// is due by the loop's clock too, and the messages of all that are delivered or set
// back for later. It needs a running engine.
func (e *Engine) Idle(ctx context.Context) error {
	e.Loop.setUp()
	e.Courier.setUp()
	select {
	case <-e.Courier.begun:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		if err := e.quiet(ctx); err != nil {
			return err
		}
		found, err := e.find(ctx)
		if err != nil {
			return err
		}
		if found == 0 && e.isQuiet() { // what another goroutine found counts too
			return nil
		}
	}
}

func (e *Engine) isQuiet() bool {
	for _, p := range e.Courier.posts {
		if !p.isQuiet() {
			return false
		}
	}
	return e.Loop.line.size() == 0
}

func (e *Engine) quiet(ctx context.Context) error {
	if err := e.Loop.line.quiet(ctx); err != nil {
		return err
	}
	for _, p := range e.Courier.posts {
		if err := p.quiet(ctx); err != nil {
			return err
		}
	}
	return nil
}

// find looks for anything else to do: turns in the inbox, turns that are due,
// messages in the outbox.
func (e *Engine) find(ctx context.Context) (int, error) {
	total := 0
	for _, look := range []func(context.Context) (int, error){e.Loop.claim, e.Loop.ringNow, e.Courier.claim} {
		n, err := look(ctx)
		if err != nil {
			return total, err
		}
		total += n
	}
	return total, nil
}

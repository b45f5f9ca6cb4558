package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// work runs turns until the line is stopped.
func (l *Loop) work(ctx context.Context) {
	for {
		w, ok := l.line.take()
		if !ok {
			return
		}
		for held := &w; held != nil; {
			held = l.line.finish(*held, l.handle(ctx, *held))
		}
	}
}

// handle runs one turn to its commit and returns the next of the same conversation.
// A turn whose lease ran out while it waited is left to others.
func (l *Loop) handle(ctx context.Context, w Work) *Work {
	var done Done
	err := ErrLost
	if l.line.ours(w) {
		var c Conversation
		if c, err = l.conversation(ctx, w); err == nil {
			done, err = l.decide(ctx, c, w)
		}
	}
	if err == nil {
		var committed Committed
		if committed, err = l.commit(ctx, w, done); err == nil {
			return l.committed(&w, &done, committed)
		}
	}
	if errors.Is(err, ErrLost) {
		l.cache.drop(w.Turn.Conversation)
		l.Log.Debug("lost a turn to another process", "lane", w.Lane, "seq", w.Seq)
		l.tell(l.Inbox.Release(context.WithoutCancel(ctx), []Work{w}), w, "cannot give back a turn")
		return nil
	}
	return l.failed(ctx, w, err)
}

// decide has the turn understood and handled. Whatever goes wrong in there is this
// turn's failure and nobody else's.
func (l *Loop) decide(ctx context.Context, c Conversation, w Work) (d Done, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = panicked(r)
			l.Log.Error("a handler panicked", "error", err, "stack", string(debug.Stack()))
		}
	}()
	commands, version, err := l.Understander.Understand(ctx, c, w.Turn)
	if err != nil {
		return Done{}, fmt.Errorf("understand the turn: %w", err)
	}
	return l.done(c, w, commands, version), nil
}

// panicked tells of a panic without its value, which may hold what a person said;
// the runtime's own errors are safe to read.
func panicked(r any) error {
	if e, ok := r.(runtime.Error); ok {
		return fmt.Errorf("handle the turn: panic: %w", e)
	}
	return fmt.Errorf("handle the turn: panic of type %T", r)
}

// done calls the handler and folds what it decided into the conversation.
func (l *Loop) done(c Conversation, w Work, commands Commands, version string) Done {
	out, next := Decide(l.Handler, c, w.Turn, commands, l.Now())
	next.Version = w.Seq
	return Done{Conversation: next, Commands: commands, Knowledge: version, Outcome: out}
}

// conversation is the state before the turn: from the cache when it is of the very
// version that the turn's place in the lane calls for, else from the inbox.
func (l *Loop) conversation(ctx context.Context, w Work) (Conversation, error) {
	if c, ok := l.cache.get(w.Turn.Conversation); ok && c.Version == w.Seq-1 {
		return c, nil
	}
	c, err := l.Inbox.Load(ctx, w.Turn.Conversation)
	if err != nil {
		return c, fmt.Errorf("load the conversation: %w", err)
	}
	return c, nil
}

// commit stores the outcome. Understanding may have been slow and dear, so a
// database that hiccups gets three chances.
func (l *Loop) commit(ctx context.Context, w Work, d Done) (Committed, error) {
	d.Hand = l.hasRoom()
	for wait := 50 * time.Millisecond; ; wait *= 5 {
		c, err := l.Inbox.Commit(ctx, w, d)
		if err == nil || errors.Is(err, ErrLost) || wait > time.Second || !sleep(ctx, wait) {
			return c, err
		}
	}
}

// hasRoom tells whether messages may be handed to who delivers them.
func (l *Loop) hasRoom() bool { return l.Room == nil || l.Room() }

// committed notes what was stored, hands over the messages, and returns the turn that
// follows.
func (l *Loop) committed(w *Work, d *Done, c Committed) *Work {
	if d.Outcome.Erase {
		l.cache.drop(w.Turn.Conversation)
	} else {
		l.cache.put(c.Conversation)
	}
	if len(c.Deliveries) > 0 {
		l.Deliver(c.Deliveries)
	}
	kind := TurnDone
	if d.Parked != "" {
		kind = TurnParked
	}
	l.Observe(Observation{Kind: kind, Channel: w.Turn.Channel, Took: time.Since(w.Kept), Attempts: w.Attempts,
		Turn: &w.Turn, Commands: d.Commands, Outcome: &d.Outcome})
	return c.Next
}

// failed gives the turn back for another try, or parks it with an apology.
func (l *Loop) failed(ctx context.Context, w Work, reason error) *Work {
	l.cache.drop(w.Turn.Conversation)
	if ctx.Err() != nil { // we were told to stop: not the turn's fault
		l.tell(l.Inbox.Release(context.WithoutCancel(ctx), []Work{w}), w, "cannot give back a turn")
		return nil
	}
	l.Log.Error("a turn failed", "channel", w.Turn.Channel, "lane", w.Lane, "seq", w.Seq, "attempts", w.Attempts+1, "error", reason)
	if w.Attempts+1 >= l.MaxAttempts {
		return l.park(ctx, w, reason)
	}
	w.Attempts++
	at := time.Now().Add(l.Backoff(w.Attempts))
	l.tell(l.Inbox.Retry(ctx, w, at, reason.Error()), w, "cannot give back a turn")
	l.Observe(Observation{Kind: TurnFailed, Channel: w.Turn.Channel, Took: time.Since(w.Kept), Attempts: w.Attempts, Turn: &w.Turn})
	return nil
}

// park gives a turn up: the person gets an apology, staff can find and replay it.
func (l *Loop) park(ctx context.Context, w Work, reason error) *Work {
	c, err := l.Inbox.Load(ctx, w.Turn.Conversation)
	if err != nil {
		l.tell(err, w, "cannot park a turn")
		return nil
	}
	w.Attempts++
	d := l.apology(c, w)
	d.Parked = reason.Error()
	committed, err := l.commit(ctx, w, d)
	if err != nil {
		l.tell(err, w, "cannot park a turn")
		return nil
	}
	return l.committed(&w, &d, committed)
}

// apology is the outcome of a turn that failed for good: what the handler says to
// Apologise, or nothing if even that fails.
func (l *Loop) apology(c Conversation, w Work) (d Done) {
	defer func() {
		if recover() != nil {
			c.Version = w.Seq
			d = Done{Conversation: c}
		}
	}()
	cmds := Commands{Apologise{}}
	if w.Turn.Public {
		cmds = Commands{Aloud{}, Apologise{}}
	}
	return l.done(c, w, cmds, "")
}

// tell logs what could not be stored; the lease will run out and the turn be tried again.
func (l *Loop) tell(err error, w Work, what string) {
	if err != nil && !errors.Is(err, ErrLost) {
		l.Log.Error(what, "lane", w.Lane, "seq", w.Seq, "error", err)
	}
}

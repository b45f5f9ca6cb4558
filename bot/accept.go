package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Accept keeps turns and starts on them. Once it returns without an error they may
// be acknowledged: they are on disk. A turn that AtOnce tells, of a conversation that
// this process has just had, is decided first and kept together with its outcome: one
// step instead of two. Whatever stands in the way of that, it is kept like any other.
func (l *Loop) Accept(ctx context.Context, turns ...Turn) (err error) {
	l.setUp()
	for len(turns) > 0 {
		in := l.hands.take(turns)
		err = errors.Join(err, l.accept(ctx, in))
		turns = in.left
	}
	return err
}

func (l *Loop) accept(ctx context.Context, in inHand) error {
	defer l.hands.free(in)
	return l.keep(ctx, append(l.finish(ctx, in.single), in.several...))
}

// keep puts turns into the inbox and takes those that may be started.
func (l *Loop) keep(ctx context.Context, turns []Turn) error {
	if len(turns) == 0 {
		return nil
	}
	works, err := l.Inbox.Put(ctx, l.room(), turns...)
	l.hold(ctx, works) // even if others could not be kept
	if err != nil {
		return fmt.Errorf("accept turns: %w", err)
	}
	if len(works) < len(turns) {
		l.look()
	}
	return nil
}

// atOnceFor is how long the turns of one Accept are decided before they are kept. What
// is left then is kept first, so that a slow one holds up few.
const atOnceFor = 20 * time.Millisecond

// finish decides turns and keeps each with its outcome. It returns those that are still
// to be kept.
func (l *Loop) finish(ctx context.Context, turns []Turn) (rest []Turn) {
	l.finishing.RLock()
	defer l.finishing.RUnlock()
	if l.AtOnce == nil || l.ended || l.room() == 0 {
		return turns
	}
	began, fresh := time.Now(), make([]Fresh, 0, len(turns))
	for _, t := range turns {
		if time.Since(began) < atOnceFor {
			if d, ok := l.decideAtOnce(ctx, t); ok {
				fresh = append(fresh, Fresh{t, d})
				continue
			}
		}
		rest = append(rest, t)
	}
	if len(fresh) == 0 {
		return rest
	}
	for i, f := range l.Inbox.Finish(ctx, fresh) {
		if f.Err != nil {
			l.cache.drop(fresh[i].Turn.Conversation)
			rest = append(rest, fresh[i].Turn)
			continue
		}
		l.committed(&Work{Turn: fresh[i].Turn, Kept: began}, &fresh[i].Done, f.Committed)
	}
	return rest
}

// decideAtOnce decides a turn that is not kept yet; false when that is for later.
func (l *Loop) decideAtOnce(ctx context.Context, t Turn) (Done, bool) {
	c, known := l.cache.get(t.Conversation)
	if !known || !l.AtOnce(t) {
		return Done{}, false
	}
	d, err := l.decide(ctx, c, Work{Turn: t, Seq: c.Version + 1})
	d.Hand = l.hasRoom()
	return d, err == nil && !d.Outcome.Erase
}

// hands are the conversations of which turns are being accepted, each by one call: so
// the turns of one are kept in the order in which they came.
type hands struct {
	mu    sync.Mutex
	freed sync.Cond
	full  map[string]bool
}

func newHands() *hands {
	h := &hands{full: map[string]bool{}}
	h.freed.L = &h.mu
	return h
}

// inHand is what one call accepts.
type inHand struct {
	single  []Turn         // each the only one of its conversation
	several []Turn         // the others, in order
	left    []Turn         // of conversations that another call has
	turns   map[string]int // of each conversation that is in hand
}

// take waits until some of the turns can be had, and takes all that can.
func (h *hands) take(turns []Turn) inHand {
	h.mu.Lock()
	defer h.mu.Unlock()
	in := inHand{turns: make(map[string]int, len(turns))}
	for {
		for _, t := range turns {
			if !h.full[t.Conversation] {
				in.turns[t.Conversation]++
			}
		}
		if len(in.turns) > 0 {
			break
		}
		h.freed.Wait()
	}
	for _, t := range turns {
		switch in.turns[t.Conversation] {
		case 0:
			in.left = append(in.left, t)
		case 1:
			in.single = append(in.single, t)
		default:
			in.several = append(in.several, t)
		}
	}
	for id := range in.turns {
		h.full[id] = true
	}
	return in
}

// free lets others accept turns of the same conversations.
func (h *hands) free(in inHand) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id := range in.turns {
		delete(h.full, id)
	}
	h.freed.Broadcast()
}

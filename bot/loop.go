package bot

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Loop runs turns: it keeps them, has each understood and handled, and commits the
// outcome. Conversations run side by side; within one, turns run in order, one at a
// time. A turn that fails is tried again; one that fails for good is parked and the
// person gets an apology. Set the fields before the first call and leave them.
type Loop struct {
	Inbox        Inbox
	Understander Understander
	Handler      Handler
	Now          func() time.Time  // the clock that handlers and Later go by; time.Now if nil
	Workers      int               // turns at once; 64 if zero
	MaxAttempts  int               // tries before a turn is given up; 8 if zero
	Deliver      func([]Delivery)  // takes the messages that may go at once; see Join
	Room         func() bool       // tells whether Deliver has room; always if nil
	AtOnce       func(Turn) bool   // tells a turn that is decided within milliseconds, see Accept; none if nil
	Wake         <-chan struct{}   // rings when turns wait in the inbox; may be nil
	Log          *slog.Logger      // slog.Default if nil
	Observe      func(Observation) // may be nil

	// Backoff is the wait after the nth failure, from 1; half a second doubling to
	// a minute if nil.
	Backoff func(n int) time.Duration

	once      sync.Once
	hands     *hands
	line      *line
	cache     *cache
	poke      chan struct{}
	polling   sync.Mutex
	finishing sync.RWMutex // held for reading by who finishes turns in Accept
	ended     bool         // nothing is finished there any more
}

// How much the loop takes on, and how patient it is.
const (
	ringInterval = time.Second
	grace        = 4 * time.Second // to finish what is in hand when asked to stop
	giveBack     = 5 * time.Second // to return the rest
	claimAtOnce  = 64
	cachedTalks  = 4096
)

func (l *Loop) setUp() {
	l.once.Do(func() {
		l.hands, l.line, l.cache, l.poke = newHands(), newLine(), newCache(cachedTalks), make(chan struct{}, 1)
		if l.Now == nil {
			l.Now = time.Now
		}
		if l.Workers == 0 {
			l.Workers = 64
		}
		if l.MaxAttempts == 0 {
			l.MaxAttempts = 8
		}
		if l.Deliver == nil {
			l.Deliver = func([]Delivery) {}
		}
		if l.Log == nil {
			l.Log = slog.Default()
		}
		if l.Observe == nil {
			l.Observe = func(Observation) {}
		}
		if l.Backoff == nil {
			l.Backoff = func(n int) time.Duration { return backoff(n, time.Second/2, time.Minute) }
		}
	})
}

// room is how many more turns this process may hold.
func (l *Loop) room() int { return l.line.room(max(4*l.Workers, 256)) }

// hold puts turns into the line. If the loop has ended meanwhile they are given back.
func (l *Loop) hold(ctx context.Context, works []Work) {
	if len(works) == 0 || l.line.push(works) {
		return
	}
	if err := l.release(context.WithoutCancel(ctx), works); err != nil {
		l.Log.Error("cannot give back turns", "error", err)
	}
}

// look asks for a look into the inbox, soon.
func (l *Loop) look() {
	select {
	case l.poke <- struct{}{}:
	default:
	}
}

// Run works until ctx ends. It then takes nothing more, finishes what is in hand
// within four seconds and gives back the rest.
func (l *Loop) Run(ctx context.Context) error {
	l.setUp()
	working, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	var workers, helpers sync.WaitGroup
	for range l.Workers {
		workers.Go(func() { l.work(working) })
	}
	helpers.Go(func() { l.poll(ctx) })
	helpers.Go(func() { l.ring(ctx) })
	renewing, stopRenewing := context.WithCancel(working)
	defer stopRenewing()
	helpers.Go(func() { l.renew(renewing) })

	<-ctx.Done()
	l.line.stop()
	timer := time.AfterFunc(grace, abort)
	defer timer.Stop()
	workers.Wait()
	l.finishing.Lock()
	l.ended = true
	l.finishing.Unlock()
	stopRenewing()
	helpers.Wait()
	return l.release(context.WithoutCancel(ctx), l.line.rest())
}

func (l *Loop) release(ctx context.Context, rest []Work) error {
	if len(rest) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, giveBack)
	defer cancel()
	if err := l.Inbox.Release(ctx, rest); err != nil {
		return fmt.Errorf("give back %d turns: %w", len(rest), err)
	}
	return nil
}

// poll looks into the inbox when told that turns wait, and now and then anyway.
func (l *Loop) poll(ctx context.Context) {
	poll(ctx, l.poke, l.Wake, l.claim, func(err error, failures int) {
		l.Log.Error("cannot claim turns", "error", err, "failures", failures)
	})
}

// claim takes what waits in the inbox, as far as there is room.
func (l *Loop) claim(ctx context.Context) (int, error) {
	l.polling.Lock()
	defer l.polling.Unlock()
	total := 0
	for {
		n := min(l.room(), claimAtOnce)
		if n == 0 {
			return total, nil
		}
		works, err := l.Inbox.Claim(ctx, n)
		if err != nil {
			return total, err
		}
		l.hold(ctx, works)
		total += len(works)
		if len(works) < n {
			return total, nil
		}
	}
}

// ring starts the turns whose time has come.
func (l *Loop) ring(ctx context.Context) {
	for sleep(ctx, ringInterval) {
		if _, err := l.ringNow(ctx); err != nil && ctx.Err() == nil {
			l.Log.Error("cannot start the turns that are due", "error", err)
		}
	}
}

func (l *Loop) ringNow(ctx context.Context) (int, error) {
	works, err := l.Inbox.Ring(ctx, l.Now(), l.room())
	l.hold(ctx, works)
	return len(works), err
}

// renew makes the leases of long work last longer: one goroutine for all.
func (l *Loop) renew(ctx context.Context) {
	third := l.Inbox.Lease() / 3
	for sleep(ctx, third) {
		held := l.line.ending(2 * third)
		if len(held) == 0 {
			continue
		}
		kept, err := l.Inbox.Renew(ctx, held)
		if err != nil && ctx.Err() == nil {
			l.Log.Error("cannot renew leases", "error", err, "held", len(held))
		}
		l.line.renewed(kept)
	}
}

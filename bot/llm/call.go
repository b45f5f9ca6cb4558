package llm

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/sony/gobreaker/v2"
)

// kind is an endpoint: one may fail while the others work.
type kind string

const (
	chatting  kind = "chat"
	embedding kind = "embeddings"
	hearing   kind = "transcriptions"
)

// Call is what became of one question, for metrics. Nothing in it is what people said.
type Call struct {
	Kind    string // "chat", "embeddings" or "transcriptions"
	Task    string // the prompt's task; "" where there is none
	Outcome Outcome
	Took    time.Duration // of all tries, with the wait for a free place
	Tries   int           // 0 when nothing was sent
	Tokens  int64         // used, as the server tells
}

// When the circuit breaker opens, and how often a call is tried.
const (
	tripAfter   = 5 // failures in a row
	mostTries   = 3
	firstPause  = 200 * time.Millisecond
	leastToTry  = 500 * time.Millisecond // that must be left for another try
	spendWithin = 2 * time.Second        // to note what was used
)

// gate is a circuit breaker of an endpoint.
type gate = gobreaker.CircuitBreaker[used]

// used is what a try cost.
type used struct{ tokens int64 }

func newGate(k kind, o Options) *gate {
	return gobreaker.NewCircuitBreaker[used](gobreaker.Settings{
		Name:         string(k),
		MaxRequests:  1,
		Timeout:      o.Rest,
		ReadyToTrip:  func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= tripAfter },
		IsSuccessful: func(err error) bool { return err == nil || !outcomeOf(err).blames() },
		IsExcluded:   func(err error) bool { return outcomeOf(err) == Canceled },
		OnStateChange: func(name string, from, to gobreaker.State) {
			o.Log.Warn("the model's server is asked less, or again", "kind", name, "from", from.String(), "to", to.String())
		},
	})
}

// call passes the gates and tries until it works, or until a try is of no use. Within is the
// deadline of all of it; 0 is ctx's alone.
func (m *Model) call(ctx context.Context, k kind, task string, within time.Duration, try func(context.Context) (int64, error)) error {
	began := time.Now()
	told := Call{Kind: string(k), Task: task}
	err := m.pass(ctx, k, within, &told, try)
	told.Took, told.Outcome = time.Since(began), outcomeOf(err)
	if m.o.Tell != nil {
		m.o.Tell(told)
	}
	if err != nil && told.Outcome != Canceled {
		level := slog.LevelWarn
		if told.Outcome == Resting || told.Outcome == Spent { // said once, when it began
			level = slog.LevelDebug
		}
		m.o.Log.Log(ctx, level, "the model gave no answer", "kind", told.Kind, "task", task, "outcome", string(told.Outcome), "error", err, "tries", told.Tries, "took", told.Took.Round(time.Millisecond))
	}
	return err
}

func (m *Model) pass(ctx context.Context, k kind, within time.Duration, told *Call, try func(context.Context) (int64, error)) error {
	if within > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, within)
		defer cancel()
	}
	if err := m.afford(ctx); err != nil {
		return err
	}
	select {
	case m.places <- struct{}{}:
		defer func() { <-m.places }()
	case <-ctx.Done():
		return failure(ctx, ctx.Err())
	}
	all, err := m.gates[k].Execute(func() (used, error) {
		return m.tries(ctx, told, try)
	})
	told.Tokens = all.tokens
	m.spend(ctx, all.tokens)
	switch {
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		return &Error{Outcome: Resting}
	}
	return err
}

// tries tries until it works, while a try is of use and there is time for it.
func (m *Model) tries(ctx context.Context, told *Call, try func(context.Context) (int64, error)) (used, error) {
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval = firstPause
	var all used
	_, err := backoff.Retry(ctx, func() (used, error) {
		told.Tries++
		n, err := try(ctx)
		all.tokens += n
		if err == nil {
			return all, nil
		}
		e := failure(ctx, err)
		wait := max(e.After, firstPause)
		end, limited := ctx.Deadline()
		if !e.Outcome.again() || ctx.Err() != nil || limited && time.Until(end) < wait+leastToTry {
			return all, backoff.Permanent(e)
		}
		if e.After > 0 {
			return all, errors.Join(e, &backoff.RetryAfterError{Duration: e.After})
		}
		return all, e
	}, backoff.WithBackOff(pause), backoff.WithMaxTries(mostTries))
	if err != nil {
		return all, failure(ctx, err)
	}
	return all, nil
}

// afford tells whether anything may be spent.
func (m *Model) afford(ctx context.Context) error {
	if m.o.Purse == nil {
		return nil
	}
	left, err := m.o.Purse.Left(ctx)
	if err != nil {
		return &Error{Outcome: Failed, cause: err}
	}
	if left < 1 {
		if !m.broke.Swap(true) {
			m.o.Log.Warn("the day's tokens are used up; going on without the model")
		}
		return &Error{Outcome: Spent}
	}
	m.broke.Store(false)
	return nil
}

// spend notes what was used, also when who asked is gone.
func (m *Model) spend(ctx context.Context, tokens int64) {
	if m.o.Purse == nil || tokens <= 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), spendWithin)
	defer cancel()
	if err := m.o.Purse.Spend(ctx, tokens); err != nil {
		m.o.Log.Error("cannot note what the model cost", "error", err)
	}
}

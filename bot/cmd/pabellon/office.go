package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"pabellon/bot"
	"pabellon/bot/llm"
	"pabellon/bot/slack"
	"pabellon/bot/telegram"
	"pabellon/handlers"
	"pabellon/knowledge"
	"pabellon/store"
)

// office is everything that a conversation needs: the store, the clerk, the engine
// and the clock. serve and chat open one each.
type office struct {
	store  *store.Store
	clerk  *handlers.Clerk
	engine *bot.Engine
	clock  *Clock
	model  *llm.Model // nil is none
	senses *senses    // nil is none
	log    *slog.Logger

	moving  sync.Mutex // the clock is moved by one at a time
	stop    context.CancelFunc
	running sync.WaitGroup
	failed  error // of the engine; read it after running
}

// officePlan says how an office is set up.
type officePlan struct {
	database database
	staff    string                // the channel of the staff's desk
	tell     bool                  // the desk is told whether staff's words arrived
	senders  map[string]bot.Sender // by channel
	open     map[string]opener     // by channel: the files that people send there
	model    modelPlan
	parallel int // messages sent at once through a channel; 0 is the usual
	typing   func(ctx context.Context, conversation string)
	observe  func(bot.Observation)
	log      *slog.Logger
}

// clerk loads the knowledge and makes the one who answers from it.
func (p *program) clerk(about programme) (*handlers.Clerk, error) {
	library, err := p.library()
	if err != nil {
		return nil, err
	}
	return newClerk(about, func() *knowledge.Library { return library })
}

func newClerk(about programme, library func() *knowledge.Library) (*handlers.Clerk, error) {
	clerk, err := handlers.New(handlers.Options{
		Org: about.org, Target: about.target, Approved: about.approved, Zone: about.zone, Hours: about.hours, Library: library, Form: about.form, Model: about.model})
	if err != nil {
		return nil, fmt.Errorf("set up the handlers: %w", err)
	}
	return clerk, nil
}

// openOffice opens the store and joins everything; start sets it to work.
func openOffice(ctx context.Context, plan officePlan, clerk *handlers.Clerk) (*office, error) {
	s, err := store.Open(ctx, plan.database.url, store.Options{Keys: plan.database.keys, StaffChannel: plan.staff, Tell: plan.tell, Scrubs: scrubs(), Along: slack.Asides, Log: plan.log})
	if err != nil {
		return nil, err
	}
	clerk = clerk.Quoting((&stops{store: s, log: plan.log}).quoting(clerk.Library))
	o := &office{store: s, clerk: clerk, clock: &Clock{}, log: plan.log}
	if o.model, err = plan.model.open(ctx, s, o.clock.Now, plan.log); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	advised := &bot.Advised{Model: o.advice()}
	if o.model != nil && plan.model.options.Embedding != "" {
		o.senses = &senses{model: o.model, name: plan.model.options.Embedding, store: s, library: clerk.Library, log: plan.log}
		clerk, advised.Embedder = clerk.Sensing(o.senses.meaning), o.senses
	}
	o.clerk, advised.Rules = clerk, clerk
	reading := bot.NewReading(&comparing{next: advised, clerk: clerk, store: s, now: o.clock.Now}, drawer{store: s, open: plan.open}, clerk.TakesData)
	reading.Papers = papers{}
	if o.model != nil && plan.model.options.Vision != "" {
		reading.Papers = papers{eyes: o.model}
	}
	if o.model != nil && plan.model.options.Hearing != "" {
		reading.Listener = newEars(o.model, clerk.Form())
	}
	var understander bot.Understander = &tallying{next: &bot.Recalling{Next: reading, Recall: recall(s)}, clerk: clerk, overview: overview(s, clerk)}
	if plan.typing != nil {
		understander = &bot.Typing{Next: understander, After: typingAfter, Every: typingEvery, Show: plan.typing}
	}
	loop := &bot.Loop{Inbox: s, Understander: understander, Handler: clerk.Handle,
		AtOnce: plan.atOnce, Now: o.clock.Now, Wake: s.TurnsWait(), Log: plan.log, Observe: plan.observe}
	courier := &bot.Courier{Outbox: s, Senders: plan.senders, Parallel: plan.parallel, Wake: s.MessagesWait(),
		Log: plan.log, Observe: plan.observe, Attach: o.attach, Pace: paces(), Limit: limits(),
		Place: map[string]func(*bot.Delivery) bot.Place{slack.Channel: slack.Place}}
	courier.Still = func(ctx context.Context, d bot.Delivery) (bool, error) {
		c, err := s.Load(ctx, d.Conversation)
		return clerk.Still(c, d.Message, o.clock.Now()), err
	}
	o.engine = bot.Join(loop, courier)
	return o, nil
}

// atOnce tells a turn that is read within milliseconds: one without a file, whose text is
// not as long as a page, and is nothing that a model is asked about.
func (p officePlan) atOnce(t bot.Turn) bool {
	advised := p.model.on() && t.Actor.Kind == bot.Owner && (t.Button == "" && t.Text != "" || handlers.Sends(t))
	return t.File == nil && t.Voice == nil && len(t.Text) <= 500 && !advised
}

// Telegram takes about one message a second in a chat and thirty in all from a bot that
// writes by itself (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
func paces() map[string]time.Duration {
	return map[string]time.Duration{telegram.Channel: time.Second}
}

func limits() map[string]*rate.Limiter {
	return map[string]*rate.Limiter{telegram.Channel: rate.NewLimiter(30, 1)}
}

// advice is the model that helps to understand and to answer; nil when there is none.
func (o *office) advice() bot.Asker {
	if o.model == nil {
		return nil
	}
	return o.model
}

// start sets the engine to work until close.
func (o *office) start(ctx context.Context) {
	ctx, o.stop = context.WithCancel(ctx)
	o.running.Go(func() { o.failed = o.engine.Run(ctx) })
	if o.senses != nil {
		o.running.Go(func() { o.senses.run(ctx) })
	}
}

// close finishes what is in hand, gives back the rest and closes the store.
func (o *office) close() error {
	if o.stop != nil {
		o.stop()
		o.running.Wait()
	}
	if o.model != nil {
		o.model.Close()
	}
	if err := errors.Join(o.failed, o.store.Close()); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	return nil
}

// clockSteps is the most steps in which the clock moves on.
const clockSteps = 200

// moveTo moves the clock and carries out everything that is due by then. It goes in
// steps of at least an hour, so that what is due early happens early, and what that
// leads to is due in its turn.
func (o *office) moveTo(ctx context.Context, to time.Time) error {
	o.moving.Lock()
	defer o.moving.Unlock()
	step := max(time.Hour, to.Sub(o.clock.Now())/clockSteps)
	for at := o.clock.Now().Add(step); at.Before(to); at = at.Add(step) {
		o.clock.Set(at)
		if err := o.engine.Idle(ctx); err != nil {
			return err
		}
	}
	o.clock.Set(to)
	return o.engine.Idle(ctx)
}

package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
)

// memory is an Inbox and an Outbox without a database: a lane is a slice.
type memory struct {
	mu       sync.Mutex
	lease    time.Duration
	lanes    map[string]*lane
	order    []*lane
	talks    map[string]bot.Conversation
	commits  []bot.Done
	loads    int
	renewals int
	later    map[string]time.Time
	failing  error // of every commit
	holder   bool  // this process has the sender leases
	released int
	finished int   // turns that were kept with their outcome
	refusing error // of every Finish
}

// lane is one queue of turns or of messages.
type lane struct {
	id, fence int64
	key       string
	done      int64
	turns     []bot.Work
	messages  []bot.Delivery
	ready     time.Time
	until     time.Time
	fates     []string // of messages: sent, parked
}

func newMemory() *memory {
	return &memory{lease: time.Minute, lanes: map[string]*lane{}, talks: map[string]bot.Conversation{}, later: map[string]time.Time{}, holder: true}
}

func (m *memory) Lease() time.Duration { return m.lease }

func (m *memory) lane(key string) *lane {
	l, ok := m.lanes[key]
	if !ok {
		l = &lane{id: int64(len(m.order) + 1), key: key}
		m.lanes[key], m.order = l, append(m.order, l)
	}
	return l
}

// take leases the lane's next turn.
func (m *memory) take(l *lane) *bot.Work {
	if int(l.done) >= len(l.turns) || time.Now().Before(l.ready) || time.Now().Before(l.until) {
		return nil
	}
	l.fence++
	l.until = time.Now().Add(m.lease)
	w := l.turns[l.done]
	w.Fence, w.Until = l.fence, l.until
	return &w
}

func (m *memory) Put(_ context.Context, take int, turns ...bot.Turn) (out []bot.Work, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, t := range turns {
		l := m.lane(t.Conversation)
		l.turns = append(l.turns, bot.Work{Lane: l.id, Seq: int64(len(l.turns) + 1), Kept: time.Now(), Turn: t})
		if len(out) < take {
			if w := m.take(l); w != nil {
				out = append(out, *w)
			}
		}
	}
	return out, nil
}

func (m *memory) Finish(ctx context.Context, fresh []bot.Fresh) []bot.Finished {
	out := make([]bot.Finished, len(fresh))
	for i, f := range fresh {
		out[i].Committed, out[i].Err = m.finish(ctx, f)
	}
	return out
}

func (m *memory) finish(ctx context.Context, f bot.Fresh) (bot.Committed, error) {
	m.mu.Lock()
	l, err := m.lane(f.Turn.Conversation), m.refusing
	if int(l.done) != len(l.turns) || f.Done.Conversation.Version != l.done+1 {
		err = bot.ErrLost
	}
	if err == nil {
		m.finished++
	}
	m.mu.Unlock()
	if err != nil {
		return bot.Committed{}, err
	}
	works, err := m.Put(ctx, 1, f.Turn)
	if err != nil {
		return bot.Committed{}, err
	}
	return m.Commit(ctx, works[0], f.Done)
}

func (m *memory) Claim(_ context.Context, n int) (out []bot.Work, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range m.order {
		if len(out) == n {
			break
		}
		if w := m.take(l); w != nil {
			out = append(out, *w)
		}
	}
	return out, nil
}

func (m *memory) Load(_ context.Context, id string) (bot.Conversation, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.loads++
	c := m.talks[id]
	c.ID = id
	return c, nil
}

func (m *memory) mine(w bot.Work) (*lane, error) {
	l := m.order[w.Lane-1]
	if l.fence != w.Fence || l.done != w.Seq-1 {
		return nil, bot.ErrLost
	}
	return l, nil
}

func (m *memory) Commit(_ context.Context, w bot.Work, d bot.Done) (out bot.Committed, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, err := m.mine(w)
	if err != nil || m.failing != nil {
		return out, errors.Join(err, m.failing)
	}
	l.done++
	l.until = time.Time{}
	m.talks[w.Turn.Conversation] = d.Conversation
	m.commits = append(m.commits, d)
	for _, later := range d.Outcome.Later {
		m.later[later.Key+" "+w.Turn.Conversation] = later.At
	}
	for _, message := range d.Outcome.Messages {
		m.say(w.Turn.Conversation, message)
	}
	if d.Hand {
		if first := m.takeMessage(m.lane("to " + w.Turn.Conversation)); first != nil {
			out.Deliveries = append(out.Deliveries, *first)
		}
	}
	out.Conversation, out.Next = d.Conversation, m.take(l)
	return out, nil
}

// say puts a message into its lane.
func (m *memory) say(conversation string, message bot.Message) {
	l := m.lane("to " + conversation)
	n := int64(len(l.messages) + 1)
	l.messages = append(l.messages, bot.Delivery{Lane: l.id, Seq: n, Kept: time.Now(), Conversation: conversation,
		Channel: "test", ID: fmt.Sprintf("%s#%d", conversation, n), Message: message})
	l.fates = append(l.fates, "waiting")
}

func (m *memory) takeMessage(l *lane) *bot.Delivery {
	if !m.holder || int(l.done) >= len(l.messages) || time.Now().Before(l.ready) || time.Now().Before(l.until) {
		return nil
	}
	l.fence++
	l.until = time.Now().Add(m.lease)
	d := l.messages[l.done]
	d.Fence, d.Until = l.fence, l.until
	return &d
}

func (m *memory) Retry(_ context.Context, w bot.Work, at time.Time, _ string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, err := m.mine(w)
	if err == nil {
		l.turns[l.done].Attempts, l.ready, l.until = w.Attempts, at, time.Time{}
	}
	return err
}

func (m *memory) Renew(_ context.Context, held []bot.Work) (kept []bot.Work, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, w := range held {
		if l := m.order[w.Lane-1]; l.fence == w.Fence {
			m.renewals++
			l.until = time.Now().Add(m.lease)
			w.Until = l.until
			kept = append(kept, w)
		}
	}
	return kept, nil
}

func (m *memory) Release(_ context.Context, held []bot.Work) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, w := range held {
		if l := m.order[w.Lane-1]; l.fence == w.Fence {
			l.until = time.Time{}
			m.released++
		}
	}
	return nil
}

func (m *memory) Ring(ctx context.Context, now time.Time, take int) ([]bot.Work, error) {
	m.mu.Lock()
	var due []bot.Turn
	for name, at := range m.later {
		if !at.After(now) {
			var key, conversation string
			_, _ = fmt.Sscan(name, &key, &conversation)
			due = append(due, bot.Turn{Channel: "clock", ID: name, Conversation: conversation, Actor: bot.Actor{Kind: bot.Clock}, At: now, Due: key})
			delete(m.later, name)
		}
	}
	m.mu.Unlock()
	return m.Put(ctx, take, due...)
}

func (m *memory) Hold(_ context.Context, channels []string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.holder {
		return nil, nil
	}
	return channels, nil
}

func (m *memory) ClaimDeliveries(_ context.Context, _ []string, n int) (out []bot.Delivery, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range m.order {
		if len(out) == n {
			break
		}
		if d := m.takeMessage(l); d != nil {
			out = append(out, *d)
		}
	}
	return out, nil
}

func (m *memory) settle(d bot.Delivery, fate string, notBefore time.Time) (*bot.Delivery, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.order[d.Lane-1]
	if l.fence != d.Fence || l.done != d.Seq-1 {
		return nil, bot.ErrLost
	}
	l.fates[l.done] = fate
	l.done++
	l.until = time.Time{}
	if int(l.done) < len(l.messages) && l.messages[l.done].Message.Wait {
		l.ready = notBefore
	}
	return m.takeMessage(l), nil
}

func (m *memory) Sent(_ context.Context, d bot.Delivery, _ string, notBefore time.Time) (*bot.Delivery, error) {
	return m.settle(d, "sent", notBefore)
}

func (m *memory) Park(_ context.Context, d bot.Delivery, _ string) (*bot.Delivery, error) {
	return m.settle(d, "parked", time.Time{})
}

func (m *memory) Drop(_ context.Context, d bot.Delivery) (*bot.Delivery, error) {
	return m.settle(d, "dropped", time.Time{})
}

func (m *memory) RetryDelivery(_ context.Context, d bot.Delivery, at time.Time, _ string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := m.order[d.Lane-1]
	if l.fence != d.Fence {
		return bot.ErrLost
	}
	l.messages[l.done].Attempts, l.ready, l.until = d.Attempts, at, time.Time{}
	return nil
}

func (m *memory) RenewDeliveries(_ context.Context, held []bot.Delivery) (kept []bot.Delivery, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, d := range held {
		if l := m.order[d.Lane-1]; l.fence == d.Fence {
			l.until = time.Now().Add(m.lease)
			d.Until = l.until
			kept = append(kept, d)
		}
	}
	return kept, nil
}

func (m *memory) ReleaseDeliveries(_ context.Context, held []bot.Delivery) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, d := range held {
		if l := m.order[d.Lane-1]; l.fence == d.Fence {
			l.until = time.Time{}
			m.released++
		}
	}
	return nil
}

// fates is what became of a conversation's messages.
func (m *memory) fates(conversation string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.lane("to " + conversation).fates)
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for began := time.Now(); !so(); time.Sleep(2 * time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatal("never: " + what)
		}
	}
}

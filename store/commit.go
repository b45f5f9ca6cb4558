package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"pabellon/bot"
)

// result is what a turn was understood as.
type result struct {
	Commands  bot.Commands `json:"commands"`
	Knowledge string       `json:"knowledge,omitempty"`
}

// filing is a Done made ready for writing: everything is encoded before the writer
// has it.
type filing struct {
	done   *bot.Done
	state  string
	result string
	events []fact
	parcels
	folio bool // an application is submitted in this turn
	about bool // the application's row has to be written
	drops bool // the files go
	waits bool // who waits may be others
}

// turnKey is the primary key of a turn.
type turnKey struct{ lane, seq int64 }

// fact is an event made ready for writing.
type fact struct {
	kind string
	at   int64
	json string
}

func filingOf(turn string, d *bot.Done, staff string) (*filing, error) {
	f := &filing{done: d}
	if err := errors.Join(
		encode(&f.state, &d.Conversation),
		encode(&f.result, &result{Commands: d.Commands, Knowledge: d.Knowledge})); err != nil {
		return nil, err
	}
	f.events = make([]fact, 0, len(d.Outcome.Events))
	for i := range d.Outcome.Events {
		e := &d.Outcome.Events[i]
		fact := fact{kind: string(e.Kind), at: millis(e.At)}
		if err := encode(&fact.json, e); err != nil {
			return nil, err
		}
		f.events = append(f.events, fact)
		f.folio = f.folio || e.Kind == bot.Submitted && e.Value == bot.FolioMark
		f.about = f.about || aboutApplication(e.Kind)
		f.drops = f.drops || dropsFiles(e.Kind)
		f.waits = f.waits || aboutWaiting(e.Kind)
	}
	var err error
	f.parcels, err = parcelsOf(d.Conversation.ID, staff, turn, d.Outcome.Messages)
	return f, err
}

// reach is which lanes the writing of f touches. Everybody wants the counter of the
// folios: whoever has it keeps nobody waiting for long.
func (f *filing) reach() reach {
	if f.folio {
		return manyLanes
	}
	return turnLane
}

// encode writes v as JSON into to.
func encode(to *string, v any) error {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.buf.Reset()
	err := e.json.Encode(v)
	*to = string(bytes.TrimSuffix(e.buf.Bytes(), []byte("\n")))
	return err
}

// encoder is an encoder with the place that it writes to: a turn needs several.
type encoder struct {
	buf  bytes.Buffer
	json *json.Encoder
}

var encoders = sync.Pool{New: func() any {
	e := &encoder{}
	e.json = json.NewEncoder(&e.buf)
	return e
}}

// aboutApplication tells whether an event may change the row of a submitted application.
func aboutApplication(k bot.EventKind) bool {
	switch k {
	case bot.LanguageSet, bot.FieldFilled, bot.FieldCleared, bot.FieldSkipped, bot.Submitted, bot.Changed,
		bot.Withdrawn, bot.Revoked, bot.Taken, bot.Assigned, bot.InfoAsked, bot.Approved, bot.Declined, bot.Retracted, bot.Said, bot.DocumentKept, bot.DocumentsDropped:
		return true
	}
	return false
}

// Commit stores what a turn produced, see bot.Inbox.
func (s *Store) Commit(_ context.Context, w bot.Work, d bot.Done) (bot.Committed, error) {
	if d.Conversation.ID == "" {
		d.Conversation.ID = w.Turn.Conversation
	}
	f, err := filingOf(w.Turn.ID, &d, s.o.StaffChannel)
	if err != nil {
		return bot.Committed{}, fmt.Errorf("encode turn %d of lane %d: %w", w.Seq, w.Lane, err)
	}
	var out bot.Committed
	var late error
	err = s.write(w.Turn.Conversation, f.reach(), func(c *conn) (err error) {
		late = nil
		if out, err = s.file(c, &w, f); err == errLate && !f.folio {
			return lost(&late)
		}
		return err
	})
	if err == nil {
		err = late
	}
	if err != nil {
		return bot.Committed{}, fmt.Errorf("commit turn %d of lane %d: %w", w.Seq, w.Lane, err)
	}
	s.filed(f, out)
	return out, nil
}

// filed tells those who have something to do about what was written.
func (s *Store) filed(f *filing, out bot.Committed) {
	if len(out.Deliveries) < f.lanes || f.done.Outcome.Erase {
		s.wake.messages(s.engine)
	}
	if f.done.Outcome.Erase || f.drops {
		s.wiper.soon(s.wipe) // the person does not wait for it
	}
}

// errLate says that the fence has moved on. Nothing but the counter was changed.
var errLate = fmt.Errorf("the fence has moved: %w", bot.ErrLost)

// file writes everything that a turn produced. It may run more than once, so it
// leaves f as it is.
func (s *Store) file(c *conn, w *bot.Work, f *filing) (out bot.Committed, err error) {
	// The counter before any lane: those who hold lanes never wait for it.
	if f, err = numbered(c, f); err != nil {
		return out, err
	}
	now, key := time.Now(), turnKey{w.Lane, w.Seq}
	var last int64
	ok, err := c.row(sqlDone, []any{w.Seq, millis(now), w.Seq, millis(now.Add(s.o.Lease)), w.Lane, w.Fence, w.Seq - 1}, &last)
	if err != nil {
		return out, err
	}
	if !ok {
		return out, errLate
	}
	if f.done.Outcome.Erase {
		return s.fileErasure(c, f, key, now)
	}
	out.Conversation = f.done.Conversation
	if err := fileTurn(c, w, f, now); err != nil {
		return out, err
	}
	if err := s.fileState(c, f, key, now); err != nil {
		return out, err
	}
	if out.Deliveries, err = s.sendAll(c, f, key, now, false); err != nil {
		return out, err
	}
	if last > w.Seq {
		out.Next, err = turnAt(c, w.Lane, w.Seq+1, w.Fence, now.Add(s.o.Lease))
		err = s.passOver(err)
	}
	return out, err
}

// fileTurn writes how a turn ended.
func fileTurn(c *conn, w *bot.Work, f *filing, now time.Time) error {
	status := "done"
	parked := f.done.Parked != ""
	if parked {
		status = "parked"
	}
	reason := c.keys.seal(place("turns.last_error", w.Lane, w.Seq), clean(f.done.Parked))
	understood := c.keys.seal(place("turns.result", w.Lane, w.Seq), f.result)
	_, err := c.exec(sqlTurnDone, status, w.Attempts, reason, understood, millis(now), bit(parked), w.Lane, w.Seq)
	return err
}

// fileState writes the state, the events, the application and the timers.
func (s *Store) fileState(c *conn, f *filing, key turnKey, now time.Time) error {
	id, version := f.done.Conversation.ID, f.done.Conversation.Version
	state := c.keys.seal(named("conversations.state", id), f.state)
	n, err := c.exec(sqlState, version, state, millis(now), id, version-1)
	if err == nil && n == 0 {
		n, err = c.exec(sqlFirstState, id, version, state, millis(now))
	}
	if err != nil {
		return err
	}
	if n == 0 {
		return fmt.Errorf("the conversation is not at version %d: %w", version-1, bot.ErrLost)
	}
	if err := fileEvents(c, key, f.events); err != nil {
		return err
	}
	if f.drops {
		if _, err := c.exec(sqlDropFiles, f.done.Conversation.ID); err != nil {
			return err
		}
	}
	if f.about && f.done.Conversation.App.Folio != "" {
		if err := fileApplication(c, f.done.Conversation, now); err != nil {
			return err
		}
	}
	if f.waits {
		if err := fileWaiting(c, f.done.Conversation); err != nil {
			return err
		}
	}
	return fileTimers(c, id, f.done.Outcome.Later)
}

// fileEvents writes events, many with one statement.
func fileEvents(c *conn, key turnKey, events []fact) error {
	const most = 16
	n := 0
	for group := range slices.Chunk(events, most) {
		args := make([]any, 0, 6*most)
		for _, e := range group {
			args = append(args, key.lane, key.seq, n, e.kind, e.at, c.keys.seal(place("events.payload", key.lane, key.seq, int64(n)), e.json))
			n++
		}
		if _, err := c.exec(sqlEvents+strings.Repeat(sqlEventsRow, len(group)-1), args...); err != nil {
			return err
		}
	}
	return nil
}

func fileTimers(c *conn, conversation string, later []bot.Later) (err error) {
	for _, l := range later {
		switch {
		case l.Folio != "":
			_, err = c.exec(sqlSetTwinTimer, l.Key, millis(l.At), l.Folio)
		case l.At.IsZero():
			_, err = c.exec(sqlDropTimer, conversation, l.Key)
		default:
			_, err = c.exec(sqlSetTimer, conversation, l.Key, millis(l.At))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

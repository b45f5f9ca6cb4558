package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"pabellon/bot"
	"pabellon/store"
)

// session is one run of chat --json. It is the sender of its channel: what the bot
// says is written before the store marks it as sent, so nothing is lost; a kill
// between the two writes it again at the next start, with the same "message" and
// marked "again".
type session struct {
	office *office
	lang   string
	clocks map[string]bool // ids of clock lines that were carried out

	mu    sync.Mutex
	out   lineWriter
	clock string // the id of the clock line at work
	// doubt holds, while what was left unsaid before is said, the lanes that were
	// heard: only the first message of each may have been said already. Then it is nil.
	doubt map[int64]bool
}

// said is one line that the bot says (INTERFACE.md §3).
type said struct {
	Chat        string         `json:"chat"`
	For         string         `json:"for,omitempty"`
	To          bot.Audience   `json:"to"`
	Application string         `json:"application,omitempty"`
	Card        bot.Card       `json:"card,omitempty"`
	Text        string         `json:"text"`
	Facts       []bot.Fact     `json:"facts,omitempty"`
	Checks      []bot.Check    `json:"checks,omitempty"`
	Status      bot.Status     `json:"status,omitempty"`
	Holder      string         `json:"holder,omitempty"`
	Buttons     []bot.Button   `json:"buttons,omitempty"`
	Sources     []bot.Source   `json:"sources,omitempty"`
	Asking      string         `json:"asking,omitempty"`
	Unknown     bool           `json:"unknown,omitempty"`
	Replaces    string         `json:"replaces,omitempty"`
	Documents   []bot.Document `json:"documents,omitempty"` // that staff can fetch
	Files       []saidFile     `json:"files,omitempty"`
	Message     string         `json:"message"`         // its id, the same if it is ever said again
	Again       bool           `json:"again,omitempty"` // it may have been said before a crash
}

// saidFile is a file that goes with a message; Content is in base64.
type saidFile struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Size    int    `json:"size"`
	Content []byte `json:"content"`
}

// doneLine closes an input.
type doneLine struct {
	Done string `json:"done"`
}

// Send writes a message.
func (s *session) Send(_ context.Context, d bot.Delivery) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	line := s.line(d)
	if s.doubt != nil {
		line.Again = !s.doubt[d.Lane]
		s.doubt[d.Lane] = true
	}
	return d.ID, s.out.write(line)
}

func (s *session) line(d bot.Delivery) said {
	m := d.Message
	facts := make([]bot.Fact, len(m.Facts))
	for i, f := range m.Facts {
		f.From = lineID(f.From)
		facts[i] = f
	}
	documents := slices.Clone(m.Documents)
	for i := range documents {
		documents[i].From = lineID(documents[i].From)
	}
	var files []saidFile
	for _, a := range m.Files {
		files = append(files, saidFile{a.Name, a.Type, len(a.Content), a.Content})
	}
	return said{
		Chat: chatOf(d.Conversation), For: s.cause(m.For), To: m.To, Application: m.Application, Card: m.Card,
		Text: bot.Plain(m.Text), Facts: facts, Checks: m.Checks, Status: m.Status, Holder: m.Holder, Buttons: m.Buttons,
		Sources: m.Sources, Asking: m.Asking, Unknown: m.Unknown, Replaces: m.Replaces, Message: d.ID,
		Documents: documents, Files: files,
	}
}

// cause names the line that a message answers; for what was due, the clock's.
func (s *session) cause(turn string) string {
	if clockTurn(turn) && s.clock != "" {
		return s.clock
	}
	return lineID(turn)
}

// chatOf is the chat of a conversation of this channel, and the whole name of any other.
func chatOf(conversation string) string {
	return strings.TrimPrefix(conversation, chatChannel+":")
}

// run first says what was left unsaid, then carries out a line after the other.
func (s *session) run(ctx context.Context, in io.Reader) error {
	if err := s.office.engine.Idle(ctx); err != nil {
		return stopped(ctx, err)
	}
	s.certain()
	for line := range readLines(ctx, in) {
		if err := s.handle(ctx, line); err != nil {
			return stopped(ctx, err)
		}
	}
	return nil
}

// certain ends the doubt: from here on nothing was said before.
func (s *session) certain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.doubt = nil
}

// handle carries out one line and closes it. What is wrong with it is said, and no
// reason to stop; an error is.
func (s *session) handle(ctx context.Context, in inLine) error {
	if in.err != nil && !errors.Is(in.err, errLongLine) {
		return fmt.Errorf("read standard input: %w", in.err)
	}
	var l chatLine
	err := in.err
	if err == nil {
		l, err = readLine(in.text)
	}
	if err == nil {
		err = s.carryOut(ctx, l)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var kept *keepError
	if err != nil {
		if err := s.out.write(errorLine{Error: err.Error(), Line: in.n}); err != nil {
			return err
		}
	}
	if l.ID == "" || errors.As(err, &kept) {
		return nil
	}
	return s.out.write(doneLine{l.ID})
}

// keepError says that a line was not kept and should be sent again: it is not done.
type keepError struct{ err error }

func (e *keepError) Error() string { return "not kept, send it again: " + e.err.Error() }

func (s *session) carryOut(ctx context.Context, l chatLine) error {
	if l.Clock != nil {
		return s.moveClock(ctx, l)
	}
	conversation, err := s.conversation(ctx, l)
	if err != nil {
		return err
	}
	if l.Lang == "" {
		l.Lang = s.lang
	}
	if err := s.office.do(ctx, l.turn(conversation, s.office.clock.Now())); err != nil {
		return &keepError{err}
	}
	return nil
}

func (s *session) moveClock(ctx context.Context, l chatLine) error {
	if s.clocks[l.ID] {
		return nil
	}
	s.working(l.ID)
	defer s.working("")
	if err := s.office.moveTo(ctx, l.Clock.Time); err != nil {
		return &keepError{err}
	}
	s.clocks[l.ID] = true
	return nil
}

// working notes which clock line what is due now belongs to.
func (s *session) working(clock string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = clock
}

// conversation tells whose conversation a line belongs to.
func (s *session) conversation(ctx context.Context, l chatLine) (string, error) {
	if l.Staff == "" || l.Application == "" {
		return bot.ConversationID(chatChannel, l.Chat), nil
	}
	folio := strings.ToUpper(strings.TrimSpace(l.Application))
	conversation, err := s.office.store.ByFolio(ctx, folio)
	if errors.Is(err, store.ErrNotFound) {
		return "", fmt.Errorf("unknown application %q", l.Application)
	}
	return conversation, err
}

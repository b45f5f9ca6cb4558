package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/term"

	"pabellon/bot"
)

// The terminal is a channel of its own with one conversation, which goes on where it
// was left. It must not be that of chat --json: a message belongs to one of the two.
const (
	terminalChannel = "terminal"
	terminalChat    = "me"
)

func terminalConversation() string { return bot.ConversationID(terminalChannel, terminalChat) }

// screen shows an owner's side of a conversation, and reads what they type.
type screen struct {
	mu      sync.Mutex
	out     io.Writer
	colour  bool
	lang    string
	buttons []bot.Button // those that were shown last: typing a number presses one
}

// Send shows a message to the owner; what staff are told is not shown here.
func (s *screen) Send(_ context.Context, d bot.Delivery) (string, error) {
	if d.Message.To != bot.Person {
		return d.ID, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := io.WriteString(s.out, s.draw(d.Message))
	return d.ID, err
}

// draw is a message as text.
func (s *screen) draw(m bot.Message) string {
	var b strings.Builder
	b.WriteString("\n")
	for _, span := range bot.Spans(m.Text) {
		b.WriteString(s.span(span))
	}
	b.WriteString("\n")
	for _, f := range m.Facts {
		fmt.Fprintf(&b, "  %s: %s\n", printable(f.Label), printable(f.Value))
	}
	for _, a := range m.Files {
		b.WriteString(s.file(a))
	}
	if len(m.Sources) > 0 {
		var sources strings.Builder
		printSources(&sources, m.Sources, s.lang)
		b.WriteString(s.dress("2", printable(sources.String())))
	}
	if len(m.Buttons) > 0 {
		s.buttons = m.Buttons
	}
	for i, button := range m.Buttons {
		b.WriteString(s.dress("32", fmt.Sprintf("  %d) %s", i+1, printable(button.Label))) + "\n")
	}
	return b.String()
}

// file shows a file that is for people to read; of another its name and size.
func (s *screen) file(a bot.Attachment) string {
	name := s.dress("1", fmt.Sprintf("  📄 %s (%d bytes)", printable(a.Name), len(a.Content))) + "\n"
	if !strings.HasPrefix(a.Type, "text/plain") {
		return name
	}
	var b strings.Builder
	b.WriteString(name)
	for line := range strings.Lines(printable(string(a.Content))) {
		b.WriteString("  │ " + line)
	}
	return b.String()
}

func (s *screen) span(span bot.Span) string {
	text := printable(span.Text)
	switch {
	case span.URL != "":
		return text + " <" + printable(span.URL) + ">"
	case span.Bold:
		return s.dress("1", text)
	}
	return text
}

// dress puts a colour on text, where there are colours.
func (s *screen) dress(code, text string) string {
	if !s.colour {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// printable takes away what could move a cursor or change a terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, text)
}

// turn is what a typed line means.
func (s *screen) turn(text string, now time.Time) bot.Turn {
	t := bot.Turn{
		Channel: terminalChannel, ID: strconv.FormatInt(time.Now().UnixNano(), 36), Conversation: terminalConversation(),
		Actor: bot.Actor{Kind: bot.Owner, ID: terminalChat}, At: now, Lang: s.lang,
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 1 && n <= len(s.buttons) {
		t.Button = s.buttons[n-1].Payload
		return t
	}
	t.Text, t.Cut = bot.Clip(text)
	return t
}

// typed is a source of lines: a terminal with editing and history, or any stream.
type typed struct {
	out   io.Writer // where messages go meanwhile
	line  func() (string, error)
	close func()
}

// keyboard opens the input. On a terminal lines can be edited, and Ctrl-D ends.
func (p *program) keyboard() (typed, error) {
	in, ok := p.in.(*os.File)
	if !ok || !isTerminal(p.in) || !isTerminal(p.out) {
		lines := newLineReader(p.in)
		return typed{out: p.out, line: func() (string, error) { return plainLine(lines) }, close: func() {}}, nil
	}
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return typed{}, fmt.Errorf("open the terminal: %w", err)
	}
	t := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{in, p.out}, "> ")
	if width, height, err := term.GetSize(int(in.Fd())); err == nil && width > 0 {
		_ = t.SetSize(width, height) // it then folds long lines as the terminal does
	}
	return typed{out: t, line: t.ReadLine, close: func() { _ = term.Restore(int(in.Fd()), before) }}, nil
}

func plainLine(r *lineReader) (string, error) {
	for {
		line, err := r.next()
		if !errors.Is(err, errLongLine) {
			return string(line), err
		}
	}
}

// ends tells whether somebody wants to leave.
func ends(line string) bool {
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "salir", "exit", "quit":
		return true
	}
	return false
}

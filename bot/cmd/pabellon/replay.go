package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

// replayCommand shows why the bot said what it said.
type replayCommand struct {
	Conversation string `arg:"" help:"Whose: <channel>:<chat>, as export shows it."`
	storeOptions
	programmeOptions
}

func (*replayCommand) Example() string { return "pabellon replay chat:a1" }

// Run prints every turn with what it was understood as and what followed, and
// decides it again from the commands that were kept, to see that the handlers of
// today still say the same.
func (c *replayCommand) Run(ctx context.Context, p *program) error {
	about := c.programmeOptions.read(p.found)
	clerk, err := p.clerk(about)
	if err != nil {
		return err
	}
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	steps, err := s.History(ctx, c.Conversation)
	err = errors.Join(err, s.Close())
	if errors.Is(err, store.ErrNotFound) {
		return unknownConversation(c.Conversation)
	}
	if err != nil {
		return err
	}
	r := &replay{out: p.out, handle: clerk.Handle, zone: about.zone, now: bot.Conversation{ID: c.Conversation}, whole: true}
	for _, step := range steps {
		r.step(step)
	}
	return nil
}

// replay walks through a conversation, folding the events that were kept.
type replay struct {
	out    io.Writer
	handle bot.Handler
	zone   *time.Location
	now    bot.Conversation // before the next turn
	whole  bool             // nothing is missing before it, so deciding again makes sense
}

func (r *replay) step(s store.Step) {
	fmt.Fprintf(r.out, "#%d  %s  %s  %s\n", s.Seq, s.Turn.At.In(r.zone).Format("2006-01-02 15:04:05"), who(s.Turn.Actor), did(s.Turn))
	if s.Status != "done" {
		fmt.Fprintf(r.out, "    %s %s\n", s.Status, printable(s.LastError))
	}
	if s.Turn.ID == "" { // erased: nothing but its place is left
		r.whole = false
		return
	}
	for _, command := range s.Commands {
		fmt.Fprintf(r.out, "    understood  %s\n", shortJSON(bot.Commands{command}))
	}
	if s.Knowledge != "" {
		fmt.Fprintf(r.out, "    knowledge   %s\n", s.Knowledge)
	}
	for _, e := range s.Events {
		fmt.Fprintf(r.out, "    event       %s\n", event(e))
	}
	for _, m := range s.Messages {
		r.message(m)
	}
	r.again(s)
	r.fold(s)
}

// fold applies what was kept: the state before the next turn.
func (r *replay) fold(s store.Step) {
	r.now = r.now.Apply(s.Events...)
	r.now.Version = s.Seq
	if s.Turn.Actor.Kind == bot.Owner {
		r.now.LastAt = s.Turn.At
	}
}

func (r *replay) message(m store.Shown) {
	state := ""
	if m.Status != "sent" {
		state = " (" + m.Status + ")"
	}
	fmt.Fprintf(r.out, "    to %-8s %s  [why: %s]%s\n", m.Message.To, indent(bot.Plain(m.Message.Text)), m.Message.Why, state)
}

// again decides the turn anew and tells every message that would be another today.
func (r *replay) again(s store.Step) {
	first := s.Seq == 1
	if s.Status != "done" || s.Commands == nil || !r.whole && !first {
		return
	}
	at := s.Turn.At
	if len(s.Events) > 0 {
		at = s.Events[0].At
	}
	was, is := sorted(saidThen(s)), sorted(r.saidNow(s, at))
	if slices.Equal(was, is) {
		return
	}
	for _, text := range is {
		if !slices.Contains(was, text) {
			fmt.Fprintf(r.out, "    ≠ today it would say: %s\n", indent(text))
		}
	}
	for _, text := range was {
		if !slices.Contains(is, text) {
			fmt.Fprintf(r.out, "    ≠ today it would not say: %s\n", indent(text))
		}
	}
}

func saidThen(s store.Step) []string {
	var out []string
	for _, m := range s.Messages {
		out = append(out, string(m.Message.To)+": "+bot.Plain(m.Message.Text))
	}
	return out
}

// saidNow is what the handlers of today say, with the folio that was given then.
func (r *replay) saidNow(s store.Step, at time.Time) []string {
	folio := ""
	for _, e := range s.Events {
		if e.Kind == bot.Submitted {
			folio = e.Value
		}
	}
	var out []string
	for _, m := range r.handle(r.now, s.Commands, at).Messages {
		text := bot.Plain(m.Text)
		if folio != "" {
			text = strings.ReplaceAll(text, bot.FolioMark, folio)
		}
		out = append(out, string(m.To)+": "+text)
	}
	return out
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

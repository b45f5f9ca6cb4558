package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"pabellon/bot"
	"pabellon/handlers"
	"pabellon/knowledge"
)

// chatCommand is the bot in the terminal, as an owner sees it. Like serve it watches
// KNOWLEDGE_DIR while it runs: who writes articles sees in the next answer what they
// wrote. ask and replay answer from what they found at their start.
type chatCommand struct {
	JSON bool   `name:"json" help:"A JSON object a line in and out: owners, staff and the clock."`
	Lang string `enum:",es,en" default:"" help:"The language to begin in: es or en."`
	storeOptions
	programmeOptions
	modelOptions
}

func (*chatCommand) Example() string {
	return "pabellon chat\n" +
		"echo '{\"chat\":\"a1\",\"id\":\"m1\",\"text\":\"hola, quiero vender en Alibaba\"}' | pabellon chat --json"
}

// Run talks until the input ends.
func (c *chatCommand) Run(ctx context.Context, p *program) error {
	database := c.storeOptions.read(p.found)
	about := c.programmeOptions.read(p.found)
	model, warnings := c.modelOptions.read(p.found, about.zone)
	about.model = model.on()
	library, shelf, err := p.shelved()
	if err != nil {
		return err
	}
	var live atomic.Pointer[knowledge.Library]
	live.Store(library)
	clerk, err := newClerk(about, live.Load)
	if err != nil {
		return err
	}
	for _, warning := range warnings {
		p.logger(c.modelOptions.secrets()...).Warn(warning)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go newWatcher(shelf, &live, p.logger(), nil).run(ctx)
	plan := officePlan{database: database, parallel: 1, model: model, log: p.logger(c.modelOptions.secrets()...)}
	if c.JSON {
		return c.lines(ctx, p, plan, clerk)
	}
	return c.talk(ctx, p, plan, clerk)
}

// lines runs chat --json.
func (c *chatCommand) lines(ctx context.Context, p *program, plan officePlan, clerk *handlers.Clerk) error {
	s := &session{out: lineWriter{p.out}, lang: c.Lang, clocks: map[string]bool{}, doubt: map[int64]bool{}}
	plan.staff, plan.senders, plan.open = chatChannel, map[string]bot.Sender{chatChannel: s}, map[string]opener{chatChannel: openPath}
	office, err := openOffice(ctx, plan, clerk)
	if err != nil {
		return err
	}
	s.office = office
	office.start(ctx)
	return errors.Join(office.openDesk(ctx), s.run(ctx, p.in), office.close())
}

// talk runs chat in a terminal.
func (c *chatCommand) talk(ctx context.Context, p *program, plan officePlan, clerk *handlers.Clerk) error {
	keyboard, err := p.keyboard()
	if err != nil {
		return err
	}
	defer keyboard.close()
	_, plain := p.lookup("NO_COLOR") // https://no-color.org
	s := &screen{out: keyboard.out, colour: isTerminal(p.out) && !plain, lang: c.Lang}
	plan.senders = map[string]bot.Sender{terminalChannel: s} // what staff are told is only kept
	office, err := openOffice(ctx, plan, clerk)
	if err != nil {
		return err
	}
	office.start(ctx)
	if isTerminal(p.in) && isTerminal(p.out) {
		err = s.welcome(ctx, office)
	}
	if err == nil {
		err = s.converse(ctx, office, keyboard)
	}
	return errors.Join(err, office.close())
}

// welcome tells how to use the terminal, and has the bot greet who is new.
func (s *screen) welcome(ctx context.Context, o *office) error {
	hint := "Escribe y pulsa Enter; un número pulsa un botón; «salir» o Ctrl-D termina."
	if s.lang == "en" {
		hint = "Type and press Enter; a number presses a button; \"exit\" or Ctrl-D ends."
	}
	fmt.Fprintln(s.out, hint)
	c, err := o.store.Load(ctx, terminalConversation())
	if err != nil || c.Greeted {
		return err
	}
	return o.do(ctx, s.turn("/start", o.clock.Now()))
}

// converse carries out a line after the other.
func (s *screen) converse(ctx context.Context, o *office, from typed) error {
	if err := o.engine.Idle(ctx); err != nil {
		return stopped(ctx, err)
	}
	typed := make(chan string)
	ended := make(chan error, 1)
	go func() {
		for {
			line, err := from.line()
			if err != nil {
				ended <- err
				return
			}
			select {
			case typed <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-ended:
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("read the keyboard: %w", err)
		case line := <-typed:
			if ends(line) {
				return nil
			}
			if err := o.do(ctx, s.turn(line, o.clock.Now())); err != nil {
				return stopped(ctx, err)
			}
		}
	}
}

// do keeps a turn and waits until everything that follows from it is done.
func (o *office) do(ctx context.Context, t bot.Turn) error {
	if err := o.engine.Accept(ctx, t); err != nil {
		return err
	}
	return o.engine.Idle(ctx)
}

// stopped is nil when the work ended because we were told to.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

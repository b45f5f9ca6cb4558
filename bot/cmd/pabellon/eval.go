package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"pabellon/bot"
	"pabellon/bot/llm"
	"pabellon/handlers"
	"pabellon/knowledge"
)

// evalCommand measures on labelled messages what the rules read, and what a model adds.
type evalCommand struct {
	Understanding evalUnderstanding `cmd:"" help:"Score what is read of labelled messages: by the rules alone, and with the model's advice."`
	Answers       evalAnswers       `cmd:"" help:"Score what labelled questions are answered with: by the rules alone, and with the model's words."`
}

func (*evalCommand) Example() string {
	return "pabellon eval understanding handlers/testdata/understanding.jsonl --misses"
}

// evalOptions are those of both sets.
type evalOptions struct {
	Misses bool    `help:"List each line that is not as its label wants it."`
	JSON   bool    `name:"json" help:"One JSON object instead of the table."`
	Floor  float64 `placeholder:"SHARE" help:"Exit 1 when the first row of the last column is below: a share from 0 to 1."`
	AtOnce int     `name:"at-once" default:"4" placeholder:"N" help:"How many lines are with the model at a time."`
	programmeOptions
	modelOptions
}

// trial is what a labelled set is played on: no database, and each line a conversation of
// its own.
type trial struct {
	evalOptions
	*program
	file    string
	clerk   *handlers.Clerk
	library *knowledge.Library
	model   *llm.Model // nil is none
	calls   callLog
}

// trial sets up the rules, and the model when one is configured. Nothing is kept, so what it
// costs does not count for LLM_DAILY_TOKENS.
func (o evalOptions) trial(p *program, file string) (*trial, error) {
	about := o.programmeOptions.read(p.found)
	plan, warnings := o.modelOptions.read(p.found, about.zone)
	if !(o.Floor >= 0 && o.Floor <= 1) {
		return nil, &usageError{"--floor: write a share from 0 to 1, such as 0.85"}
	}
	if o.AtOnce < 1 {
		return nil, &usageError{"--at-once: write how many lines are with the model at a time, 1 or more"}
	}
	library, err := p.library()
	if err != nil {
		return nil, err
	}
	clerk, err := newClerk(about, func() *knowledge.Library { return library })
	if err != nil {
		return nil, err
	}
	b := &trial{evalOptions: o, program: p, file: filepath.Base(file), clerk: clerk, library: library}
	log := p.logger(o.modelOptions.secrets()...)
	for _, warning := range warnings {
		log.Warn(warning)
	}
	if plan.options.Chat == "" {
		fmt.Fprintln(p.err, "no model is configured: only the rules are scored (OPENAI_API_KEY, or LLM_BASE_URL with LLM_MODEL, brings the second column)")
		return b, nil
	}
	plan.options.Log, plan.options.Tell = log, b.calls.tell
	b.model = llm.New(plan.options)
	return b, nil
}

// close ends the model's connections.
func (b *trial) close() {
	if b.model != nil {
		b.model.Close()
	}
}

// The columns.
const (
	byRules = "rules"
	byModel = "rules+model"
)

// columns are the ways in which each line is read.
func (b *trial) columns() []string {
	if b.model == nil {
		return []string{byRules}
	}
	return []string{byRules, byModel}
}

// played is one line as it was read.
type played struct {
	cmds   []bot.Command
	worded wording
}

// play reads one line: by the rules, or with the model's advice. Words are asked for only
// where they are measured.
func (b *trial) play(ctx context.Context, column string, c bot.Conversation, text string, words bool) (played, error) {
	seen := &watched{Clerk: b.clerk, words: words}
	advised := &bot.Advised{Rules: seen}
	if column == byModel {
		advised.Model = b.model
	}
	cmds, _, err := advised.Understand(ctx, c, bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: text})
	return played{cmds: cmds, worded: seen.worded}, err
}

// all plays n lines in each column, some at a time, and gives what was read by column and line.
func (b *trial) all(ctx context.Context, n int, play func(ctx context.Context, column string, i int) (played, error)) (map[string][]played, error) {
	out := map[string][]played{}
	for _, column := range b.columns() {
		list := make([]played, n)
		errs := make([]error, n)
		places := make(chan struct{}, b.AtOnce)
		var work sync.WaitGroup
		for i := range n {
			places <- struct{}{}
			work.Go(func() {
				defer func() { <-places }()
				list[i], errs[i] = play(ctx, column, i)
			})
		}
		work.Wait()
		if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
			return nil, fmt.Errorf("play the lines: %w", errs[i])
		}
		out[column] = list
	}
	return out, nil
}

// labels reads a labelled set, a JSON object a line. What is wrong is told of every line.
func labels[T any](b *trial, path string, check func(line *T, n int) error) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the labelled lines: %w", err)
	}
	defer f.Close()
	var out []T
	wrong := false
	for lines := newLineReader(f); ; {
		text, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, errLongLine) {
			return nil, fmt.Errorf("read the labelled lines: %w", err)
		}
		var line T
		if err == nil {
			err = decodeStrictly(text, &line)
		}
		if err == nil {
			err = check(&line, lines.n)
		}
		if err != nil {
			fmt.Fprintf(b.err, "%s:%d: error: %v\n", b.file, lines.n, err)
			wrong = true
		}
		out = append(out, line)
	}
	switch {
	case wrong:
		return nil, errors.New("some lines cannot be used (see above); mend them first")
	case len(out) == 0:
		return nil, fmt.Errorf("there is no line in %s", path)
	}
	return out, nil
}

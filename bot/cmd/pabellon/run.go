package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// The exit codes: a contract (INTERFACE.md §1).
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitNoAnswer = 3
)

// usageError is a mistake of whoever called the program.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

var (
	errHelped   = errors.New("help was shown")
	errNoAnswer = errors.New("no answer")
	errFound    = errors.New("problems were found") // already printed
)

// commandLine is the grammar. Commands that later versions bring are not listed.
type commandLine struct {
	commonOptions
	Help helpFlag `short:"h" help:"Show help, with an example."`

	Serve       serveCommand       `cmd:"" default:"withargs" help:"Run every channel that is configured (what happens without a command)."`
	Chat        chatCommand        `cmd:"" help:"Talk with the bot in the terminal, or through JSON lines."`
	Ask         askCommand         `cmd:"" help:"Answer one question with its sources; exit 3 when it is not known."`
	Knowledge   knowledgeCommand   `cmd:"" help:"Check, search or list the articles."`
	Form        formCommand        `cmd:"" help:"Check or show the questions of the application."`
	Eval        evalCommand        `cmd:"" help:"Measure on labelled messages what the rules read, and what a model adds."`
	Export      exportCommand      `cmd:"" help:"Write the candidates as CSV, Excel or JSON."`
	Erase       eraseCommand       `cmd:"" help:"Erase everything about one person."`
	Replay      replayCommand      `cmd:"" help:"Show why the bot said what it said."`
	Rekey       rekeyCommand       `cmd:"" help:"Encrypt the database anew with the first key of DATA_KEY."`
	Doctor      doctorCommand      `cmd:"" help:"Tell what is wrong with the settings, the database or a channel, and what to do."`
	Trail       trailCommand       `cmd:"" help:"List what admins did from Slack: who, when, what and why."`
	Parked      parkedCommand      `cmd:"" help:"List or send again the messages that were set aside."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask the running program whether it is ready (for containers)."`
	Version     versionCommand     `cmd:"" help:"Show version, commit, Go and database schema."`
}

// program is what commands share: the streams, and the checked common options.
type program struct {
	in       io.Reader
	out, err io.Writer
	common   commonOptions
	lookup   func(string) (string, bool)
	found    *mistakes // in the settings so far; a command adds its own
}

// run is the program: it reads nothing of the world but what it is given, and
// tells with which code to leave.
func run(ctx context.Context, args []string, lookup func(string) (string, bool), stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{in: stdin, out: stdout, err: stderr, lookup: lookup, found: &mistakes{}}
	err := p.dispatch(ctx, args)
	var usage *usageError
	switch {
	case err == nil, errors.Is(err, errHelped):
		return exitDone
	case errors.Is(err, errNoAnswer):
		return exitNoAnswer
	case errors.Is(err, errFound):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintln(stderr, "pabellon:", usage.text)
		return exitUsage
	}
	fmt.Fprintln(stderr, "pabellon:", err)
	return exitFailed
}

func (p *program) dispatch(ctx context.Context, args []string) error {
	var line commandLine
	parser, err := kong.New(&line,
		kong.Name("pabellon"),
		kong.Description("Pabellón answers owners' questions about selling on Alibaba.com and takes their applications. Settings are flags, environment variables, or files named by the variable with _FILE after it."),
		kong.Writers(p.out, p.err),
		kong.NoDefaultHelp(),
		kong.Help(printHelp),
		kong.ValueFormatter(describe),
		kong.Resolvers(p.environment()),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return fmt.Errorf("read the grammar of commands: %w", err)
	}
	parsed, err := parser.Parse(args)
	if errors.Is(err, errHelped) {
		return errHelped
	}
	if err != nil {
		return &usageError{err.Error() + "\nRun \"pabellon --help\" to see what there is."}
	}
	p.common = line.commonOptions
	p.common.check(p.found)
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(p)
}

// helpFlag prints help instead of anything else.
type helpFlag bool

// BeforeReset runs before anything is checked.
func (helpFlag) BeforeReset(c *kong.Context) error {
	if err := c.PrintUsage(false); err != nil {
		return err
	}
	return errHelped
}

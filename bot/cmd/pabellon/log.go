package main

import (
	"log/slog"
	"os"

	"golang.org/x/term"
)

// check looks at what every command takes.
func (o commonOptions) check(m *mistakes) {
	m.folder("KNOWLEDGE_DIR", o.KnowledgeDir)
	m.choice("LOG_LEVEL", o.LogLevel, "debug", "info", "warn", "error")
	if o.LogFormat != "" {
		m.choice("LOG_FORMAT", o.LogFormat, "text", "json")
	}
}

// logger writes to stderr, as text for a person and as JSON for a machine. Secrets are
// taken out of whatever is written.
func (p *program) logger(secrets ...Secret) *slog.Logger {
	out := hushed(p.err, secrets)
	var level slog.Level
	_ = level.UnmarshalText([]byte(p.common.LogLevel)) // it was checked
	options := &slog.HandlerOptions{Level: level}
	format := p.common.LogFormat
	if format == "" && isTerminal(p.err) {
		format = "text"
	}
	if format == "text" {
		return slog.New(slog.NewTextHandler(out, options))
	}
	return slog.New(slog.NewJSONHandler(out, options))
}

// isTerminal tells whether a person is at the other end.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

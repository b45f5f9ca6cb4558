package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"pabellon/bot/slack"
	"pabellon/handlers"
	"pabellon/store"
)

// exportCommand writes the candidates.
type exportCommand struct {
	Format string `enum:"csv,xlsx,json" default:"csv" help:"csv, xlsx or json."`
	Since  string `placeholder:"DATE" help:"Only those submitted on that day or later: 2026-11-22, or a time such as 2026-11-22T09:00:00-06:00."`
	Output string `short:"o" placeholder:"FILE" help:"Write to a file that only you can read, instead of standard output."`
	Files  string `placeholder:"DIR" help:"Write the documents that candidates sent too, a folder for each folio, into DIR."`
	storeOptions
	programmeOptions
}

func (*exportCommand) Example() string {
	return "pabellon export --format xlsx --since 2026-11-01 -o candidatos.xlsx --files documentos"
}

// Run writes them.
func (c *exportCommand) Run(ctx context.Context, p *program) error {
	about := c.programmeOptions.read(p.found)
	since, err := day(c.Since, about.zone)
	if err != nil {
		p.found.add("--since", "%v", err)
	}
	if c.Format == "xlsx" && c.Output == "" && isTerminal(p.out) {
		return &usageError{"a workbook is not for a terminal; name a file: pabellon export --format xlsx -o candidatos.xlsx"}
	}
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	candidates, err := s.Candidates(ctx, since)
	if err == nil && c.Files != "" {
		err = writeDocuments(ctx, p.err, s, c.Files, candidates)
	}
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	form, err := formOf(about)
	if err != nil {
		return err
	}
	rows := make([]exported, len(candidates))
	for i, candidate := range candidates {
		rows[i] = exportedOf(candidate, form, about.zone)
	}
	write := func(w io.Writer) error { return writeAs(c.Format, w, rows, fieldIDs(form)) }
	if c.Output == "" {
		return write(p.out)
	}
	return writeFile(c.Output, write)
}

// openStore opens the database for one look, or says what is wrong with the settings.
func (p *program) openStore(ctx context.Context, o storeOptions) (*store.Store, error) {
	where := o.read(p.found)
	if err := p.found.err(); err != nil {
		return nil, err
	}
	return store.Open(ctx, where.url, store.Options{Keys: where.keys, Scrubs: scrubs(), Along: slack.Asides, Log: p.logger()})
}

// formOf is the form in use.
func formOf(about programme) (*handlers.Form, error) {
	if about.form != nil {
		return about.form, nil
	}
	return readForm("")
}

// fieldIDs are the columns, in the order asked.
func fieldIDs(form *handlers.Form) []string {
	var ids []string
	for _, f := range form.Fields {
		ids = append(ids, f.ID)
	}
	return ids
}

// exportedOf is a candidate as it leaves the program: the answers that are part of the
// application.
func exportedOf(c store.Candidate, form *handlers.Form, zone *time.Location) exported {
	e := exported{Folio: c.Folio, Status: c.Status, Channel: c.Channel, Conversation: c.Conversation, Lang: c.Lang,
		SubmittedAt: c.SubmittedAt.In(zone).Truncate(time.Second), Fields: map[string]string{}, From: map[string]string{}}
	if e.Lang == "" {
		e.Lang = "es" // who never said otherwise
	}
	for id, value := range c.Fields {
		if form.Applies(id, c.Fields) {
			e.Fields[id], e.From[id] = value, lineID(c.From[id])
		}
	}
	return e
}

func writeAs(format string, w io.Writer, rows []exported, fields []string) error {
	switch format {
	case "json":
		return writeJSON(w, rows)
	case "xlsx":
		return writeXLSX(w, rows, fields)
	}
	return writeCSV(w, rows, fields)
}

// day reads a day, which begins at midnight in the programme's zone, or a time.
func day(text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, fmt.Errorf("must be a day such as 2026-11-22, or a time such as 2026-11-22T09:00:00-06:00, not %q", text)
	}
	return t, nil
}

// writeFile writes a whole file or none: beside its place first, then into it. It is
// full of personal data, so only its owner may read it.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".pabellon-*") // 0600
	if err != nil {
		return fmt.Errorf("write %s: %w", path, reason(err))
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

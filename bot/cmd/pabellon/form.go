package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"

	"pabellon/handlers"
)

// formCommand is the application's questions, seen from a terminal.
type formCommand struct {
	Check formCheck `cmd:"" help:"Tell what is wrong in a form's file, by line, and what to do; exit 1 when anything is."`
	Show  formShow  `cmd:"" help:"Print the form that is built in, to begin one of your own."`
}

func (*formCommand) Example() string {
	return "pabellon form show > form.yaml\npabellon form check form.yaml\nFORM_FILE=form.yaml pabellon"
}

type formCheck struct {
	File     string `arg:"" optional:"" help:"The file; without it, that of FORM_FILE, or the one inside the program."`
	FormFile string `var:"FORM_FILE" placeholder:"FILE" hidden:"" help:"The file, as serve reads it."`
}

func (*formCheck) Example() string { return "pabellon form check form.yaml" }

// Run prints every mistake, a line each.
func (c *formCheck) Run(p *program) error {
	if err := p.found.err(); err != nil {
		return err
	}
	path := cmp.Or(c.File, c.FormFile)
	form, err := readForm(path)
	var mistakes handlers.Mistakes
	switch {
	case errors.As(err, &mistakes):
		fmt.Fprintln(p.out, mistakes)
		fmt.Fprintf(p.err, "%s: %d mistakes\n", path, len(mistakes))
		return errFound
	case err != nil:
		return err
	}
	fmt.Fprintf(p.err, "%s: %d fields, %d of them asked: nothing is wrong\n", cmp.Or(path, "inside the program"), len(form.Fields), len(form.Asked()))
	return nil
}

type formShow struct{}

func (*formShow) Example() string { return "pabellon form show > form.yaml" }

// Run prints it.
func (*formShow) Run(p *program) error {
	_, err := p.out.Write(handlers.DefaultForm())
	return err
}

// readForm reads a form's file, or the one inside the program.
func readForm(path string) (*handlers.Form, error) {
	if path == "" {
		return handlers.ReadForm("form.yaml", handlers.DefaultForm())
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the form %s: %w", path, reason(err))
	}
	return handlers.ReadForm(path, data)
}

// form reads the file that a setting names; nil is the one inside the program.
func (m *mistakes) form(name, path string) *handlers.Form {
	if path == "" {
		return nil
	}
	form, err := readForm(path)
	var wrong handlers.Mistakes
	switch {
	case errors.As(err, &wrong):
		for _, mistake := range wrong {
			m.add(name, "%s", mistake)
		}
	case err != nil:
		m.add(name, "must be a form's file; %q cannot be read (%v)", path, errors.Unwrap(err))
	}
	return form
}

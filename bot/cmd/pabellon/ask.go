package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"pabellon/bot"
	"pabellon/handlers"
	"pabellon/knowledge"
)

// askCommand answers from the articles alone, without a conversation. Of a database
// that is there it reads only which articles are stopped.
type askCommand struct {
	Question []string `arg:"" optional:"" help:"The question."`
	Lang     string   `enum:"es,en" default:"es" help:"The language of the answer: es or en."`
	JSON     bool     `name:"json" help:"Answer many: a question a line, {\"id\":…,\"lang\":…,\"q\":…}, and an answer a line."`
	programmeOptions
	storeOptions
}

func (*askCommand) Example() string {
	return "pabellon ask \"¿Cuánto cuesta la membresía?\"\n" +
		"echo '{\"id\":\"q1\",\"lang\":\"es\",\"q\":\"¿cuánto cuesta la membresía?\"}' | pabellon ask --json"
}

// Run answers.
func (c *askCommand) Run(ctx context.Context, p *program) error {
	question := strings.TrimSpace(strings.Join(c.Question, " "))
	if c.JSON == (question != "") {
		return &usageError{"ask wants a question, such as: pabellon ask \"¿Cuánto cuesta la membresía?\"; or --json and questions on standard input"}
	}
	about := c.programmeOptions.read(p.found)
	library, err := p.quoted(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	clerk, err := newClerk(about, func() *knowledge.Library { return library })
	if err != nil {
		return err
	}
	if c.JSON {
		return c.many(ctx, p, clerk)
	}
	reply := clerk.Reply(question, c.Lang)
	if !reply.Answered {
		printNearest(p.out, library, c.Lang, reply.Ranked)
		return errNoAnswer
	}
	fmt.Fprintln(p.out, bot.Plain(reply.Text))
	printSources(p.out, reply.Sources, c.Lang)
	return nil
}

// printNearest says that it is not known, and which articles are nearest.
func printNearest(w io.Writer, library *knowledge.Library, lang string, ranked []string) {
	unknown, near := "Eso no lo sé con certeza.", "Lo más cercano que tengo:"
	if lang == "en" {
		unknown, near = "I do not know that for sure.", "The nearest that I have:"
	}
	fmt.Fprintln(w, unknown)
	for i, id := range ranked[:min(len(ranked), 3)] {
		if i == 0 {
			fmt.Fprintln(w, near)
		}
		if a, ok := library.Article(id, lang); ok {
			fmt.Fprintf(w, "- %s (%s)\n", a.Title, id)
		}
	}
}

// question is a line of ask --json, and answer what it gets (INTERFACE.md §4).
type (
	question struct {
		ID   string `json:"id"`
		Lang string `json:"lang"`
		Q    string `json:"q"`
	}
	answer struct {
		ID       string       `json:"id"`
		Answered bool         `json:"answered"`
		Score    float64      `json:"score"`
		Ranked   []string     `json:"ranked"`
		Answer   string       `json:"answer"`
		Sources  []bot.Source `json:"sources"`
	}
)

// many answers a question a line until the input ends.
func (c *askCommand) many(ctx context.Context, p *program, clerk *handlers.Clerk) error {
	out := lineWriter{p.out}
	for line := range readLines(ctx, p.in) {
		if line.err != nil && !errors.Is(line.err, errLongLine) {
			return fmt.Errorf("read questions: %w", line.err)
		}
		if err := out.write(c.line(clerk, line)); err != nil {
			return err
		}
	}
	return nil
}

// line is the answer to one line, or what is wrong with it.
func (c *askCommand) line(clerk *handlers.Clerk, in inLine) any {
	var q question
	err := in.err
	if err == nil {
		err = decodeStrictly(in.text, &q)
	}
	if err == nil {
		err = q.check()
	}
	if err != nil {
		return errorLine{ID: idOf(in.text), Error: err.Error(), Line: in.n}
	}
	return c.one(clerk, q)
}

func (q question) check() error {
	switch {
	case q.ID == "":
		return errors.New(`"id" is missing`)
	case q.Lang != "" && q.Lang != "es" && q.Lang != "en":
		return fmt.Errorf("unknown lang %q; there is es or en", q.Lang)
	}
	return nil
}

// maxRanked is how many article ids an answer names.
const maxRanked = 10

func (c *askCommand) one(clerk *handlers.Clerk, q question) answer {
	lang := q.Lang
	if lang == "" {
		lang = c.Lang
	}
	text, _ := bot.Clip(q.Q)
	reply := clerk.Reply(text, lang)
	a := answer{
		ID: q.ID, Answered: reply.Answered, Score: reply.Score,
		Ranked: reply.Ranked[:min(len(reply.Ranked), maxRanked)], Answer: bot.Plain(reply.Text), Sources: reply.Sources,
	}
	if a.Ranked == nil {
		a.Ranked = []string{}
	}
	if a.Sources == nil {
		a.Sources = []bot.Source{}
	}
	return a
}

// printSources shows where an answer comes from, a line each.
func printSources(w io.Writer, sources []bot.Source, lang string) {
	word, reviewed := "Fuente", "revisado"
	if lang == "en" {
		word, reviewed = "Source", "reviewed"
	}
	for _, s := range sources {
		fmt.Fprintf(w, "%s: %s", word, s.Title)
		if s.Reviewed != "" {
			fmt.Fprintf(w, " · %s %s", reviewed, s.Reviewed)
		}
		if s.URL != "" {
			fmt.Fprintf(w, " · %s", s.URL)
		}
		fmt.Fprintln(w)
	}
}

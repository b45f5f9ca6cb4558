package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pabellon/bot"
	"pabellon/handlers"
)

type evalUnderstanding struct {
	File string `arg:"" type:"path" help:"Messages, a JSON object a line: {\"lang\":\"es\",\"say\":\"…\",\"asking\":\"rfc\",\"want\":[{\"do\":\"fill\",\"field\":\"rfc\",\"value\":\"…\"}],\"kind\":\"single\"}."`
	evalOptions
}

func (*evalUnderstanding) Example() string {
	return "pabellon eval understanding handlers/testdata/understanding.jsonl --misses\n" +
		"OPENAI_API_KEY=sk-… pabellon eval understanding handlers/testdata/understanding.jsonl --floor 0.80"
}

// message is a labelled message: the moment in which it comes, and what it wants.
type message struct {
	Lang   string            `json:"lang"`
	Say    string            `json:"say"`
	Asking string            `json:"asking"`
	Have   map[string]string `json:"have"`
	Before string            `json:"before"`
	Topic  string            `json:"topic"`
	Want   []wish            `json:"want"`
	Kind   string            `json:"kind"`

	line int
}

// wish is one command that a label wants, by the name that replay shows.
type wish struct {
	Do      string `json:"do"`
	Field   string `json:"field"`
	Value   string `json:"value"`
	About   string `json:"about"`
	Article string `json:"article"` // "": it is asked, and not to be answered
	Lang    string `json:"lang"`
}

// Run plays the messages and tells how they were read.
func (c *evalUnderstanding) Run(ctx context.Context, p *program) error {
	b, err := c.trial(p, c.File)
	if err != nil {
		return err
	}
	defer b.close()
	lines, err := labels(b, c.File, b.checkMessage)
	if err != nil {
		return err
	}
	all, err := b.all(ctx, len(lines), func(ctx context.Context, column string, i int) (played, error) {
		m := &lines[i]
		return b.play(ctx, column, b.clerk.At(handlers.Moment{Lang: m.Lang, Asking: m.Asking, Have: m.Have, Before: m.Before, Topic: m.Topic}), m.Say, false)
	})
	if err != nil {
		return err
	}
	r := report{Set: "understanding", Columns: map[string][]score{}}
	for _, column := range b.columns() {
		s := &understood{trial: b, kinds: map[string][2]int{}}
		for i := range lines {
			if m, missed := s.judge(&lines[i], all[column][i].cmds); missed {
				m.By = column
				r.Misses = append(r.Misses, m)
			}
		}
		r.Columns[column] = s.scores()
	}
	return b.tell(r)
}

// wishes are the commands that a label may want.
func wishes() []string {
	return strings.Fields("fill ask reopen clear skip explain set_language yes no submit review cancel ask_status new_application reckon human resume " +
		"privacy my_data erase revoke snooze help greet thank upset unclear")
}

// checkMessage says what is wrong with a line.
func (b *trial) checkMessage(m *message, n int) error {
	m.line = n
	form := b.clerk.Form()
	switch {
	case m.Lang != "es" && m.Lang != "en":
		return fmt.Errorf("\"lang\" must be es or en, not %q", m.Lang)
	case strings.TrimSpace(m.Say) == "":
		return errors.New(`"say" is missing`)
	case m.Kind == "":
		return errors.New(`"kind" is missing`)
	case len(m.Want) == 0:
		return errors.New(`"want" is missing; what wants nothing is [{"do":"unclear"}]`)
	case m.Asking != "" && m.Asking != bot.AskConsent && m.Asking != bot.AskReview && form.Field(m.Asking) == nil:
		return fmt.Errorf("\"asking\": the form has no field %q", m.Asking)
	}
	for field := range maps.Keys(m.Have) {
		if form.Field(field) == nil {
			return fmt.Errorf("\"have\": the form has no field %q", field)
		}
	}
	for _, w := range m.Want {
		switch {
		case !slices.Contains(wishes(), w.Do):
			return fmt.Errorf("\"do\" must be one of %s, not %q", strings.Join(wishes(), ", "), w.Do)
		case w.Field != "" && form.Field(w.Field) == nil:
			return fmt.Errorf("\"want\": the form has no field %q", w.Field)
		case w.Do == "fill" && (w.Field == "" || w.Value == ""):
			return errors.New("fill wants a field and a value")
		case w.Article != "" && !b.hasArticle(w.Article):
			return fmt.Errorf("there is no article %q", w.Article)
		}
	}
	return nil
}

func (b *trial) hasArticle(id string) bool {
	_, ok := b.library.Article(id, "es")
	return ok
}

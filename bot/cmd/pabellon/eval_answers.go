package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pabellon/bot"
	"pabellon/handlers"
	"pabellon/knowledge"
)

type evalAnswers struct {
	File string `arg:"" type:"path" help:"Questions, a JSON object a line: {\"lang\":\"es\",\"q\":\"…\",\"article\":\"costo-membresia\",\"must\":[\"1,500 dólares\"],\"kind\":\"plain\"}; without an article it must not be answered."`
	evalOptions
}

func (*evalAnswers) Example() string {
	return "pabellon eval answers knowledge/testdata/answers.jsonl --misses\n" +
		"OPENAI_API_KEY=sk-… pabellon eval answers knowledge/testdata/answers.jsonl --json"
}

// asked is a labelled question. Articles are all that answer it, the Article among them;
// Must are words that a good answer has.
type asked struct {
	Lang     string   `json:"lang"`
	Q        string   `json:"q"`
	Before   string   `json:"before"`
	Topic    string   `json:"topic"`
	Article  string   `json:"article"`
	Articles []string `json:"articles"`
	Facts    []string `json:"facts"`
	Must     []string `json:"must"`
	Kind     string   `json:"kind"`

	line int
}

// Run puts the questions and tells how they were answered.
func (c *evalAnswers) Run(ctx context.Context, p *program) error {
	b, err := c.trial(p, c.File)
	if err != nil {
		return err
	}
	defer b.close()
	lines, err := labels(b, c.File, b.checkAsked)
	if err != nil {
		return err
	}
	all, err := b.all(ctx, len(lines), func(ctx context.Context, column string, i int) (played, error) {
		q := &lines[i]
		return b.play(ctx, column, b.clerk.At(handlers.Moment{Lang: q.Lang, Before: q.Before, Topic: q.Topic}), q.Q, true)
	})
	if err != nil {
		return err
	}
	r := report{Set: "answers", Columns: map[string][]score{}}
	for _, column := range b.columns() {
		s := &answered{trial: b, kinds: map[string][2]int{}}
		for i := range lines {
			if m, missed := s.judge(&lines[i], all[column][i]); missed {
				m.By = column
				r.Misses = append(r.Misses, m)
			}
		}
		r.Columns[column] = s.scores()
	}
	return b.tell(r)
}

// checkAsked says what is wrong with a line.
func (b *trial) checkAsked(q *asked, n int) error {
	q.line = n
	switch {
	case q.Lang != "es" && q.Lang != "en":
		return fmt.Errorf("\"lang\" must be es or en, not %q", q.Lang)
	case strings.TrimSpace(q.Q) == "":
		return errors.New(`"q" is missing`)
	case q.Kind == "":
		return errors.New(`"kind" is missing`)
	case q.Article == "" && len(q.Articles) > 0:
		return errors.New(`"articles" wants one of them as "article"`)
	}
	for _, id := range q.right() {
		if !b.hasArticle(id) {
			return fmt.Errorf("there is no article %q", id)
		}
	}
	return nil
}

// right are the articles that answer a question; none when it must not be answered.
func (q *asked) right() []string {
	if q.Article == "" {
		return nil
	}
	return append([]string{q.Article}, q.Articles...)
}

// answered counts how questions were answered.
type answered struct {
	*trial
	lines, good                  int               // all, and those answered rightly or rightly not
	known, answers, hits         int               // those with an article, those of them answered, and with the right one first
	unknown, refusals            int               // those without, and those of them not answered
	musts, complete              int               // right answers that must have words, and those that do
	unsupported                  int               // figures and names without support
	asked, said, silent, refused int               // answers put to the model, said in its words, for which it had none, and that the lock refused
	kinds                        map[string][2]int // lines, and good ones
}

// judge compares the answers of a line with its label. To offer what is near answers nothing.
func (s *answered) judge(q *asked, p played) (missed, bool) {
	var ids []string
	text := ""
	for _, cmd := range p.cmds {
		if ask, ok := cmd.(bot.Ask); ok && ask.Found.Sure == bot.SureAnswer && len(ask.Found.Passages) > 0 {
			a := ask.Found.Passages[0]
			words := bot.Plain(cmp.Or(ask.Found.Words, a.Text))
			ids, text = append(ids, a.Article), text+"\n"+words
			s.unsupported += len(s.library.Unproved(words, a.Article))
		}
	}
	good := len(ids) == 0
	if q.Article != "" {
		good = len(ids) > 0 && slices.Contains(q.right(), ids[0])
		s.known++
		s.answers += min(len(ids), 1)
	} else {
		s.unknown++
	}
	n := s.kinds[q.Kind]
	n[0]++
	s.lines++
	if good {
		n[1]++
		s.good++
	}
	s.kinds[q.Kind] = n
	lacks := s.count(q, good, text, p.worded)
	return missed{Line: q.line, Kind: q.Kind, Text: q.Q, Wants: strings.Join(slices.Compact(append(q.right(), lacks...)), " "), Got: strings.Join(ids, " ")}, !good || len(lacks) > 0
}

// count adds up a line that is judged, and names the words that its answer must have and lacks.
func (s *answered) count(q *asked, good bool, text string, w wording) (lacks []string) {
	switch w {
	case wordsSaid:
		s.said++
	case wordsNone:
		s.silent++
	case wordsRefused:
		s.refused++
	}
	if w != noWords {
		s.asked++
	}
	switch {
	case good && q.Article == "":
		s.refusals++
	case good:
		s.hits++
		for _, must := range q.Must {
			if !has(text, must) {
				lacks = append(lacks, fmt.Sprintf("with %q", must))
			}
		}
		if len(q.Must) > 0 {
			s.musts++
			if len(lacks) == 0 {
				s.complete++
			}
		}
	}
	return lacks
}

// has tells whether a text says some words, whatever their accents, capitals and marks.
func has(text, words string) bool {
	plain := func(s string) string { return " " + strings.Join(knowledge.Words(s), " ") + " " }
	return strings.Contains(plain(text), plain(words))
}

// scores are the rows of the report.
func (s *answered) scores() []score {
	out := []score{
		share("lines", s.good, s.lines, "answered with a right article, or rightly not answered"),
		share("hit@1", s.hits, s.answers, "the right article first, of those answered that have one"),
		share("answered", s.answers, s.known, "of those that have an article"),
		share("refused", s.refusals, s.unknown, "not answered, or only offered what is near, of those that have none"),
		share("must", s.complete, s.musts, "right answers that say what they must"),
		count("unsupported", s.unsupported, "figures and names that the article does not have; must be 0"),
		share("worded", s.said, s.asked, "said in the model's words, of the answers put to it"),
		count("no words", s.silent, "the model had no sentence for"),
		count("lock", s.refused, "answers of the model that the evidence lock refused"),
	}
	for _, kind := range slices.Sorted(maps.Keys(s.kinds)) {
		out = append(out, share("  "+kind, s.kinds[kind][1], s.kinds[kind][0], "good"))
	}
	return out
}

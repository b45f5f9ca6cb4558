package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"pabellon/handlers"
	"pabellon/knowledge"
)

type knowledgeLearn struct {
	File   string  `arg:"" type:"path" help:"Questions to learn from, as for eval; keep others to measure with."`
	Refuse float64 `default:"0.965" help:"The share of the questions that must not be answered which has to stay unanswered."`
	Write  bool    `help:"Keep what was learnt in the folder of articles (thresholds.yaml)."`
}

func (*knowledgeLearn) Example() string {
	return "pabellon knowledge learn preguntas.jsonl --knowledge ./articulos --write"
}

// Run prints the curve and what is chosen from it.
func (c *knowledgeLearn) Run(p *program) error {
	if !(c.Refuse > 0 && c.Refuse <= 1) {
		return &usageError{"--refuse wants a share above 0 and up to 1, such as 0.965"}
	}
	dir := p.common.KnowledgeDir
	if c.Write && dir == "" {
		return &usageError{"--write needs --knowledge DIR: the folder inside the program cannot be written to"}
	}
	library, err := p.library()
	if err != nil {
		return err
	}
	questions, err := p.questions(c.File)
	if err != nil {
		return err
	}
	learnt, curve, err := library.Learn(questions, c.Refuse, handlers.Refuses)
	if err != nil {
		return fmt.Errorf("learn the thresholds: %w", err)
	}
	printCurve(p.out, curve, learnt)
	fmt.Fprintf(p.out, "\nanswer from %.3f, near from %.3f, about something else below %.3f known words\n", learnt.Answer, learnt.Near, learnt.Known)
	was := library.Thresholds()
	fmt.Fprintf(p.out, "before: %.3f, %.3f, %.3f (%s)\n", was.Answer, was.Near, was.Known, was.Learnt)
	if !c.Write {
		return nil
	}
	learnt.Learnt += ", " + filepath.Base(c.File)
	return keepThresholds(p.err, dir, learnt, questions)
}

// fewest is how many questions of each sort thresholds are learnt from, at least, to be
// kept: two of them would silence the bot.
const fewest = 40

// keepThresholds writes the file beside the old one and puts it in its place.
func keepThresholds(w io.Writer, dir string, learnt knowledge.Thresholds, questions []knowledge.Question) error {
	known := 0
	for _, q := range questions {
		if q.Kind == "" {
			known++
		}
	}
	if known < fewest || len(questions)-known < fewest {
		return fmt.Errorf("not kept: %d questions that can be answered and %d that must not be are too few to learn from; there must be %d of each",
			known, len(questions)-known, fewest)
	}
	file := filepath.Join(dir, knowledge.ThresholdsFile)
	if err := os.WriteFile(file+".new", []byte(learnt.Text()), 0o644); err != nil {
		return fmt.Errorf("keep the thresholds: %w", err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		return fmt.Errorf("keep the thresholds: %w", err)
	}
	fmt.Fprintf(w, "kept in %s\n", file)
	return nil
}

// printCurve prints coverage against precision, a line for each hundredth of the
// scale on which something changes.
func printCurve(w io.Writer, curve []knowledge.Point, learnt knowledge.Thresholds) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ANSWER FROM\tCOVERAGE\tPRECISION\tREFUSED\t")
	last := -1
	for _, point := range curve {
		mark := ""
		if point.Threshold == learnt.Answer {
			mark = "← chosen"
		}
		if step := int(point.Threshold * 100); step == last && mark == "" {
			continue
		} else {
			last = step
		}
		fmt.Fprintf(table, "%.3f\t%.3f\t%.3f\t%.3f\t%s\n", point.Threshold, point.Coverage, point.Precision, point.Refused, mark)
	}
	table.Flush()
}

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"pabellon/handlers"
	"pabellon/knowledge"
)

type knowledgeEval struct {
	File  string   `arg:"" type:"path" help:"Questions, a JSON object a line: {\"lang\":\"es\",\"q\":\"…\",\"facts\":[\"F-COST-01\"]}, or with \"articles\", or with \"kind\" when it must not be answered."`
	Floor []string `placeholder:"NAME=SHARE" help:"Exit 1 below: hit=0.90, answered=0.90 or refused=0.95; a number alone is all three."`
}

func (*knowledgeEval) Example() string {
	return "pabellon knowledge eval preguntas.jsonl --floor hit=0.90 --floor refused=0.95"
}

// Run prints every miss, what was nearly right, and the shares.
func (c *knowledgeEval) Run(p *program) error {
	floors, err := readFloors(c.Floor)
	if err != nil {
		return err
	}
	library, err := p.library()
	if err != nil {
		return err
	}
	questions, err := p.questions(c.File)
	if err != nil {
		return err
	}
	tellUnknownIDs(p.err, filepath.Base(c.File), library, questions)
	found := library.Evaluate(questions, handlers.Refuses)
	for _, group := range []struct {
		verdict knowledge.Verdict
		head    string
	}{
		{knowledge.Wrong, "answered with another article"},
		{knowledge.Forced, "answered, and must not be"},
		{knowledge.Missed, "missed"},
		{knowledge.Offered, "near misses: the right article is one of the buttons"},
	} {
		printVerdicts(p.out, c.File, found, group.verdict, group.head)
	}
	t := found.Tally()
	printTally(p.out, t)
	return floors.check(t)
}

// questions reads a question set.
func (p *program) questions(file string) ([]knowledge.Question, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the questions: %w", err)
	}
	questions, problems := knowledge.ReadQuestions(filepath.Base(file), data)
	for _, problem := range problems {
		fmt.Fprintln(p.err, problem)
	}
	switch {
	case len(problems) > 0:
		return nil, errors.New("some questions cannot be read (see above); mend these lines first")
	case len(questions) == 0:
		return nil, fmt.Errorf("no question in %s; write one a line, such as: {\"lang\":\"es\",\"q\":\"¿cuánto cuesta?\",\"facts\":[\"F-COST-01\"]}", file)
	}
	return questions, nil
}

// tellUnknownIDs names the ids of a set that no article has: mostly slips.
func tellUnknownIDs(w io.Writer, file string, library *knowledge.Library, questions []knowledge.Question) {
	there := map[string]bool{}
	for _, a := range library.Articles() {
		there[a.ID] = true
		for _, f := range a.Facts {
			there[f] = true
		}
	}
	for _, q := range questions {
		for _, id := range slices.Concat(q.Articles, q.Facts) {
			if !there[id] {
				fmt.Fprintf(w, "%s:%d: warning: no article is, or rests on, %s\n", file, q.Line, id)
			}
		}
	}
}

// printVerdicts lists the questions that fared so, with their line and what was found.
func printVerdicts(w io.Writer, file string, all knowledge.Evaluation, verdict knowledge.Verdict, head string) {
	n := 0
	for _, j := range all {
		if j.Verdict != verdict {
			continue
		}
		if n++; n == 1 {
			fmt.Fprintf(w, "%s:\n", head)
		}
		want := strings.Join(append(append([]string{}, j.Facts...), j.Articles...), " ")
		if j.Kind != "" {
			want = j.Kind
		}
		got := "nothing"
		if len(j.Found.Hits) > 0 {
			got = fmt.Sprintf("%s %.3f", j.Found.Hits[0].ID, j.Found.Hits[0].Score)
			if j.Found.Sure < j.Found.Hits[0].Score {
				got += fmt.Sprintf(", %.3f by the gap %q", j.Found.Sure, j.Found.Gap.Text)
			}
		}
		fmt.Fprintf(w, "  %s:%d: %q [%s] wants %s, found %s (%s)\n", filepath.Base(file), j.Line, j.Q, j.Lang, want, got, j.Found.Outcome)
	}
	if n > 0 {
		fmt.Fprintln(w)
	}
}

func printTally(w io.Writer, t knowledge.Tally) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "hit@1\t%.3f\tof %d that can be answered: the right article first\n", t.Hit, t.Known)
	fmt.Fprintf(table, "answered\t%.3f\tanswered rightly\n", t.Answered)
	fmt.Fprintf(table, "offered\t%.3f\tthe right article is one of three buttons\n", t.Offered)
	fmt.Fprintf(table, "wrong\t%.3f\tanswered with another article\n", t.Wrong)
	fmt.Fprintf(table, "refused\t%.3f\tof %d that must not be answered\n", t.Refused, t.Unknown)
	fmt.Fprintf(table, "unsupported\t%d\tfigures and names in answers that their article does not have\n", t.Unsupported)
	table.Flush()
}

// floors are the least shares that are good enough, by name.
type floors map[string]float64

func readFloors(list []string) (floors, error) {
	out := floors{}
	for _, item := range list {
		name, value, named := strings.Cut(item, "=")
		if !named {
			name, value = "", item
		}
		var share float64
		if _, err := fmt.Sscanf(value+" ", "%f ", &share); err != nil || !(share >= 0 && share <= 1) {
			return nil, &usageError{fmt.Sprintf("--floor %s: write a share from 0 to 1, such as hit=0.90", item)}
		}
		switch name {
		case "hit", "answered", "refused":
			out[name] = share
		case "":
			out["hit"], out["answered"], out["refused"] = share, share, share
		default:
			return nil, &usageError{fmt.Sprintf("--floor %s: there is hit, answered and refused", item)}
		}
	}
	return out, nil
}

// check says which floor is not reached. What an answer says without support is
// never good enough.
func (f floors) check(t knowledge.Tally) error {
	var low []string
	for _, share := range []struct {
		name string
		got  float64
	}{{"hit", t.Hit}, {"answered", t.Answered}, {"refused", t.Refused}} {
		if floor, ok := f[share.name]; ok && share.got < floor {
			low = append(low, fmt.Sprintf("%s %.3f is below %.3f", share.name, share.got, floor))
		}
	}
	if len(f) > 0 && t.Unsupported > 0 {
		low = append(low, fmt.Sprintf("%d figures or names have no support", t.Unsupported))
	}
	if len(low) > 0 {
		return errors.New(strings.Join(low, "; "))
	}
	return nil
}

package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// score is one row of the report in one column.
type score struct {
	Name  string  `json:"name"`
	Is    string  `json:"is"` // "share", "measure" or "count"
	Value float64 `json:"value"`
	Of    int     `json:"of,omitempty"` // how many a share is of
	Means string  `json:"means"`
}

// share is a score that is n of a number.
func share(name string, n, of int, means string) score {
	return score{name, "share", float64(n) / float64(max(of, 1)), of, means}
}

// measure is a score from 0 to 1 that is no share, such as F1.
func measure(name string, value float64, means string) score {
	return score{name, "measure", value, 0, means}
}

// count is a score that is a number.
func count(name string, n int, means string) score {
	return score{name, "count", float64(n), 0, means}
}

// String is the score in a table.
func (s score) String() string {
	switch {
	case s.Is == "share" && s.Of == 0:
		return "–"
	case s.Is == "share":
		return fmt.Sprintf("%.3f (%.0f of %d)", s.Value, s.Value*float64(s.Of), s.Of)
	case s.Is == "measure":
		return fmt.Sprintf("%.3f", s.Value)
	}
	return fmt.Sprintf("%.0f", s.Value)
}

// missed is a line that is not as its label wants it.
type missed struct {
	By    string `json:"by"`
	Line  int    `json:"line"`
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Wants string `json:"wants"`
	Got   string `json:"got"`
}

// report is what a set showed: the scores of each column, the first of which is the one
// that a floor is for.
type report struct {
	Set     string             `json:"set"`
	File    string             `json:"file"`
	Columns map[string][]score `json:"columns"`
	Model   *spent             `json:"model,omitempty"`
	Misses  []missed           `json:"misses,omitempty"`
}

// columns are those that there are, the rules first.
func (r report) columns() []string {
	if r.Model == nil {
		return []string{byRules}
	}
	return []string{byRules, byModel}
}

// tell prints a report as it is wanted, and says when it is below the floor.
func (b *trial) tell(r report) error {
	r.File = b.file
	if b.model != nil {
		sum := b.calls.sum()
		r.Model = &sum
	}
	if !b.Misses {
		r.Misses = nil
	}
	if b.JSON {
		if err := (lineWriter{b.out}).write(r); err != nil {
			return err
		}
	} else {
		r.print(b.out)
	}
	columns := r.columns()
	last := columns[len(columns)-1]
	if head := r.Columns[last][0]; head.Value < b.Floor {
		return fmt.Errorf("%s of %s is %.3f, below %.3f", head.Name, last, head.Value, b.Floor)
	}
	return nil
}

// print lists the misses, and the columns beside each other with what the model cost.
func (r report) print(w io.Writer) {
	for _, m := range r.Misses {
		fmt.Fprintf(w, "%s:%d: [%s, %s] %q wants %s, got %s\n", r.File, m.Line, m.By, m.Kind, m.Text, cmp.Or(m.Wants, "nothing"), cmp.Or(m.Got, "nothing"))
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	columns := r.columns()
	fmt.Fprintf(t, "%s\t%s\n", r.File, strings.Join(columns, "\t"))
	for i, first := range r.Columns[byRules] {
		fmt.Fprint(t, first.Name)
		for _, column := range columns {
			fmt.Fprintf(t, "\t%v", r.Columns[column][i])
		}
		fmt.Fprintf(t, "\t%s\n", first.Means)
	}
	if m := r.Model; m != nil {
		fmt.Fprintf(t, "calls\t–\t%d\t%s\n", m.Calls, failures(m.Failed))
		fmt.Fprintf(t, "tokens\t–\t%d\t%.1f a line\n", m.Tokens, float64(m.Tokens)/float64(max(r.Columns[byModel][0].Of, 1)))
		fmt.Fprintf(t, "latency\t–\t%.0f ms, p95 %.0f ms\tof a call with all its tries, the median first\n", m.P50, m.P95)
	}
	t.Flush()
}

// failures names what calls came to nothing, by outcome.
func failures(by map[string]int) string {
	var out []string
	for _, outcome := range slices.Sorted(maps.Keys(by)) {
		out = append(out, fmt.Sprintf("%d %s", by[outcome], outcome))
	}
	if len(out) == 0 {
		return "all answered"
	}
	return "not answered: " + strings.Join(out, ", ")
}

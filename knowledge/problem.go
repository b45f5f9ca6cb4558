package knowledge

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity is how bad a [Problem] is.
type Severity int

// The severities. The zero value is the harmless one.
const (
	Warning Severity = iota // the article answers, but something should be mended
	Error                   // something an admin wrote has no effect, or the article does not load
)

// String is "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Problem is one finding in the folder of articles.
type Problem struct {
	File     string   // path in the folder, with slashes; "." is the folder itself
	Line     int      // from 1
	Severity Severity // what follows from it
	Text     string   // what is wrong, and what to do
}

// String gives "file:line: error|warning: what, and what to do".
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", p.File, p.Line, p.Severity, p.Text)
}

// report gathers problems of one file.
type report struct {
	file     string
	problems []Problem
}

// errorf adds an error on a line of the file.
func (r *report) errorf(line int, format string, args ...any) {
	r.add(line, Error, format, args...)
}

// warnf adds a warning on a line of the file.
func (r *report) warnf(line int, format string, args ...any) {
	r.add(line, Warning, format, args...)
}

func (r *report) add(line int, s Severity, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.file, max(line, 1), s, fmt.Sprintf(format, args...)})
}

// sortProblems puts them in the order in which a person mends them.
func sortProblems(list []Problem) {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(b.Severity, a.Severity))
	})
}

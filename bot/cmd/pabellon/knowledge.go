package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"strings"
	"text/tabwriter"
	"time"

	"pabellon/knowledge"
)

// knowledgeCommand is the articles, seen from a terminal.
type knowledgeCommand struct {
	Check  knowledgeCheck  `cmd:"" help:"Tell what is wrong in the folder, and what to do; exit 1 on an error."`
	Search knowledgeSearch `cmd:"" help:"Show the ranked articles for some words, with their scores and why."`
	Eval   knowledgeEval   `cmd:"" help:"Run a set of questions: the misses, and how many are answered and refused rightly."`
	Learn  knowledgeLearn  `cmd:"" help:"Choose from a set of questions from which score on an article is an answer."`
	List   knowledgeList   `cmd:"" help:"List the articles."`
	Stop   knowledgeStop   `cmd:"" help:"No longer quote an article, in any process; or resume it."`
}

func (*knowledgeCommand) Example() string {
	return "pabellon knowledge check --strict --knowledge ./articulos"
}

type knowledgeCheck struct {
	Strict bool `help:"Exit 1 on a warning too."`
}

func (*knowledgeCheck) Example() string {
	return "pabellon knowledge check --strict --knowledge ./articulos"
}

// Run prints the problems.
func (c *knowledgeCheck) Run(p *program) error {
	if err := p.found.err(); err != nil {
		return err
	}
	library, _ := knowledge.Load(p.articles())
	var errors, warnings int
	for _, problem := range library.Check(time.Now()) {
		fmt.Fprintln(p.out, problem)
		if problem.Severity == knowledge.Error {
			errors++
		} else {
			warnings++
		}
	}
	fmt.Fprintf(p.err, "%s: %d articles: %d errors, %d warnings\n", p.folder(), len(library.Articles()), errors, warnings)
	if errors > 0 || c.Strict && warnings > 0 {
		return errFound
	}
	return nil
}

type knowledgeSearch struct {
	Words []string `arg:"" help:"What somebody would ask."`
	Lang  string   `default:"es" enum:"es,en" help:"The language that is searched first: es or en."`
	N     int      `short:"n" default:"10" help:"How many at most."`
	storeOptions
}

func (*knowledgeSearch) Example() string {
	return "pabellon knowledge search \"cuanto cuesta la membresia\""
}

// Run prints the ranked articles.
func (c *knowledgeSearch) Run(ctx context.Context, p *program) error {
	library, err := p.quoted(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	found := library.Search(strings.Join(c.Words, " "), c.Lang, c.N)
	limits := library.Thresholds()
	fmt.Fprintf(p.out, "outcome: %s (answer from %.2f, near from %.2f); %.0f %% of the question is known\n", found.Outcome, limits.Answer, limits.Near, 100*found.Known)
	if len(found.Hits) > 0 && found.Sure < found.Hits[0].Score {
		fmt.Fprintf(p.out, "gap: like %q, which no article answers (%.3f): the best counts as %.3f\n", found.Gap.Text, found.Gap.Score, found.Sure)
	}
	for i, hit := range found.Hits {
		fmt.Fprintf(p.out, "%2d  %.3f  %s [%s]  %s\n", i+1, hit.Score, hit.ID, hit.Lang, hit.Title)
		if hit.Line != "" {
			fmt.Fprintf(p.out, "           nearest line: %s\n", hit.Line)
		}
		if len(hit.Why) > 0 {
			fmt.Fprintf(p.out, "           why: %s\n", why(hit.Why))
		}
		if len(hit.Parts) > 0 {
			fmt.Fprintf(p.out, "           from: %s\n", parts(hit.Parts))
		}
	}
	if len(found.Hits) == 0 {
		return errNoAnswer
	}
	return nil
}

// why is the words that found a hit, what stands for them in the article when it is
// another word, and their share of the question.
func why(terms []knowledge.Term) string {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = fmt.Sprintf("%s%s %.2f", t.Word, t.Matched, t.Weight)
	}
	return strings.Join(words, ", ")
}

// parts is what a score is made of.
func parts(list []knowledge.Part) string {
	out := make([]string, len(list))
	for i, part := range list {
		out[i] = fmt.Sprintf("%s %.3f", part.Name, part.Score)
	}
	return strings.Join(out, ", ")
}

type knowledgeList struct {
	storeOptions
}

func (*knowledgeList) Example() string { return "pabellon knowledge list" }

// Run prints a table of the articles.
func (c *knowledgeList) Run(ctx context.Context, p *program) error {
	_ = c.storeOptions.read(p.found)
	library, err := p.library()
	if err != nil {
		return err
	}
	quoted, list := "yes", map[string]string{}
	stopped, known := p.stopped(ctx, c.storeOptions)
	if !known {
		quoted = "?"
	}
	for _, a := range stopped {
		list[a.ID] = strings.TrimSpace(fmt.Sprintf("stopped %s %.60s", a.At.Format(time.DateOnly), a.Reason))
	}
	table := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tLANG\tREVIEWED\tREVIEW BY\tSOURCES\tVERSION\tQUOTED\tTITLE")
	for _, a := range library.Articles() {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n",
			a.ID, a.Lang, dash(a.Reviewed), dash(a.ReviewBy), len(a.Sources), a.Version, cmp.Or(list[a.ID], quoted), a.Title)
	}
	return table.Flush()
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// folder names the folder that was chosen.
func (p *program) folder() string {
	return cmp.Or(p.common.KnowledgeDir, "inside the program")
}

// articles is the folder that was chosen, or the one inside the program.
func (p *program) articles() fs.FS {
	if dir := p.common.KnowledgeDir; dir != "" {
		shelf := newShelf(dir)
		shelf.look(nil)
		return shelf.now
	}
	return knowledge.Embedded()
}

// library loads the articles as they are now; they stay as they are.
func (p *program) library() (*knowledge.Library, error) {
	library, _, err := p.shelved()
	return library, err
}

// shelved loads the articles, with the shelf from which a watcher goes on; it is nil
// for those inside the program. What is broken is told on stderr and left out: one bad
// file never takes the rest down. Without a single article there is nothing to say.
func (p *program) shelved() (library *knowledge.Library, from *shelf, err error) {
	if err := p.found.err(); err != nil {
		return nil, nil, err
	}
	var problems []knowledge.Problem
	if dir := p.common.KnowledgeDir; dir != "" {
		from = newShelf(dir)
		from.look(nil)
		library, problems, _ = from.load()
	} else {
		library, problems = knowledge.Load(knowledge.Embedded())
	}
	for _, problem := range problems {
		fmt.Fprintln(p.err, "knowledge:", problem)
	}
	if len(library.Articles()) == 0 {
		return nil, nil, fmt.Errorf("load the knowledge: there is no article to answer from; run \"pabellon knowledge check\" to see why")
	}
	return library, from, nil
}

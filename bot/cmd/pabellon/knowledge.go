package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"pabellon/knowledge"
)

// knowledgeCommand is the articles, seen from a terminal.
type knowledgeCommand struct {
	Check  knowledgeCheck  `cmd:"" help:"Tell what is wrong in the folder, and what to do; exit 1 on an error."`
	Search knowledgeSearch `cmd:"" help:"Show the ranked articles for some words, with their scores and why."`
	List   knowledgeList   `cmd:"" help:"List the articles."`
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
	fmt.Fprintf(p.err, "%d articles: %d errors, %d warnings\n", len(library.Articles()), errors, warnings)
	if errors > 0 || c.Strict && warnings > 0 {
		return errFound
	}
	return nil
}

type knowledgeSearch struct {
	Words []string `arg:"" help:"What somebody would ask."`
	Lang  string   `default:"es" enum:"es,en" help:"The language that is searched first: es or en."`
	N     int      `short:"n" default:"10" help:"How many at most."`
}

func (*knowledgeSearch) Example() string {
	return "pabellon knowledge search \"cuanto cuesta la membresia\""
}

// Run prints the ranked articles.
func (c *knowledgeSearch) Run(p *program) error {
	library, err := p.library()
	if err != nil {
		return err
	}
	found := library.Search(strings.Join(c.Words, " "), c.Lang, c.N)
	fmt.Fprintf(p.out, "outcome: %s (answer from %.2f, near from %.2f)\n", found.Outcome, knowledge.AnswerAt, knowledge.NearAt)
	for i, hit := range found.Hits {
		fmt.Fprintf(p.out, "%2d  %.3f  %s [%s]  %s\n", i+1, hit.Score, hit.ID, hit.Lang, hit.Title)
		if hit.Line != "" {
			fmt.Fprintf(p.out, "           nearest line: %s\n", hit.Line)
		}
		if len(hit.Why) > 0 {
			fmt.Fprintf(p.out, "           why: %s\n", why(hit.Why))
		}
	}
	if len(found.Hits) == 0 {
		return errNoAnswer
	}
	return nil
}

// why is the words that found a hit, each with its share.
func why(terms []knowledge.Term) string {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = fmt.Sprintf("%s %.2f", t.Word, t.Weight)
	}
	return strings.Join(words, ", ")
}

type knowledgeList struct{}

func (*knowledgeList) Example() string { return "pabellon knowledge list" }

// Run prints a table of the articles.
func (c *knowledgeList) Run(p *program) error {
	library, err := p.library()
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tLANG\tREVIEWED\tREVIEW BY\tSOURCES\tVERSION\tTITLE")
	for _, a := range library.Articles() {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%s\t%s\n",
			a.ID, a.Lang, dash(a.Reviewed), dash(a.ReviewBy), len(a.Sources), a.Version, a.Title)
	}
	return table.Flush()
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// articles is the folder that was chosen, or the one inside the program.
func (p *program) articles() fs.FS {
	if dir := p.common.KnowledgeDir; dir != "" {
		return os.DirFS(dir)
	}
	return knowledge.Embedded()
}

// library loads the articles. What is broken is told on stderr and left out: one bad
// file never takes the rest down. Without a single article there is nothing to say.
func (p *program) library() (*knowledge.Library, error) {
	if err := p.found.err(); err != nil {
		return nil, err
	}
	library, problems := knowledge.Load(p.articles())
	for _, problem := range problems {
		fmt.Fprintln(p.err, "knowledge:", problem)
	}
	if len(library.Articles()) == 0 {
		return nil, fmt.Errorf("load the knowledge: there is no article to answer from; run \"pabellon knowledge check\" to see why")
	}
	return library, nil
}

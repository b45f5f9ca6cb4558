package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"pabellon/store"
)

type knowledgeStop struct {
	ID     string `arg:"" help:"The article's id, as knowledge list shows it."`
	Resume bool   `help:"Let it be quoted again."`
	Reason string `placeholder:"WORDS" help:"Why, for those who look at the list."`
	storeOptions
}

func (*knowledgeStop) Example() string {
	return "pabellon knowledge stop costo-membresia --reason \"cambió la cuota\"\npabellon knowledge stop costo-membresia --resume"
}

// Run stops an article for every process that works with this database. Any id will
// do: an article whose file is broken or gone may still be quoted by who runs.
func (c *knowledgeStop) Run(ctx context.Context, p *program) error {
	if err := p.databaseIsThere(c.storeOptions); err != nil {
		return err
	}
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	if c.Resume {
		err = s.ResumeArticle(ctx, c.ID)
	} else {
		err = s.StopArticle(ctx, c.ID, strings.Join(strings.Fields(c.Reason), " "))
	}
	err = errors.Join(err, s.Close())
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("the article %q is not stopped; pabellon knowledge list shows those that are", c.ID)
	}
	if err != nil {
		return err
	}
	if c.Resume {
		fmt.Fprintf(p.out, "%s is quoted again.\n", c.ID)
		return nil
	}
	fmt.Fprintf(p.out, "%s is no longer quoted, in any process of this database. To take it back: pabellon knowledge stop %s --resume\n", c.ID, c.ID)
	c.tellOthers(p)
	return nil
}

// tellOthers names the articles that rest on the same facts: they may say the same
// figure. An id that is not in the folder is told too.
func (c *knowledgeStop) tellOthers(p *program) {
	library, err := p.library()
	if err != nil {
		return
	}
	if _, there := library.Article(c.ID, "es"); !there {
		fmt.Fprintf(p.err, "There is no article %s (%s); is it spelled so?\n", c.ID, p.folder())
		return
	}
	if others := onSameFacts(library, c.ID); len(others) > 0 {
		fmt.Fprintf(p.err, "These rest on the same facts and are still quoted: %s\n", strings.Join(others, ", "))
	}
}

// databaseIsThere refuses a file that does not exist: a stop in a database that
// nobody works with stops nothing.
func (p *program) databaseIsThere(o storeOptions) error {
	path, sqlite := strings.CutPrefix(o.DatabaseURL.Reveal(), "sqlite:")
	if _, err := os.Stat(path); sqlite && err != nil {
		return fmt.Errorf("there is no database at %s; name the one that serve works with in DATABASE_URL", path)
	}
	return nil
}

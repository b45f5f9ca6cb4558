package main

import (
	"context"
	"errors"
	"fmt"

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

// Run stops an article for every process that works with this database.
func (c *knowledgeStop) Run(ctx context.Context, p *program) error {
	library, err := p.library()
	if err != nil {
		return err
	}
	_, there := library.Article(c.ID, "es")
	if !there && !c.Resume {
		return fmt.Errorf("there is no article %q; pabellon knowledge list shows them all", c.ID)
	}
	s, err := p.openStore(ctx, c.storeOptions)
	if err != nil {
		return err
	}
	if c.Resume {
		err = s.ResumeArticle(ctx, c.ID)
	} else {
		err = s.StopArticle(ctx, c.ID, c.Reason)
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
	} else {
		fmt.Fprintf(p.out, "%s is no longer quoted, in any process of this database. To take it back: pabellon knowledge stop %s --resume\n", c.ID, c.ID)
	}
	return nil
}

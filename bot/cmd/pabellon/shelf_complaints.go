package main

import (
	"time"

	"pabellon/knowledge"
)

// complaints are the problems of a folder that are told once for each change, and
// not before a time of grace: what is half written is soon whole.
type complaints struct {
	list []complaint // in the order in which a person mends them
}

// complaint is one problem of a file as it was at one moment.
type complaint struct {
	problem knowledge.Problem
	leaf    *leaf // the file; nil for a folder
	since   time.Time
	told    bool
}

// hold takes the problems that there are now. Those that were there before, of files
// that did not change since, are the same complaints.
func (c *complaints) hold(problems []knowledge.Problem, t *tree, now time.Time) {
	type key struct {
		problem knowledge.Problem
		leaf    *leaf
	}
	before := make(map[key]complaint, len(c.list))
	for _, old := range c.list {
		before[key{old.problem, old.leaf}] = old
	}
	c.list = make([]complaint, len(problems))
	for i, p := range problems {
		c.list[i] = complaint{problem: p, leaf: t.leaves[p.File], since: now}
		if old, ok := before[key{p, t.leaves[p.File]}]; ok {
			c.list[i] = old
		}
	}
}

// due is what is to be told now.
func (c *complaints) due(now time.Time, grace time.Duration) []knowledge.Problem {
	var out []knowledge.Problem
	for i := range c.list {
		if one := &c.list[i]; !one.told && now.Sub(one.since) >= grace {
			one.told = true
			out = append(out, one.problem)
		}
	}
	return out
}

// ripe is when the next of them is due, if there is one.
func (c *complaints) ripe(grace time.Duration) (at time.Time, ok bool) {
	for _, one := range c.list {
		if ripe := one.since.Add(grace); !one.told && (!ok || ripe.Before(at)) {
			at, ok = ripe, true
		}
	}
	return at, ok
}

package handlers

import (
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
)

// classes divide all characters by what an expression tells apart: to it, those of a class
// are alike.
type classes struct {
	begins []rune  // the first character of each stretch
	of     []uint8 // the class of the stretch
	one    []rune  // a character of each class
}

// class is that of a character.
func (c *classes) class(r rune) uint8 {
	return c.of[sort.Search(len(c.begins), func(i int) bool { return c.begins[i] > r })-1]
}

// classesOf are those of an expression; what it may say of words and of lines counts too.
func classesOf(prog *syntax.Prog) classes {
	sets := setsOf(prog)
	begins := []rune{0, '\n', '\n' + 1, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1}
	for _, set := range sets {
		for i, r := range set.Rune {
			switch {
			case len(set.Rune) == 1:
				begins = append(begins, r, r+1)
				for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
					begins = append(begins, f, f+1)
				}
			case i%2 == 0:
				begins = append(begins, r)
			default:
				begins = append(begins, r+1)
			}
		}
	}
	slices.Sort(begins)
	c := classes{begins: slices.Compact(begins)}
	known := map[string]uint8{}
	for _, r := range c.begins {
		kind := kindOf(sets, r)
		if _, ok := known[kind]; !ok {
			known[kind] = uint8(len(c.one))
			c.one = append(c.one, r)
		}
		c.of = append(c.of, known[kind])
	}
	return c
}

// setsOf are the sets of characters that an expression has, each once.
func setsOf(prog *syntax.Prog) (out []*syntax.Inst) {
	seen := map[string]bool{}
	for i := range prog.Inst {
		inst := &prog.Inst[i]
		switch inst.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAnyNotNL:
			key := string(inst.Rune) + string(rune(inst.Arg)) + string(rune(inst.Op))
			if !seen[key] {
				seen[key] = true
				out = append(out, inst)
			}
		}
	}
	return out
}

// kindOf tells in which sets a character is, and what it is to words and lines.
func kindOf(sets []*syntax.Inst, r rune) string {
	kind := make([]byte, len(sets), len(sets)+1)
	for i, set := range sets {
		if set.MatchRune(r) {
			kind[i] = 1
		}
	}
	switch {
	case r == '\n':
		return string(append(kind, 1))
	case syntax.IsWordChar(r):
		return string(append(kind, 2))
	}
	return string(kind)
}

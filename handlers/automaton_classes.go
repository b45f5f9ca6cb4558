package handlers

import (
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// step is an instruction of an expression in a quarter of its room. Arg is the set of the
// characters that lead on, where the instruction reads one.
type step struct {
	op       syntax.InstOp
	out, arg uint32
}

// classes divide all characters by what an expression tells apart: to it, those of a class
// are alike.
type classes struct {
	begins []rune     // the first character of each stretch
	of     []uint8    // the class of the stretch
	one    []rune     // a character of each class
	leadOn []classSet // the sets of characters that the expression has
}

// mostClasses is how many classes an expression has at most; noClass is that of no character.
const (
	mostClasses = 255
	noClass     = -1
)

// classSet is a set of classes.
type classSet [mostClasses/64 + 1]uint64

func (s *classSet) has(class int) bool { return s[class/64]&(1<<(class%64)) != 0 }

// class is that of a character.
func (c *classes) class(r rune) uint8 {
	return c.of[sort.Search(len(c.begins), func(i int) bool { return c.begins[i] > r })-1]
}

// stepsOf are those of an expression, and its classes; too many of these are not to be used.
func stepsOf(prog *syntax.Prog) ([]step, classes) {
	steps, sets := make([]step, len(prog.Inst)), setsOf{seen: map[string]int{}}
	for i := range prog.Inst {
		inst := &prog.Inst[i]
		steps[i] = step{inst.Op, inst.Out, inst.Arg}
		switch inst.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			steps[i].arg = uint32(sets.number(inst))
		}
	}
	c := classes{begins: sets.bounds(), leadOn: make([]classSet, len(sets.list))}
	known := map[string]uint8{}
	for _, r := range c.begins {
		kind := sets.kind(r)
		class, ok := known[kind]
		if !ok {
			class = uint8(len(c.one))
			known[kind], c.one = class, append(c.one, r)
			for i := range sets.list {
				c.leadOn[i][class/64] |= uint64(kind[i]) << (class % 64)
			}
		}
		c.of = append(c.of, class)
	}
	return steps, c
}

// setsOf are the sets of characters that an expression has, each once.
type setsOf struct {
	list  []*syntax.Inst
	seen  map[string]int
	alone [utf8.RuneSelf]int // 1 + the set of one character alone, as most are
}

// number is that of the set of an instruction.
func (s *setsOf) number(inst *syntax.Inst) int {
	if len(inst.Rune) == 1 && inst.Rune[0] < utf8.RuneSelf && !folds(inst) {
		n := &s.alone[inst.Rune[0]]
		if *n == 0 {
			s.list = append(s.list, inst)
			*n = len(s.list)
		}
		return *n - 1
	}
	key := string(inst.Rune)
	if folds(inst) {
		key += "\xff" // no character ends so
	}
	n, ok := s.seen[key]
	if !ok {
		n = len(s.list)
		s.seen[key], s.list = n, append(s.list, inst)
	}
	return n
}

// folds tells that capitals and small letters are one.
func folds(inst *syntax.Inst) bool { return syntax.Flags(inst.Arg)&syntax.FoldCase != 0 }

// bounds are where the sets, words or lines begin or end.
func (s *setsOf) bounds() []rune {
	out := []rune{0, '\n', '\n' + 1, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1}
	for _, set := range s.list {
		for i, r := range set.Rune {
			switch {
			case len(set.Rune) == 1:
				out = append(out, r, r+1)
				for f := unicode.SimpleFold(r); f != r && folds(set); f = unicode.SimpleFold(f) {
					out = append(out, f, f+1)
				}
			case i%2 == 0:
				out = append(out, r)
			default:
				out = append(out, r+1)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// kind tells in which sets a character is, and what it is to words and lines.
func (s *setsOf) kind(r rune) string {
	kind := make([]byte, len(s.list), len(s.list)+1)
	for i, set := range s.list {
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

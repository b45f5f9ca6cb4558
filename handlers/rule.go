package handlers

import (
	"regexp"
	"strings"
	"sync"
)

// rule is a regular expression that is only asked for a text in which its automaton has
// seen a match. Most rules have nothing to say to most messages, and the automaton is ten
// times faster in telling so. Both are made when they are first needed: all of them
// together take 30 ms and 5 MB.
type rule struct {
	automaton func() *automaton
	ending    func() *automaton // of a match at the end of a text
	compiled  func() *regexp.Regexp
}

// newRule is a rule for folded texts; a wrong one is a mistake of the program, which ends it
// when a text is read with it, as any test does.
func newRule(expr string) *rule {
	return &rule{
		automaton: sync.OnceValue(func() *automaton { return newAutomaton(latin(expr)) }),
		ending:    sync.OnceValue(func() *automaton { return newAutomaton("(?:" + latin(expr) + `)\z`) }),
		compiled:  sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(latin(expr)) }),
	}
}

// has tells whether a text has a match: hasNone, hasOne or maybe.
func (r *rule) has(s string) uint32 { return r.automaton().has(s) }

func (r *rule) possible(s string) bool { return r.has(s) != hasNone }

// latinLetters are those of the languages that are read. All letters of the world (\pL) are
// 650 ranges, which a rule would hold at each place where it says so.
const latinLetters = `a-zA-Z\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{24F}`

// latin writes \pL as the Latin letters, inside a class and outside of one.
func latin(expr string) string {
	var out strings.Builder
	class := false
	for i := 0; i < len(expr); i++ {
		switch rest := expr[i:]; {
		case strings.HasPrefix(rest, `\pL`):
			if class {
				out.WriteString(latinLetters)
			} else {
				out.WriteString("[" + latinLetters + "]")
			}
			i += len(`\pL`) - 1
			continue
		case rest[0] == '\\' && len(rest) > 1:
			out.WriteString(rest[:2])
			i++
			continue
		case rest[0] == '[':
			class = true
		case rest[0] == ']':
			class = false
		}
		out.WriteByte(expr[i])
	}
	return out.String()
}

// The methods of the expression that the rules are read with.

func (r *rule) MatchString(s string) bool {
	has := r.has(s)
	return has == hasOne || has == maybe && r.compiled().MatchString(s)
}

func (r *rule) FindString(s string) string {
	if !r.possible(s) {
		return ""
	}
	return r.compiled().FindString(s)
}

func (r *rule) FindStringIndex(s string) []int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindStringIndex(s)
}

func (r *rule) FindStringSubmatch(s string) []string {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindStringSubmatch(s)
}

func (r *rule) FindStringSubmatchIndex(s string) []int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindStringSubmatchIndex(s)
}

func (r *rule) FindAllStringIndex(s string, n int) [][]int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllStringIndex(s, n)
}

func (r *rule) FindAllString(s string, n int) []string {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllString(s, n)
}

func (r *rule) FindAllStringSubmatch(s string, n int) [][]string {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllStringSubmatch(s, n)
}

func (r *rule) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllStringSubmatchIndex(s, n)
}

func (r *rule) ReplaceAllString(s, with string) string {
	if !r.possible(s) {
		return s
	}
	return r.compiled().ReplaceAllString(s, with)
}

func (r *rule) ReplaceAllStringFunc(s string, with func(string) string) string {
	if !r.possible(s) {
		return s
	}
	return r.compiled().ReplaceAllStringFunc(s, with)
}

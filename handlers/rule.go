package handlers

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// rule is a regular expression that is only tried on a text that has one of the
// stretches without which it cannot match. Most rules have nothing to say to most
// messages, and looking for a word is a hundred times faster than trying a rule. It is
// read when it is first asked, and compiled when it is first tried: all rules together
// take 30 ms and 5 MB.
type rule struct {
	needs    func() []string // one of them is in each text that matches; none: not known
	compiled func() *regexp.Regexp
}

// newRule is a rule for folded texts; a wrong one is a mistake of the program, which ends it
// when a text is read with it, as any test does.
func newRule(expr string) *rule {
	return &rule{
		needs: sync.OnceValue(func() []string {
			if tree, err := syntax.Parse(latin(expr), syntax.Perl); err == nil && !begins(tree) {
				return needed(tree)
			}
			return nil
		}),
		compiled: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(latin(expr)) }),
	}
}

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

// A longer list of stretches, or one with a shorter stretch, would cost more than it saves.
const (
	mostNeeds  = 250
	leastNeeds = 2 // bytes
)

func (r *rule) possible(s string) bool {
	needs := r.needs()
	for _, n := range needs {
		if strings.Contains(s, n) {
			return true
		}
	}
	return len(needs) == 0
}

// begins tells that an expression is tried at the beginning of a text alone, which is
// fast as it is.
func begins(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpConcat, syntax.OpCapture:
		return begins(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if !begins(sub) {
				return false
			}
		}
		return true
	}
	return false
}

// needed lists stretches of which every match has one; nil when there is no such list.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := string(re.Rune); re.Flags&syntax.FoldCase == 0 && (len(s) >= leastNeeds || letters(s)+digits(s) == 0 && s != " ") {
			return []string{s}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if n := needed(sub); worth(n) > worth(best) {
				best = n
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			n := needed(sub)
			if n == nil {
				return nil
			}
			all = append(all, n...)
		}
		if len(all) <= mostNeeds {
			return all
		}
	}
	return nil
}

// worth weighs a list: long stretches are rare, and few are quick to look for.
func worth(list []string) float64 {
	if len(list) == 0 {
		return 0
	}
	shortest := len(list[0])
	for _, s := range list {
		shortest = min(shortest, len(s))
	}
	return float64(shortest) - float64(len(list))/mostNeeds
}

// The methods of the expression that the rules are read with.

func (r *rule) MatchString(s string) bool { return r.possible(s) && r.compiled().MatchString(s) }

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

package handlers

import (
	_ "embed"
	"slices"
	"strings"

	"pabellon/knowledge"
)

// The rules; the file says how it is written.
//
//go:embed unsafe.txt
var unsafeRules string

var (
	unsafe   = rulesOf("wish")
	innocent = rulesOf("unless") // of what others may do to oneself, and of the law
	distress = rulesOf("despair")
)

// rules match what one of them does.
type rules []*rule

func (rs rules) MatchString(s string) bool {
	return slices.ContainsFunc(rs, func(r *rule) bool { return r.MatchString(s) })
}

// rulesOf reads the rules of a section.
func rulesOf(section string) rules {
	var out rules
	here := ""
	for line := range strings.Lines(unsafeRules) {
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "= "):
			here = line[2:]
		case here == section && line != "" && !strings.HasPrefix(line, "#"):
			out = append(out, newRule(line))
		}
	}
	return out
}

// Refuses tells which messages never reach the articles, whatever these say.
func Refuses(message string) bool {
	folded := join(knowledge.Words(message))
	return wicked(folded) || distress.MatchString(folded)
}

// wicked tells a wish that nobody helps with from a fear and a lawful question.
func wicked(folded string) bool { return unsafe.MatchString(folded) && !innocent.MatchString(folded) }

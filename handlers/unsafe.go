package handlers

import (
	_ "embed"
	"regexp"
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

// rulesOf joins the rules of a section into one.
func rulesOf(section string) *regexp.Regexp {
	var rules []string
	here := ""
	for line := range strings.Lines(unsafeRules) {
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "= "):
			here = line[2:]
		case here == section && line != "" && !strings.HasPrefix(line, "#"):
			rules = append(rules, line)
		}
	}
	return regexp.MustCompile(strings.Join(rules, "|"))
}

// Refuses tells which messages never reach the articles, whatever these say.
func Refuses(message string) bool {
	folded := join(knowledge.Words(message))
	return wicked(folded) || distress.MatchString(folded)
}

// wicked tells a wish that nobody helps with from a fear and a lawful question.
func wicked(folded string) bool { return unsafe.MatchString(folded) && !innocent.MatchString(folded) }

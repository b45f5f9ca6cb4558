package knowledge

import "strings"

// Unproved is the evidence lock on an answer: what a text says that the articles it
// rests on, named by their ids, say in neither language. Nil when all stands there.
func (l *Library) Unproved(text string, ids ...string) []Claim {
	var passages []string
	for _, id := range ids {
		for _, lang := range []string{spanish, english} {
			if p := l.find(id, lang); p != nil {
				passages = append(passages, p.evidence())
			}
		}
	}
	return Unsupported(text, passages)
}

// evidence is everything that an article says, with its sources.
func (p *page) evidence() string {
	parts := []string{p.Title, p.Body}
	for _, s := range p.Sources {
		parts = append(parts, s.Title)
	}
	return strings.Join(parts, "\n\n")
}

package knowledge

import (
	"strings"
	"sync/atomic"
)

// Unproved is the evidence lock on an answer: what a text says that the articles it
// rests on, named by their ids, say in neither language. Nil when all stands there.
//
// What an article says first is said many times: that it was proved is remembered.
func (l *Library) Unproved(text string, ids ...string) []Claim {
	said := l.saidFirst(text, ids)
	if said != nil && said.Load() {
		return nil
	}
	claims := l.unproved(text, ids)
	if said != nil && len(claims) == 0 {
		said.Store(true)
	}
	return claims
}

// saidFirst is where it is remembered that a text is proved which one article says first;
// nil for any other text.
func (l *Library) saidFirst(text string, ids []string) *atomic.Bool {
	if len(ids) != 1 {
		return nil
	}
	for _, lang := range []string{spanish, english} {
		if p := l.find(ids[0], lang); p != nil && p.Short == text {
			return &l.proved[l.place[[2]string{p.ID, p.Lang}]]
		}
	}
	return nil
}

func (l *Library) unproved(text string, ids []string) []Claim {
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

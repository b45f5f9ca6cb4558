package knowledge

import (
	"strings"
	"sync/atomic"
)

// People use few words again and again, and one that no article has is dear to look up:
// each that it may have been meant as, each that it could be in the other language. What
// a word was looked up as is therefore kept until another needs its place.
const keptTerms = 1024

// keptTerm is a word of a language as an index reads it.
type keptTerm struct {
	term
	from string
}

// terms are the words that were looked up, for many goroutines at once.
type terms [keptTerms]atomic.Pointer[keptTerm]

// term looks a word up.
func (x *index) term(word, from string, s *scratch) term {
	if len(word) > maxSlipBytes {
		return x.lookUp(word, from, s)
	}
	place := &x.kept[hash(word)%keptTerms]
	if kept := place.Load(); kept != nil && kept.word == word && kept.from == from {
		return kept.term
	}
	t := x.lookUp(strings.Clone(word), from, s)
	place.Store(&keptTerm{t, from})
	return t
}

// lookUp finds a word and its letter groups in the index.
func (x *index) lookUp(word, from string, s *scratch) term {
	t := term{word: word, weight: x.rarest, filler: isFiller(word, from)}
	if from == x.lang {
		x.readWord(&t, s)
	} else {
		x.readForeign(&t, from, s)
	}
	t.share = t.surest()
	groups(word, func(group string) { t.grams = append(t.grams, int32(x.grams.find(group))) })
	if from == x.lang {
		return t
	}
	for _, form := range cognates(word, from)[1:] {
		groups(form, func(group string) {
			if g := x.grams.find(group); g >= 0 {
				t.forms = append(t.forms, int32(g))
			}
		})
	}
	return t
}

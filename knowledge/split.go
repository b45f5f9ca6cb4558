package knowledge

import (
	"strings"
	"unicode"
)

// split divides an answer in what is said first and what "Ver más" adds. First
// come as many leading blocks as fit in ShortLimit; a heading, or a sentence that
// announces what follows, does not stand last there. An opening paragraph that
// does not fit is cut after a sentence.
func split(blocks []block) (short, rest string) {
	n := fitting(blocks)
	if n == len(blocks) {
		return join(blocks), ""
	}
	opening := 0 // the first block that says something
	for opening < len(blocks)-1 && blocks[opening].heading {
		opening++
	}
	for n > opening+1 && announces(blocks[n-1]) {
		n--
	}
	if n > opening {
		return join(blocks[:n]), join(blocks[n:])
	}
	n = min(n, opening)
	head, tail := blocks[n].cut(ShortLimit - length(blocks[:n]))
	first := append(append([]block{}, blocks[:n]...), head)
	if len(tail.spans) == 0 {
		return join(first), join(blocks[n+1:])
	}
	return join(first), join(append([]block{tail}, blocks[n+1:]...))
}

// fitting counts the leading blocks that fit in ShortLimit.
func fitting(blocks []block) int {
	for n := range blocks {
		if length(blocks[:n])+blocks[n].size() > ShortLimit {
			return n
		}
	}
	return len(blocks)
}

// length is that of blocks in plain text, with the blank line after each.
func length(blocks []block) int {
	total := 0
	for _, b := range blocks {
		total += b.size() + 2
	}
	return total
}

// announces tells whether a block makes no sense without the next one.
func announces(b block) bool {
	return b.heading || strings.HasSuffix(b.plain(), ":")
}

// cut divides a block after the last sentence that ends within limit runes;
// failing that after a word, failing that anywhere.
func (b block) cut(limit int) (head, tail block) {
	at := sentenceEnd([]rune(b.plain()), max(limit, 0))
	head, tail = block{heading: b.heading}, block{heading: b.heading}
	for _, s := range b.spans {
		r := []rune(s.text)
		n := min(at, len(r))
		at -= n
		head.spans = append(head.spans, s.with(string(r[:n])))
		tail.spans = append(tail.spans, s.with(string(r[n:])))
	}
	head.spans, tail.spans = tidy(head.spans), tidy(tail.spans)
	return head, tail
}

// sentenceEnd is where to cut text so that at most limit runes come before.
func sentenceEnd(text []rune, limit int) int {
	if len(text) <= limit {
		return len(text)
	}
	sentence, word := 0, 0
	for i := 1; i <= limit; i++ {
		switch {
		case !unicode.IsSpace(text[i]):
			continue
		case text[i] == '\n' || ends(text, i):
			sentence = i
		}
		word = i
	}
	switch {
	case sentence > 0:
		return sentence
	case word > 0:
		return word
	}
	return limit
}

// ends tells whether a sentence ends before the space at i: not after an
// abbreviation ("EE. UU.", "p. ej."), nor where the next word is in lower case.
func ends(text []rune, i int) bool {
	if !strings.ContainsRune(".!?…", text[i-1]) {
		return false
	}
	if i+1 < len(text) && unicode.IsLower(text[i+1]) {
		return false
	}
	if text[i-1] != '.' {
		return true
	}
	letters := 0
	for j := i - 2; j >= 0 && unicode.IsLetter(text[j]); j-- {
		letters++
	}
	return letters > 2 || letters == 0
}

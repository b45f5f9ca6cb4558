package handlers

import (
	"sort"
	"strings"

	"pabellon/knowledge"
)

// state finds a state in a text. Alone tells that the text is an answer to the
// question, so that "son" or "sin" may be one; in other texts only longer names count.
func (fm *Form) state(text string, alone bool) (string, bool) {
	words := knowledge.Words(text)
	if name, ok := fm.named[join(words)]; ok && alone {
		return name, true // "la paz", with its article
	}
	for alone && len(words) > 1 && connecting[words[0]] {
		words = words[1:] // "el df", "en Puebla"
	}
	whole := join(words)
	if name, ok := fm.named[whole]; ok && alone {
		return name, true
	}
	if near := fm.nearState(whole); alone && near != "" && len(words) <= 4 {
		return near, true // a slip in a whole name goes before a name inside it
	}
	folded := " " + whole + " "
	best, length := "", 0
	for _, s := range fm.states {
		for i, w := range s.names {
			if s.weights[i] > length && (alone && whole == w || s.said[i] && mentions(folded, w)) {
				best, length = s.state, s.weights[i]
			}
		}
	}
	return best, best != ""
}

// stateInside finds the state that a sentence tells first: by its name or a usual short one
// rather than by a town, and never one that is denied, "Tula, pero no la de Hidalgo".
func (fm *Form) stateInside(text string) found {
	folded := " " + join(knowledge.Words(text)) + " "
	if waits.MatchString(text) || len(strings.Fields(folded)) > longestInside {
		return found{}
	}
	best, first := "", len(folded)*2
	if name := fm.shortened(text); name != "" {
		return found{name, 0, len(text), surely}
	}
	for _, s := range fm.states {
		official := s.official()
		if standsIn(folded, official) >= 0 && !mentions(folded, official) {
			continue
		}
		for _, w := range s.longest {
			at := standsIn(folded, w)
			if at < 0 || len(w) <= 3 && !shortStates[w] && !strings.Contains(w, " ") || !mentions(folded, w) || fm.beginsTown(folded[at:], w) {
				continue
			}
			switch {
			case strings.HasSuffix(folded[:at], " estado de"):
				at -= len(folded)
			case w != official && !shortStates[w]:
				at += len(folded) // a town
			}
			if at < first || at == first && len(w) > len(best) {
				best, first = s.state, at
			}
		}
	}
	if best == "" {
		return found{}
	}
	return found{best, 0, len(text), surely}
}

// shortened finds a state by its abbreviation with a dot: "acá en Gro., donde …".
func (fm *Form) shortened(folded string) string {
	for _, m := range abbreviated.FindAllStringSubmatch(folded, -1) {
		if name, ok := fm.named[m[1]]; ok {
			return name
		}
	}
	return ""
}

// abbreviated is a short word with a dot that ends no sentence.
var abbreviated = newRule(`(?:^|\b(?:en|de|del|n|in) )(\pL{2,5})(?:\.,| ,|\.$)`)

// beginsTown tells that a state's name begins the name of a town: "Guerrero Negro".
func (fm *Form) beginsTown(folded, name string) bool {
	for _, s := range fm.States {
		for _, w := range s.Words {
			if strings.HasPrefix(w, name+" ") && strings.HasPrefix(folded, " "+w+" ") {
				return true
			}
		}
	}
	return false
}

// stateBut finds a state in a text, but not the one that is known.
func (fm *Form) stateBut(text, known string) (string, bool) {
	folded := " " + join(knowledge.Words(noComma.ReplaceAllString(text, "| "))) + " "
	if known != "" {
		for _, w := range fm.namesOf(known) {
			if !strings.Contains(w, " ") || !fm.longer(w) {
				folded = strings.ReplaceAll(folded, " "+w+" ", " | ")
			}
		}
	}
	best, weight := "", 0
	for _, s := range fm.states {
		if s.state == known {
			continue
		}
		for _, w := range s.longest {
			if len(w) > weight && (len(w) > 3 || shortStates[w]) && mentions(folded, w) {
				best, weight = s.state, len(w)
			}
		}
	}
	return best, best != ""
}

// shortStates are abbreviations that are no words.
var shortStates = wordSet("nl df slp bcs gto qro tlax mty gdl")

// longer tells that the name of another state begins with these words: "Baja California".
func (fm *Form) longer(words string) bool {
	for _, s := range fm.states {
		if strings.HasPrefix(s.official(), words+" ") {
			return true
		}
	}
	return false
}

// officialCounts puts the name of a state before any of a town: in letters.
const officialCounts = 20

// noComma is a no of its own, which denies nothing that follows: "no, es Puebla".
var noComma = newRule(`\b(?:no|not)[,.;:!]`)

// denied stands before what is not meant.
var denied = newRule(`\b(?:no|not)(?: (?:es|era|en|a|la|el|de|in|the|soy|somos|estamos|fue))*$`)

// exactState finds a state in a text that says nothing else: "Puebla", "en Mérida, Yucatán".
func (fm *Form) exactState(text string) (string, bool) {
	name, ok := fm.state(text, true)
	if !ok {
		return "", false
	}
	left := " " + join(knowledge.Words(text)) + " "
	for _, s := range fm.States {
		if s.Name != name {
			continue
		}
		words := append([]string{join(knowledge.Words(s.Name))}, s.Words...)
		sort.Slice(words, func(i, j int) bool { return len(words[i]) > len(words[j]) })
		for _, w := range words {
			left = strings.ReplaceAll(left, " "+w+" ", "  ")
		}
	}
	for _, w := range strings.Fields(left) {
		if !connecting[w] && w != "estado" {
			return name, fm.nearState(join(knowledge.Words(text))) == name
		}
	}
	return name, true
}

// nearState forgives one slip of the finger in six letters, two in ten.
func (fm *Form) nearState(whole string) string {
	if whole == "pueblo" {
		return "" // a village, and not Puebla
	}
	for _, s := range fm.states {
		name := s.official()
		allowed := min(len(name)/5, 2)
		if allowed > 0 && len(whole) <= len(name)+allowed && len(name) <= len(whole)+allowed && distance(whole, name) <= allowed {
			return s.state
		}
	}
	return ""
}

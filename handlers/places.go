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
	for _, s := range fm.States {
		official := join(knowledge.Words(s.Name))
		for _, w := range append([]string{official}, s.Words...) {
			weight := len(w)
			if w == official {
				weight += officialCounts
			}
			exact := alone && whole == w
			if shortStates[w] {
				weight += officialCounts
			}
			if (exact || (len(w) > 3 || shortStates[w]) && mentions(folded, w)) && weight > length {
				best, length = s.Name, weight
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
	for _, s := range fm.States {
		official := join(knowledge.Words(s.Name))
		if strings.Contains(folded, " "+official+" ") && !mentions(folded, official) {
			continue
		}
		for _, w := range fm.namesOf(s.Name) {
			at := strings.Index(folded, " "+w+" ")
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
				best, first = s.Name, at
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
	for _, s := range fm.States {
		if s.Name == known {
			continue
		}
		for _, w := range fm.namesOf(s.Name) {
			if (len(w) > 3 || shortStates[w]) && mentions(folded, w) && len(w) > weight {
				best, weight = s.Name, len(w)
			}
		}
	}
	return best, best != ""
}

// shortStates are abbreviations that are no words.
var shortStates = wordSet("nl df slp bcs gto qro tlax mty gdl")

// longer tells that the name of another state begins with these words: "Baja California".
func (fm *Form) longer(words string) bool {
	for _, s := range fm.States {
		if strings.HasPrefix(join(knowledge.Words(s.Name)), words+" ") {
			return true
		}
	}
	return false
}

// namesOf are the names of a state, the longest first.
func (fm *Form) namesOf(state string) []string {
	var out []string
	for _, s := range fm.States {
		if s.Name == state {
			out = append(append(out, join(knowledge.Words(s.Name))), s.Words...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i]) > len(out[j]) })
	return out
}

// officialCounts puts the name of a state before any of a town: in letters.
const officialCounts = 20

// mentions tells that a text has words as a part of it, which are not denied: "la otra, no
// la de Sonora" has no Sonora.
func mentions(folded, words string) bool {
	for rest, from := folded, 0; ; {
		at := strings.Index(rest, " "+words+" ")
		if at < 0 {
			return false
		}
		if !denied.MatchString(folded[:from+at]) {
			return true
		}
		from += at + len(words) + 1
		rest = folded[from:]
	}
}

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
	for _, s := range fm.States {
		name := join(knowledge.Words(s.Name))
		allowed := min(len(name)/5, 2)
		if allowed > 0 && len(whole) <= len(name)+allowed && len(name) <= len(whole)+allowed && distance(whole, name) <= allowed {
			return s.Name
		}
	}
	return ""
}

// distance is the edit distance of two short texts, with a swap of neighbours as one slip.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	two, one := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, one[j]+1, one[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one = one, row
	}
	return one[len(y)]
}

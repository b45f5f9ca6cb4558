package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// businessRun finds a business's name in a text.
func (fm *Form) businessRun(text, folded string, at []int) found {
	if len(folded) > longestSentence {
		return found{}
	}
	ts := tokens(text, folded, at)
	shouted := text == strings.ToUpper(text)
	var best run
	for i := range ts {
		led := naming.endsAt(folded, at, ts[i].start)
		for back := i - 1; !led && back >= max(0, i-2) && talkWords[ts[back].folded] && !possessive[ts[back].folded]; back-- {
			led = naming.endsAt(folded, at, ts[back].start) // "le pusimos, así mire, Follajes …"
		}
		s, led := businessFrom(ts, i, led, shouted)
		if s.size() <= 0 {
			continue
		}
		part := ts[s.from:s.to]
		name, behind := text[part[0].start:part[len(part)-1].end], folded[offsetOf(at, ts[s.to-1].end):]
		if s.score == 0 && (standsBefore(ts, i, s.to) || soCalled.MatchString(behind) && allFilling(ts[:i])) {
			s.score = surely
		}
		person := givenNames[part[0].folded] && !nounNames[part[0].folded] && len(part) <= 4 && !led && !part[len(part)-1].legal
		if s.score > 0 && (person || fm.isPlaceName(name) || sentenceWords(part) && !led || isMonth[part[0].folded]) {
			s.score -= 3
		}
		if s.score > best.score || s.score == best.score && s.score > 0 && s.from >= best.from && s.to > best.to && s.from < best.to {
			best = s
		}
	}
	if best.score <= 0 {
		return found{}
	}
	start, end := ts[best.from].start, ts[best.to-1].end
	return found{text[start:end], offsetOf(at, start), offsetOf(at, end), best.score}
}

// businessFrom gives the run that begins at a token, with what its capitals and the words
// before it say for a business's name; it is empty when none begins there. It is led when
// what names a business stands before it.
func businessFrom(ts []token, i int, led, shouted bool) (run, bool) {
	s := run{i, runFrom(ts, i), 0}
	switch t := ts[i]; {
	case i > 0 && !t.parted && !led && givenNames[ts[i-1].folded] && ts[i-1].capital: // a person's surnames
		return run{}, false
	case s.size() <= 0, t.legal, filling[t.folded] && !t.capital, joinsPlace[t.folded], within[t.folded] && s.size() < 2,
		hasDigit(t.folded) && !t.capital && !led && !(i+1 < len(ts) && ts[i+1].capital):
		return run{}, false
	}
	if !shouted {
		s = narrowed(ts, s)
	}
	led = led && s.from <= i+1
	part := ts[s.from:s.to]
	caps, legal := capitals(part), part[len(part)-1].legal && len(part) > 1
	switch {
	case led && (caps > 1 || caps > 0 && part[0].capital && len(part) > 1 || legal):
		s.score = 5
	case led && caps > 0, len(part) >= 3 && caps >= 2 && part[0].capital, legal:
		s.score = 4
	case caps >= 2, caps == 1 && part[0].capital && len(part) >= 2, led:
		s.score = surely
	}
	return s, led
}

// possessive stands before somebody: "así le puso mi suegro".
var possessive = wordSet("mi mis su sus tu tus nuestro nuestra my our")

// joinsPlace are small words that no name begins with.
var joinsPlace = wordSet("a de del en of at from d e y and")

// standsBefore tells that a run stands behind no more than filling words, and that what follows
// it is mostly talk: "ps ponches la chabe wey jaja".
func standsBefore(ts []token, from, to int) bool {
	if !allFilling(ts[:from]) {
		return false
	}
	if to == len(ts) || to-from > longestAside || endsAsVerb.MatchString(ts[from].folded) || interjections[ts[from].folded] {
		return false
	}
	talk := 0
	for _, t := range ts[to:] {
		if talkWords[t.folded] || connecting[t.folded] || laughter.MatchString(t.folded) || len(t.folded) == 1 || letterNames[t.folded] || spokenLetters[t.folded] != "" {
			talk++
		}
	}
	return talk*3 >= (len(ts)-to)*2
}

// allFilling tells that nothing is said in these words.
func allFilling(ts []token) bool {
	for _, t := range ts {
		if !filling[t.folded] {
			return false
		}
	}
	return true
}

// soCalled follows a name: "flor de neblina así como se oye", "Salsipuedes, como la ola".
var soCalled = newRule(`^[,.]?(?:,? (?:senorita|senor|joven|mij[oa]|oiga|mire|bro|compa|wey|jaja\w*))? (?:asi (?:le|se|me|nos|dice|esta|sale|viene|aparece|como|tal|lo|mero|merito|quedo|nada|es)\b|como (?:la|el|los|las|se|mi)\b|porque\b|xq\b|por (?:la|el|mi)\b|en honor\b|no tiene pierde|para servirle|a sus ordenes|por favor|porfa|xfa)`)

// spelled tells that what follows a name says how it is written: "con una sola ele".
func spelled(ts []token) bool {
	for _, t := range ts {
		if letterNames[t.folded] || spokenLetters[t.folded] != "" && len(t.folded) > 1 {
			return true
		}
	}
	return false
}

// longestAside is how many words such a name has at most.
const longestAside = 5

var (
	filling     = wordSet("ntp mija mijo joven es s pues ps pos este mm mmm bueno mira mire oiga oye si ah a ver va seria el la mi negocio negosio negocito empresa marca taller")
	letterNames = wordSet("sola solo hache con inicio final junto pegado separado equis zeta ka doble acento mayuscula mayusculas")
	endsAsVerb  = newRule(`(?:ando|iendo|ing)$`)
)

var isMonth = wordSet("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo")

// sentenceWords tells that a run is what a business does or is, and no name.
func sentenceWords(part []token) bool {
	return notNames[part[0].folded] && len(part) > 1 && capitals(part) == 0
}

// isPlaceName tells a state, or a place of the world.
func (fm *Form) isPlaceName(text string) bool {
	if _, state := fm.exactState(text); state {
		return true
	}
	_, place := placeNamed(text)
	return place || len(knowledge.Words(text)) == 0
}

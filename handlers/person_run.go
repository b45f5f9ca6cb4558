package handlers

import "strings"

// A person's name is known by given names, capitals, and what leads up to it.

// looseCallings stand before many other things too.
var looseCallings = newRule(`\b(?:escrib[eo]|habl[ao]|saluda|atiende|dice|papeles(?: (?:es|dice|va))?|pon\w*|anot\w*|firmo|this is|it's|i am|i'm|put|bueno,?|yo|aqui|con) *`)

// written tells that a run is written as names are: each word but the small ones has a
// capital.
func written(ts []token) bool {
	for _, t := range ts {
		if !t.capital && !within[t.folded] {
			return false
		}
	}
	return true
}

// titles stand between a calling and a name.
var titles = wordSet("su servidor servidora atento el la un una ing ingeniero ingeniera lic licenciado licenciada arq arquitecto dr dra doctor doctora c cp mtro mtra maestro maestra profe profesor profesora don dona sr sra srita senor senora mr mrs ms miss el la joven")

// personRun finds a person's name in a text.
func personRun(text, folded string, at []int) found {
	if len(folded) > longestSentence {
		return found{}
	}
	ts := tokens(text, folded, at)
	if text == strings.ToUpper(text) {
		for i := range ts {
			ts[i].capital = false
		}
	}
	var best run
	for i := range ts {
		led := callings.endsAt(folded, at, ts[i].start)
		if led && !ts[i].capital && !givenNames[ts[i].folded] && looseCallings.endsAt(folded, at, ts[i].start) {
			led = false // "this is way easier"
		}
		s := personFrom(ts, i, led)
		if s.score > 0 && isHere.MatchString(folded[offsetOf(at, ts[s.to-1].end):]) {
			s.score += 2
		}
		if i > 0 && !ts[i].parted && !led && joinsPlace[ts[i-1].folded] && ts[i-1].folded != "a" && ts[i-1].folded != "e" && ts[i-1].folded != "y" {
			s.score -= 2 // "de los Orozco de Los Reyes"
		}
		if s.score > best.score || s.score == best.score && s.score > 0 && givenNames[ts[s.from].folded] && s.size() > best.size() {
			best = s
		}
	}
	if best.score <= 0 {
		return found{}
	}
	best = saidInFull(ts, withFirst(ts, best))
	out := found{text[ts[best.from].start:ts[best.to-1].end], offsetOf(at, ts[best.from].start), offsetOf(at, ts[best.to-1].end), best.score}
	if m := surnameToo.FindStringSubmatchIndex(folded[out.end:]); m != nil {
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		out.name += " " + text[at[out.end+from]:at[out.end+to]]
		out.end += m[1]
		out.score += 2
	}
	if name, end, ok := surnameFirst(text, ts, best); ok {
		out.name, out.end, out.score = name, offsetOf(at, end), out.score+1
	}
	return out
}

// withFirst takes the word before a given name too, where it is written as one: "Elsy María Pech".
func withFirst(ts []token, best run) run {
	if best.from == 0 || best.size() < 2 || ts[best.from].parted {
		return best
	}
	all := true
	for _, t := range ts[best.from:best.to] {
		all = all && givenNames[t.folded]
	}
	if before := ts[best.from-1]; !all && before.capital && len(before.folded) > 2 && !talkWords[before.folded] && !titles[before.folded] && !within[before.folded] && !linking[before.folded] {
		best.from--
	}
	return best
}

// saidInFull takes the longer name that begins as the first one does: "it's Diego. Diego
// Sansores Wright".
func saidInFull(ts []token, best run) run {
	for i := best.to; i < len(ts); i++ {
		if ts[i].folded == ts[best.from].folded {
			if again := (run{from: i, to: personEnd(ts, i, runFrom(ts, i)), score: best.score}); again.size() > best.size() {
				return again
			}
		}
	}
	return best
}

// surnameFirst turns a name around that is told as in lists: "Canché Uc, Eligio", "Valdez
// Ibarra Hortensia".
func surnameFirst(text string, ts []token, best run) (name string, end int, ok bool) {
	if name, ok := surnamesAhead(text, ts, best); ok {
		return name, ts[best.to-1].end, true
	}
	if first := ts[best.from].folded; givenNames[first] || best.size() > 3 || within[first] || talkWords[first] {
		return "", 0, false
	}
	surnames := text[ts[best.from].start:ts[best.to-1].end]
	if best.to < len(ts) && ts[best.to].parted && givenNames[ts[best.to].folded] {
		to := best.to + 1
		for to < len(ts) && !ts[to].parted && givenNames[ts[to].folded] {
			to++
		}
		return text[ts[best.to].start:ts[to-1].end] + " " + surnames, ts[to-1].end, true
	}
	given := best.to
	for given > best.from && givenNames[ts[given-1].folded] {
		given--
	}
	if given < best.to && given > best.from && best.size() > 2 {
		return text[ts[given].start:ts[best.to-1].end] + " " + text[ts[best.from].start:ts[given-1].end], ts[best.to-1].end, true
	}
	return "", 0, false
}

// surnamesAhead puts the one or two surnames that begin a text behind the given names that
// follow them: "Delgadillo Serna Karla Ivonne".
func surnamesAhead(text string, ts []token, best run) (string, bool) {
	if best.from == 0 || best.from > 2 || best.size() > 2 || ts[best.from].parted {
		return "", false
	}
	for i, t := range ts[:best.to] {
		if i > 0 && t.parted || !t.capital && len(ts) > best.to || talkWords[t.folded] || within[t.folded] || categoryOf(t.folded) != "" || givenNames[t.folded] != (i >= best.from) {
			return "", false
		}
	}
	return text[ts[best.from].start:ts[best.to-1].end] + " " + text[ts[0].start:ts[best.from-1].end], true
}

// personFrom gives the run that begins at a token, with its score as a person's name;
// the score is 0 when it can be none. It is led when a calling stands before it.
func personFrom(ts []token, from int, led bool) run {
	for from < len(ts)-1 && (led && titles[ts[from].folded] || len(ts[from].folded) == 1 && givenNames[ts[from+1].folded]) {
		from++
	}
	s := run{from: from, to: personEnd(ts, from, runFrom(ts, from))}
	if s.size() <= 0 || hasDigit(ts[from].folded) {
		return run{}
	}
	goesOn := s.to < len(ts) && !ts[s.to].parted
	if s.size() == 1 && !led && goesOn && within[ts[s.to].folded] {
		return run{}
	}
	given := givenNames[ts[from].folded]
	if given && !led && from > 0 && !ts[from].parted && (articles[ts[from-1].folded] || nounNames[ts[from].folded] && !ts[from].capital) {
		return run{} // "se fue la luz un rato"
	}
	plain := !given && capitals(ts[from:s.to]) == 0 && !(ts[from].first && ts[from].capital)
	if plain && (s.size() < 2 || within[ts[from].folded]) {
		return run{}
	}
	switch {
	case given:
		s.score = 2
	case plain && !led && s.size() <= 4 && standsBefore(ts, from, s.to) && spelled(ts[s.to:]):
		s.score = surely - 1
	case plain && !led:
		return run{}
	}
	s.score += personWeight(ts, s, led)
	if written(ts[from:s.to]) && s.size() > 1 && !given && (!goesOn || from == 0 && talkWords[ts[s.to].folded]) {
		s.score++ // "Wilber Pérez, con be grande"
	}
	return s
}

var (
	articles = wordSet("la el las los una un sin mucha mucho")
	// nounNames are given names that are common words.
	nounNames = wordSet("luz flor sol mar cruz rosa blanca consuelo dolores esperanza paz jamaica perla estrella celeste nieves rocio angel reyes santos soledad mercedes remedios linda bella abril")
)

// personWeight is what the length of a run, its capitals and the words before it say for
// a person's name.
func personWeight(ts []token, s run, led bool) (score int) {
	if led {
		score += 2
	}
	if s.size() >= 2 && s.size() <= 5 {
		score++
	}
	if s.size() > 5 || s.size() == 1 && !led && len(ts) > 1 {
		score--
	}
	if written(ts[s.from:s.to]) {
		score++
	}
	return score
}

// religious names go on after a first one: "María de la Luz", "Ma. del Carmen".
var religious = wordSet("la las los carmen rosario pilar socorro refugio jesus lourdes guadalupe rocio consuelo angeles dolores mar sagrario transito")

// personEnd is where a person's name ends in a run: at a job, a figure, or a small word
// that is no part of a name.
func personEnd(ts []token, from, to int) int {
	for n := from + 1; n < to; n++ {
		t := ts[n]
		if n > from+1 && ts[from].capital && ts[from+1].capital && !t.capital && !within[t.folded] {
			return n // "Hilario Quezada Tena nieto de …"
		}
		small := t.folded == "de" || t.folded == "del"
		if small && n == from+1 && n+1 < to && religious[ts[n+1].folded] {
			continue
		}
		if small && n+1 < to && oldSurname.MatchString(joined3(ts, n+1, to)) {
			continue // "Montes de Oca"
		}
		if small || t.folded == "y" || t.folded == "en" || t.folded == "don" || t.folded == "dona" || t.legal || hasDigit(t.folded) || jobWord.MatchString(t.folded) || n > from+1 && !t.capital && tradeEnd.MatchString(t.folded) || trailingWords[t.folded] {
			return n
		}
	}
	return to
}

// oldSurname is what follows "de" in surnames: "de Oca", "de la Cruz", "del Río".
var oldSurname = newRule(`^(?:oca|leon|rio|valle|castillo|angel|toro|moral|villar|anda|dios|haro|alba|avila|lara|la (?:cruz|torre|rosa|o|garza|luz|fuente|vega|pena)|los (?:santos|reyes|rios|monteros)|las (?:casas|heras))\b`)

// joined3 are the next three tokens at most, folded.
func joined3(ts []token, from, to int) string {
	var words []string
	for _, t := range ts[from:min(from+3, to)] {
		words = append(words, t.folded)
	}
	return join(words)
}

// trailingWords stand behind a name and are none.
var trailingWords = wordSet("ventas compras habla escribe saluda nacido nacida originario originaria vecino vecina a al pro xfavor xfa asus bns here aqui presente servidor servidora agricultor agricultora artesano artesana productor productora apicultor apicultora comerciante tu amigo mero mera we wey guey bro compa carnal nice to meet hi hello mucho gusto orden ordenes bueno")

var (
	tradeEnd = newRule(`^\pL{3,}(?:ero|era|dor|dora|ista)$`)
	jobWord  = newRule(`^` + jobs + `$`)
	// surnameToo is "jacinto y me apellido baltierra".
	surnameToo = newRule(`^[,.]? (?:y )?(?:me apellido|de apellidos?|d apellidos?|mi apellido es|apellidos?|(?:my )?surname(?:'s| is)?|last name(?:'s| is)?) ([\pL]+(?: [\pL]+)?)|^,? ([\pL]+(?: [\pL]+)?) (?:de|d) apellido\b`)
)

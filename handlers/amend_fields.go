package handlers

import (
	"slices"
	"strings"

	"pabellon/knowledge"
)

// What a correction would make of each field but the names.

func (v *values) otherState(signal bool) amendment {
	before := v.before("state")
	if before == "" {
		return amendment{}
	}
	name, ok := v.r.form.stateBut(v.folded, before)
	if !ok {
		return amendment{}
	}
	a := amendment{"state", name, 0, len(v.folded), 0}
	if _, only := v.r.form.exactState(v.text); only || v.nothingBut(v.r.form.namesOf(name)) {
		a.weight = hardlyElse
	} else if (signal || v.mentionsAny(v.r.form.namesOf(before))) && !exported.MatchString(v.folded) {
		a.weight = couldBe
	}
	return a
}

// mentionsAny tells that one of these names is said: who names the old value tells why it
// is not right.
func (v *values) mentionsAny(names []string) bool {
	said := " " + join(knowledge.Words(v.folded)) + " "
	return slices.ContainsFunc(names, func(n string) bool { return len(n) > 3 && strings.Contains(said, " "+n+" ") })
}

// nothingBut tells that a text has no words but those of a list, and talk.
func (v *values) nothingBut(names []string) bool {
	rest := " " + join(knowledge.Words(v.folded)) + " "
	if len(names) > 1 { // a part of the name may come twice: "Sur. Baja California Sur"
		names = append(slices.Clone(names), strings.Fields(names[0])...)
	}
	for _, n := range names {
		rest = strings.ReplaceAll(rest, " "+n+" ", "  ")
	}
	return allTalk(strings.Fields(rest))
}

// choosing stands before a category that is chosen instead of another.
var choosing = newRule(`\b(?:mejor|cambi\w+|pon\w*|pongamos\w*|under|debe ser|va|as|es|is|categoria|category|in|en|a)\b(?: (?:en|a|por|la|el|es|de|us|it|under|to|las|los))*$`)

func (v *values) otherCategory(signal bool) amendment {
	before := v.before("category")
	f := v.r.form.Field("category")
	if before == "" || f == nil {
		return amendment{}
	}
	folded := " " + join(knowledge.Words(noComma.ReplaceAllString(v.folded, " "))) + " "
	told := false // the old one is said again
	for _, c := range f.Choices {
		told = told || (c.ID == before || c.Label["es"] == before) && slices.ContainsFunc(categoryNames(c)[:4], func(n string) bool { return strings.Contains(folded, " "+n+" ") })
	}
	if !told && !signal {
		return amendment{}
	}
	for _, c := range f.Choices {
		if c.ID == before || c.Label["es"] == before {
			continue
		}
		for i, name := range categoryNames(c) {
			at := strings.Index(folded, " "+name+" ")
			if at < 0 || !mentions(folded, name) || strings.HasPrefix(folded[at+len(name)+1:], " no ") || c.ID == "other" && (again.MatchString(folded) || !told && !putsOther.MatchString(join(knowledge.Words(v.text)))) || i > 3 && len(strings.Fields(folded)) > 6 {
				continue
			}
			if choosing.MatchString(folded[:at]) || v.nothingBut([]string{name}) || i < 2 || told && i < 4 {
				return amendment{"category", c.ID, 0, len(v.folded), hardlyElse}
			}
		}
	}
	return amendment{}
}

// categoryNames are the labels of a choice, their first words, and what else means it.
func categoryNames(c Choice) []string {
	es, en := join(knowledge.Words(c.Label["es"])), join(knowledge.Words(c.Label["en"]))
	return append([]string{es, en, firstOf(es), firstOf(en)}, c.Words...)
}

// itCounts is who remembers an export: "lo de Tucson cuenta".
var itCounts = newRule(`\b(?:si|cuenta|cuenta como|it counts|forgot|did)\b`)

// rightPart ends before what is right: "no fue Venezuela, sino Colombia".
var rightPart = newRule(`^.*\b(?:sino|quise decir|es decir|son|fue|fueron|era|eran|i meant|it's|rather|but)\b(?: (?:a|en|to|de))?\s+`)

func (v *values) otherExports(signal bool) amendment {
	before := join(knowledge.Words(v.before("exports")))
	if before == "" {
		return amendment{}
	}
	words := knowledge.Words(v.folded)
	somePlace, abroad := placeInside(words)
	a := amendment{"exports", v.led(v.r.form.Field("exports"), v.text), 0, len(v.folded), 0}
	never := neverWords.MatchString(before) || neverStart.MatchString(before)
	if rest := rightPart.FindStringIndex(v.folded); rest != nil && abroad {
		if _, there := placeInside(knowledge.Words(v.folded[rest[1]:])); there {
			a.text, a.start = v.trimmed(rest[1], len(v.folded)), rest[1]
		}
	}
	switch {
	case !never && v.mentionsAny(strings.Fields(before)) && neverWords.MatchString(v.folded):
		return amendment{"exports", "nunca", 0, len(v.folded), hardlyElse}
	case abroad && signal && v.mentionsAny(strings.Fields(before)) && a.start > 0:
		a.weight = hardlyElse
	case !exported.MatchString(v.folded) && !abroad:
	case never && (exported.MatchString(v.folded) && !neverWords.MatchString(v.folded) || itCounts.MatchString(v.folded) && (abroad || somewhere.MatchString(v.folded))):
		a.weight = hardlyElse
	case abroad && signal && !contains(" "+before+" ", " "+join(knowledge.Words(somePlace.es))+" "):
		a.weight = couldBe
	case abroad && v.mentionsAny(strings.Fields(before)) && exported.MatchString(v.folded):
		a.weight = couldBe
	case abroad && signal && len(words) > 3:
		a.weight = couldBe
	}
	return a
}

// newJob is a job behind what tells that it is one's own.
var newJob = newRule(`^` + jobs + `|(?:\b(?:soy|pon(?:le|ga|gale|game)?|i'm|i am|title es|title is|puesto es|cargo es|role is)|[:,]) (?:el |la |un |una |the |an? )?(` + fullJob + `)\b`)

func (v *values) otherRole(signal bool) amendment {
	before := join(knowledge.Words(v.before("role")))
	if asked := v.r.form.Field(v.r.c.Asking); before == "" || asked != nil && asked.Kind == "role" {
		return amendment{}
	}
	told, best, own := false, amendment{}, false
	for _, m := range jobPhrase.FindAllStringSubmatchIndex(v.folded, 8) {
		said, ahead := join(knowledge.Words(v.folded[m[2]:m[3]])), v.folded[max(0, m[0]-20):m[2]]
		switch mine := ownJobAhead.MatchString(ahead) || newJobAhead.MatchString(ahead); {
		case said == before || strings.HasPrefix(before, firstOf(said)) && len(firstOf(said)) > 4:
			told = true
		case deniedJob.MatchString(ahead) || othersJob.MatchString(v.folded[m[3]:]):
		case mine || !own:
			own = mine
			best = amendment{"role", v.trimmed(m[2], m[3]), m[2], m[3], couldBe}
			if mine {
				best.weight = hardlyElse
			}
		}
	}
	switch {
	case best.weight == 0 || !signal && !told && (!v.isAll(best.start, best.end) || vocative[knowledge.Fold(best.text)]):
		return amendment{}
	case v.isAll(best.start, best.end):
		best.weight = hardlyElse
	case told || newJob.MatchString(v.folded):
		best.weight = hardlyElse
	case !own:
		return amendment{}
	}
	return best
}

// newJobAhead stands before the job that is right.
var newJobAhead = newRule(`\b(?:ya|ponga|ponme|pongame|ponganme|servidora?|mi (?:cargo|puesto) es|sino|title is|es|a mi)(?: (?:es|soy|como|de|en|la|el|ponga\w*|pon\w*))*\s*$`)

// instead stands before what is made now, in place of what was made.
var instead = newRule(`\b(?:pon(?:le|ga|gale|game|los|las|lo)?|ahora (?:son |es |hacemos |vendemos )?(?:pur[oa]s )?|son pur[oa]s|pur[oa]s|hoy lo nuestro (?:es|son)|lo (?:nuestro|mio) (?:es|son)|(?:asiente|registre|anote)n?|make it|put)\b *`)

func (v *values) otherProducts(signal bool) amendment {
	before := nameWords(v.before("products"))
	if len(before) == 0 {
		return amendment{}
	}
	ends := instead.FindAllStringIndex(v.folded, -1)
	told := slices.ContainsFunc(knowledge.Words(v.folded), func(w string) bool { return len(w) > 3 && nearTo(w, before) < 2 })
	if len(ends) == 0 && told && !hasDigit(v.folded) && goodsHead(v.folded) != "" && !hasVerb(knowledge.Words(v.folded)) && v.r.form.Field(v.r.c.Asking) == nil && len(strings.Fields(v.folded)) <= longestMore && !contains(join(before), join(nameWords(v.text))) {
		_, text, behind := strings.Cut(v.text, ": ")
		if !behind {
			text = v.led(v.r.form.Field("products"), v.text)
		}
		return amendment{"products", text, 0, len(v.folded), couldBe}
	}
	if !signal || len(ends) == 0 || !told && !dropped.MatchString(v.folded) {
		return amendment{}
	}
	start := ends[len(ends)-1][1]
	text := v.trimmed(start, len(v.folded))
	if labelInside(v.r.form.Field("category"), knowledge.Fold(text)).score > 0 && len(strings.Fields(text)) <= 4 {
		return amendment{} // it is the category that changes
	}
	if letters(text) < 3 || allTalk(knowledge.Words(text)) {
		return amendment{}
	}
	return amendment{"products", text, start, len(v.folded), hardlyElse + 1}
}

// longestMore is how many words tell more of a product that is known.
const longestMore = 8

// dropped is what is not made any more.
var dropped = newRule(`\bya no\b|\bdescontinu\w*|\blo mio\b|\b[kq]u?ital[oae]s?\b|\b(?:cambio de plan|no longer|not any ?more)\b`)

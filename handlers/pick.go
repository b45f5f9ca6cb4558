package handlers

import (
	"slices"
	"strconv"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

var (
	// byPlace is a choice by its place: "2", "la 2", "la segunda", "opción dos", "the last one".
	byPlace = newRule(`^(?:(?:pues|mejor|entonces|quiero|elijo|escojo|va|dame|seria|es|i pick|i want|give me) )*((?:(?:la|el|lo|opcion|numero|num|the|option|number) )*)(\d{1,2}|[a-z]+)(?: (?:opcion|option|one|por favor|please))*$`)
	// byWords is a choice by what stands in it: "la del mezcal", "the one about insurance".
	byWords = newRule(`^(?:el|la|lo|los|las|esa|ese|the one)(?: (?:de|del|que dice|sobre|about|on|with))+(?: (?:el|la|los|las|the))? (.+)$`)
)

// inOrder are the words for places in a list, the first place first.
var inOrder = []string{"primera primero primer first uno una one", "segunda segundo second dos two", "tercera tercero tercer third tres three",
	"cuarta cuarto fourth cuatro four", "quinta quinto fifth cinco five", "sexta sexto sixth seis six", "septima septimo seventh siete seven",
	"octava octavo eighth ocho eight", "novena noveno ninth nueve nine", "decima decimo tenth diez ten", "undecima once eleven"}

// picked reads a choice among the buttons that the person sees, by its place or by its
// words. A bare figure is one only where nothing else can be meant by it.
func (r *reader) picked(folded string) (bot.Command, bool) {
	shown := slices.DeleteFunc(slices.Clone(r.c.Shown), isVote) // nobody votes by a number, and the page shows them last
	if len(shown) < 2 {
		return nil, false
	}
	field := r.form.Field(r.c.Asking)
	open := field == nil && r.c.Estimate.Asking == ""
	if m := byPlace.FindStringSubmatch(folded); m != nil {
		n, figure := placeIn(m[2], len(shown))
		named := m[1] != "" // "la 2"
		if n < 0 || !named && !figure && strings.Contains(" uno una one dos two tres ", " "+m[2]+" ") && !open {
			return nil, false
		}
		if !named && figure && !open && (field == nil || len(field.Choices) == 0) {
			return nil, false
		}
		return r.press(shown[n])
	}
	if m := byWords.FindStringSubmatch(folded); m != nil && open {
		with := slices.DeleteFunc(slices.Clone(shown), func(b bot.Button) bool { return !hasWords(b.Label, m[1]) })
		if len(with) == 1 {
			return r.press(with[0])
		}
	}
	return nil, false
}

// placeIn is where in a list of n a word or figure points to, from 0; -1 for nowhere.
func placeIn(word string, n int) (at int, figure bool) {
	if word == "ultima" || word == "ultimo" || word == "last" {
		return n - 1, false
	}
	at, err := strconv.Atoi(word)
	if err != nil {
		at = 1 + slices.IndexFunc(inOrder, func(words string) bool { return strings.Contains(" "+words+" ", " "+word+" ") })
	}
	if at < 1 || at > n {
		return -1, false
	}
	return at - 1, err == nil
}

// hasWords tells whether a label has all words of a text.
func hasWords(label, text string) bool {
	folded := " " + join(knowledge.Words(label)) + " "
	for _, w := range strings.Fields(text) {
		if !strings.Contains(folded, " "+w) {
			return false
		}
	}
	return true
}

// isVote tells a thumb.
func isVote(b bot.Button) bool {
	cmd, _ := decodeButton(b.Payload)
	_, vote := cmd.(bot.Vote)
	return vote
}

// press reads a button as if it had been pressed.
func (r *reader) press(b bot.Button) (bot.Command, bool) {
	pressed := *r
	pressed.t.Button = b.Payload
	return pressed.button(), !b.Contact
}

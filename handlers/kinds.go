package handlers

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"pabellon/knowledge"
)

// reading is what a check made of a person's words.
type reading struct {
	Value   string // normalised; "" when it cannot be kept
	Problem string // the phrase that says what is missing; "" when nothing is
	Doubt   string // the phrase that asks whether Value is really so
	Note    string // a warning that stays with the value
	Count   int    // characters or digits found, for the phrase
}

// kinds are the ways in which a field's value is read, by the name that form.yaml uses.
var kinds = map[string]func(fm *Form, f *Field, text string) reading{
	"business":  readBusiness,
	"person":    readPerson,
	"rfc":       readRFC,
	"role":      readRole,
	"email":     readEmail,
	"phone":     readPhone,
	"state":     readState,
	"category":  readCategory,
	"text":      readText,
	"exports":   readExports,
	"website":   readWebsite,
	"documents": readText,
}

func kindNames() string {
	var names []string
	for k := range kinds {
		names = append(names, k)
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}

// maxValue is the longest value that is kept, in characters: a card line, not an essay.
const maxValue = 300

func readText(_ *Form, _ *Field, text string) reading {
	text = strings.Trim(strings.ReplaceAll(text, "\n", " "), " .,;:-")
	if letters(text) == 0 && digits(text) == 0 {
		return reading{Problem: "wrong.text"}
	}
	return reading{Value: sentence(short(text, maxValue))}
}

func readBusiness(fm *Form, f *Field, text string) reading {
	text = withoutMarks(text)
	if name := trimmedName(businessName(text), false); letters(name) > 1 {
		text = name
	}
	r := readText(fm, f, text)
	if r.Problem != "" || letters(r.Value) < 2 || strings.Contains(r.Value, "@") {
		return reading{Problem: "wrong.business"}
	}
	name := title(short(strings.Trim(r.Value, `"«»“”'`), 120))
	if strings.HasSuffix(name, "C.V") || strings.HasSuffix(name, "S.A") {
		name += "."
	}
	return reading{Value: name}
}

// withoutMarks takes the marks of bold and italic from around words.
func withoutMarks(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = strings.Trim(w, "*_")
	}
	return strings.Join(words, " ")
}

func readPerson(_ *Form, _ *Field, text string) reading {
	text = strings.Trim(strings.ReplaceAll(text, "\n", " "), " .,;:-\"")
	if letters(text) < 3 || digits(text) > 0 || strings.ContainsAny(text, "@/") || utf8.RuneCountInString(text) > 80 {
		return reading{Problem: "wrong.person"}
	}
	if name := trimmedName(personName(text), true); letters(name) >= 3 {
		text = name
	}
	return reading{Value: title(text)}
}

func readRFC(_ *Form, _ *Field, text string) reading {
	rfc := cleanRFC(text)
	if spoken := dictated(text, true); len(spoken) >= 12 && digits(text) < 6 {
		rfc = cleanRFC(spoken)
	}
	r := reading{Count: len([]rune(rfc))}
	switch problem := checkRFC(rfc); problem {
	case rfcFine:
		r.Value = rfc
	case rfcDigit:
		r.Value, r.Doubt, r.Note = rfc, "doubt.rfc", "digit"
	case rfcShort:
		r.Problem = "wrong.rfc.short"
		if r.Count < 9 {
			r.Problem = "wrong.rfc.shape"
		}
	default:
		r.Problem = "wrong.rfc." + string(problem)
	}
	return r
}

func readPhone(_ *Form, _ *Field, text string) reading {
	if spoken := dictated(text, false); len(spoken) >= 10 && digits(text) < 7 {
		text = spoken
	}
	number := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '+' {
			return r
		}
		return -1
	}, text)
	n := digits(number)
	if n < 7 {
		return reading{Problem: "wrong.phone", Count: n}
	}
	if n == len("12025550123") && strings.HasPrefix(number, "1") {
		number = "+" + number // of the United States or Canada, with its code
	}
	parsed, err := phonenumbers.Parse(mexican(number), "MX")
	if err != nil || !phonenumbers.IsPossibleNumber(parsed) {
		return reading{Problem: "wrong.phone.count", Count: n}
	}
	value := phonenumbers.Format(parsed, phonenumbers.E164)
	switch {
	case phonenumbers.IsValidNumber(parsed):
		return reading{Value: value}
	case parsed.GetCountryCode() != mexico: // other countries' plans change without our knowing
		return reading{Value: value, Doubt: "doubt.phone", Note: "phone"}
	}
	return reading{Problem: "wrong.phone.unknown", Count: n}
}

// mexico is its country code.
const mexico = 52

// spokenPhone writes a number as people read it: "+52 228 123 4567".
func spokenPhone(e164 string) string {
	parsed, err := phonenumbers.Parse(e164, "MX")
	if err != nil {
		return e164
	}
	return phonenumbers.Format(parsed, phonenumbers.INTERNATIONAL)
}

// mexican takes away the prefixes that ended on 3 August 2019: 01, 044, 045, and
// the 1 after +52 (F-ID-09, F-ID-10).
func mexican(number string) string {
	for _, old := range []string{"044", "045", "01"} {
		if rest, ok := strings.CutPrefix(number, old); ok && len(rest) == 10 {
			return rest
		}
	}
	for _, old := range []string{"+521", "00521", "521"} {
		if rest, ok := strings.CutPrefix(number, old); ok && len(rest) == 10 {
			return "+52" + rest
		}
	}
	if rest, ok := strings.CutPrefix(number, "52"); ok && len(rest) == 10 {
		return "+52" + rest
	}
	return number
}

func readState(fm *Form, _ *Field, text string) reading {
	if s, ok := fm.state(text, true); ok {
		return reading{Value: s}
	}
	return reading{Problem: "wrong.state"}
}

func readCategory(_ *Form, f *Field, text string) reading {
	if c, ok := f.choice(text); ok {
		return reading{Value: c.ID}
	}
	if c, ok := f.nearChoice(join(knowledge.Words(text))); ok {
		return reading{Value: c.ID}
	}
	return reading{Problem: "wrong.category"}
}

var (
	almost     = newRule(`\bcasi (?:nunca|no)\b`)
	neverWords = newRule(`\b(?:nunca|nunk|nunka|nuca|jamas|never|ninguna vez|ninguna experiencia|sin experiencia)\b`)
	unsure     = newRule(`^no (?:se|estoy segur[oa])\b`)
	neverStart = newRule(`^(?:pues |la verdad |ay |uy )*(?:no|nel|nop|nope|todavia no|aun no|not yet|nada|ninguna|cero)\b`)
	somewhere  = newRule(`\d|\b(?:vez|veces|once|twice|pero)\b`)
)

func readExports(fm *Form, f *Field, text string) reading {
	words := knowledge.Words(text)
	folded := join(words)
	_, somePlace := placeInside(words)
	if heardOnly[folded] {
		return reading{Problem: "wrong.text"}
	}
	if !somePlace && !almost.MatchString(folded) && !unsure.MatchString(folded) && !somewhere.MatchString(folded) && (neverWords.MatchString(folded) || neverStart.MatchString(folded) && len(words) <= 8) {
		return reading{Value: f.Choices[0].Label["es"]}
	}
	return readText(fm, f, text)
}

// heardOnly may be a yes, and as well only tells that one is listening.
var heardOnly = wordSet("ya simon aja mjm este va sale")

func readWebsite(_ *Form, _ *Field, text string) reading {
	text = strings.Trim(text, " .,;:")
	if utf8.RuneCountInString(text) > 200 || !strings.ContainsAny(text, ".@") {
		return reading{Problem: "wrong.text"}
	}
	return reading{Value: text}
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func digits(s string) (n int) {
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

package handlers

import (
	"net/mail"
	"regexp"
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
	r := readText(fm, f, text)
	if r.Problem != "" || letters(r.Value) < 2 {
		return reading{Problem: "wrong.business"}
	}
	name := title(short(strings.Trim(r.Value, `"«»“”'`), 120))
	if strings.HasSuffix(name, "C.V") || strings.HasSuffix(name, "S.A") {
		name += "."
	}
	return reading{Value: name}
}

func readPerson(_ *Form, _ *Field, text string) reading {
	text = strings.Trim(strings.ReplaceAll(text, "\n", " "), " .,;:-\"")
	if letters(text) < 3 || digits(text) > 0 || strings.ContainsAny(text, "@/") || utf8.RuneCountInString(text) > 80 {
		return reading{Problem: "wrong.person"}
	}
	return reading{Value: title(text)}
}

func readRFC(_ *Form, _ *Field, text string) reading {
	rfc := cleanRFC(text)
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

func readRole(fm *Form, f *Field, text string) reading {
	c, ok := f.choice(text)
	folded := join(knowledge.Words(text))
	if ok && (folded == c.ID || folded == join(knowledge.Words(c.Label["es"])) || folded == join(knowledge.Words(c.Label["en"]))) {
		return reading{Value: c.Label["es"]}
	}
	if _, product := fm.Field("category").choice(text); !ok && product && len(strings.Fields(text)) < 3 {
		return reading{Problem: "wrong.role"} // "huaraches" is no job
	}
	return readText(fm, f, ownJob.ReplaceAllString(text, ""))
}

// ownJob are the words before the job in "soy la dueña".
var ownJob = regexp.MustCompile(`(?i)^(?:yo )?(?:soy|es|somos|i am|i'm)?\s*(?:el|la|su|un|una|the|an|a)?\s+`)

var (
	emailShape = regexp.MustCompile(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	// emailSpoken is an address as people say it: "rosa punto martinez arroba gmail punto com".
	emailSpoken = regexp.MustCompile(`(?i)[\pL\pN._%+-]+(?: (?:punto|gui[oó]n bajo|gui[oó]n|dot) [\pL\pN._-]+)* ?(?: arroba | ?@ ?|\(arroba\)| at ) ?[\pL\pN-]+(?:(?: (?:punto|dot) | ?\. ?)[\pL\pN]+)+`)
	spoken      = regexp.MustCompile(`(?i) ?\b(punto|gui[oó]n bajo|gui[oó]n|dot|arroba|at)\b ?|\(arroba\)`)
)

// unspoken writes a spoken address as one.
func unspoken(s string) string {
	s = spoken.ReplaceAllStringFunc(s, func(w string) string {
		switch knowledge.Fold(strings.Trim(w, " ()")) {
		case "punto", "dot":
			return "."
		case "guion bajo":
			return "_"
		case "guion":
			return "-"
		}
		return "@"
	})
	return strings.ReplaceAll(s, " ", "")
}

// commonSlips are providers as people mistype them.
var commonSlips = strings.NewReplacer("@gmial.", "@gmail.", "@gmai.", "@gmail.", "@gmal.", "@gmail.", "@gamil.", "@gmail.", "@hotmial.", "@hotmail.", "@hotmai.", "@hotmail.",
	"@hormail.", "@hotmail.", "@outlok.", "@outlook.", "@yaho.", "@yahoo.", "gmail.con", "gmail.com", "hotmail.con", "hotmail.com", "outlook.con", "outlook.com", "yahoo.con", "yahoo.com")

func readEmail(_ *Form, _ *Field, text string) reading {
	found := emailShape.FindAllString(text, -1)
	if len(found) == 0 {
		if said := emailSpoken.FindString(text); said != "" {
			found = emailShape.FindAllString(unspoken(said), -1)
		}
	}
	if len(found) == 0 {
		if strings.Contains(text, "@") {
			return reading{Problem: "wrong.email.domain"}
		}
		return reading{Problem: "wrong.email"}
	}
	address := strings.TrimRight(found[len(found)-1], ".-")
	if _, err := mail.ParseAddress(address); err != nil || len(address) > 254 {
		return reading{Problem: "wrong.email.domain"}
	}
	at := strings.LastIndexByte(address, '@')
	address = address[:at] + strings.ToLower(address[at:])
	if meant := commonSlips.Replace(address); meant != address {
		return reading{Value: meant, Doubt: "doubt.email"}
	}
	return reading{Value: address}
}

func readPhone(_ *Form, _ *Field, text string) reading {
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
	parsed, err := phonenumbers.Parse(mexican(number), "MX")
	if err != nil || !phonenumbers.IsPossibleNumber(parsed) {
		return reading{Problem: "wrong.phone.count", Count: n}
	}
	if !phonenumbers.IsValidNumber(parsed) {
		return reading{Problem: "wrong.phone.unknown", Count: n}
	}
	return reading{Value: phonenumbers.Format(parsed, phonenumbers.E164)}
}

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

// state finds a state in a text. Alone tells that the text is an answer to the
// question, so that "son" or "sin" may be one; in other texts only longer names count.
func (fm *Form) state(text string, alone bool) (string, bool) {
	words := knowledge.Words(text)
	for alone && len(words) > 1 && connecting[words[0]] {
		words = words[1:] // "el df", "en Puebla"
	}
	whole := join(words)
	folded := " " + whole + " "
	best, length := "", 0
	for _, s := range fm.States {
		for _, w := range append([]string{join(knowledge.Words(s.Name))}, s.Words...) {
			exact := alone && whole == w
			inside := len(w) > 3 && contains(folded, " "+w+" ")
			if (exact || inside) && len(w) > length {
				best, length = s.Name, len(w)
			}
		}
	}
	if best == "" && alone && len(words) <= 4 {
		best = fm.nearState(whole)
	}
	return best, best != ""
}

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
	for _, s := range fm.States {
		name := join(knowledge.Words(s.Name))
		if allowed := len(name) / 5; allowed > 0 && distance(whole, name) <= min(allowed, 2) {
			return s.Name
		}
	}
	return ""
}

func readCategory(_ *Form, f *Field, text string) reading {
	if c, ok := f.choice(text); ok {
		return reading{Value: c.ID}
	}
	return reading{Problem: "wrong.category"}
}

var (
	neverWords = regexp.MustCompile(`\b(?:nunca|jamas|never|ninguna vez|ninguna experiencia|sin experiencia)\b`)
	neverStart = regexp.MustCompile(`^(?:pues |la verdad |ay |uy )*(?:no|nel|nop|nope|todavia no|aun no|not yet|nada|ninguna|cero)\b`)
	somewhere  = regexp.MustCompile(`\d|\b(?:vez|veces|once|twice|pero)\b`)
)

func readExports(fm *Form, f *Field, text string) reading {
	words := knowledge.Words(text)
	folded := join(words)
	if !somewhere.MatchString(folded) && (neverWords.MatchString(folded) || neverStart.MatchString(folded) && len(words) <= 8) {
		return reading{Value: f.Choices[0].Label["es"]}
	}
	return readText(fm, f, text)
}

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

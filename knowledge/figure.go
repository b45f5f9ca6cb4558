package knowledge

// Figure is a number, a price, a share, a date or a term that a text gives.
//
// The values of a date are 20190503 for a day, 20190500 for a month, 20190000 for
// a year and 503 for a day without a year; of a time of day, minutes.
type Figure struct {
	Text   string  // as written, with its unit: "US$1,500", "15 días hábiles"
	At     int     // where Text begins, in bytes
	Value  float64 // 1500
	Unit   string  // "", "%", "USD", "MXN", "$" (whose is not said), "kg", "m3", "day", "workday", "times", "date", "clock", …
	Per    string  // "year" in "1,500 dólares al año"; mostly ""
	Low    float64 // the lower end of the range that it is an end of
	High   float64 // the upper end; 0 when it stands alone
	Approx bool    // "unos", "casi", "about", "~"
	Bound  bool    // "hasta", "al menos", "up to", "from"
}

// Figures are all figures of a text, Spanish or English, in digits or in words,
// in the order in which they stand. Marks are read over; addresses, codes such
// as "32-D" and the numbers of ordered lists are none.
func Figures(text string) []Figure { return read(text).figures }

// reading is a text with what was found in it.
type reading struct {
	text    string
	tokens  []lexeme
	words   string // folded, " a b | c |": words between bars belong together
	figures []Figure
	labels  []label
	lead    int // by how many small words the text is Spanish; negative when English
	counted bool
}

// label is a code, a rule or a telephone: what must stand in a passage letter by letter.
type label struct {
	Name
	key string
}

// read finds the figures and labels of a text.
func read(text string) *reading {
	r := &reading{text: text}
	r.tokens, r.words = scan(text)
	for i := 0; i < len(r.tokens); {
		i = r.step(i)
	}
	return r
}

// step reads what begins at token i and tells where to go on.
func (r *reading) step(i int) int {
	switch t := &r.tokens[i]; t.kind {
	case signToken:
		return i + 1
	case labelToken:
		r.label(i, i+1, t.fold)
		return i + 1
	case wordToken:
		if next := r.rule(i); next > i {
			return next
		}
	}
	if next := r.series(i); next > i {
		return next
	}
	return i + 1
}

// label keeps the tokens from first up to next as a label.
func (r *reading) label(first, next int, key string) {
	r.labels = append(r.labels, label{Name{r.slice(first, next), int(r.tokens[first].at)}, key})
	r.use(first, next)
}

// use keeps tokens from being read as a name too.
func (r *reading) use(first, next int) {
	for i := first; i < next; i++ {
		r.tokens[i].shape |= used
	}
}

// slice is the text of the tokens from first up to next.
func (r *reading) slice(first, next int) string {
	return r.text[r.tokens[first].at:r.tokens[next-1].end]
}

// word is the folded word at i; "" when something else or nothing stands there.
func (r *reading) word(i int) string {
	if i >= 0 && i < len(r.tokens) && r.tokens[i].kind == wordToken {
		return r.tokens[i].fold
	}
	return ""
}

// sign is the sign at i; "" when something else or nothing stands there.
func (r *reading) sign(i int) string {
	if i >= 0 && i < len(r.tokens) && r.tokens[i].kind == signToken {
		return r.tokens[i].fold
	}
	return ""
}

// digits is the number in digits at i; nil when something else stands there.
func (r *reading) digits(i int) *lexeme {
	if i >= 0 && i < len(r.tokens) && r.tokens[i].kind == numberToken {
		return &r.tokens[i]
	}
	return nil
}

// joined tells whether no space stands before the token at i.
func (r *reading) joined(i int) bool {
	return i >= 0 && i < len(r.tokens) && !r.tokens[i].is(gap)
}

// rule reads a rule by its number, "artículo 29", "Incoterms 2020", "Clause A", as
// labels, and tells where to go on; i when there is none.
func (r *reading) rule(i int) int {
	head := ruleOf(r.word(i))
	if head == "" {
		return i
	}
	j := i + 1
	if s := r.sign(j); s == "." || s == "-" && r.joined(j) {
		j++
	}
	for first := i; j < len(r.tokens); {
		key := r.clause(j, head)
		if key == "" {
			break
		}
		r.label(first, j+1, key)
		i = j + 1
		if w := r.word(i); w != "y" && w != "and" && w != "o" && w != "or" && r.sign(i) != "," {
			break
		}
		j, first = i+1, i+1
		if head == "incoterm" || r.unitAfter(j+1, amount{}).unit != "" {
			break
		}
	}
	return i
}

// clause is the key of the rule that token j names; "" when it names none.
func (r *reading) clause(j int, head string) string {
	t := &r.tokens[j]
	switch {
	case t.kind == labelToken && t.shape&used == 0:
		return head + " " + t.fold
	case t.kind == wordToken && head == "clause" && len(t.fold) == 1 && t.is(upper):
		return head + " " + t.fold
	case t.kind == numberToken && (head == "iso" || head == "nom"):
		return head + "-" + r.text[t.at:t.end]
	case t.kind == numberToken && r.unitAfter(j+1, amount{}).unit == "":
		return head + " " + r.text[t.at:t.end]
	}
	return ""
}

// ruleOf is the one name of a word that a rule's number follows; "" when none does.
func ruleOf(word string) string {
	switch word {
	case "articulo", "articulos", "art", "arts", "article", "articles":
		return "art"
	case "clausula", "clausulas", "clause", "clauses":
		return "clause"
	case "incoterm", "incoterms":
		return "incoterm"
	case "clase", "clases", "class", "classes":
		return "class"
	case "fraccion", "fracciones":
		return "fraction"
	case "regla", "reglas", "rule", "rules":
		return "rule"
	case "anexo", "annex":
		return "annex"
	case "iso", "nom":
		return word
	}
	return ""
}

package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Documents are read by their labels: what stands behind "RFC:" may be an RFC. Nothing is
// taken from running text, so that a document commands nothing and proposes little.

// paperCell is one cell of a document.
type paperCell struct {
	text       string
	label      string // folded, of "Label: value"; "" when there is none
	value      string
	page, line int
}

// certificate are the words that a constancia has for a title, alone in a cell.
var certificate = map[string]bool{"constancia de situacion fiscal": true, "cedula de identificacion fiscal": true}

// paperLabels are the fields that a label names in any document.
var paperLabels = map[string]string{
	"rfc": "rfc", "r.f.c.": "rfc", "r.f.c": "rfc", "registro federal de contribuyentes": "rfc",
	"denominacion/razon social": "business", "denominacion o razon social": "business", "razon social": "business", "denominacion": "business",
	"nombre, denominacion o razon social": "business", "nombre comercial": bot.TradeName,
	"correo electronico": "email", "correo": "email", "e-mail": "email", "email": "email",
	"telefono": "phone", "tel": "phone", "tel.": "phone", "celular": "phone", "telefono movil": "phone", "telefono fijo": "phone", "phone": "phone",
}

// certificateLabels are those that only a constancia is trusted with.
var certificateLabels = map[string]string{
	"nombre de la entidad federativa": "state", "entidad federativa": "state",
	"nombre (s)": "given", "nombre(s)": "given", "primer apellido": "first", "segundo apellido": "second",
}

// namedAbove are the labels of a constancia that stand below what they name.
var namedAbove = map[string]string{"nombre, denominacion o razon social": "business", "registro federal de contribuyentes": "rfc"}

// readPaper gives what the lines of a document say, nil when nothing is of use.
func (k *Clerk) readPaper(lines []bot.DocLine) *bot.Paper {
	rows := paperRows(lines)
	p := &paperReading{Clerk: k}
	for _, row := range rows {
		for _, c := range row {
			if certificate[knowledge.Fold(c.text)] {
				p.Kind = bot.Constancia
			}
		}
	}
	for _, row := range rows {
		for _, c := range row {
			p.cell(c)
		}
	}
	if p.Kind == bot.Constancia {
		p.person()
		p.above(rows)
		p.Issued = issuedOn(rows)
	}
	p.Values = slices.DeleteFunc(p.Values, func(f bot.Finding) bool { return p.twice[f.Field] || f.Field == "business" && p.Value("contact") != "" })
	if p.Kind == "" && len(p.Values) == 0 {
		return nil
	}
	return &p.Paper
}

// paperRows splits lines into cells; an empty line gives none.
func paperRows(lines []bot.DocLine) [][]paperCell {
	var out [][]paperCell
	for _, l := range lines {
		var row []paperCell
		for text := range strings.SplitSeq(clean(l.Text), bot.DocGap) {
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
			c := paperCell{text: text, page: l.Page, line: l.Number}
			if label, value, ok := strings.Cut(text, ":"); ok {
				c.label, c.value = strings.TrimSpace(knowledge.Fold(label)), strings.TrimSpace(value)
			}
			row = append(row, c)
		}
		if len(row) > 0 {
			out = append(out, row)
		}
	}
	return out
}

// paperReading is one call of readPaper.
type paperReading struct {
	*Clerk
	bot.Paper
	parts [3]paperCell    // a person's given name and surnames
	twice map[string]bool // fields with two values: neither is taken
}

// cell reads a label with its value.
func (p *paperReading) cell(c paperCell) {
	field := paperLabels[c.label]
	if field == "" && p.Kind == bot.Constancia {
		field = certificateLabels[c.label]
	}
	if field == "" || c.value == "" {
		return
	}
	if i := slices.Index([]string{"given", "first", "second"}, field); i >= 0 {
		if p.parts[i].value == "" {
			p.parts[i] = c
		}
		return
	}
	if field == "state" && knowledge.Fold(c.value) == "mexico" {
		c.value = "Estado de México" // people say so of the country
	}
	p.found(field, c.value, c)
}

// person puts a natural person's name together: it is the contact's.
func (p *paperReading) person() {
	given, first, second := p.parts[0].value, p.parts[1].value, p.parts[2].value
	if given != "" && first != "" {
		p.found("contact", strings.TrimSpace(given+" "+first+" "+second), p.parts[0])
	}
}

// above reads what stands above its label, if nothing was found beside one.
func (p *paperReading) above(rows [][]paperCell) {
	for i, row := range rows {
		field := namedAbove[knowledge.Fold(row[0].text)]
		if i > 0 && field != "" && p.Value(field) == "" {
			p.found(field, rows[i-1][0].text, rows[i-1][0])
		}
	}
}

// The longest value that is taken from a document, in characters and words: a name is no
// sentence.
const (
	longestFound      = 80
	longestFoundWords = 10
)

// found takes a value if the check of its field does, as it would a person's own words.
func (p *paperReading) found(field, value string, c paperCell) {
	asked := field
	if field == bot.TradeName {
		asked = "business"
	}
	f := p.form.Field(asked)
	if f == nil || len([]rune(value)) > longestFound || len(strings.Fields(value)) > longestFoundWords || !f.plainlyIs(value) {
		return
	}
	r := kinds[f.Kind](p.form, f, value)
	if r.Problem != "" || r.Doubt != "" && r.Note != "digit" {
		return
	}
	switch old := p.Value(field); old {
	case "":
		p.Values = append(p.Values, bot.Finding{Field: field, Value: r.Value, Page: c.page, Line: c.line})
	case r.Value:
	default:
		if p.twice == nil {
			p.twice = map[string]bool{}
		}
		p.twice[field] = true
	}
}

// plainlyIs tells a value that is written as documents write it, with nothing around it.
func (f *Field) plainlyIs(value string) bool {
	switch f.Kind {
	case "rfc":
		return len(strings.Fields(value)) == 1
	case "email":
		return !strings.ContainsAny(value, " ,;")
	case "phone":
		return letters(value) == 0
	case "business", "person":
		return !strings.ContainsAny(value, "<>@{}[]=«»\"“”|!¡?¿") && !strings.Contains(value, "//") && digits(value) <= 4
	}
	return true
}

// issuedAt stands above or beside the day on which a constancia was issued.
const issuedAt = "lugar y fecha de emision"

var dayInWords = newRule(`\ba (\d{1,2}) de (enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre) del? (\d{4})\b`)

// issuedOn finds the day on which a constancia was issued: at its label, or in the lines
// below it, in the last column. "" is not found.
func issuedOn(rows [][]paperCell) string {
	for i, row := range rows {
		if !slices.ContainsFunc(row, func(c paperCell) bool { return strings.HasPrefix(knowledge.Fold(c.text), issuedAt) }) {
			continue
		}
		text := ""
		for _, r := range rows[i:min(i+4, len(rows))] {
			text += " " + r[len(r)-1].text
		}
		if day := dayIn(join(knowledge.Words(text))); day != "" {
			return day
		}
	}
	return ""
}

// dayIn is the first day in a folded text, as 2006-01-02.
func dayIn(folded string) string {
	m := dayInWords.FindStringSubmatch(folded)
	if m == nil {
		return ""
	}
	day, _ := strconv.Atoi(m[1]) // digits
	year, _ := strconv.Atoi(m[3])
	months := longMonths["es"]
	month := time.Month(slices.Index(months[:], m[2]) + 1)
	at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if at.Day() != day {
		return ""
	}
	return at.Format(time.DateOnly)
}

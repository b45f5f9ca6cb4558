package knowledge

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// answer is a part of an article that is shown, and what it rests on: the article
// in both languages.
type answer struct {
	file, lang, text string
	passages         []string
	lock             *Lock
}

// answers are the two parts of every article in the program.
func answers(t testing.TB) []answer {
	t.Helper()
	l, _ := Load(Embedded())
	var out []answer
	for _, a := range l.Articles() {
		var passages []string
		for _, lang := range []string{spanish, english} {
			if b, ok := l.Article(a.ID, lang); ok {
				passages = append(passages, b.Title+"\n\n"+b.Body)
			}
		}
		lock := NewLock(passages...)
		for _, text := range []string{a.Short, a.Rest} {
			if text != "" {
				out = append(out, answer{a.File, a.Lang, text, passages, lock})
			}
		}
	}
	if len(out) < 20 {
		t.Fatalf("only %d answers", len(out))
	}
	return out
}

func TestNoArticleIsRefusedOverItself(t *testing.T) {
	l, _ := Load(Embedded())
	for _, a := range l.Articles() {
		lock := NewLock(a.Title + "\n\n" + a.Body)
		for _, text := range []string{a.Title, a.Short, a.Rest, a.Body} {
			if c := lock.Unsupported(text); c != nil {
				t.Errorf("%s is refused over itself: %s", a.File, claims(c))
			}
		}
	}
}

// The words of a figure without its unit, and what stands around.
var (
	inDigits = regexp.MustCompile(`\d[\d,.]*\d|\d`)
	anyDigit = regexp.MustCompile(`\d+`)
)

// changes are ways to write another figure in the place of f.
func changes(f Figure, lang string) []string {
	out := []string{unlike(f, lang)}
	digits := inDigits.FindString(f.Text)
	if f.Unit == unitDate {
		for _, year := range anyDigit.FindAllString(f.Text, -1) {
			n, _ := strconv.Atoi(year)
			for _, d := range []int{-1, 1, 7} {
				out = append(out, strings.Replace(f.Text, year, strconv.Itoa(n+d), 1))
			}
		}
		return out
	}
	if digits == "" {
		for _, v := range []float64{f.Value + 2, f.Value*10 + 2, f.Value + 3} {
			out = append(out, fmt.Sprint(v)+" "+unitWord(f.Unit, lang), inWords(int(v)%1000000, lang)+" "+unitWord(f.Unit, lang))
		}
		return out
	}
	value, _ := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	for _, v := range []float64{value + 1, value * 10, value - 1, value + 0.5} {
		if v > 0 {
			out = append(out, strings.Replace(f.Text, digits, strconv.FormatFloat(v, 'f', -1, 64), 1))
		}
	}
	for i := range digits {
		if isDigit(digits[i]) {
			b := []byte(digits)
			b[i] = '1' + (b[i]-'0')%9
			out = append(out, strings.Replace(f.Text, digits, string(b), 1))
		}
	}
	if v := int(value) + 2; v < 1_000_000 {
		out = append(out, inWords(v, lang)+" "+unitWord(f.Unit, lang))
	}
	return out
}

// unlike is the same number of something else.
func unlike(f Figure, lang string) string {
	v := strconv.FormatFloat(f.Value, 'f', -1, 64)
	switch f.Unit {
	case unitDate:
		return map[string]string{spanish: "13 de febrero de 1987", english: "13 February 1987"}[lang]
	case "%":
		return v + map[string]string{spanish: " días", english: " days"}[lang]
	case "USD", "MXN", "$":
		return v + " euros"
	case unitWorkday:
		return v + map[string]string{spanish: " semanas", english: " weeks"}[lang]
	}
	return v + " %"
}

// unitWord names a unit as people write it.
func unitWord(unit, lang string) string {
	es := map[string]string{"day": "días", "week": "semanas", "month": "meses", "year": "años", "hour": "horas", "workday": "días hábiles", "USD": "dólares", "MXN": "pesos", "times": "veces", "CNY": "yuanes", "SDR": "DEG", "clock": "horas"}
	en := map[string]string{"day": "days", "week": "weeks", "month": "months", "year": "years", "hour": "hours", "workday": "working days", "USD": "US dollars", "MXN": "pesos", "times": "times", "CNY": "yuan", "clock": "hours"}
	if w := map[string]map[string]string{spanish: es, english: en}[lang][unit]; w != "" {
		return w
	}
	return unit
}

// stands tells whether the passages have the value and unit of g anywhere, or,
// when g is rough, one that it may round.
func stands(g Figure, lock *Lock) bool {
	for _, p := range lock.figures {
		near := g.Approx && math.Abs(p.Value-g.Value) <= 0.05*p.Value && g.Unit != unitDate
		if (p.Value == g.Value || near) && (p.Unit == g.Unit || g.Unit == "$" && p.Unit == "MXN") {
			return true
		}
		if g.Unit == unitDate && p.Unit == unitDate && within(int(g.Value), int(p.Value)) {
			return true
		}
	}
	return false
}

func TestEveryChangedFigureOfAnArticleIsCaught(t *testing.T) {
	figures, tried, skipped := 0, 0, 0
	for _, a := range answers(t) {
		for _, f := range Figures(a.text) {
			figures++
			for _, instead := range changes(f, a.lang) {
				text := a.text[:f.At] + instead + a.text[f.At+len(f.Text):]
				if same := changed(text, f.At, len(instead), a.lock); same {
					skipped++
					continue
				}
				tried++
				if a.lock.Unsupported(text) == nil {
					t.Errorf("%s: %q instead of %q in %q is not caught", a.file, instead, f.Text, around(text, f.At, len(instead)))
				}
			}
		}
	}
	t.Logf("%d figures, %d changes caught or told, %d left out since they stand in the article", figures, tried, skipped)
	if figures < 100 || tried < 5*figures {
		t.Errorf("only %d changes of %d figures were tried", tried, figures)
	}
}

// changed tells whether all figures that lie in the changed part stand in the article.
func changed(text string, at, size int, lock *Lock) bool {
	found := 0
	for _, g := range Figures(text) {
		if g.At < at+size && at < g.At+len(g.Text) {
			if found++; !stands(g, lock) {
				return false
			}
		}
	}
	return found > 0
}

// around is the text near a place.
func around(text string, at, size int) string {
	from, to := max(0, at-40), min(len(text), at+size+40)
	return strings.ToValidUTF8(text[from:to], "")
}

func TestEveryDigitOfAnArticleBelongsToAFigureOrAName(t *testing.T) {
	l, _ := Load(Embedded())
	list := regexp.MustCompile(`(?m)^\s*\d+[.)] `)
	links := regexp.MustCompile(`\]\([^)]*\)|https?://\S+`)
	digits := 0
	for _, a := range l.Articles() {
		covered := make([]bool, len(a.Body)+1)
		cover := func(at, size int) {
			for i := at; i < at+size; i++ {
				covered[i] = true
			}
		}
		for _, f := range Figures(a.Body) {
			cover(f.At, len(f.Text))
		}
		for _, n := range Names(a.Body) {
			cover(n.At, len(n.Text))
		}
		for _, m := range append(list.FindAllStringIndex(a.Body, -1), links.FindAllStringIndex(a.Body, -1)...) {
			cover(m[0], m[1]-m[0])
		}
		for _, m := range anyDigit.FindAllStringIndex(a.Body, -1) {
			if digits++; !covered[m[0]] || !covered[m[1]-1] {
				t.Errorf("%s: %q in %q is neither figure nor name", a.File, a.Body[m[0]:m[1]], around(a.Body, m[0], 4))
			}
		}
	}
	if digits < 100 {
		t.Errorf("only %d numbers", digits)
	}
}

func TestTheOtherLanguageIsMostlySupported(t *testing.T) {
	l, _ := Load(Embedded())
	figures, claimed := 0, 0
	for _, a := range l.Articles() {
		b, ok := l.Article(a.ID, other(a.Lang))
		if !ok || b.Lang == a.Lang || !utf8.ValidString(b.Body) {
			continue
		}
		figures += len(Figures(a.Body))
		for _, c := range Unsupported(a.Body, []string{b.Title, b.Body}) {
			if c.Kind != ClaimName {
				claimed++
				t.Logf("%s: the other language has no %q", a.File, c.Text)
			}
		}
	}
	t.Logf("%d of %d figures are not in the other language", claimed, figures)
	if figures > 0 && float64(claimed) > 0.15*float64(figures) {
		t.Errorf("%d of %d figures are not in the other language", claimed, figures)
	}
}

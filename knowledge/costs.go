package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// CostsFile is where a folder of articles keeps the rates of the calculator. A
// folder without one takes those of the articles inside the program.
const CostsFile = "costs.yaml"

// Rate is a figure that the calculator works with: exact (From == To), or a range
// when its sources differ.
type Rate struct {
	ID       string
	From, To float64 // both above 0
	Unit     string  // "%", "USD", "kg", "m3" or "cm3/kg"
	Facts    []string
	Article  string // the one that says it, whose sources and date of review are shown
	Year     string // for which it holds: "2018", "2017-2018", or "undated"
	line     int
}

// Costs are the rates of the calculator. Its maps and slices are read only.
type Costs struct {
	Rates map[string]Rate
	Ask   []string            // what has no rate with a source: somebody must be asked for a quote
	Goods map[string][]string // "fragile" and "perishable" → folded words of products
	own   bool                // they stand in the folder, not only in the program
}

// Dear is "fragile" or "perishable" when words of a product say so; else "".
func (c Costs) Dear(product string) string {
	for _, kind := range []string{"fragile", "perishable"} {
		for _, w := range Words(product) {
			for _, known := range c.Goods[kind] {
				if stemSpanish(w) == stemSpanish(known) {
					return kind
				}
			}
		}
	}
	return ""
}

// RateIDs are the rates that the calculator needs; each is either there or under ask.
func RateIDs() []string {
	return []string{"courier-divisor", "air-divisor", "sea-kg-per-m3", "sea-minimum", "sea-from-kg", "sea-from-m3",
		"insured-share", "insurance", "insurance-fragile", "insurance-perishable", "insurance-minimum",
		"membership-half", "membership-full"}
}

// costsYAML is the file as it is written.
type costsYAML struct {
	Rates map[string]yaml.Node `yaml:"rates"`
	Ask   []string             `yaml:"ask"`
	Goods map[string][]string  `yaml:"goods"`
}

// rateYAML is a line of it.
type rateYAML struct {
	Is      *float64 `yaml:"is"`
	From    *float64 `yaml:"from"`
	To      *float64 `yaml:"to"`
	Unit    string   `yaml:"unit"`
	Facts   []string `yaml:"facts"`
	Article string   `yaml:"article"`
	Year    string   `yaml:"year"`
}

// readCosts reads the rates of a folder. Rates that cannot be used are left out,
// which makes the calculator ask for a quote instead.
func readCosts(fsys fs.FS) (Costs, []Problem) {
	data, err := fs.ReadFile(fsys, CostsFile)
	own := !errors.Is(err, fs.ErrNotExist)
	if !own {
		data, err = fs.ReadFile(articles, CostsFile)
	}
	r := report{file: CostsFile}
	c := Costs{Rates: map[string]Rate{}, Goods: map[string][]string{}, own: own}
	var file costsYAML
	if err == nil {
		decoder := yaml.NewDecoder(strings.NewReader(string(data)))
		decoder.KnownFields(true)
		err = decoder.Decode(&file)
	}
	if err != nil {
		r.errorf(1, "cannot be used (%s); until it is mended no cost is worked out", oneLine(yamlReason(err)))
		return c, r.problems
	}
	c.Ask = file.Ask
	for id, node := range file.Rates {
		if rate, ok := r.rate(id, node); ok {
			c.Rates[id] = rate
		}
	}
	for kind, words := range file.Goods {
		for _, w := range words {
			c.Goods[kind] = append(c.Goods[kind], Words(w)...)
		}
	}
	for _, id := range RateIDs() {
		if _, ok := file.Rates[id]; !ok && !slices.Contains(file.Ask, id) {
			r.warnf(1, "the rate %s is missing; add it, or name it under ask so that people are told to ask for a quote", id)
		}
	}
	sortProblems(r.problems)
	return c, r.problems
}

// rate reads one line, and says what is wrong with it.
func (r *report) rate(id string, node yaml.Node) (Rate, bool) {
	var y rateYAML
	if err := node.Decode(&y); err != nil {
		r.errorf(node.Line, "the rate %s cannot be read (%s)", id, oneLine(yamlReason(err)))
		return Rate{}, false
	}
	out := Rate{ID: id, Unit: y.Unit, Facts: y.Facts, Article: y.Article, Year: y.Year, line: node.Line}
	switch {
	case !slices.Contains(RateIDs(), id):
		r.errorf(node.Line, "the rate %s is not one that the calculator knows; %s", id, advice(id, RateIDs()))
	case y.Is != nil && y.From == nil && y.To == nil:
		out.From, out.To = *y.Is, *y.Is
	case y.Is == nil && y.From != nil && y.To != nil:
		out.From, out.To = *y.From, *y.To
	default:
		r.errorf(node.Line, "the rate %s needs a figure; write is: 5000, or from: 0.1 and to: 0.5", id)
	}
	switch {
	case out.From == 0 && out.To == 0:
		return out, false
	case !(out.From > 0 && out.From <= out.To && out.To <= 1e9):
		r.errorf(node.Line, "the rate %s must be above 0, the smaller figure first", id)
	case len(y.Facts) == 0 || y.Article == "":
		r.errorf(node.Line, "the rate %s has no source; name its facts and the article that says it, or take it out and name it under ask", id)
	case y.Year == "":
		r.errorf(node.Line, "the rate %s has no year; write the one it holds for, or year: undated", id)
	default:
		return out, true
	}
	return out, false
}

// proveCosts compares each rate with the article that it names. A rate that its
// article does not say is not used, so that the calculator never contradicts what is
// answered: an admin who corrects a fee in the article corrects it here too, or
// people are told to ask for a quote.
func (l *Library) proveCosts() []Problem {
	r := &report{file: CostsFile}
	proved := map[string]Rate{}
	for id, rate := range l.costs.Rates {
		before := len(r.problems)
		a, there := l.Article(rate.Article, spanish)
		switch {
		case there:
			r.prove(rate, a)
		case l.costs.own:
			r.errorf(rate.line, "the rate %s names the article %s, which is not there; %s", id, rate.Article, l.adviceForID(rate.Article))
		}
		if there && len(r.problems) == before {
			proved[id] = rate
		}
	}
	if half, full := proved["membership-half"], proved["membership-full"]; full.ID != "" && half.To > full.From {
		r.errorf(half.line, "the half price %s is above the full one, %s; correct the one that is wrong", number(half.To), number(full.From))
		delete(proved, "membership-half")
		delete(proved, "membership-full")
	}
	l.costs.Rates = proved
	sortProblems(r.problems)
	return r.problems
}

// prove compares a rate with its article.
func (r *report) prove(rate Rate, a Article) {
	for _, f := range rate.Facts {
		if !slices.Contains(a.Facts, f) {
			r.errorf(rate.line, "the rate %s rests on %s, but %s does not; name the article that explains it", rate.ID, f, a.File)
		}
	}
	for _, value := range slices.Compact([]float64{rate.From, rate.To}) {
		if !saysRate(a, value, rate) {
			r.errorf(rate.line, "the rate %s is %s (%s), but %s does not say so in one paragraph; correct the one that is wrong", rate.ID, number(value), rate.Year, a.File)
		}
	}
}

// saysRate tells whether a paragraph of an article has a figure, and the year for which
// the rate says it holds.
func saysRate(a Article, value float64, rate Rate) bool {
	for _, line := range strings.Split(a.Body, "\n") {
		dated := rate.Year == "undated" || !slices.ContainsFunc(strings.Split(rate.Year, "-"), func(year string) bool { return !strings.Contains(line, year) })
		if dated && slices.ContainsFunc(Figures(line), func(f Figure) bool { return f.Value == value && fits(f.Unit, rate.Unit) }) {
			return true
		}
	}
	return false
}

// fits tells whether a figure's unit may be that of a rate: sums such as "÷ 5,000"
// have none.
func fits(said, rate string) bool {
	return said == rate || said == "" || rate == "cm3/kg"
}

// oneLine is a text without line ends.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// number writes a figure as people do: 5,000 or 0.75.
func number(v float64) string {
	whole, part, _ := strings.Cut(fmt.Sprintf("%.4f", v), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		return whole + "." + part
	}
	return whole
}

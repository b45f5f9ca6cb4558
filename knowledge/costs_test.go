package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
)

// rateFolder is a folder with one article and a costs file.
func rateFolder(costs string) fstest.MapFS {
	return fstest.MapFS{
		"es/divisor.md": {Data: []byte("---\nid: divisor\nlang: es\ntitle: ¿Qué divisor usa la paquetería?\nfacts: [F-LOG-06]\n---\nEl divisor es 5,000.\n")},
		CostsFile:       {Data: []byte(costs)},
	}
}

func TestEveryRateInsideTheProgramStandsInItsArticle(t *testing.T) {
	l := embedded(t)
	for _, p := range l.broken {
		t.Error(p)
	}
	if n := len(l.Costs().Rates); n != len(RateIDs()) {
		t.Errorf("%d rates, the calculator knows %d", n, len(RateIDs()))
	}
}

func TestABrokenRateIsLeftOutAndNamedWithItsLine(t *testing.T) {
	good := "rates:\n  courier-divisor: {is: 5000, unit: cm3/kg, facts: [F-LOG-06], article: divisor, year: undated}\n"
	for name, tt := range map[string]struct{ costs, want string }{
		"good":               {good, ""},
		"another figure":     {strings.Replace(good, "5000", "6000", 1), "costs.yaml:2: error: the rate courier-divisor is 6,000 (undated), but es/divisor.md does not say so"},
		"another fact":       {strings.Replace(good, "F-LOG-06", "F-LOG-07", 1), "costs.yaml:2: error: the rate courier-divisor rests on F-LOG-07, but es/divisor.md does not"},
		"no such article":    {strings.Replace(good, "article: divisor", "article: divisores", 1), "costs.yaml:2: error: the rate courier-divisor names the article divisores, which is not there; did you mean divisor.md?"},
		"no facts":           {strings.Replace(good, "facts: [F-LOG-06], ", "", 1), "costs.yaml:2: error: the rate courier-divisor has no source"},
		"no year":            {strings.Replace(good, ", year: undated", "", 1), "costs.yaml:2: error: the rate courier-divisor has no year"},
		"no figure":          {strings.Replace(good, "is: 5000, ", "", 1), "costs.yaml:2: error: the rate courier-divisor needs a figure"},
		"two figures":        {strings.Replace(good, "is: 5000", "is: 5000, from: 1, to: 2", 1), "costs.yaml:2: error: the rate courier-divisor needs a figure"},
		"the wrong way":      {strings.Replace(good, "is: 5000", "from: 6000, to: 5000", 1), "costs.yaml:2: error: the rate courier-divisor must be above 0"},
		"below nothing":      {strings.Replace(good, "is: 5000", "is: -5", 1), "costs.yaml:2: error: the rate courier-divisor must be above 0"},
		"not a number":       {strings.Replace(good, "is: 5000", "is: .nan", 1), "costs.yaml:2: error: the rate courier-divisor must be above 0"},
		"another year":       {strings.Replace(good, "year: undated", "year: \"2027\"", 1), "costs.yaml:2: error: the rate courier-divisor is 5,000 (2027), but es/divisor.md does not say so"},
		"a word":             {strings.Replace(good, "is: 5000", "is: mucho", 1), "costs.yaml:2: error: the rate courier-divisor cannot be read"},
		"an unknown rate":    {strings.Replace(good, "courier-divisor", "courier-diviser", 1), "costs.yaml:2: error: the rate courier-diviser is not one that the calculator knows; did you mean courier-divisor?"},
		"an unknown key":     {good + "tarifas: {}\n", "costs.yaml:1: error: cannot be used"},
		"not YAML":           {"rates: [", "costs.yaml:1: error: cannot be used"},
		"a rate is missing":  {good, "costs.yaml:1: warning: the rate air-divisor is missing"},
		"a binary":           {"\x00\x01\xff\xfe", "costs.yaml:1: error: cannot be used"},
		"an empty file":      {"", "costs.yaml:1: error: cannot be used"},
		"a rate of no shape": {"rates:\n  courier-divisor: 5000\n", "costs.yaml:2: error: the rate courier-divisor cannot be read"},
	} {
		l, broken := Load(rateFolder(tt.costs))
		var all []string
		for _, p := range broken {
			all = append(all, p.String())
		}
		text := strings.Join(all, "\n")
		if tt.want == "" && strings.Contains(text, "error") || !strings.Contains(text, tt.want) {
			t.Errorf("%s: want %q in\n%s", name, tt.want, text)
		}
		if _, ok := l.Costs().Rates["courier-divisor"]; name == "no year" && ok {
			t.Errorf("%s: the rate is used", name)
		}
	}
}

func TestAFolderWithoutRatesTakesThoseOfTheProgram(t *testing.T) {
	folder := rateFolder("")
	delete(folder, CostsFile)
	folder["es/envio-peso-volumetrico.md"] = &fstest.MapFile{Data: []byte("---\nid: envio-peso-volumetrico\nlang: es\ntitle: ¿Qué es?\nfacts: [F-LOG-06]\n---\nSe divide entre 5,000.\n")}
	l, problems := Load(folder)
	if len(problems) != 0 || len(l.Costs().Rates) != 1 || l.Costs().Rates["courier-divisor"].From != 5000 {
		t.Errorf("rates %v, problems %v: want the one whose article is there", l.Costs().Rates, problems)
	}
}

func TestARateIsNotUsedOnceItsArticleSaysAnotherFigure(t *testing.T) {
	folder := rateFolder("")
	delete(folder, CostsFile)
	folder["es/envio-peso-volumetrico.md"] = &fstest.MapFile{Data: []byte("---\nid: envio-peso-volumetrico\nlang: es\ntitle: ¿Qué es?\nfacts: [F-LOG-06]\n---\nSe divide entre 6,000.\n")}
	l, problems := Load(folder)
	if len(problems) != 1 || len(l.Costs().Rates) != 0 || !strings.Contains(problems[0].Text, "courier-divisor is 5,000 (undated), but es/envio-peso-volumetrico.md does not say so") {
		t.Errorf("rates %v, problems %v", l.Costs().Rates, problems)
	}
}

func TestGoodsWithRatesOfTheirOwnAreToldByTheirWords(t *testing.T) {
	c := embedded(t).Costs()
	for product, want := range map[string]string{
		"talavera": "fragile", "platos de cerámica pintados": "fragile", "vasos de VIDRIO": "fragile", "aguacates": "perishable", "fresh avocado": "perishable",
		"flores": "perishable", "salsas": "", "huaraches": "", "": "",
	} {
		if got := c.Dear(product); got != want {
			t.Errorf("%q is %q, want %q", product, got, want)
		}
	}
}

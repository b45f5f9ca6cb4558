package handlers

import (
	"regexp"
	"slices"
	"testing"
	"unicode"
)

// ruleExpressions have every part that a list of needed stretches is made from.
var ruleExpressions = []string{
	`\b(?:soy|me llamo) ([a-z]+)`, `(?:correo|cor+eo)s? es`, `a+b{2,3}c?`, `x?y*`, `(?i)hola|adios`, `^empieza`,
	`(?:^uno|dos$)`, `[ab]c|de[fg]`, `@[a-z]+`, `\d ?(?:kg|cajas)`, `(?:|vacio)fin`, `a|b`, `(?:nu?nca)+`, `ñandu|niña`,
}

func TestARuleFindsWhatItsExpressionFinds(t *testing.T) {
	texts := []string{"", "a", "b", "soy ana", "me llamo luis", "el correo es", "correoes es", "abb", "abbbc", "xyyy", "hola", "HOLA", "empieza", "no empieza",
		"uno", "y uno", "dos", "dos y", "bc", "deg", "@ana", "@", "3 cajas", "12kg", "fin", "nca", "nuncanca", "niña", "ñandu"}
	for _, expr := range ruleExpressions {
		r, plain := newRule(expr), regexp.MustCompile(expr)
		for _, text := range texts {
			sameFinds(t, r, plain, text)
		}
	}
}

func sameFinds(t *testing.T, r *rule, plain *regexp.Regexp, text string) {
	t.Helper()
	if got, want := r.MatchString(text), plain.MatchString(text); got != want {
		t.Errorf("%s on %q: %v, not %v (it needs %q)", plain, text, got, want, r.needs())
	}
	same := r.FindString(text) == plain.FindString(text) &&
		slices.Equal(r.FindStringIndex(text), plain.FindStringIndex(text)) &&
		slices.Equal(r.FindStringSubmatch(text), plain.FindStringSubmatch(text)) &&
		slices.Equal(r.FindStringSubmatchIndex(text), plain.FindStringSubmatchIndex(text)) &&
		len(r.FindAllStringIndex(text, -1)) == len(plain.FindAllStringIndex(text, -1)) &&
		len(r.FindAllStringSubmatchIndex(text, -1)) == len(plain.FindAllStringSubmatchIndex(text, -1)) &&
		r.ReplaceAllString(text, "·") == plain.ReplaceAllString(text, "·") &&
		r.ReplaceAllStringFunc(text, func(string) string { return "·" }) == plain.ReplaceAllStringFunc(text, func(string) string { return "·" })
	if !same {
		t.Errorf("%s on %q finds something else (it needs %q)", plain, text, r.needs())
	}
}

func TestARuleKnowsWhatItNeeds(t *testing.T) {
	for expr, want := range map[string][]string{
		`\b(?:soy|llamo) ([a-z]+)`: {"soy", "llamo"}, `duen[oa]`: {"duen"}, `(?:foo|bar)?x`: nil, `^soy`: nil, `a*`: nil, `(?i)soy`: nil, `\d@`: {"@"},
	} {
		if got := newRule(expr).needs(); !slices.Equal(got, want) {
			t.Errorf("%s needs %q, not %q", expr, got, want)
		}
	}
}

// FuzzRules tries expressions on texts, as they come.
func FuzzRules(f *testing.F) {
	for i, expr := range ruleExpressions {
		f.Add(expr, []string{"soy ana", "correo es", "abbbc", "hola"}[i%4])
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		plain, err := regexp.Compile(expr)
		if err != nil || len(expr) > 200 || len(text) > 1000 {
			return
		}
		sameFinds(t, newRule(expr), plain, text)
	})
}

func TestLettersAreTheLatinOnes(t *testing.T) {
	in, out := newRule(`^[\pL]$`), newRule(`^\pL$`)
	for c := rune(1); c < 0x250; c++ {
		want := unicode.IsLetter(c)
		if text := string(c); in.MatchString(text) != want || out.MatchString(text) != want {
			t.Errorf("%q: %v in a class, %v outside of one, not %v", c, in.MatchString(text), out.MatchString(text), want)
		}
	}
	if r := newRule(`^\[\pL\]$`); !r.MatchString("[ñ]") {
		t.Error("a bracket that is meant as one began a class")
	}
}

package handlers

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
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
		t.Errorf("%s on %q: %v, not %v", plain, text, got, want)
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
		t.Errorf("%s on %q finds something else", plain, text)
	}
}

func TestTheAutomatonSeesWhatTheExpressionMatches(t *testing.T) {
	expressions := append(ruleExpressions, `\bsi\b`, `^$`, `\Bno`, `(?m)^b$`, `(?s)a.b`, `a.b`, `^(?:a|b\b)`, `(?i)\bK\b`, `[^a-z]$`, `\w+\W\w+`, `(?:a|ab)(?:c|bcd)?$`)
	texts := []string{"", "si", "asi", "a si, no", "no", "ono", "b", "a\nb", "a\nb\nc", "axb", "ab", "K", "k", "\u212a", "ok", "ñ", "ab1", "abcd", "abc", "a b", "\xff", "a\xffb", "ñb", "siñ"}
	for _, expr := range expressions {
		r, plain := newRule(expr), regexp.MustCompile(expr)
		for _, text := range texts {
			if got, want := r.has(text), plain.MatchString(text); got == maybe || got == hasOne != want {
				t.Errorf("%s on %q: %d, not %v", expr, text, got, want)
			}
		}
	}
}

func TestAnAutomatonWithTooManyStatesAsksTheExpression(t *testing.T) {
	expr := `a[ab]{12}c`
	r, plain := newRule(expr), regexp.MustCompile(expr)
	random, doubts := rand.New(rand.NewPCG(1, 2)), 0
	for range 2000 {
		text := strings.Map(func(rune) rune { return rune('a' + random.IntN(3)) }, strings.Repeat("x", 60))
		text = strings.Replace(text, "c", "ab", 4)
		if got, want := r.MatchString(text), plain.MatchString(text); got != want {
			t.Fatalf("%q: %v, not %v", text, got, want)
		}
		if r.has(text) == maybe {
			doubts++
		}
	}
	if doubts == 0 || len(r.automaton().state) > mostStates+1 {
		t.Errorf("%d doubts, %d states", doubts, len(r.automaton().state))
	}
}

func TestAnAutomatonLearnsForManyAtOnce(t *testing.T) {
	r, plain := newRule(`\b(?:soy|me llamo) [a-z]+ (?:de|del) (?:la )?[a-z]+\b`), regexp.MustCompile(`\b(?:soy|me llamo) [a-z]+ (?:de|del) (?:la )?[a-z]+\b`)
	texts := []string{"soy ana de puebla", "me llamo luis", "hola soy ana del norte", "soy ana de la", "que tal", "me llamo luis de la sierra"}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, text := range texts {
				if got, want := r.MatchString(text), plain.MatchString(text); got != want {
					t.Errorf("%q: %v, not %v", text, got, want)
				}
			}
		})
	}
	all.Wait()
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

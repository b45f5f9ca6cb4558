package knowledge

import (
	"strings"
	"testing"
)

// inWords writes a number below a million in words.
func inWords(n int, lang string) string {
	if n >= 1000 {
		head := inWords(n/1000, lang) + " "
		if lang == spanish && n < 2000 {
			head = ""
		}
		return strings.TrimSpace(head + map[string]string{spanish: "mil ", english: "thousand "}[lang] + rest(n%1000, lang))
	}
	if lang == english {
		return englishWords(n)
	}
	return spanishWords(n)
}

func rest(n int, lang string) string {
	if n == 0 {
		return ""
	}
	return inWords(n, lang)
}

func spanishWords(n int) string {
	low := strings.Fields("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete " +
		"dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve")
	tens := strings.Fields("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
	hundreds := strings.Fields("- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")
	switch {
	case n < 30:
		return low[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + " y " + low[n%10]
	case n == 100:
		return "cien"
	}
	return strings.TrimSpace(hundreds[n/100] + " " + rest(n%100, spanish))
}

func englishWords(n int) string {
	low := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case n < 20:
		return low[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + "-" + low[n%10]
	case n%200 < 100 && n%100 > 0:
		return low[n/100] + " hundred and " + rest(n%100, english)
	}
	return strings.TrimSpace(low[n/100] + " hundred " + rest(n%100, english))
}

func TestNumbersInWordsAreReadFromZeroToAMillion(t *testing.T) {
	for n := 2; n < 1_000_000; n = n*21/20 + 1 {
		for _, lang := range []string{spanish, english} {
			text := inWords(n, lang) + " kg"
			if f := Figures(text); len(f) != 1 || f[0].Value != float64(n) || f[0].Text != text {
				t.Fatalf("%q gave %s, want %d kg", text, shown(f), n)
			}
		}
	}
}

func TestANumeralIsOneWordThatIsANumber(t *testing.T) {
	for word, want := range map[string]float64{"un": 1, "siete": 7, "trescientas": 300, "twelve": 12, "mil": 1000, "cero": 0} {
		if got, ok := Numeral(word); !ok || got != want {
			t.Errorf("%q is %v, %v; want %v", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "seite", "mitad", "7", "doses"} {
		if got, ok := Numeral(word); ok {
			t.Errorf("%q became the number %v", word, got)
		}
	}
}

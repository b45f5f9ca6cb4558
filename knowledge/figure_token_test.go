package knowledge

import (
	"strings"
	"testing"
)

// cuts is how a text is cut: words folded, numbers in #, labels in <>, signs as
// they are.
func cuts(text string) string {
	tokens, _ := scan(text)
	var out []string
	for _, t := range tokens {
		switch s := text[t.at:t.end]; t.kind {
		case wordToken:
			out = append(out, t.fold)
		case numberToken:
			out = append(out, "#"+s)
		case labelToken:
			out = append(out, "<"+t.fold+">")
		default:
			out = append(out, strings.ReplaceAll(t.fold, "\n", "/n"))
		}
	}
	return strings.Join(out, " ")
}

func TestTextIsCutInTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Año Ñandú CAFÉ", "ano nandu cafe"},
		{"cafe\u0301", "cafe"},
		{"don't, d'Or y Alibaba's", "dont , dor y alibaba"},
		{"Alibaba’s", "alibaba"},
		{"US$1,500", "USD #1,500"},
		{"MX$5 CA$5 S$5", "MXN #5 CAD #5 $ #5"},
		{"5 %", "#5 %"},
		{"10kg 24h 3D 4PL", "#10 kg #24 h <3d> <4pl>"},
		{"10x20x30 cm", "#10 × #20 × #30 cm"},
		{"60 × 40", "#60 × #40"},
		{"60*40 y 60 * 40", "#60 × #40 y #60 × #40"},
		{"**60** *x* _y_ ~~z~~", "#60 x y ~ ~ z ~ ~"},
		{"1-2 weeks", "#1 - #2 weeks"},
		{"24-hour", "#24 - hour"},
		{"32-D 69/69-B", "<32-d> #69 / <69-b>"},
		{"NOM-006-SCFI-2012.", "<nom-006-scfi-2012> ."},
		{"F-COST-01, T-MEC", "<f-cost-01> , t - mec"},
		{"Nov-2017 Nov2017", "nov - #2017 nov #2017"},
		{"mid-2018", "mid - #2018"},
		{"GS1 Química118 b2b", "<gs1> <quimica118> <b2b>"},
		{"m3 m² cm3", "m3 m2 cm3"},
		{"A&V T/T W/M R&D", "a&v t/t w/m r&d"},
		{"Johnson & Johnson", "johnson & johnson"},
		{"EE. UU. U.S. S.A. de C.V.", "eeuu us sa de cv"},
		{"Alibaba.com.mx", "alibaba .com .mx"},
		{"e.firma", "e . firma"},
		{"ana@x.mx @bot", "<ana@x.mx> <@bot>"},
		{"https://a.mx/5 y http://b.c, www.d.e fin", "y fin"},
		{"[uno](https://a.mx/(5) dos", "uno dos"},
		{"![foto 5](a.png)", "! foto #5"},
		{"1. uno\n2. dos\n3) tres", "uno /n dos /n tres"},
		{"7. uno", "#7 . uno"},
		{"2018. Fue", "#2018 . fue"},
		{"- uno\n- dos", "uno /n dos"},
		{"uno\ndos", "uno dos"},
		{"uno\n\ndos", "uno /n dos"},
		{"# Costo\nde 5", "costo de #5"},
		{"> cita de 5", "cita de #5"},
		{"| a | 5 |", "| a | #5 |"},
		{"½ 1½ ②", "#½ #1½ <2>"},
		{"2.7.1.3 y 10.0.0.1", "<2.7.1.3> y <10.0.0.1>"},
		{"+52 55 1234 5678", "<525512345678>"},
		{"sube +5 %", "sube + #5 %"},
		{"55 1234 5678 y 55-1234-5678", "<5512345678> y <5512345678>"},
		{"2018 2019 2020", "#2018 #2019 #2020"},
		{"1234567890123", "<1234567890123>"},
		{"111,111,111,111,111", "<111,111,111,111,111>"},
		{"a\x00b\xffc", "a b c"},
		{"\u200bcinco\u200b", "cinco"},
	} {
		if got := cuts(c.text); got != c.want {
			t.Errorf("%q\n is cut %s\n     want %s", c.text, got, c.want)
		}
	}
}

func TestTokensLieInTheTextOneAfterAnother(t *testing.T) {
	for _, text := range odd() {
		tokens, words := scan(text)
		last := int32(0)
		for _, k := range tokens {
			if k.at < last || k.end <= k.at || int(k.end) > len(text) {
				t.Errorf("%q: a token from %d to %d after %d", text, k.at, k.end, last)
			}
			if last = k.at; k.kind == wordToken && (words[k.lo-1] != ' ' || words[k.hi] != ' ') {
				t.Errorf("%q: the word %q does not stand alone in %q", text, k.fold, words)
			}
		}
	}
}

func TestSentencesAndItemsBeginFresh(t *testing.T) {
	for text, want := range map[string]string{
		"Uno dos. Tres":               "uno tres",
		"uno: Dos; Tres, Cuatro":      "uno dos",
		"uno «Dos» (Tres) \"Cuatro\"": "uno dos cuatro",
		"**Uno.** Dos":                "uno dos",
		"- Uno\n- Dos\n\nTres":        "uno dos tres",
		"¿uno? ¡dos! tres… cuatro":    "uno dos tres cuatro",
		"uno.com Dos":                 "uno",
		"(Uno) dos. (Tres)":           "uno tres",
		"1. Uno\n2. Dos":              "uno dos",
	} {
		tokens, _ := scan(text)
		var got []string
		for _, k := range tokens {
			if k.kind == wordToken && k.is(fresh) {
				got = append(got, k.fold)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q begin, want %q", text, got, want)
		}
	}
}

func TestNumbersInDigitsAreExact(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "0.1": 0.1, "0.3": 0.3, "4.18": 4.18, "30.93": 30.93, "328.60": 328.6, "1,500": 1500, "17,500.50": 17500.5, "0,5": 0.5,
		"999,999,999,999": 999999999999, "1'000": 1000, "2.95": 2.95, "0.096": 0.096, "007": 7, "1.500.000,25": 1500000.25,
	} {
		s := scanner{text: text}
		if n := s.literal(0); n.value != want || n.end != len(text) || n.long {
			t.Errorf("%s gave %v up to %d, want %v", text, n.value, n.end, want)
		}
	}
}

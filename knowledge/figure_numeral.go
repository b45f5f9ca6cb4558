package knowledge

// numeral is a number word: its value, and how it joins others.
type numeral struct {
	value float64
	place place
}

// place is what a number word adds to those before it.
type place uint8

const (
	noPlace  place = iota
	onePlace       // "un", "one", which may be an article
	unitPlace
	teenPlace // 10 to 29 in one word
	tenPlace
	hundredPlace // "doscientos"
	scalePlace   // "mil", "hundred", "million"
)

// Numeral is the value of one folded word that is a number, in Spanish or English
// ("siete", "trescientas", "twelve", "mil"); false for any other word. The articles that
// are numbers too ("un", "una", "a", "an") have the value 1.
func Numeral(word string) (value float64, ok bool) {
	n := numeralOf(word)
	return n.value, n.place != noPlace
}

// numeralOf is the number word that a folded word is.
func numeralOf(word string) numeral {
	if len(word) > 13 {
		return numeral{}
	}
	if n := lowNumeral(word); n.place != noPlace {
		return n
	}
	switch word {
	case "treinta", "thirty":
		return numeral{30, tenPlace}
	case "cuarenta", "forty":
		return numeral{40, tenPlace}
	case "cincuenta", "fifty":
		return numeral{50, tenPlace}
	case "sesenta", "sixty":
		return numeral{60, tenPlace}
	case "setenta", "seventy":
		return numeral{70, tenPlace}
	case "ochenta", "eighty":
		return numeral{80, tenPlace}
	case "noventa", "ninety":
		return numeral{90, tenPlace}
	case "twenty":
		return numeral{20, tenPlace}
	case "mil", "thousand", "millon", "millones", "million", "billon", "billones", "billion", "trillion", "hundred", "docena", "docenas", "dozen":
		return numeral{scaleOf(word, ""), scalePlace}
	}
	return hundreds(word)
}

// hundreds are the Spanish words for hundreds.
func hundreds(word string) numeral {
	switch word {
	case "cien", "ciento":
		return numeral{100, hundredPlace}
	case "doscientos", "doscientas":
		return numeral{200, hundredPlace}
	case "trescientos", "trescientas":
		return numeral{300, hundredPlace}
	case "cuatrocientos", "cuatrocientas":
		return numeral{400, hundredPlace}
	case "quinientos", "quinientas":
		return numeral{500, hundredPlace}
	case "seiscientos", "seiscientas":
		return numeral{600, hundredPlace}
	case "setecientos", "setecientas":
		return numeral{700, hundredPlace}
	case "ochocientos", "ochocientas":
		return numeral{800, hundredPlace}
	case "novecientos", "novecientas":
		return numeral{900, hundredPlace}
	}
	return numeral{}
}

// lowNumeral is the value of the words up to 29.
func lowNumeral(word string) numeral {
	switch word {
	case "un", "una", "uno", "one", "a", "an":
		return numeral{1, onePlace}
	case "cero", "zero":
		return numeral{0, unitPlace}
	case "dos", "two":
		return numeral{2, unitPlace}
	case "tres", "three":
		return numeral{3, unitPlace}
	case "cuatro", "four":
		return numeral{4, unitPlace}
	case "cinco", "five":
		return numeral{5, unitPlace}
	case "seis", "six":
		return numeral{6, unitPlace}
	case "siete", "seven":
		return numeral{7, unitPlace}
	case "ocho", "eight":
		return numeral{8, unitPlace}
	case "nueve", "nine":
		return numeral{9, unitPlace}
	}
	return teens(word)
}

// teens are the words from 10 to 19.
func teens(word string) numeral {
	switch word {
	case "diez", "ten":
		return numeral{10, teenPlace}
	case "once", "eleven":
		return numeral{11, teenPlace}
	case "doce", "twelve":
		return numeral{12, teenPlace}
	case "trece", "thirteen":
		return numeral{13, teenPlace}
	case "catorce", "fourteen":
		return numeral{14, teenPlace}
	case "quince", "fifteen":
		return numeral{15, teenPlace}
	case "dieciseis", "sixteen":
		return numeral{16, teenPlace}
	case "diecisiete", "seventeen":
		return numeral{17, teenPlace}
	case "dieciocho", "eighteen":
		return numeral{18, teenPlace}
	case "diecinueve", "nineteen":
		return numeral{19, teenPlace}
	}
	return twenties(word)
}

// twenties are the Spanish words from 20 to 29.
func twenties(word string) numeral {
	switch word {
	case "veinte":
		return numeral{20, teenPlace}
	case "veintiuno", "veintiun", "veintiuna":
		return numeral{21, teenPlace}
	case "veintidos":
		return numeral{22, teenPlace}
	case "veintitres":
		return numeral{23, teenPlace}
	case "veinticuatro":
		return numeral{24, teenPlace}
	case "veinticinco":
		return numeral{25, teenPlace}
	case "veintiseis":
		return numeral{26, teenPlace}
	case "veintisiete":
		return numeral{27, teenPlace}
	case "veintiocho":
		return numeral{28, teenPlace}
	case "veintinueve":
		return numeral{29, teenPlace}
	}
	return numeral{}
}

// portion is the share that a word names: "mitad", "doble", "tercio".
func portion(word string) float64 {
	switch word {
	case "mitad", "half", "halves":
		return 0.5
	case "doble", "double", "duplico", "duplicaron", "duplica", "duplican", "duplicar", "doubled", "doubles", "twice":
		return 2
	case "triple", "triplico", "triplicaron", "triplica", "triplican", "triplicar", "tripled", "triples":
		return 3
	case "cuadruple", "quadruple", "quadrupled", "cuadruplico":
		return 4
	}
	return 0
}

// share is what a word divides by after a number word: "dos tercios", "one third".
func share(word string) float64 {
	switch word {
	case "tercio", "tercios", "third", "thirds", "tercera", "terceras":
		return 3
	case "cuarto", "cuartos", "quarter", "quarters", "cuarta", "cuartas":
		return 4
	case "quinto", "quintos", "fifth", "fifths", "quinta", "quintas":
		return 5
	case "decimo", "decimos", "tenth", "tenths", "decima", "decimas":
		return 10
	}
	return 0
}

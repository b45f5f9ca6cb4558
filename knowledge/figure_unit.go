package knowledge

// Units that are more than a measure.
const (
	unitDate    = "date"    // a day, a month or a year of the calendar
	unitClock   = "clock"   // a time of day
	unitTimes   = "times"   // how often or how many times as much
	unitOrdinal = "ordinal" // "3rd"
	unitWorkday = "workday"
	unitDollar  = "$" // a dollar sign that does not say whose
)

// unitOf is the canonical unit of a folded word; "" when it is none.
func unitOf(word string) string {
	if len(word) > 12 {
		return ""
	}
	switch word {
	case "dia", "dias", "day", "days":
		return "day"
	case "semana", "semanas", "week", "weeks", "wk", "wks":
		return "week"
	case "mes", "meses", "month", "months":
		return "month"
	case "ano", "anos", "year", "years", "yr", "yrs":
		return "year"
	case "hora", "horas", "hour", "hours", "h", "hr", "hrs", "hs":
		return "hour"
	case "minuto", "minutos", "minute", "minutes", "min", "mins":
		return "minute"
	case "segundos", "seconds", "seg", "sec":
		return "second"
	case "veces", "times", "vez", "fold":
		return unitTimes
	case "pct", "porciento", "percent":
		return "%"
	case "pp":
		return "pp"
	}
	return measureOf(word)
}

// measureOf is the canonical unit of a word for weight, length or space.
func measureOf(word string) string {
	switch word {
	case "kg", "kgs", "kilo", "kilos", "kilogramo", "kilogramos", "kilogram", "kilograms":
		return "kg"
	case "g", "gr", "grs", "gramo", "gramos", "gram", "grams":
		return "g"
	case "t", "ton", "tons", "tonelada", "toneladas", "tonne", "tonnes":
		return "t"
	case "lb", "lbs", "libra", "libras", "pound", "pounds":
		return "lb"
	case "oz", "onza", "onzas", "ounce", "ounces":
		return "oz"
	case "m", "metro", "metros", "metre", "metres", "meter", "meters", "mts":
		return "m"
	case "cm", "cms", "centimetro", "centimetros", "centimetre", "centimetres", "centimeter", "centimeters":
		return "cm"
	case "mm", "km", "ml", "m2", "m3", "cm2", "cm3", "ft2", "ft3", "km2", "kwh", "gb", "mb":
		return word
	case "kms", "kilometro", "kilometros", "kilometre", "kilometres", "kilometer", "kilometers":
		return "km"
	case "pulgada", "pulgadas", "inch", "inches":
		return "in"
	case "ft", "pie", "pies", "foot", "feet":
		return "ft"
	case "l", "lt", "lts", "litro", "litros", "litre", "litres", "liter", "liters":
		return "l"
	case "cbm":
		return "m3"
	}
	return ""
}

// currency is the code of a folded word for money; "" when it is none.
func currency(word string) string {
	switch word {
	case "usd", "dolar", "dolares", "dollar", "dollars", "dlls", "dls":
		return "USD"
	case "mxn", "peso", "pesos", "mn":
		return "MXN"
	case "cny", "rmb", "yuan", "yuanes", "yuans", "renminbi":
		return "CNY"
	case "eur", "euro", "euros":
		return "EUR"
	case "gbp":
		return "GBP"
	case "cad":
		return "CAD"
	case "jpy", "yen", "yenes":
		return "JPY"
	case "hkd":
		return "HKD"
	case "sdr", "deg":
		return "SDR"
	case "centavo", "centavos", "cent", "cents":
		return "cent"
	}
	return ""
}

// moneySign is the code of a sign of money; "" when it is none.
func moneySign(sign string) string {
	switch sign {
	case "$", "USD", "MXN", "CAD":
		return sign
	case "€":
		return "EUR"
	case "£":
		return "GBP"
	case "¥":
		return "CNY"
	}
	return ""
}

// foreign corrects a currency by the adjective that says whose it is.
func foreign(code, adjective string) string {
	switch adjective {
	case "canadienses", "canadian":
		return "CAD"
	case "australianos", "australian":
		return "AUD"
	case "colombianos", "colombian":
		return "COP"
	case "argentinos", "argentine":
		return "ARS"
	case "chilenos", "chilean":
		return "CLP"
	case "estadounidenses", "americanos", "american", "mexicanos", "mexican", "us", "usd", "mxn", "chinos", "chinese":
		return code
	}
	return ""
}

// scaleOf is what a word multiplies the number before it by; 1 when it does not.
// written is the word before it was folded, since M is a million and m a metre.
func scaleOf(word, written string) float64 {
	switch word {
	case "mil", "thousand", "k":
		return 1e3
	case "millon", "millones", "million", "mdp", "mdd", "mdls":
		return 1e6
	case "billion", "bn":
		return 1e9
	case "billon", "billones", "trillion":
		return 1e12
	case "hundred":
		return 100
	case "dozen", "docena", "docenas":
		return 12
	case "m", "mm":
		if written == "M" || written == "MM" {
			return 1e6
		}
	}
	return 1
}

// refined corrects a unit by the word after it: "días hábiles", "metros cúbicos".
func refined(unit, word string) (string, bool) {
	switch {
	case unit == "day" && (word == "habiles" || word == "habil" || word == "laborables" || word == "laborable" || word == "laborales"):
		return unitWorkday, true
	case unit == "day" && (word == "naturales" || word == "natural" || word == "calendario" || word == "corridos"):
		return "day", true
	case word == "cubicos" || word == "cubico":
		return unit + "3", unit == "m" || unit == "cm" || unit == "ft"
	case word == "cuadrados" || word == "cuadrado":
		return unit + "2", unit == "m" || unit == "cm" || unit == "ft"
	}
	return unit, false
}

// announced is a unit by its first word in English: "working days", "cubic metres".
func announced(first, second string) string {
	unit := unitOf(second)
	switch first {
	case "working", "business", "work":
		if unit == "day" {
			return unitWorkday
		}
	case "calendar", "full", "whole":
		if unit == "day" || unit == "month" || unit == "year" {
			return unit
		}
	case "cubic":
		return refinedBy(unit, "cubicos")
	case "square":
		return refinedBy(unit, "cuadrados")
	case "percentage", "puntos":
		if second == "points" || second == "porcentuales" {
			return "pp"
		}
	case "per", "por":
		if second == "cent" || second == "ciento" {
			return "%"
		}
	}
	return ""
}

func refinedBy(unit, word string) string {
	if refined, ok := refined(unit, word); ok {
		return refined
	}
	return ""
}

// signName is the one way in which a sign is written.
func signName(r rune) string {
	switch r {
	case '–', '—', '−', '‐', '‑', '-':
		return "-"
	case '×', '✕':
		return "×"
	case '≈', '~', '±':
		return "~"
	case '％', '%':
		return "%"
	case '＄', '$':
		return "$"
	case '€', '£', '¥', '.', ',', ';', ':', '/', '+', '&', '(', ')', '÷', '=', '!', '?', '…':
		return string(r)
	}
	return "|"
}

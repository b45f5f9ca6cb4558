package handlers

import (
	"strings"
	"time"
)

// rfcAlphabet gives each character its value by position (F-ID-02, from the SAT's
// published procedure; "Ñ" is the last).
const rfcAlphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"

// rfcProblem says what is wrong with an RFC; "" is nothing.
type rfcProblem string

const (
	rfcFine    rfcProblem = ""
	rfcShort   rfcProblem = "short"   // characters are missing
	rfcLong    rfcProblem = "long"    // there are too many
	rfcShape   rfcProblem = "shape"   // letters and digits are not where they belong
	rfcDate    rfcProblem = "date"    // the six digits are no date
	rfcGeneric rfcProblem = "generic" // XAXX010101000 or XEXX010101000: nobody's own (F-ID-04)
	rfcDigit   rfcProblem = "digit"   // the check digit does not fit: about 1.5 % of real ones (F-ID-03)
)

// cleanRFC takes away what people put between the characters, and capitals it.
func cleanRFC(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '&', r == 'Ñ':
			return r
		}
		return -1
	}, strings.ToUpper(s))
}

// checkRFC checks an RFC in the form that cleanRFC gives. A person's has 13
// characters (4 letters, YYMMDD, 3), a company's 12 (3 letters) (F-ID-01).
func checkRFC(rfc string) rfcProblem {
	r := []rune(rfc)
	switch {
	case rfc == "XAXX010101000" || rfc == "XEXX010101000":
		return rfcGeneric
	case len(r) < 12:
		return rfcShort
	case len(r) > 13:
		return rfcLong
	}
	letters := len(r) - 9
	for i, c := range r {
		digit := c >= '0' && c <= '9'
		if i < letters && digit || i >= letters && i < letters+6 && !digit {
			return rfcShape
		}
	}
	if tail := r[letters+6:]; strings.ContainsAny(string(tail), "&Ñ") || tail[2] != 'A' && (tail[2] < '0' || tail[2] > '9') {
		return rfcShape
	}
	if _, err := time.Parse("060102", string(r[letters:letters+6])); err != nil {
		return rfcDate
	}
	if rfcDigitOf(r[:len(r)-1]) != r[len(r)-1] {
		return rfcDigit
	}
	return rfcFine
}

// rfcDigitOf computes the check digit of an RFC without its last character (F-ID-02).
func rfcDigitOf(r []rune) rune {
	body := append([]rune(strings.Repeat(" ", 12-len(r))), r...)
	sum, weight := 0, 13
	for _, c := range body {
		sum += weight * rfcValue(c)
		weight--
	}
	switch d := (11 - sum%11) % 11; d {
	case 10:
		return 'A'
	default:
		return rune('0' + d)
	}
}

func rfcValue(c rune) int {
	for i, a := range []rune(rfcAlphabet) {
		if a == c {
			return i
		}
	}
	return 0
}

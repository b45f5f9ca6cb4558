package handlers

import "testing"

func TestCheckRFC(t *testing.T) {
	tests := []struct {
		name, typed string
		want        rfcProblem
	}{
		{"a person's", "GODE561231GR8", rfcFine}, // the sample of python-stdnum
		{"with spaces and dashes", "gode-561231 gr8", rfcFine},
		{"a company's", "HNU180903Q22", rfcFine},
		{"a check digit that does not fit", "GODE561231GR9", rfcDigit},
		{"the foreigners' generic one passes the algorithm and is refused all the same", "XEXX010101000", rfcGeneric},
		{"the general public's generic one", "XAXX010101000", rfcGeneric},
		{"one character short", "CSO120304AB", rfcShort},
		{"one too many", "GODE561231GR8X", rfcLong},
		{"month 13", "CSO121304AB1", rfcDate},
		{"30 February", "CSO120230AB1", rfcDate},
		{"29 February of a leap year", "CSO120229AB1", rfcDigit},
		{"a digit among the letters", "C1O120304AB1", rfcShape},
		{"a letter among the digits", "CSO12O304AB1", rfcShape},
		{"Ñ and & are letters", "ÑO&120304AB1", rfcDigit},
		{"a last character that no check digit is", "CSO120304ABZ", rfcShape},
		{"nothing", "", rfcShort},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := checkRFC(cleanRFC(tt.typed)); got != tt.want {
				t.Errorf("checkRFC(%q) = %q, want %q", tt.typed, got, tt.want)
			}
		})
	}
}

func TestTheGenericRFCsNeedARuleOfTheirOwn(t *testing.T) {
	// F-ID-04: run on the algorithm, XAXX… expects 4 and XEXX… passes.
	if got := rfcDigitOf([]rune("XAXX01010100")); got != '4' {
		t.Errorf("the digit of XAXX01010100 is %c, want 4", got)
	}
	if got := rfcDigitOf([]rune("XEXX01010100")); got != '0' {
		t.Errorf("the digit of XEXX01010100 is %c, want 0", got)
	}
}

func TestEveryOtherDigitIsFoundWrong(t *testing.T) {
	for _, d := range "0123456789A" {
		rfc := "GODE561231GR" + string(d)
		want := rfcDigit
		if d == '8' {
			want = rfcFine
		}
		if got := checkRFC(rfc); got != want {
			t.Errorf("checkRFC(%q) = %q, want %q", rfc, got, want)
		}
	}
}

package handlers

import (
	"strings"
	"testing"
)

func TestEmailSlipsAreDoubtedAndTheRestIsNot(t *testing.T) {
	tests := []struct {
		typed, value string
		doubt        bool
	}{
		{"ana@gmail.com", "ana@gmail.com", false},
		{"ana@hotmail.com", "ana@hotmail.com", false},
		{"ana@outlook.com", "ana@outlook.com", false},
		{"ana@yahoo.com.mx", "ana@yahoo.com.mx", false},
		{"ana@cafesol.com.mx", "ana@cafesol.com.mx", false},
		{"ana+pabellon@gmail.com", "ana+pabellon@gmail.com", false},
		{"a_n-a.l%1@sub.cafesol.mx", "a_n-a.l%1@sub.cafesol.mx", false},
		{"Ana@GMAIL.COM", "Ana@gmail.com", false},
		{"ana@gmail.com.", "ana@gmail.com", false},
		{"(ana@gmail.com)", "ana@gmail.com", false},
		{"ana@gmial.com", "ana@gmail.com", true},
		{"ana@gmai.com", "ana@gmail.com", true},
		{"ana@gmal.com", "ana@gmail.com", true},
		{"ana@gamil.com", "ana@gmail.com", true},
		{"ana@gmail.con", "ana@gmail.com", true},
		{"ana@GMIAL.com", "ana@gmail.com", true},
		{"ana@hotmial.com", "ana@hotmail.com", true},
		{"ana@hotmai.com", "ana@hotmail.com", true},
		{"ana@hormail.com", "ana@hotmail.com", true},
		{"ana@hotmail.con", "ana@hotmail.com", true},
		{"ana@outlok.com", "ana@outlook.com", true},
		{"ana@outlook.con", "ana@outlook.com", true},
		{"ana@yaho.com", "ana@yahoo.com", true},
		{"ana@yahoo.con.mx", "ana@yahoo.com.mx", true},
	}
	for _, tt := range tests {
		got := readEmail(nil, nil, tt.typed)
		if got.Value != tt.value || (got.Doubt == "doubt.email") != tt.doubt || got.Problem != "" {
			t.Errorf("%q is %+v, want %q, doubted %v", tt.typed, got, tt.value, tt.doubt)
		}
		if again := readEmail(nil, nil, got.Value); again.Value != got.Value || again.Doubt != "" {
			t.Errorf("%q, once corrected, is %+v", got.Value, again)
		}
	}
}

func TestAnAddressIsReadAsItIsSpoken(t *testing.T) {
	for typed, want := range map[string]string{
		"ana arroba cafesol punto mx":                       "ana@cafesol.mx",
		"rosa punto martinez arroba gmail punto com":        "rosa.martinez@gmail.com",
		"ana guion bajo lopez arroba cafesol punto mx":      "ana_lopez@cafesol.mx",
		"ana guión lopez arroba cafesol punto com punto mx": "ana-lopez@cafesol.com.mx",
		"ana(arroba)cafesol.mx":                             "ana@cafesol.mx",
		"ana @ cafesol.mx":                                  "ana@cafesol.mx",
		"ana at cafesol dot mx":                             "ana@cafesol.mx",
		"Ana ARROBA Cafesol Punto MX":                       "Ana@cafesol.mx",
	} {
		if got := readEmail(nil, nil, typed); got.Value != want {
			t.Errorf("%q is %+v, want %q", typed, got, want)
		}
	}
}

func TestAWrongAddressSaysWhatIsMissing(t *testing.T) {
	for typed, want := range map[string]string{
		"": "wrong.email", "ana": "wrong.email", "cafesol.mx": "wrong.email", "no tengo": "wrong.email",
		"ana@": "wrong.email.domain", "@": "wrong.email.domain", "ana@cafesol": "wrong.email.domain", "ana@@cafesol.mx": "wrong.email.domain",
		"@cafesol.mx": "wrong.email.domain", "ana@.mx": "wrong.email.domain", "ana..lopez@cafesol.mx": "wrong.email.domain",
		strings.Repeat("a", 250) + "@cafesol.mx": "wrong.email.domain",
	} {
		if got := readEmail(nil, nil, typed); got.Problem != want || got.Value != "" {
			t.Errorf("%q is %+v, want the problem %s", typed, got, want)
		}
	}
}

func TestTheLastOfTwoAddressesCounts(t *testing.T) {
	if got := readEmail(nil, nil, "no es ana@cafesol.mx, es anita@cafesol.mx"); got.Value != "anita@cafesol.mx" {
		t.Errorf("got %+v", got)
	}
}

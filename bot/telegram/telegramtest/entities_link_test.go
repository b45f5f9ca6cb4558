package telegramtest

import "testing"

func TestAnAddressIsSpelledAsTheServerStoresIt(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"ejemplo.mx", "http://ejemplo.mx/"},
		{"HTTPS://Ejemplo.MX/Ruta", "https://ejemplo.mx/Ruta"},
		{"ejemplo.mx#Fin", "http://ejemplo.mx/#Fin"},
		{"ejemplo.mx/a b", "http://ejemplo.mx/a%20b"},
		{"ejemplo.mx:8080/a", "http://ejemplo.mx:8080/a"},
		{"https://ana:x@ejemplo.mx", "https://ana:x@ejemplo.mx/"},
		{"https://ejemplo.mx/a@b:c", "https://ejemplo.mx/a@b:c"},
		{"https://peña.mx", "https://peña.mx/"},
		{"TG://Resolve?domain=Bot", "tg://resolve?domain=Bot"},
		{"tg:settings", "tg://settings"},
		{"ton://transfer/abc", "ton://transfer/abc"},
		{"tonsite://algo.ton", "tonsite://algo.ton/"},
	} {
		if got, ok := cleanURL(c.in); got != c.want || !ok {
			t.Errorf("cleanURL(%q) = %q, %v, want %q", c.in, got, ok, c.want)
		}
	}
}

func TestWhatIsNoAddressIsNoLink(t *testing.T) {
	for _, in := range []string{
		"", " ", "nada", ".", "http://", "http://localhost/a", "ftp://ejemplo.mx", "javascript://a.mx",
		" ejemplo.mx", "ejemplo.mx ", "ejemplo.mx:", "ejemplo.mx:0", "ejemplo.mx:70000", "a<b.mx",
		"tg:", "tg://a b", "/ruta.html", "?a=b.mx",
	} {
		if got, ok := cleanURL(in); ok {
			t.Errorf("cleanURL(%q) = %q, want none", in, got)
		}
	}
}

func TestAMentionIsALinkToAUser(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int64
	}{
		{"tg://user?id=7", 7},
		{"TG://USER/?ID=7", 7},
		{"tg:user?x=1&id=7&id=8#a", 7},
		{"tg://user?id=07", 0},
		{"tg://user?id=-7", 0},
		{"tg://user?id=", 0},
		{"tg://user", 0},
		{"tg://user#id=7", 0},
		{"tg://users?id=7", 0},
		{"https://user?id=7", 0},
	} {
		if e, _ := linkEntity(Entity{}, c.in); e.UserID != c.want {
			t.Errorf("%q mentions %d, want %d", c.in, e.UserID, c.want)
		}
	}
}

func TestADateFormatIsOneOfTheDocumentedOnes(t *testing.T) {
	for in, want := range map[string]bool{
		"": true, "r": true, "w": true, "wdt": true, "wDT": true, "dT": true, "D": true, "t": true,
		"rt": false, "wr": false, "td": false, "tT": false, "dD": false, "ww": false, "x": false, "wd ": false,
	} {
		if got := isDateFormat(in); got != want {
			t.Errorf("isDateFormat(%q) = %v, want %v", in, got, want)
		}
	}
}

package handlers

import "testing"

func TestABusinessIsNamedWithoutWhatStandsAroundIt(t *testing.T) {
	for text, want := range map[string]string{
		"La Fábrica de Velas":                        "La Fábrica de Velas",
		"El Taller de Ana":                           "El Taller de Ana",
		"Mi Tienda Verde":                            "Mi Tienda Verde",
		"The Workshop Oaxaca":                        "The Workshop Oaxaca",
		"Son de México":                              "Son de México",
		"la fábrica es Velas Ana":                    "Velas Ana",
		"le pusimos Hamacas Canul x mi apa":          "Hamacas Canul",
		"Chocolate Priego, desde 1961":               "Chocolate Priego",
		"Café Sol, S.A. de C.V.":                     "Café Sol, S.A. de C.V.",
		"Papelera Hoja Suelta sa d cv":               "Papelera Hoja Suelta sa de cv",
		"doña Chuy, o sea Salsas Doña Chuy":          "Salsas Doña Chuy",
		"my shop's called Blue Gate Talavera":        "Blue Gate Talavera",
		"7 Mares":                                    "7 Mares",
		"Muebles y Más":                              "Muebles y Más",
		"mi empresa se denomina Platería Castrejón.": "Platería Castrejón.",
	} {
		if got := businessName(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestAPersonIsNamedWithoutTitlesAndAsides(t *testing.T) {
	for text, want := range map[string]string{
		"Ing. Rubén Verduzco":                    "Rubén Verduzco",
		"la doctora Lucía Bermúdez":              "Lucía Bermúdez",
		"Lorenzo Equihua socio":                  "Lorenzo Equihua",
		"Paulina Bustamante d Coyotas Tía Meche": "Paulina Bustamante",
		"Miguel Canul pa servirle":               "Miguel Canul",
		"López, Ana":                             "Ana López",
		"María de la Luz Hernández":              "María de la Luz Hernández",
		"Ana Sofía De León":                      "Ana Sofía De León",
		"José Ángel Maestre":                     "José Ángel Maestre",
		"You're talking to Kyle Brennan":         "Kyle Brennan",
		"Juan":                                   "Juan",
		"Conrado Elías":                          "Conrado Elías",
		"Elena Lara":                             "Elena Lara",
	} {
		if got := personName(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

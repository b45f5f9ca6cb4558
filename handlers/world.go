package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// place is a country or a region that goods go to.
type place struct {
	es, en  string
	article string // on how long the way takes; "" when there is none
	words   string // what else people call it, folded, with | between
}

// The articles on how long the way takes.
const (
	toChina  = "tiempo-barco"
	toEurope = "tiempo-europa"
	toUSA    = "envio-estados-unidos"
)

// places are those that owners name most.
func places() []place {
	return []place{
		{"China", "China", toChina, "shanghai|shenzhen|hong kong|beijing|pekin|ningbo|guangzhou|canton"},
		{"Estados Unidos", "the United States", toUSA, "eeuu|ee uu|eua|e u|usa|us|u s a|united states|gringos|gabacho|texas|california|houston|los angeles|nueva york|new york|chicago|laredo|florida|miami|arizona"},
		{"Europa", "Europe", toEurope, "europe|union europea|european union|rotterdam|hamburgo|hamburg"},
		{"Alemania", "Germany", toEurope, "germany|berlin"}, {"España", "Spain", toEurope, "spain|madrid|barcelona"},
		{"Francia", "France", toEurope, "france|paris"}, {"Países Bajos", "the Netherlands", toEurope, "holanda|holland|netherlands"},
		{"Italia", "Italy", toEurope, "italy"}, {"Bélgica", "Belgium", toEurope, "belgium"}, {"Portugal", "Portugal", toEurope, ""},
		{"Reino Unido", "the United Kingdom", "", "inglaterra|england|londres|london|uk|united kingdom"},
		{"Canadá", "Canada", "", "toronto|vancouver|montreal"}, {"Japón", "Japan", "", "japan|tokio|tokyo"},
		{"Corea del Sur", "South Korea", "", "corea|korea|seul"}, {"India", "India", "", ""}, {"Brasil", "Brazil", "", "brazil"},
		{"Chile", "Chile", "", ""}, {"Colombia", "Colombia", "", "bogota"}, {"Perú", "Peru", "", "lima"}, {"Argentina", "Argentina", "", ""},
		{"Guatemala", "Guatemala", "", ""}, {"Panamá", "Panama", "", ""}, {"Costa Rica", "Costa Rica", "", ""}, {"Ecuador", "Ecuador", "", ""},
		{"Emiratos Árabes Unidos", "the United Arab Emirates", "", "dubai|emiratos|emirates|uae"}, {"Australia", "Australia", "", ""},
		{"Arabia Saudita", "Saudi Arabia", "", "saudi arabia|arabia"}, {"Rusia", "Russia", "", "russia"}, {"Turquía", "Turkey", "", "turkey"},
		{"Vietnam", "Vietnam", "", ""}, {"Tailandia", "Thailand", "", "thailand"}, {"Singapur", "Singapore", "", "singapore"},
		{"Asia", "Asia", toChina, ""},
	}
}

// placeNamed finds the place that a text names, and nothing else.
func placeNamed(text string) (place, bool) {
	whole := strings.Join(knowledge.Words(text), " ")
	for _, article := range []string{"la ", "el ", "los ", "the "} {
		whole = strings.TrimPrefix(whole, article)
	}
	for _, p := range places() {
		names := append(strings.Split(p.words, "|"), strings.Join(knowledge.Words(p.es), " "), strings.TrimPrefix(strings.ToLower(p.en), "the "))
		for _, name := range names {
			if name != "" && name == whole {
				return p, true
			}
		}
	}
	return place{}, false
}

// name is the place in a language.
func (p place) name(lang string) string {
	if lang == "en" {
		return p.en
	}
	return p.es
}

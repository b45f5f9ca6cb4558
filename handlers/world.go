package handlers

import (
	"strings"
	"sync"

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
		{"Estados Unidos", "the United States", toUSA, "eeuu|ee uu|eua|e u|usa|us|u s a|united states|gringos|gabacho|texas|california|houston|los angeles|nueva york|new york|chicago|laredo|florida|miami|arizona|alabama|alaska|arkansas|connecticut|delaware|hawaii|idaho|indiana|iowa|kansas|kentucky|louisiana|luisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|misuri|montana|nebraska|new hampshire|new jersey|nueva jersey|ohio|oklahoma|pennsylvania|pensilvania|rhode island|carolina|carolina del norte|carolina del sur|north carolina|south carolina|dakota|tennessee|utah|vermont|virginia|wisconsin|wyoming|detroit|boston|brownsville|eagle pass|philadelphia|filadelfia|orlando|tampa|san jose california|sacramento|san antonio|dallas|phoenix|tucson|san diego|el paso|mcallen|austin|denver|seattle|san francisco|las vegas|atlanta|nuevo mexico|new mexico|nevada|colorado|illinois|oregon|washington|georgia|the us|the states|estados unidos americanos|la union americana|fresno|long beach|el centro california|calexico|yuma|odessa|albuquerque|santa fe|portland|kansas city|st louis|minneapolis|milwaukee|cleveland|columbus|cincinnati|pittsburgh|baltimore|newark|brooklyn|queens|bronx|charlotte|raleigh|nashville|memphis|new orleans|nueva orleans|tulsa|salt lake|omaha|jacksonville|honolulu|anaheim|oakland|bakersfield|riverside|san bernardino|oxnard|ventura|santa barbara|central valley|valle de texas|fort worth|corpus christi|santa monica|pasadena|scottsdale|mesa arizona|little rock|baton rouge|michigan|la florida|the border|del otro lado|el otro lado|gringolandia|yunaites"},
		{"Europa", "Europe", toEurope, "europe|union europea|european union|rotterdam|hamburgo|hamburg"},
		{"Alemania", "Germany", toEurope, "munich|frankfurt|colonia|dusseldorf|germany|berlin"}, {"España", "Spain", toEurope, "valencia|sevilla|bilbao|malaga|spain|madrid|barcelona"},
		{"Francia", "France", toEurope, "lyon|marsella|burdeos|france|paris"}, {"Países Bajos", "the Netherlands", toEurope, "holanda|holland|netherlands"},
		{"Italia", "Italy", toEurope, "milan|roma|florencia|italy"}, {"Bélgica", "Belgium", toEurope, "belgium"}, {"Portugal", "Portugal", toEurope, ""},
		{"Reino Unido", "the United Kingdom", toEurope, "inglaterra|england|londres|london|uk|united kingdom"},
		{"Canadá", "Canada", "", "ontario|alberta|british columbia|columbia britanica|ottawa|winnipeg|edmonton|manitoba|toronto|vancouver|montreal|calgary|quebec|canada"}, {"Japón", "Japan", "", "osaka|kioto|kyoto|japan|tokio|tokyo"},
		{"Corea del Sur", "South Korea", "", "corea|korea|seul"}, {"India", "India", "", ""}, {"Brasil", "Brazil", "", "brazil"},
		{"Chile", "Chile", "", ""}, {"Colombia", "Colombia", "", "medellin|cali|bogota"}, {"Perú", "Peru", "", "arequipa|lima"}, {"Argentina", "Argentina", "", "buenos aires"},
		{"Guatemala", "Guatemala", "", ""}, {"El Salvador", "El Salvador", "", ""}, {"Honduras", "Honduras", "", ""}, {"Nicaragua", "Nicaragua", "", ""}, {"Belice", "Belize", "", ""}, {"Cuba", "Cuba", "", ""}, {"Puerto Rico", "Puerto Rico", "", ""}, {"República Dominicana", "the Dominican Republic", "", "dominicana"}, {"Suiza", "Switzerland", toEurope, ""}, {"Suecia", "Sweden", toEurope, ""}, {"Polonia", "Poland", toEurope, ""}, {"Israel", "Israel", "", ""}, {"Marruecos", "Morocco", "", ""}, {"Sudáfrica", "South Africa", "", ""}, {"Taiwán", "Taiwan", "", ""}, {"Filipinas", "the Philippines", "", ""}, {"Uruguay", "Uruguay", "", ""}, {"Paraguay", "Paraguay", "", ""}, {"Bolivia", "Bolivia", "", ""}, {"Venezuela", "Venezuela", "", ""}, {"Panamá", "Panama", "", ""}, {"Costa Rica", "Costa Rica", "", ""}, {"Ecuador", "Ecuador", "", "guayaquil|quito"},
		{"Emiratos Árabes Unidos", "the United Arab Emirates", "", "dubai|emiratos|emirates|uae"}, {"Australia", "Australia", "", ""},
		{"Arabia Saudita", "Saudi Arabia", "", "saudi arabia|arabia"}, {"Rusia", "Russia", "", "russia"}, {"Turquía", "Turkey", "", "turkey"},
		{"Vietnam", "Vietnam", "", ""}, {"Tailandia", "Thailand", "", "thailand"}, {"Singapur", "Singapore", "", "singapore"},
		{"Noruega", "Norway", toEurope, ""}, {"Finlandia", "Finland", toEurope, ""}, {"Dinamarca", "Denmark", toEurope, ""}, {"Austria", "Austria", toEurope, "viena|vienna"}, {"Irlanda", "Ireland", toEurope, "dublin"}, {"Grecia", "Greece", toEurope, ""}, {"República Checa", "the Czech Republic", toEurope, "chequia|praga"}, {"Hungría", "Hungary", toEurope, ""}, {"Rumania", "Romania", toEurope, ""},
		{"Egipto", "Egypt", "", ""}, {"Nigeria", "Nigeria", "", ""}, {"Qatar", "Qatar", "", "catar"}, {"Líbano", "Lebanon", "", ""}, {"Indonesia", "Indonesia", "", ""}, {"Malasia", "Malaysia", "", ""}, {"Nueva Zelanda", "New Zealand", "", ""}, {"Haití", "Haiti", "", ""}, {"Centroamérica", "Central America", "", "centro america|centroamerica"}, {"Sudamérica", "South America", "", "sudamerica|sur america|suramerica|america latina|latinoamerica"},
		{"Asia", "Asia", toChina, ""},
	}
}

// placesByName are the places by everything that people call them, folded.
var placesByName = sync.OnceValue(func() map[string]place {
	named := map[string]place{}
	for _, p := range places() {
		for _, name := range append(strings.Split(p.words, "|"), join(knowledge.Words(p.es)), strings.TrimPrefix(strings.ToLower(p.en), "the ")) {
			if _, taken := named[name]; name != "" && !taken {
				named[name] = p
			}
		}
	}
	return named
})

// placeNamed finds the place that a text names, and nothing else.
func placeNamed(text string) (place, bool) {
	whole := join(knowledge.Words(text))
	for _, article := range []string{"la ", "el ", "los ", "the "} {
		whole = strings.TrimPrefix(whole, article)
	}
	p, ok := placesByName()[whole]
	return p, ok
}

// longestPlace is how many words the name of a place has at most.
const longestPlace = 4

// placeInside finds the first place of the world that a text names.
func placeInside(words []string) (place, bool) {
	for i := range words {
		for n := min(longestPlace, len(words)-i); n > 0; n-- {
			if p, ok := placesByName()[join(words[i:i+n])]; ok && (n > 1 || len(words[i]) > 2 || words[i] == "eu") && (!placeOrThing[words[i]] || n > 1 || len(words) == 1 || i > 0 && towards[words[i-1]]) {
				return p, true
			}
		}
	}
	return place{}, false
}

// placeOrThing are places that are other words as well: "con tanto chile", "usa este correo".
var (
	placeOrThing = wordSet("quito cali roma chile usa lima maine india granada turkey china jordan santiago victoria panama")
	towards      = wordSet("a hasta para pa en de to in for from hacia y e and")
)

// name is the place in a language.
func (p place) name(lang string) string {
	if lang == "en" {
		return p.en
	}
	return p.es
}

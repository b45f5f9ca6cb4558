package knowledge

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
)

// Some questions are near an article and not answered by it, and their shape shows
// it where words alone do not: they name a place abroad or a shop that the article
// does not name, want a firm chosen for them, or somebody's telephone, or take for
// granted what nobody has said. Such a question is asked back ("do you mean …?") but
// when it has nearly the words of a line.

// sureDespite is the score from which even such a question is answered.
const sureDespite = 0.8

// elsewhere are places and platforms; the file says how it is written.
//
//go:embed elsewhere.txt
var elsewhere string

// A presumption is what a message takes for granted before it asks, as "Ya que Alibaba
// regala el empaque, ¿dónde lo recojo?" does. What people say of themselves they know.
var (
	presumption = regexp.MustCompile(`(?i)^[^\pL¿]*(?:(?:ya que |ahora que |desde que |puesto que |now that |given that |since (?:[^w]|w[^h]))[^,?]+,` +
		`|como [^,?]+, ?(?:¿|(?:a |de |en )?(?:que|qué|cual|cuál|cuanto|cuánto|donde|dónde|como|cómo|cuando|cuándo|quien|quién|puedo|what|which|how|where|when|who|do|can)\b))`)
	ofOneself = regexp.MustCompile(`(?i)\b(?:yo|mi|mis|me|nos|nuestr[oa]s?|soy|somos|estoy|estamos|tengo|tenemos|vendo|hago|quiero|exporto|fabrico|i|my|we|our|us)\b`)
)

// presumes tells whether a message begins by a presumption about others.
func presumes(message string) bool {
	p := presumption.FindString(message)
	return p != "" && !ofOneself.MatchString(p)
}

// shapes are those of the questions that no article answers.
type shapes struct {
	places map[string]int // each name of a place → which
	firm   *regexp.Regexp // wants a firm chosen
	reach  *regexp.Regexp // asks how to reach somebody
}

// firms are those that owners want to be told.
const firms = `(?:agencia|agente|broker|banco|paqueteria|mensajeria|naviera|aerolinea|transportista|aseguradora|despacho|contador|abogado|laboratorio|traductor|fotografo|disenador|empresa|compania|proveedor|agency|forwarder|bank|courier|carrier|airline|insurer|lawyer|lab|translator|photographer|company)`

func newShapes() *shapes {
	s := &shapes{
		places: map[string]int{},
		firm: regexp.MustCompile(`\brecom(?:iend|end)\w*` +
			`|\b(?:que|cual|cuales|con que|con cual|which|what) (?:\w+ ){0,2}` + firms + ` (?:\w+ ){0,3}(?:mejor|barat[oa]|mas|conviene|contrato|uso|busco|should|best|cheapest|cheaper)\b` +
			`|\b(?:mejor|mas barat[oa]|best|cheapest) (?:\w+ ){0,2}` + firms + `\b|\b` + firms + ` (?:es (?:la|el) )?(?:mas barat[oa]|mejor)\b`),
		reach: regexp.MustCompile(`\b(?:en|cual es|dame|pasame|tienen|tienes|hay|que|algun) (?:que |cual |el |la |un |una |su |sus )?(?:telefono|numero de telefono|correo|email|e mail|direccion|whatsapp|horarios?|oficinas?|sucursal(?:es)?|modulos?|ventanilla|contacto) (?:de|del|en|para|donde|tiene|puedo|le|escribo|llamo|atiende)` +
			`|\ba que (?:correo|numero|telefono|direccion)\b|\bdonde (?:estan|queda|quedan|se ubica[n]?) (?:sus|las|la|el|su) (?:oficinas?|sucursal|modulo)` +
			`|\b(?:phone|telephone|mobile|contact) (?:\w+ )?(?:number )?(?:for|of|to reach)\b|\b(?:e ?mail|address|opening hours|office hours) (?:of|for)\b|\bwhere (?:is|are) (?:the|their|your|its) (?:\w+ )?offices?\b|\bwhat number do i call\b`),
	}
	n := 0
	for _, line := range strings.Split(elsewhere, "\n") {
		name, others, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		n++
		for _, alias := range append(strings.Split(others, "|"), name) {
			if alias != "" {
				s.places[alias] = n
			}
		}
	}
	return s
}

// longestName is the most words that the name of a place has.
const longestName = 3

// named are the places that a text names.
func (s *shapes) named(text string) []int {
	var out []int
	words := Words(text)
	for i := range words {
		for n := 1; n <= longestName && i+n <= len(words); n++ {
			if place, ok := s.places[strings.Join(words[i:i+n], " ")]; ok && !slices.Contains(out, place) {
				out = append(out, place)
			}
		}
	}
	return out
}

// doubts tells whether a question is of a shape that an article does not answer;
// names are the places that the article names.
func (s *shapes) doubts(query string, names []int) bool {
	query = query[:min(len(query), maxQueryBytes)]
	folded := strings.Join(Words(query), " ")
	if s.firm.MatchString(folded) || s.reach.MatchString(folded) {
		return true
	}
	return slices.ContainsFunc(s.named(query), func(place int) bool { return !slices.Contains(names, place) })
}

// learnNames notes which places each article names, in either language.
func (l *Library) learnNames() {
	l.shapes, l.names = newShapes(), map[string][]int{}
	for i := range l.pages {
		p := &l.pages[i]
		for _, place := range l.shapes.named(strings.Join(append([]string{p.Title, p.Body}, p.Questions...), " | ")) {
			if !slices.Contains(l.names[p.ID], place) {
				l.names[p.ID] = append(l.names[p.ID], place)
			}
		}
	}
}

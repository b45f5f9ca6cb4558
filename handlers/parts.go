package handlers

import (
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// parts reads a longer message: what it says first, then what it asks.
func (r *reader) parts(text string) []bot.Command {
	text = tag.ReplaceAllString(text, "$1 ")
	if r.form.Field(r.c.Asking) != nil && !strings.Contains(text, "¿") && !interrogative.MatchString(join(knowledge.Words(text))) {
		text = strings.TrimSpace(tagLoosely.ReplaceAllString(text, "$1, "))
	}
	statement, question := splitQuestion(text)
	if question == text && !strings.Contains(text, "?") && r.answersInside(text) {
		statement, question = text, ""
	}
	if question == text && !strings.Contains(text, "?") && r.form.Field(r.c.Asking) != nil {
		if cmd, ok := r.putOff(heard(text)); ok {
			return []bot.Command{cmd}
		}
	}
	if question != "" && r.isLine(text) {
		return []bot.Command{r.search(text)}
	}
	var out []bot.Command
	if statement != "" {
		out = r.statement(statement, question != "")
	}
	if question != "" {
		out = append(out, r.question(question)...)
	}
	return dropEcho(out)
}

// isLine tells a text that is, word for word, what an article is asked by, and no wish:
// it is not taken apart.
func (r *reader) isLine(text string) bool {
	folded := join(knowledge.Words(text))
	if words := len(strings.Fields(folded)); words < 3 || words > longestLine {
		return false
	}
	if _, wish := r.insideCue(folded); wish {
		return false
	}
	if _, about := r.explainAsked(folded); about {
		return false
	}
	return r.lib.Nearest(text, r.lang) >= veryLine
}

// answersInside tells that a text which begins as a question may, and has no question
// mark, holds the role or the category that is asked: "ocupo el cargo de director".
func (r *reader) answersInside(text string) bool {
	f := r.form.Field(r.c.Asking)
	if f == nil {
		return false
	}
	if _, exact := r.form.exactState(text); exact && f.Kind == "state" {
		return true
	}
	if f.ID == "capacity" && canSay.MatchString(join(knowledge.Words(text))) {
		return true
	}
	if interrogative.MatchString(join(knowledge.Words(text))) {
		return false
	}
	found := r.extract(text)
	return found.has(f.ID) || found.inside(f) && !found.values[len(found.values)-1].unsure
}

// canSay tells how much can be made: "puedo elaborar 350 kilos".
var canSay = newRule(`^(?:puedo|podemos|podria|podriamos|can|could) (?:\pL+ ){1,3}(?:\d|` + oneNumber + `\b)`)

// interrogative begins a true question.
var interrogative = newRule(`^(?:(?:y|pero|oiga|oye|a|de|con|en|por|para) )*(?:que|ke|k|q|cual|cuales|cuant[oa]s?|kuanto|como|cmo|donde|cuando|quien|quienes|xq|pq|porque|puedo|pueden|podria|se puede|tengo que|hay|what|how|where|when|who|why|which|can|do|does|is|are|should)\b`)

// dropEcho takes away a greeting or an unclear rest when something real was said too.
func dropEcho(cmds []bot.Command) []bot.Command {
	if len(cmds) < 2 {
		return cmds
	}
	var out []bot.Command
	for _, c := range cmds {
		switch c.(type) {
		case bot.Greet, bot.Thank, bot.Unclear:
		default:
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return cmds[:1]
	}
	return out
}

// question reads a question: about the open field, about the application, or about
// the programme.
func (r *reader) question(text string) []bot.Command {
	folded := join(knowledge.Words(text))
	if cmd, ok := r.explainAsked(folded); ok {
		return []bot.Command{cmd}
	}
	if cmd, ok := r.insideCue(folded); ok && askable(cmd, folded) {
		return []bot.Command{cmd}
	}
	if about, ok := r.aboutOwn(folded); ok {
		return []bot.Command{about}
	}
	if several := r.several(text); several != nil {
		return several
	}
	ask := r.search(text)
	if r.c.App.Status == bot.AskedStatus && ask.Found.Sure != bot.SureAnswer && ask.Found.Sure != bot.Unsafe {
		return []bot.Command{bot.Overheard{Text: text}}
	}
	return []bot.Command{ask}
}

// askable tells which wishes a question may hold: a long "¿puedo cancelar la membresía
// si no vendo?" asks, it does not cancel.
func askable(cmd bot.Command, folded string) bool {
	switch cmd.(type) {
	case bot.NewApplication, bot.Cancel, bot.SetLanguage, bot.Upset, bot.Unclear, bot.Sent:
		return len(strings.Fields(folded)) <= 5
	}
	return true
}

// ownCues are questions on one's own application.
var ownCues = newRule(`\b(?:ya me aprobaron|me aprobaron|ya quede|ya quedo|novedades|noticias|no me han contestado|nadie me ha contestado|mi folio|que sigue|que pasa ahora|que hago ahora|ahora que hago|que pasa despues|cuando me (?:contestan|hablan|llaman|avisan)|cuanto tardan en contestar|(?:por que|porque|xq) me rechazaron|cuanto (?:me )?falta|cuant[ao]s (?:preguntas |datos )?(?:me )?faltan|(?:en )?donde nos quedamos|what happens next|any news)\b`)

// aboutOwn reads a question on one's own application, once there is one.
func (r *reader) aboutOwn(folded string) (bot.Command, bool) {
	if r.c.App.Status != bot.NoApplication && ownCues.MatchString(folded) {
		return bot.AskStatus{}, true
	}
	return nil, false
}

// unwished is "no quiero aplicar", which is no wish to apply.
var unwished = newRule(`\b(?:no|ya no|todavia no|aun no) (?:quiero|quisiera|deseo|me interesa|pienso|want)\b|\b(?:do not|don t) want\b`)

func (r *reader) insideCue(folded string) (bot.Command, bool) {
	for _, cue := range r.Clerk.cues.inside {
		if !cue.re.MatchString(folded) {
			continue
		}
		if _, wish := cue.cmd.(bot.NewApplication); wish && unwished.MatchString(folded) {
			if r.c.App.Status == bot.Draft {
				return bot.Cancel{}, true
			}
			return bot.No{}, true
		}
		return cue.cmd, true
	}
	return nil, false
}

// explainCues are the questions that people ask about a field.
var explainCues = []struct {
	about string
	re    *rule
}{
	{"why", newRule(`^(?:y )?(?:para|pa|por) (?:que|q|k) (?:\w+ )?(?:lo |la |los |las |me |mi |el |quieren|piden|necesitan|ocupan|sirve|es|quieres|tanto)|^(?:xq|pq|porque) (?:lo|la|me|piden|quieren|el|mi)|^why (?:do you|is that|that)|^what (?:do you need|is it for)|^what for`)},
	{"who", newRule(`^(?:y )?(?:quien|quienes) (?:lo|la|los|las|ve|ven|va a|tiene|mas)|^a quien se lo|^who (?:sees|will see|can see|gets)`)},
	{"where", newRule(`^(?:y )?(?:en )?donde (?:lo |la |esta |viene |aparece |encuentro|saco|consigo)|^where (?:do i find|is it|can i find)`)},
	{"must", newRule(`\b(?:es|son) (?:obligatori[oa]s?|a fuerzas?|forzos[oa]|necesari[oa])\b|^a fuerzas?\b|\bis (?:it|that) (?:required|mandatory|necessary)\b`)},
	{"example", newRule(`^(?:que pongo|que escribo|no entiendo|no entendi|que es eso|a que te refieres|como que)$|^(?:me das |me da |dame |deme |como cual |por )?(?:un )?ejemplo|^como (?:es|se ve|se escribe|va) (?:el |la |eso|esto|un )?|^(?:for )?example|^what does it look like`)},
}

// explainAsked reads "¿para qué lo quieren?" and its like, for the field that is
// named or else the one being asked.
func (r *reader) explainAsked(folded string) (bot.Command, bool) {
	field := r.form.Field(r.c.Asking)
	if field == nil && r.c.Asking != bot.AskConsent {
		return nil, false
	}
	for _, cue := range explainCues {
		if !cue.re.MatchString(folded) || len(folded) > 60 {
			continue
		}
		if field == nil {
			return bot.Privacy{}, true
		}
		if named := r.fieldNamed(folded); named != nil && named.Asked {
			field = named
		}
		return bot.Explain{Field: field.ID, About: cue.about}, true
	}
	return nil, false
}

// fieldNamed finds the field that a text names, if any.
func (r *reader) fieldNamed(folded string) *Field {
	name := r.Clerk.cues.named.FindString(folded)
	return r.form.Field(r.Clerk.cues.fields[name])
}

// withoutCourtesy is a question without the words before it: "buen día, disculpe, …".
func withoutCourtesy(text string) string {
	folded := join(knowledge.Words(text))
	for range mostOpenings {
		rest := opening.ReplaceAllString(folded, "")
		if rest == folded {
			break
		}
		folded = rest
	}
	return folded
}

// search asks the knowledge, in the light of what was said before when the question
// leans on it.
func (r *reader) search(text string) bot.Ask {
	topic := ""
	if leansOn(join(knowledge.Words(text))) {
		topic = r.topic()
	}
	return r.askAbout(text, topic)
}

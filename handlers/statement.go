package handlers

import (
	"strings"

	"pabellon/bot"
)

// statement reads what a message says: an answer, a correction, a wish.
// WithQuestion tells that a question follows, so that nothing needs to be made of a rest.
func (r *reader) statement(text string, withQuestion bool) []bot.Command {
	folded := heard(text)
	if cmd, ok := r.whole(folded); ok {
		return []bot.Command{cmd}
	}
	if cmd, ok := r.insideCue(folded); ok {
		return r.withValues(cmd, text)
	}
	if cmd, ok := r.explainAsked(folded); ok {
		return []bot.Command{cmd}
	}
	if r.c.App.Status == bot.AskedStatus {
		return r.toStaffsQuestion(text)
	}
	if r.asksByName(text, folded) {
		return []bot.Command{r.search(text)}
	}
	if r.takesAnswers() {
		if cmds := r.answers(text, folded, withQuestion); len(cmds) > 0 {
			return cmds
		}
	} else if cmds := r.tooEarly(text, folded); len(cmds) > 0 {
		return cmds
	}
	if withQuestion {
		return r.leading(folded)
	}
	return []bot.Command{r.rest(text, folded)}
}

// asksByName reads a question that has no verb ("requisitos para el padrón"): one of
// the very lines by which an article is asked for. What people say of themselves is
// an answer all the same.
func (r *reader) asksByName(text, folded string) bool {
	if words := len(strings.Fields(folded)); words < 2 || words > longestLine || ofOneself.MatchString(folded) {
		return false
	}
	return r.lib.Reaches(text, r.lang, veryLine)
}

// longestLine is more words than any line has by which an article is asked for.
const longestLine = 30

// veryLine is the score from which a text has the words of a line (knowledge: sameLine).
const veryLine = 0.9

// ofOneself is how people speak of their business.
var ofOneself = newRule(`^(?:(?:todavia |aun |pues )*no (?:tengo|tenemos|cuento|uso|usamos|traigo|se|lo se|hay|quiero)|ya (?:tengo|tenemos|estoy)|soy|somos|vendo|vendemos|hago|hacemos|tengo|tenemos|produzco|producimos|fabrico|mi|mis|nuestr[oa]s?|me|nos|i|we|my|our)\b`)

// toStaffsQuestion passes what the owner says when staff have asked for something,
// always; a value that is unmistakably their own is changed as well.
func (r *reader) toStaffsQuestion(text string) []bot.Command {
	var out []bot.Command
	if found := r.extract(text); !foreign.MatchString(found.folded) && !theirs.MatchString(found.folded) {
		found.unmistakable()
		out = found.fills()
	}
	return append(out, bot.Overheard{Text: text})
}

// theirs is somebody else's: "su correo es …", "el de mi contador".
var theirs = newRule(`\bsu (?:correo|telefono|tel|cel|celular|numero|rfc|nombre)\b|\b(?:de|a) (?:mi|nuestro|nuestra) (?:contador|contadora|espos[oa]|hij[oa]|soci[oa]|abogad[oa]|herman[oa])\b`)

// takesAnswers tells that the person agreed that their answers are kept.
func (r *reader) takesAnswers() bool {
	return r.c.Consent.Given && !r.outdated(r.c.Consent) && r.c.App.Status != bot.WithdrawnStatus
}

var (
	clears  = newRule(`^(?:no )?(?:borra|borrame|borrar|quita|quitame|quitar|elimina|eliminame|eliminar|remove|delete|erase) (?:el |la |mi |los |mis |my |the )?`)
	reopens = newRule(`\b(?:me equivoque|equivocad[oa]|cambiar|cambia|corregir|corrige|corrijo|esta mal|estaba mal|puse mal|escribi mal|actualizar|actualiza|modificar|modifica|estan mal|cambie|cambio|change|correct|wrong|mistake|update)\b`)
)

// answers reads values, corrections and skipping.
func (r *reader) answers(text, folded string, withQuestion bool) []bot.Command {
	if at := clears.FindString(folded); at != "" {
		if f := r.fieldNamed(folded[len(at):]); f != nil {
			return []bot.Command{bot.Clear{Field: f.ID}}
		}
	}
	if cmd, ok := r.restored(folded); ok {
		return []bot.Command{cmd}
	}
	found := r.extract(text)
	if cmd, ok := r.putOff(folded); ok {
		return append(found.fills(), cmd)
	}
	if withQuestion {
		found.unmistakable()
	} else {
		found.corrections()
	}
	if cmd, ok := r.reopened(found, folded); ok {
		return []bot.Command{cmd}
	}
	field := r.form.Field(r.c.Asking)
	corrected := len(found.values) > 0 && (rather.MatchString(found.folded) || reopens.MatchString(folded) || thisNot.MatchString(found.folded))
	if !withQuestion && !corrected && (field != nil && !found.has(field.ID) || len(found.values) > 0) {
		found.answer(field, r)
	}
	if withQuestion && field != nil && !found.has(field.ID) {
		found.besideQuestion(field)
	}
	if out := found.fills(); len(out) > 0 {
		return out
	}
	if field != nil && r.c.Lost > 0 && !withQuestion && found.guessed(field) {
		return found.fills()
	}
	if field != nil && skipsInside.MatchString(folded) {
		return []bot.Command{bot.Skip{}}
	}
	if yesNo, ok := r.startsWithYesNo(folded); ok {
		return []bot.Command{yesNo}
	}
	return nil
}

// reopened reads "me equivoqué en el RFC", a correction without its value.
func (r *reader) reopened(found *values, folded string) (bot.Command, bool) {
	if len(found.values) > 0 || !reopens.MatchString(folded) || len(strings.Fields(folded)) > 10 {
		return nil, false
	}
	if bareName.MatchString(folded) && r.c.App.Answers["contact"].Value != "" && r.c.App.Answers["business"].Value != "" {
		return bot.ChooseField{}, true // whose name?
	}
	if f := r.fieldNamed(folded); f != nil {
		return bot.Reopen{Field: f.ID}, true
	}
	if r.form.Field(r.c.Asking) == nil || strings.Contains(folded, "equivoque") {
		return bot.ChooseField{}, true
	}
	return nil, false
}

// bareName is "el nombre está mal": the person's, or the business's?
var bareName = newRule(`\b(?:el|en el|the) (?:nombre|name)\b`)

// notYet is "por ahora no".
var notYet = newRule(`^(?:por ahora|por el momento|ahorita|todavia|aun) no\b`)

// putOff reads that the person has no RFC, or will not give what is asked now.
func (r *reader) putOff(folded string) (bot.Command, bool) {
	if noRFC.MatchString(folded) && r.c.App.Answers["rfc"].Value == "" {
		return bot.Skip{Field: "rfc"}, true
	}
	if f := r.form.Field(r.c.Asking); f != nil && f.Kind == "exports" && notYet.MatchString(folded) {
		return nil, false // who has not exported says so
	}
	if r.form.Field(r.c.Asking) != nil && (skipsWhole.MatchString(folded) || r.c.Asking == "business" && unnamed.MatchString(folded)) {
		return bot.Skip{}, true
	}
	if !lacks.MatchString(folded) {
		return nil, false
	}
	f := r.fieldNamed(folded)
	if f == nil || !f.Asked || r.c.App.Answers[f.ID].Value != "" {
		return nil, false
	}
	return bot.Skip{Field: f.ID}, true
}

var (
	noRFC   = newRule(`\b(?:no tengo|sin|no cuento con|todavia no tengo|i have no|i do not have an?) (?:mi |el |un )?rfc\b`)
	unnamed = newRule(`\bno (?:tiene|tengo|tenemos|le pongo|le he puesto|le hemos puesto|hay) (?:un )?nombre\b|\bno name yet\b|\bsin nombre\b`)
	// lacks is "no uso correo", whatever is asked.
	lacks = newRule(`^(?:pues |la verdad |yo )*(?:no (?:tengo|uso|tenemos|usamos|cuento con)|i (?:do not|don t) have)\b(?: \S+){1,5}$`)
	// skipsWhole are sentences that put a question off; skipsInside do so if nothing else was said.
	skipsWhole  = newRule(`^(?:pues |la verdad |ns |nose |ay |uy |hijole |mejor |no |oye |ahorita |todavia |la mera verdad |pera |espera |aguanta )*(?:(?:brinqu\w*|brinca\w*|salta(?:te|la|lo)?|salte(?:se|mos|monos)|pasa(?:la|me|mos)?|pase(?:me|mos|le)?) (?:a )?(?:la |el )?(?:otra|otro|siguiente|es[ea]|ese dato)\b|(?:le|les|lo) (?:pregunto|checo|busco|consulto) (?:\w+ ){0,5}(?:te|le|les) (?:digo|aviso|paso|mando)|no (?:cuento|dispongo) (?:con|de) (?:es[ea]|la|el|dicha|tal)\b.*|(?:de )?es[eao] no (?:me )?(?:l[oa] )?(?:acuerdo|se|tengo|traigo)\b|(?:aun|todavia) no (?:me |m )?lo se\b|(?:preferiria|quisiera|tengo que|debo|hay que|voy a) (?:consultar|preguntar|checar|buscar|revisar)\w*|no (?:lo |la |los |me |me lo |me la )?(?:tengo|traigo|se|sabria|recuerdo|acuerdo)(?: (?:ahorita|todavia|bien|decirle|decirte|cual|cuales|que|en|a la mano|a mano|de memoria|ahora|aun)\b.*)?$|prefiero no|no quiero (?:dar|decir)|(?:al rato|luego|despues|mas tarde|manana) (?:te |le |se )?(?:lo |la |los )?(?:digo|doy|mando|paso|busco|sigo)\b|mi contador (?:lo|la) tiene|` + skipsByTalk + `|(?:lo )?est(?:oy|a) (?:en tramite|tramitando)|no me lo se)|^i (?:do not|don t) (?:know|have|remember)|^i ll (?:send|tell|give)`)
	skipsInside = newRule(`\b(?:(?:manana|luego|despues|al rato|mas tarde|al ratito|later) (?:te|se|le) (?:lo |la |los )?(?:digo|paso|mando|doy|busco)|te lo (?:mando|paso|digo) (?:luego|despues|al rato|manana|later|mas tarde)|(?:debo |tengo que |he de )?consultar(?:e|lo|la|la?lo)?\b|preguntar(?:le|les|lo)\b|es[eao](?: \pL+)? l[oa] (?:trae|tiene|lleva|sabe)\b|lo hare llegar|no me l[oa] se|mas adelante|don t have (?:that|it)|no (?:lo |la |me )?(?:tengo|traigo|recuerdo|acuerdo)|no (?:lo |la |me lo |me la )?se(?:$| (?:que|cual|cuant\w+|bien|ahorita|todavia|decir\w*|ahora|de memoria|exact\w*|ni|despues|luego|pero|y|i|mejor)\b)|luego (?:te |se )?(?:lo|la|los)|despues (?:te )?(?:lo|la)|al rato (?:te|le))\b`)
)

// skipsByTalk are ways of putting a question off that name what is put off, or who has it:
// "ese te lo debo", "eso lo tiene mi contadora", "brinquémonos esa", "lo busco luego".
const skipsByTalk = `skip\b|lemme check|prefiero (?:dar|proporcionar|decir|mandar|ver)\w* (?:despues|luego|mas tarde)|no se\b.{0,20}\bal rato|(?:pera |espera |aguanta |mejor |ay )*(?:es[eao]|est[eao])(?: dato| pregunta)?(?: (?:no (?:me )?(?:lo|la)|te|se|me)(?: (?:lo|la|los|las))?| (?:lo|la)| es)? ?(?:debo|paso|mando|doy|tiene[n]?|lleva[n]?|trae[n]?|sabe[n]?|tengo|traigo|se|busco|veo|despues|luego|al rato|otro dia|manana|guardado)\b` +
	`|sin (?:ese|este) dato\b|(?:pasame|pasemos|pasa) a (?:la )?otra\b` +
	`|(?:dejame|dejamos|dejemos|dejalo|dejala|dejeme|aguanta|aguantame|brinca|brincamos|brinquemos|brinquemonos|salta|saltate|saltala|saltemos|saltese|saltemonos|omite|omitamos|skip|leave) (?:\w+ ){0,3}?(?:es[eao]|esa pregunta|pendiente|para (?:despues|luego|otro rato|el rato|al rato|manana)|that one|this one|it for later)\b` +
	`|(?:te |se )?(?:lo|la) (?:paso|mando|doy|digo|busco|checo|veo|consigo) (?:al rato|luego|despues|manana|otro dia|ahorita|mas tarde|en un rato)|(?:al rato|luego|despues|otro dia|manana|mas tarde)(?: (?:ese|esa|eso)| te| se| lo| la| le)* ?(?:dato|digo|paso|mando|doy|busco|ese|esa|eso|la|lo)?$` +
	`|otro dia (?:ese|esa|eso)|(?:ahorita|por ahora|por el momento) no$|dejame preguntar\w*\b|(?:mejor )?te (?:lo )?(?:digo|aviso) cuando\b|i ll (?:get|look|check)|i (?:gotta|have to|need to|must|got to) (?:ask|check|confirm|look)|i don t have (?:that|it)|let me (?:check|look|get back)|(?:not|dont|don t) (?:on me|with me|handy|have it)|my (?:accountant|partner|boss|husband|wife) (?:has|knows)`

// rest is what no rule knows: maybe the knowledge does.
func (r *reader) rest(text, folded string) bot.Command {
	if yesNo, ok := r.startsWithYesNo(folded); ok {
		return yesNo
	}
	if cmd := r.greetOr(folded, nil); cmd != nil {
		return cmd
	}
	words := len(strings.Fields(folded))
	if tooShort(folded) || words < 3 && r.c.Asking != "" {
		return bot.Unclear{Text: short(text, maxValue)}
	}
	ask := r.search(text)
	if ask.Found.Sure != bot.SureAnswer && (words < 3 && ask.Found.Sure != bot.NearOnly || r.c.Asking != "") {
		return bot.Unclear{Text: short(text, maxValue)}
	}
	return ask
}

// greetOr reads a hello or thanks with a few kind words after it.
func (r *reader) greetOr(folded string, otherwise bot.Command) bot.Command {
	words := strings.Fields(folded)
	for _, n := range []int{2, 1} {
		if len(words) < n || len(words) > n+6 {
			continue
		}
		switch cmd := r.Clerk.cues.whole[join(words[:n])].(type) {
		case bot.Greet, bot.Thank:
			return cmd
		}
	}
	return otherwise
}

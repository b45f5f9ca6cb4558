package handlers

import (
	"strings"

	"pabellon/bot"
)

// leading reads the "sí" or "no" before a question.
func (r *reader) leading(folded string) []bot.Command {
	if cmd, ok := yesNo(folded); ok {
		return []bot.Command{cmd}
	}
	return nil
}

// startsWithYesNo reads "sí, envíala así" and "no, todavía no" when a yes or no is awaited.
func (r *reader) startsWithYesNo(folded string) (bot.Command, bool) {
	switch {
	case r.c.Asking != bot.AskReview && r.c.Asking != bot.AskConsent && r.c.Offer.Kind == "" && r.c.Doubt == "":
		return nil, false
	case r.c.Offer.Kind == "erase" || r.c.Offer.Kind == "revoke" || r.c.Offer.Kind == "cancel":
		return nil, false // what cannot be undone wants a plain yes
	}
	if r.c.Asking == bot.AskReview && tellsMore.MatchString(folded) {
		return bot.ChooseField{}, true // "sí exporté" sends nothing
	}
	if r.c.Doubt != "" && len(strings.Fields(folded)) > longestCertainly {
		return nil, false // "ok, ready to pick this up again"
	}
	cmd, ok := yesNo(folded)
	if _, no := cmd.(bot.No); no && r.c.Asking == bot.AskReview && len(strings.Fields(folded)) > 1 {
		return bot.ChooseField{}, true // "no, está mal el nombre" wants to change something
	}
	return cmd, ok
}

// longestCertainly is how many words a yes to a doubt has at most.
const longestCertainly = 5

// tellsMore is a yes to something else than sending.
var tellsMore = newRule(`^si,? (?:ya )?(?:export\w+|vend\w+|mandamos|mande|hago|hacemos|tengo|tenemos|produc\w+|puedo|podemos)\b`)

var (
	saysYes = newRule(`^(?:(?:bueno|pues|ok|okey|ay|ah|claro|oki|va|ya|oye|ni modo|arre|fierro|sobres|jalo|andele|andale|orale|sale|simon|pues|como no|por supuesto|joven|mijo) )*(?:si|claro|acepto|aceptamos|conforme|arre|fierro|sobres|jalo|simon|vale|va|andale|andele|como no|mandal[oae]|mandel[oae]|enviel[oae]|envial[oae]|aviental[oae]|de acuerdo|correcto|perfecto|por supuesto|confirmo|sale|dale|esta bien|esta bueno|orale|adelante|ok|okey|yes|sure)\b`)
	saysNo  = newRule(`^(?:(?:bueno|pues|ok|ay|ah|uy|mejor|claro que|por supuesto que|si|asi) )*(?:no|nel|nop|nope|todavia no|aun no|para nada|de ninguna manera)\b`)
	// hedges take a yes back: "claro, pero no ahorita", "va, mañana".
	hedges = newRule(`\b(?:no|pero|espera|esperame|manana|luego|despues|todavia|aun|falta|faltan|antes|but|not|wait|later|tomorrow|creo|quiza|quizas|tal vez|a lo mejor)\b`)
	// noTrouble is a yes that begins as a no does.
	noTrouble = newRule(`^no (?:hay problema|tengo (?:ningun )?(?:inconveniente|problema)|veo problema|hay inconveniente|problem)\b`)
)

// yesNo reads a sentence that begins with a yes or a no. One that takes its yes back
// is neither: what was asked is asked again.
func yesNo(folded string) (bot.Command, bool) {
	switch {
	case noTrouble.MatchString(folded):
		return bot.Yes{}, true
	case noObjection.MatchString(folded) && assents(noObjection.ReplaceAllString(folded, "sin problema")):
		return bot.Yes{}, true
	case saysNo.MatchString(folded):
		return bot.No{}, true
	case (saysYes.MatchString(folded) || assents(folded)) && !hedges.MatchString(noObjection.ReplaceAllString(folded, "sin problema")):
		return bot.Yes{}, true
	}
	return nil, false
}

// assent is a word of agreement, wherever it stands: "yeah, todo good, acepto".
var assent = newRule(`\b(?:(?:otorgo|doy|manifiesto) mi \pL+|(?:es|esta|todo es) correcto|envie(?:se|nla|nlo)|puede (?:usted )?(?:enviarl[ao]|mandarl[ao]|proceder)|proced[ae]|le autorizo|darle|dale gas|ya estas|firmado|a (?:webo|huevo)|obvi[o]?|happy with (?:that|it|this)|i consent|submit it|aventel[ao]|aviental[ao]|acepto|aceptamos|aceptado|confirm(?:o|amos|ado|ed)|autorizo|de acuerdo|conforme|adelante|echale|jalale|agree|agreed|i accept|go ahead|go for it|let s go|let s do it|sounds good|looks good|all good|all correct|send it|mandal[aoe]|mandel[aoe]|envial[ao]|enviel[ao]|todo (?:bien|correcto|en orden|good)|todo esta (?:bien|correcto|en orden)|asi esta bien|va que va|por supuesto|claro que si|sin problema|simon|sobres)\b`)

// noObjection is a yes in the words of a no.
var noObjection = newRule(`\bno (?:le |les )?(?:hay|hallo|veo|encuentro|tengo|pongo) (?:\pL+ )?(?:malo|problema|objecion|inconveniente|pero|queja)s?\b`)

// assents tells a short message with a word of agreement in it, which wants no change.
func assents(folded string) bool {
	return len(strings.Fields(folded)) <= longestAssent && assent.MatchString(folded) && !changes.MatchString(folded)
}

// longestAssent is how many words such a message has at most.
const longestAssent = 10

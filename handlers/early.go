package handlers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// tooEarly reads a yes to the notice, or answers that come before it: those are not
// read, only noticed.
func (r *reader) tooEarly(text, folded string) []bot.Command {
	if r.c.Asking == bot.AskConsent {
		switch {
		case agreesWith.MatchString(folded) && !hedges.MatchString(folded):
			return r.agreed(text)
		case assents(noObjection.ReplaceAllString(folded, "sin problema")) && !hedges.MatchString(noObjection.ReplaceAllString(folded, "")):
			return []bot.Command{bot.ConsentAnswer{Yes: true}}
		case wantsNotice.MatchString(folded):
			return []bot.Command{bot.Notice{}}
		}
	}
	found := r.extract(text)
	if found.has("email") || found.has("rfc") || len(found.fills()) > 2 {
		return []bot.Command{bot.NewApplication{Early: true}}
	}
	if r.outdated(r.c.Consent) && r.form.Field(r.c.Asking) != nil {
		return []bot.Command{bot.NewApplication{Early: true}} // an answer, when the notice has changed
	}
	return nil
}

var (
	wantsNotice = newRule(`\baviso\b|\bnotice\b`)
	// agreesWith is a yes with something behind it: "sí, Café Sol".
	agreesWith = newRule(`^(?:(?:bueno|pues|ok|ay|ah|claro|oki|va|ya|ni modo|arre|fierro|sobres|jalo|andele|andale|orale|sale|simon|como no|este|jalale|obvio) )*(?:si|acepto|aceptamos|de acuerdo|claro|ok|okey|orale|arre|fierro|sobres|jalo|simon|va|vale|sale|dale|andele|andale|como no|mandal[oae]|esta bien|conforme|yes|sure|fine|agreed|i agree|i accept|go ahead)\b`)
	agreement  = newRule(`^(?:(?:bueno|pues|ok|okey|ay|ah|claro|oki|va|ya|ni modo|si|acepto|de acuerdo|orale|estoy de acuerdo|conforme|yes|sure|i agree|agreed|i accept|fine|go ahead|sounds good|all good|thanks|please|por favor|gracias|esta bien|quiero)[\s,.:;!]*)+`)
)

var (
	// plainly is a yes, whatever stands behind it: "cómo no, acepto, al cabo no tengo nada que
	// esconder". Delays and refusals take it back all the same.
	plainly = newRule(`^(?:(?:bueno|pues|ok|ay|ah|ya|orale|andele) )*(?:(?:si|claro(?: que si)?|como no|por supuesto|sale|va|obvio|yes|sure) )*(?:(?:si )?(?:acepto|aceptamos|autorizo|estoy de acuerdo|estamos de acuerdo|envial[oa]|enviel[oa]|mandal[oae]|mandel[oae]|i agree|i accept|i consent|send it)|claro que si)\b`)
	delays  = newRule(`\b(?:pero|espera\w*|manana|luego|despues|todavia no|aun no|no acepto|ahorita no|mejor no|but|wait|later|tomorrow|not yet|do not|don t)\b`)
)

// changes is what sends nothing, however it begins: "claro que sí quiero cambiar el correo".
var changes = newRule(`\b(?:cambi\w*|corr[ei]\w*|modific\w*|actualiz\w*|falt\w*|mal|equivo\w*|quit\w*|borr\w*|revis\w*|chang\w*|fix|missing|wrong|edit|update)\b`)

// agreesPlainly reads such a yes to the notice or to the review.
func (r *reader) agreesPlainly(text, folded string) []bot.Command {
	switch {
	case strings.ContainsAny(text, "?¿") || delays.MatchString(folded):
	case !plainly.MatchString(folded) && !(assents(folded) && asks(text) && !hedges.MatchString(folded)):
	case r.c.Asking == bot.AskConsent:
		return r.agreed(text)
	case r.c.Asking == bot.AskReview && r.c.Doubt == "" && r.c.Offer.Kind == "" && !changes.MatchString(folded):
		return []bot.Command{bot.Yes{}}
	}
	return nil
}

// isTitled tells that what stands bare behind a yes is written as a name: "sí, Café Sol",
// not "sí, con todo y moño".
func isTitled(rest string) bool {
	first, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(first) && !strings.HasPrefix(rest, "I ") && !strings.HasPrefix(rest, "I'") && !talkWords[firstOf(join(knowledge.Words(rest)))] && len(strings.Fields(rest)) <= 6
}

// agreed reads a yes to the notice, and the answers that come with it.
func (r *reader) agreed(text string) []bot.Command {
	out := []bot.Command{bot.ConsentAnswer{Yes: true}}
	folded, at := foldKeeping(text)
	rest := strings.TrimSpace(text[at[len(agreement.FindString(folded))]:])
	if rest == "" || !meaningful(rest) || allTalk(knowledge.Words(rest)) {
		return out
	}
	after := *r
	after.c = r.c.Apply(bot.Event{Kind: bot.Consented}, bot.Event{Kind: bot.FieldAsked, Field: r.form.Fields[0].ID})
	bare := len(after.extract(rest).fills()) == 0 // nothing is named: "sí, con todo y moño"
	for _, cmd := range after.statement(rest, false) {
		if fill, ok := cmd.(bot.Fill); ok && (!bare || isTitled(rest)) {
			out = append(out, fill)
		}
	}
	return out
}

// withValues adds the unmistakable values of a message to its wish ("quiero aplicar,
// mi correo es …"), if they may be kept.
func (r *reader) withValues(cmd bot.Command, text string) []bot.Command {
	if _, ok := cmd.(bot.NewApplication); !ok {
		return []bot.Command{cmd}
	}
	fills := r.extract(text).fills()
	switch {
	case len(fills) == 0:
		return []bot.Command{cmd}
	case r.takesAnswers() && r.c.App.Status == bot.Draft:
		return append(fills, cmd)
	case r.takesAnswers():
		return []bot.Command{cmd}
	}
	return []bot.Command{bot.NewApplication{Early: true}}
}

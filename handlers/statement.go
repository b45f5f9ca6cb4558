package handlers

import (
	"regexp"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// statement reads what a message says: an answer, a correction, a wish.
// WithQuestion tells that a question follows, so that nothing needs to be made of a rest.
func (r *reader) statement(text string, withQuestion bool) []bot.Command {
	folded := join(knowledge.Words(text))
	if cmd, ok := r.whole(folded); ok {
		return []bot.Command{cmd}
	}
	if cmd, ok := r.insideCue(folded); ok {
		return r.withValues(cmd, text)
	}
	if r.takesAnswers() {
		if cmds := r.answers(text, folded, withQuestion); len(cmds) > 0 {
			return cmds
		}
	}
	if withQuestion {
		return r.leading(folded)
	}
	return []bot.Command{r.rest(text, folded)}
}

// takesAnswers tells that the person agreed that their answers are kept.
func (r *reader) takesAnswers() bool {
	return r.c.Consent.Given && r.c.App.Status != bot.WithdrawnStatus
}

// withValues adds the unmistakable values of a message to its wish ("quiero aplicar,
// mi correo es …"), if they may be kept.
func (r *reader) withValues(cmd bot.Command, text string) []bot.Command {
	out := []bot.Command{cmd}
	if _, ok := cmd.(bot.NewApplication); ok && r.takesAnswers() && r.c.App.Status == bot.Draft {
		for _, v := range r.extract(text).fills() {
			out = append([]bot.Command{v}, out...)
		}
	}
	return out
}

// leading reads the "sí" or "no" before a question.
func (r *reader) leading(folded string) []bot.Command {
	first, _, _ := strings.Cut(folded, " ")
	cmd, ok := r.Clerk.cues.whole[first]
	if !ok {
		return nil
	}
	switch cmd.(type) {
	case bot.Yes, bot.No:
		return []bot.Command{cmd}
	}
	return nil
}

var (
	clears  = regexp.MustCompile(`^(?:no )?(?:borra|borrar|quita|quitar|elimina|eliminar|remove|delete|erase) (?:el |la |mi |los |mis |my |the )?`)
	reopens = regexp.MustCompile(`\b(?:me equivoque|equivocad[oa]|cambiar|cambia|corregir|corrige|corrijo|esta mal|estaba mal|puse mal|escribi mal|actualizar|actualiza|modificar|modifica|change|correct|wrong|mistake|update)\b`)
)

// answers reads values, corrections and skipping.
func (r *reader) answers(text, folded string, withQuestion bool) []bot.Command {
	if at := clears.FindString(folded); at != "" {
		if f := r.fieldNamed(folded[len(at):]); f != nil {
			return []bot.Command{bot.Clear{Field: f.ID}}
		}
	}
	found := r.extract(text)
	if withQuestion {
		found.unmistakable()
	}
	field := r.form.Field(r.c.Asking)
	if len(found.values) == 0 && reopens.MatchString(folded) {
		if f := r.fieldNamed(folded); f != nil {
			return []bot.Command{bot.Reopen{Field: f.ID}}
		}
		if field == nil || strings.Contains(folded, "equivoque") {
			return []bot.Command{bot.ChooseField{}}
		}
	}
	if field != nil && !found.has(field.ID) && !withQuestion {
		found.answer(field, r)
	}
	if out := found.fills(); len(out) > 0 {
		return out
	}
	if skipsInside.MatchString(folded) && field != nil {
		return []bot.Command{bot.Skip{}}
	}
	if yesNo, ok := r.startsWithYesNo(folded); ok {
		return []bot.Command{yesNo}
	}
	return nil
}

var skipsInside = regexp.MustCompile(`\b(?:no (?:lo |la )?(?:tengo|se|recuerdo)|luego (?:te )?(?:lo|la)|despues (?:te )?(?:lo|la)|al rato te)\b`)

// startsWithYesNo reads "sí, envíala así" and "no, todavía no" when a yes or no is awaited.
func (r *reader) startsWithYesNo(folded string) (bot.Command, bool) {
	if r.c.Asking != bot.AskReview && r.c.Asking != bot.AskConsent && r.c.Offer.Kind == "" && r.c.Doubt == "" {
		return nil, false
	}
	first, _, _ := strings.Cut(folded, " ")
	switch cmd := r.Clerk.cues.whole[first].(type) {
	case bot.Yes, bot.No:
		return cmd, true
	}
	return nil, false
}

// rest is what no rule knows: maybe the knowledge does.
func (r *reader) rest(text, folded string) bot.Command {
	if yesNo, ok := r.startsWithYesNo(folded); ok {
		return yesNo
	}
	if r.c.App.Status == bot.AskedStatus {
		return bot.Overheard{Text: text}
	}
	if tooShort(folded) {
		return bot.Unclear{Text: text}
	}
	ask, ok := r.search(text).(bot.Ask)
	if ok && ask.Found.Sure == bot.NotKnown && (len(strings.Fields(folded)) < 3 || r.c.Asking != "") {
		return r.greetOr(folded, bot.Unclear{Text: short(text, maxValue)})
	}
	return ask
}

// greetOr reads a hello with something after it that nobody understands.
func (r *reader) greetOr(folded string, otherwise bot.Command) bot.Command {
	for _, n := range []int{1, 2} {
		words := strings.Fields(folded)
		if len(words) < n {
			break
		}
		if cmd, ok := r.Clerk.cues.whole[join(words[:n])]; ok {
			switch cmd.(type) {
			case bot.Greet, bot.Thank:
				return cmd
			}
		}
	}
	return otherwise
}

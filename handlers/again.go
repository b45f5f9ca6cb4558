package handlers

import (
	"strings"

	"pabellon/bot"
)

// impatient is what people write when an answer takes long.
var impatient = newRule(`^(?:[\s?¿!¡.]+|(?:hol+a+|hello|hi|alo|bueno|oye|oiga|y|entonces|que paso|(?:sigues|estas|esta|siguen|hay alguien)(?: ahi)?|ahi estas|are you there|anyone there)[\s?¿!¡.]*)$`)

// wroteAgain tells a message that the owner wrote while the one before it was being
// answered, and that says no more: they have their answer.
func (r *reader) wroteAgain() bool {
	w := r.c.Waited
	if w.Mark == "" || r.t.At.After(w.Until) || r.t.Text == "" || r.t.Voice != nil || r.t.File != nil || r.t.Edit != "" || r.c.Speaker == bot.PersonSpeaks {
		return false
	}
	folded, _ := foldKeeping(r.t.Text)
	return bot.MarkOf(r.t.Text) == w.Mark || impatient.MatchString(strings.TrimSpace(folded))
}

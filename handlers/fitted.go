package handlers

import (
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// fitted makes what the rules read fit to the form that is in use. The rules know the
// fields that are built in; an admin's form may have others, or fewer.
func (r *reader) fitted(cmds []bot.Command) []bot.Command {
	if r.answersOwn(cmds) {
		return []bot.Command{bot.Fill{Field: r.c.Asking, Value: r.t.Text, Via: r.via()}}
	}
	var out []bot.Command
	for _, cmd := range cmds {
		switch c := cmd.(type) {
		case bot.Fill:
			c, fits := r.readdressed(c, cmds)
			if !fits {
				continue
			}
			c.Via = r.via()
			cmd = c
		case bot.Skip:
			c.Declined = c.Declined || r.t.Text != "" && unwilling.MatchString(join(knowledge.Words(r.t.Text)))
			cmd = c
		}
		out = append(out, cmd)
	}
	if len(out) == 0 && len(cmds) > 0 {
		return []bot.Command{bot.Unclear{Text: short(clean(r.t.Text), maxValue)}}
	}
	return out
}

// shortAnswer is the most words of which a message is the answer to a question of an
// admin's own, though the rules see something else in them: "Manzanillo", for a port.
const shortAnswer = 6

// answersOwn tells that a few words answer a question in free text that the rules do
// not know, and neither name another field nor take anything back.
func (r *reader) answersOwn(cmds []bot.Command) bool {
	asked := r.form.Field(r.c.Asking)
	if asked == nil || asked.Kind != "text" || publicKinds[asked.ID] != "" || r.t.Button != "" {
		return false
	}
	words := knowledge.Words(r.t.Text)
	if len(words) > shortAnswer || r.fieldNamed(join(words)) != nil || rather.MatchString(strings.ToLower(r.t.Text)) || reopens.MatchString(join(words)) {
		return false
	}
	for _, cmd := range cmds {
		fill, ok := cmd.(bot.Fill)
		if kind := publicKinds[fill.Field]; !ok || fill.Field == asked.ID || kind == "email" || kind == "phone" || kind == "rfc" || kind == "website" {
			return false
		}
	}
	return len(cmds) > 0
}

// unwilling is who does not want to say something, and not only not at once.
var unwilling = newRule(`\b(?:prefiero no|no (?:te |le |se |les )?(?:lo |la |los )?(?:quiero|voy a|pienso|puedo) (?:dar|decir|compartir|contestar|poner)\w*|(?:i d |i would )?rather not|prefer not|(?:do not|don t|won t|not going to) (?:want to )?(?:say|tell|share|give))\b`)

// shaped are the kinds whose values are known by how they look, wherever they stand.
var shaped = map[string]bool{"rfc": true, "email": true, "phone": true, "website": true, "state": true, "person": true}

// readdressed gives a value to the field that is named, else to the one that is asked,
// when the rules gave it to another of the same kind: a second e-mail address. False
// tells that it belongs nowhere: the field has it already, or the form does not have
// the field.
func (r *reader) readdressed(c bot.Fill, cmds []bot.Command) (bot.Fill, bool) {
	kind, field := publicKinds[c.Field], r.form.Field(c.Field)
	if field != nil {
		kind = field.Kind
	}
	if r.t.Button != "" || field != nil && !shaped[kind] {
		return c, true
	}
	target := r.form.Field(r.c.Asking)
	if named := r.fieldNamed(join(knowledge.Words(r.t.Text))); named != nil && named.Kind == kind {
		target = named
	}
	if target == nil || target == field || target.Kind != kind {
		return c, field != nil
	}
	for _, other := range cmds {
		if fill, ok := other.(bot.Fill); ok && fill.Field == target.ID {
			return c, field != nil && fill.Value != c.Value
		}
	}
	c.Field, c.Named = target.ID, target.ID != r.c.Asking
	return c, true
}

// via is how this turn's answers come, see bot.Answer.
func (r *reader) via() string {
	switch {
	case r.t.Button != "":
		return "button"
	case r.t.Contact != nil:
		return "contact"
	case r.t.Voice != nil:
		return "voice"
	}
	return ""
}

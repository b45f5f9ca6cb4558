package handlers

import (
	"slices"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Sense gives the questions whose meaning would help: those that the words of the articles
// do not answer, without what is private. None when there is nothing to compare with.
func (k *Clerk) Sense(c bot.Conversation, t bot.Turn, cmds []bot.Command) []string {
	if k.meaning() == nil || t.Actor.Kind != bot.Owner || c.Speaker == bot.PersonSpeaks {
		return nil
	}
	r := k.readerOf(c, t, cmds)
	var out []string
	for _, cmd := range cmds {
		if ask, ok := cmd.(bot.Ask); ok && r.uncertain(ask) {
			out = append(out, unveiled(r, ask.Question))
		}
	}
	if slices.Contains(out, "") {
		return nil
	}
	return out
}

// unveiled is a question without what is private, and without marks in its place.
func unveiled(r *reader, question string) string {
	v := &veil{}
	hidden := v.over(r, question)
	for p := range v.of {
		hidden = strings.ReplaceAll(hidden, p, " ")
	}
	return strings.Join(strings.Fields(hidden), " ")
}

// meaning is that of the knowledge that is live; nil when there is none.
func (k *Clerk) meaning() *knowledge.Meaning {
	if k.Meaning == nil {
		return nil
	}
	return k.Meaning()
}

// Sensed gives the commands with these questions looked for by their vectors too, which are
// in the order of Sense.
func (k *Clerk) Sensed(c bot.Conversation, t bot.Turn, cmds []bot.Command, vectors [][]float32) []bot.Command {
	r, m := k.readerOf(c, t, cmds), k.meaning()
	out := slices.Clone(cmds)
	for i, cmd := range out {
		ask, ok := cmd.(bot.Ask)
		if !ok || !r.uncertain(ask) {
			continue
		}
		if len(vectors) == 0 {
			return cmds
		}
		topic := ""
		if leansOn(join(knowledge.Words(ask.Question))) {
			topic = r.topic()
		}
		ask.Found, _ = k.findMeant(r.lib, withoutCourtesy(r.withQuote(ask.Question)), topic, r.lang, nearest, m, vectors[0])
		out[i], vectors = ask, vectors[1:]
	}
	return out
}

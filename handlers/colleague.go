package handlers

// Colleague is the words around what a channel of the workplace says to people, in one
// language.
type Colleague struct {
	Working            string // behind the bot's name while an answer is on its way
	Useful, UsefulIs   string // of a thumb up, and what it says to who does not see it
	Useless, UselessIs string
	Offer              string // above the questions
	Prompts            []string
}

// colleaguePrompts are the questions that are offered, in order.
var colleaguePrompts = []string{"cost", "worth", "papers", "apply"}

// Colleague gives those words of a language, "es" or "en".
func (k *Clerk) Colleague(lang string) Colleague {
	word := func(key string) string { return k.words.say(lang, "chat."+key, "org", k.Org) }
	c := Colleague{Working: word("working"), Useful: word("useful"), UsefulIs: word("useful.is"),
		Useless: word("useless"), UselessIs: word("useless.is"), Offer: word("offer")}
	for _, key := range colleaguePrompts {
		c.Prompts = append(c.Prompts, word("prompt."+key))
	}
	return c
}

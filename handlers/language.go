package handlers

import (
	"strings"

	"pabellon/bot"
)

// language tells when the text is clearly in another language than the conversation.
func (r *reader) language(folded string) string {
	en, es := 0, 0
	for _, w := range strings.Fields(folded) {
		if englishWords[w] {
			en++
		} else if spanishWords[w] {
			es++
		}
	}
	first := r.c.Lang == "" && !r.c.Greeted
	free := r.form.Field(r.c.Asking) == nil || asks(folded) // an answer may be in any language
	switch {
	case first && en > es && (es == 0 || en > 2):
		return "en"
	case first && r.t.Lang == "en" && es == 0:
		return "en"
	case r.lang == "es" && en >= 3 && es == 0 && free:
		return "en"
	case r.lang == "en" && es >= 2 && en == 0 && free:
		return "es"
	}
	return ""
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

var (
	englishWords = wordSet("the is are what how do does i you my want need can much to of and for sell apply please hello hi thanks thank where which who why when we it this with about your have has should will would cost")
	spanishWords = wordSet("el la los las que de y es en un una mi para como cuanto cuanta quiero hola si por con soy se lo tengo puedo donde cual quien cuando mis su sus al del esta estan hay me te le oye pero mas muy sin ya")
)

func (r *reader) languageAsked(arg string) bot.Command {
	lang := "en"
	if strings.HasPrefix(arg, "es") || arg == "" && r.lang == "en" || strings.HasPrefix(arg, "spa") {
		lang = "es"
	}
	return bot.SetLanguage{Lang: lang}
}

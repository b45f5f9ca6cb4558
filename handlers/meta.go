package handlers

import (
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// What people say of a question instead of answering it, when it is the whole message.
// These go before the other rules: nothing in them is an answer, and no article knows.
var (
	// declines is who does not want to say what is asked.
	declines = newRule(`^(?:(?:no|pues|mejor|ay|la verdad|la neta|perdon|disculp\w+|sorry|well|honestly) )*(?:` +
		`(?:yo )?prefiero no(?: (?:te |se |les? )?(?:l[oa]s? )?(?:decir|dar|contestar|responder|compartir|poner|hacer)\w*(?: \w+){0,3})?` +
		`|no (?:te |le |se |les )?(?:l[oa]s? )?(?:quiero|voy a|quisiera) (?:dar|decir|contestar|responder|compartir|poner)\w*(?: \w+){0,3}` +
		`|(?:i d |i would |we d |i )?(?:rather|prefer) not(?: (?:to )?(?:say|tell|share|give|answer)(?: \w+){0,3})?` +
		`|i (?:do not|don t|won t|will not)(?: want to| wish to| like to)? (?:say|tell|share|give|answer)(?: \w+){0,3}` +
		`|(?:eso |ese dato |it s |that s )?(?:es )?(?:privado|confidencial|personal|private|confidential))$`)
	// lacksIt is who does not have it at hand.
	lacksIt = newRule(`^(?:(?:sorry|oh|hmm|well|actually) )*(?:i (?:do not|don t|haven t|have not)(?: got| have| know| remember)(?: (?:it|that|mine|one))?(?: (?:right )?now| with me| at hand| handy| on me| here| yet| at the moment| by heart)*|not (?:right )?now|i (?:ll|will) (?:send|give|tell|write|get|look)(?: \w+){0,5})$` +
		`|^(?:(?:pues|ay|uy|ahorita|ahora|ahorita mismo|todavia|por ahora|la verdad) )*no (?:me )?l[oa]s? (?:tengo|traigo|se|recuerdo)(?: (?:ahorita|ahora|aqui|conmigo|todavia|bien|de memoria|a la mano))*$`)
	// wantsExample is who does not see what an answer looks like.
	wantsExample = newRule(`^(?:(?:can|could|would) you |please )*(?:give|show|send) (?:me |us )?(?:an? )?example(?: please| of (?:it|that|one))?$|^(?:me (?:das|da|pones|puedes dar|pueden dar) |dame |deme |ponme |quiero )?un ejemplo(?: (?:por favor|de eso|de como))?$|^(?:like|such as) what$|^(?:y |pero )?como (?:se|lo) (?:escribe|escribo|pone|pongo|ve|contesta|contesto)(?: eso)?$`)
	// wondersWho is who asks where it goes.
	wondersWho = newRule(`^(?:y |and )?(?:who|quien|quienes)(?: mas| else)? (?:will |can |va a |van a |puede |pueden |l[oa]s? )*(?:see|sees|read|reads|ve|ven|ver|leer|lee|leen)(?: \w+){0,4}$|^(?:y )?a quien(?:es)? (?:(?:se|les?|l[oa]s?) )*(?:ensenan|muestran|mandan|pasan|dan|comparten)(?: \w+){0,3}$`)
	// wondersWhy is who asks what it is for.
	wondersWhy = newRule(`^(?:and |but |so )?(?:why (?:do|would|are) you (?:need|ask|want|asking)(?: \w+){0,4}|what (?:do|would) you (?:need|want)(?: \w+){0,2} for|what (?:is |s )?(?:it |that |this |(?:the |my |an? )?\w+ )?for)$`)
)

// longestMeta is how long a question about a question is at most, in bytes.
const longestMeta = 200

// meta reads a message that is about the open question and no answer to it.
func (r *reader) meta(text, folded string) (bot.Command, bool) {
	if len(folded) > longestMeta {
		return nil, false
	}
	field := r.form.Field(r.c.Asking)
	if r.c.Asking == bot.AskReview && r.c.Offer.Kind == "" && declines.MatchString(folded) {
		return bot.No{}, true // what is missing stays so
	}
	if field == nil || r.c.Estimate.Asking != "" || digits(text) > 0 || strings.Contains(text, "@") {
		return nil, false
	}
	if named := r.fieldNamed(folded); named != nil && named.Asked {
		field = named
	}
	plain := join(knowledge.Words(text)) // "don't", which chat spelling would read otherwise
	says := func(re *rule) bool { return re.MatchString(folded) || re.MatchString(plain) }
	switch {
	case says(declines):
		return bot.Skip{Field: field.ID, Declined: true}, true
	case says(lacksIt):
		return bot.Skip{Field: field.ID}, true
	case says(wantsExample):
		return bot.Explain{Field: field.ID, About: "example"}, true
	case says(wondersWho):
		return bot.Explain{Field: field.ID, About: "who"}, true
	case says(wondersWhy):
		return bot.Explain{Field: field.ID, About: "why"}, true
	}
	return nil, false
}

package knowledge

import (
	"slices"
	"strings"
)

// A question longer than this is a pasted text: its beginning says what it is about.
const (
	maxQueryBytes = 4096
	maxQueryWords = 64 // distinct ones
)

// queryWords are the words that a person meant, in order and each once.
func queryWords(query, lang string) []string {
	var out []string
	for _, typed := range Words(query[:min(len(query), maxQueryBytes)]) {
		for _, w := range strings.Fields(spelled(typed, lang)) {
			if len(out) < maxQueryWords && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// spelled writes out what people shorten in chats. Other words stay as they are.
func spelled(word, lang string) string {
	if lang == english {
		return spelledEnglish(word)
	}
	switch word {
	case "q", "k", "ke", "qe":
		return "que"
	case "xq", "pq", "xk", "pk", "porq", "porke", "xke":
		return "por que"
	case "tmb", "tb", "tbn", "tmbn", "tambn":
		return "tambien"
	case "x":
		return "por"
	case "d":
		return "de"
	case "pa":
		return "para"
	case "kiero":
		return "quiero"
	case "ocupo": // as in "ocupo una factura"
		return "necesito"
	case "bn":
		return "bien"
	case "ps", "pos":
		return "pues"
	case "toy":
		return "estoy"
	case "cuant", "cto", "kuanto":
		return "cuanto"
	case "dnd", "dond":
		return "donde"
	}
	return word
}

func spelledEnglish(word string) string {
	switch word {
	case "u":
		return "you"
	case "r":
		return "are"
	case "ur":
		return "your"
	case "pls", "plz":
		return "please"
	case "thx":
		return "thanks"
	}
	return word
}

// isFiller tells whether a word says little about what a question is about:
// greetings, courtesy, and the small words of the grammar. Question words are
// not among them, since they carry the intent ("cuánto", "dónde", "how").
func isFiller(word, lang string) bool {
	if lang == english {
		switch word {
		case "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
			"could", "did", "do", "does", "for", "from", "get", "good", "had", "has", "have", "he", "hello", "her",
			"hey", "hi", "i", "if", "im", "in", "into", "is", "it", "its", "just", "know", "like", "me", "my", "no",
			"not", "of", "ok", "on", "one", "or", "our", "please", "she", "should", "so", "some", "tell", "thank",
			"thanks", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "up", "us",
			"want", "was", "we", "were", "will", "with", "would", "yes", "you", "your":
			return true
		}
		return false
	}
	switch word {
	case "a", "ahi", "ahora", "ahorita", "al", "algo", "aqui", "asi", "buen", "buena", "buenas", "bueno", "buenos",
		"bien", "con", "de", "del", "dias", "dime", "disculpa", "disculpe", "e", "el", "ella", "ellos", "en", "entonces",
		"era", "es", "esa", "ese", "eso", "esos", "esta", "estan", "estar", "este", "esto", "estos", "estoy", "fue",
		"gracias", "gusta", "gustaria", "ha", "hay", "he", "hola", "la", "las", "le", "les", "lo", "los", "mas", "me",
		"mi", "mis", "muy", "nada", "ni", "no", "noches", "nos", "o", "ok", "oye", "oiga", "para", "pero", "por",
		"porfa", "porfavor", "favor", "pues", "puede", "pueden", "puedo", "quiere", "quieren", "quiero", "quisiera", "sabe", "saben",
		"saber", "se", "ser", "si", "sin", "sobre", "solo", "son", "soy", "su", "sus", "tal", "tambien", "tardes",
		"te", "tengo", "ti", "tiene", "tienen", "todo", "tu", "tus", "un", "una", "uno", "unos", "va", "ver", "vez",
		"voy", "y", "ya", "yo":
		return true
	}
	return false
}

// isInterrogative tells whether a word asks without saying about what: "cuánto",
// "how".
func isInterrogative(word, lang string) bool {
	if lang == english {
		switch word {
		case "how", "what", "whats", "when", "where", "which", "who", "whom", "whose", "why", "much", "many":
			return true
		}
		return false
	}
	switch word {
	case "como", "cual", "cuales", "cuando", "cuanta", "cuantas", "cuanto", "cuantos", "donde", "porque", "que", "quien",
		"quienes":
		return true
	}
	return false
}

// tongue is the language that the small words of a text are of, when those of another
// than lang are clearly more; else lang.
func tongue(query, lang string) string {
	own, others := 0, 0
	for _, w := range Words(query[:min(len(query), maxQueryBytes)]) {
		switch ours, theirs := servesGrammar(w, lang), servesGrammar(w, other(lang)); {
		case ours && !theirs:
			own++
		case theirs && !ours:
			others++
		}
	}
	if others > 0 && others >= 2*own {
		return other(lang)
	}
	return lang
}

// servesGrammar tells whether a word serves the sentence, and not its subject.
func servesGrammar(word, lang string) bool {
	return isFiller(word, lang) || isInterrogative(word, lang)
}

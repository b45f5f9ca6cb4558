package knowledge

import "slices"

// isGeneric tells whether a word says nothing of what a question is about, though it
// is no small word: "¿cuánto cuesta?", "y los papeles", "how does it work?". A question
// of nothing else is asked back.
func isGeneric(word, lang string) bool {
	if lang == english {
		switch word {
		case "long", "take", "takes", "cost", "costs", "price", "work", "works", "need", "needed", "help", "paper", "papers",
			"paperwork", "document", "documents", "process", "next", "step", "steps", "safe", "explain", "again", "problem",
			"question", "questions", "thing", "things", "other", "else", "more", "information", "info", "details", "requirement",
			"requirements", "happens", "happen", "start", "begin", "go", "going", "pay", "worth", "possible", "sure", "possibly", "way",
			"everyone", "everybody", "anyone", "anybody", "nobody", "nothing", "something", "then", "they", "them", "don", "doesn", "didn",
			"won", "sent", "send", "tell", "talk", "know", "clarify", "normal", "different", "first", "later", "mentioned", "said", "doubt", "doubts",
			"understand", "get", "after", "before", "now":
			return true
		}
		return false
	}
	switch word {
	case "cuesta", "cuestan", "costo", "costos", "precio", "precios", "vale", "sale", "tarda", "tardan", "tardar", "demora", "funciona",
		"funcionan", "sirve", "sirven", "hace", "hacen", "hacer", "hago", "necesito", "necesita", "necesitan", "ocupo", "ocupan", "papel",
		"papeles", "papeleo", "documento", "documentos", "tramite", "tramites", "requisito", "requisitos", "ayuda", "ayudas", "ayudan",
		"ayudar", "informacion", "info", "informes", "proceso", "paso", "pasos", "sigue", "siguen", "seguir", "duda", "dudas", "problema",
		"problemas", "explica", "explicas", "explicar", "cosa", "cosas", "otro", "otra", "otros", "otras", "tema", "asunto", "pasa", "paga",
		"pago", "pagar", "conviene", "interesa", "empiezo", "empezar", "empieza", "platicamos", "dijeron", "dicen", "quede", "quedo",
		"pongo", "poner", "mando", "manera", "forma", "caso", "parte", "mismo", "misma", "bien", "mal", "facil", "dificil", "posible",
		"alguien", "nadie", "todos", "todas", "demas", "nada", "quisiera", "gustaria", "saber", "platicar", "platicame", "platiqueme",
		"cuentame", "cuenteme", "digame", "explicame", "expliqueme", "orientar", "orientame", "orienteme", "orientacion", "hicieron",
		"hizo", "comentaron", "mitad", "entiendo", "entendi",
		"entender", "luego", "despues", "ahora", "antes", "primero", "siguiente":
		return true
	}
	return false
}

// withoutCourtesy drops the words that people put around a question ("oye y eso cuánto
// cuesta, porfa"), unless nothing else is left.
func withoutCourtesy(words []string, lang string) []string {
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return isCourtesy(w, lang) })
	if len(kept) == 0 {
		return words
	}
	return kept
}

func isCourtesy(word, lang string) bool {
	if lang == english {
		switch word {
		case "hi", "hello", "hey", "please", "thanks", "thank", "sorry", "excuse", "well", "so", "and", "ok", "okay", "it", "that", "this":
			return true
		}
		return false
	}
	switch word {
	case "hola", "oye", "oiga", "oigan", "disculpa", "disculpe", "perdon", "perdone", "gracias", "favor", "porfa", "porfavor", "pues", "bueno",
		"buenas", "ok", "eso", "ese", "esa", "esto", "y", "e", "tardes", "noches", "ahorita":
		return true
	}
	return false
}

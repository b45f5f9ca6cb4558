package knowledge

import "strings"

// isOffice tells whether a word is the kind of a body, a law or a place, so that
// what follows after "de" is part of its name.
func isOffice(word string) bool {
	switch strings.TrimSuffix(word, "s") {
	case "secretaria", "ministerio", "ministry", "universidad", "university", "banco", "bank", "camara", "chamber", "instituto",
		"institute", "ley", "law", "act", "comision", "commission", "agencia", "agency", "direccion", "consejo", "council",
		"asociacion", "association", "tratado", "treaty", "padron", "registro", "registry", "gobierno", "government", "estado",
		"state", "servicio", "service", "norma", "procuraduria", "fiscalia", "casa", "puerto", "port", "departamento",
		"department", "organizacion", "organization", "centro", "center", "centre", "federacion", "fondo", "fund", "codigo",
		"code", "reglamento", "diario", "certificado", "certificate", "acuerdo", "agreement", "complemento", "confederacion",
		"grupo", "group", "oficina", "office", "ciudad", "city", "republica", "republic", "guardia", "corte", "court":
		return true
	}
	return false
}

// isOrdinary tells whether a word says nothing by its capital.
func isOrdinary(word string) bool {
	if monthOf(word) > 0 && !weakMonth(word) || isConnector(word) {
		return true
	}
	switch word {
	case "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "monday", "tuesday", "wednesday", "thursday",
		"friday", "saturday", "sunday", "may", "march", "august",
		"mexican", "mexicans", "chinese", "american", "americans", "european", "asian", "german", "japanese", "korean", "french",
		"canadian", "indian", "british", "italian", "russian", "brazilian", "colombian", "spanish", "english", "mandarin",
		"portuguese", "arabic", "western", "eastern", "espanol", "ingles", "chino", "frances", "latin",
		"ok", "internet", "im", "id", "tv", "pdf", "url", "web", "whatsapp":
		return true
	}
	return isSmall(word)
}

// isSmall tells whether a word is one of the grammar or of emphasis, which a writer
// may put in capitals anywhere.
func isSmall(word string) bool {
	if len(word) > 9 {
		return false
	}
	switch word {
	case "un", "una", "uno", "unos", "unas", "no", "si", "solo", "muy", "mas", "ya", "su", "sus", "tu", "tus", "lo", "le", "les",
		"este", "esta", "esto", "estos", "estas", "ese", "esa", "eso", "hay", "ni", "pero", "como", "cuando", "donde", "cual",
		"quien", "antes", "despues", "nunca", "siempre", "todo", "toda", "todos", "todas", "ojo", "sin", "sobre", "segun",
		"hoy", "tambien", "asi", "aun", "cada", "entre", "desde", "hasta", "puede", "puedes", "debes", "pide", "revisa",
		"this", "that", "these", "those", "it", "its", "we", "you", "your", "our", "they", "he", "she", "not", "only", "but",
		"if", "when", "where", "which", "who", "what", "why", "how", "all", "any", "each", "more", "most", "must", "never",
		"always", "yes", "do", "does", "so", "an", "be", "are", "was", "were", "with", "from", "by", "about", "since", "there",
		"here", "then", "some", "other", "can", "cannot", "will", "would", "should", "may", "note", "also", "before",
		"after", "both", "under", "per", "than", "my", "me", "mi", "nos", "dont":
		return true
	}
	return false
}

// isFamous tells whether a word is a name that people in this trade say often, so
// that it counts even where a sentence begins.
func isFamous(word string) bool {
	switch word {
	case "alibaba", "aliexpress", "alipay", "amazon", "bancomext", "bancomer", "banamex", "banorte", "banxico", "beijing",
		"bimbo", "canada", "cemex", "china", "cofepris", "colombia", "condusef", "costco", "ebay", "estafeta", "etsy",
		"europa", "europe", "facebook", "fedex", "google", "hangzhou", "hsbc", "hutchison", "india", "infonavit",
		"instagram", "japan", "japon", "jumia", "lazada", "liverpool", "maersk", "manzanillo", "mastercard", "mercadolibre",
		"microsoft", "nafin", "openpay", "payoneer", "paypal", "pemex", "profeco", "promexico", "rakuten", "redpack", "remitly",
		"santander", "senasica", "shanghai", "shein", "shenzhen", "shopee", "shopify", "spei", "stripe", "taobao", "telegram",
		"temu", "tencent", "tiktok", "tmall", "twitter", "veracruz", "vietnam", "walmart", "wechat", "zara":
		return true
	}
	return false
}

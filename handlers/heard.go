package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// chatSpelling is how people shorten words in chats, written out. Only wishes, yes and
// no are read by it, never names or values.
var chatSpelling = map[string]string{
	"d": "de", "q": "que", "k": "que", "ke": "que", "m": "me", "t": "te", "x": "por", "pa": "para", "ps": "pues", "pos": "pues",
	"xq": "por que", "pq": "por que", "xfa": "por favor", "xf": "por favor", "xfis": "por favor", "porfis": "por favor", "porfa": "por favor", "plis": "por favor", "pls": "por favor", "plz": "please",
	"toy": "estoy", "soi": "soy", "bns": "buenas", "tards": "tardes", "dejam": "dejame", "spera": "espera", "wey": "guey", "stoy": "estoy", "ta": "esta", "taba": "estaba", "dps": "despues", "dsps": "despues", "dsp": "despues", "dspues": "despues",
	"orita": "ahorita", "aorita": "ahorita", "horita": "ahorita", "aki": "aqui", "sip": "si", "sep": "si", "nop": "no", "nose": "no se", "tngo": "tengo", "kiero": "quiero",
	"mñn": "manana", "mnn": "manana", "grax": "gracias", "okas": "ok", "okis": "ok", "oki": "ok", "okey": "ok", "okay": "ok", "wenas": "buenas", "ola": "hola", "holi": "hola",
	"segimos": "seguimos", "sigamosle": "sigamos", "raton": "rato", "ratito": "rato", "aver": "a ver", "bn": "bien", "tmb": "tambien", "ntp": "no te preocupes",
	"cm": "como", "qiero": "quiero", "qero": "quiero", "kero": "quiero", "kisiera": "quisiera", "qisiera": "quisiera", "sta": "esta", "c": "se", "p": "para", "bnas": "buenas", "nc": "no se", "nse": "no se", "nidea": "ni idea", "dspes": "despues", "mñana": "manana", "acpto": "acepto", "asepto": "acepto", "acp": "acepto", "claroo": "claro", "embiala": "enviala", "emviala": "enviala", "mandla": "mandala",
	"u": "you", "ur": "your", "wanna": "want to", "gonna": "going to", "yup": "yes",
	"registarme": "registrarme", "rejistrarme": "registrarme", "inscrivirme": "inscribirme", "inskribirme": "inscribirme", "anotarme": "apuntarme", "apuntarse": "apuntarme",
}

// heard folds a message to words by which wishes are recognised: chat spelling written
// out, letters that are drawn out said once ("siii").
func heard(text string) string {
	words := knowledge.Words(text)
	for i, w := range words {
		w = saidOnce(w)
		if long, ok := chatSpelling[w]; ok && !(w == "d" && i > 0 && strings.Contains(" i we you they he she ", " "+words[i-1]+" ")) {
			w = long
		}
		words[i] = w
	}
	return join(words)
}

// saidOnce takes the drawn-out end off a word: "siii", "holaaa". English has words that end
// in two: "agree", "too".
func saidOnce(w string) string {
	last := len(w) - 1
	if last < 1 || strings.IndexByte("aeiou", w[last]) < 0 {
		return w
	}
	once := strings.TrimRight(w, w[last:]) + w[last:]
	if n := len(w) - len(once) + 1; n == 2 && strings.Contains("eo", w[last:]) {
		return w
	}
	return once
}

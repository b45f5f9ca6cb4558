package handlers

import (
	"strings"

	"pabellon/knowledge"
)

// Voice notes and those who dictate spell figures and letters: "siete veintidós quinientos
// tres cuarenta y nueve dieciséis" is 7225034916, "eme pe ve chica" is MPV.

var spokenUnits = map[string]string{"cero": "0", "uno": "1", "una": "1", "un": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9",
	"diez": "10", "once": "11", "doce": "12", "trece": "13", "catorce": "14", "quince": "15", "dieciseis": "16", "diecisiete": "17", "dieciocho": "18", "diecinueve": "19",
	"veinte": "20", "veintiuno": "21", "veintiun": "21", "veintidos": "22", "veintitres": "23", "veinticuatro": "24", "veinticinco": "25", "veintiseis": "26", "veintisiete": "27", "veintiocho": "28", "veintinueve": "29"}

var spokenTens = map[string]byte{"treinta": '3', "cuarenta": '4', "cincuenta": '5', "sesenta": '6', "setenta": '7', "ochenta": '8', "noventa": '9'}

var spokenHundreds = map[string]byte{"cien": '1', "ciento": '1', "doscientos": '2', "trescientos": '3', "cuatrocientos": '4', "quinientos": '5', "seiscientos": '6', "setecientos": '7', "ochocientos": '8', "novecientos": '9'}

var spokenLetters = map[string]string{"a": "A", "be": "B", "ce": "C", "de": "D", "e": "E", "efe": "F", "ge": "G", "hache": "H", "i": "I", "jota": "J", "ka": "K", "ele": "L", "eme": "M", "ene": "N",
	"o": "O", "pe": "P", "cu": "Q", "erre": "R", "ere": "R", "ese": "S", "te": "T", "u": "U", "uve": "V", "ve": "V", "equis": "X", "ye": "Y", "zeta": "Z"}

// spokenRun finds the longest run of words that are dictated in a text, and gives what
// they stand for with their places among the words; "" when there is none.
func spokenRun(words []string, letters bool) (out string, from, to int) {
	for i := range words {
		if dictated(words[i], letters) == "" {
			continue
		}
		end := i
		for end < len(words) && isDictation(words, end, letters) {
			end++
		}
		for end > i+1 && words[end-1] == "y" {
			end--
		}
		if end-i > to-from {
			if said := dictated(join(words[i:end]), letters); said != "" {
				out, from, to = said, i, end
			}
		}
	}
	return out, from, to
}

// isDictation tells whether a word may stand in a dictation: a figure, a letter, or what
// says of a letter which one it is.
func isDictation(words []string, i int, letters bool) bool {
	w := words[i]
	switch {
	case w == "y", dictated(w, letters) != "":
		return true
	case letters && i > 0:
		return w == "grande" || w == "chica" || w == "larga" || w == "corta" || w == "griega"
	}
	return letters && w == "doble"
}

// dictated writes spoken figures, and letters where they are wanted, as they are
// written; "" when another word stands among them, but for what people put before.
func dictated(text string, letters bool) string {
	words := knowledge.Words(text)
	var out strings.Builder
	for i := 0; i < len(words); i++ {
		w := words[i]
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch {
		case w != "" && w[0] >= '0' && w[0] <= '9':
			out.WriteString(w)
		case spokenHundreds[w] != 0:
			out.WriteByte(spokenHundreds[w])
			n := dictated(next, false)
			switch tens := spokenTens[next]; {
			case tens != 0:
			case len(n) == 2:
			case len(n) == 1 && n != "0":
				out.WriteByte('0')
			default:
				out.WriteString("00")
			}
		case spokenTens[w] != 0:
			out.WriteByte(spokenTens[w])
			if next == "y" && i+2 < len(words) && len(spokenUnits[words[i+2]]) == 1 {
				out.WriteString(spokenUnits[words[i+2]])
				i += 2
			} else {
				out.WriteByte('0')
			}
		case spokenUnits[w] != "":
			out.WriteString(spokenUnits[w])
		case letters && (w == "be" || w == "ve") && (next == "grande" || next == "chica" || next == "corta" || next == "larga"):
			out.WriteString(map[bool]string{true: "B", false: "V"}[next == "grande" || next == "larga"])
			i++
		case letters && w == "doble" && spokenLetters[next] != "" && next != "u" && next != "ve":
			out.WriteString(spokenLetters[next] + spokenLetters[next])
			i++
		case letters && w == "y" && next == "griega":
			out.WriteString("Y")
			i++
		case letters && w == "doble" && (next == "u" || next == "ve"):
			out.WriteString("W")
			i++
		case letters && w == "i" && next == "griega":
			out.WriteString("Y")
			i++
		case letters && spokenLetters[w] != "":
			out.WriteString(spokenLetters[w])
		case out.Len() == 0: // "el", "es", "mi celular es"
		default:
			return ""
		}
	}
	return out.String()
}

package handlers

import (
	"net/mail"
	"strings"

	"pabellon/knowledge"
)

var (
	emailShape = newRule(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	// emailSpoken is an address as people say it: "rosa punto martinez setenta arroba gmail
	// punto com", "ana arroba sol punto eme equis".
	emailSpoken = newRule(`(?i)[\pL\pN._%+-]+(?: (?:punto|gui[oó]n bajo|gui[oó]n medio|gui[oó]n|dot) [\pL\pN._-]+)*(?: ` + spokenFigure + `)* ?(?: arroba | ?@ ?|\(arroba\)| at ) ?[\pL\pN-]+(?: gui[oó]n(?: medio)? [\pL\pN]+)*(?:(?: (?:punto|dot) | ?\. ?)(?:` + spelledEnding + `|[\pL\pN]+))+`)
)

const (
	spokenFigure  = `(?:y|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\pL+|veint\pL+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|mil)`
	spelledEnding = `eme equis|ce o eme|o erre ge|ene e te|com punto eme equis`
)

// endings are domains that people spell.
var endings = strings.NewReplacer("eme equis", "mx", "ce o eme", "com", "o erre ge", "org", "ene e te", "net")

// unspoken writes a spoken address as one.
func unspoken(s string) string {
	words := strings.Fields(endings.Replace(strings.NewReplacer("(", " ", ")", " ", "@", " @ ").Replace(s)))
	var out strings.Builder
	for i := 0; i < len(words); i++ {
		w := knowledge.Fold(words[i])
		next := ""
		if i+1 < len(words) {
			next = knowledge.Fold(words[i+1])
		}
		switch {
		case w == "punto" || w == "dot":
			out.WriteByte('.')
		case w == "arroba" || w == "at" || w == "@":
			out.WriteByte('@')
		case w == "guion" && next == "bajo":
			out.WriteByte('_')
			i++
		case w == "guion":
			out.WriteByte('-')
			if next == "medio" {
				i++
			}
		case spokenLetters[w] != "" && len(w) > 2 && strings.HasSuffix(out.String(), "_"):
			out.WriteString(strings.ToLower(spokenLetters[w])) // "delfina guion bajo zeta"
		case i > 0 && dictated(w, false) != "" && !hasDigit(w):
			end := i
			for end < len(words) && (dictated(knowledge.Fold(words[end]), false) != "" || words[end] == "y") {
				end++
			}
			out.WriteString(dictated(join(words[i:end]), false))
			i = end - 1
		default:
			out.WriteString(words[i])
		}
	}
	return out.String()
}

// together is an address of which the words are said apart: "vidrio camarena todo junto
// arroba gmail punto com".
var together = newRule(`((?:[\pL\pN]+ ){1,4}?)(?:todo junto|todo pegado|sin espacios|junto|pegado),? arroba ([\pL\pN-]+(?: punto [\pL\pN]+)+)|([\pL\pN._-]+(?: (?:punto|guion bajo|guion) [\pL\pN]+)*) arroba ((?:[\pL\pN]+ ){1,4}?)(?:todo junto|todo pegado|sin espacios|junto|pegado),?((?: punto (?:` + spelledEnding + `|[\pL\pN]+))+)`)

// togetherAtEnd says so behind the address.
var togetherAtEnd = newRule(`([\pL\pN._-]+(?: punto [\pL\pN]+)*) arroba ((?:[\pL\pN]+ )+?)((?:punto [\pL\pN]+(?: equis)? ?)+),? (?:todo )?(?:junto|pegado)\b`)

// joined writes such an address as it is; "" when there is none.
func joined(folded string) string {
	if m := togetherAtEnd.FindStringSubmatch(folded); m != nil {
		return unspoken(m[1] + " arroba " + strings.ReplaceAll(m[2], " ", "") + " " + m[3])
	}
	m := together.FindStringSubmatch(folded)
	if m == nil {
		return ""
	}
	words := strings.Fields(m[1] + m[4])
	from := 0
	for i, w := range words {
		if talkWords[w] || connecting[w] {
			from = i + 1
		}
	}
	name := strings.Join(words[from:], "")
	switch {
	case name == "":
		return ""
	case m[1] != "":
		return unspoken(name + " arroba " + m[2])
	}
	return unspoken(m[3] + " arroba " + name + " " + m[5])
}

// commonSlips are providers as people mistype them.
var commonSlips = strings.NewReplacer("@gmial.", "@gmail.", "@gmai.", "@gmail.", "@gmal.", "@gmail.", "@gamil.", "@gmail.", "@hotmial.", "@hotmail.", "@hotmai.", "@hotmail.",
	"@hormail.", "@hotmail.", "@outlok.", "@outlook.", "@yaho.", "@yahoo.", "gmail.con", "gmail.com", "hotmail.con", "hotmail.com", "outlook.con", "outlook.com", "yahoo.con", "yahoo.com")

func readEmail(_ *Form, _ *Field, text string) reading {
	found := emailShape.FindAllString(text, -1)
	if address := joined(knowledge.Fold(text)); len(found) == 0 && address != "" {
		found = []string{address}
	}
	if len(found) == 0 {
		if said := emailSpoken.FindString(text); said != "" {
			found = emailShape.FindAllString(unspoken(said), -1)
		}
	}
	if len(found) == 0 {
		if strings.Contains(text, "@") {
			return reading{Problem: "wrong.email.domain"}
		}
		return reading{Problem: "wrong.email"}
	}
	address := strings.TrimRight(found[len(found)-1], ".-")
	if _, err := mail.ParseAddress(address); err != nil || len(address) > 254 {
		return reading{Problem: "wrong.email.domain"}
	}
	at := strings.LastIndexByte(address, '@')
	address = address[:at] + strings.ToLower(address[at:])
	if meant := commonSlips.Replace(address); meant != address {
		return reading{Value: meant, Doubt: "doubt.email"}
	}
	return reading{Value: address}
}

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
	spokenFigure  = `(?:y|luego|y luego|\d+|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\pL+|veint\pL+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|mil)`
	spelledEnding = `eme equis|ce o eme|o erre ge|ene e te|com punto eme equis`
)

// apart sets what stands around addresses off from them.
var apart = strings.NewReplacer("(", " ", ")", " ", "@", " @ ")

// endings are domains that people spell.
var endings = strings.NewReplacer("eme equis", "mx", "ce o eme", "com", "o erre ge", "org", "ene e te", "net")

// parts are said between the parts of an address.
var parts = wordSet("punto dot arroba at @ guion bajo medio underscore dash")

// unspoken writes a spoken address as one.
func unspoken(s string) string {
	words := strings.Fields(endings.Replace(apart.Replace(s)))
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
		case w == "underscore":
			out.WriteByte('_')
		case w == "dash":
			out.WriteByte('-')
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
			if strings.Contains(out.String(), "@") || end < len(words) && !parts[knowledge.Fold(words[end])] {
				out.WriteString(words[i]) // "mezcal tres arroyos"
				continue
			}
			out.WriteString(dictated(join(words[i:end]), false))
			i = end - 1
		default:
			out.WriteString(words[i])
		}
	}
	return out.String()
}

// A dictated address comes with words on how it is written: "hamacas el venadito todo junto
// y luego arroba yahoo punto com".
var (
	// together says that the words before are one.
	together = newRule(`\b(?:luego|junt(?:o|ito)|pegad(?:o|a|ito)|seguid(?:o|ito)|sin espacios?|all one word|no spaces)\b`)
	// spelling is how it is written, and no part of it.
	spelling = newRule(`,? ?\b(?:(?:y |va |van |eso va |es )?(?:todo |toda )?(?:junt(?:o|ito)|pegad(?:o|a|ito)|seguid(?:o|ito))|(?:y )?sin (?:ene|n|el|la|los|de|y|espacios?|rayas?|puntos?|acentos?|mayusculas|nada)(?: (?:ni|y sin) \pL+)?|con puras letras|con (?:dos|doble) \pL+(?: en medio)?|(?:y )?doble \pL+|con el numero|lo de (?:\pL+ ?){1,2}|(?:y )?(?:con|en) (?:puras )?(?:minusculas?|mayusculas?|numeros?|letra|ye|zeta|ese|ce|ve|be|hache|jota|ge)|(?:y )?luego(?: el| un)?|(?:y )?despues|(?:el |en )?numero|la letra|un)\b`)
	// leadsAddress stands right before an address.
	leadsAddress = newRule(`\b(?:diga|digo|es|correo|email|mail|pong[ae]\w*|ponle|anot[ea]\w*|apunt[ea]\w*|usted|mire|mira|va|dice|que|este|ver|escrib[ae]\w*|a|al|seria|pues|oiga|bueno|is|it's|at)\b[:,]? `)
	// saidDomain is what follows "arroba".
	saidDomain = newRule(`^((?:[\pL\pN-]+ ){1,4}?)((?:(?:punto|dot) (?:` + spelledEnding + `|[\pL\pN]+) ?)+)`)
)

// joined writes a dictated address of which the words belong together, and tells where it
// stands; "" when there is none.
func joined(folded string) (address string, start, end int) {
	at := saidAt.FindStringIndex(folded)
	if at == nil || len(folded) > longestTold {
		return "", 0, 0
	}
	apart := !together.MatchString(folded)
	before := ""
	leads := leadsAddress.FindAllStringIndex(folded[:at[0]]+" ", -1)
	for n := len(leads); n >= 0; n-- {
		start = 0
		if n > 0 {
			start = min(leads[n-1][1], at[0])
		}
		if before = join(strings.Fields(spelling.ReplaceAllString(folded[start:at[0]], ""))); before != "" {
			break
		}
	}
	if apart && !plainlySaid(before) {
		return "", 0, 0
	}
	if word := strings.Fields(folded[at[0]:at[1]])[0]; word == "at" {
		at[1] = at[0] + len(" at ")
	}
	rest := folded[at[1]:] + " "
	domain := saidDomain.FindStringSubmatch(join(strings.Fields(spelling.ReplaceAllString(rest, ""))) + " ")
	if domain == nil || before == "" || len(strings.Fields(before)) > longestAlike {
		return "", 0, 0
	}
	end = len(folded)
	if dots := saidDot.FindAllStringIndex(rest, -1); len(dots) > 0 {
		end = min(len(folded), at[1]+dots[len(dots)-1][1])
	}
	return unspoken(before + " arroba " + domain[1] + domain[2]), start, end
}

// plainlySaid tells words that can only be parts of an address: "hilario quezada cincuenta y
// nueve".
func plainlySaid(before string) bool {
	words := strings.Fields(before)
	if len(words) > longestAlike {
		return false
	}
	for _, w := range words {
		if (talkWords[w] || connecting[w] || hasVerb([]string{w})) && w != "y" && !parts[w] && dictated(w, false) == "" {
			return false
		}
	}
	return len(words) > 1
}

var (
	saidAt  = newRule(` (?:arroba|@) | at (?:[\pL\pN-]+ ){1,3}?dot `)
	saidDot = newRule(`(?:punto|dot) (?:` + spelledEnding + `|[\pL\pN]+)`)
)

// commonSlips are providers as people mistype them.
var commonSlips = strings.NewReplacer("@gmial.", "@gmail.", "@gmai.", "@gmail.", "@gmal.", "@gmail.", "@gamil.", "@gmail.", "@hotmial.", "@hotmail.", "@hotmai.", "@hotmail.",
	"@hormail.", "@hotmail.", "@outlok.", "@outlook.", "@yaho.", "@yahoo.", "gmail.con", "gmail.com", "hotmail.con", "hotmail.com", "outlook.con", "outlook.com", "yahoo.con", "yahoo.com")

func readEmail(_ *Form, _ *Field, text string) reading {
	found := emailShape.FindAllString(text, -1)
	if address, _, _ := joined(knowledge.Fold(text)); len(found) == 0 && address != "" {
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

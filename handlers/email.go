package handlers

import (
	"net/mail"
	"strings"

	"pabellon/knowledge"
)

var (
	emailShape = newRule(`[\pL\pN._%+'-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)
	// emailSpoken is an address as people say it: "rosa punto martinez arroba gmail punto com".
	emailSpoken = newRule(`(?i)[\pL\pN._%+-]+(?: (?:punto|gui[oó]n bajo|gui[oó]n|dot) [\pL\pN._-]+)* ?(?: arroba | ?@ ?|\(arroba\)| at ) ?[\pL\pN-]+(?:(?: (?:punto|dot) | ?\. ?)[\pL\pN]+)+`)
	spoken      = newRule(`(?i) ?\b(punto|gui[oó]n bajo|gui[oó]n|dot|arroba|at)\b ?|\(arroba\)`)
)

// unspoken writes a spoken address as one.
func unspoken(s string) string {
	s = spoken.ReplaceAllStringFunc(s, func(w string) string {
		switch knowledge.Fold(strings.Trim(w, " ()")) {
		case "punto", "dot":
			return "."
		case "guion bajo":
			return "_"
		case "guion":
			return "-"
		}
		return "@"
	})
	return strings.ReplaceAll(s, " ", "")
}

// commonSlips are providers as people mistype them.
var commonSlips = strings.NewReplacer("@gmial.", "@gmail.", "@gmai.", "@gmail.", "@gmal.", "@gmail.", "@gamil.", "@gmail.", "@hotmial.", "@hotmail.", "@hotmai.", "@hotmail.",
	"@hormail.", "@hotmail.", "@outlok.", "@outlook.", "@yaho.", "@yahoo.", "gmail.con", "gmail.com", "hotmail.con", "hotmail.com", "outlook.con", "outlook.com", "yahoo.con", "yahoo.com")

func readEmail(_ *Form, _ *Field, text string) reading {
	found := emailShape.FindAllString(text, -1)
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

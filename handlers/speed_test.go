package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

// hostile are texts that a pattern could choke on.
func hostile() map[string]string {
	long := func(s string) string { return strings.Repeat(s, bot.MaxText/len(s)) }
	return map[string]string{
		"at signs": long("a@"), "questions": long("¿?"), "labels": long("correo es "), "digits": long("1 "),
		"names": long("soy ana "), "commas": long(","), "words": long("hola "), "one word": long("a"),
		"openings": long("oye y "), "marks": long("**[x](") + "`", "states": long("en puebla, "), "letters": long("ab1."),
	}
}

func BenchmarkUnderstand(b *testing.B) {
	clerk := testClerk(b)
	texts := hostile()
	texts["a question"] = "oye y cuanto cuesta la membresia"
	texts["four values"] = "Soy Ana López de Café Sol en Veracruz, mi correo es ana@cafesol.mx"
	for _, asking := range []string{"email", "business", "contact", "products", bot.AskReview} {
		for name, text := range texts {
			turn := bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: text}
			b.Run(name+"/"+asking, func(b *testing.B) {
				for b.Loop() {
					clerk.Understand(inForm(asking), turn)
				}
			})
		}
	}
}

// BenchmarkUnderstandLines is what a usual message costs: each line of slots.jsonl in turn,
// so that none is the one that was just ranked (knowledge/recent.go).
func BenchmarkUnderstandLines(b *testing.B) {
	clerk, lines := testClerk(b), readLines[slot](b, "slots.jsonl")
	read := func(s slot) {
		clerk.Understand(inForm(s.Asking), bot.Turn{ID: "m1", Actor: bot.Actor{Kind: bot.Owner}, Text: s.Text})
	}
	for _, s := range lines { // rules are compiled when they are first tried
		read(s)
	}
	for i := 0; b.Loop(); i++ {
		read(lines[i%len(lines)])
	}
}

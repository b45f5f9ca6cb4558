package handlers

import (
	"strings"

	"pabellon/bot"
)

// asksForSums tells whether a question on a cost wants it worked out: it tells what would
// go and how much, or where to.
func asksForSums(folded string, told map[string]string) bool {
	return loads(told) || told[toldProduct] != "" && told[toldTo] != "" && sending.MatchString(folded) ||
		told[toldProfit] != "" && worthIt.MatchString(folded)
}

var (
	sending = newRule(`\b(?:mandar|mando|enviar|envio|embarcar|ship|shipping|send)\b`)
	worthIt = newRule(`\b(?:me|nos) conviene\b|\bworth it\b|\bpay off\b`)
)

var costing = newRule(`\b(?:costos|cuesta|cuestan|costaria|cobran|cobrarian|sale|saldria|conviene|calcula|calculame|calcular|cuanto es|cuanto seria|cuanto pago|cuanto pagaria|cuenta|cost|costs|charge|worth it|pay off|calculate|work out)\b`)

// wantsSums are messages that only ask for the calculator.
var wantsSums = newRule(`^(?:(?:oye|oiga|y|a ver|pero|entonces|ok|bueno|hola|so) )*(?:si )?(?:de verdad |realmente |really )?(?:(?:me|nos|le) (?:conviene|convendria|conviniera|sale a cuenta)|calculadora|calcular(?: (?:mi |el |un )?(?:envio|costo|costos|pedido))?|costos|hacer (?:la|una|otra) cuenta|haz(?:me)? (?:la|una) cuenta|is it worth it|does it pay off|would it pay off|calculator|costs|do (?:the|a) sums?)(?: (?:a mi|para mi|vender|entrar|esto|entrarle|en alibaba|vender en alibaba|estar en alibaba|for me))*$`)

// leavesSums is how people stop answering.
var leavesSums = newRule(`^(?:ya |mejor |asi |pues |no )*(?:dejalo|dejala|dejemoslo|olvidalo|ya no|no quiero(?: seguir)?|basta|salir|terminar|stop|leave it|never mind|forget it)(?: \w+){0,3}$`)

// reckonAsked reads a wish for the calculator.
func (r *reader) reckonAsked(text, folded string) (bot.Command, bool) {
	if wantsSums.MatchString(folded) {
		return r.reckon(true, nil), true
	}
	if !costing.MatchString(folded) {
		return nil, false
	}
	if told := readOrder(text, ""); asksForSums(folded, told) {
		if f := r.form.Field(r.c.Asking); f != nil && r.takesAnswers() && r.extract(text).answersPlainly(f) {
			return nil, false // "jamás; una señora se llevó una caja a Houston, ¿verdad que no cuenta?"
		}
		return r.reckon(true, told), true
	}
	return nil, false
}

// estimating reads an answer to the open question about an order; nil when the
// message is something else.
func (r *reader) estimating(text, folded string) []bot.Command {
	asking := r.c.Estimate.Asking
	if wantsSums.MatchString(folded) {
		return []bot.Command{r.reckon(true, nil)}
	}
	if named := r.fieldNamed(folded); named != nil && r.takesAnswers() && r.c.App.Answers[named.ID].Value != "" {
		return nil // a correction of the application
	}
	if cmd, ok := r.Clerk.cues.whole[folded]; ok {
		switch cmd.(type) {
		case bot.Skip:
			return []bot.Command{r.reckon(false, map[string]string{asking: notTold})}
		case bot.No, bot.Cancel:
			return []bot.Command{bot.No{}}
		case bot.Yes, bot.Greet, bot.Thank:
			return nil
		}
		return nil
	}
	if leavesSums.MatchString(folded) {
		return []bot.Command{bot.No{}}
	}
	if skipsWhole.MatchString(folded) {
		return []bot.Command{r.reckon(false, map[string]string{asking: notTold})}
	}
	if _, ok := r.insideCue(folded); ok {
		return nil
	}
	statement, question := splitQuestion(text)
	if told := readOrder(statement, asking); len(told) > 0 {
		out := []bot.Command{r.reckon(false, told)}
		if question != "" {
			out = append(out, r.question(question)...)
		}
		return out
	}
	if told := r.supposed(text, folded); told != nil {
		return []bot.Command{r.reckon(false, told)}
	}
	if question != "" {
		return nil
	}
	if ask := r.search(text); len(strings.Fields(folded)) > 2 && (ask.Found.Sure == bot.SureAnswer || ask.Found.Sure == bot.Unsafe || ask.Found.Sure == bot.Distress) {
		return []bot.Command{ask} // a fear has no question mark
	}
	return []bot.Command{r.reckon(false, nil)}
}

// supposes is how people try another figure, or correct one: "¿y si son 30 cajas?",
// "no, son 500 kg".
var supposes = newRule(`^(?:no|y si|si|mejor|perdon|digo|quise decir|what if|and if|make it|no i mean|actually)\b`)

// supposed reads another figure for the order that was told; nil when there is none.
func (r *reader) supposed(text, folded string) map[string]string {
	if len(r.c.Estimate.Told) == 0 || !supposes.MatchString(folded) {
		return nil
	}
	told := readOrder(text, "")
	if !loads(told) && told[toldValue] == "" && told[toldProfit] == "" && told[toldTo] == "" {
		return nil
	}
	delete(told, toldProduct)
	return told
}

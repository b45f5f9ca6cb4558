package handlers

import (
	"slices"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// A constancia is held against the application. What comes of it is "parece correcta" or
// "revisa esto", to the owner and to staff, and never that it is accepted.

// constanciaDays is within how many days a constancia was issued that looks right. The
// number is the programme's own: no source says how old a one Alibaba takes.
const constanciaDays = 90

// read tells whether something is to be said of a document.
func (t *turn) read(d bot.Document) bool {
	return d.Seen != nil && (d.Seen.Kind != "" || len(t.proposals(d.Seen)) > 0)
}

// paperSays is what a document looks like: never that it is right, only that it seems so.
func (t *turn) paperSays(d bot.Document) string {
	switch {
	case d.Seen == nil || d.Seen.Kind == "":
		return ""
	case d.Seen.Kind != bot.Constancia:
		return t.say("paper." + string(d.Seen.Kind))
	}
	agrees, review := t.compare(t.lang(), d)
	text := t.say("paper.constancia.undated")
	if d.Seen.Issued != "" && !slices.ContainsFunc(review, oddity.ofDate) {
		text = t.say("paper.constancia", "date", t.issued(t.lang(), d.Seen))
	}
	switch {
	case len(review) > 0:
		text = spaced(text, t.say("paper.review")+" "+oddities(review)+".")
	case agrees != "":
		text = spaced(text, t.say("paper.agrees."+agrees))
	}
	if slices.ContainsFunc(review, oddity.ofValue) {
		text = spaced(text, t.say("paper.review.value"))
	}
	if slices.ContainsFunc(review, oddity.ofDate) {
		text = spaced(text, t.say("paper.review.newer"))
	}
	return text
}

// oddity is something of a constancia that is to be looked at.
type oddity struct{ key, text string }

// ofDate tells one about the day of issue, which says the day.
func (r oddity) ofDate() bool { return r.key == "old" || r.key == "future" }

// ofValue tells one about a value, which may be wrong in the application.
func (r oddity) ofValue() bool { return r.key == "rfc" || r.key == "name" }

// oddities are several as one sentence.
func oddities(list []oddity) string {
	var out []string
	for _, r := range list {
		out = append(out, r.text)
	}
	return strings.Join(out, "; ")
}

// paperCheck is the line for staff about the newest constancia that was read; false when
// there is none. It stays open until somebody has looked at it.
func (t *turn) paperCheck() (bot.Check, bool) {
	for _, d := range slices.Backward(t.c.App.Documents) {
		if d.Seen == nil || d.Seen.Kind != bot.Constancia {
			continue
		}
		agrees, review := t.compare(staffLang, d)
		if len(review) > 0 {
			return bot.Check{State: "warn", Text: t.staffSay("check.paper.review") + " " + oddities(review)}, true
		}
		what := t.staffSay("check.paper.dated", "date", t.issued(staffLang, d.Seen))
		if agrees != "" {
			what = t.staffSay("check.paper."+agrees) + ", " + what
		}
		return t.check("open", "check.paper.fine", "what", what), true
	}
	return bot.Check{}, false
}

// paperUpdate is what staff read of a document that came after sending.
func (t *turn) paperUpdate(d bot.Document) string {
	if d.Seen == nil || d.Seen.Kind != bot.Constancia {
		return ""
	}
	check, _ := t.paperCheck()
	return "\n" + check.Text + "."
}

func (t *turn) issued(lang string, p *bot.Paper) string {
	at, _ := time.ParseInLocation(time.DateOnly, p.Issued, t.Zone)
	return t.dateIn(lang, at)
}

// compare holds a constancia against the application: what agrees with it ("rfc", "name",
// "both" or ""), and what is to be looked at.
func (t *turn) compare(lang string, d bot.Document) (agrees string, review []oddity) {
	bad := func(key string, pairs ...string) {
		review = append(review, oddity{key, t.words.say(lang, "paper.bad."+key, pairs...)})
	}
	rfc, told := d.Seen.Value("rfc"), t.c.App.Answers["rfc"].Value
	switch {
	case rfc == "" && t.form.Field("rfc") == nil: // nobody looked for it
	case rfc == "":
		bad("norfc")
	case told == rfc:
		agrees = "rfc"
	case told != "":
		bad("rfc", "value", rfc, "old", told)
	}
	if rfc != "" && checkRFC(rfc) == rfcDigit {
		bad("digit", "value", rfc)
	}
	switch name, told := t.paperName(d.Seen); {
	case name == "" || told == "":
	case !sameName(d.Seen, told):
		bad("name", "value", name, "old", told)
	case agrees != "":
		agrees = "both"
	default:
		agrees = "name"
	}
	at, err := time.ParseInLocation(time.DateOnly, d.Seen.Issued, t.Zone)
	switch given := d.At.In(t.Zone); {
	case err != nil:
		bad("nodate")
	case at.After(given):
		bad("future", "date", t.dateIn(lang, at))
	case given.After(at.AddDate(0, 0, constanciaDays+1)):
		bad("old", "date", t.dateIn(lang, at))
	}
	return agrees, review
}

// paperName is whose a constancia is, and the answer that should be the same: the contact's
// name for a natural person, else the business's.
func (t *turn) paperName(p *bot.Paper) (name, told string) {
	if name = p.Value("contact"); name != "" {
		if told = t.c.App.Answers["contact"].Value; len(nameWords(told)) < 2 {
			told = "" // a given name alone is nobody's
		}
		return name, told
	}
	name = p.Value("business")
	if name == "" {
		name = p.Value(bot.TradeName)
	}
	return name, t.c.App.Answers["business"].Value
}

// sameName tells whether an answer names whom a constancia names. A person may leave a
// name out, a business its legal form.
func sameName(p *bot.Paper, told string) bool {
	if person := p.Value("contact"); person != "" {
		words, said := knowledge.Words(person), nameWords(told)
		return !slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(words, w) })
	}
	told = withoutForm(told)
	return told == withoutForm(p.Value("business")) || told == withoutForm(p.Value(bot.TradeName))
}

// formsOfBusiness end the registered names of businesses (Ley General de Sociedades Mercantiles,
// art. 1, and Código Civil Federal, arts. 2670 and 2688), as words.
var formsOfBusiness = []string{" sociedad anonima de capital variable", " sociedad anonima", " de capital variable", " de c v", " de cv", " s de r l", " s de rl",
	" s a p i", " sapi", " s a s", " sas", " s p r", " spr", " de r l", " de rl", " s a", " sa", " s c", " sc", " a c", " ac"}

// withoutForm is the name of a business in folded words, without its legal form.
func withoutForm(name string) string {
	out := join(knowledge.Words(name))
	for i := 0; i < len(formsOfBusiness); i++ {
		if rest, ok := strings.CutSuffix(out, formsOfBusiness[i]); ok {
			out, i = rest, -1
		}
	}
	return out
}

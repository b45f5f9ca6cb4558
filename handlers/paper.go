package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// paperOffer is the offer to keep what was read in a document; its value is the document.
// Nothing of it is kept before a yes to the list, and no answer is replaced by it.
const paperOffer = "paper"

// constanciaDays is within how many days a constancia was issued that looks right. The
// number is the programme's own: no source says how old a one Alibaba takes.
const constanciaDays = 90

// paper is what was read in the file of a turn, nil when nothing was.
func (r *reader) paper() *bot.Paper {
	got := r.t.File.Got
	switch {
	case got == nil || got.Problem != "":
		return nil
	case got.Blank != "":
		return &bot.Paper{Kind: got.Blank}
	}
	return r.readPaper(got.Lines)
}

// proposals are the values of a document for fields that are part of the application and
// have no answer, in the order of the form.
func (t *turn) proposals(p *bot.Paper) []bot.Finding {
	if p == nil || t.c.App.Status != bot.Draft || !t.consented() {
		return nil
	}
	var out []bot.Finding
	for _, f := range t.part(t.c) {
		if _, answered := t.c.App.Answers[f.ID]; answered {
			continue
		}
		for _, found := range p.Values {
			if found.Field == f.ID && f.ID == "business" && p.Value(bot.TradeName) != "" {
				continue // it is better known by the other one
			}
			if found.Field == f.ID || found.Field == bot.TradeName && f.ID == "business" {
				found.Field = f.ID
				out = append(out, found)
			}
		}
	}
	return out
}

// offerPaper says what the documents of a turn look like, lists what was read in a document and asks whether to keep it, in place of the
// open question; false when there is nothing to keep.
func (t *turn) offerPaper() bool {
	for _, d := range t.papers {
		if says := t.paperSays(d); says != "" && t.c.Speaker != bot.PersonSpeaks {
			t.lead = append(t.lead, says)
		}
	}
	d := t.document(t.offering)
	found := t.proposals(d.Seen)
	if len(found) == 0 || t.c.Speaker == bot.PersonSpeaks || t.c.Asking == bot.AskConsent {
		return false
	}
	m := bot.Message{Buttons: []bot.Button{primary(t.button("b.paper", paperOffer, "yes")), t.button("b.nothanks", paperOffer, "no")}}
	for _, v := range found {
		f := t.form.Field(v.Field)
		m.Facts = append(m.Facts, bot.Fact{Field: f.ID, Label: f.Label[t.lang()], Value: t.show(f, v.Value), Note: t.place(v)})
	}
	t.event(bot.Event{Kind: bot.Offered, Note: paperOffer, Value: d.Hash})
	m.Text = strings.TrimPrefix(t.takeLead()+"\n"+t.say(counted("paper.offer", len(found))), "\n")
	t.tell(m)
	return true
}

// place says where in a document a value stands.
func (t *turn) place(f bot.Finding) string {
	if f.Page == 0 {
		return t.say("paper.line", "n", strconv.Itoa(f.Line))
	}
	return t.say("paper.page", "n", strconv.Itoa(f.Page))
}

// document is the one with these bytes.
func (t *turn) document(hash string) (d bot.Document) {
	if i := slices.IndexFunc(t.c.App.Documents, func(d bot.Document) bool { return d.Hash == hash }); i >= 0 {
		d = t.c.App.Documents[i]
	}
	return d
}

// unread are documents as files, without what was read in them: the words beside them say
// what is to be known.
func unread(docs []bot.Document) []bot.Document {
	docs = slices.Clone(docs)
	for i := range docs {
		docs[i].Seen = nil
	}
	return docs
}

// keepPaper keeps what was offered.
func (t *turn) keepPaper() {
	d := t.document(t.c.Offer.Value)
	t.event(bot.Event{Kind: bot.OfferClosed})
	for _, v := range t.proposals(d.Seen) {
		f := t.form.Field(v.Field)
		if r := kinds[f.Kind](t.form, f, v.Value); r.Problem == "" {
			t.keep(f, r, "document")
		}
	}
	t.again, t.fresh = true, true
}

// latePaper answers the button of a list that is offered no more: with the list, if
// something of it is still open.
func (t *turn) latePaper() {
	for _, d := range slices.Backward(t.c.App.Documents) {
		if len(t.proposals(d.Seen)) > 0 {
			t.offering = d.Hash
			return
		}
	}
	t.unclear(bot.Unclear{Why: "button"})
}

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

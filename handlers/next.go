package handlers

import (
	"pabellon/bot"
)

// nextField is the first field that is asked and neither answered nor put off.
func (t *turn) nextField() *Field {
	pending := map[string]bool{}
	for _, id := range t.c.App.Pending {
		pending[id] = true
	}
	for _, f := range t.asked(t.c) {
		if _, ok := t.c.App.Answers[f.ID]; !ok && !pending[f.ID] {
			return f
		}
	}
	return nil
}

// missing lists the required fields without an answer.
func (t *turn) missing() []*Field {
	var out []*Field
	for _, f := range t.asked(t.c) {
		if _, ok := t.c.App.Answers[f.ID]; !ok && f.Required {
			out = append(out, f)
		}
	}
	return out
}

// askNext ends a turn: what was done, and the question that is open now.
func (t *turn) askNext() {
	digression := t.again && !t.fresh && len(t.noted) == 0 && len(t.lead) == 0
	lead := t.takeLead()
	switch {
	case t.c.Speaker == bot.PersonSpeaks:
		t.tellLead(lead)
	case t.c.Estimate.Asking != "":
		t.askEstimate(lead)
	case t.c.Asking == bot.AskConsent:
		t.tell(bot.Message{Text: spaced(lead, t.say("consent.ask")), Buttons: t.consentButtons(true), Asking: bot.AskConsent})
	case t.c.App.Status == bot.Draft:
		if t.capsule(lead != "") {
			digression = false
		}
		t.askDraft(lead, digression)
	case t.form.Field(t.c.Asking) != nil && t.c.App.Status.Sent():
		t.askField(t.form.Field(t.c.Asking), lead, digression)
	default:
		t.tellLead(lead)
	}
}

func (t *turn) tellLead(lead string) {
	if lead != "" {
		t.tell(bot.Message{Text: lead})
	}
}

// askDraft asks the open field, else the next one, else for the review.
func (t *turn) askDraft(lead string, digression bool) {
	if !t.consented() { // the notice has changed
		t.tellLead(lead)
		t.askConsent()
		return
	}
	f := t.form.Field(t.c.Asking)
	if f != nil && !t.form.Applies(f.ID, answersOf(t.c)) {
		f = nil // another answer has made it idle
	}
	if f != nil && t.c.Doubt != "" {
		t.tell(bot.Message{Text: spaced(lead, t.doubt(f, t.c.Doubt)), Asking: f.ID, Buttons: t.doubtButtons()})
		return
	}
	if f == nil && t.c.Asking != bot.AskReview {
		f = t.nextField()
	}
	if t.c.Asking == bot.AskReview && digression {
		question := t.say("review.ask")
		if missing := t.missing(); len(missing) > 0 {
			question = t.say(counted("review.complete", len(missing)), "list", t.labels(missing))
		}
		t.tell(bot.Message{Text: question, Buttons: t.reviewButtons(), Asking: bot.AskReview})
		return
	}
	if f == nil {
		t.tellLead(lead)
		t.review()
		return
	}
	t.event(bot.Event{Kind: bot.FieldAsked, Field: f.ID})
	if guess := t.guess(f); guess != "" && !digression {
		t.event(bot.Event{Kind: bot.FieldDoubted, Field: f.ID, Value: guess})
		t.tell(bot.Message{Text: spaced(lead, t.say("guess."+f.ID, "value", guess)), Asking: f.ID, Buttons: t.doubtButtons()})
		return
	}
	t.askField(f, lead, digression)
}

// guess is what the person said of their goods for "¿Me conviene?", offered once as
// the answer to a field; "" when there is nothing to offer.
func (t *turn) guess(f *Field) string {
	product := t.c.Estimate.Told[toldProduct]
	if product == "" || product == notTold || t.c.Estimate.Told["offered "+f.ID] != "" {
		return ""
	}
	guess := ""
	switch f.ID {
	case "products":
		guess = sentence(product)
	case "category":
		if c, ok := f.choice(product); ok {
			guess = c.Label[t.lang()]
		}
	}
	if guess != "" {
		t.event(bot.Event{Kind: bot.EstimateTold, Field: "offered " + f.ID, Value: "yes"})
	}
	return guess
}

func (t *turn) askField(f *Field, lead string, digression bool) {
	question := f.Ask[t.lang()]
	if question == "" {
		question = t.say("example.is", "example", f.Label[t.lang()])
	}
	if digression {
		lead = t.say("go.on")
		question = lowerQuestion(question)
	}
	t.tell(bot.Message{Text: spaced(lead, question), Buttons: t.fieldButtons(f), Asking: f.ID})
}

// lowerQuestion fits a question to follow "Seguimos:".
func lowerQuestion(q string) string {
	r := []rune(q)
	if len(r) > 1 && r[0] == '¿' {
		r[1] = []rune(lower(string(r[1])))[0]
	}
	return string(r)
}

func spaced(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// skipLabel fits what may not be at hand; of oneself one says "después".
func skipLabel(f *Field) string {
	switch f.Kind {
	case "rfc", "email", "phone", "website", "documents":
		return "b.skip"
	}
	return "b.later"
}

// fieldButtons are the taps under a question: its choices, or help with it.
func (t *turn) fieldButtons(f *Field) []bot.Button {
	var out []bot.Button
	for _, c := range f.Choices {
		out = append(out, bot.Button{Label: c.Label[t.lang()], Payload: payload("pick", f.ID, c.ID)})
	}
	if f.Kind == "phone" {
		out = append(out, bot.Button{Label: t.say("b.sharephone"), Payload: payload("where", f.ID), Contact: true})
	}
	if t.c.App.Status != bot.Draft {
		return out
	}
	if f.ID != t.form.Fields[0].ID {
		out = append(out, t.button(skipLabel(f), "skip", f.ID))
	}
	if f.Where[t.lang()] != "" && f.Kind != "phone" && f.ID != t.form.Fields[0].ID {
		out = append(out, t.button("b.where", "where", f.ID))
	} else if len(f.Choices) == 0 {
		out = append(out, t.button("b.why", "why", f.ID))
	}
	return out
}

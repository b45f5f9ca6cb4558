package handlers

import (
	"slices"
	"strconv"
	"strings"

	"pabellon/bot"
)

// paperOffer is the offer to keep what was read in a document; its value is the document.
// Nothing of it is kept before a yes to the list, and no answer is replaced by it.
const paperOffer = "paper"

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

// offerPaper says what the documents of a turn look like, lists what was read in one and
// asks whether to keep it, in place of the open question; false when there is nothing to
// keep.
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

package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

// everything is a complete application with what is never asked, too.
func everything() bot.Conversation {
	return have(complete(), map[string]string{"website": "cafesol.mx", "certifications": "Orgánico", "size": "12 personas", "documents": "Constancia"})
}

func TestMyDataShowsEveryAnswer(t *testing.T) {
	clerk := testClerk(t)
	for _, lang := range []string{"es", "en"} {
		c := everything().Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
		out, _ := do(clerk, c, bot.MyData{})
		m := out.Messages[0]
		shown := map[string]string{}
		for _, f := range m.Facts {
			shown[f.Field] = f.Value
			if clerk.form.Field(f.Field).Label[lang] != f.Label || f.Payload != payload("edit", f.Field) {
				t.Errorf("%s: the line of %s is %+v", lang, f.Field, f)
			}
		}
		for id, a := range c.App.Answers {
			if want := showValue(clerk.form.Field(id), a.Value, lang); shown[id] != want {
				t.Errorf("%s: %s is shown as %q, want %q", lang, id, shown[id], want)
			}
		}
		if len(shown) != len(c.App.Answers) || taps(m) != "choose erase" {
			t.Errorf("%s: %d lines for %d answers, buttons %q", lang, len(shown), len(c.App.Answers), taps(m))
		}
	}
}

func TestMyDataTellsFolioStatusAndConsent(t *testing.T) {
	clerk := testClerk(t)
	for _, status := range []bot.Status{bot.SubmittedStatus, bot.TakenStatus, bot.AskedStatus, bot.ApprovedStatus, bot.DeclinedStatus, bot.WithdrawnStatus} {
		for _, lang := range []string{"es", "en"} {
			c := sentForm(status).Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
			c.Consent = bot.Consent{Given: true, Version: "abcd1234", At: noon}
			out, _ := do(clerk, c, bot.MyData{})
			text := out.Messages[0].Text
			date := map[string]string{"es": "25 nov 2026", "en": "25 Nov 2026"}[lang]
			for _, want := range []string{"PAB-0001", clerk.words[lang]["data.status."+string(status)], date, "abcd1234"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s, %s: %q lacks %q", status, lang, text, want)
				}
			}
		}
	}
}

func TestWhoGaveNothingIsToldSo(t *testing.T) {
	clerk := testClerk(t)
	for _, c := range []bot.Conversation{greeted("es"), inForm("business")} {
		out, _ := do(clerk, c, bot.MyData{})
		if m := out.Messages[0]; m.Text != clerk.words["es"]["data.none"]+"\n"+clerk.words["es"]["data.files"] || len(m.Files) != 2 || len(m.Facts) != 0 || taps(m) != "erase" {
			t.Errorf("said %q %q %v", m.Text, taps(m), m.Facts)
		}
	}
}

func TestPrivacyOffersTheDataTheNoticeAndErasing(t *testing.T) {
	clerk := testClerk(t)
	out, _ := do(clerk, inForm("rfc"), bot.Privacy{})
	if m := out.Messages[0]; taps(m) != "data notice erase" || out.Messages[len(out.Messages)-1].Asking != "rfc" {
		t.Errorf("said %q", said(out, bot.Person))
	}
}

func TestErasingNeedsTheOpenOffer(t *testing.T) {
	clerk := testClerk(t)
	for name, cmd := range map[string]bot.Command{"asked": bot.Erase{}, "an old button": bot.Erase{Sure: true}} {
		out, c := do(clerk, everything(), cmd)
		m := only(t, out, bot.Person)
		if out.Erase || len(c.App.Answers) != 15 || c.Offer.Kind != "erase" || taps(m) != "erase! no" {
			t.Errorf("%s: erased %v, %d answers, offer %q, %q", name, out.Erase, len(c.App.Answers), c.Offer.Kind, taps(m))
		}
	}
	asked := everything().Apply(bot.Event{Kind: bot.Offered, Note: "erase"})
	for _, other := range []bot.Command{bot.Help{}, bot.Review{}, bot.Thank{}, bot.Fill{Field: "email", Value: "b@b.mx"}, bot.Human{}} {
		_, c := do(clerk, asked, other)
		if out, _ := do(clerk, c, bot.Erase{Sure: true}); out.Erase {
			t.Errorf("after %s the old offer still erases", bot.KindOf(other))
		}
	}
	if _, c := do(clerk, asked, bot.No{}); c.Offer.Kind != "" || len(c.App.Answers) != 15 {
		t.Errorf("after a no: offer %q, %d answers", c.Offer.Kind, len(c.App.Answers))
	}
	cancelling := everything().Apply(bot.Event{Kind: bot.Offered, Note: "cancel"})
	if out, _ := do(clerk, cancelling, bot.Erase{Sure: true}); out.Erase {
		t.Error("the offer to cancel erases")
	}
}

func TestErasingLeavesNoEventAndGivesAReceipt(t *testing.T) {
	clerk := testClerk(t)
	offer := bot.Event{Kind: bot.Offered, Note: "erase"}
	for name, c := range map[string]bot.Conversation{"new": greeted("en"), "draft": everything(), "sent": sentForm(bot.TakenStatus), "with a person": inForm("rfc").Apply(bot.Event{Kind: bot.HandedOff})} {
		for _, cmd := range []bot.Command{bot.Erase{Sure: true}, bot.Yes{}} {
			out, next := do(clerk, c.Apply(offer), cmd)
			m := only(t, out, bot.Person)
			if !out.Erase || len(out.Events) != 0 || len(out.Later) != 0 || !strings.Contains(m.Text, bot.ReceiptMark) || len(m.Facts)+len(m.Buttons) != 0 {
				t.Errorf("%s: erase %v, events %v, later %v, said %q", name, out.Erase, out.Events, out.Later, m.Text)
			}
			if next.App.Status != "" || len(next.App.Answers) != 0 || next.Consent.Given || next.Lang != "" {
				t.Errorf("%s: what is left is %+v", name, next)
			}
		}
	}
}

func TestStaffLearnThatACandidateErasedAndNothingElse(t *testing.T) {
	clerk := testClerk(t)
	c := sentForm(bot.TakenStatus).Apply(bot.Event{Kind: bot.Offered, Note: "erase"})
	out, _ := do(clerk, c, bot.Yes{})
	m := only(t, out, bot.ForStaff)
	if m.Replaces != "candidate" || m.Application != "PAB-0001" || len(m.Facts)+len(m.Checks)+len(m.Buttons) != 0 {
		t.Errorf("the card is %+v", m)
	}
	for id, a := range c.App.Answers {
		if strings.Contains(said(out, bot.ForStaff)+said(out, bot.Person), a.Value) {
			t.Errorf("what was erased is said again: %s %q", id, a.Value)
		}
	}
}

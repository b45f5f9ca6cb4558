package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

func TestTheReviewShowsEveryLineWithAButtonToChangeIt(t *testing.T) {
	clerk := testClerk(t)
	c := complete().Apply(bot.Event{Kind: bot.FieldCleared, Field: "role"}, bot.Event{Kind: bot.FieldFilled, Field: "rfc", Value: "CSO120304AB1", Note: "digit", Turn: "m3"},
		bot.Event{Kind: bot.FieldFilled, Field: "website", Value: "cafesol.mx"})
	out, next := do(clerk, c, bot.Review{})
	m := only(t, out, bot.Person)
	if next.Asking != bot.AskReview || m.Asking != bot.AskReview || taps(m) != "send choose no" || len(m.Facts) != 12 {
		t.Fatalf("asking %q, %d lines, %q", next.Asking, len(m.Facts), taps(m))
	}
	for _, f := range m.Facts {
		warned := f.Field == "rfc" || f.Field == "role"
		if f.Warn != warned || f.Payload != payload("edit", f.Field) || f.Value == "" {
			t.Errorf("the line is %+v", f)
		}
		if f.Field == "rfc" && (f.From != "m3" || f.Note == "") || f.Field == "role" && f.Value != "pendiente" {
			t.Errorf("the line is %+v", f)
		}
	}
}

func TestWhatIsMissingIsSaidAndNothingIsSent(t *testing.T) {
	clerk := testClerk(t)
	for _, f := range clerk.form.Asked() {
		c := complete().Apply(bot.Event{Kind: bot.FieldCleared, Field: f.ID})
		for _, cmd := range []bot.Command{bot.Submit{}, bot.Yes{}} {
			out, next := do(clerk, c, cmd)
			if sent := next.App.Status == bot.SubmittedStatus; sent == f.Required {
				t.Errorf("without %s, %s sends: %v", f.ID, bot.KindOf(cmd), sent)
			}
			if cmd == (bot.Submit{}) && f.Required && (!strings.Contains(said(out, bot.Person), f.Label["es"]) || len(to(out, bot.ForStaff)) > 0) {
				t.Errorf("without %s: %q, staff %q", f.ID, said(out, bot.Person), said(out, bot.ForStaff))
			}
		}
	}
}

func TestSendingGivesTheFolioAndTheCard(t *testing.T) {
	clerk := testClerk(t)
	for _, cmd := range []bot.Command{bot.Submit{}, bot.Yes{}} {
		out, c := do(clerk, complete(), cmd)
		m := only(t, out, bot.Person)
		if !strings.Contains(m.Text, bot.FolioMark) || m.Application != bot.FolioMark || m.Status != bot.SubmittedStatus || taps(m) != "status choose human" {
			t.Errorf("%s: said %+v", bot.KindOf(cmd), m)
		}
		card := only(t, out, bot.ForStaff)
		if card.Card != bot.CandidateCard || card.Application != bot.FolioMark || len(card.Facts) != 11 || len(card.Checks) == 0 {
			t.Errorf("%s: staff get %+v", bot.KindOf(cmd), card)
		}
		if c.App.Folio != bot.FolioMark || c.App.Submitted.IsZero() || c.Asking != "" {
			t.Errorf("%s: kept %+v", bot.KindOf(cmd), c.App)
		}
		if again, _ := do(clerk, c, cmd); strings.Contains(happenings(again), "submitted") || len(to(again, bot.ForStaff)) > 0 {
			t.Errorf("%s twice: %s", bot.KindOf(cmd), happenings(again))
		}
	}
}

func TestAFolioOutlivesAWithdrawal(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, sentForm(bot.WithdrawnStatus), bot.NewApplication{})
	if c.App.Status != bot.Draft || len(c.App.Answers) != 11 {
		t.Fatalf("taken up again: %+v", c.App)
	}
	out, _ := do(clerk, c, bot.Submit{})
	if e, _ := eventOf(out, bot.Submitted); e.Value != "PAB-0001" {
		t.Errorf("sent again as %q", e.Value)
	}
}

func TestNothingIsSentWhileAnAnswerIsBeingCorrected(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, complete(), bot.Reopen{Field: "email"})
	out, c := do(clerk, c, bot.Submit{})
	if m := only(t, out, bot.Person); c.App.Status != bot.Draft || m.Asking != "email" {
		t.Errorf("status %q, said %q", c.App.Status, m.Text)
	}
}

func TestAChangeAfterSendingIsSeenByStaff(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, sentForm(bot.TakenStatus), bot.Fill{Field: "email", Value: "otra@cafesol.mx", Named: true})
	if e, _ := eventOf(out, bot.Changed); e.Value != "otra@cafesol.mx" || e.Text != "ana@cafesol.mx" {
		t.Errorf("kept %+v", e)
	}
	for _, who := range []bot.Audience{bot.Person, bot.ForStaff} {
		if text := said(out, who); !strings.Contains(text, "otra@cafesol.mx") || !strings.Contains(text, "ana@cafesol.mx") {
			t.Errorf("%s reads %q", who, text)
		}
	}
	if desk(out) != "changed | person | candidate update" || c.App.Status != bot.TakenStatus {
		t.Errorf("%s, status %q", desk(out), c.App.Status)
	}
}

// What was sent stays when the new value is wrong, and no question is opened.
func TestAWrongValueAfterSendingChangesNothing(t *testing.T) {
	clerk := testClerk(t)
	for field, value := range map[string]string{"email": "ana@", "rfc": "CSO12", "phone": "12", "state": "Texas", "category": "cosas", "contact": "4545", "business": "…", "products": "…"} {
		c := sentForm(bot.SubmittedStatus)
		out, next := do(clerk, c, bot.Fill{Field: field, Value: value, Named: true})
		if len(out.Events) != 0 || len(to(out, bot.ForStaff)) != 0 || next.Asking != "" {
			t.Errorf("%s: %s, asking %q, staff %q", field, happenings(out), next.Asking, said(out, bot.ForStaff))
		}
		kept := c.App.Answers[field].Value
		f := clerk.form.Field(field)
		if text := said(out, bot.Person); !strings.Contains(text, showPhone(f, showValue(f, kept, "es"))) {
			t.Errorf("%s: %q does not say what is kept, %q", field, text, kept)
		}
	}
}

func showPhone(f *Field, value string) string {
	if f.Kind == "phone" {
		return spokenPhone(value)
	}
	return value
}

func TestTheSameValueAfterSendingTellsStaffNothing(t *testing.T) {
	clerk := testClerk(t)
	for field, value := range wholeForm {
		c := have(sentForm(bot.SubmittedStatus), map[string]string{field: value})
		out, _ := do(clerk, c, bot.Fill{Field: field, Value: value, Named: true})
		if len(out.Events) != 0 || len(to(out, bot.ForStaff)) != 0 || len(to(out, bot.Person)) != 1 {
			t.Errorf("%s: %s, %q, staff %q", field, happenings(out), said(out, bot.Person), said(out, bot.ForStaff))
		}
	}
}

func TestADoubtAfterSendingWaitsForItsYes(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, sentForm(bot.TakenStatus), bot.Fill{Field: "email", Value: "ana@gmial.com", Named: true})
	if c.Doubt != "ana@gmail.com" || len(to(out, bot.ForStaff)) != 0 || c.App.Answers["email"].Value != "ana@cafesol.mx" {
		t.Fatalf("doubt %q, kept %q", c.Doubt, c.App.Answers["email"].Value)
	}
	_, no := do(clerk, c, bot.No{})
	if no.Doubt != "" || no.App.Answers["email"].Value != "ana@cafesol.mx" {
		t.Errorf("after a no: doubt %q, kept %q", no.Doubt, no.App.Answers["email"].Value)
	}
}

func TestCancellingAsksFirstAndSaysWhatItDoes(t *testing.T) {
	clerk := testClerk(t)
	tests := []struct {
		name       string
		c          bot.Conversation
		asks, does string
		status     bot.Status
	}{
		{"a draft", inForm("rfc"), "cancel! no", "cancelled", bot.NoApplication},
		{"what was sent", sentForm(bot.TakenStatus), "cancel! no", "withdrawn", bot.WithdrawnStatus},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, c := do(clerk, tt.c, bot.Cancel{Sure: true}) // an old button, without its offer
			if got := taps(only(t, out, bot.Person)); got != tt.asks || c.App.Status != tt.c.App.Status || c.Offer.Kind != "cancel" {
				t.Fatalf("asks with %q, status %q", got, c.App.Status)
			}
			out, done := do(clerk, c, bot.Cancel{Sure: true})
			if !strings.Contains(happenings(out), tt.does) || done.App.Status != tt.status {
				t.Errorf("%s, status %q", happenings(out), done.App.Status)
			}
			if _, kept := do(clerk, c, bot.No{}); kept.App.Status != tt.c.App.Status || kept.Offer.Kind != "" {
				t.Errorf("after a no: status %q", kept.App.Status)
			}
		})
	}
	for name, c := range map[string]bot.Conversation{"nothing": greeted("es"), "withdrawn": sentForm(bot.WithdrawnStatus)} {
		if out, next := do(clerk, c, bot.Cancel{}); len(out.Events) != 0 || next.Offer.Kind != "" {
			t.Errorf("%s: %s", name, happenings(out))
		}
	}
}

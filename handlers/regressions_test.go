package handlers

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// sentInEnglish is an application that staff have, in English.
func sentInEnglish() bot.Conversation {
	c := complete().Apply(bot.Event{Kind: bot.Submitted, Value: "PAB-0001"})
	c.Lang = "en"
	return c
}

func says(clerk *Clerk, c bot.Conversation, text string) ([]bot.Command, bot.Outcome, bot.Conversation) {
	turn := bot.Turn{ID: "m9", Actor: bot.Actor{Kind: bot.Owner}, Text: text}
	cmds, _ := clerk.Understand(c, turn)
	out, next := bot.Decide(clerk.Handle, c, turn, cmds, time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC))
	return cmds, out, next
}

func staffHear(out bot.Outcome) string {
	var b strings.Builder
	for _, m := range out.Messages {
		if m.To == bot.ForStaff {
			b.WriteString(m.Text + "\n")
		}
	}
	return b.String()
}

func TestAMistakeThatIsOnlyNamedOverwritesNothing(t *testing.T) {
	clerk := testClerk(t)
	c := complete().Apply(bot.Event{Kind: bot.FieldAsked, Field: "exports"})
	_, _, next := says(clerk, c, "me equivoqué en el rfc")
	if next.Asking != "rfc" || next.App.Answers["products"].Value != "Café" {
		t.Errorf("asking %q, products %q", next.Asking, next.App.Answers["products"].Value)
	}
}

func TestADoubtConfirmedAfterSendingIsAChangeThatStaffSee(t *testing.T) {
	clerk := testClerk(t)
	_, _, c := says(clerk, sentInEnglish(), "my email is ana@gmial.com")
	_, out, next := says(clerk, c, "yes")
	if next.App.Answers["email"].Value != "ana@gmail.com" || !strings.Contains(staffHear(out), "ana@cafesol.mx → ana@gmail.com") {
		t.Errorf("e-mail %q, staff hear %q", next.App.Answers["email"].Value, staffHear(out))
	}
}

func TestStaffReadSpanishWhateverTheOwnerSpeaks(t *testing.T) {
	_, out, _ := says(testClerk(t), sentInEnglish(), "the category is drinks")
	if got := staffHear(out); !strings.Contains(got, "Alimentos → Bebidas") {
		t.Errorf("staff hear %q", got)
	}
}

func TestClearingAnAnswerAfterSendingIsSeenByStaff(t *testing.T) {
	_, out, next := says(testClerk(t), sentInEnglish(), "delete my role")
	if _, ok := next.App.Answers["role"]; ok || !strings.Contains(staffHear(out), "Cargo: Dueña") {
		t.Errorf("answers %v, staff hear %q", next.App.Answers["role"], staffHear(out))
	}
}

func TestAStatementBeforeACommaAndAQuestionIsKept(t *testing.T) {
	tests := []struct{ text, statement, question string }{
		{"mi correo es ana@x.mx, cuanto tarda?", "mi correo es ana@x.mx", "cuanto tarda?"},
		{"si. cuanto tarda?", "si", "cuanto tarda?"},
		{"I am Ana, how much is it?", "I am Ana", "how much is it?"},
		{"y el seguro cuanto cuesta?", "", "y el seguro cuanto cuesta?"},
	}
	for _, tt := range tests {
		if s, q := splitQuestion(tt.text); s != tt.statement || q != tt.question {
			t.Errorf("%q is %q and %q", tt.text, s, q)
		}
	}
}

func TestNobodyIsRemindedAfterANo(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("rfc")
	out, c := bot.Decide(clerk.Handle, c, bot.Turn{ID: "t", Actor: bot.Actor{Kind: bot.Clock}}, []bot.Command{bot.Remind{Key: remindKey}}, time.Date(2026, 11, 25, 18, 0, 0, 0, time.UTC))
	if len(out.Messages) != 1 {
		t.Fatalf("reminded by %v", out.Messages)
	}
	_, out, c = says(clerk, c, "no")
	if len(out.Later) != 1 || !out.Later[0].At.IsZero() || c.Reminded < maxReminders {
		t.Errorf("later %v, reminded %d", out.Later, c.Reminded)
	}
}

func TestAnOverdueReminderWaitsForTheDay(t *testing.T) {
	clerk := testClerk(t)
	night := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) // three in the morning in Mexico City
	out := clerk.Handle(inForm("rfc"), []bot.Command{bot.Remind{Key: remindKey}}, night)
	if len(out.Messages) != 0 || len(out.Later) != 1 || out.Later[0].At.In(clerk.Zone).Hour() != dayBegins {
		t.Errorf("messages %v, later %v", out.Messages, out.Later)
	}
}

func TestAnEditedMessageCorrectsTheNameToo(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("rfc").Apply(bot.Event{Kind: bot.FieldFilled, Field: "contact", Value: "Ana López", Turn: "m2"},
		bot.Event{Kind: bot.FieldFilled, Field: "email", Value: "ana@x.mx", Turn: "m2"})
	turn := bot.Turn{ID: "m9", Edit: "m2", Actor: bot.Actor{Kind: bot.Owner}, Text: "soy Ana Lozano, ana@luna.mx"}
	cmds, _ := clerk.Understand(c, turn)
	_, next := bot.Decide(clerk.Handle, c, turn, cmds, c.LastAt)
	if next.App.Answers["contact"].Value != "Ana Lozano" || next.App.Answers["email"].Value != "ana@luna.mx" {
		t.Errorf("%v", next.App.Answers)
	}
}

func TestOneDoubtIsAskedLast(t *testing.T) {
	clerk := testClerk(t)
	out := clerk.Handle(inForm("rfc"), []bot.Command{bot.Fill{Field: "rfc", Value: "CSO120304AB1"}, bot.Fill{Field: "state", Value: "Puebla", Named: true}}, time.Now())
	last := out.Messages[len(out.Messages)-1]
	if last.Asking != "rfc" || !strings.Contains(last.Text, "CSO120304AB1") {
		t.Errorf("the last message is %q", last.Text)
	}
}

func TestAYesIsToTheNoticeThatWasShown(t *testing.T) {
	clerk := testClerk(t)
	c := bot.Conversation{ID: "chat:a1", Lang: "es", Greeted: true}
	_, _, c = says(clerk, c, "quiero aplicar")
	_, _, c = says(clerk, c, "english")
	_, out, c := says(clerk, c, "yes, I agree")
	if c.Consent.Given || !strings.HasPrefix(out.Messages[len(out.Messages)-1].Text, "For your application") {
		t.Fatalf("consent %v, said %v", c.Consent, out.Messages)
	}
	_, _, c = says(clerk, c, "yes")
	if !c.Consent.Given || c.Consent.Version != clerk.notices["en"] {
		t.Errorf("consent %v, want the version %s", c.Consent, clerk.notices["en"])
	}
}

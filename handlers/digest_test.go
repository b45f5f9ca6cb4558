package handlers

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// The days of rest of 2026 and 2027 are in calendar_test.go.
func TestTheDigestComesOnTheFirstWorkedDayOfAWeek(t *testing.T) {
	clerk := testClerk(t)
	for now, want := range map[string]string{
		"2026-11-20 12:00": "2026-11-23 09:00", // a Friday
		"2026-11-23 08:59": "2026-11-23 09:00", // the Monday itself
		"2026-11-23 09:00": "2026-11-30 09:00",
		"2026-11-14 12:00": "2026-11-17 09:00", // Monday the 16th is the day of the revolution
		"2026-11-16 12:00": "2026-11-17 09:00",
		"2026-11-17 12:00": "2026-11-23 09:00",
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", now, clerk.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := clerk.calendar().monday(at).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s: %s, want %s", now, got, want)
		}
	}
}

func TestTheDigestIsPlannedOnceAndThenPlansItself(t *testing.T) {
	clerk := testClerk(t)
	c := bot.Conversation{ID: bot.DeskConversation}
	out, c := doAt(clerk, c, clockActor, noon, bot.Remind{Key: BeginKey})
	if len(out.Messages) != 0 || len(out.Later) != 1 || out.Later[0].Key != DigestKey || !out.Later[0].At.Equal(c.Digest) {
		t.Fatalf("%+v", out)
	}
	if again, _ := doAt(clerk, c, clockActor, noon.AddDate(0, 0, 9), bot.Remind{Key: BeginKey}); len(again.Later) != 0 {
		t.Errorf("a start moves what is late: %+v", again.Later)
	}
	first := c.Digest
	out, c = doAt(clerk, c, clockActor, first, bot.Remind{Key: DigestKey})
	if len(out.Messages) != 0 || len(out.Later) != 1 || c.Digest.Sub(first) != 7*24*time.Hour {
		t.Errorf("of a week without news: %+v", out)
	}
	if out, _ := do(clerk, greeted("es"), bot.Remind{Key: BeginKey}); len(out.Later) != 0 {
		t.Errorf("a person's conversation plans a digest: %+v", out.Later)
	}
}

func TestTheDigestTellsHowTheWeekWent(t *testing.T) {
	clerk := testClerk(t)
	monday := clerk.calendar().monday(noon)
	o := bot.Overview{Since: monday.AddDate(0, 0, -7), Until: monday, Approved: 27, Target: 100, WaitingTotal: 2, New: 5, Decided: 4, ApprovedIn: 3, DeclinedIn: 1,
		TimeToDecide: 50 * time.Hour, Kept: 9, Broken: 1, Losing: []bot.Loss{{Field: "rfc", Count: 7}, {Field: "email", Count: 1}},
		UnansweredTotal: 3, Unanswered: []bot.Asked{{Words: "¿aceptan **mezcal**?", Count: 3}, {Words: "oye y de 20 pies cuánto cabe", Count: 2}, {Words: "cuanto cabe de 20 pies", Count: 2}}}
	out, _ := doAt(clerk, bot.Conversation{ID: bot.DeskConversation}, clockActor, monday, bot.Tally{Overview: o}, bot.Remind{Key: DigestKey})
	m := only(t, out, bot.ForStaff)
	want := `Resumen de la semana, lun 23 nov al lun 30 nov
Pabellón: 27 de 100 aprobados; 3 en la semana.
Solicitudes nuevas: 5. Decididas: 4 (aprobadas 3, rechazadas 1).
Esperan a que alguien las tome: 2.
De enviada a decidida: 2 días, la de en medio.
Promesas cumplidas a tiempo: 9 de 10.
Donde más gente se queda: RFC (7).
Lo que nadie supo contestar:
• «oye y de 20 pies cuánto cabe» (4)
• «¿aceptan **mezcal**?» (3)`
	if m.Card != bot.DigestCard || bot.Plain(m.Text) != want || m.Picture == nil || !strings.Contains(m.Picture.Alt, "Nuevas: 5") {
		t.Errorf("%q\n%+v", bot.Plain(m.Text), m.Picture)
	}
	out, _ = doAt(clerk, bot.Conversation{ID: bot.DeskConversation}, clockActor, monday, bot.Tally{Overview: bot.Overview{Since: o.Since, Until: monday, New: 1}}, bot.Remind{Key: DigestKey})
	if quiet := bot.Plain(only(t, out, bot.ForStaff).Text); strings.Contains(quiet, "De enviada") || strings.Contains(quiet, "Promesas") || strings.Contains(quiet, "contestar") {
		t.Errorf("of a quiet week: %q", quiet)
	}
}

func TestAQuestionIsRepeatedWithoutWhatTellsWhoseItIs(t *testing.T) {
	clerk := testClerk(t)
	for words, want := range map[string]string{
		"¿cuánto cuesta?":                             "¿cuánto cuesta?",
		"soy Ana@CaféSol.mx ¿ya?":                     "soy [correo] ¿ya?",
		"mi RFC CSO120304AB4 y mi tel 228 123 4567 ?": "mi RFC [RFC] y mi tel [teléfono] ?",
		"áéí a@b.mx":                                  "áéí [correo]",
		"":                                            "",
	} {
		if got := clerk.Discreet(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

package handlers

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

func TestAskingForAPersonIsOneStateWithNoGap(t *testing.T) {
	clerk := testClerk(t)
	for name, c := range map[string]bot.Conversation{"new": greeted("es"), "asked for consent": greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked}),
		"in the form": inForm("rfc"), "at the review": complete(), "sent": sentForm(bot.SubmittedStatus)} {
		out, next := do(clerk, c, bot.Human{})
		if m := only(t, out, bot.Person); next.Speaker != bot.PersonSpeaks || taps(m) != "back" || m.Asking != "" {
			t.Errorf("%s: speaker %q, said %q %q", name, next.Speaker, m.Text, taps(m))
		}
		m := only(t, out, bot.ForStaff)
		if m.Card != bot.HandoffCard || m.Replaces != "handoff" || taps(m) != "act:take act:reply act:resume" || len(m.Facts) != len(c.App.Answers) {
			t.Errorf("%s: staff get %+v", name, m)
		}
		again, still := do(clerk, next, bot.Human{})
		if len(to(again, bot.ForStaff)) != 0 || len(again.Events) != 0 || still.Speaker != bot.PersonSpeaks {
			t.Errorf("%s: asking twice tells staff %q", name, said(again, bot.ForStaff))
		}
	}
}

func TestTheHandOffTellsWhatCouldNotBeAnswered(t *testing.T) {
	clerk := testClerk(t)
	out, _ := do(clerk, greeted("es").Apply(bot.Event{Kind: bot.Unanswered, Text: "¿y la luna?"}), bot.Human{})
	if !strings.Contains(said(out, bot.ForStaff), "¿y la luna?") {
		t.Errorf("staff read %q", said(out, bot.ForStaff))
	}
}

func TestTheChatComesBackFromEitherSideAndBothAreTold(t *testing.T) {
	clerk := testClerk(t)
	for name, c := range map[string]bot.Conversation{"in the form": inForm("rfc"), "new": greeted("es"), "sent": sentForm(bot.TakenStatus)} {
		c = c.Apply(bot.Event{Kind: bot.HandedOff})
		byOwner, a := do(clerk, c, bot.Resume{})
		byStaff, b := doAt(clerk, c, laura, noon, bot.Act{Action: "resume", By: laura})
		for side, out := range map[string]bot.Outcome{"owner": byOwner, "staff": byStaff} {
			if len(to(out, bot.Person)) != 1 || len(to(out, bot.ForStaff)) != 1 {
				t.Errorf("%s, by the %s: the owner reads %q, staff %q", name, side, said(out, bot.Person), said(out, bot.ForStaff))
			}
		}
		if a.Speaker != bot.BotSpeaks || b.Speaker != bot.Returning || a.Asking != c.Asking || b.Asking != c.Asking {
			t.Errorf("%s: %q asks %q, %q asks %q", name, a.Speaker, a.Asking, b.Speaker, b.Asking)
		}
	}
}

func TestComingBackWithoutHavingGoneIsMetKindly(t *testing.T) {
	clerk := testClerk(t)
	for name, c := range map[string]bot.Conversation{"new": greeted("es"), "in the form": inForm("rfc")} {
		out, _ := do(clerk, c, bot.Resume{})
		if len(to(out, bot.Person)) != 1 || len(to(out, bot.ForStaff)) != 0 || strings.Contains(happenings(out), "returned") {
			t.Errorf("%s: %q, staff %q", name, said(out, bot.Person), said(out, bot.ForStaff))
		}
	}
}

func TestWhileAPersonSpeaksTheBotIsSilentAndStaffHear(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("email").Apply(bot.Event{Kind: bot.HandedOff})
	c.LastAt = noon
	for _, text := range []string{"hola", "ana@cafesol.mx", "¿cuánto cuesta?", "sí", "no", "quiero aplicar", "gracias", "CSO120304AB4", "cancelar"} {
		out, next := do(clerk, c, read(clerk, c, text)...)
		if len(to(out, bot.Person)) != 0 || len(next.App.Answers) != 0 || next.Speaker != bot.PersonSpeaks {
			t.Errorf("%q: the bot says %q", text, said(out, bot.Person))
		}
		if !strings.Contains(said(out, bot.ForStaff), text) {
			t.Errorf("%q: staff hear %q", text, said(out, bot.ForStaff))
		}
	}
}

func TestTheRightsOverOnesDataStayWhileAPersonSpeaks(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("email").Apply(bot.Event{Kind: bot.HandedOff})
	for text, want := range map[string]string{"mis datos": "my_data", "borrar": "erase", "qué saben de mí": "privacy", "aviso de privacidad": "notice",
		"volver": "resume", "/borrar": "erase", "/misdatos": "my_data", "/asistente": "resume", "/aplicar": "human", "/costos": "human", "borra mis datos por favor": "erase"} {
		cmds := read(clerk, c, text)
		if len(cmds) != 1 || bot.KindOf(cmds[0]) != want {
			t.Errorf("%q is %v, want %s", text, cmds, want)
		}
	}
}

func TestWhoWaitsForAPersonIsToldOnceInAWhile(t *testing.T) {
	clerk := testClerk(t)
	held := bot.Actor{Kind: bot.Staff, ID: "U1", Name: "Laura"}
	tests := []struct {
		name   string
		silent time.Duration
		holder bot.Actor
		want   int
	}{
		{"a moment later", time.Minute, bot.Actor{}, 0},
		{"just ten minutes", 10 * time.Minute, bot.Actor{}, 0},
		{"longer", 10*time.Minute + time.Second, bot.Actor{}, 1},
		{"longer, and somebody has taken it", time.Hour, held, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := greeted("es").Apply(bot.Event{Kind: bot.HandedOff})
			c.LastAt, c.Holder = noon.Add(-tt.silent), tt.holder
			out, _ := do(clerk, c, bot.Overheard{Text: "¿siguen ahí?"})
			if got := len(to(out, bot.Person)); got != tt.want || len(to(out, bot.ForStaff)) != 1 {
				t.Errorf("the owner gets %d messages, staff %q", got, said(out, bot.ForStaff))
			}
		})
	}
}

func TestAnAnswerToStaffIsPassedOnAndMovesTheCandidate(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, sentForm(bot.AskedStatus), bot.Overheard{Text: strings.Repeat("ñ ", 900)})
	if c.App.Status != bot.TakenStatus || desk(out) != "said promised | person | candidate update" {
		t.Errorf("status %q, %s", c.App.Status, desk(out))
	}
	if e, _ := eventOf(out, bot.Said); len([]rune(e.Text)) > 1000 {
		t.Errorf("kept %d characters", len([]rune(e.Text)))
	}
}

func TestDatesAreWrittenAsPeopleReadThem(t *testing.T) {
	clerk := testClerk(t)
	late := time.Date(2026, 12, 1, 3, 0, 0, 0, time.UTC) // still November in Mexico City
	for lang, want := range map[string]string{"es": "30 nov 2026", "en": "30 Nov 2026", "": "30 nov 2026"} {
		if got := (&turn{Clerk: clerk, c: bot.Conversation{Lang: lang}}).date(late); got != want {
			t.Errorf("%q: %q, want %q", lang, got, want)
		}
	}
}

func TestStaffKnowThePersonByTheBestNameThereIs(t *testing.T) {
	clerk := testClerk(t)
	c := greeted("en")
	for _, step := range []struct{ field, value, want string }{{"", "", "Alguien sin solicitud"}, {"business", "Café Sol", "Café Sol"}, {"contact", "Ana López", "Ana López"}} {
		if step.field != "" {
			c = have(c, map[string]string{step.field: step.value})
		}
		if got := (&turn{Clerk: clerk, c: c}).who(); got != step.want {
			t.Errorf("got %q, want %q", got, step.want)
		}
	}
}

package handlers

import (
	"testing"
	"time"

	"pabellon/bot"
)

func snoozeOf(clerk *Clerk, c bot.Conversation, text string) (bot.Snooze, bool) {
	for _, cmd := range read(clerk, c, text) {
		if s, ok := cmd.(bot.Snooze); ok {
			return s, true
		}
	}
	return bot.Snooze{}, false
}

// noon is Wednesday 25 November 2026, 12:00 in Mexico City.
func TestRemindersAreAskedForInManyWords(t *testing.T) {
	clerk := testClerk(t)
	for text, want := range map[string]string{
		"avísame mañana":                        "2026-11-26 12:00",
		"recuérdame mañana en la mañana":        "2026-11-26 09:00",
		"me avisas pasado mañana porfa":         "2026-11-27 12:00",
		"avísame en una semana":                 "2026-12-02 12:00",
		"recuérdame dentro de 3 días":           "2026-11-28 12:00",
		"recuerdame el lunes":                   "2026-11-30 12:00",
		"me lo recuerdas el viernes a las 5":    "2026-11-27 17:00",
		"escríbeme el miércoles":                "2026-12-02 12:00",
		"oye recuérdamelo la próxima semana":    "2026-12-02 12:00",
		"búscame el 3 de diciembre a las 11 am": "2026-12-03 11:00",
		"avísame el 1":                          "2026-12-01 12:00",
		"avisame en quince dias":                "2026-12-10 12:00",
		"recuérdame en nueve días":              "2026-12-04 12:00",
		"remind me in twelve days":              "2026-12-07 12:00",
		"recuérdame en millones semanas":        "2027-02-23 12:00",
		"recuérdame en un mes":                  "2026-12-25 12:00",
		"recuérdame hoy en la tarde":            "2026-11-25 16:00",
		"avísame en 2 horas":                    "2026-11-25 14:00",
		"recuérdame":                            "2026-11-26 12:00",
		"recuérdame en 99 semanas":              "2027-02-23 12:00",
		"remind me tomorrow":                    "2026-11-26 12:00",
		"can you remind me on Friday at 4 pm":   "2026-11-27 16:00",
		"remind me in two weeks please":         "2026-12-09 12:00",
		"let me know next week":                 "2026-12-02 12:00",
		"text me on the 3 december":             "2026-12-03 12:00",
	} {
		s, ok := snoozeOf(clerk, inForm("rfc"), text)
		if !ok || s.Never || !s.At.Equal(timeIn(t, clerk.Zone, want)) {
			t.Errorf("%q: %v at %s, want %s", text, ok, s.At.In(clerk.Zone), want)
		}
	}
}

func TestNoRemindersIsSaidInManyWords(t *testing.T) {
	clerk := testClerk(t)
	for _, text := range []string{"ya no me escribas", "no me recuerdes", "por favor ya no me escriban", "no me vuelvas a escribir", "deja de mandarme mensajes", "dejen de molestarme",
		"ya no me mandes recordatorios", "no quiero recordatorios", "no quiero que me escriban", "no me molestes", "don't remind me", "stop messaging me", "do not write to me again", "no more reminders please"} {
		if s, ok := snoozeOf(clerk, inForm("rfc"), text); !ok || !s.Never {
			t.Errorf("%q: %+v", text, s)
		}
	}
}

func TestWhatOnlySoundsLikeAReminderIsNone(t *testing.T) {
	clerk := testClerk(t)
	for _, text := range []string{"avísame cuando contesten", "me avisas si falta algo", "¿qué día me avisan?", "mañana te lo paso", "el lunes", "en una semana", "no me escribieron nunca",
		"no me acuerdo", "no recuerdo mi rfc", "luego", "mañana", "Buscame SA de CV", "¿para avisarme por correo?", "no tengo contacto", "llámame mañana"} {
		if s, ok := snoozeOf(clerk, inForm("rfc"), text); ok {
			t.Errorf("%q: %+v", text, s)
		}
	}
}

func TestAfterAReminderATimeAloneIsEnough(t *testing.T) {
	clerk := testClerk(t)
	_, c := doAt(clerk, inForm("rfc"), clockActor, noon, bot.Remind{Key: remindKey})
	for text, want := range map[string]string{"mañana": "2026-11-26 12:00", "mejor el lunes": "2026-11-30 12:00", "en una semana": "2026-12-02 12:00", "tomorrow": "2026-11-26 12:00"} {
		if s, ok := snoozeOf(clerk, c, text); !ok || !s.At.Equal(timeIn(t, clerk.Zone, want)) {
			t.Errorf("%q: %v, %s", text, ok, s.At)
		}
	}
	for _, text := range []string{"luego", "otro día", "no puedo", "ahorita no", "not now"} {
		s, ok := snoozeOf(clerk, c, text)
		cmds := read(clerk, c, text)
		if _, no := cmds[0].(bot.No); !no && (!ok || !s.Never) {
			t.Errorf("%q: %v", text, cmds)
		}
	}
}

func TestAWishedReminderStandsWhateverIsSaidBefore(t *testing.T) {
	clerk := testClerk(t)
	at := noon.Add(5 * 24 * time.Hour)
	_, c := do(clerk, inForm("rfc"), bot.Snooze{At: at})
	out, _ := do(clerk, c, bot.Help{})
	if got, _ := timer(out); !got.Equal(at) {
		t.Errorf("reminded at %s, want %s", got, at)
	}
}

func TestAReminderIsNeverWishedForTheNight(t *testing.T) {
	clerk := testClerk(t)
	out, _ := do(clerk, inForm("rfc"), bot.Snooze{At: timeIn(t, clerk.Zone, "2026-11-26 02:00")})
	if got, _ := timer(out); !got.Equal(timeIn(t, clerk.Zone, "2026-11-26 09:00")) {
		t.Errorf("reminded at %s", got)
	}
}

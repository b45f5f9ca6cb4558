package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pabellon/bot/slack/slacktest"
	"pabellon/bot/telegram/telegramtest"
)

// asks puts a question to the team that the bot cannot answer.
func (b *bureau) asks(id int64, lang, question string) *handset {
	b.Helper()
	yes := map[string]string{"es": "Preguntar al equipo", "en": "Ask the team"}[lang]
	h := b.person(telegramtest.Profile{ID: id, First: fmt.Sprint("Persona ", id), Lang: lang})
	h.after("", func() { h.Start("") })
	var said telegramtest.Shown
	if lang == "en" {
		said = h.says(question, "I don't know")
	} else {
		said = h.says(question, "Eso no lo sé")
	}
	h.presses(said, yes, "")
	return h
}

// passes moves the clock on, by the page.
func (b *bureau) passes(days int) {
	b.Helper()
	for range days {
		if code, body := post(b.T, b.address()+"/playground/api/clock", `{"days":1}`); code != http.StatusOK {
			b.Fatalf("%d %s", code, body)
		}
	}
}

// zoneAt is a time zone in which it is that hour now, and where it stays so all year.
func zoneAt(hour int) string {
	switch east := hour - time.Now().UTC().Hour(); {
	case east > 0:
		return fmt.Sprintf("Etc/GMT-%d", east) // the names count the other way
	case east < 0:
		return fmt.Sprintf("Etc/GMT+%d", -east)
	}
	return "Etc/GMT"
}

// openOnATuesday opens a bureau on a morning that has nine days without a holiday before it
// (the law has none in August), so that what staff see does not hang on the day of the test.
func openOnATuesday(t *testing.T, socket bool) *bureau {
	t.Helper()
	name := zoneAt(11)
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	b := openBureauWith(t, socket, []string{"TIME_ZONE=" + name})
	days, day := 0, time.Now().In(zone)
	for ; day.Month() != time.August || day.Day() > 21 || day.Weekday() != time.Tuesday; day = day.AddDate(0, 0, 1) {
		days++
	}
	for ; days > 0; days -= 31 {
		if code, body := post(t, b.address()+"/playground/api/clock", fmt.Sprintf(`{"days":%d}`, min(days, 31))); code != http.StatusOK {
			t.Fatalf("%d %s", code, body)
		}
	}
	return b
}

// TestAQuestionOfManyIsAnsweredOnceForEach: three ask the same in their words and one asks
// something else; one card, one answer.
func TestAQuestionOfManyIsAnsweredOnceForEach(t *testing.T) {
	bureaus(t, func(b *bureau) {
		one := b.asks(101, "es", "cuanto cabe en un contenedor de 20 pies")
		b.reads("Lo pregunta: Alguien sin solicitud")
		two := b.asks(102, "es", "¿Cuánto cabe en un contenedor de 20 pies?")
		card := b.reads("lo preguntan 2 personas")
		three := b.asks(103, "es", "oye y en un contenedor de 20 pies cuanto cabe")
		other := b.asks(104, "es", "cuanto cabe en un contenedor de 40 pies")
		b.reads("lo preguntan 3 personas")
		b.reads("40 pies")
		if n := strings.Count(b.channel(), "Sin respuesta"); n != 2 {
			b.Errorf("%d cards:\n%s", n, b.channel())
		}
		for _, h := range []*handset{one, two, three, other} {
			h.marks()
		}
		b.acts(b.slack.Channel(staffRoom).Message(card.TS), "Responder a los 3", "Caben 10 tarimas estándar.")
		b.agrees("Caben 10 tarimas estándar.")
		for _, h := range []*handset{one, two, three} {
			h.sees("Laura Mora del equipo: Caben 10 tarimas estándar.")
		}
		b.reads("Pregunta atendida")
		if line := b.reads("Laura Mora escribió al candidato"); line.Thread != card.TS {
			b.Errorf("the answer is not in the thread of the question: %+v", line)
		}
		if err := b.slack.Until(b.ctx, "the buttons are gone", func() bool {
			return len(b.slack.Channel(staffRoom).Message(card.TS).Labels()) == 0
		}); err != nil {
			b.Errorf("%v: %q", err, b.slack.Channel(staffRoom).Message(card.TS).Labels())
		}
		for _, h := range []*handset{one, two, three} {
			if n := strings.Count(h.transcript(), "Caben 10 tarimas"); n != 1 {
				b.Errorf("answered %d times:\n%s", n, h.transcript())
			}
		}
		if strings.Contains(other.transcript(), "Caben 10") {
			b.Errorf("who asked something else is answered:\n%s", other.transcript())
		}
		b.tidy()
	})
}

// TestWhoIsErasedGoesFromTheCardOfTheOthers: two ask the same; one erases everything.
func TestWhoIsErasedGoesFromTheCardOfTheOthers(t *testing.T) {
	bureaus(t, func(b *bureau) {
		b.asks(101, "es", "cuanto cabe en un contenedor de 20 pies")
		b.reads("Lo pregunta: Alguien sin solicitud")
		two := b.asks(102, "es", "oye y en un contenedor de 20 pies cuanto cabe")
		card := b.reads("lo preguntan 2 personas")
		if !strings.Contains(card.Words(), "oye y en") {
			b.Errorf("their words are not there: %q", card.Words())
		}
		sure := two.says("/borrar", "¿")
		two.presses(sure, "Sí, borrar todo", "B-")
		if err := b.slack.Until(b.ctx, "the card is without them", func() bool {
			words := b.slack.Channel(staffRoom).Message(card.TS).Words()
			return strings.Contains(words, "Lo pregunta: Alguien") && !strings.Contains(words, "oye y en")
		}); err != nil {
			b.Errorf("%v:\n%s", err, b.channel())
		}
		b.tidy()
	})
}

// TestWhoStillWaitsStaysOnTheCard: two ask the same, and one of them alone is answered, by
// somebody who began to write when there was one. The other one's question stays.
func TestWhoStillWaitsStaysOnTheCard(t *testing.T) {
	bureaus(t, func(b *bureau) {
		one := b.asks(101, "es", "cuanto cabe en un contenedor de 20 pies")
		card := b.reads("Lo pregunta: Alguien sin solicitud")
		if err := b.laura.Click(staffRoom, card.TS, "Responder"); err != nil {
			b.Fatal(err)
		}
		b.modal("it opens", func(v *slacktest.View) bool { return v != nil && v.CallbackID == "act.write" })
		two := b.asks(102, "es", "oye y en un contenedor de 20 pies cuanto cabe")
		b.reads("lo preguntan 2 personas")
		one.marks()
		two.marks()
		if err := b.laura.Submit(map[string]any{"text": "Caben 10 tarimas."}); err != nil {
			b.Fatal(err)
		}
		b.agrees("Caben 10 tarimas.")
		one.sees("Caben 10 tarimas.")
		if err := b.slack.Until(b.ctx, "the answer is told, and the card is of the other", func() bool {
			m := b.slack.Channel(staffRoom).Message(card.TS)
			return strings.Contains(b.channel(), "Laura Mora escribió") && strings.Contains(m.Words(), "Lo pregunta: Alguien") && strings.Contains(m.Words(), "oye y en")
		}); err != nil {
			b.Errorf("%v:\n%s", err, b.channel())
		}
		b.acts(b.slack.Channel(staffRoom).Message(card.TS), "Responder", "También 10.")
		b.agrees("También 10.")
		two.sees("También 10.")
		b.reads("Pregunta atendida")
		if n := strings.Count(b.channel(), "Sin respuesta"); n != 0 || strings.Contains(one.transcript(), "También 10") {
			b.Errorf("%d cards stay open:\n%s", n, b.channel())
		}
		b.tidy()
	})
}

// TestTheDayHasOneReminder: nobody answers two people; the channel hears of both in one
// message, until somebody says that they have seen it.
func TestTheDayHasOneReminder(t *testing.T) {
	bureausWith(t, openOnATuesday, func(b *bureau) {
		b.asks(101, "es", "cuanto cabe en un contenedor de 20 pies")
		b.asks(102, "es", "cuanto cabe en un contenedor de 40 pies")
		b.passes(4)
		card := b.reads("2 personas esperan respuesta y el plazo pasó")
		if n := strings.Count(b.channel(), "2 personas esperan respuesta"); n < 1 || n > 4 {
			b.Errorf("%d reminders in four days:\n%s", n, b.channel())
		}
		newest := card
		for _, m := range b.slack.Channel(staffRoom).Messages() {
			if strings.Contains(m.Words(), "2 personas esperan") {
				newest = m
			}
		}
		b.acts(newest, "Ya lo vi", "")
		b.reads("El equipo ya está enterado.")
		before := len(b.slack.Channel(staffRoom).Messages())
		b.passes(1)
		for _, m := range b.slack.Channel(staffRoom).Messages()[before:] {
			if strings.Contains(m.Words(), "el plazo pasó") && !strings.Contains(m.Words(), "Nuevo plazo") {
				b.Errorf("reminded of what was seen: %q", m.Words())
			}
		}
		b.tidy()
	})
}

// TestWhoHasACandidateIsRemindedFirstAndTheWeekIsTold: Laura takes an application and
// leaves it. She is told alone on the first day, the channel on the next; on Monday comes
// the digest.
func TestWhoHasACandidateIsRemindedFirstAndTheWeekIsTold(t *testing.T) {
	bureausWith(t, openOnATuesday, func(b *bureau) {
		ana := b.ana()
		ana.submits("Café tostado")
		b.acts(b.reads("Nuevo candidato · PAB-0001"), "Tomar", "")
		b.reads("Laura Mora tomó el caso.")
		late := func(channel string) (n int) {
			for _, m := range b.slack.Channel(channel).Messages() {
				if strings.Contains(m.Words(), "Ana López espera respuesta y el plazo pasó") {
					n++
				}
			}
			return n
		}
		for day := 0; late(b.laura.DM()) == 0 && day < 12; day++ { // three business days, and what lies between
			b.passes(1)
			if n := late(staffRoom); n > 0 && late(b.laura.DM()) == 0 {
				b.Fatalf("the channel is told %d times before Laura:\n%s", n, b.channel())
			}
		}
		if n := late(b.laura.DM()); n != 1 {
			b.Fatalf("Laura is told %d times", n)
		}
		b.passes(4)
		if late(staffRoom) == 0 {
			b.Errorf("the channel is never told:\n%s", b.channel())
		}
		b.passes(4)
		digest := b.reads("Resumen de la semana")
		if !strings.Contains(digest.Words(), "24 de 100 aprobados") || digest.Thread != "" {
			b.Errorf("the digest:\n%s", digest.Words())
		}
		b.tidy()
	})
}

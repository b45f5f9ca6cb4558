package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot/slack/slacktest"
	"pabellon/bot/telegram/telegramtest"
)

// rfcOf is the RFC of a company, with the digit that its letters ask for (Anexo 1 of the
// SAT's rules: values by place in the alphabet, weights from 13 down, modulo 11).
func rfcOf(n int) string {
	const alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
	body := fmt.Sprintf("C%c%c%02d0304AB", 'A'+n/26, 'A'+n%26, n%20)
	sum := 0
	for i, c := range " " + body {
		sum += strings.IndexRune(alphabet, c) * (13 - i)
	}
	return body + string("0A987654321"[sum%11])
}

// applyTogether has so many people apply in Telegram side by side, up to what the last
// step sends.
func (b *bureau) applyTogether(many int) (people []*handset) {
	b.Helper()
	for n := range many {
		people = append(people, b.person(telegramtest.Profile{ID: int64(500 + n), First: fmt.Sprint("P", n), Lang: "es"}))
	}
	step := func(words string, do func(h *handset, n int)) {
		for n, h := range people {
			h.marks()
			do(h, n)
		}
		for _, h := range people {
			h.sees(words)
		}
	}
	step("¿Por dónde empezamos?", func(h *handset, _ int) { h.Start("") })
	step("¿Aceptas?", func(h *handset, _ int) { h.Write("quiero aplicar") })
	step("¿Cómo se llama tu negocio?", presses("Sí, acepto"))
	own := map[int]func(n int) string{0: func(n int) string { return fmt.Sprintf("Telares %c%cltzin", "BCDFGLMNPR"[n%10], "aeiou"[n/10]) }, 1: rfcOf,
		4: func(n int) string { return fmt.Sprintf("p%d@correo%d.mx", n, n) }, 5: func(n int) string { return fmt.Sprintf("22812345%02d", n) }}
	for i, s := range coffee {
		step(s[1], func(h *handset, n int) {
			text := s[0]
			if of := own[i]; of != nil {
				text = of(n)
			}
			h.Write(text)
		})
	}
	step("quedó enviada", func(h *handset, _ int) { h.Write("sí") })
	return people
}

// Forty apply at the same time. Slack bears a card a second in the team's channel; who
// writes to the bot in a chat of their own does not wait for that.
func TestFortyCandidatesAtOnceKeepSlacksPace(t *testing.T) {
	t.Parallel()
	const many = 40
	b := openBureau(t, true, func(o *slacktest.Options) { o.Flood = true })
	var colleagues []*colleague
	for n := range 10 {
		c := b.colleague(fmt.Sprint("U0C", n), fmt.Sprint("C", n))
		c.says("hola", "Soy un programa")
		colleagues = append(colleagues, c)
	}
	b.applyTogether(many)
	cards := func() int { return strings.Count(b.channel(), "Nuevo candidato · PAB-") }
	if n := cards(); n > many/2 {
		t.Fatalf("%d cards already: nothing waits, and this test proves nothing", n)
	}
	var took []time.Duration
	began := time.Now()
	for n := 0; cards() < many; n++ {
		at := time.Now()
		colleagues[n%len(colleagues)].says("cuánto cuesta la membresía", "Fuente")
		took = append(took, time.Since(at))
		if b.ctx.Err() != nil {
			t.Fatalf("only %d cards", cards())
		}
		time.Sleep(max(0, 400*time.Millisecond-time.Since(at))) // a person in four seconds: people do not type faster
	}
	slices.Sort(took)
	p95 := took[len(took)*95/100]
	t.Logf("%d cards after %v; %d answers meanwhile: p50 %v, p95 %v, max %v", many, time.Since(began), len(took), took[len(took)/2], p95, took[len(took)-1])
	if p95 > time.Second {
		t.Errorf("an answer takes %v", p95)
	}
	if early := b.slack.Impatient(); len(early) > 0 {
		t.Errorf("%d calls came too early", len(early))
	}
	b.tidy()
}

package handlers

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// things that people, staff and the clock do, for random walks.
var ownerSays = strings.Split(`hola|/start|quiero aplicar|si|no|si acepto|ahora no|Café Sol|CSO120304AB4|CSO120304AB1|XAXX010101000|Ana López|dueña|ana@cafesol.mx|ana arroba|228 123 4567|12|Veracruz|Springfield|salsas|café tostado|nunca|500 kg al mes|no lo tengo|luego|retirar mi solicitud|¿para qué lo quieren?|cancelar|¿quién lo ve?|¿cuánto cuesta la membresía?|que opinas de la luna|me equivoqué en el rfc|no, el correo es otra@cafesol.mx|borra el teléfono|cambiar|estado|cancelar|enviar|revisar|gracias|ayuda|humano|asistente|mis datos|borrar|english|español|esto no sirve|🙂|👍|???|/costos|me conviene?|20 cajas de 60x40x40 de 12 kg|5 mil dólares|a china|800|no se|ya no, dejalo|/idioma en|Soy Ana López de Café Sol en Veracruz, mi correo es ana@cafesol.mx`, "|")

var staffDoes = []string{"take", "approve", "decline", "ask", "reply", "note", "resume", "dance"}

func TestWhateverHappensTheRulesHold(t *testing.T) {
	clerk := testClerk(t)
	walks := 400
	if testing.Short() {
		walks = 50
	}
	seen := map[bot.Status]int{}
	for seed := range uint64(walks) {
		walk(t, clerk, seed, seen)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("turns by status: %v", seen)
	for _, s := range []bot.Status{bot.NoApplication, bot.Draft, bot.SubmittedStatus, bot.TakenStatus, bot.AskedStatus, bot.ApprovedStatus, bot.DeclinedStatus, bot.WithdrawnStatus} {
		if seen[s] == 0 {
			t.Errorf("no walk came to status %q: the walks prove less than they should", s)
		}
	}
}

// walk does sixty random things and checks after each what must always be true.
func walk(t *testing.T, clerk *Clerk, seed uint64, seen map[bot.Status]int) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	c := bot.Conversation{ID: "chat:a1"}
	if seed%2 == 1 {
		c = complete() // half of the walks begin where everything is answered
	}
	now := time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC)
	var payloads []string
	for range 60 {
		now = now.Add(time.Duration(random.IntN(120)) * time.Minute)
		turn := bot.Turn{Channel: "chat", ID: "m", Conversation: c.ID, At: now}
		switch n := random.IntN(10); {
		case n < 6 || n == 6 && len(payloads) == 0:
			turn.Actor, turn.Text = bot.Actor{Kind: bot.Owner}, ownerSays[random.IntN(len(ownerSays))]
		case n < 8 && len(payloads) > 0:
			turn.Actor, turn.Button = bot.Actor{Kind: bot.Owner}, payloads[random.IntN(len(payloads))]
		case n == 8:
			turn.Actor, turn.Action = bot.Actor{Kind: bot.Staff, ID: "U1", Name: "Laura"}, staffDoes[random.IntN(len(staffDoes))]
			turn.Text = []string{"", "Hola, ¿nos mandas tu constancia?"}[random.IntN(2)]
		default:
			turn.Actor, turn.Due = bot.Actor{Kind: bot.Clock}, remindKey
		}
		cmds, _ := clerk.Understand(c, turn)
		out, next := bot.Decide(clerk.Handle, c, turn, cmds, now)
		check(t, c, next, turn, out)
		for _, m := range out.Messages {
			for _, b := range m.Buttons {
				if m.To == bot.Person {
					payloads = append(payloads, b.Payload)
				}
			}
		}
		if next.App.Folio == bot.FolioMark {
			next.App.Folio = "PAB-0001"
		}
		c = next
		seen[c.App.Status]++
	}
}

// complete is a conversation at the review, with every required answer.
func complete() bot.Conversation {
	c := inForm("")
	for field, value := range map[string]string{"business": "Café Sol", "rfc": "CSO120304AB4", "contact": "Ana López", "email": "ana@cafesol.mx",
		"phone": "+522281234567", "state": "Veracruz", "category": "food", "products": "Café", "exports": "Nunca", "role": "Dueña", "capacity": "500 kg"} {
		c = c.Apply(bot.Event{Kind: bot.FieldFilled, Field: field, Value: value})
	}
	return c.Apply(bot.Event{Kind: bot.ReviewShown})
}

func check(t *testing.T, before, after bot.Conversation, turn bot.Turn, out bot.Outcome) {
	t.Helper()
	fail := func(what string) {
		t.Errorf("%s, after %q %q %q of %s (asking %q, status %q, speaker %q)", what, turn.Text, turn.Button, turn.Action,
			turn.Actor.Kind, before.Asking, before.App.Status, before.Speaker)
	}
	checkMessages(t, out.Messages)
	toPerson := 0
	for _, m := range out.Messages {
		if m.To == bot.Person {
			toPerson++
		}
		if strings.Count(bot.Plain(m.Text), "?") > 2 && m.Sources == nil && m.To == bot.Person && !strings.Contains(m.Text, "«") {
			fail("a message asks too much: " + m.Text)
		}
		if strings.ContainsAny(m.Text, "{}") {
			fail("a name was not filled in: " + m.Text)
		}
	}
	for _, e := range out.Events {
		if e.Kind == bot.FieldFilled && !before.Consent.Given && !consented(out) {
			fail("a field is kept before consent")
		}
	}
	switch {
	case turn.Actor.Kind == bot.Owner && before.Speaker == bot.BotSpeaks && toPerson == 0:
		fail("the owner is met with silence")
	case turn.Actor.Kind == bot.Owner && before.Speaker == bot.PersonSpeaks && len(out.Messages) == 0:
		fail("nobody hears the owner")
	case turn.Actor.Kind == bot.Staff && len(out.Messages) == 0:
		fail("staff are met with silence")
	case turn.Actor.Kind == bot.Clock && before.Speaker == bot.PersonSpeaks && toPerson > 0:
		fail("the clock speaks while a person does")
	case after.App.Status == bot.SubmittedStatus && before.App.Status == bot.Draft && len(after.App.Answers) < 9:
		fail("an application is sent without its required answers")
	case turn.Action == "note" && toPerson > 0:
		fail("a note reaches the owner")
	}
	if after.Speaker == bot.BotSpeaks && after.App.Status == bot.Draft && after.Asking == "" && after.Estimate.Asking == "" && after.Offer.Kind == "" && before.Asking != "" && !out.Erase && turn.Actor.Kind == bot.Owner && after.Consent.Given {
		fail("the open question got lost")
	}
}

func consented(out bot.Outcome) bool {
	for _, e := range out.Events {
		if e.Kind == bot.Consented {
			return true
		}
	}
	return false
}

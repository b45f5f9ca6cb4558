package slack_test

import (
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/slack/slacktest"
)

var deskMore = []bot.Button{{Label: "Asignar…", Payload: "1:act:assign"}}

func TestATemplateFillsTheTextAndStaysEditable(t *testing.T) {
	for lang, text := range map[string]string{"es": "Nos falta tu constancia.", "en": "We miss your certificate."} {
		d := acts(t)
		d.backend.card.Lang = lang
		must(t, d.laura.Click(deskID, d.posted(), "Pedir información"))
		v := d.modal("Café Sol")
		if told := strings.Contains(v.Words(), "Lee en inglés."); told != (lang == "en") {
			t.Errorf("%s: it is told: %v", lang, told)
		}
		must(t, d.laura.Fill(map[string]any{"text": "algo escrito"}))
		must(t, d.laura.ClickModal("Usar una plantilla", "Falta la constancia"))
		d.modal(text)
		must(t, d.laura.Submit(nil))
		d.modal("Así lo va a leer.", text)
		must(t, d.laura.Submit(nil))
		d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
		if got := d.backend.all()[0]; got.Text != text || got.Action != "ask" {
			t.Errorf("%+v", got)
		}
		d.clean()
	}
}

func TestAnotherTemplateTakesThePlaceOfTheFirst(t *testing.T) {
	d := acts(t)
	d.backend.card.Lang = "en"
	must(t, d.laura.Click(deskID, d.posted(), "Pedir información"))
	d.modal("Café Sol")
	must(t, d.laura.ClickModal("Usar una plantilla", "Falta la constancia"))
	d.modal("We miss your certificate.")
	must(t, d.laura.ClickModal("Usar una plantilla", "Fotos"))
	d.modal("¿Nos mandas fotos?") // there is none in English
	must(t, d.laura.Submit(map[string]any{"text.2": " "}))
	d.until("what is missing is told", func() bool { v := d.fake.Modal("U0LAURA"); return v != nil && v.Errors["text.2"] != "" })
	must(t, d.laura.Submit(map[string]any{"text.2": "¿Y el acta?"}))
	d.modal("Así lo va a leer.", "¿Y el acta?")
	d.clean()
}

func TestACaseIsGivenToAColleague(t *testing.T) {
	d := acts(t)
	beto := d.fake.Person(slacktest.Profile{ID: "U0BETO", Name: "Beto"})
	d.fake.Join(deskID, "U0BETO")
	ts := d.posted()
	must(t, d.laura.Click(deskID, ts, "more", "Asignar…"))
	d.modal("Café Sol", "¿A quién?")
	must(t, d.laura.Submit(map[string]any{"who": "U0ANA", "text": "la conoce"}))
	d.until("only the team is given one", func() bool { v := d.fake.Modal("U0LAURA"); return v != nil && v.Errors["who"] == "No es del equipo." })
	must(t, d.laura.Submit(map[string]any{"who": "U0BETO", "text": "la conoce"}))
	d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
	got := d.backend.all()[0]
	if got.Action != "assign" || got.Text != "la conoce" || got.Assignee == nil || *got.Assignee != (bot.Actor{Kind: bot.Staff, ID: "U0BETO", Name: "Beto"}) || got.Actor.ID != "U0LAURA" {
		t.Errorf("%+v for %+v", got, got.Assignee)
	}
	receipt := d.send(bot.Message{To: bot.ForStaff, Member: "U0BETO", Text: "Laura te asignó PAB-0001.", Application: "PAB-0001"}, "", "")
	_, at, _ := strings.Cut(receipt, " ")
	if m := d.fake.Channel(beto.DM()).Message(at); m.Words() == "" || !strings.HasPrefix(receipt, beto.DM()+" ") {
		t.Fatalf("it stands at %q", receipt)
	}
	must(t, beto.Click(beto.DM(), at, "Ver todo"))
	d.until("Beto sees all", func() bool {
		v := d.fake.Modal("U0BETO")
		return v != nil && strings.Contains(v.Words(), "CSO120304AB1")
	})
	d.clean()
}

func TestEyesOnACardTakeIt(t *testing.T) {
	for name, c := range map[string]struct {
		who, emoji string
		card       bool
		want       int
	}{
		"by the team":               {"U0LAURA", "eyes", true, 1},
		"by somebody else":          {"U0ANA", "eyes", true, 0},
		"another emoji":             {"U0LAURA", "tada", true, 0},
		"on something else":         {"U0LAURA", "eyes", false, 0},
		"by the team, disk is full": {"U0LAURA", "eyes", true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			d := acts(t)
			d.fake.AddChannel(slacktest.Room{ID: "C0OTHER", Name: "otro", Members: []string{"U0LAURA", "U0ANA"}})
			d.fake.Join(deskID, "U0ANA")
			ts := d.posted()
			d.backend.mu.Lock()
			d.backend.cards = map[string]bool{deskID + " " + ts: c.card}
			if strings.Contains(name, "full") {
				d.backend.fails = 1 // Slack is let to deliver it again
			}
			d.backend.mu.Unlock()
			if c.who == "U0ANA" { // nobody's list has her
				d = d.only("U0LAURA")
				ts = d.posted()
				d.backend.cards = map[string]bool{deskID + " " + ts: true}
			}
			p := d.laura
			if c.who == "U0ANA" {
				p = d.ana
			}
			must(t, p.React(deskID, ts, c.emoji))
			must(t, d.laura.Click(deskID, ts, "Ver todo")) // comes after it
			d.modal("Café Sol")
			d.until("it is decided", func() bool { return len(d.backend.all()) == c.want })
			if c.want == 1 {
				got := d.backend.all()[0]
				if got.Button != "1:act:take" || got.Conversation != cardedTalk || got.Actor.Name != "Laura" {
					t.Errorf("%+v", got)
				}
			}
			if told := d.fake.Ephemeral(c.who); len(told) != 0 {
				t.Errorf("a reaction is answered: %+v", told)
			}
		})
	}
}

// only is a desk at which nobody but some act.
func (d *desk) only(ids ...string) *desk {
	d.t.Helper()
	out := openOnly(d.t, ids)
	out.fake.Join(deskID, "U0ANA")
	return out
}

func TestALineOfStaffsWordsHasItsButtons(t *testing.T) {
	d := acts(t)
	under := d.send(card("x"), "", "")
	line := d.send(bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "Laura escribió: «hola»", Under: bot.CandidatePlace, Replaces: "line:1",
		Buttons: []bot.Button{{Label: "Corregir", Payload: "1:act:correct:1"}, {Label: "Retirar", Payload: "1:act:retract:1"}}}, "", under)
	_, ts, _ := strings.Cut(line, " ")
	must(t, d.laura.Click(deskID, ts, "Corregir"))
	v := d.modal("Café Sol", oldWords)
	if v.CallbackID != "act.write" {
		t.Errorf("it is %s", v.CallbackID)
	}
	must(t, d.laura.Submit(map[string]any{"text": "¿Nos mandas tu acta constitutiva?"}))
	d.modal("Así lo va a leer.", "constitutiva")
	must(t, d.laura.Submit(nil))
	d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
	if got := d.backend.all()[0]; got.Button != "1:act:correct:1" || got.Action != "" || got.Text != "¿Nos mandas tu acta constitutiva?" || got.Conversation != cardedTalk {
		t.Errorf("%+v", got)
	}
	must(t, d.laura.Click(deskID, ts, "Retirar"))
	d.until("it is taken back", func() bool { return len(d.backend.all()) == 2 })
	if got := d.backend.all()[1]; got.Button != "1:act:retract:1" || got.Text != "" {
		t.Errorf("%+v", got)
	}
	calls := d.fake.Called("chat.postMessage")
	if blocks := calls[len(calls)-1].Args["blocks"]; strings.Count(blocks, `"title":{`) != 1 || !strings.Contains(blocks, "Se borra de su chat.") {
		t.Errorf("nobody is asked first: %s", blocks)
	}
	again := d.send(bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "Laura escribió: «hola»\n✓ entregado 14:02", Replaces: "line:1", Under: bot.CandidatePlace}, line, under)
	if again != line || !strings.Contains(d.fake.Channel(deskID).Message(ts).Words(), "✓ entregado 14:02") {
		t.Errorf("%q, then %q", line, again)
	}
	d.clean()
}

func TestWordsThatCannotBeChangedAreToldInTheModal(t *testing.T) {
	for payload, words := range map[string]string{"1:act:correct:2": "No se pudo.", "1:act:correct:3": "Ya no se puede.", "1:act:correct:x": "Ya no se puede."} {
		d := acts(t)
		line := d.send(bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "x", Buttons: []bot.Button{{Label: "Corregir", Payload: payload}}}, "", "")
		_, ts, _ := strings.Cut(line, " ")
		must(t, d.laura.Click(deskID, ts, "Corregir"))
		d.modal(words)
		if err := d.laura.Submit(nil); err == nil {
			t.Errorf("%s: it can be sent", payload)
		}
		d.clean()
	}
}

package telegram_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
)

var share = bot.Message{Text: "¿Tu teléfono?", Buttons: []bot.Button{{Label: "Compartir mi teléfono", Contact: true}, {Label: "Ahora no", Payload: "v1:skip"}}}

// before is a message that follows another.
func before(receipt string) func(*bot.Delivery) {
	return func(d *bot.Delivery) { d.Before = receipt }
}

func TestButtonsStandBesideEachOtherWhereTheyFit(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	w.say(bot.Message{Text: "¿Seguimos?", Facts: []bot.Fact{{Label: "RFC", Value: "XAXX", Payload: "v1:edit:rfc"}, {Label: "Empresa", Value: "x"}},
		Buttons: []bot.Button{{Label: "Sí", Payload: "v1:yes", Style: "primary"}, {Label: "No", Payload: "v1:no", Style: "danger"}, {Label: "Luego", Payload: "v1:later"},
			{Label: "Otra", Payload: "v1:other"}, {Label: "Quiero hablar con una persona", Payload: "v1:human"}}})
	var rows []string
	for _, row := range w.last(ana).Buttons {
		var labels []string
		for _, b := range row {
			labels = append(labels, b.Text+"="+b.Data+" "+b.Style)
		}
		rows = append(rows, strings.Join(labels, ", "))
	}
	want := []string{"RFC=v1:edit:rfc ", "Sí=v1:yes primary, No=v1:no danger, Luego=v1:later ", "Otra=v1:other ", "Quiero hablar con una persona=v1:human "}
	if !slices.Equal(rows, want) {
		t.Errorf("rows\n%q, want\n%q", rows, want)
	}
}

func TestButtonsThatTelegramWouldRefuseAreLeftOut(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	long := strings.Repeat("ñ", 80)
	w.say(bot.Message{Text: "¿Cuál?", Buttons: []bot.Button{
		{Label: "justo", Payload: strings.Repeat("x", 64)}, {Label: "de más", Payload: strings.Repeat("x", 65)}, {Label: "de más, en bytes", Payload: strings.Repeat("ñ", 33)},
		{Label: "sin nada", Payload: ""}, {Label: "", Payload: "v1:a"}, {Label: "\x00", Payload: "v1:b"}, {Label: " \n ", Payload: "v1:c"}, {Label: "roto", Payload: "\xff"}, {Label: long, Payload: "v1:long"},
		{Label: "\xff\xfe", Payload: "v1:d"}}, Facts: []bot.Fact{{Label: "\u202e", Value: "x", Payload: "v1:e"}}})
	labels := w.last(ana).Labels()
	if !slices.Contains(labels, "justo") {
		t.Errorf("labels %q, want what fits", labels)
	}
	for _, label := range labels {
		if slices.Contains([]string{"de más", "de más, en bytes", "sin nada", "roto"}, label) || strings.TrimSpace(label) == "" || utf8.RuneCountInString(label) > 64 {
			t.Errorf("there is a button %q", label)
		}
	}
	if got := labels[1]; !strings.HasPrefix(long, strings.TrimSuffix(got, "…")) || !strings.HasSuffix(got, "…") {
		t.Errorf("the long label is %q", got)
	}
}

func TestManyButtonsDoNotMakeAMessageThatIsRefused(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	m := bot.Message{Text: "Revisa", Buttons: []bot.Button{{Label: "Enviar mi solicitud a revisión", Payload: "v1:send"}}}
	for i := range 120 {
		m.Facts = append(m.Facts, bot.Fact{Label: fmt.Sprintf("%d. Razón social de la empresa 😀", i), Value: "x", Payload: fmt.Sprintf("v1:edit:%d:%s", i, strings.Repeat("x", 40))})
	}
	w.say(m)
	labels := w.last(ana).Labels()
	if len(labels) == 0 || len(labels) > 100 {
		t.Errorf("%d buttons", len(labels))
	}
	if !slices.Contains(labels, "Enviar mi solicitud a revisión") {
		t.Error("the message's own button is left out, not those of its facts")
	}
}

func TestThePhoneIsAskedForWithAKeyThatGoesWithTheNextMessage(t *testing.T) {
	w := start(t)
	ana := w.ana()
	receipt := w.say(share)
	if keys := ana.Keyboard(); !slices.Equal(keys, []string{"Compartir mi teléfono", "Ahora no"}) {
		t.Fatalf("keys %q", keys)
	}
	if _, err := ana.Tap("Compartir mi teléfono"); err != nil {
		t.Fatal(err)
	}
	if got := w.turns(2)[1].Contact; got == nil || !got.Own {
		t.Errorf("contact %+v, want Ana's own", got)
	}
	next := w.say(bot.Message{Text: "Gracias."}, before(receipt))
	if keys := ana.Keyboard(); len(keys) > 0 {
		t.Errorf("keys %q are still there", keys)
	}
	w.say(bot.Message{Text: "Seguimos."}, before(next))
	for _, c := range w.server.Calls()[len(w.server.Calls())-1:] {
		if strings.Contains(c.Params["reply_markup"], "remove_keyboard") {
			t.Error("keys are taken away a second time")
		}
	}
}

func TestKeysAreTakenAwayAlsoBeforeAMessageWithButtons(t *testing.T) {
	cases := []struct {
		name, text string
		said       []string
	}{
		{"a question after an answer", "Sin teléfono, entendido. ¿Cuál es tu **correo**?", []string{"Sin teléfono, entendido.", "¿Cuál es tu correo?"}},
		{"two lines", "Entendido\nElige", []string{"Entendido", "Elige"}},
		{"two parts", strings.Repeat("palabra ", 600), nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := join(t, fake(t), &backend{})
			ana := w.ana()
			receipt := w.say(share)
			w.say(bot.Message{Text: c.text, Buttons: []bot.Button{{Label: "Sí", Payload: "v1:yes"}}}, before(receipt))
			said := heard(ana)[1:]
			if len(ana.Keyboard()) > 0 || len(said) != 2 || !slices.Equal(said[1].Labels(), []string{"Sí"}) {
				t.Fatalf("keys %q, said %+v", ana.Keyboard(), said)
			}
			for i, want := range c.said {
				if said[i].Text != want {
					t.Errorf("said %q, want %q", said[i].Text, want)
				}
			}
		})
	}
}

func TestKeysThatCannotBeTakenAwayYetAreWithTheMessageAfter(t *testing.T) {
	for _, text := range []string{"¿Cuál?", "**¿Cuál es? ¿Este o aquel?**"} {
		w := join(t, fake(t), &backend{})
		ana := w.ana()
		asked := w.say(bot.Message{Text: text, Buttons: []bot.Button{{Label: "Éste", Payload: "v1:a"}}}, before(w.say(share)))
		if len(ana.Keyboard()) == 0 || len(heard(ana)) != 2 {
			t.Fatalf("keys %q, said %+v", ana.Keyboard(), heard(ana))
		}
		w.say(bot.Message{Text: "Listo."}, before(asked))
		if len(ana.Keyboard()) > 0 {
			t.Errorf("keys %q are still there", ana.Keyboard())
		}
	}
}

func TestNewKeysTakeThePlaceOfOldOnes(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	w.say(bot.Message{Text: "¿Otra vez?", Buttons: []bot.Button{{Label: "Compartir", Contact: true}, {Label: "\x00", Payload: "v1:x"}}}, before(w.say(share)))
	if keys := ana.Keyboard(); !slices.Equal(keys, []string{"Compartir"}) {
		t.Errorf("keys %q", keys)
	}
}

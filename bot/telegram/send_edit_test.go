package telegram_test

import (
	"strconv"
	"strings"
	"testing"

	"pabellon/bot"
)

func over(receipt string) bot.Message {
	return bot.Message{Text: "Ahora **esto**", Over: receipt, Buttons: []bot.Button{{Label: "Otra", Payload: "v1:b"}}}
}

func TestAMessageTakesThePlaceOfAnother(t *testing.T) {
	old := bot.Message{Text: "Antes", Buttons: []bot.Button{{Label: "Una", Payload: "v1:a"}}}
	for _, c := range []struct {
		name string
		next func(w *world, receipt string) string
	}{
		{"whose button was pressed", func(w *world, receipt string) string { return w.say(over(receipt)) }},
		{"that it supersedes", func(w *world, receipt string) string {
			return w.say(over(""), func(d *bot.Delivery) { d.Replaced = receipt })
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := join(t, fake(t), &backend{})
			ana := w.ana()
			receipt := w.say(old)
			w.say(bot.Message{Text: "Entre tanto"})
			if got := c.next(w, receipt); got != receipt {
				t.Errorf("receipt %q, want the same, %q", got, receipt)
			}
			said := heard(ana)
			if len(said) != 2 || said[0].Text != "Ahora esto" || said[0].Edited != 1 || said[0].Labels()[0] != "Otra" || len(dressed(said[0])) != 1 {
				t.Errorf("shown %+v", said)
			}
			w.say(bot.Message{Text: "Fin", Over: receipt})
			if got := heard(ana)[0]; got.Text != "Fin" || len(got.Buttons) > 0 {
				t.Errorf("shown %q with %q", got.Text, got.Labels())
			}
		})
	}
}

func TestAnEditThatChangesNothingIsDone(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	receipt := w.say(over(""))
	w.may = notModified
	if got := w.say(over(receipt)); got != receipt || len(heard(ana)) != 1 {
		t.Errorf("receipt %q and %d messages, want %q and one", got, len(heard(ana)), receipt)
	}
}

func TestAMessageThatCannotBeChangedIsSaidAnew(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	w.may = edits
	for name, receipt := range map[string]string{"gone": "99999", "Ana's own": strconv.FormatInt(ana.Write("hola"), 10), "with keys": w.say(share)} {
		before := len(heard(ana))
		got := w.say(over(receipt))
		if said := heard(ana); len(said) != before+1 || said[before].Text != "Ahora esto" || got != strconv.FormatInt(said[before].ID, 10) {
			t.Errorf("%s: receipt %q, said %+v", name, got, said[before:])
		}
	}
}

func TestWhatIsLongerThanOneMessageIsSaidAnew(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	short, long := w.say(bot.Message{Text: "corto"}), w.say(bot.Message{Text: strings.Repeat("largo ", 1000)})
	w.say(bot.Message{Text: strings.Repeat("otra ", 1200), Over: short})
	w.say(bot.Message{Text: "corto", Over: long})
	for _, m := range heard(ana) {
		if m.Edited > 0 {
			t.Errorf("%.20q was changed", m.Text)
		}
	}
	if n := len(heard(ana)); n != 6 {
		t.Errorf("%d messages, want 6", n)
	}
}

func TestAMessageWithFilesTakesThePlaceAndTheFilesFollow(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	m := over(w.say(bot.Message{Text: "Antes"}))
	m.Files = []bot.Attachment{{Name: "a.txt", Content: []byte("a")}}
	w.say(m)
	if said := heard(ana); len(said) != 2 || said[0].Edited != 1 || said[1].File == nil {
		t.Errorf("shown %+v", said)
	}
}

func TestAnEditWhileKeysStandAsksNothingThatTelegramRefuses(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	first := w.say(bot.Message{Text: "Antes"})
	keys := w.say(share)
	w.say(bot.Message{Text: "Ahora", Over: first}, before(keys))
	if len(ana.Keyboard()) > 0 {
		t.Errorf("keys %q stand still", ana.Keyboard())
	}
}

func TestAnEditThatIsTriedAgainIsNotSaidAnew(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	receipt := w.say(bot.Message{Text: "Antes"})
	d := w.delivery(over(receipt))
	w.server.Fail(lost("editMessageText"))
	w.may = notModified
	if _, err := w.Send(t.Context(), d); err == nil {
		t.Fatal("the lost answer is no error")
	}
	if got, err := w.Send(t.Context(), d); err != nil || got != receipt || len(heard(ana)) != 1 {
		t.Errorf("receipt %q, %v, said %d messages", got, err, len(heard(ana)))
	}
}

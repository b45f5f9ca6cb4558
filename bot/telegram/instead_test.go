package telegram_test

import (
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/telegram/telegramtest"
)

// deletes are the calls that delete, and edits that follow them.
func deletes(c telegramtest.Call) bool {
	return c.Method == "deleteMessage" || c.Method == "editMessageText"
}

// cannot is Telegram refusing to delete what is older than 48 hours.
func cannot(method string, times int) telegramtest.Fault {
	return telegramtest.Fault{Method: method, Times: times, Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: message can't be deleted"}`}
}

// instead is a message of staff in the place of another.
func instead(m bot.Message, replaced string) (bot.Message, func(*bot.Delivery)) {
	return m, func(d *bot.Delivery) { d.Replaced = replaced }
}

func texts(ana *telegramtest.Person) (out []string) {
	for _, m := range heard(ana) {
		out = append(out, m.Text)
	}
	return out
}

func TestACorrectionStandsInThePlaceOfWhatWasSaid(t *testing.T) {
	right := bot.Message{Text: "Manda tu acta.", Afresh: "Corrección:"}
	for name, c := range map[string]struct {
		old   bot.Message
		set   func(w *world, receipt *string)
		want  string // what Ana reads, between bars
		edits int
	}{
		"as a rule":                  {bot.Message{Text: "Manda tu hacta."}, func(*world, *string) {}, "Manda tu acta.", 1},
		"of what never came":         {bot.Message{Text: "x"}, func(_ *world, r *string) { *r = "" }, "x|Manda tu acta.", 0},
		"that cannot be changed":     {bot.Message{Text: "x"}, func(_ *world, r *string) { *r = "99999" }, "x|Corrección:\nManda tu acta.", 0},
		"of what was several":        {bot.Message{Text: "x"}, func(_ *world, r *string) { *r += " 99999" }, "x|Corrección:\nManda tu acta.", 0},
		"while keys stand elsewhere": {bot.Message{Text: "x"}, func(w *world, _ *string) { w.say(share) }, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			w := join(t, fake(t), &backend{})
			w.may = edits
			ana := w.ana()
			receipt := w.say(c.old)
			c.set(w, &receipt)
			m, change := instead(right, receipt)
			keys := len(ana.Keyboard())
			got := w.say(m, change, func(d *bot.Delivery) {
				if keys > 0 {
					d.Before = "7 k"
				}
			})
			said := heard(ana)
			if read := strings.Join(texts(ana), "|"); c.want != "" && read != c.want {
				t.Errorf("she reads %q", read)
			}
			if said[0].Edited != c.edits || len(ana.Keyboard()) != keys || strings.HasSuffix(got, " k") != (keys > 0) {
				t.Errorf("edited %d times, keys %q, receipt %q", said[0].Edited, ana.Keyboard(), got)
			}
		})
	}
}

func TestWhatIsWithdrawnIsGone(t *testing.T) {
	words := bot.Message{Text: "El equipo retiró este mensaje.", Withdraw: true}
	for name, c := range map[string]struct {
		old  bot.Message
		set  func(w *world, receipt *string)
		want string
	}{
		"as a rule":             {bot.Message{Text: "No."}, func(*world, *string) {}, ""},
		"with all of its parts": {bot.Message{Text: strings.Repeat("largo ", 1000)}, func(*world, *string) {}, ""},
		"with its file":         {bot.Message{Files: []bot.Attachment{{Name: "a.txt", Content: []byte("a")}}}, func(*world, *string) {}, ""},
		"what never came":       {bot.Message{Text: "otra"}, func(_ *world, r *string) { *r = "" }, "otra"},
		"what is gone already":  {bot.Message{Text: "otra"}, func(_ *world, r *string) { *r = "99999" }, "otra"},
		"after two days":        {bot.Message{Text: "No."}, func(w *world, _ *string) { w.server.Fail(cannot("deleteMessage", 1)) }, words.Text},
		"when it cannot be changed either": {bot.Message{Text: "No."}, func(w *world, _ *string) {
			w.server.Fail(cannot("deleteMessage", 1))
			w.server.Fail(cannot("editMessageText", 1))
		}, "No.|" + words.Text},
	} {
		t.Run(name, func(t *testing.T) {
			w := join(t, fake(t), &backend{})
			w.may = deletes
			ana := w.ana()
			receipt := w.say(c.old)
			c.set(w, &receipt)
			m, change := instead(words, receipt)
			w.say(m, change)
			if read := strings.Join(texts(ana), "|"); read != c.want {
				t.Errorf("she reads %q", read)
			}
		})
	}
}

func TestAWithdrawalIsTriedAgain(t *testing.T) {
	w := join(t, fake(t), &backend{})
	ana := w.ana()
	receipt := w.say(bot.Message{Text: "No."})
	w.may = deletes
	w.server.Fail(lost("deleteMessage"))
	m, change := instead(bot.Message{Text: "Se retiró.", Withdraw: true}, receipt)
	d := w.delivery(m)
	change(&d)
	if _, err := w.Send(t.Context(), d); err == nil {
		t.Fatal("the lost answer is no error")
	}
	if _, err := w.Send(t.Context(), d); err != nil || len(heard(ana)) != 0 {
		t.Errorf("%v; she reads %q", err, texts(ana))
	}
}

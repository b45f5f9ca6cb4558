package telegram_test

import (
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"pabellon/bot"
	"pabellon/bot/telegram"
	"pabellon/bot/telegram/telegramtest"
)

// ana is a person who has started the bot.
func (w *world) ana() *telegramtest.Person {
	p := w.server.Person(telegramtest.Profile{ID: 77, First: "Ana", Last: "Ruiz", Username: "anaruiz", Lang: "es-MX"})
	p.Start("")
	return p
}

// delivery is a message to the person 77, with an id of its own.
func (w *world) delivery(m bot.Message) bot.Delivery {
	w.sent++
	m.To = bot.Person
	return bot.Delivery{ID: fmt.Sprint("d", w.sent), Channel: telegram.Channel, Conversation: "telegram:77", Message: m}
}

// say sends a message that must go out, and gives its receipt.
func (w *world) say(m bot.Message, change ...func(*bot.Delivery)) string {
	w.Helper()
	d := w.delivery(m)
	for _, c := range change {
		c(&d)
	}
	receipt, err := w.Send(w.Context(), d)
	if err != nil {
		w.Fatalf("send %q: %v", m.Text, err)
	}
	return receipt
}

// heard is all that the bot has said to a person, as their phone shows it.
func heard(p *telegramtest.Person) []telegramtest.Shown {
	return slices.DeleteFunc(p.Screen(), func(m telegramtest.Shown) bool { return m.Mine })
}

// last is the newest that the bot has said.
func (w *world) last(p *telegramtest.Person) telegramtest.Shown {
	w.Helper()
	all := heard(p)
	if len(all) == 0 {
		w.Fatal("the bot has said nothing")
	}
	return all[len(all)-1]
}

// Refusals that some tests are about.
func edits(c telegramtest.Call) bool       { return c.Method == "editMessageText" }
func notModified(c telegramtest.Call) bool { return strings.Contains(c.Description, "not modified") }

// lost is a call that is carried out, and whose answer never comes.
func lost(method string) telegramtest.Fault {
	return telegramtest.Fault{Method: method, DropAfter: true}
}

func id(message int64) string { return strconv.FormatInt(message, 10) }

// debug logs everything into a journal.
func debug(j *journal) *slog.Logger {
	return slog.New(slog.NewTextHandler(j, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

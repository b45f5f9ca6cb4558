package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot/telegram/telegramtest"
)

// patience is how long an answer may take on a slow machine.
const patience = 15 * time.Second

// handset is a person's phone: what they do, and what they see after it.
type handset struct {
	*telegramtest.Person
	e    *exchange
	id   int64
	chat string // as conversations are named
	mark int64  // the newest message when they did it

	patience time.Duration // how long they wait for an answer
}

// person is somebody with a phone.
func (e *exchange) person(p telegramtest.Profile) *handset {
	return &handset{Person: e.net.Person(p), e: e, id: p.ID, chat: fmt.Sprintf("telegram:%d", p.ID), patience: patience}
}

// ana is the one most of these conversations are with.
func (e *exchange) ana() *handset {
	return e.person(telegramtest.Profile{ID: 77, First: "Ana", Lang: "es"})
}

// applies begins an application and consents, up to its first question.
func (h *handset) applies() {
	h.e.Helper()
	consent := h.says("quiero aplicar", "¿Aceptas?")
	h.presses(consent, "Sí, acepto", "¿Cómo se llama tu negocio?")
}

// after lets the person do something and waits for words of the bot in a new message.
func (h *handset) after(words string, do func()) telegramtest.Shown {
	h.e.Helper()
	h.marks()
	do()
	return h.sees(words)
}

// marks notes what is on the screen: what comes now is new.
func (h *handset) marks() {
	for _, m := range h.Screen() {
		h.mark = max(h.mark, m.ID)
	}
}

// sees waits for words in a message that came after what the person did last.
func (h *handset) sees(words string) telegramtest.Shown {
	h.e.Helper()
	var found telegramtest.Shown
	ctx, cancel := context.WithTimeout(h.e.ctx, h.patience)
	defer cancel()
	err := h.e.net.Until(ctx, fmt.Sprintf("the bot says %q", words), func() bool {
		for _, m := range h.news() {
			if strings.Contains(m.Text, words) {
				found = m
				return true
			}
		}
		return false
	})
	if err != nil {
		h.e.Fatalf("%v; the phone shows\n%s\nstderr:\n%s", err, h.transcript(), h.e.p.stderr)
	}
	return found
}

// news are the bot's messages since the person did something.
func (h *handset) news() []telegramtest.Shown {
	return slices.DeleteFunc(h.Screen(), func(m telegramtest.Shown) bool { return m.Mine || m.ID <= h.mark })
}

// says writes a text.
func (h *handset) says(text, words string) telegramtest.Shown {
	h.e.Helper()
	return h.after(words, func() { h.Write(text) })
}

// sends sends a file.
func (h *handset) sends(f telegramtest.File, words string) telegramtest.Shown {
	h.e.Helper()
	return h.after(words, func() { h.SendFile(f) })
}

// presses presses a button of a message.
func (h *handset) presses(under telegramtest.Shown, label, words string) telegramtest.Shown {
	h.e.Helper()
	return h.after(words, func() { h.touches(under, label) })
}

// touches presses a button and waits for nothing.
func (h *handset) touches(under telegramtest.Shown, label string) {
	h.e.Helper()
	if _, err := h.Press(under.ID, label); err != nil {
		h.e.Fatalf("%v; the phone shows\n%s", err, h.transcript())
	}
}

// now is a message as it is shown now.
func (h *handset) now(id int64) telegramtest.Shown {
	for _, m := range h.Screen() {
		if m.ID == id {
			return m
		}
	}
	return telegramtest.Shown{}
}

// paced waits until the bot may write here by itself again: it does that once a second,
// and the clock of the page does not wait for it.
func (h *handset) paced() {
	h.e.Helper()
	var last time.Time
	for _, c := range h.e.net.Calls() {
		if "telegram:"+c.Params["chat_id"] == h.chat {
			last = c.At
		}
	}
	eventually(h.e, "a second has passed", func() bool { return time.Since(last) > 1100*time.Millisecond })
}

// transcript is the screen as people read it.
func (h *handset) transcript() string {
	var b strings.Builder
	for _, m := range h.Screen() {
		side := "<"
		if m.Mine {
			side = ">"
		}
		name := ""
		if m.File != nil {
			name = " 📎 " + m.File.Name
		}
		fmt.Fprintf(&b, "%s %s%s", side, m.Text, name)
		if labels := m.Labels(); len(labels) > 0 {
			fmt.Fprintf(&b, "\n  %q", labels)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

// clean looks at what must hold at the end: nothing was refused, nobody waits, and the
// token and trouble are nowhere.
func (e *exchange) clean() {
	e.Helper()
	e.until("all updates are taken and all presses answered", func() bool { return e.net.Pending() == 0 && len(e.net.Unanswered()) == 0 })
	for _, c := range e.net.Refused() {
		if c.Method == "setWebhook" && c.Status == http.StatusTooManyRequests {
			continue // it was started twice within a second
		}
		e.Errorf("%s was refused: %d %s %v", c.Method, c.Status, c.Description, c.Params)
	}
	for _, path := range []string{"/metrics", "/readyz", "/healthz", "/playground/api/desk"} {
		_, body := get(e, e.address()+path)
		e.secretFree(path, body)
	}
	e.stop()
	e.quietly()
}

// quietly looks into all that was written, to the log and to disk.
func (e *exchange) quietly() {
	e.Helper()
	for _, log := range e.ended {
		e.secretFree("the log", log)
		for line := range strings.Lines(log) {
			if strings.Contains(line, "level=ERROR") || strings.Contains(line, "DATA RACE") || strings.HasPrefix(line, "panic") {
				e.Errorf("the log has: %s", line)
			}
		}
	}
	err := filepath.WalkDir(e.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		e.secretFree(filepath.Base(path), string(content))
		return err
	})
	if err != nil {
		e.Error(err)
	}
}

// secretFree proves that the token is not in a text, nor its secret half.
func (e *exchange) secretFree(where, text string) {
	e.Helper()
	_, secret, _ := strings.Cut(e.net.Token(), ":")
	if strings.Contains(text, secret) {
		e.Errorf("the token stands in %s", where)
	}
}

// pdf and photo are files of the types that are taken.
func pdf(name string) telegramtest.File {
	return telegramtest.File{Kind: "document", Name: name, MIME: "application/pdf", Content: []byte("%PDF-1.7\n" + name)}
}

func photo(seed byte) telegramtest.File {
	return telegramtest.File{Kind: "photo", Content: append([]byte("\xFF\xD8\xFF\xE0"), seed)}
}

func voice() telegramtest.File {
	return telegramtest.File{Kind: "voice", Seconds: 7, Content: []byte("OggS\x00\x02 and so on")}
}

// labelled proves that a message has these buttons.
func labelled(t testing.TB, m telegramtest.Shown, labels ...string) {
	t.Helper()
	for _, label := range labels {
		if !slices.Contains(m.Labels(), label) {
			t.Errorf("%q has no button %q but %q", m.Text, label, m.Labels())
		}
	}
}

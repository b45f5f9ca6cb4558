package slack_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// idea is what a backend suggests.
type idea struct {
	text  string
	err   error
	free  chan struct{} // is waited for; nil waits for nothing
	asked []string      // the conversations and acts that it was asked for
}

// Suggest is asked for a reply.
func (b *backend) Suggest(ctx context.Context, conversation, action string) (string, error) {
	b.mu.Lock()
	b.idea.asked = append(b.idea.asked, conversation+" "+action)
	idea := b.idea
	b.mu.Unlock()
	if idea.free != nil {
		select {
		case <-idea.free:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	return idea.text, idea.err
}

// ideas sets what is suggested from now on.
func (d *desk) ideas(i idea) { d.backend.mu.Lock(); defer d.backend.mu.Unlock(); d.backend.idea = i }

// asks are the conversations and acts that a suggestion was asked for.
func (d *desk) asks() string {
	d.backend.mu.Lock()
	defer d.backend.mu.Unlock()
	return strings.Join(d.backend.idea.asked, ", ")
}

const (
	idea1    = "Nos falta tu constancia, ¿la tienes?"
	noIdea   = "No hay sugerencia."
	thinking = "Pensando…"
	suggest  = "Sugerir respuesta"
)

// suggesting opens a desk where replies are suggested, by the socket and by HTTP.
func suggesting(t *testing.T, f func(t *testing.T, d *desk)) {
	t.Helper()
	w := actWords()
	w.Suggest = slack.SuggestWords{Button: suggest, Thinking: thinking, None: noIdea}
	ask := w.Modals["ask"]
	ask.Suggests = true
	w.Modals["ask"] = ask
	change := func(o *slack.Options, _ *slacktest.Options) { o.Words = w }
	for name, way := range map[string]func() *desk{
		"socket": func() *desk { return open(t, change).run() },
		"http":   func() *desk { return byHTTP(t, change) },
	} {
		t.Run(name, func(t *testing.T) {
			d := way()
			d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
			d.backend.card.Lang = "es"
			must(t, d.laura.Click(deskID, d.posted(), "Pedir información"))
			d.modal("Café Sol")
			f(t, d)
			if trouble := d.fake.Errors("U0LAURA"); len(trouble) != 0 {
				t.Errorf("Slack told her %q", trouble)
			}
			for _, c := range d.fake.Refused() {
				if c.Error != "hash_conflict" { // what comes too late
					t.Errorf("%s was refused: %s %v", c.Method, c.Error, c.Messages)
				}
			}
		})
	}
}

func TestASuggestionIsPutIntoTheFieldAndSentByAPerson(t *testing.T) {
	suggesting(t, func(t *testing.T, d *desk) {
		d.ideas(idea{text: idea1})
		must(t, d.laura.ClickModal(suggest))
		v := d.modal(idea1)
		if v.CallbackID != "act.write" || strings.Contains(v.Words(), noIdea) || d.asks() != cardedTalk+" ask" {
			t.Errorf("%s shows %q; asked for %s", v.CallbackID, v.Words(), d.asks())
		}
		if n := len(d.backend.all()); n != 0 {
			t.Fatalf("%d turns before anybody sent it", n)
		}
		must(t, d.laura.Submit(map[string]any{"text.1": "¿Tienes tu constancia, Ana?"}))
		d.modal("Así lo va a leer.", "¿Tienes tu constancia, Ana?")
		must(t, d.laura.Submit(nil))
		d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
		if got := d.backend.all()[0]; got.Text != "¿Tienes tu constancia, Ana?" || got.Action != "ask" {
			t.Errorf("%+v", got)
		}
	})
}

func TestWhatWasTypedStaysAboveASuggestion(t *testing.T) {
	suggesting(t, func(t *testing.T, d *desk) {
		d.ideas(idea{text: idea1})
		id := d.laura.Attach("lista.pdf", []byte("%PDF-1.7\nlista"))
		must(t, d.laura.Fill(map[string]any{"text": "Hola Ana:", "files": []string{id}}))
		must(t, d.laura.ClickModal(suggest))
		d.modal(idea1)
		must(t, d.laura.Submit(nil))
		d.modal("Así lo va a leer.", "Hola Ana:", idea1, "lista.pdf")
		must(t, d.laura.Submit(nil))
		d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
		if got := d.backend.all()[0]; got.Text != "Hola Ana:\n\n"+idea1 || len(got.Files) != 1 {
			t.Errorf("%+v", got)
		}
	})
}

func TestWithoutASuggestionWhatWasTypedStays(t *testing.T) {
	for name, no := range map[string]idea{
		"it fails": {err: errors.New("down")}, "there is none": {}, "it is too slow": {free: make(chan struct{})},
		"it does not fit": {text: strings.Repeat("muy largo ", 200)},
	} {
		t.Run(name, func(t *testing.T) {
			suggesting(t, func(t *testing.T, d *desk) {
				d.slack.Patience(100 * time.Millisecond)
				d.ideas(no)
				must(t, d.laura.Fill(map[string]any{"text": "Hola Ana: \"¿y tu acta?\""}))
				must(t, d.laura.ClickModal(suggest))
				d.modal(noIdea, "¿y tu acta?")
				d.ideas(idea{text: idea1}) // once more
				must(t, d.laura.ClickModal(suggest))
				v := d.modal(idea1, "¿y tu acta?")
				if strings.Contains(v.Words(), noIdea) {
					t.Errorf("it shows %q", v.Words())
				}
			})
		})
	}
}

// TestWhoDoesNotWaitGoesOnWithWhatTheyWrote: nobody waits for Slack's acknowledgement
// either, and what comes late changes nothing.
func TestWhoDoesNotWaitGoesOnWithWhatTheyWrote(t *testing.T) {
	suggesting(t, func(t *testing.T, d *desk) {
		free := make(chan struct{})
		d.ideas(idea{text: idea1, free: free})
		must(t, d.laura.Fill(map[string]any{"text": "Hola Ana."}))
		must(t, d.laura.ClickModal(suggest))
		d.modal(thinking, "Hola Ana.")
		must(t, d.laura.Submit(nil))
		d.until("the field is back", func() bool {
			v := d.fake.Modal("U0LAURA")
			return v != nil && v.Values["text.1"] != nil
		})
		must(t, d.laura.Submit(nil))
		d.modal("Así lo va a leer.", "Hola Ana.")
		close(free)
		d.until("what comes late is refused", func() bool { return len(d.late()) == 1 })
		must(t, d.laura.Submit(nil))
		d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
		if got := d.backend.all()[0]; got.Text != "Hola Ana." {
			t.Errorf("%+v", got)
		}
	})
}

// TestWhoPressesBeforeTheModalSaysWhomItIsAboutGetsOne: both change the modal.
func TestWhoPressesBeforeTheModalSaysWhomItIsAboutGetsOne(t *testing.T) {
	suggesting(t, func(t *testing.T, d *desk) {
		d.ideas(idea{text: idea1})
		must(t, d.laura.CloseModal())
		must(t, d.laura.Click(deskID, d.posted(), "Pedir información"))
		d.until("the modal is open", func() bool { return d.fake.Modal("U0LAURA") != nil })
		must(t, d.laura.ClickModal(suggest))
		d.modal(idea1, "Café Sol")
	})
}

// late are the changes of modals that Slack refused since the modal had gone on.
func (d *desk) late() (all []slacktest.Call) {
	for _, c := range d.fake.Refused() {
		if c.Error == "hash_conflict" {
			all = append(all, c)
		}
	}
	return all
}

func TestWhoMayNotActGetsNoSuggestion(t *testing.T) {
	suggesting(t, func(t *testing.T, d *desk) {
		d.ideas(idea{text: idea1})
		d.fake.Leave(deskID, "U0LAURA")
		d.slack.Forget()
		must(t, d.laura.ClickModal(suggest))
		d.modal("Solo el equipo.")
		if asked := d.asks(); asked != "" {
			t.Errorf("asked for %s", asked)
		}
	})
}

func TestWithoutAModelNothingIsOffered(t *testing.T) {
	d := acts(t)
	must(t, d.laura.Click(deskID, d.posted(), "Pedir información"))
	d.modal("Café Sol")
	if err := d.laura.ClickModal(suggest); err == nil {
		t.Error("there is a button")
	}
	d.clean()
}

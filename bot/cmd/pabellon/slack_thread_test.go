package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pabellon/bot/slack/slacktest"
)

// corridor is what staff do around one candidate's card, in any order, each with a word of
// its own.
type corridor struct {
	*bureau
	guest  *slacktest.Person
	random *rand.Rand
	card   string
	owner  *handset
	inside []string // words that the owner must never read
	meant  []string // words that the owner must read
	story  []string
}

func (c *corridor) step(n int) {
	c.Helper()
	w := fmt.Sprintf("palabra%sx%dz", strings.ReplaceAll(c.card, ".", ""), n)
	m := c.slack.Channel(staffRoom).Message(c.card)
	acts := []string{"note", "thread", "channel", "guest", "given up", "owner", "Tomar", "Pedir información", "Responder", "Aprobar", "Rechazar"}
	act := acts[c.random.IntN(len(acts))]
	if strings.ToUpper(act[:1]) == act[:1] && !slices.Contains(m.Labels(), act) {
		act = "note"
	}
	c.story = append(c.story, act+" "+w)
	var err error
	switch act {
	case "note":
		c.inside = append(c.inside, w)
		c.acts(m, "Nota", w)
		c.modal("the note is taken", func(v *slacktest.View) bool { return v == nil })
	case "thread":
		c.inside = append(c.inside, w)
		_, err = c.laura.Reply(staffRoom, c.card, w)
	case "channel":
		c.inside = append(c.inside, w)
		_, err = c.laura.Write(staffRoom, w)
	case "guest":
		before := len(c.slack.Ephemeral(c.guest.ID()))
		err = c.guest.Click(staffRoom, c.card, "Nota")
		if err == nil {
			err = c.slack.Until(c.ctx, "the guest is refused", func() bool { return len(c.slack.Ephemeral(c.guest.ID())) > before })
		}
	case "given up": // written, seen in the preview, and not sent
		c.inside = append(c.inside, w)
		c.acts(m, "Pedir información", w)
		c.modal("the preview", func(v *slacktest.View) bool { return v != nil && strings.Contains(v.Words(), w) })
		err = c.laura.CloseModal()
	case "owner":
		c.owner.Write([]string{"estado", "gracias", "¿qué saben de mí?", "mándame mis datos", "¿cuánto tarda?"}[c.random.IntN(5)])
	case "Pedir información", "Responder":
		c.meant = append(c.meant, w)
		c.acts(m, act, w)
		c.agrees(w)
	default:
		c.decides(act, w)
	}
	if err != nil {
		c.Fatalf("%s: %v", c.story, err)
	}
}

// decides presses a button that may be gone by now: the card is renewed by what came before.
// The owner may read the words, unless it was decided already.
func (c *corridor) decides(act, w string) {
	c.Helper()
	if err := c.laura.Click(staffRoom, c.card, act); err != nil || act == "Tomar" {
		return
	}
	c.modal("the modal opens", func(v *slacktest.View) bool { return v != nil && strings.Contains(v.Words(), "PAB-") })
	if err := c.laura.Submit(map[string]any{"text": w}); err != nil {
		c.Fatal(err)
	}
	c.agrees(w)
}

// TestNothingOfTheThreadReachesTheOwnerThroughSlack plays random sequences of what staff,
// a guest and owners do, through both channels and the whole program.
func TestNothingOfTheThreadReachesTheOwnerThroughSlack(t *testing.T) {
	t.Parallel()
	const sequences = 20
	b := openBureau(t, true)
	guest := b.slack.Person(slacktest.Profile{ID: "U0GUEST", Name: "Invitado", Restricted: true})
	b.slack.Join(staffRoom, "U0GUEST")
	var all []*corridor
	for n, owner := range b.applyTogether(sequences) {
		folio := ""
		for _, m := range owner.Screen() {
			if _, rest, ok := strings.Cut(m.Text, "folio es "); ok {
				folio = rest[:len("PAB-0001")]
			}
		}
		c := &corridor{bureau: b, guest: guest, random: rand.New(rand.NewPCG(uint64(n), 7)), owner: owner, card: b.reads("Nuevo candidato · " + folio).TS}
		for i := range 8 {
			c.step(i)
		}
		all = append(all, c)
	}
	inside, meant := 0, 0
	for n, c := range all {
		for _, w := range c.meant {
			if err := b.net.Until(b.ctx, "the owner reads "+w, func() bool { return strings.Contains(c.owner.transcript(), w) }); err != nil {
				t.Fatalf("sequence %d: %v:\n%s\n%s", n, err, strings.Join(c.story, "\n"), c.owner.transcript())
			}
		}
		text := c.owner.transcript()
		for _, f := range c.owner.Screen() {
			if f.File != nil {
				text += string(f.File.Content)
			}
		}
		for _, other := range all {
			for _, w := range other.inside {
				if strings.Contains(text, w) {
					t.Errorf("sequence %d (seed %d): the owner reads %q:\n%s\n%s", n, n, w, strings.Join(c.story, "\n"), text)
				}
			}
		}
		inside, meant = inside+len(c.inside), meant+len(c.meant)
	}
	t.Logf("%d sequences: %d words of the team's own, %d sent on purpose", sequences, inside, meant)
	b.tidy()
}

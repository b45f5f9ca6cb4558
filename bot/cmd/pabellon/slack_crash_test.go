package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"pabellon/bot/slack/slacktest"
)

// killsAsked is how often the program is killed: PABELLON_KILLS, or few.
func killsAsked(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("PABELLON_KILLS"))
	if os.Getenv("PABELLON_KILLS") == "" {
		return 20 // each way
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// scribe is somebody of the team who writes notes.
type scribe struct {
	*slacktest.Person
	b *bureau
}

func (s *scribe) modal() *slacktest.View { return s.b.slack.Modal(s.ID()) }

// opens opens the modal for a note under a card.
func (s *scribe) opens(card string) {
	s.b.Helper()
	if err := s.Click(staffRoom, card, "Nota"); err != nil {
		s.b.Fatal(err)
	}
	if err := s.b.slack.Until(s.b.ctx, "the modal opens", func() bool {
		v := s.modal()
		return v != nil && strings.Contains(v.Words(), "PAB-")
	}); err != nil {
		s.b.Fatalf("%v; stderr:\n%s", err, s.b.p.stderr)
	}
}

// sends presses the button of the modal: the note is taken when the modal closes. Who sees
// it stay presses again.
func (s *scribe) sends(word string) {
	s.b.Helper()
	if err := s.Submit(map[string]any{"text": word}); err != nil {
		s.b.Fatal(err)
	}
}

// lasts gives the test more time than others have.
func (b *bureau) lasts(d time.Duration) {
	ctx, cancel := context.WithTimeout(b.Context(), d)
	b.Cleanup(cancel)
	b.ctx = ctx
}

// back waits until the program takes clicks.
func (b *bureau) back(socket bool) {
	b.Helper()
	if !socket {
		return // it answers before it says that it is ready
	}
	if err := b.slack.Until(b.ctx, "the socket is open", func() bool { return b.slack.Sockets() > 0 }); err != nil {
		b.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
	}
}

// TestKill9BetweenClickAndEffectLeavesOneEffectEach kills the program at a random moment
// after staff sent notes. Whoever sees their modal stay sends it again. In the end each
// note was taken down once, and once told in the thread.
func TestKill9BetweenClickAndEffectLeavesOneEffectEach(t *testing.T) {
	for name, socket := range map[string]bool{"socket": true, "http": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := openBureau(t, socket, func(o *slacktest.Options) { o.Ack = 400 * time.Millisecond })
			b.lasts(40 * time.Minute)
			b.applyTogether(3)
			var cards []string
			for n := range 3 {
				cards = append(cards, b.reads(fmt.Sprintf("Nuevo candidato · PAB-%04d", n+1)).TS)
			}
			scribes := b.scribes(4)
			kills, stayed, notes, within := 0, 0, 0, 12*time.Millisecond
			for kills < killsAsked(t) {
				words := map[*scribe]string{}
				for i, s := range scribes {
					s.opens(cards[(kills+i)%len(cards)])
					words[s] = fmt.Sprintf("apunte%dde%dz", kills, i)
				}
				stop := time.AfterFunc(rand.N(within), b.p.kill)
				for _, s := range scribes {
					s.sends(words[s])
				}
				b.gone()
				stop.Stop()
				kills++
				if err := b.slack.Settled(b.ctx); err != nil {
					t.Fatal(err)
				}
				b.start()
				b.back(socket)
				before := stayed
				for _, s := range scribes {
					notes++
					if s.modal() != nil {
						stayed++
						b.sendsUntilTaken(s, words[s])
					}
				}
				switch stayed - before { // so that it falls between, however fast the machine is
				case 0:
					within = within * 3 / 4
				case len(scribes):
					within = within*4/3 + time.Millisecond
				}
			}
			b.takenDown(notes)
			b.stop()
			t.Logf("%d kills, %d notes, %d sent again since the modal stayed", kills, notes, stayed)
			if stayed == 0 || stayed == notes {
				t.Error("no kill fell between click and effect: this test proves nothing")
			}
			b.oneEffectEach(notes, kills, len(scribes))
		})
	}
}

// scribes are colleagues of Laura.
func (b *bureau) scribes(many int) (out []*scribe) {
	for n := range many {
		id := fmt.Sprint("U0SCRIBE", n)
		out = append(out, &scribe{Person: b.slack.Person(slacktest.Profile{ID: id, Name: fmt.Sprint("Colega ", n)}), b: b})
		b.slack.Join(staffRoom, id)
	}
	return out
}

func (b *bureau) sendsUntilTaken(s *scribe, word string) {
	b.Helper()
	for range 5 {
		s.sends(word)
		if err := b.slack.Settled(b.ctx); err != nil {
			b.Fatal(err)
		}
		if s.modal() == nil {
			return
		}
	}
	b.Fatalf("the modal stays; stderr:\n%s", b.p.stderr)
}

// takenDown waits until what was acknowledged is carried out.
func (b *bureau) takenDown(notes int) {
	b.Helper()
	db := sqlx.MustOpen("sqlite", "file:"+filepath.Join(b.dir, "data", "pabellon.db"))
	defer db.Close()
	eventually(b, fmt.Sprint(notes, " notes are taken down"), func() bool {
		var all int
		return db.Get(&all, `SELECT COUNT(*) FROM events WHERE kind = 'noted'`) == nil && all >= notes
	})
}

// oneEffectEach looks into the database and at the channel.
func (b *bureau) oneEffectEach(notes, kills, each int) {
	b.Helper()
	db := sqlx.MustOpen("sqlite", "file:"+filepath.Join(b.dir, "data", "pabellon.db"))
	defer db.Close()
	shown := b.channel()
	repeats := 0
	for k := range kills {
		for i := range each {
			word := fmt.Sprintf("apunte%dde%dz", k, i)
			for table, want := range map[string]string{"events": `kind = 'noted'`, "messages": `audience = 'staff'`, "turns": `status = 'done'`} {
				var n int
				if err := db.Get(&n, `SELECT COUNT(*) FROM `+table+` WHERE `+want+` AND payload LIKE ?`, "%"+word+"%"); err != nil {
					b.Fatal(err)
				}
				if n != 1 {
					b.Errorf("%s: %d %s", word, n, table)
				}
			}
			if n := strings.Count(shown, word); n > 1 {
				repeats += n - 1
			}
		}
	}
	if repeats > 3*kills { // what is being said at a kill may be said twice, one in each thread at a time
		b.Errorf("%d lines stand twice after %d kills", repeats, kills)
	}
	b.Logf("%d notes, one event, one turn and one message each; %d lines were said twice in Slack over %d kills", notes, repeats, kills)
	var all int
	if err := db.Get(&all, `SELECT COUNT(*) FROM events WHERE kind = 'noted'`); err != nil || all != notes {
		b.Errorf("%d notes were taken down, of %d: %v", all, notes, err)
	}
	if out, err := exec.Command("pabellon", "parked", "--database-url", "sqlite:"+b.dir+"/data/pabellon.db").CombinedOutput(); err != nil || !strings.Contains(string(out), "nothing is parked") {
		b.Errorf("%v: %s", err, out)
	}
	for _, log := range b.ended {
		if strings.Contains(log, "panic") || strings.Contains(log, "DATA RACE") {
			b.Errorf("the log has:\n%s", log)
		}
	}
}

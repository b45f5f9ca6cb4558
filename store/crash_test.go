package store_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

var crashTurns = flag.Int("crash.turns", 2000, "turns in each crash test")

// TestNothingIsLostOrDoubledByKills kills the bot again and again under load, with
// turns delivered again, and then looks at everything that is left.
func TestNothingIsLostOrDoubledByKills(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) { lifeOfKills(t, url, *crashTurns) })
}

// TestNothingIsLostOrDoubledByKillsWithAKey is a shorter one with everything sealed.
func TestNothingIsLostOrDoubledByKillsWithAKey(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) { lifeOfKills(t, withKey(url, dataKey("a")), *crashTurns/4) })
}

func lifeOfKills(t *testing.T, url string, turns int) {
	w := newWorld(t, url, turns, 1, 30*time.Second)
	for w.feed(rand.N(300) + 100) {
		w.kill(0)
		w.start(0)
	}
	w.finish()
}

// TestNothingIsLostOrDoubledAmongThree runs three processes on one database, kills
// some and stops one in the middle of its work for longer than its lease lasts.
func TestNothingIsLostOrDoubledAmongThree(t *testing.T) {
	t.Parallel()
	w := newWorld(t, postgresURL(t), *crashTurns, 3, 1500*time.Millisecond)
	w.feed(w.total / 4)
	for place := 0; place < 3 && w.late() == 0; place++ { // one may have nothing in hand just then
		w.freeze(place)
		w.feed(w.total / 8)
		time.Sleep(2500 * time.Millisecond)
		w.thaw(place)
		time.Sleep(500 * time.Millisecond)
	}
	w.feed(w.total / 8)
	w.kill(1)
	w.start(1)
	w.feed(w.total / 8)
	w.kill(2)
	w.start(2)
	w.feed(w.total)
	w.finish()
	if w.late() == 0 {
		t.Error("the stopped process lost nothing: it was not tried whether late commits are refused")
	}
	t.Logf("%d late commits were refused", w.late())
}

// chat is one conversation as the world sees it.
type chat struct {
	name string
	home int // the process that gets its turns
	next int // the next turn to deliver
	kept int // turns that were acknowledged
}

// said is one message that arrived.
type said struct {
	id, conversation, turn, text string
	life                         int // of the process that sent it
}

func (w *world) String() string {
	return fmt.Sprintf("%d turns in %d conversations, %d processes, %d deaths, %d messages, %d of them twice",
		w.total, len(w.chats), w.lives, w.deaths, len(w.said), w.twice)
}

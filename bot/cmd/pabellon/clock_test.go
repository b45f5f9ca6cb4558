package main

import (
	"testing"
	"time"
)

// near tells whether two times are the same but for the moment between two calls.
func near(a, b time.Time) bool { return a.Sub(b).Abs() < time.Minute }

func TestTheClockRunsOnFromWhereItWasSet(t *testing.T) {
	var c Clock
	if !near(c.Now(), time.Now()) {
		t.Error("it does not begin with the real time")
	}
	c.Advance(24 * time.Hour)
	c.Advance(24 * time.Hour)
	if !near(c.Now(), time.Now().Add(48*time.Hour)) {
		t.Errorf("after two days it is %v", c.Now())
	}
	to := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	c.Set(to)
	if got := c.Now(); got.Before(to) || !near(got, to) {
		t.Errorf("set to %v it shows %v", to, got)
	}
}

func TestTheClockKnowsWhatItShowedBefore(t *testing.T) {
	var c Clock
	before := time.Now().Add(-time.Second)
	c.Advance(24 * time.Hour)
	between := time.Now()
	if !c.Was(before).Equal(before) || !near(c.Was(between), between.Add(24*time.Hour)) {
		t.Errorf("before %v, after %v", c.Was(before), c.Was(between))
	}
	for range maxMoves + 10 {
		c.Advance(time.Second)
	}
	if len(c.moves) != maxMoves {
		t.Errorf("it remembers %d moves", len(c.moves))
	}
}

package fakes

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestWhoWaitsIsToldOfEveryChange(t *testing.T) {
	var w Watch
	n := make(chan int, 1)
	n <- 0
	ended := make(chan error, 1)
	go func() {
		ended <- w.Until(t.Context(), t.Context(), "three", func() bool { v := <-n; n <- v; return v == 3 })
	}()
	for range 3 {
		n <- <-n + 1
		w.Wake()
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	never := func() bool { return false }
	if err := w.Until(over, t.Context(), "never", never); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := w.Until(t.Context(), over, "never", never); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if Sleep(over, t.Context(), time.Hour) || Sleep(t.Context(), over, 0) || !Sleep(t.Context(), t.Context(), time.Nanosecond) {
		t.Error("a sleep does not tell whether its time has passed")
	}
}

func TestFaultsComeInOrderSoOftenAsPlanned(t *testing.T) {
	var s Script[string]
	s.Plan("a", 2)
	s.Plan("b", 0)
	s.Plan("for ever", -1)
	all := func(string) bool { return true }
	then := func(f string) (*string, int) {
		if after := "after b"; f == "b" {
			return &after, 0
		}
		return nil, 0
	}
	if f := s.Next(func(f string) bool { return f == "b" }, then); *f != "b" {
		t.Error(*f)
	}
	for _, want := range []string{"a", "a", "after b", "for ever", "for ever"} {
		if f := s.Next(all, then); f == nil || *f != want {
			t.Fatalf("%v, not %s", f, want)
		}
	}
	s.Clear()
	if f := s.Next(all, then); f != nil {
		t.Error(*f)
	}
}

func TestABucketFillsAndEmpties(t *testing.T) {
	var b Bucket
	now := time.Unix(1000, 0)
	for range 3 {
		if d := b.Wait(3, 1, now); d != 0 {
			t.Fatal(d)
		}
	}
	if d := b.Wait(3, 1, now); d != time.Second {
		t.Error(d)
	}
	if d := b.Wait(3, 1, now.Add(time.Second)); d != 0 {
		t.Error(d)
	}
}

package store_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"pabellon/store"
)

func spendingIsAddedUp(t *testing.T, url string) {
	one, two := open(t, url, store.Options{Replica: "one"}), open(t, url, store.Options{Replica: "two"})
	if n := must(one.Spent(t.Context(), "2026-11-23"))(t); n != 0 {
		t.Errorf("%d on a day without", n)
	}
	for _, step := range []struct {
		by     *store.Store
		day    string
		tokens int64
		want   int64
	}{
		{one, "2026-11-23", 1200, 1200}, {two, "2026-11-23", 300, 1500}, {one, "2026-11-24", 7, 7}, {two, "2026-11-23", -500, 1000},
		{one, "2026-11-23", 0, 1000}, {two, "2026-11-23", 1 << 40, 1<<40 + 1000},
	} {
		if got := must(step.by.Spend(t.Context(), step.day, step.tokens))(t); got != step.want {
			t.Errorf("%+v: %d", step, got)
		}
		if got := must(two.Spent(t.Context(), step.day))(t); got != step.want {
			t.Errorf("%+v: %d is there", step, got)
		}
	}
	for _, day := range []string{"", "today", "2026-02-30", "2026-11-23T00:00:00Z", "2026-11-2\x00"} {
		if n, err := one.Spend(t.Context(), day, 5); err == nil || n != 0 {
			t.Errorf("spent %d on the day %q", n, day)
		}
		if n, err := one.Spent(t.Context(), day); err != nil || n != 0 {
			t.Errorf("the day %q has %d, %v", day, n, err)
		}
	}
	for _, tokens := range []int64{1<<40 + 1, -1<<40 - 1} {
		if _, err := one.Spend(t.Context(), "2026-11-23", tokens); err == nil {
			t.Errorf("%d tokens were spent at once", tokens)
		}
	}
}

func TestWhatManySpendAtOnceIsAddedUpToTheToken(t *testing.T) { eachEngine(t, spendingAtOnce) }

// spendingAtOnce has two processes of 32 goroutines each.
func spendingAtOnce(t *testing.T, url string) {
	const goroutines, adds = 64, 100
	stores := []*store.Store{open(t, url, store.Options{Replica: "one"}), open(t, url, store.Options{Replica: "two"})}
	var all sync.WaitGroup
	totals := make([][]int64, goroutines)
	for g := range goroutines {
		all.Go(func() {
			for range adds {
				total, err := stores[g%2].Spend(t.Context(), "2026-11-23", int64(1+g))
				if err != nil {
					t.Error(err)
					return
				}
				totals[g] = append(totals[g], total)
			}
		})
	}
	all.Wait()
	const want = adds * goroutines * (goroutines + 1) / 2
	if got := must(stores[0].Spent(t.Context(), "2026-11-23"))(t); got != want {
		t.Errorf("%d tokens, want %d", got, want)
	}
	seen := map[int64]bool{}
	for _, own := range totals {
		if !slices.IsSorted(own) {
			t.Error("a total fell")
		}
		for _, total := range own {
			if seen[total] {
				t.Errorf("two were told the total %d", total)
			}
			seen[total] = true
		}
	}
	if !seen[want] {
		t.Error("nobody was told the total of all")
	}
}

func spendingIsForgotten(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	for day := range 30 {
		must(s.Spend(t.Context(), fmt.Sprintf("2026-09-%02d", 1+day), 10))(t)
		must(s.Spend(t.Context(), fmt.Sprintf("2026-09-%02d", 1+day), 10))(t)
	}
	for day, want := range map[string]int64{"2026-09-01": 20, "2026-09-30": 20} {
		if got := must(s.Spent(t.Context(), day))(t); got != want {
			t.Errorf("%s has %d before", day, got)
		}
	}
	must(s.Spend(t.Context(), "2026-10-15", 5))(t)
	must(s.Spend(t.Context(), "2026-10-15", 5))(t)
	for day, want := range map[string]int64{"2026-09-01": 0, "2026-09-04": 0, "2026-09-05": 20, "2026-09-30": 20, "2026-10-15": 10} {
		if got := must(s.Spent(t.Context(), day))(t); got != want {
			t.Errorf("%s has %d, want %d", day, got, want)
		}
	}
}

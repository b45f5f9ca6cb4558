package store_test

import (
	"errors"
	"testing"
	"time"

	"pabellon/store"
)

func TestAStoppedArticleIsStoppedForEveryProcessUntilItIsResumed(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		one, two := open(t, url, store.Options{}), open(t, url, store.Options{})
		check(t, one.StopArticle(t.Context(), "costo-membresia", "cambió la cuota"))
		check(t, one.StopArticle(t.Context(), "clabe", ""))
		got := must(two.StoppedArticles(t.Context()))(t)
		if len(got) != 2 || got[0].ID != "clabe" || got[1].ID != "costo-membresia" || got[1].Reason != "cambió la cuota" || time.Since(got[1].At) > time.Minute {
			t.Fatalf("the other process sees %+v", got)
		}
		check(t, two.StopArticle(t.Context(), "clabe", "otra razón"))
		check(t, two.ResumeArticle(t.Context(), "costo-membresia"))
		got = must(one.StoppedArticles(t.Context()))(t)
		if len(got) != 1 || got[0].ID != "clabe" || got[0].Reason != "otra razón" {
			t.Errorf("after resuming one: %+v", got)
		}
		if err := one.ResumeArticle(t.Context(), "costo-membresia"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("resuming what is not stopped: %v", err)
		}
	})
}

func TestAReasonThatNoColumnTakesIsKeptAsFarAsItCan(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, url, store.Options{})
		check(t, s.StopArticle(t.Context(), "x", "a\x00b\xff"))
		if got := must(s.StoppedArticles(t.Context()))(t); len(got) != 1 || got[0].Reason != "a�b�" {
			t.Errorf("%+v", got)
		}
	})
}

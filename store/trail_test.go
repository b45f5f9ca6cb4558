package store_test

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/store"
)

func trailIsKept(t *testing.T, url string) {
	s := open(t, url, store.Options{})
	laura := bot.Actor{Kind: bot.Staff, ID: "U0LAURA", Name: "Laura Mora"}
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	first := store.TrailEntry{At: monday, By: laura, Act: "stop", About: "costo-membresia", Reason: "cambió la cuota"}
	second := store.TrailEntry{At: monday.Add(time.Hour), By: laura, Act: "export", About: "csv"}
	check(t, s.AddTrail(t.Context(), first))
	check(t, s.AddTrail(t.Context(), second))
	all := must(s.Trail(t.Context(), time.Time{}))(t)
	if len(all) != 2 || all[0] != first || all[1] != second {
		t.Errorf("%+v", all)
	}
	if late := must(s.Trail(t.Context(), monday.Add(time.Minute)))(t); len(late) != 1 || late[0] != second {
		t.Errorf("since a minute later: %+v", late)
	}
	check(t, s.AddTrail(t.Context(), store.TrailEntry{At: monday, By: laura, Act: "stop", About: "a\x00b", Reason: strings.Repeat("x", 2000)}))
	if odd := must(s.Trail(t.Context(), time.Time{}))(t)[2]; odd.About != "a�b" || len(odd.Reason) != 500 {
		t.Errorf("%+v", odd)
	}
}

func TestWhatAdminsDidOutlivesAnErasureAndIsSealedAnew(t *testing.T) {
	eachEngine(t, func(t *testing.T, url string) {
		s := open(t, withKey(url, dataKey("a")), store.Options{})
		e := store.TrailEntry{At: time.Now().UTC().Truncate(time.Second), By: bot.Actor{Kind: bot.Staff, ID: "U0LAURA", Name: "Laura Mora"}, Act: "stop", About: "x", Reason: "cambió la cuota"}
		check(t, s.AddTrail(t.Context(), e))
		w := put(t, s, turn("1", "1", "x"))[0]
		commit(t, s, w, bot.Outcome{})
		must(s.Erase(t.Context(), w.Turn.Conversation))(t)
		if all := everything(t, url); strings.Contains(all, "Laura") || strings.Contains(all, "cuota") {
			t.Error("it can be read in the database:", all)
		}
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("b", "a")), store.Options{})
		must(s.Rekey(t.Context(), nil))(t)
		check(t, s.Close())
		s = open(t, withKey(url, dataKey("b")), store.Options{})
		if all := must(s.Trail(t.Context(), time.Time{}))(t); len(all) != 1 || all[0] != e {
			t.Errorf("%+v", all)
		}
	})
}

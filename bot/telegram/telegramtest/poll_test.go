package telegramtest

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"
)

func ids(list []map[string]any) []int64 {
	var out []int64
	for _, u := range list {
		out = append(out, int64(u["update_id"].(float64)))
	}
	return out
}

func TestAnUpdateComesAgainUntilAHigherOffsetConfirmsIt(t *testing.T) {
	b := begin(t, func(o *Options) { o.Start = 10 })
	ana := b.ana()
	ana.Write("dos")
	ana.Write("tres")
	steps := []struct {
		params []string
		want   []int64
	}{
		{[]string{"limit", "2"}, []int64{10, 11}},
		{[]string{"offset", "10"}, []int64{10, 11, 12}},
		{[]string{"offset", "11", "limit", "1"}, []int64{11}},
		{[]string{"offset", "10"}, []int64{11, 12}},
		{[]string{"offset", "-1"}, []int64{12}},
		{nil, []int64{12}},
		{[]string{"offset", "13"}, nil},
	}
	for _, s := range steps {
		if got := ids(b.updates(s.params...)); !slices.Equal(got, s.want) {
			t.Errorf("%v gives %v, want %v", s.params, got, s.want)
		}
	}
	if b.Pending() != 0 {
		t.Errorf("%d are pending", b.Pending())
	}
}

func TestOneWhoAsksTheSameAtOnceGetsOneUpdateOnly(t *testing.T) {
	b := begin(t)
	b.ana().Write("dos")
	if n := len(b.updates("offset", "5")); n != 2 {
		t.Errorf("%d came first", n)
	}
	if n := len(b.updates("offset", "5")); n != 1 {
		t.Errorf("%d came on the second call", n)
	}
}

func TestIdsThatStartAnewAreNotTakenForConfirmed(t *testing.T) {
	b := begin(t, func(o *Options) { o.Start = 5000 })
	ana := b.ana()
	b.updates("offset", "5001")
	b.Restart(40)
	ana.Write("después de una semana")
	if got := ids(b.updates("offset", "5002")); !slices.Equal(got, []int64{40}) {
		t.Errorf("got %v", got)
	}
	if got := ids(b.updates("offset", "41")); got != nil {
		t.Errorf("got %v after it was confirmed", got)
	}
}

func TestALongPollWakesAtOnce(t *testing.T) {
	b := begin(t)
	ana := b.Person(Profile{ID: 77})
	came := make(chan answer)
	go func() { came <- b.call("getUpdates", "offset", "1", "timeout", "20") }()
	waits(b, "getUpdates", 1)
	start := time.Now()
	ana.Start("campaña")
	b.well(<-came, nil)
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

// waits waits until so many calls of a method are there without an answer.
func waits(b bench, name string, n int) {
	b.Helper()
	err := b.Until(soon(b.T), name+" waits", func() bool {
		open := slices.DeleteFunc(b.Calls(), func(c Call) bool { return c.Method != name || c.Status != 0 })
		return len(open) >= n && b.Polling()
	})
	if err != nil {
		b.Fatal(err)
	}
}

func TestOnlyOneMayAskForUpdates(t *testing.T) {
	b := begin(t)
	first, second := make(chan answer), make(chan answer)
	go func() { first <- b.call("getUpdates", "offset", "1", "timeout", "20") }()
	waits(b, "getUpdates", 1)
	go func() { second <- b.call("getUpdates", "offset", "2", "timeout", "20") }()
	b.refused(<-first, 409, endedByPoll)
	waits(b, "getUpdates", 1)
	b.well(b.call("setWebhook", "url", "http://127.0.0.1:1/hook"), nil)
	b.refused(<-second, 409, endedByHook)
	b.refused(b.call("getUpdates", "timeout", "20"), 409, hookIsSet)
	b.well(b.call("deleteWebhook"), nil)
	b.updates("offset", "3")
	if n := len(b.Refused()); n != 0 {
		t.Errorf("%d conflicts are told as refusals", n)
	}
}

func TestAPollThatHangsUpMakesRoom(t *testing.T) {
	b := begin(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.address("getUpdates?timeout=20&offset=1"), nil)
		if err != nil {
			return
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			_ = res.Body.Close()
		}
	}()
	waits(b, "getUpdates", 1)
	cancel()
	<-done
	err := b.Until(soon(t), "nobody polls", func() bool { return !b.Polling() })
	if err != nil {
		t.Error(err)
	}
}

func TestTheListOfUpdatesIsRemembered(t *testing.T) {
	b := begin(t)
	ana := b.ana()
	offset := 2000
	count := func(allowed ...string) int {
		offset++
		b.updates(append([]string{"offset", fmt.Sprint(offset)}, allowed...)...)
		b.Restart(int64(offset) + 1)
		before := b.Pending()
		ana.React(1, "👍")
		ana.Write("hola")
		return b.Pending() - before
	}
	steps := []struct {
		allowed []string
		made    int
	}{
		{nil, 1},
		{[]string{"allowed_updates", `["message","message_reaction","no_such_thing"]`}, 2},
		{nil, 2},
		{[]string{"allowed_updates", "null"}, 2},
		{[]string{"allowed_updates", `["callback_query"]`}, 0},
		{[]string{"allowed_updates", `["no_such_thing"]`}, 1},
		{[]string{"allowed_updates", `["message_reaction"]`}, 1},
		{[]string{"allowed_updates", `[]`}, 1},
	}
	for i, s := range steps {
		if got := count(s.allowed...); got != s.made {
			t.Errorf("step %d: %v lets %d updates be made, want %d", i, s.allowed, got, s.made)
		}
	}
}

func TestARawUpdateComesAsItIs(t *testing.T) {
	b := begin(t)
	b.Raw(map[string]any{"chat_member": map[string]any{"date": 1}, "unheard_of": true})
	got := b.updates()
	if len(got) != 1 || got[0]["unheard_of"] != true || got[0]["update_id"] != 1000.0 {
		t.Errorf("got %v", got)
	}
}

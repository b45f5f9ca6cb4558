package slacktest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/slack-go/slack"
)

// while does something again and again until another thing has been done often enough.
func (b bench) while(acts func(n int), told func()) {
	b.Helper()
	done := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-done:
				return
			default:
				acts(n)
			}
		}
	})
	for range 60 {
		told()
	}
	close(done)
	all.Wait()
}

// check tells of errors without ending the test, from any goroutine.
func (b bench) check(errs ...error) {
	b.Helper()
	for _, err := range errs {
		if err != nil {
			b.Error(err)
		}
	}
}

// The two tests are for the race detector: what was told does not change any more while people go on.
func TestAnAnswerStaysAsItIs(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	opened, err := b.api.OpenView(b.clicked(ana), form())
	b.fine(err)
	fill := func(n int) { b.check(ana.Fill(map[string]any{"name": fmt.Sprint(n)})) }
	b.while(fill, func() {
		_, err := b.api.UpdateView(form(), "", "", opened.View.ID)
		b.check(err)
	})
	come := func(n int) {
		b.Join("C1", fmt.Sprintf("U%d", 100+n%20))
		b.Leave("C1", fmt.Sprintf("U%d", 100+(n+10)%20))
	}
	b.while(come, func() {
		_, _, err := b.api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C1"})
		b.check(err)
	})
}

func TestWhatATestLooksAtStaysAsItIs(t *testing.T) {
	b := begin(t, func(o *Options) { o.Events = []string{} })
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	_, err := b.api.OpenView(b.clicked(ana), form())
	b.fine(err)
	ts := b.said("C1", text("hola"))
	b.while(func(n int) { b.check(ana.Fill(map[string]any{"name": fmt.Sprint(n)})) }, func() { _ = fmt.Sprint(b.Modal("U1")) })
	b.while(func(int) { b.check(ana.React("C1", ts, "eyes"), ana.Unreact("C1", ts, "eyes")) }, func() { _ = fmt.Sprint(b.Channel("C1").Messages()) })
}

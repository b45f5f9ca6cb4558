package slack_test

import (
	"context"
	"testing"
	"time"
)

// clicking is a desk whose program is keeping a click of Laura's for as long as it may; stop
// begins its end, which closes ended.
func clicking(t *testing.T, keeping <-chan struct{}) (d *desk, stop func(), ended <-chan struct{}) {
	d = open(t, nil)
	d.backend.keeping = keeping
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	over := make(chan struct{})
	go func() { d.slack.Run(ctx); close(over) }()
	d.until("the socket is open", func() bool { _, ok := d.slack.State(); return ok })
	must(t, d.laura.Click(deskID, d.posted(), "Tomar"))
	d.until("the click is being kept", func() bool { return d.backend.asking.Load() == 1 })
	return d, stop, over
}

// What is in hand when the program is stopped is kept and acknowledged: Slack tells who
// clicked of no trouble, and a modal closes.
func TestAStopFinishesWhatIsInHand(t *testing.T) {
	free := make(chan struct{})
	d, stop, ended := clicking(t, free)
	stop()
	time.Sleep(50 * time.Millisecond)
	close(free)
	<-ended
	d.until("it is acknowledged", func() bool { return d.fake.Pending() == 0 })
	if trouble := d.fake.Errors("U0LAURA"); len(trouble) != 0 || len(d.backend.all()) != 1 {
		t.Errorf("%d turns, and Slack told her %q", len(d.backend.all()), trouble)
	}
}

// A call that does not end holds the program up for a few seconds only.
func TestAStopDoesNotWaitForEver(t *testing.T) {
	d, stop, ended := clicking(t, make(chan struct{}))
	stop()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Fatal("it does not stop")
	}
	if n := len(d.backend.all()); n != 0 {
		t.Errorf("%d turns", n)
	}
}

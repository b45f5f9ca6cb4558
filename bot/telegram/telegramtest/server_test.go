package telegramtest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"pabellon/bot/fakes"
)

func TestManyMayUseTheServerAtOnce(t *testing.T) {
	b := begin(t)
	var all sync.WaitGroup
	for i := range 8 {
		id := int64(100 + i)
		p := b.Person(Profile{ID: id})
		p.Start("")
		all.Go(func() {
			for n := range 10 {
				p.Write("hola")
				b.call("sendMessage", "chat_id", fmt.Sprint(id), "text", fmt.Sprint(n))
				b.Calls()
				p.Screen()
			}
		})
	}
	all.Go(func() {
		for n := range 10 {
			b.call("getUpdates", "offset", fmt.Sprint(1000+n))
		}
	})
	all.Wait()
	for i := range 8 {
		if n := len(b.Person(Profile{ID: int64(100 + i)}).Screen()); n != 21 {
			t.Errorf("person %d sees %d messages", i, n)
		}
	}
}

func TestCloseEndsWhatWaits(t *testing.T) {
	b := begin(t)
	ended := make(chan answer)
	go func() { ended <- b.call("getUpdates", "offset", "1", "timeout", "50") }()
	waits(b, "getUpdates", 1)
	until := make(chan error)
	go func() { until <- b.Until(context.Background(), "never", func() bool { return false }) }()
	b.Close()
	b.Close()
	<-ended
	if err := <-until; !errors.Is(err, fakes.ErrClosed) {
		t.Errorf("the one who waited got %v", err)
	}
}

func TestOneWhoWaitsInVainHearsWhatFor(t *testing.T) {
	b := begin(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := b.ana().Heard(ctx, 2)
	if err == nil || err.Error() != "wait until the bot has said 2 messages: context deadline exceeded, it said 0" {
		t.Errorf("got %v", err)
	}
}

func TestParametersComeInEveryForm(t *testing.T) {
	b := begin(t)
	b.ana()
	b.well(b.do(http.MethodGet, b.address("sendMessage?chat_id=77&text=a%20b"), "", nil), nil)
	b.well(b.call("sendMessage?chat_id=77", "text", "a b"), nil)
	b.well(b.json("sendMessage", `{"chat_id":77,"text":"a b","protect_content":true,"entities":null}`), nil)
	b.well(b.upload("sendMessage", "unused", "a", nil, "chat_id", "77", "text", "a b"), nil)
	for _, c := range b.Calls() {
		if c.Method != "sendMessage" || c.Params["text"] != "a b" || c.Params["chat_id"] != "77" || c.Status != 200 {
			t.Errorf("kept %+v", c)
		}
	}
	b.refused(b.do(http.MethodPut, b.address("getMe"), "", nil), 400, "Bad Request: telegramtest: a call is a GET or a POST")
}

package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
)

// listener reads the events of one page.
type listener struct {
	t      *testing.T
	events chan [2]string // name and data
}

// open serves the playground until the test ends.
func open(t *testing.T, w *Web) *httptest.Server {
	server := httptest.NewServer(w)
	t.Cleanup(func() { w.Close(); server.Close() })
	return server
}

// listen opens a stream of the server and returns when it is open.
func listen(t *testing.T, server *httptest.Server, chat string) *listener {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	r, _ := http.NewRequestWithContext(ctx, "GET", server.URL+Base+"events?chat="+chat, nil)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != 200 || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("events: %d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	l := &listener{t, make(chan [2]string, 256)}
	go func() {
		defer func() { _ = resp.Body.Close(); close(l.events) }()
		name, lines := "", bufio.NewScanner(resp.Body)
		for lines.Scan() {
			if v, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = v
			} else if v, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				l.events <- [2]string{name, v}
			}
		}
	}()
	if e := l.next(); e[0] != "state" {
		t.Fatalf("the first event is %q", e)
	}
	return l
}

func (l *listener) next() [2]string {
	l.t.Helper()
	select {
	case e := <-l.events:
		return e
	case <-time.After(3 * time.Second):
		l.t.Fatal("no event came")
		return [2]string{}
	}
}

func TestASentMessageReachesItsPageOnly(t *testing.T) {
	w, f := site(t)
	server := open(t, w)
	mine, other := listen(t, server, chat), listen(t, server, "other-chat")
	f.says(t, chat, "cuanto cuesta")
	e := mine.next()
	var got pushedJSON
	if err := json.Unmarshal([]byte(e[1]), &got); err != nil || e[0] != "message" {
		t.Fatal(e, err)
	}
	if got.Line.By != "bot" || got.Line.Turn == "" || len(got.Line.Sources) != 1 || got.Head == nil || got.Head.Conversation != "web:"+chat {
		t.Errorf("the event is %+v", got)
	}
	if _, err := w.Send(context.Background(), bot.Delivery{ID: "c1", Conversation: "web:zzz", Message: bot.Message{To: bot.ForStaff, Card: bot.GapCard}}); err != nil {
		t.Fatal(err)
	}
	for _, l := range []*listener{mine, other} { // the first that the other hears is the card
		if e := l.next(); e[0] != "card" || !strings.Contains(e[1], "web:zzz") {
			t.Errorf("event %q, want the card", e)
		}
	}
	w.Changed()
	if e := other.next(); e[0] != "state" || !strings.Contains(e[1], "now") {
		t.Errorf("event %q, want the state", e)
	}
}

func TestSendNeedsNobodyThere(t *testing.T) {
	w, f := site(t)
	d := bot.Delivery{ID: "d1", Conversation: "web:" + chat, Message: bot.Message{To: bot.Person, Text: "hola"}}
	if receipt, err := w.Send(context.Background(), d); err != nil || receipt != "d1" {
		t.Errorf("%q %v", receipt, err)
	}
	server := open(t, w)
	l := listen(t, server, chat)
	f.broke(errDown) // the room cannot be read: the message alone is drawn
	if _, err := w.Send(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if e := l.next(); e[0] != "message" || !strings.Contains(e[1], "hola") {
		t.Errorf("event %q", e)
	}
}

func TestTheLastWordToSomebodyErasedIsMarked(t *testing.T) {
	w, _ := site(t)
	l := listen(t, open(t, w), chat)
	d := bot.Delivery{ID: "d9", Conversation: "web:" + chat, Forget: true, Message: bot.Message{To: bot.Person, Text: "Listo. Borré todo."}}
	if _, err := w.Send(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var got pushedJSON
	if err := json.Unmarshal([]byte(l.next()[1]), &got); err != nil || !got.Line.Fleeting || got.Head != nil {
		t.Errorf("%+v %v", got, err)
	}
}

func TestASlowPageIsCutOffAndNobodyWaits(t *testing.T) {
	h := newHub(10)
	slow, quick := h.open("web:a"), h.open("web:a")
	done := make(chan int)
	go func() {
		n := 0
		for range quick.events {
			n++
		}
		done <- n
	}()
	for i := range streamBuffer + 1 {
		h.send("web:a", event{"message", []byte("x")})
		if i%8 == 0 {
			time.Sleep(time.Millisecond)
		}
	}
	if h.streams[slow] {
		t.Error("the slow page is still there")
	}
	h.drop(slow)
	h.drop(quick)
	if n := <-done; n != streamBuffer+1 {
		t.Errorf("the quick page got %d events, want %d", n, streamBuffer+1)
	}
}

func TestStreamsAreLimitedAndEndWithTheServer(t *testing.T) {
	o := testOptions()
	o.MaxStreams = 2
	w := New(newFake(), o)
	server := open(t, w)
	first := listen(t, server, chat)
	listen(t, server, chat)
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, httptest.NewRequest("GET", Base+"events?chat="+chat, nil))
	if rec.Code != 503 || rec.Header().Get("Retry-After") == "" {
		t.Errorf("the third page: %d", rec.Code)
	}
	w.Close()
	select {
	case _, more := <-first.events:
		if more {
			t.Error("an event instead of the end")
		}
	case <-time.After(3 * time.Second):
		t.Error("the stream did not end")
	}
	if w.hub.open("web:x") != nil {
		t.Error("a closed hub takes pages")
	}
}

func TestManyPagesAndSendersAtOnce(t *testing.T) {
	w, f := site(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			s := w.hub.open(bot.ConversationID(Channel, fmt.Sprintf("many-%04d", i)))
			defer w.hub.drop(s)
			for n := range 20 {
				body := fmt.Sprintf(`{"chat":"many-%04d","id":"%d","text":"hola"}`, i, n)
				if rec := post(w, "turns", body); rec.Code != 202 {
					t.Errorf("%d %s", rec.Code, rec.Body)
				}
				get(w, "api/desk")
			}
		})
	}
	all.Wait()
	if len(f.turns) != 160 {
		t.Errorf("%d turns, want 160", len(f.turns))
	}
}

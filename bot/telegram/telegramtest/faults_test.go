package telegramtest

import (
	"strings"
	"testing"
	"time"
)

func say(b bench) answer { return b.call("sendMessage", "chat_id", "77", "text", "hola") }

func TestFaultsComeByScript(t *testing.T) {
	cases := []struct {
		name  string
		fault Fault
		check func(answer) bool
		said  int // messages that are in the chat in spite of it
	}{
		{"too many requests", Fault{RetryAfter: 3}, func(a answer) bool {
			return a.status == 429 && a.header.Get("Retry-After") == "3" && a.Parameters.Retry == 3 &&
				a.Description == "Too Many Requests: retry after 3"
		}, 0},
		{"a proxy's page", Fault{Status: 502}, func(a answer) bool {
			return a.status == 502 && a.body == BadGateway && a.header.Get("Content-Type") == "text/html"
		}, 0},
		{"a body of one's own", Fault{Status: 400, Body: `{"ok":false}`, Header: map[string]string{"X-A": "b"}}, func(a answer) bool {
			return a.status == 400 && a.body == `{"ok":false}` && a.header.Get("X-A") == "b"
		}, 0},
		{"an inner error", Fault{Status: 500, Method: "sendMessage", Chat: 77}, func(a answer) bool {
			return a.status == 500 && a.Description == "Internal Server Error" && a.Code == 500
		}, 0},
		{"a dropped connection", Fault{Drop: true}, func(a answer) bool { return a.err != nil }, 0},
		{"dropped when it was done", Fault{DropAfter: true}, func(a answer) bool { return a.err != nil }, 1},
		{"half of an answer", Fault{Truncate: true}, func(a answer) bool {
			return a.status == 200 && strings.HasPrefix(a.body, `{"ok":true,"result":{`) && !a.OK
		}, 1},
		{"late", Fault{Delay: 100 * time.Millisecond}, func(a answer) bool { return a.OK }, 1},
		{"for another chat", Fault{Chat: 78, Status: 500}, func(a answer) bool { return a.OK }, 1},
		{"for another method", Fault{Method: "getMe", Status: 500}, func(a answer) bool { return a.OK }, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := begin(t)
			ana := b.ana()
			b.Fail(c.fault)
			start := time.Now()
			if a := say(b); !c.check(a) {
				t.Errorf("answered %d %s, %v", a.status, a.body, a.err)
			}
			if took := time.Since(start); took < c.fault.Delay {
				t.Errorf("it took %v", took)
			}
			if n := len(ana.Screen()) - 1; n != c.said {
				t.Errorf("%d were said, want %d", n, c.said)
			}
			b.Heal()
			b.well(say(b), nil)
			if r := b.Refused(); r != nil {
				t.Errorf("a fault is told as a refusal: %v", r)
			}
		})
	}
}

func TestFaultsFollowEachOther(t *testing.T) {
	b := begin(t)
	b.ana()
	b.Fail(Fault{Status: 500, Times: 2, Then: &Fault{Status: 502}})
	var got []int
	for range 4 {
		got = append(got, say(b).status)
	}
	if got[0] != 500 || got[1] != 500 || got[2] != 502 || got[3] != 200 {
		t.Errorf("answered %v", got)
	}
	b.Fail(Fault{Status: 500, Times: -1})
	for range 3 {
		if say(b).OK {
			t.Error("a fault for ever ended")
		}
	}
}

func TestDownDropsEverything(t *testing.T) {
	b := begin(t)
	b.ana()
	waiting := make(chan answer)
	b.updates("offset", "1001")
	go func() { waiting <- b.call("getUpdates", "offset", "1001", "timeout", "20") }()
	waits(b, "getUpdates", 1)
	b.Down(true)
	if a := <-waiting; a.err == nil {
		t.Errorf("the one who waited got %s", a.body)
	}
	if a := say(b); a.err == nil {
		t.Errorf("answered %d", a.status)
	}
	b.Down(false)
	b.well(say(b), nil)
}

func TestOneWhoDoesNotWaitIsFoundOut(t *testing.T) {
	b := begin(t)
	b.ana()
	b.Person(Profile{ID: 78}).Start("")
	b.Fail(Fault{RetryAfter: 30, Chat: 77})
	say(b)
	b.well(b.call("sendMessage", "chat_id", "78", "text", "otra"), nil)
	if n := len(b.Impatient()); n != 0 {
		t.Errorf("%d are impatient, but it was another chat", n)
	}
	say(b)
	if got := b.Impatient(); len(got) != 1 || got[0].Params["chat_id"] != "77" {
		t.Errorf("impatient are %v", got)
	}
}

func TestAFloodIsRefusedButABurstPasses(t *testing.T) {
	b := begin(t, func(o *Options) { o.Flood = true })
	b.ana()
	for i := range int(chatBurst) {
		if a := say(b); !a.OK {
			t.Fatalf("message %d: %s", i, a.body)
		}
	}
	a := b.refused(say(b), 429, "Too Many Requests: retry after 1")
	if a.header.Get("Retry-After") != "1" || a.Parameters.Retry != 1 {
		t.Errorf("answered %s", a.body)
	}
	b.well(b.call("sendChatAction", "chat_id", "77", "action", "typing"), nil)
	b.refused(say(b), 429, "Too Many Requests: retry after 1")
	if n := len(b.Impatient()); n != 1 {
		t.Errorf("%d are impatient", n)
	}
	time.Sleep(1100 * time.Millisecond)
	b.well(say(b), nil)
}

func TestAFloodToAllIsRefused(t *testing.T) {
	f := newFlood()
	now := time.Now()
	for range int(allBurst) {
		if f.all.Wait(allBurst, allPace, now) != 0 {
			t.Fatal("a burst is refused")
		}
	}
	if f.all.Wait(allBurst, allPace, now) == 0 {
		t.Error("one too many passes")
	}
	if f.all.Wait(allBurst, allPace, now.Add(time.Second/allPace+time.Millisecond)) != 0 {
		t.Error("after a while it is still refused")
	}
}

func TestADelayIsARoundTrip(t *testing.T) {
	b := begin(t, func(o *Options) { o.Delay = 60 * time.Millisecond })
	start := time.Now()
	b.well(b.call("getMe"), nil)
	if took := time.Since(start); took < 60*time.Millisecond {
		t.Errorf("it took %v", took)
	}
}

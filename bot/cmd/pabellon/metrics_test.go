package main

import (
	"strconv"
	"testing"
	"time"
)

func TestATurnAndItsFirstReplyMeetInAnyOrder(t *testing.T) {
	var r replies
	began := time.Now().Add(-time.Second)
	if _, ok := r.meet("a", began); ok {
		t.Error("met nobody")
	}
	if took, ok := r.meet("a", time.Time{}); !ok || took < time.Second {
		t.Errorf("began first: %v %v", took, ok)
	}
	if _, ok := r.meet("b", time.Time{}); ok {
		t.Error("met nobody")
	}
	if took, ok := r.meet("b", began); !ok || took < time.Second {
		t.Errorf("replied first: %v %v", took, ok)
	}
}

func TestRepliesThatNeverMeetAreForgotten(t *testing.T) {
	var r replies
	for i := range 3 * openReplies {
		r.meet(strconv.Itoa(i), time.Now())
	}
	if len(r.open)+len(r.sent) > openReplies+1 {
		t.Errorf("%d are kept", len(r.open)+len(r.sent))
	}
}

func TestWhoListensEverywhereIsAskedHere(t *testing.T) {
	for addr, want := range map[string]string{
		":8080": "127.0.0.1:8080", "0.0.0.0:80": "127.0.0.1:80", "[::]:80": "127.0.0.1:80", "10.0.0.5:80": "10.0.0.5:80", "localhost:1": "localhost:1",
	} {
		if got := reachable(addr); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}

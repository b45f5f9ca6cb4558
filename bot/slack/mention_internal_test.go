package slack

import (
	"strings"
	"testing"
	"time"
)

// Each name of a conversation is of a person's own chat, of a thread, or of another channel.
func TestWhichConversationsOthersReadAlong(t *testing.T) {
	for conversation, want := range map[string]spot{
		"slack:C1.1700000000.000100.U1": {channel: "C1", thread: "1700000000.000100"},
		"slack:G1.1.2.W1":               {channel: "G1", thread: "1.2"},
		"slack:U1":                      {},
		"slack:":                        {},
		"telegram:77":                   {},
		"telegram:C1.1.2.U1":            {},
		"web:a.b.c.d":                   {},
		"slack:C1.1.2":                  {},
		"slack:C1.1.2.U1.x":             {},
		"":                              {},
	} {
		at, user, ok := publicSpot(conversation)
		if at != want || ok != (want != spot{}) || ok && user == "" {
			t.Errorf("%q is %+v of %q, %v", conversation, at, user, ok)
		}
		if ok && publicID(at, user) != conversation {
			t.Errorf("%q is named %q", conversation, publicID(at, user))
		}
	}
}

func TestReceiptsSayWhereAMessageStands(t *testing.T) {
	for _, at := range []spot{{channel: "C1", ts: "1.2"}, {channel: "C1", ts: "1.2", thread: "1.1"}} {
		if got, ok := spotOf(at.inThread()); !ok || got != at {
			t.Errorf("%q is read as %+v", at.inThread(), got)
		}
	}
	for _, bad := range []string{"", "C1", "C1 ", " 1.2", "77"} {
		if got, ok := spotOf(bad); ok {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

// What is remembered has an end.
func TestTheMemoryIsBounded(t *testing.T) {
	var m memory
	for i := range 3 * remembered {
		name := string(rune('a'+i%26)) + string(rune(0x4E00+i))
		m.root(name, spot{channel: "D1", thread: name})
		m.said(name, "es", spot{channel: "D1", ts: name, thread: name})
		m.prompt(name, promptsEvery, noonUTC)
	}
	if len(m.talks) > remembered || len(m.threads) > remembered || len(m.prompted) > remembered {
		t.Errorf("%d, %d, %d", len(m.talks), len(m.threads), len(m.prompted))
	}
	m.root("slack:U1", spot{channel: "D1", thread: "9.9"})
	if seen, due := m.working("slack:U1", statusEvery, noonUTC); !due || seen.at.thread != "9.9" {
		t.Errorf("%+v %v", seen, due)
	}
	if _, due := m.working("slack:U1", statusEvery, noonUTC.Add(statusEvery-1)); due {
		t.Error("it is shown again too soon")
	}
	if _, due := m.working("slack:U1", statusEvery, noonUTC.Add(statusEvery)); !due {
		t.Error("it is not shown again")
	}
}

var noonUTC = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// FuzzPublicSpot: a name is that of one person in one thread, or none; nothing else is read
// out of it.
func FuzzPublicSpot(f *testing.F) {
	for _, name := range []string{"slack:C1.171.5.U1", "slack:U1", "slack:", "slack:...", "slack:C1..5.U1", "slack:D1.171.5.U1", "slack:C1.171.5.", "slack:C1 2.171.5.U1",
		"slack:C1.171.5.U1.U2", "telegram:C1.171.5.U1", "slack:C1.-1.5.U1", "slack:C1.171.5.U1 1:act:approve", "slack:C1.１.5.U1"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		at, user, ok := publicSpot(name)
		switch {
		case !ok && (at != spot{} || user != ""):
			t.Errorf("%q is none, and has %+v %q", name, at, user)
		case ok && (publicID(at, user) != name || at.channel == "" || user == "" || at.ts != "" || strings.HasPrefix(at.channel, directMark) || strings.ContainsAny(name, " /")):
			t.Errorf("%q is %+v %q", name, at, user)
		}
	})
}

func TestWhatIsSaidInThreadsIsOfWhoSaidIt(t *testing.T) {
	for conversation, want := range map[string][2]string{"slack:U1": {"slack:", ".U1"}, "slack:": {}, "slack:C1.171.5.U1": {}, "telegram:7": {}, "slackU1": {}, "desk:staff": {}} {
		if before, after := Asides(conversation); before != want[0] || after != want[1] {
			t.Errorf("%s: %q…%q", conversation, before, after)
		}
	}
	if before, after := Asides("slack:U1"); !strings.HasPrefix(publicID(spot{channel: "C1", thread: "171.5"}, "U1"), before) || !strings.HasSuffix(publicID(spot{channel: "C1", thread: "171.5"}, "U1"), after) {
		t.Error("a thread's is not among them")
	}
}

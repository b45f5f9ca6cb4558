package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// story is an application, a question, a staff decision and a reminder, in many chats.
// Every application is decided: nothing is owed that staff would hear of again and again
// while the clock moves, which a restarted process begins to move from today.
func story(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("testdata/application.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range 3 {
		for line := range strings.Lines(string(b)) {
			line = strings.ReplaceAll(strings.TrimSpace(line), `"a1"`, fmt.Sprintf(`"a%d"`, i))
			out = append(out, strings.NewReplacer("PAB-0001", fmt.Sprintf("PAB-%04d", i+1), "pab-0001", fmt.Sprintf("pab-%04d", i+1)).Replace(line))
		}
	}
	return append(out, `{"chat":"z","id":"m1","text":"quiero aplicar"}`, `{"chat":"z","id":"m2","button":"1:accept"}`,
		`{"clock":"2046-11-30T12:00:00-06:00","id":"c1"}`)
}

// heard is what was said, by message id, in order.
type heard struct {
	order []string
	text  map[string]string // chat, audience, cause and words
	done  map[string]bool   // inputs that were closed, by their line
	again int               // messages that were said twice
}

func (h *heard) take(t *testing.T, line string) (done string) {
	t.Helper()
	var v struct {
		Chat, For, To, Text, Card, Message, Done, Error string
		Again                                           bool
	}
	if err := json.Unmarshal([]byte(line), &v); err != nil {
		t.Fatalf("not JSON: %s", line)
	}
	switch {
	case v.Error != "":
		t.Fatalf("an error: %s", line)
	case v.Done != "":
		return v.Done
	}
	if clockTurn(v.For) {
		v.For = "c1" // it was due before the kill, and is said before the clock's line comes again
	}
	text := strings.Join([]string{v.Chat, v.To, v.Card, v.For, v.Text}, "|")
	if before, ok := h.text[v.Message]; ok {
		h.again++
		if !v.Again {
			t.Errorf("message %s is said again and not marked", v.Message)
		}
		if before != text {
			t.Errorf("message %s was %q and is %q", v.Message, before, text)
		}
		return ""
	}
	h.text[v.Message] = text
	h.order = append(h.order, v.Message)
	return ""
}

// perChat is what each side of each chat heard, in order.
func (h *heard) perChat() map[string][]string {
	out := map[string][]string{}
	for _, id := range h.order {
		parts := strings.SplitN(h.text[id], "|", 3)
		side := parts[0] + " " + parts[1]
		out[side] = append(out[side], h.text[id])
	}
	return out
}

// whereItIsNoon is a zone in which people may be written to now: a process that starts
// anew goes by today's clock, and by night it would let a reminder be.
func whereItIsNoon() string { return fmt.Sprintf("Etc/GMT%+d", time.Now().UTC().Hour()-12) }

// tell plays the lines; dies tells after each start how long until kill -9, or never.
func tell(t *testing.T, lines []string, dies func() (time.Duration, bool)) (*heard, int) {
	t.Helper()
	dir := t.TempDir()
	h := &heard{text: map[string]string{}, done: map[string]bool{}}
	kills := 0
	for next := 0; next < len(lines); {
		p := begin(t, dir, []string{"TIME_ZONE=" + whereItIsNoon()}, "chat", "--json")
		if after, ok := dies(); ok {
			kills++
			timer := time.AfterFunc(after, p.kill)
			defer timer.Stop()
		}
		for alive := true; alive && next < len(lines); {
			if _, err := fmt.Fprintln(p.in, lines[next]); err != nil {
				break
			}
			for alive {
				line, ok := <-p.lines
				if alive = ok; ok && h.take(t, line) != "" {
					next++
					break
				}
			}
		}
		_ = p.in.Close()
		for line := range p.lines {
			h.take(t, line)
		}
		p.wait(t)
		if strings.Contains(p.stderr.String(), "panic") {
			t.Fatal(p.stderr)
		}
	}
	return h, kills
}

// TestKill9LosesNothingAndDoublesNothing plays a story once undisturbed and once with
// kill -9 at any moment, repeating the line that was not closed. What is heard must be
// the same, in order; only the message that was being said at a kill may come again,
// under its own id and marked.
func TestKill9LosesNothingAndDoublesNothing(t *testing.T) {
	lines := story(t)
	want, _ := tell(t, lines, func() (time.Duration, bool) { return 0, false })
	const most = 25
	n := 0
	got, kills := tell(t, lines, func() (time.Duration, bool) {
		n++
		return 30*time.Millisecond + rand.N(60*time.Millisecond), n <= most
	})
	t.Logf("%d kills, %d messages, %d of them said again", kills, len(got.order), got.again)
	expected, heard := want.perChat(), got.perChat()
	for side, texts := range expected {
		if strings.Join(texts, "\n") != strings.Join(heard[side], "\n") {
			t.Errorf("%s heard\n  %s\nnot\n  %s", side, strings.Join(heard[side], "\n  "), strings.Join(texts, "\n  "))
		}
	}
	if len(expected) != len(heard) || got.again > kills {
		t.Errorf("%d sides of %d; %d said again in %d kills", len(heard), len(expected), got.again, kills)
	}
}

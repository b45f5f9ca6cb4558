package store_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// world is everything outside the processes that are killed: what it gave them and
// what it heard from them is the truth.
type world struct {
	t     *testing.T
	url   string
	lease time.Duration
	total int
	turns int // in each chat

	mu     sync.Mutex
	chats  []*chat
	said   []said
	lost   int
	twice  int
	lives  int
	deaths int
	killed map[int]bool // lives that were killed or stopped
	frozen map[int]bool // those that were stopped, and went on
	procs  []*process
}

// process is one running bot.
type process struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	life   int
	frozen bool
	heard  sync.WaitGroup // its output until the end
}

func newWorld(t *testing.T, url string, total, processes int, lease time.Duration) *world {
	if testing.Short() {
		total = min(total, 500)
	}
	w := &world{t: t, url: url, lease: lease, turns: 50, killed: map[int]bool{}, frozen: map[int]bool{}, procs: make([]*process, processes)}
	for i := range max(1, total/w.turns) {
		w.chats = append(w.chats, &chat{name: fmt.Sprint("c", i), home: i % processes})
	}
	w.total = w.turns * len(w.chats)
	for i := range w.procs {
		w.start(i)
	}
	t.Cleanup(func() {
		for _, p := range w.procs {
			_ = p.cmd.Process.Kill()
		}
	})
	return w
}

// start begins a new life in a place and delivers again what was not acknowledged,
// and some of what was.
func (w *world) start(place int) {
	w.t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PABELLON_CRASH_URL="+w.url, "PABELLON_CRASH_LEASE="+w.lease.String(), "PABELLON_CRASH_KEY="+keyOf(w.url))
	cmd.Stderr = os.Stderr
	in := must(cmd.StdinPipe())(w.t)
	out := must(cmd.StdoutPipe())(w.t)
	check(w.t, cmd.Start())
	w.mu.Lock()
	w.lives++
	p := &process{cmd: cmd, in: in, life: w.lives}
	w.procs[place] = p
	w.mu.Unlock()
	p.heard.Go(func() { w.hear(p, out) })
	for _, c := range w.chats {
		if c.home == place {
			w.again(c)
		}
	}
}

// again delivers what was not acknowledged, after a few that were.
func (w *world) again(c *chat) {
	w.mu.Lock()
	from, to := max(0, c.kept-rand.N(3)), c.next
	w.mu.Unlock()
	for n := from; n < to; n++ {
		w.deliver(c, n)
	}
}

func (w *world) deliver(c *chat, n int) {
	_, _ = fmt.Fprintf(w.procs[c.home].in, "%s %d\n", c.name, n)
}

// hear takes down what a process says.
func (w *world) hear(p *process, out io.Reader) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		w.mu.Lock()
		switch {
		case f[0] == "lost":
			w.lost++
		case f[0] == "kept" && len(f) == 3:
			var n int
			_, _ = fmt.Sscan(f[2], &n)
			for _, c := range w.chats {
				if c.name == f[1] {
					c.kept = max(c.kept, n+1)
				}
			}
		case f[0] == "sent" && len(f) == 5:
			w.said = append(w.said, said{id: f[1], conversation: f[2], turn: f[3], text: f[4], life: p.life})
		default:
			w.t.Errorf("a process said %q", lines.Text())
		}
		w.mu.Unlock()
	}
}

// feed delivers n more turns, in order in each chat; false when there are no more.
func (w *world) feed(n int) bool {
	for range n {
		var open []*chat
		w.mu.Lock()
		for _, c := range w.chats {
			if c.next < w.turns {
				open = append(open, c)
			}
		}
		if len(open) == 0 {
			w.mu.Unlock()
			return false
		}
		c := open[rand.N(len(open))]
		turn := c.next
		c.next++
		w.mu.Unlock()
		w.deliver(c, turn)
		if rand.N(20) == 0 {
			w.deliver(c, turn) // twice, as channels do
		}
		time.Sleep(rand.N(time.Millisecond))
	}
	return true
}

// kill ends a process where it stands.
func (w *world) kill(place int) {
	p := w.procs[place]
	w.mu.Lock()
	w.killed[p.life] = true
	w.deaths++
	w.mu.Unlock()
	_ = p.cmd.Process.Signal(syscall.SIGKILL)
	p.heard.Wait()
	_ = p.cmd.Wait()
}

// freeze stops a process in the middle of its work; its chats move to another.
func (w *world) freeze(place int) {
	p := w.procs[place]
	for _, c := range w.chats { // so that it has something in hand
		if c.home == place && c.next < w.turns {
			w.deliver(c, c.next)
			c.next++
		}
	}
	time.Sleep(4 * time.Millisecond)
	_ = p.cmd.Process.Signal(syscall.SIGSTOP)
	time.Sleep(50 * time.Millisecond) // what it said before is heard
	w.mu.Lock()
	w.killed[p.life], w.frozen[p.life], p.frozen = true, true, true
	w.mu.Unlock()
	for _, c := range w.chats {
		if c.home == place {
			c.home = (place + 1) % len(w.procs)
			w.again(c)
		}
	}
}

// thaw lets it go on, as if nothing had happened.
func (w *world) thaw(place int) { _ = w.procs[place].cmd.Process.Signal(syscall.SIGCONT) }

// late is how many commits were refused because they came too late.
func (w *world) late() int { w.mu.Lock(); defer w.mu.Unlock(); return w.lost }

// expected is how many messages there must be in the end.
func (w *world) expected() int {
	n := w.total
	for i := range w.turns {
		if i%timerEvery == 0 {
			n += len(w.chats)
		}
		if i%submitEvery == submitEvery-1 {
			n += len(w.chats)
		}
	}
	return n
}

func (w *world) distinct() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	ids := map[string]bool{}
	for _, s := range w.said {
		ids[s.id] = true
	}
	return len(ids)
}

// finish waits for the last message, ends the processes and checks everything.
func (w *world) finish() {
	w.t.Helper()
	for began := time.Now(); w.distinct() < w.expected(); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > 60*time.Second {
			w.t.Errorf("after a minute there are %d of %d messages", w.distinct(), w.expected())
			break
		}
	}
	for _, p := range w.procs {
		_ = p.in.Close()
		p.heard.Wait()
		if err := p.cmd.Wait(); err != nil {
			w.t.Error("a process did not end well:", err)
		}
	}
	w.checkMessages()
	w.checkStore()
	w.t.Log(w)
}

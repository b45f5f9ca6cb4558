package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// noNotices is a system that has none to give.
func noNotices() (*fsnotify.Watcher, error) { return nil, syscall.EMFILE }

func TestABurstOf500ChangesCostsAtMostTwoReloads(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func() (*fsnotify.Watcher, error){"with notices": fsnotify.NewWatcher, "without": noNotices} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const n = 500
			file := func(i int) string { return fmt.Sprintf("es/a%03d.md", i) }
			r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, func(w *watcher) {
				w.pace, w.open = usualPace(), open
			})
			for i := range n {
				write(t, r.dir+"-new/"+file(i), article(fmt.Sprintf("a%03d", i), "Nuevo."))
			}
			for i := range n {
				r.do(os.Rename(r.dir+"-new/"+file(i), r.at(file(i))))
			}
			eventually(t, "all are live", func() bool { return len(r.live.Load().Articles()) == n+1 })
			if loads := r.loads.Load(); loads > 2 {
				t.Errorf("%d reloads", loads)
			}
		})
	}
}

func TestWithoutNoticesTheFolderIsPolledAndItIsSaidOnce(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, func(w *watcher) { w.open = noNotices })
	for i := range 3 {
		text := fmt.Sprintf("Texto %d.", i)
		r.put("es/uno.md", article("uno", text))
		r.becomes("uno", text)
	}
	if n := strings.Count(r.said.String(), "fs.inotify.max_user_watches"); n != 1 {
		t.Errorf("told %d times:\n%s", n, r.said)
	}
}

func TestAMountThatGivesNoNoticesIsPolledSlowly(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, func(w *watcher) {
		w.pace.slow = 20 * time.Millisecond
		w.open = func() (*fsnotify.Watcher, error) { // gives notices of nothing
			silent, err := fsnotify.NewWatcher()
			if err == nil {
				silent.Events = make(chan fsnotify.Event)
			}
			return silent, err
		}
	})
	r.put("es/uno.md", article("uno", "Segundo."))
	r.becomes("uno", "Segundo.")
}

func TestReadersNeverWaitAndSeeWholeLibraries(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Texto 0."), "es/dos.md": article("dos", "Texto 0.")}, nil)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if found := r.live.Load().Search("que es uno", "es", 3); len(found.Hits) == 0 {
					t.Error("nothing is found during a reload")
					return
				}
			}
		})
	}
	for i := range 10 {
		text := fmt.Sprintf("Texto %d.", i+1)
		r.put("es/uno.md", article("uno", text))
		r.becomes("uno", text)
	}
	close(stop)
	readers.Wait()
}

func TestTenThousandFilesAreLoadedAndAChangeAmongThemIsLive(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	dir := filepath.Join(t.TempDir(), "kb")
	const n = 10_000
	for i := range n {
		write(t, filepath.Join(dir, fmt.Sprintf("es/%02d/a%05d.md", i%100, i)), article(fmt.Sprintf("a%05d", i), "Texto."))
	}
	began := time.Now()
	r := watchingIn(t, dir, nil)
	if got := len(r.live.Load().Articles()); got != n {
		t.Fatalf("%d articles", got)
	}
	t.Logf("loaded in %v", time.Since(began))
	began = time.Now()
	r.put("es/07/a00007.md", article("a00007", "Cambiado."))
	r.becomes("a00007", "Cambiado.")
	t.Logf("a change was live after %v", time.Since(began))
}

// Whoever writes articles tries them in chat --json, which watches as serve does.
func TestChatAnswersFromAnArticleThatChangedMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "kb/es/tlacuache.md"), article("tlacuache", "Insectos."))
	p := begin(t, dir, []string{"KNOWLEDGE_DIR=kb", "LOG_LEVEL=info"}, "chat", "--json")
	n := 0
	answers := func() string {
		n++
		fmt.Fprintf(p.in, "{\"chat\":\"c%d\",\"id\":\"m1\",\"text\":\"¿Qué es tlacuache?\"}\n", n)
		var all strings.Builder
		for line := range p.lines {
			all.WriteString(line)
			if strings.Contains(line, `"done"`) {
				break
			}
		}
		return all.String()
	}
	if got := answers(); !strings.Contains(got, "Insectos") {
		t.Fatalf("it says %s; stderr:\n%s", got, p.stderr)
	}
	write(t, filepath.Join(dir, "kb/es/tlacuache.md"), article("tlacuache", "Fruta."))
	eventually(t, "the new text", func() bool { return strings.Contains(answers(), "Fruta") })
	r := bufio.NewReader(strings.NewReader(p.stderr.String()))
	if line, err := r.ReadString('\n'); err != nil && err != io.EOF || json.Valid([]byte(line)) {
		t.Errorf("the log is %q", line)
	}
	if err := p.in.Close(); err != nil {
		t.Fatal(err)
	}
	if code := p.wait(t); code != exitDone {
		t.Errorf("exit %d", code)
	}
}

// BenchmarkChangeToLive measures from the end of a write to the first reader that
// sees it, at the pace of the shipped program, in milliseconds: the articles inside
// the program with one more, with notices and without.
func BenchmarkChangeToLive(b *testing.B) {
	for name, open := range map[string]func() (*fsnotify.Watcher, error){"notices": fsnotify.NewWatcher, "poll": noNotices} {
		b.Run(name, func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "kb")
			if err := os.CopyFS(dir, os.DirFS("../../../knowledge")); err != nil {
				b.Fatal(err)
			}
			r := watchingIn(b, dir, func(w *watcher) { w.pace, w.open = usualPace(), open })
			var worst, all time.Duration
			for b.Loop() {
				text := fmt.Sprintf("Texto %d.", time.Now().UnixNano())
				r.put("es/nuevo.md", article("nuevo", text))
				began := time.Now()
				for r.says("nuevo") != text {
					time.Sleep(time.Millisecond)
				}
				took := time.Since(began)
				worst, all = max(worst, took), all+took
			}
			b.ReportMetric(float64(all.Milliseconds())/float64(b.N), "ms-to-live")
			b.ReportMetric(float64(worst.Milliseconds()), "ms-worst")
			b.ReportMetric(float64(len(r.live.Load().Articles())), "articles")
			b.ReportMetric(0, "ns/op")
		})
	}
}

package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"pabellon/knowledge"
)

// shelfRoom is a watched folder of articles in a test.
type shelfRoom struct {
	*watcher
	t    testing.TB
	dir  string
	live *atomic.Pointer[knowledge.Library]
	said *safeBuffer // the log
}

// hasty is a pace for tests in which only a notice, not a poll, makes a change live.
func hasty() pace {
	return pace{quiet: 10 * time.Millisecond, latest: 100 * time.Millisecond, slow: time.Hour, fast: 15 * time.Millisecond, grace: 40 * time.Millisecond}
}

// watching watches a folder with these files; change, when there is one, sets the watcher up.
func watching(t testing.TB, files map[string]string, change func(*watcher)) *shelfRoom {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "kb")
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	return watchingIn(t, dir, change)
}

// watchingIn watches a folder that is there.
func watchingIn(t testing.TB, dir string, change func(*watcher)) *shelfRoom {
	t.Helper()
	shelf := newShelf(dir)
	shelf.look(nil)
	library, _, _ := shelf.load()
	r := &shelfRoom{t: t, dir: dir, live: &atomic.Pointer[knowledge.Library]{}, said: &safeBuffer{}}
	r.live.Store(library)
	r.watcher = newWatcher(shelf, r.live, slog.New(slog.NewTextHandler(r.said, nil)), nil)
	r.pace = hasty()
	if change != nil {
		change(r.watcher)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); r.run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	eventually(t, "the first look", func() bool { return r.looks.Load() > 0 })
	return r
}

// article is a file with an article in Spanish.
func article(id, text string) string {
	return fmt.Sprintf("---\nid: %s\nlang: es\ntitle: ¿Qué es %s?\n---\n%s\n", id, id, text)
}

// put writes a file of the folder.
func (r *shelfRoom) put(name, text string) {
	r.t.Helper()
	write(r.t, filepath.Join(r.dir, name), text)
}

// do is for what the system does with files.
func (r *shelfRoom) do(errs ...error) {
	r.t.Helper()
	for _, err := range errs {
		if err != nil {
			r.t.Fatal(err)
		}
	}
}

func (r *shelfRoom) at(name string) string { return filepath.Join(r.dir, name) }

// says is the text that is live for an article; "" when there is none.
func (r *shelfRoom) says(id string) string {
	a, _ := r.live.Load().Article(id, "es")
	return a.Body
}

// becomes waits until an article says something; "" until it is gone.
func (r *shelfRoom) becomes(id, text string) {
	r.t.Helper()
	eventually(r.t, fmt.Sprintf("%s says %q; it says %q; log:\n%s", id, text, r.says(id), r.said), func() bool { return r.says(id) == text })
}

// tells waits until the log holds a text.
func (r *shelfRoom) tells(text string) {
	r.t.Helper()
	eventually(r.t, "the log tells "+text, func() bool { return strings.Contains(r.said.String(), text) })
}

// looksAgain waits until the folder was looked at n more times.
func (r *shelfRoom) looksAgain(n int64) {
	r.t.Helper()
	seen := r.looks.Load()
	eventually(r.t, "more looks", func() bool { return r.looks.Load() >= seen+n })
}

func TestAChangedAddedRemovedOrRenamedArticleIsLive(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero."), "es/otro.md": article("otro", "Siempre.")}, nil)
	r.put("es/uno.md", article("uno", "Cambiado."))
	r.becomes("uno", "Cambiado.")
	r.put("es/dos.md", article("dos", "Nuevo."))
	r.becomes("dos", "Nuevo.")
	r.do(os.Rename(r.at("es/dos.md"), r.at("es/tres.md")))
	eventually(t, "the article is in its new file", func() bool { a, ok := r.live.Load().Article("dos", "es"); return ok && a.File == "es/tres.md" })
	r.do(os.Remove(r.at("es/uno.md")))
	r.becomes("uno", "")
	if r.says("otro") != "Siempre." {
		t.Error("an article that nobody touched is gone")
	}
	if log := r.said.String(); strings.Contains(log, "level=WARN") || strings.Contains(log, "level=ERROR") {
		t.Errorf("something is complained about:\n%s", log)
	}
}

func TestAFileThatIsMovedOverAnotherIsLive(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
	r.put("es/.uno.md.Xy12", article("uno", "Por rsync."))
	r.do(os.Rename(r.at("es/.uno.md.Xy12"), r.at("es/uno.md")))
	r.becomes("uno", "Por rsync.")
	r.do(os.Rename(r.at("es/uno.md"), r.at("es/uno.md~"))) // as vim does with backupcopy=no
	r.put("es/uno.md", article("uno", "Por vim."))
	r.becomes("uno", "Por vim.")
}

func TestFoldersMayComeAndGoAndBeRenamed(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
	r.put("es/costos/2026/nuevo.md", article("nuevo", "En lo hondo."))
	r.becomes("nuevo", "En lo hondo.")
	r.put("es/costos/2026/nuevo.md", article("nuevo", "Y cambiado."))
	r.becomes("nuevo", "Y cambiado.")
	r.do(os.Rename(r.at("es/costos"), r.at("es/precios")))
	eventually(t, "the new folder", func() bool {
		a, _ := r.live.Load().Article("nuevo", "es")
		return a.File == "es/precios/2026/nuevo.md"
	})
	r.put("es/precios/2026/nuevo.md", article("nuevo", "Otra vez."))
	r.becomes("nuevo", "Otra vez.")
	r.do(os.RemoveAll(r.at("es/precios")))
	r.becomes("nuevo", "")
	r.put("es/costos/nuevo.md", article("nuevo", "De vuelta."))
	r.becomes("nuevo", "De vuelta.")
}

func TestSettingsAreWatchedAndKeepTheirLastGoodText(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
	near := func(want float64) func() bool {
		return func() bool { return r.live.Load().Thresholds().Near == want }
	}
	usual := r.live.Load().Thresholds().Near
	r.put("thresholds.yaml", "answer: 0.9\nnear: 0.11\nknown: 0.2\n")
	eventually(t, "the thresholds of the folder", near(0.11))
	r.put("thresholds.yaml", "answer: 0.9\nnear: [\n")
	r.tells("thresholds.yaml:")
	if !near(0.11)() {
		t.Error("broken thresholds took the good ones down")
	}
	r.do(os.Remove(r.at("thresholds.yaml")))
	eventually(t, "the thresholds inside the program", near(usual))
	r.put("costs.yaml", "ask: [freight]\n")
	eventually(t, "the rates of the folder", func() bool { return len(r.live.Load().Costs().Ask) == 1 })
	r.put("costs.yaml", "ask: [\n")
	r.tells("costs.yaml:")
	if len(r.live.Load().Costs().Ask) != 1 {
		t.Error("broken rates took the good ones down")
	}
}

func TestATreeIsAProperFileSystem(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"es/uno.md", "es/sub/dos.md", "en/one.md", "costs.yaml", "es/nota.txt"} {
		write(t, filepath.Join(dir, name), article("uno", "Texto."))
	}
	shelf := newShelf(dir)
	if !shelf.look(nil) || shelf.look(nil) {
		t.Error("the first look finds everything new, the second nothing")
	}
	if err := fstest.TestFS(shelf.now, "es/uno.md", "es/sub/dos.md", "en/one.md", "costs.yaml"); err != nil {
		t.Error(err)
	}
	if _, err := shelf.now.Stat("es/nota.txt"); err == nil {
		t.Error("a file that is no knowledge was read")
	}
}

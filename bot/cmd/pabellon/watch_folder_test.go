package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestALoopOfLinksIsNamedAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
	r.do(os.Symlink("..", r.at("es/arriba")), os.Symlink("../..", r.at("es/mas-arriba")), os.Symlink("/", r.at("es/todo")),
		os.Symlink("yo-mismo", r.at("es/yo-mismo")), os.Symlink("b.md", r.at("es/a.md")), os.Symlink("a.md", r.at("es/b.md")))
	r.put("es/zeta.md", article("zeta", "Nuevo."))
	r.becomes("zeta", "Nuevo.")
	for _, name := range []string{"arriba", "mas-arriba", "todo", "yo-mismo", "a.md", "b.md"} {
		r.tells("es/" + name + ":1: error: ")
	}
	r.put("es/uno.md", article("uno", "Segundo."))
	r.becomes("uno", "Segundo.")
}

func TestFoldersThatLinkToEachOtherAreReadOnceEach(t *testing.T) {
	t.Parallel()
	outside := t.TempDir()
	const n = 12
	name := func(i int) string { return "d" + string(rune('a'+i)) }
	for i := range n {
		write(t, filepath.Join(outside, name(i), name(i)+".md"), article(name(i), "Texto."))
		for j := range n {
			if err := os.Symlink("../"+name(j), filepath.Join(outside, name(i), "a-"+name(j))); err != nil {
				t.Fatal(err)
			}
		}
	}
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
	r.do(os.Symlink(filepath.Join(outside, name(0)), r.at("enlace")))
	r.becomes(name(n-1), "Texto.")
	if got := len(r.live.Load().Articles()); got != n+1 {
		t.Errorf("%d articles, want %d", got, n+1)
	}
	write(t, filepath.Join(outside, name(3), name(3)+".md"), article(name(3), "Cambiado."))
	r.becomes(name(3), "Cambiado.")
}

// A ConfigMap is mounted as links to ..data, itself a link that is swapped.
func TestAMountedConfigMapThatIsSwappedIsLive(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"..v1/uno.md": article("uno", "Uno."), "..v1/es/dos.md": article("dos", "Dos.")}, func(w *watcher) {
		dir := w.shelf.dir
		for link, to := range map[string]string{"..data": "..v1", "uno.md": "..data/uno.md", "es": "..data/es"} {
			if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
				t.Error(err)
			}
		}
	})
	r.becomes("dos", "Dos.")
	for _, v := range []string{"2", "3"} {
		r.put("..v"+v+"/uno.md", article("uno", "Uno "+v+"."))
		r.put("..v"+v+"/es/dos.md", article("dos", "Dos "+v+"."))
		r.do(os.Symlink("..v"+v, r.at("..data_tmp")), os.Rename(r.at("..data_tmp"), r.at("..data")))
		r.becomes("uno", "Uno "+v+".")
		r.becomes("dos", "Dos "+v+".")
	}
	r.do(os.RemoveAll(r.at("..v1")), os.RemoveAll(r.at("..v2")))
	r.put("..v3/es/dos.md", article("dos", "En su sitio."))
	r.becomes("dos", "En su sitio.")
}

func TestAFolderThatIsALinkMayBeSwapped(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	write(t, filepath.Join(base, "v1", "uno.md"), article("uno", "Primero."))
	write(t, filepath.Join(base, "v2", "uno.md"), article("uno", "Segundo."))
	current := filepath.Join(base, "current")
	if err := os.Symlink("v1", current); err != nil {
		t.Fatal(err)
	}
	r := watchingIn(t, current, nil)
	r.do(os.Symlink("v2", current+".new"), os.Rename(current+".new", current))
	r.becomes("uno", "Segundo.")
	r.put("uno.md", article("uno", "Tercero."))
	r.becomes("uno", "Tercero.")
}

func TestAFolderThatVanishesStaysLiveAndIsFollowedWhenItReturns(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		away func(r *shelfRoom) error
		want string
	}{
		"renamed": {func(r *shelfRoom) error { return os.Rename(r.dir, r.dir+"-away") }, "the folder cannot be read (no such file or directory); put it back"},
		"emptied": {func(r *shelfRoom) error { return os.RemoveAll(r.at("es")) }, "the folder has no article any more; put it back"},
		"removed": {func(r *shelfRoom) error { return os.RemoveAll(r.dir) }, "the folder cannot be read (no such file or directory); put it back"},
		"a file instead": {func(r *shelfRoom) error {
			return cmpError(os.RemoveAll(r.dir), os.WriteFile(r.dir, nil, 0o600))
		}, "the folder cannot be read (not a directory); put it back"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
			r.do(c.away(r))
			r.tells("level=ERROR msg=\"knowledge: .:1: error: " + c.want)
			r.looksAgain(4)
			if n := strings.Count(r.said.String(), "level=ERROR"); n != 1 || r.says("uno") != "Primero." {
				t.Errorf("told %d times; it says %q; log:\n%s", n, r.says("uno"), r.said)
			}
			if name == "a file instead" {
				r.do(os.Remove(r.dir))
			}
			r.put("es/uno.md", article("uno", "De vuelta."))
			r.becomes("uno", "De vuelta.")
			r.tells("the folder of articles is back")
			r.put("es/uno.md", article("uno", "Y se sigue."))
			r.becomes("uno", "Y se sigue.")
		})
	}
}

func TestAFolderOrFileThatCannotBeReadKeepsItsArticles(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("permissions do not keep root out")
	}
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero."), "es/sub/dos.md": article("dos", "Hondo."), "en/x.md": article("x", "X.")}, nil)
	r.do(os.Chmod(r.at("es"), 0))
	t.Cleanup(func() { _ = os.Chmod(r.at("es"), 0o700) })
	r.tells("es:1: error: ")
	if r.says("uno") != "Primero." || r.says("dos") != "Hondo." {
		t.Errorf("uno says %q, dos %q", r.says("uno"), r.says("dos"))
	}
	r.do(os.Chmod(r.at("es"), 0o700), os.Remove(r.at("es/uno.md")))
	r.becomes("uno", "")
	r.do(os.Chmod(r.at("en/x.md"), 0))
	r.tells("en/x.md:1: error: ")
	if r.says("x") != "X." {
		t.Error("an unreadable file lost its article")
	}
}

func TestALinkedFolderThatIsUnmountedKeepsItsArticles(t *testing.T) {
	t.Parallel()
	outside := filepath.Join(t.TempDir(), "mount")
	write(t, filepath.Join(outside, "dos.md"), article("dos", "De fuera."))
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, func(w *watcher) { w.pace.slow = 15 * time.Millisecond })
	r.do(os.Symlink(outside, r.at("enlace")))
	r.becomes("dos", "De fuera.")
	r.do(os.Rename(outside, outside+"-away"))
	r.tells("enlace:1: error: ")
	if r.says("dos") != "De fuera." {
		t.Error("the articles of a link that leads nowhere are gone")
	}
	r.do(os.Remove(r.at("enlace")))
	r.becomes("dos", "")
}

func TestAPipeIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there are no pipes in folders")
	}
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
	r.do(syscall.Mkfifo(r.at("es/tubo.md"), 0o600))
	r.put("es/uno.md", article("uno", "Segundo."))
	r.becomes("uno", "Segundo.")
	r.tells("es/tubo.md:1: error: ")
}

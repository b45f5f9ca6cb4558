package main

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestAHalfWrittenFileIsWaitedForWithoutAComplaint(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero."), "es/otro.md": article("otro", "Siempre.")},
		func(w *watcher) { w.pace.grace = time.Minute })
	whole := article("uno", "Entero.")
	for _, half := range []string{"", whole[:3], whole[:len("---\nid: uno\nlang:")], strings.TrimSuffix(whole, "Entero.\n")} {
		loads := r.loads.Load()
		r.put("es/uno.md", half)
		eventually(t, "half a file is seen", func() bool { return r.loads.Load() > loads })
		if got := r.says("uno"); got != "Primero." {
			t.Fatalf("after half a file %q it says %q", half, got)
		}
	}
	r.put("es/uno.md", whole)
	r.becomes("uno", "Entero.")
	if log := r.said.String(); strings.Contains(log, "level=WARN") {
		t.Errorf("half a file is complained about:\n%s", log)
	}
}

func TestABrokenArticleKeepsItsLastGoodTextAndNamesTheLineOnce(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero."), "es/otro.md": article("otro", "Siempre.")},
		func(w *watcher) { w.pace.slow = 10 * time.Millisecond })
	r.put("es/uno.md", "---\nid: uno\nlang: es\ntitle: [\n---\nRoto.\n")
	r.tells("es/uno.md:4: error: ")
	r.put("es/otro.md", article("otro", "Lo demás sigue."))
	r.becomes("otro", "Lo demás sigue.")
	r.looksAgain(5)
	if n := strings.Count(r.said.String(), "es/uno.md:4: error: "); n != 1 || r.says("uno") != "Primero." {
		t.Errorf("told %d times, says %q", n, r.says("uno"))
	}
	if !strings.Contains(r.said.String(), "lastGood=true") {
		t.Errorf("it is not told that the last good text stays:\n%s", r.said)
	}
	r.put("es/uno.md", "---\nid: uno\nlang: es\ntitle: [\n---\nTodavía roto.\n")
	eventually(t, "a second change is told again", func() bool { return strings.Count(r.said.String(), "es/uno.md:4: error: ") == 2 })
	r.put("es/uno.md", article("uno", "Arreglado."))
	r.becomes("uno", "Arreglado.")
}

// Each of these is put in the place of a good article: it is named, with the line
// where there is one, the last good text stays and the next article goes live.
func TestBadInputIsNamedAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"tabs in the front matter": {"---\nid: uno\nlang: es\ntitle: ¿Qué?\nquestions:\n\t- ¿Y?\n---\nTexto.\n", "es/uno.md:6: error: "},
		"an unknown language":      {"---\nid: uno\nlang: fr\ntitle: ¿Qué?\n---\nTexto.\n", "es/uno.md:3: error: "},
		"an id of another":         {article("otro", "Texto."), "es/uno.md:2: error: "},
		"a file of 5 MB":           {article("uno", strings.Repeat("Mucho texto. ", 5<<20/13)), "es/uno.md:1: error: "},
		"a file of 300 KB":         {article("uno", strings.Repeat("Mucho texto. ", 300<<10/13)), "es/uno.md:1: error: "},
		"a binary file":            {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "es/uno.md:1: error: "},
		"an empty file":            {"", "es/uno.md:1: error: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero."), "es/otro.md": article("otro", "Siempre.")}, nil)
			r.put("es/uno.md", c.text)
			r.put("es/zeta.md", article("zeta", "Nuevo."))
			r.becomes("zeta", "Nuevo.")
			r.tells(c.want)
			if r.says("uno") != "Primero." || r.says("otro") != "Siempre." {
				t.Errorf("uno says %q, otro %q", r.says("uno"), r.says("otro"))
			}
		})
	}
}

// The first in the order of paths would win, but the one that was live does.
func TestACopyWithTheIDOfAnotherDoesNotTakeItsPlace(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, nil)
	r.put("es/copia.md", article("uno", "Una copia sin acabar."))
	r.tells("es/uno.md:2: error: ")
	if r.says("uno") != "Primero." || !strings.Contains(r.said.String(), "es/copia.md") {
		t.Errorf("it says %q; log:\n%s", r.says("uno"), r.said)
	}
	r.put("es/copia.md", article("copia", "Acabada."))
	r.becomes("copia", "Acabada.")
	r.do(os.Remove(r.at("es/uno.md")))
	r.becomes("uno", "")
}

func TestAnArticleWithASmallErrorFromTheStartStillFollowsItsFile(t *testing.T) {
	t.Parallel()
	small := func(text string) string {
		return strings.Replace(article("uno", text), "lang:", "reviewed: nunca\nlang:", 1)
	}
	r := watching(t, map[string]string{"es/uno.md": small("Primero.")}, nil)
	r.put("es/uno.md", small("Segundo."))
	r.becomes("uno", "Segundo.")
	r.put("es/uno.md", "roto")
	r.tells("es/uno.md:1: error: ")
	if r.says("uno") != "Segundo." {
		t.Errorf("it says %q", r.says("uno"))
	}
}

func TestWhatIsToldAtTheStartIsNotToldAgain(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero."), "es/roto.md": "roto"}, nil)
	r.put("es/uno.md", article("uno", "Segundo."))
	r.becomes("uno", "Segundo.")
	r.put("es/mal.md", "mal")
	r.tells("es/mal.md:1: error: ")
	if strings.Contains(r.said.String(), "es/roto.md") {
		t.Errorf("told twice:\n%s", r.said)
	}
}

func TestManyProblemsAreCutShort(t *testing.T) {
	t.Parallel()
	r := watching(t, map[string]string{"es/uno.md": article("uno", "Primero.")}, func(w *watcher) {
		w.pace.quiet, w.pace.latest, w.pace.grace = 300*time.Millisecond, time.Minute, 0 // so that it is one change
	})
	for i := range mostTold + 5 {
		r.put("es/mal-"+strings.Repeat("x", i+1)+".md", "mal")
	}
	r.tells("there is more; ")
	if n := strings.Count(r.said.String(), ": error: "); n > mostTold {
		t.Errorf("%d lines", n)
	}
}

package knowledge

import (
	"flag"
	"io/fs"
	"math"
	"os"
	"reflect"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write prepared.bin anew")

func TestPreparedIsWhatTheArticlesSay(t *testing.T) {
	l, problems := loadWhole(Embedded())
	if len(problems) > 0 {
		t.Fatalf("the articles inside the program have problems: %v", problems)
	}
	text, err := l.prepare()
	if err != nil {
		t.Fatal(err)
	}
	text = stampOf(articles) + text
	if *update {
		if err := os.WriteFile("prepared.bin", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text != prepared && !sameButFloats(l) {
		t.Fatal("prepared.bin is not what Load makes of the articles; run: go test ./knowledge -run TestPrepared -update")
	}
}

// sameButFloats compares a library with the one that is prepared. Other processors may
// round a logarithm in another way.
func sameButFloats(l *Library) bool {
	short, _ := Load(Embedded())
	if !short.short || !reflect.DeepEqual(l.Articles(), short.Articles()) || l.version != short.version {
		return false
	}
	same := true
	for i, x := range l.allIndexes() {
		var rows []*row
		short.allIndexes()[i].each(func(r *row) { rows = append(rows, r) })
		x.each(func(r *row) {
			same = same && r.near(*rows[0])
			rows = rows[1:]
		})
	}
	return same
}

// near tells whether two rows are the same, but for the last digits of a fraction.
func (r row) near(o row) bool {
	if r.width != 8 || o.width != 8 || r.len() != o.len() {
		return r == o
	}
	for i := range r.len() {
		if math.Abs(r.float(i)-o.float(i)) > 1e-9*math.Abs(o.float(i)) {
			return false
		}
	}
	return true
}

func TestPreparedIsTheSameLibrary(t *testing.T) {
	whole, _ := loadWhole(Embedded())
	short, problems := Load(Embedded())
	if len(problems) > 0 || !short.short {
		t.Fatalf("the articles were read anew: prepared.bin is stale; run: go test ./knowledge -run TestPrepared -update (%v)", problems)
	}
	if !reflect.DeepEqual(whole.Articles(), short.Articles()) {
		t.Error("the articles are others")
	}
	if whole.Version() != short.Version() || whole.Thresholds() != short.Thresholds() || !reflect.DeepEqual(whole.names, short.names) {
		t.Error("version, thresholds or names are others")
	}
	for id, rate := range whole.Costs().Rates {
		rate.line = 0 // only Check tells it
		if !reflect.DeepEqual(rate, short.Costs().Rates[id]) {
			t.Errorf("the rate %s is another", id)
		}
	}
	if !reflect.DeepEqual(whole.Costs().Ask, short.Costs().Ask) || !reflect.DeepEqual(whole.Costs().Goods, short.Costs().Goods) {
		t.Error("what has no rate, or is dear, is another")
	}
	for i, a := range whole.Articles() {
		q := a.Questions[i%len(a.Questions)] + " cuanto questa y porque"
		if w, s := whole.Search(q, a.Lang, 5), short.Search(q, a.Lang, 5); !reflect.DeepEqual(w, s) {
			t.Errorf("%q finds %v, want %v", q, s, w)
		}
	}
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	if a, b := whole.Check(day), short.Check(day); !reflect.DeepEqual(a, b) {
		t.Errorf("the check tells %v, want %v", b, a)
	}
}

func TestTheStampTellsWhatIsRead(t *testing.T) {
	first := stampOf(folder(map[string]string{"es/a.md": "uno"}))
	for name, same := range map[string]bool{"README.md": true, "notes.txt": true, ".git/a.md": true, "es/.a.md": true, "es/asked.yaml": true,
		"es/b.md": false, "asked.yaml": false, "costs.yaml": false} {
		if got := stampOf(folder(map[string]string{"es/a.md": "uno", name: "x"})); (got == first) != same {
			t.Errorf("with %s the stamp is %q, without it %q", name, got, first)
		}
	}
	if stampOf(folder(map[string]string{"es/a.md": "dos"})) == first {
		t.Error("another text has the same stamp")
	}
}

func TestAFolderOfTheSameFilesIsPreparedToo(t *testing.T) {
	files := map[string]string{"README.md": "# Artículos"}
	for name, data := range filesOf(t, Embedded()) {
		files[name] = data
	}
	if l, problems := Load(folder(files)); !l.short || len(problems) > 0 {
		t.Error("the same files were read again")
	}
	files["es/costo-membresia.md"] += "\nMás.\n"
	if l, _ := Load(folder(files)); l.short {
		t.Error("a file that was changed was not read")
	}
}

// filesOf are the texts of all files of a folder.
func filesOf(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

package paper

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pabellon/bot"
)

var update = flag.Bool("update", false, "write what the samples say into testdata")

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// told writes lines down as the golden files have them.
func told(lines []Line) string {
	var out strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&out, "%d/%d %s\n", l.Page, l.Number, l.Text)
	}
	return out.String()
}

// texts are the lines alone.
func texts(lines []Line) string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return strings.Join(out, "\n")
}

func TestSamplesReadAsTheirGoldenFilesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, file := range files {
		name := filepath.Base(file)
		kind := map[string]string{".pdf": PDF, ".docx": DOCX}[filepath.Ext(name)]
		if kind == "" || strings.HasPrefix(name, "locked") {
			continue
		}
		read++
		content := sample(t, name)
		if len(content) > 60<<10 {
			t.Errorf("%s has %d bytes; a sample has at most 60 KB", name, len(content))
		}
		lines, err := Read(context.Background(), kind, content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		golden := file + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(told(lines)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want := string(sample(t, name+".golden")); told(lines) != want {
			t.Errorf("%s reads\n%s\nwant\n%s", name, told(lines), want)
		}
	}
	if read < 10 {
		t.Errorf("only %d samples were read", read)
	}
}

func TestAConstanciaKeepsItsValuesBesideTheirLabels(t *testing.T) {
	for name, kind := range map[string]string{"chromium.pdf": PDF, "libreoffice.docx": DOCX} {
		lines, err := Read(context.Background(), kind, sample(t, name))
		if err != nil {
			t.Fatal(err)
		}
		got := "\n" + texts(lines) + "\n"
		for _, want := range []string{
			"RFC: CSO120304AB1", "Denominación/Razón Social: CAFE SOL", "Fecha inicio de operaciones: 04 DE MARZO DE 2012",
			"Régimen Capital: SOCIEDAD ANONIMA DE CAPITAL VARIABLE", "Nombre de Vialidad: ORIZABA | Número Exterior: 101",
			"Y Calle: AVENIDA ÁLVARO OBREGÓN | Correo Electrónico: hola@cafesol.example",
		} {
			if !strings.Contains(got, "\n"+want+"\n") {
				t.Errorf("%s has no line %q in %s", name, want, got)
			}
		}
	}
}

func TestADocumentWithAPasswordIsLocked(t *testing.T) {
	for _, name := range []string{"locked-128.pdf", "locked-256.pdf"} {
		if lines, err := Read(context.Background(), PDF, sample(t, name)); !errors.Is(err, ErrLocked) {
			t.Errorf("%s gives %v and %v, want ErrLocked", name, lines, err)
		}
	}
	if _, err := Read(context.Background(), DOCX, []byte(compound+"EncryptedPackage")); !errors.Is(err, ErrLocked) {
		t.Errorf("a locked DOCX gives %v, want ErrLocked", err)
	}
}

func TestTypesAndLimitsAreThoseOfBot(t *testing.T) {
	if bot.TypeOf(sample(t, "chromium.pdf")) != PDF || bot.TypeOf(sample(t, "libreoffice.docx")) != DOCX || MaxSize != bot.MaxFile {
		t.Error("bot spells the types, or the size, in another way")
	}
	for _, kind := range []string{"", "text/plain", "image/png"} {
		if _, err := Read(context.Background(), kind, []byte("RFC: CSO120304AB1")); !errors.Is(err, ErrNoUse) {
			t.Errorf("%q gives %v, want ErrNoUse", kind, err)
		}
	}
}

func BenchmarkConstanciaOfThreePages(b *testing.B) {
	for name, kind := range map[string]string{"chromium.pdf": PDF, "libreoffice.pdf": PDF, "libreoffice.docx": DOCX} {
		content := sample(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(context.Background(), kind, content); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

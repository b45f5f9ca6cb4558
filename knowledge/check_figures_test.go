package knowledge

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// folderOf is a folder of articles: id, more front matter, body.
func folderOf(lang string, articles ...[3]string) fstest.MapFS {
	out := fstest.MapFS{}
	for _, a := range articles {
		out[lang+"/"+a[0]+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: %s\nlang: %s\ntitle: %s\n%s---\n%s\n", a[0], lang, a[0], a[1], a[2])}
	}
	return out
}

// checked is what the lint says of a folder, a line each.
func checked(folder fstest.MapFS) string {
	l, _ := Load(folder)
	var out []string
	for _, p := range l.Check(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)) {
		out = append(out, p.String())
	}
	return strings.Join(out, "\n")
}

func TestFiguresThatContradictEachOtherAreToldWithBothPlaces(t *testing.T) {
	const says = "of the same; correct one"
	for name, tt := range map[string]struct {
		a, b [3]string
		want bool
	}{
		"two weeks or three": {
			[3]string{"uno", "", "La verificación de Alibaba tarda de 1 a 2 semanas."},
			[3]string{"dos", "", "Recuerda que la verificación de Alibaba tarda 3 semanas."}, true},
		"the same in words": {
			[3]string{"uno", "", "La verificación de Alibaba tarda 2 semanas."},
			[3]string{"dos", "", "Recuerda que la verificación de Alibaba tarda dos semanas."}, false},
		"the same, roughly": {
			[3]string{"uno", "", "La membresía normal de Alibaba cuesta 2,999 dólares."},
			[3]string{"dos", "", "La membresía normal de Alibaba cuesta unos 3,000 dólares."}, false},
		"another price": {
			[3]string{"uno", "", "La membresía normal de Alibaba cuesta 3,000 dólares."},
			[3]string{"dos", "", "La membresía normal de Alibaba cuesta 5,000 dólares."}, true},
		"another price, settled": {
			[3]string{"uno", "", "La membresía normal de Alibaba cuesta 3,000 dólares."},
			[3]string{"dos", "differs: [uno]\n", "La membresía normal de Alibaba cuesta 5,000 dólares."}, false},
		"the same otherwise, settled": {
			[3]string{"uno", "agrees: [dos]\n", "La membresía normal de Alibaba cuesta 3,000 dólares."},
			[3]string{"dos", "", "La membresía normal de Alibaba cuesta 36,000 dólares."}, false},
		"another subject": {
			[3]string{"uno", "", "El seguro de carga cuesta 30 dólares."},
			[3]string{"dos", "", "La membresía normal de Alibaba cuesta 5,000 dólares."}, false},
		"another unit": {
			[3]string{"uno", "", "La verificación de Alibaba tarda 2 semanas."},
			[3]string{"dos", "", "La verificación de Alibaba cuesta 3 dólares."}, false},
		"a common fact needs fewer words": {
			[3]string{"uno", "facts: [F-1]\n", "Publicado en 2018: la cuota anual normal eran 3,000 dólares."},
			[3]string{"dos", "facts: [F-1]\n", "Hoy la cuota anual normal son 4,000 dólares, según Alibaba."}, true},
	} {
		got := checked(folderOf("es", tt.a, tt.b))
		if strings.Contains(got, says) != tt.want {
			t.Errorf("%s: contradiction %v, want %v\n%s", name, !tt.want, tt.want, got)
		}
	}
	got := checked(folderOf("es",
		[3]string{"dos", "", "\nLa verificación de Alibaba tarda 3 semanas."},
		[3]string{"uno", "", "La verificación de Alibaba tarda 2 semanas."}))
	if !strings.Contains(got, "es/uno.md:6: warning: says 2 semanas, but es/dos.md:7 says 3 semanas") {
		t.Errorf("places:\n%s", got)
	}
}

func TestTheTwoLanguagesOfAnArticleSayTheSameFigures(t *testing.T) {
	both := func(es, en string) string {
		folder := folderOf("es", [3]string{"uno", "", es})
		for name, file := range folderOf("en", [3]string{"uno", "", en}) {
			folder[name] = file
		}
		return checked(folder)
	}
	if got := both("Cuesta 1,500 dólares al año (2018), o 3,000.", "It costs US$1,500 a year (2018), or US$3,000."); strings.Contains(got, "must say the same") {
		t.Errorf("the same figures:\n%s", got)
	}
	got := both("Tarda 3 días.\nCuesta 1,500 dólares.", "It takes 5 days.\nIt costs US$1,500.")
	for _, want := range []string{`es/uno.md:6: warning: says "3 días", and en/uno.md does not`, `en/uno.md:6: warning: says "5 days", and es/uno.md does not`} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, got)
		}
	}
}

func TestNearlyTheSameQuestionInTwoArticlesIsTold(t *testing.T) {
	for name, tt := range map[string]struct {
		a, b string
		want bool
	}{
		"another ending":  {"¿Cuánto cuesta el seguro de carga?", "¿Y cuánto cuestan los seguros de la carga?", true},
		"a no":            {"¿Qué cubre el seguro de carga?", "¿Qué no cubre el seguro de carga?", false},
		"another thing":   {"¿Cuánto cuesta el seguro de carga?", "¿Cuánto cuesta el flete de carga?", false},
		"one word":        {"¿Seguro?", "¿El seguro?", false},
		"another purpose": {"¿Cuánto cuesta el seguro?", "¿Por cuánto se asegura?", false},
	} {
		got := checked(folderOf("es", [3]string{"uno", "questions: [\"" + tt.a + "\"]\n", "Sí."}, [3]string{"dos", "questions: [\"" + tt.b + "\"]\n", "No."}))
		if strings.Contains(got, "is nearly") != tt.want {
			t.Errorf("%s: near %v, want %v\n%s", name, !tt.want, tt.want, got)
		}
	}
}

func TestAnArticleInTheFolderOfTheOtherLanguageIsTold(t *testing.T) {
	folder := folderOf("es", [3]string{"uno", "", "Sí."})
	folder["en/uno.md"] = folder["es/uno.md"]
	delete(folder, "es/uno.md")
	if got := checked(folder); !strings.Contains(got, `en/uno.md:3: warning: is in "es" but stands in the folder en/; move it to es/`) {
		t.Errorf("%s", got)
	}
}

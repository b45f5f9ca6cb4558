package handlers

import (
	"strings"
	"testing"
)

// What a model copied of a photo is lines and nothing else, as many as a page has.
func TestWhatIsSeenIsLines(t *testing.T) {
	for answer, want := range map[string]int{
		`{"lines":["RFC: CSO120304AB1",""," "," Correo: a@b.mx "]}`: 2,
		`{"lines":[]}`: 0, `{"lines":null}`: 0, `null`: 0, ``: 0, `{"lines":"RFC"}`: 0, `{"lines":[1]}`: 0,
		`{"lines":["` + strings.Repeat("x", 400) + `","a"]}`:      1,
		`{"lines":["a"` + strings.Repeat(`,"a"`, mostSeen) + `]}`: 0,
		"{\"lines\":[\"a\u202eb\\u0000\", \"<!channel>\"]}":       2,
	} {
		if got := Seen(answer); len(got) != want {
			t.Errorf("%.60s gives %d lines, want %d", answer, len(got), want)
		}
	}
	p := Seeing("image/png", []byte("\x89PNG"))
	if len(p.Images) != 1 || strings.Contains(p.Data, "PNG") || p.Within == 0 {
		t.Errorf("%+v", p)
	}
}

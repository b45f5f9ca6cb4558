package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// room is a page of the real program without a browser.
type room struct {
	t         *testing.T
	api, chat string
	n         int
}

func openRoom(t *testing.T, chat string) *room {
	t.Helper()
	_, url := serving(t, t.TempDir())
	return &room{t: t, api: url + "/playground/api/", chat: chat}
}

func (r *room) post(path, body string) (int, string) {
	r.t.Helper()
	return post(r.t, r.api+path, body)
}

// say sends a text and waits for words in the room.
func (r *room) say(text, answer string) {
	r.t.Helper()
	r.n++
	if code, body := r.post("turns", fmt.Sprintf(`{"chat":%q,"id":"m%d","text":%q}`, r.chat, r.n, text)); code != http.StatusAccepted {
		r.t.Fatalf("%d %s", code, body)
	}
	r.shows("room?chat="+r.chat, answer)
}

// shows waits for words in what a path gives.
func (r *room) shows(path, words string) {
	r.t.Helper()
	var body string
	defer func() {
		if r.t.Failed() {
			r.t.Logf("%s shows %s", path, body)
		}
	}()
	eventually(r.t, path+" shows "+words, func() bool {
		_, body = get(r.t, r.api+path)
		return strings.Contains(body, words)
	})
}

func TestTheClockOfThePageCarriesOutWhatIsDue(t *testing.T) {
	r := openRoom(t, "clock-0001")
	r.say("quiero aplicar", "¿Aceptas?")
	r.say("sí, acepto", "¿Cómo se llama tu negocio?")
	for range 2 {
		if code, body := r.post("clock", `{"days":1}`); code != http.StatusOK {
			t.Fatalf("%d %s", code, body)
		}
	}
	r.shows("room?chat=clock-0001", "sigue guardada")
	r.shows("behind?chat=clock-0001", "remind")
}

func TestStaffActOnTheDeskByFolioAndStrangersAreRefused(t *testing.T) {
	r := openRoom(t, "desk-00001")
	for _, step := range [][2]string{{"quiero aplicar", "¿Aceptas?"}, {"sí, acepto", "negocio?"}, {"Café Sol", "RFC?"},
		{"CSO120304AB4", "¿Con quién"}, {"Ana López", "cargo"}, {"dueña", "correo"}, {"ana@cafesol.example", "teléfono"},
		{"55 1234 5678", "estado de la"}, {"Veracruz", "categoría"}, {"Alimentos", "exactamente?"}, {"Café tostado", "exportado?"},
		{"nunca", "producir"}, {"500 kg al mes", "Revisa tus datos"}, {"sí, envíala", "PAB-0001"}} {
		r.say(step[0], step[1])
	}
	r.shows("desk", `"application":"PAB-0001"`)
	r.shows("programme", `"in_review":1`)
	if code, _ := r.post("staff", `{"staff":"laura","application":"PAB-9999","id":"s1","action":"take"}`); code != http.StatusNotFound {
		t.Errorf("an unknown folio gives %d", code)
	}
	if code, _ := r.post("staff", `{"staff":"mallory","application":"PAB-0001","id":"s2","action":"approve"}`); code != http.StatusBadRequest {
		t.Errorf("a stranger gives %d", code)
	}
	if code, body := r.post("staff", `{"staff":"laura","application":"PAB-0001","id":"s3","action":"approve"}`); code != http.StatusAccepted {
		t.Fatalf("%d %s", code, body)
	}
	r.shows("room?chat=desk-00001", "aprobó tu solicitud PAB-0001")
	r.shows("programme", `"approved":25`)
	r.shows("articles", `"id":"costo-membresia","titles":{"en"`)

	if code, body := r.post("reset", `{"chat":"desk-00001"}`); code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	if _, body := get(t, r.api+"room?chat=desk-00001"); strings.Contains(body, "Café") {
		t.Errorf("after the reset the room shows %s", body)
	}
	if _, body := get(t, r.api+"desk"); strings.Contains(body, "Café") {
		t.Errorf("after the reset the desk shows %s", body)
	}
	if code, _ := r.post("reset", `{"chat":"never-was1"}`); code != http.StatusOK {
		t.Errorf("a reset of nobody gives %d", code)
	}
}

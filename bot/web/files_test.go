package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pabellon/bot"
)

// uploaded sends bytes as a page does and gives the answer.
func uploaded(w *Web, chat string, content []byte, kind string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", Base+"api/upload?chat="+chat, bytes.NewReader(content))
	r.Header.Set("Content-Type", kind)
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

func upl(t *testing.T, w *Web, chat, content string) string {
	t.Helper()
	rec := uploaded(w, chat, []byte(content), "application/octet-stream")
	var got struct{ Path string }
	if err := json.Unmarshal(rec.Body.Bytes(), &got); rec.Code != 200 || err != nil || got.Path == "" {
		t.Fatalf("%d %s, %v", rec.Code, rec.Body, err)
	}
	return got.Path
}

func TestAnUploadIsOpenedByTheTurnThatNamesIt(t *testing.T) {
	w, f := site(t)
	path := upl(t, w, chat, "%PDF-1.7")
	if rec := post(w, "turns", fmt.Sprintf(`{"chat":%q,"id":"m1","file":{"path":%q,"name":"a.pdf","size":8}}`, chat, path)); rec.Code != 202 {
		t.Fatalf("%d %s", rec.Code, rec.Body)
	}
	for range 2 { // also when the turn is tried again
		in, err := w.OpenFile(t.Context(), *f.turns[0].File)
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := io.ReadAll(in); string(b) != "%PDF-1.7" {
			t.Errorf("%q", b)
		}
	}
}

func TestNobodyOpensWhatIsNotTheirs(t *testing.T) {
	w, f := site(t)
	path := upl(t, w, chat, "secret")
	for _, bad := range []string{"/etc/passwd", "upload:" + chat + "/" + path, "../" + path, "x"} {
		if rec := post(w, "turns", fmt.Sprintf(`{"chat":"chat-0002","id":"m1","file":{"path":%q,"name":"a.pdf"}}`, bad)); rec.Code != 400 {
			t.Errorf("%s: %d", bad, rec.Code)
		}
	}
	if rec := post(w, "turns", fmt.Sprintf(`{"chat":"chat-0002","id":"m1","file":{"path":%q,"name":"a.pdf","got":{"Problem":""}}}`, path)); rec.Code != 400 {
		t.Errorf("a page says what was found in its file: %d", rec.Code)
	}
	if rec := post(w, "turns", fmt.Sprintf(`{"chat":"chat-0002","id":"m1","file":{"path":%q,"name":"a.pdf"}}`, path)); rec.Code != 202 {
		t.Fatalf("%d", rec.Code)
	}
	if _, err := w.OpenFile(t.Context(), *f.turns[0].File); err == nil {
		t.Error("another chat's file was opened")
	}
}

func TestAnUploadThatCannotBeTakenIsRefused(t *testing.T) {
	w, _ := site(t)
	for _, c := range []struct {
		chat, kind string
		size, want int
	}{{chat, "application/octet-stream", bot.MaxFile + 1, 413}, {chat, "text/plain", 3, 415}, {"x", "application/octet-stream", 3, 400}, {chat, "application/octet-stream", 0, 200}} {
		if rec := uploaded(w, c.chat, make([]byte, c.size), c.kind); rec.Code != c.want {
			t.Errorf("%+v: %d %s", c, rec.Code, rec.Body)
		}
	}
	r := httptest.NewRequest("POST", Base+"api/upload?chat="+chat, strings.NewReader("x"))
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	rec := httptest.NewRecorder()
	if w.ServeHTTP(rec, r); rec.Code != http.StatusForbidden {
		t.Errorf("another site sends a file: %d", rec.Code)
	}
}

func TestTheOldestUploadsGoWhenThereAreTooMany(t *testing.T) {
	var u uploads
	big := make([]byte, bot.MaxFile)
	for i := range uploadsSize/bot.MaxFile + 2 {
		u.add(fmt.Sprint(i), big)
	}
	for path, want := range map[string]bool{"0": false, "1": false, "2": true, "6": true} {
		if _, ok := u.find(path); ok != want {
			t.Errorf("%s is there: %v, want %v", path, ok, want)
		}
	}
	u.drop("6")
	u.drop("6")
	if _, ok := u.find("6"); ok || u.size != uploadsSize-bot.MaxFile {
		t.Errorf("after dropping one: %v, %d bytes", ok, u.size)
	}
}

func TestADocumentIsSavedAndNeverShown(t *testing.T) {
	w, _ := site(t)
	for path, want := range map[string][2]string{
		"api/document?conversation=web:a&hash=h1":       {`attachment; filename*=utf-8''acta%20%22%C3%B1%22.pdf`, "%PDF-web:a"},
		"api/data?chat=" + chat + "&hash=h1":            {`attachment; filename*=utf-8''acta%20%22%C3%B1%22.pdf`, "%PDF-web:" + chat},
		"api/data?chat=" + chat + "&name=mis-datos.txt": {`attachment; filename=mis-datos.txt`, "web:" + chat + " mis-datos.txt"},
	} {
		rec := get(w, path)
		h := rec.Header()
		if rec.Code != 200 || h.Get("Content-Disposition") != want[0] || rec.Body.String() != want[1] {
			t.Errorf("%s: %d %q %q", path, rec.Code, h.Get("Content-Disposition"), rec.Body)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") || h.Get("Cache-Control") != "no-store" || strings.Contains(h.Get("Content-Type"), "html") {
			t.Errorf("%s: %v", path, h)
		}
	}
}

func TestOnlyThePageFetchesFiles(t *testing.T) {
	w, f := site(t)
	document, data := "api/document?conversation=web:a&hash=h1", "api/data?chat="+chat+"&name=mis-datos.json"
	for _, path := range []string{document, data, "api/data?chat=" + chat + "&hash=h1"} {
		for from, want := range map[string]int{"same-origin": 200, "none": 200, "cross-site": 403, "same-site": 403} {
			r := httptest.NewRequest("GET", Base+path, nil)
			r.Header.Set("Sec-Fetch-Site", from)
			rec := httptest.NewRecorder()
			if w.ServeHTTP(rec, r); rec.Code != want {
				t.Errorf("%s from %s: %d", path, from, rec.Code)
			}
		}
	}
	for path, want := range map[string]int{"api/document?hash=h1": 400, "api/document?conversation=web:a&hash=h2": 404, "api/data?chat=x&name=mis-datos.txt": 400,
		"api/data?chat=x&hash=h1": 400, "api/data?chat=" + chat + "&hash=h2": 404,
		"api/data?chat=" + chat + "&name=" + url.QueryEscape("../x"): 404} {
		if rec := get(w, path); rec.Code != want {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
	f.broke(errDown)
	for _, path := range []string{document, data} {
		if rec := get(w, path); rec.Code != 503 {
			t.Errorf("%s: %d while the database is away", path, rec.Code)
		}
	}
}

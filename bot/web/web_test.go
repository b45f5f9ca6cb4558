package web

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pabellon/bot"
)

const chat = "chat-0001"

// site is a playground over the fake bot.
func site(t *testing.T) (*Web, *fake) {
	t.Helper()
	f := newFake()
	w := New(f, testOptions())
	f.setWeb(w)
	t.Cleanup(w.Close)
	return w, f
}

func get(w *Web, path string) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, httptest.NewRequest("GET", Base+path, nil))
	return rec
}

func post(w *Web, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", Base+"api/"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

func TestThePageAndItsFilesAreServed(t *testing.T) {
	w, _ := site(t)
	for path, kind := range map[string]string{"": "text/html", "app.js": "text/javascript", "tokens.css": "text/css", "icon.svg": "image/svg+xml"} {
		rec := get(w, path)
		if rec.Code != 200 || !strings.HasPrefix(rec.Header().Get("Content-Type"), kind) {
			t.Errorf("%q: %d %s", path, rec.Code, rec.Header().Get("Content-Type"))
		}
		csp := rec.Header().Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'self'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%q has the policy %q", path, csp)
		}
		again := httptest.NewRequest("GET", Base+path, nil)
		again.Header.Set("If-None-Match", rec.Header().Get("ETag"))
		second := httptest.NewRecorder()
		w.ServeHTTP(second, again)
		if second.Code != http.StatusNotModified {
			t.Errorf("%q again: %d, want 304", path, second.Code)
		}
	}
	for _, path := range []string{"nothing.js", "page/app.js", "../web.go", "%2e%2e/web.go", "api/nothing"} {
		if rec := get(w, path); rec.Code == 200 {
			t.Errorf("%q is served", path)
		}
	}
}

func TestThePageHoldsNoInlineScriptOrStyle(t *testing.T) {
	w, _ := site(t)
	body := get(w, "").Body.String()
	for _, bad := range []string{"<style", " style=", "onclick=", "javascript:", "http://", "//cdn"} {
		if strings.Contains(body, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if strings.Count(body, "<script") != 1 {
		t.Error("want one script, from a file")
	}
}

func TestOtherHostsAreRefused(t *testing.T) {
	o := testOptions()
	o.Hosts = []string{"localhost", "127.0.0.1", "::1"}
	w := New(newFake(), o)
	for host, want := range map[string]int{"localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "LOCALHOST": 200, "evil.example": 421, "localhost.evil.example:8080": 421, "": 421} {
		r := httptest.NewRequest("GET", Base, nil)
		r.Host = host
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		if rec.Code != want {
			t.Errorf("host %q: %d, want %d", host, rec.Code, want)
		}
	}
}

func TestATurnIsAcknowledgedOnlyWhenKept(t *testing.T) {
	w, f := site(t)
	body := `{"chat":"` + chat + `","id":"m1","text":"hola","lang":"es"}`
	f.broke(errDown)
	rec := post(w, "turns", body)
	if rec.Code != 503 || rec.Header().Get("Retry-After") == "" || len(f.turns) != 0 {
		t.Errorf("not kept: %d, Retry-After %q", rec.Code, rec.Header().Get("Retry-After"))
	}
	f.broke(nil)
	for range 2 { // the same again is a repeat
		if rec := post(w, "turns", body); rec.Code != 202 {
			t.Errorf("kept: %d %s", rec.Code, rec.Body)
		}
	}
	if len(f.turns) != 1 {
		t.Fatalf("%d turns, want 1", len(f.turns))
	}
	got := f.turns[0]
	if got.Channel != "web" || got.Conversation != "web:"+chat || got.ID != chat+".m1" || got.Actor.Kind != bot.Owner || got.Lang != "es" || got.At.IsZero() {
		t.Errorf("the turn is %+v", got)
	}
}

func TestEverythingAnOwnerCanDoIsATurn(t *testing.T) {
	w, f := site(t)
	head := `{"chat":"` + chat + `","id":"`
	for _, body := range []string{`a","button":"v1:yes"}`, `b","edit":"a","text":"mejor así"}`, `c","contact":{"phone":"+525512345678","own":true}}`,
		`d","file":{"name":"constancia.pdf","size":1200},"text":"aquí va"}`, `e","voice":{"seconds":9}}`} {
		if rec := post(w, "turns", head+body); rec.Code != 202 {
			t.Errorf("%s: %d %s", body, rec.Code, rec.Body)
		}
	}
	if len(f.turns) != 5 || f.turns[1].Edit != chat+".a" || f.turns[2].Contact.Phone == "" || f.turns[3].File.Name == "" || f.turns[4].Voice.Seconds != 9 {
		t.Errorf("the turns are %+v", f.turns)
	}
}

func TestBadTurnsAreRefusedWithTheirReason(t *testing.T) {
	w, f := site(t)
	for _, c := range []struct {
		body string
		want int
		says string
	}{
		{`{"chat":"short","id":"m1","text":"a"}`, 400, "chat"},
		{`{"chat":"../../../etc","id":"m1","text":"a"}`, 400, "chat"},
		{`{"chat":"` + chat + `","id":"","text":"a"}`, 400, "id"},
		{`{"chat":"` + chat + `","id":"m 1","text":"a"}`, 400, "id"},
		{`{"chat":"` + chat + `","id":"m1","text":"  "}`, 400, "nothing"},
		{`{"chat":"` + chat + `","id":"m1","text":"a","lang":"fr"}`, 400, "lang"},
		{`{"chat":"` + chat + `","id":"m1","button":"` + strings.Repeat("x", 65) + `"}`, 400, "button"},
		{`{"chat":"` + chat + `","id":"m1","file":{"path":"/etc/passwd","name":"a"}}`, 400, "file"},
		{`{"chat":"` + chat + `","id":"m1","voice":{"seconds":-1}}`, 400, "voice"},
		{`{"chat":"` + chat + `","id":"m1","contact":{}}`, 400, "contact"},
		{`{"chat":"` + chat + `","id":"m1","text":"a","admin":true}`, 400, "unknown field"},
		{`{"chat":"` + chat + `","id":"m1","text":"a"} {}`, 400, "one object"},
		{`{"chat":`, 400, "JSON"},
		{`{"chat":"` + chat + `","id":"m1","text":"` + "\xff\xfe" + `"}`, 400, "UTF-8"},
		{`{"chat":"` + chat + `","id":"m1","text":"` + strings.Repeat("x", maxBody) + `"}`, 413, "bytes"},
	} {
		rec := post(w, "turns", c.body)
		if rec.Code != c.want || !strings.Contains(rec.Body.String(), c.says) {
			t.Errorf("%.60s: %d %s, want %d with %q", c.body, rec.Code, rec.Body, c.want, c.says)
		}
	}
	if rec := post(w, "turns", `{}`, "Content-Type", "text/plain"); rec.Code != 415 {
		t.Errorf("plain text: %d", rec.Code)
	}
	if len(f.turns) != 0 {
		t.Errorf("%d bad turns were kept", len(f.turns))
	}
}

func TestLongTextIsCutBetweenCharacters(t *testing.T) {
	w, f := site(t)
	text := strings.Repeat("ñandú\x00", 15_000) // about 100 KB
	b, _ := json.Marshal(map[string]string{"chat": chat, "id": "m1", "text": text})
	if rec := post(w, "turns", string(b)); rec.Code != 202 {
		t.Fatalf("%d %s", rec.Code, rec.Body)
	}
	got := f.turns[0]
	if !got.Cut || len(got.Text) > bot.MaxText || len(got.Text) < bot.MaxText-4 || strings.ContainsAny(got.Text, "\x00\uFFFD") {
		t.Errorf("cut %v, %d bytes, ends in %q", got.Cut, len(got.Text), got.Text[len(got.Text)-4:])
	}
}

func TestOtherSitesCannotAct(t *testing.T) {
	w, f := site(t)
	body := `{"chat":"` + chat + `","id":"m1","text":"hola"}`
	for _, h := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "same-site"}} {
		for _, path := range []string{"turns", "staff", "clock", "reset"} {
			if rec := post(w, path, body, h...); rec.Code != 403 {
				t.Errorf("%s with %v: %d, want 403", path, h, rec.Code)
			}
		}
	}
	if len(f.turns) != 0 {
		t.Error("a foreign site sent a turn")
	}
	if rec := post(w, "turns", body, "Sec-Fetch-Site", "same-origin"); rec.Code != 202 {
		t.Errorf("the own site: %d", rec.Code)
	}
}

func TestReadsSayWhenTheyCannot(t *testing.T) {
	w, f := site(t)
	f.broke(errDown)
	for _, path := range []string{"api/room?chat=" + chat, "api/behind?chat=" + chat, "api/thread?conversation=web:" + chat, "api/desk", "api/articles", "api/programme"} {
		if rec := get(w, path); rec.Code != 503 || strings.Contains(rec.Body.String(), "database") {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
	for _, path := range []string{"api/room", "api/room?chat=x", "api/behind?chat=%00%00%00%00%00%00%00%00", "events?chat=no", "api/thread"} {
		if rec := get(w, path); rec.Code != 400 {
			t.Errorf("%s: %d, want 400", path, rec.Code)
		}
	}
}

func TestTheClockAndTheResetAreTheBackends(t *testing.T) {
	w, f := site(t)
	before := f.Now()
	if rec := post(w, "clock", `{"days":1}`); rec.Code != 200 || f.Now().Sub(before).Hours() < 24 {
		t.Errorf("clock: %d, now %v", rec.Code, f.Now())
	}
	for _, body := range []string{`{"days":0}`, `{"days":-3}`, `{"days":400}`} {
		if rec := post(w, "clock", body); rec.Code != 400 {
			t.Errorf("%s: %d", body, rec.Code)
		}
	}
	f.says(t, chat, "hola")
	if rec := post(w, "reset", `{"chat":"`+chat+`"}`); rec.Code != 200 {
		t.Errorf("reset: %d %s", rec.Code, rec.Body)
	}
	if r, _ := f.Room(context.Background(), "web:"+chat); len(r.Records) != 0 {
		t.Error("the room is still there")
	}
}

// into decodes an answer.
func into[T any](t *testing.T, r io.Reader) T {
	t.Helper()
	var out T
	if err := json.NewDecoder(r).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

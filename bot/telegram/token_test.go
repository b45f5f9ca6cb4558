package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/telegram"
)

const (
	half  = "AAthe_secret-half_of_the_token_012345"
	token = "987654321:" + half
)

// site is a server that does with each call what it is told to.
func site(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(s.Close)
	return s.URL
}

// line answers each connection as it likes, without HTTP.
func line(t *testing.T, answer func(net.Conn, string)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = c.Close() }()
				b := make([]byte, 4096)
				n, _ := c.Read(b)
				answer(c, string(b[:n]))
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// slow answers never; only one who has read what is asked notices that nobody waits.
func slow(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// ways are how a call can go wrong.
func ways(t *testing.T) map[string]string {
	back := func(to func(*http.Request) string, status int) string {
		return site(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", to(r))
			w.WriteHeader(status)
		})
	}
	says := func(status int, body string) string {
		return site(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, strings.ReplaceAll(body, "PATH", r.URL.Path))
		})
	}
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	plain := says(200, "{}")
	return map[string]string{
		"nobody listens": "http://127.0.0.1:1",
		"no such host":   "http://nobody.invalid",
		"dropped before": line(t, func(net.Conn, string) {}),
		"dropped after": line(t, func(c net.Conn, _ string) {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"ok\"")
		}),
		"not HTTP":              line(t, func(c net.Conn, _ string) { _, _ = io.WriteString(c, "\x00\x01\x02\r\n\r\n") }),
		"an echo":               line(t, func(c net.Conn, asked string) { _, _ = io.WriteString(c, asked) }),
		"an echo in a header":   line(t, func(c net.Conn, asked string) { _, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n"+asked) }),
		"too slow":              site(t, slow),
		"a page":                says(502, "<html>502 PATH</html>"),
		"half of JSON":          says(200, `{"ok":true,"result":{"message_id":5,"da`),
		"JSON of another shape": says(200, `{"ok":true,"result":"PATH"}`),
		"a string of the path":  says(200, `"PATH"`),
		"a no with the path":    says(404, `{"ok":false,"error_code":404,"description":"Not Found: PATH"}`),
		"another no with it":    says(400, `{"ok":false,"error_code":400,"description":"Bad Request: PATH"}`),
		"a broken server":       says(500, `{"ok":false,"error_code":500,"description":"Internal: PATH"}`),
		"in circles":            back(func(r *http.Request) string { return r.URL.Path }, 307),
		"moved to nobody":       back(func(r *http.Request) string { return "http://127.0.0.1:1" + r.URL.Path }, 302),
		"moved to nowhere":      back(func(r *http.Request) string { return "http://[::1" + r.URL.Path }, 302),
		"moved out of HTTP":     back(func(r *http.Request) string { return "gopher://" + r.Host + r.URL.Path }, 301),
		"a strange certificate": secure.URL,
		"no TLS where it ought": strings.Replace(plain, "http:", "https:", 1),
		"TLS where it ought no": strings.Replace(secure.URL, "https:", "http:", 1),
		"an address with space": "http://bad host",
		"a port that is none":   "http://127.0.0.1:port",
		"a host that is open":   "http://[::1",
		"a line end":            "http://127.0.0.1\n",
		"a percent":             "http://127.0.0.1/%zz",
		"another percent":       "http://127.0.0.1/%s%s%s",
		"no scheme":             "://",
		"another scheme":        "ftp://127.0.0.1",
	}
}

// told collects all that is said.
type told struct {
	mu  sync.Mutex
	all strings.Builder
}

func (s *told) error(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for ; err != nil; err = errors.Unwrap(err) {
		fmt.Fprintf(&s.all, "%v\n%+v\n%#v\n%q\n", err, err, err, err)
	}
}

func (s *told) words(words string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all.WriteString(words + "\n")
}

// attempt makes every call that there is.
func attempt(t *testing.T, tel *telegram.Telegram, s *told) {
	t.Helper()
	brief := func(do func(context.Context)) {
		ctx, cancel := context.WithTimeout(t.Context(), 40*time.Millisecond)
		defer cancel()
		defer func() {
			if r := recover(); r != nil {
				t.Errorf("panic: %v", r)
				s.words(fmt.Sprintf("%v %+v %#v", r, r, r))
			}
		}()
		do(ctx)
	}
	for i, m := range []bot.Message{{Text: "a"}, {Text: "b", Over: "5"}, {Files: []bot.Attachment{{Name: "a", Content: []byte("a")}}}} {
		brief(func(ctx context.Context) {
			_, err := tel.Send(ctx, bot.Delivery{ID: fmt.Sprint(i), Conversation: "telegram:77", Message: m})
			s.error(err)
		})
	}
	brief(func(ctx context.Context) { tel.Typing(ctx, "telegram:77") })
	brief(func(ctx context.Context) {
		r, err := tel.OpenFile(ctx, bot.File{Path: "id"})
		s.error(err)
		if err == nil {
			_, err = io.ReadAll(r)
			s.error(err)
			_ = r.Close()
		}
	})
	brief(tel.Run)
	words, _ := tel.State()
	s.words(words)
}

func TestNothingEverPrintsTheToken(t *testing.T) {
	for name, api := range ways(t) {
		for _, hook := range []string{"", "https://bot.example.com/hook", "http://bad host\n/%zz"} {
			t.Run(fmt.Sprintf("%s %.5q", name, hook), func(t *testing.T) {
				t.Parallel()
				w, said := &world{TB: t, log: &journal{}}, &told{}
				tel, err := telegram.New(&backend{}, telegram.Options{Token: token, API: api, Hook: hook, Secret: "s", Words: phrases(), Log: debug(w.log)})
				said.error(err)
				if err == nil {
					attempt(t, tel, said)
				}
				for _, words := range strings.Split(said.all.String()+w.log.String(), "\n") {
					if strings.Contains(words, half) {
						t.Fatalf("the token is told: %s", words)
					}
				}
			})
		}
	}
}

func TestATokenOfAnotherShapeIsRefusedAndNotPrinted(t *testing.T) {
	for _, bad := range []string{token + "\n", token + " ", "\t" + token, half, "bot" + token, token + "/x", token + "%", token + "\x00", "", "987654321:", token + "\r\nX: y"} {
		_, err := telegram.New(&backend{}, telegram.Options{Token: bad})
		if err == nil {
			t.Errorf("%q is taken", bad)
		} else if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), half) {
			t.Errorf("the error prints it: %v", err)
		}
	}
}

func TestTheTokenIsNotTakenToAnotherServer(t *testing.T) {
	var mu sync.Mutex
	var heard []string
	other := site(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, fmt.Sprint(r.URL, r.Header))
		_, _ = io.WriteString(w, `{"ok":true,"result":{}}`)
	})
	api := site(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other+"/elsewhere", http.StatusTemporaryRedirect)
	})
	tel, err := telegram.New(&backend{}, telegram.Options{Token: token, API: api, Words: phrases(), Log: debug(&journal{})})
	if err != nil {
		t.Fatal(err)
	}
	attempt(t, tel, &told{})
	mu.Lock()
	defer mu.Unlock()
	for _, h := range heard {
		if strings.Contains(h, half) {
			t.Fatalf("another server hears the token: %s", h)
		}
	}
}

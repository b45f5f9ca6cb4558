package llmtest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"pabellon/bot/fakes"
)

// seeds are bodies to begin with.
func seeds(f *testing.F) {
	for _, c := range bad {
		f.Add("/v1/chat/completions", isJSON, c.body)
	}
	for _, format := range []string{
		`{"type":"json_object"}`, `{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":` + fillSchema + `}}`,
		`{"type":"json_schema","json_schema":{"name":"a","schema":{"anyOf":[{"$ref":"#"}]}}}`,
		`{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":` + props(`"a"`, `"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"$ref":"#/$defs/b"}`) + `}}`,
		`{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":` + nested(9) + `}}`,
		`{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"number","multipleOf":1e-320,"minimum":1e308}}}`,
		`{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":` + strings.Repeat(`{"anyOf":[`, 3000) + `{}` + strings.Repeat(`]}`, 3000) + `}}`,
	} {
		f.Add("/v1/chat/completions", isJSON, body(`,"response_format":`+format))
	}
	f.Add("/v1/chat/completions", isJSON, body(`,"stream":true,"stream_options":{"include_usage":true},"max_tokens":4611686018427387905,"n":2`))
	f.Add("/v1/chat/completions", isJSON, strings.Repeat("[", 20000))
	f.Add("/v1/embeddings", isJSON, `{"model":"`+embedder+`","input":["¿?","`+"\xff"+`"],"dimensions":1,"encoding_format":"base64"}`)
	f.Add("/v1/embeddings", isJSON, `{"model":"`+embedder+`","input":[[1],[]],"dimensions":1e400}`)
	f.Add("/v1/audio/transcriptions", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nR\r\n--x--")
	f.Add("/v1/audio/transcriptions", "multipart/form-data; boundary=\"", "--\r\n")
	f.Add("/openai/deployments/gpt-4o-mini/chat/completions", isJSON, body(""))
	f.Add("/v1/models/", "", "")
}

func FuzzBodies(f *testing.F) {
	seeds(f)
	raw, _ := os.ReadFile(fakes.ContractPath(f, "openai/schemas.json")) // without it the rules are tried alone
	s, err := New(Options{Schema: raw, NoKey: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(s.Close)
	f.Fuzz(func(t *testing.T, path, kind, body string) {
		if !strings.HasPrefix(path, "/") {
			path = "/v1/chat/completions"
		}
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		r.URL.Path, r.URL.RawQuery = path, "api-version=1"
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		s.serve(w, r)
		s.note(func() { s.calls, s.misfits = nil, nil })
		if w.Code == http.StatusInternalServerError || w.Code != http.StatusOK && w.Body.Len() == 0 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	})
}

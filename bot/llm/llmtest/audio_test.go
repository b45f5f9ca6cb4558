package llmtest

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	openai "github.com/sashabaranov/go-openai"
)

// sound is a request to transcribe a file.
func sound(name string, content []byte) openai.AudioRequest {
	return openai.AudioRequest{Model: hearer, FilePath: name, Reader: bytes.NewReader(content), Language: "es", Prompt: "RFC, SAT"}
}

func TestASoundIsTranscribed(t *testing.T) {
	b := strictly(t)
	b.Transcripts(func(name string, content []byte) string { return name + " dice " + string(content) })
	a, err := b.api.CreateTranscription(t.Context(), sound("voz.ogg", []byte("hola")))
	if err != nil || a.Text != "voz.ogg dice hola" {
		t.Fatalf("%+v %v", a, err)
	}
	r := b.Called("audio/transcriptions")[0].Request
	if r.File != "voz.ogg" || string(r.Content) != "hola" || r.Language != "es" || r.Prompt != "RFC, SAT" || r.Model != hearer || strings.Contains(string(r.Raw), "hola") {
		t.Errorf("%+v", r)
	}
	plain := sound("VOZ.MP3", []byte("x"))
	plain.Format, plain.Temperature = openai.AudioResponseFormatText, 0.2
	if a, err = b.api.CreateTranscription(t.Context(), plain); err != nil || strings.TrimSpace(a.Text) != "VOZ.MP3 dice x" {
		t.Errorf("%+v %v", a, err)
	}
	b.Forget()
	if a, err = b.api.CreateTranscription(t.Context(), sound("voz.ogg", []byte("hola"))); err != nil || a.Text != "" {
		t.Errorf("%+v %v", a, err)
	}
}

func TestWhatIsNoSoundIsRefused(t *testing.T) {
	b := strictly(t)
	try := func(r openai.AudioRequest, status int, says string) {
		t.Helper()
		_, err := b.api.CreateTranscription(t.Context(), r)
		b.is(err, status, "", says)
	}
	try(sound("voz.oga", []byte("x")), 400, "Unrecognized file format")
	try(sound("voz", []byte("x")), 400, "Unrecognized file format")
	try(sound("voz.ogg", nil), 400, "too short")
	try(sound("voz.ogg", make([]byte, mostAudio+1)), 413, "size limit (26214400)")
	srt := sound("voz.ogg", []byte("x"))
	srt.Format = openai.AudioResponseFormatSRT
	try(srt, 400, "llmtest: only json and text")
	text := sound("voz.ogg", []byte("x"))
	text.Model, text.Format = "gpt-4o-mini-transcribe", openai.AudioResponseFormatText
	_, err := b.api.CreateTranscription(t.Context(), text)
	b.is(err, 400, "unsupported_value", "not compatible")
	other := sound("voz.ogg", []byte("x"))
	other.Model = "otro"
	_, err = b.api.CreateTranscription(t.Context(), other)
	b.is(err, 404, "model_not_found", "otro")
}

func TestAFormThatIsNoneIsRefused(t *testing.T) {
	form := func(fields ...string) string {
		var out strings.Builder
		for _, f := range append(fields, `name="model"`+"\r\n\r\n"+hearer) {
			out.WriteString("--x\r\nContent-Disposition: form-data; " + f + "\r\n")
		}
		return out.String() + "--x--\r\n"
	}
	file := `name="file"; filename="a.wav"` + "\r\n\r\nRIFF"
	field := func(name, value string) string { return `name="` + name + `"` + "\r\n\r\n" + value }
	const kind = "multipart/form-data; boundary=x"
	b := strictly(t)
	for name, c := range map[string]struct {
		kind, body string
		status     int
		says       string
	}{
		"good":           {kind, form(file, field("temperature", "0.5"), field("timestamp_granularities[]", "word")), 200, ""},
		"JSON":           {isJSON, `{"model":"whisper-1"}`, 400, "multipart"},
		"no boundary":    {"multipart/form-data", form(file), 400, "multipart"},
		"not a form":     {kind, "hola", 400, "multipart"},
		"cut":            {kind, form(file)[:60], 400, "multipart"},
		"no file":        {kind, form(), 400, "'file'"},
		"no name":        {kind, form(`name="file"` + "\r\n\r\nRIFF"), 400, "Unrecognized"},
		"an extra":       {kind, form(file, field("extra", "1")), 400, "extra"},
		"a word as heat": {kind, form(file, field("temperature", "hot")), 400, "temperature"},
		"a stream":       {kind, form(file, field("stream", "true")), 400, "llmtest: a transcription is not streamed"},
		"an odd stream":  {kind, form(file, field("stream", "NaN")), 400, "stream"},
	} {
		if a := b.do(http.MethodPost, "/v1/audio/transcriptions", c.body, "Content-Type", c.kind); a.status != c.status || !strings.Contains(a.body, c.says) {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

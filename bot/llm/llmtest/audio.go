package llmtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

// mostAudio is how long a file may be: 25 MB (https://github.com/StanGirard/speechdigest/issues/1 has the number and the words).
const mostAudio = 25 << 20

// endings are the kinds of files that can be transcribed, by the description of the request. (OpenAI lets "oga" pass too, by
// the words of its error, but does not say so.)
var endings = []string{"flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "ogg", "wav", "webm"}

// numbers are the fields of the form that the schema has as numbers or truths.
var numbers = []string{"temperature", "stream"}

func noSize(most, read int) *refusal {
	return no("", "", "Maximum content size limit (%d) exceeded (%d bytes read)", most, read).as("server_error").with(http.StatusRequestEntityTooLarge)
}

// readForm takes a transcription out of a form.
func (r *Request) readForm(kind string, raw []byte) error {
	_, params, err := mime.ParseMediaType(kind)
	if end := "--" + params["boundary"] + "--"; err != nil || end == "----" || !bytes.Contains(raw, []byte(end)) {
		return no("", "", "Could not parse multipart form")
	}
	fields := map[string]any{}
	form := multipart.NewReader(bytes.NewReader(raw), params["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return no("", "", "Could not parse multipart form")
		}
		value, err := io.ReadAll(part)
		if err != nil {
			return no("", "", "Could not parse multipart form")
		}
		if part.FormName() == "file" {
			r.File, r.Content = part.FileName(), value
			fields["file"] = r.File
			continue
		}
		put(fields, part.FormName(), string(value))
	}
	r.fields, r.Raw = fields, payload(fields)
	r.Model, r.Language, r.Prompt, r.Format = said(fields, "model"), said(fields, "language"), said(fields, "prompt"), said(fields, "response_format")
	return nil
}

// put keeps a field as the schema sees it: name[] is one of a list.
func put(fields map[string]any, name, value string) {
	if list, ok := strings.CutSuffix(name, "[]"); ok {
		all, _ := fields[list].([]any)
		fields[list] = append(all, value)
		return
	}
	fields[name] = value
	if _, err := strconv.ParseFloat(value, 64); slices.Contains(numbers, name) && (err == nil || value == "true" || value == "false") && json.Valid([]byte(value)) {
		fields[name] = json.Number(value)
		if err != nil {
			fields[name] = value == "true"
		}
	}
}

// said is a field that is a text.
func said(fields map[string]any, name string) string {
	text, _ := fields[name].(string)
	return text
}

// Transcripts lets a function say what is heard in a file.
func (s *Server) Transcripts(hear func(name string, content []byte) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.transcripts = hear
}

// transcribe answers with what is heard.
func (s *Server) transcribe(c *Call) (*result, error) {
	r := c.Request
	if err := mayTranscribe(r); err != nil {
		return nil, err
	}
	s.mu.Lock()
	hear := s.transcripts
	s.mu.Unlock()
	text := ""
	if hear != nil {
		text = hear(r.File, r.Content)
	}
	if r.Format == "text" {
		return &result{kind: isText, body: []byte(text + "\n")}, nil
	}
	u := Usage{Prompt: tokens(r.Prompt), Completion: tokens(text)}
	return &result{kind: isJSON, usage: u, body: payload(map[string]any{"text": text, "usage": map[string]any{
		"type": "tokens", "input_tokens": u.Prompt, "output_tokens": u.Completion, "total_tokens": u.Total()}})}, nil
}

// mayTranscribe refuses what OpenAI refuses.
func mayTranscribe(r Request) error {
	fields, _ := r.fields.(map[string]any)
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(r.File), "."))
	switch {
	case fields["file"] == nil:
		return no("file", "missing_required_parameter", "Missing required parameter: 'file'.")
	case len(r.Content) > mostAudio:
		return noSize(mostAudio, len(r.Content))
	case !slices.Contains(endings, ending):
		return no("", "", "Unrecognized file format. Supported formats: ['%s']", strings.Join(endings, "', '"))
	case len(r.Content) == 0:
		return no("file", "", "Audio file is too short. Minimum audio length is 0.1 seconds.")
	case r.Format == "", r.Format == "json":
	case r.Format == "text" && strings.HasPrefix(r.Model, "gpt-4o") && !strings.HasSuffix(r.Model, "diarize"):
		return no("response_format", "unsupported_value", "response_format 'text' is not compatible with model '%s'. Use 'json' instead.", r.Model)
	case r.Format != "text":
		return no("response_format", "", "llmtest: only json and text are written, not '%s'", r.Format)
	}
	if fields["stream"] == true {
		return no("stream", "", "llmtest: a transcription is not streamed")
	}
	return nil
}

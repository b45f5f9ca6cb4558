package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxBody is what Telegram takes in one call: 50 MB of file and a little around it.
const maxBody = 51 << 20

// readParams takes the parameters of a call from the query, a form, a multipart body or a JSON body.
func readParams(r *http.Request) (map[string]string, map[string]Upload, error) {
	params, files := map[string]string{}, map[string]Upload{}
	take(params, r.URL.Query())
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		return params, files, errors.New("telegramtest: a call is a GET or a POST")
	}
	r.Body = http.MaxBytesReader(nil, r.Body, maxBody)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		return params, files, readJSON(r.Body, params)
	case "multipart/form-data":
		return params, files, readMultipart(r, params, files)
	case "application/x-www-form-urlencoded":
		if err := r.ParseForm(); err != nil {
			return params, files, fmt.Errorf("telegramtest: bad form: %w", err)
		}
		take(params, r.PostForm)
	}
	return params, files, nil
}

func take(params map[string]string, values url.Values) {
	for name, all := range values {
		if len(all) > 0 {
			params[name] = all[0]
		}
	}
}

// readJSON keeps strings as they are and other values as JSON text; null is a parameter left out.
func readJSON(body io.Reader, params map[string]string) error {
	whole, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("telegramtest: bad body: %w", err)
	}
	var values map[string]json.RawMessage
	if err := json.Unmarshal(whole, &values); err != nil && len(whole) > 0 {
		return errors.New("can't parse request: object expected as JSON body")
	}
	for name, raw := range values {
		var text string
		switch {
		case string(raw) == "null":
		case json.Unmarshal(raw, &text) == nil:
			params[name] = text
		default:
			params[name] = string(raw)
		}
	}
	return nil
}

func readMultipart(r *http.Request, params map[string]string, files map[string]Upload) error {
	if err := r.ParseMultipartForm(maxBody); err != nil {
		return fmt.Errorf("telegramtest: bad multipart body: %w", err)
	}
	take(params, r.MultipartForm.Value)
	for name, parts := range r.MultipartForm.File {
		f, err := parts[0].Open()
		if err != nil {
			return fmt.Errorf("telegramtest: part %s: %w", name, err)
		}
		content, err := io.ReadAll(f)
		_ = f.Close()
		if err != nil {
			return fmt.Errorf("telegramtest: part %s: %w", name, err)
		}
		files[name] = Upload{Name: parts[0].Filename, Content: content}
	}
	return nil
}

// writes is whether a call puts words into a chat, which is what a flood limit counts.
func (c *Call) writes() bool {
	return c.Method != "sendChatAction" && (strings.HasPrefix(c.Method, "send") || strings.HasPrefix(c.Method, "edit"))
}

// lane is what has to wait together: all that is written into a chat, or else the same method.
func (c *Call) lane() string {
	if c.writes() {
		return c.Params["chat_id"]
	}
	return c.Method + " " + c.Params["chat_id"]
}

// number is a parameter as a whole number between two bounds; anything else counts as given in other.
func (c *Call) number(name string, other, low, high int64) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(c.Params[name]), 10, 64)
	if err != nil {
		return other
	}
	return min(max(n, low), high)
}

// yes is a parameter as Telegram reads a Boolean: anything but these words is false.
func (c *Call) yes(name string) bool { return truth(c.Params[name]) }

func truth(value string) bool {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// list decodes a parameter that is a JSON array. The text null, which some libraries send for none, is no list.
func (c *Call) list(name string, into any) (given bool, err error) {
	raw := strings.TrimSpace(c.Params[name])
	if raw == "" || raw == "null" {
		return false, nil
	}
	if err := json.Unmarshal([]byte(raw), into); err != nil {
		return false, bad("can't parse %s JSON object", name)
	}
	return true, nil
}

package slacktest

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// maxBody is the most that one request may bring; it is ours.
const maxBody = 64 << 20

// read takes the arguments and the token of a call from the query, a form, a multipart body or a JSON body.
func (c *Call) read(r *http.Request) error {
	c.Args = map[string]string{}
	c.take(r.URL.Query())
	c.token, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	r.Body = http.MaxBytesReader(nil, r.Body, maxBody)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	switch {
	case r.Method == http.MethodGet:
	case kind == "application/json":
		err = c.readJSON(r.Body)
	case kind == "multipart/form-data":
		err = c.readMultipart(r)
	case kind == "application/x-www-form-urlencoded":
		if err = r.ParseForm(); err == nil {
			c.take(r.PostForm)
		}
	default:
		c.upload, err = io.ReadAll(r.Body)
		if len(c.upload) > 0 && c.Method != "upload" {
			err = no("invalid_post_type")
		}
	}
	if token, given := c.Args["token"]; given {
		c.token = token
		delete(c.Args, "token")
	}
	return err
}

func (c *Call) take(values url.Values) {
	for name, all := range values {
		if len(all) > 0 {
			c.Args[name] = all[0]
		}
	}
}

// readJSON keeps strings as they are and other values as JSON text; null is an argument left out.
func (c *Call) readJSON(body io.Reader) error {
	whole, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("read the body: %w", err)
	}
	if len(whole) == 0 {
		return nil
	}
	return c.readFields(whole)
}

func (c *Call) readFields(whole []byte) error {
	var values map[string]json.RawMessage
	if json.Unmarshal(whole, &values) != nil {
		return no("invalid_json")
	}
	for name, raw := range values {
		var text string
		switch {
		case string(raw) == "null":
		case json.Unmarshal(raw, &text) == nil:
			c.Args[name] = text
		default:
			c.Args[name] = string(raw)
		}
	}
	return nil
}

func (c *Call) readMultipart(r *http.Request) error {
	if err := r.ParseMultipartForm(maxBody); err != nil {
		return no("invalid_form_data")
	}
	c.take(r.MultipartForm.Value)
	for _, parts := range r.MultipartForm.File {
		f, err := parts[0].Open()
		if err != nil {
			return fmt.Errorf("open the part: %w", err)
		}
		c.upload, err = io.ReadAll(f)
		_ = f.Close()
		if err != nil {
			return fmt.Errorf("read the part: %w", err)
		}
	}
	return nil
}

// lane is what has to wait together: all that is posted into a channel, or else the same method.
func (c *Call) lane() string {
	if c.Method == "chat.postMessage" {
		return c.Method + " " + c.Args["channel"]
	}
	return c.Method
}

// given is whether an argument is there and not empty.
func (c *Call) given(name string) bool { return c.Args[name] != "" }

// yes is an argument as Slack reads a Boolean.
func (c *Call) yes(name string) bool { return c.Args[name] == "true" || c.Args[name] == "1" }

// number is an argument as a whole number; anything else counts as given in other.
func (c *Call) number(name string, other int) int {
	n, err := strconv.Atoi(c.Args[name])
	if err != nil {
		return other
	}
	return n
}

// raw is an argument that is JSON, nil when it is not given.
func (c *Call) raw(name string) json.RawMessage {
	if !c.given(name) {
		return nil
	}
	return json.RawMessage(c.Args[name])
}

var tsForm = regexp.MustCompile(`^\d+\.\d+$`)

// escape is how Slack writes the text that a person typed: https://docs.slack.dev/messaging/formatting-message-text
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

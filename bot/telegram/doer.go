package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// doer is the one place that all calls of the library pass. It gives a call its context,
// keeps the token out of its error, and reads the answer whole, so that the connection
// can be used again.
type doer struct {
	ctx    context.Context
	http   *http.Client
	status int // of the answer; 0 when there was none
}

// maxAnswer is the most that is read of an answer, in bytes: a hundred updates of the
// longest messages are about 2 MB.
const maxAnswer = 16 << 20

// Do makes one request.
func (d *doer) Do(r *http.Request) (*http.Response, error) {
	response, err := d.http.Do(r.WithContext(d.ctx))
	if err != nil {
		return nil, redacted(err)
	}
	defer response.Body.Close()
	d.status = response.StatusCode
	body := bytes.NewBuffer(make([]byte, 0, min(max(response.ContentLength, 0), maxAnswer)+bytes.MinRead))
	if _, err := body.ReadFrom(io.LimitReader(response.Body, maxAnswer)); err != nil {
		return nil, redacted(err)
	}
	if body.Len() == 0 || body.Bytes()[0] != '{' { // a proxy's page, not an answer
		return nil, fmt.Errorf("status %d without an answer", response.StatusCode)
	}
	response.Body = io.NopCloser(body)
	return response, nil
}

// redacted takes the address, which holds the token, out of an error of net/http. What
// is inside, such as the end of a context, is still found.
func redacted(err error) error {
	var in *url.Error
	if errors.As(err, &in) {
		return &url.Error{Op: in.Op, URL: "(telegram)", Err: in.Err}
	}
	return err
}

// hush takes the token out of an error that has it all the same: a server may send back
// the path that it was asked for, in whatever it says.
func (c *client) hush(err error) error {
	token := c.bot.Token
	_, half, _ := strings.Cut(token, ":")
	if !strings.Contains(err.Error(), half) {
		return err
	}
	hide := strings.NewReplacer(token, "(token)", half, "(token)")
	if no := noted(err); no != nil {
		no.words = hide.Replace(no.words)
		return no
	}
	return &hushed{text: hide.Replace(err.Error()), is: func(target error) bool { return errors.Is(err, target) }}
}

// hushed is an error told in other words. What it was is behind a function, where no way
// of printing finds it.
type hushed struct {
	text string
	is   func(target error) bool
}

func (h *hushed) Error() string { return h.text }

// Is tells whether it was of a kind, such as the end of a context.
func (h *hushed) Is(target error) bool { return h.is(target) }

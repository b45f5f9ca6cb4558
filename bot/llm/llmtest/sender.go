package llmtest

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"

	"pabellon/bot/fakes"
)

// Kinds of content.
const (
	isJSON   = "application/json"
	isStream = "text/event-stream"
	isText   = "text/plain; charset=utf-8"
	isHTML   = "text/html"
)

func itoa(n int) string { return strconv.Itoa(n) }

// errEnded says that an answer ends before it is whole.
var errEnded = errors.New("the answer has ended")

// sender writes the answer of one call, as far as the fault and the client let it.
type sender struct {
	s     *Server
	w     http.ResponseWriter
	r     *http.Request
	c     *Call
	limit int // bytes after which no more come; 0 = none
	sent  int
}

// gone notes that nobody waits for the answer.
func (o *sender) gone() {
	if o.r.Context().Err() != nil && o.s.ctx.Err() == nil {
		o.s.note(func() { o.c.Left = true })
	}
}

// refuse answers with an error.
func (o *sender) refuse(err error) {
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		r = no("", "", "llmtest: %v", err)
	}
	body := r.body()
	o.s.note(func() { o.c.Error, o.c.Code, o.c.Scripted = r.message, r.code, r.scriptedBy })
	o.head(r.status, isJSON, len(body))
	_ = o.write(body)
}

// head begins an answer; size is -1 when it is not known.
func (o *sender) head(status int, kind string, size int) {
	h := o.w.Header()
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", kind)
	}
	if size >= 0 {
		h.Set("Content-Length", itoa(size))
	}
	o.s.note(func() { o.c.Status = status })
	o.w.WriteHeader(status)
}

// write sends a part of an answer and sees that it leaves.
func (o *sender) write(part []byte) error {
	if o.r.Context().Err() != nil {
		o.gone()
		return errEnded
	}
	cut := o.limit > 0 && o.sent+len(part) > o.limit
	if cut {
		part = part[:o.limit-o.sent]
	}
	o.s.note(func() { o.c.Answer = append(bytes.Clone(o.c.Answer), part...) })
	if _, err := o.w.Write(part); err != nil {
		o.gone()
		return errEnded
	}
	o.sent += len(part)
	_ = http.NewResponseController(o.w).Flush()
	if cut {
		return errEnded
	}
	return nil
}

// give answers a call that was carried out, but for what a fault spoils.
func (o *sender) give(res *result, f *Fault) {
	if res == nil || o.r.Context().Err() != nil {
		o.gone()
		return
	}
	size := len(res.body)
	if f != nil {
		res = f.spoil(res)
		size = len(res.body)
		if o.limit = max(f.Cut, f.Stall); o.limit > 0 {
			size = -1
		}
	}
	if res.frames != nil {
		size = -1
	}
	o.head(http.StatusOK, res.kind, size)
	if f != nil && f.Pause > 0 && !o.pause(f) {
		return
	}
	if o.limit == 0 {
		o.s.spend(res.usage)
	}
	if !o.parts(res) {
		o.end(f)
	}
}

// pause lets the body wait behind the headers.
func (o *sender) pause(f *Fault) bool {
	_ = http.NewResponseController(o.w).Flush()
	if o.s.sleep(o.r.Context(), f.Pause) {
		return true
	}
	o.gone()
	return false
}

// parts sends the body or the frames, and tells whether all of it was sent.
func (o *sender) parts(res *result) bool {
	if res.frames == nil {
		return o.write(res.body) == nil
	}
	for i, frame := range res.frames {
		if i > 0 && !o.s.sleep(o.r.Context(), o.s.opts.Pace) {
			o.gone()
			return false
		}
		if o.write(frame) != nil {
			return false
		}
	}
	return true
}

// end closes a connection on which no more comes; one that stalls stays open until the client leaves.
func (o *sender) end(f *Fault) {
	if f == nil {
		return
	}
	if f.Stall > 0 {
		select {
		case <-o.r.Context().Done():
			o.gone()
		case <-o.s.ctx.Done():
		}
	}
	fakes.Drop(o.w)
}

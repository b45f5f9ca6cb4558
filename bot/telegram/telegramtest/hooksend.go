package telegramtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// How long the server waits before it posts an update again. Telegram waits longer.
const (
	firstPause   = 50 * time.Millisecond
	longestPause = time.Second
)

// runHook posts updates while there is a webhook.
func (s *Server) runHook() {
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 100},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	for {
		s.mu.Lock()
		changed := s.watch.Next()
		pause := s.dispatch(client)
		s.mu.Unlock()
		t := time.NewTimer(pause)
		select {
		case <-changed:
		case <-t.C:
		case <-s.ctx.Done():
			t.Stop()
			return
		}
		t.Stop()
	}
}

// dispatch posts the first update of each chat, if it is due and a connection is free, and says when to look again. The
// lock is held.
func (s *Server) dispatch(client *http.Client) time.Duration {
	pause, seen, now := time.Hour, map[int64]bool{}, time.Now()
	if s.hook.url == "" || s.down {
		return pause
	}
	for _, u := range s.queue.list {
		first := !seen[u.chat]
		seen[u.chat] = true
		switch {
		case !first || u.busy:
		case u.due.After(now):
			pause = min(pause, u.due.Sub(now))
		case s.hook.under < s.hook.max:
			u.busy = true
			s.hook.under++
			to := s.hook
			s.work.Go(func() { s.post(client, u, to) })
		}
	}
	return pause
}

// post sends an update to the webhook once.
func (s *Server) post(client *http.Client, u *update, to hook) {
	body, retry, err := s.send(client, u, to)
	if err == nil {
		s.carryOut(body)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	u.busy = false
	s.hook.under--
	if err == nil {
		s.queue.list = slices.DeleteFunc(s.queue.list, func(o *update) bool { return o == u })
		return
	}
	u.wait = min(max(2*u.wait, firstPause), longestPause)
	u.due = time.Now().Add(max(u.wait, retry))
	if s.hook.url == to.url {
		s.hook.failed, s.hook.failure = time.Now().Unix(), err.Error()
	}
}

// send posts an update and returns what came back, or how long to wait and why.
func (s *Server) send(client *http.Client, u *update, to hook) ([]byte, time.Duration, error) {
	req, err := http.NewRequestWithContext(s.ctx, http.MethodPost, to.url, bytes.NewReader(u.body))
	if err != nil {
		return nil, 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	if to.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", to.secret)
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil {
		return nil, 0, err
	}
	if res.StatusCode/100 == 2 {
		return body, 0, nil
	}
	seconds, err := strconv.Atoi(res.Header.Get("Retry-After"))
	if err != nil {
		seconds = 0
	}
	wait := time.Duration(min(max(seconds, 0), 3600)) * time.Second
	return nil, wait, &refusal{text: "Wrong response from the webhook: " + res.Status}
}

// carryOut carries out a method that came in the answer of the webhook. The bot never sees its result.
func (s *Server) carryOut(body []byte) {
	params := map[string]string{}
	if !json.Valid(body) || readJSON(bytes.NewReader(body), params) != nil || params["method"] == "" {
		return
	}
	c := &Call{Method: s.spelled(params["method"]), Params: params, Files: map[string]Upload{}, At: time.Now(), Webhook: true}
	delete(params, "method")
	s.keep(c)
	if c.Method == "getUpdates" {
		s.note(c, http.StatusBadRequest, "Bad Request: telegramtest: getUpdates in the answer of a webhook", false)
		return
	}
	if _, err := s.perform(&request{Call: c, ctx: s.ctx}); err != nil {
		r := asRefusal(err)
		s.note(c, r.status, r.text, false)
		return
	}
	s.note(c, http.StatusOK, "", false)
}

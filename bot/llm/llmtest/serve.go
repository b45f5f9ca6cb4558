package llmtest

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"pabellon/bot/fakes"
)

// mostBody is more than any request may have; what is longer is not read.
const mostBody = 64 << 20

// result is an answer that is not an error: a body, or the frames of a stream.
type result struct {
	kind   string // Content-Type
	body   []byte
	frames [][]byte
	usage  Usage // what the answer tells of
}

// serve reads a call, keeps it, lets faults answer it or carries it out.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.isDown() {
		fakes.Drop(w)
		return
	}
	c := &Call{Method: r.Method, Path: r.URL.Path, Header: r.Header.Clone(), At: time.Now(), query: r.URL.RawQuery}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if err == nil {
		c.read(raw)
	} else if _, long := errors.AsType[*http.MaxBytesError](err); long {
		err = noSize(mostBody, mostBody+1)
	}
	s.keep(c)
	out := &sender{s: s, w: w, r: r, c: c}
	if !s.sleep(r.Context(), s.opts.Delay) {
		out.gone()
		return
	}
	f := s.fault(c)
	if f != nil && !s.sleep(r.Context(), f.Delay) {
		out.gone()
		return
	}
	if f.stops() {
		s.serveFault(out, f)
		return
	}
	var res *result
	if err == nil {
		res, err = s.perform(c)
	}
	if err != nil && r.Context().Err() == nil {
		out.refuse(err)
		return
	}
	out.give(res, f)
}

// perform carries out a call, or refuses it.
func (s *Server) perform(c *Call) (*result, error) {
	path, azure := c.route()
	if azure {
		if err := s.mayAzure(c); err != nil {
			return nil, err
		}
	} else if !s.opts.NoKey && c.Header.Get("Authorization") != "Bearer "+s.opts.Key {
		return nil, noKey()
	}
	if path == "models" || strings.HasPrefix(path, "models/") {
		if c.Method != http.MethodGet {
			return nil, noMethod(c.Method, c.Path)
		}
		return s.listModels(strings.TrimPrefix(strings.TrimPrefix(path, "models"), "/"))
	}
	do, known := map[string]func(*Call) (*result, error){
		"chat/completions": s.chat, "embeddings": s.embed, "audio/transcriptions": s.transcribe}[path]
	switch {
	case !known:
		return nil, noPath(c.Method, c.Path)
	case c.Method != http.MethodPost:
		return nil, noMethod(c.Method, c.Path)
	case c.Request.err != nil:
		return nil, c.Request.err
	case !azure && c.Request.Model == "":
		return nil, no("", "", "you must provide a model parameter")
	case !azure && !s.knows(c.Request.Model):
		return nil, noModel(c.Request.Model)
	}
	if err := s.schema.check(path, c.Request.fields); err != nil {
		return nil, err
	}
	return do(c)
}

// route is the endpoint that a path names, and whether it is named Azure's way; "" for none.
func (c *Call) route() (endpoint string, azure bool) {
	if rest, ok := strings.CutPrefix(c.Path, "/openai/deployments/"); ok {
		_, endpoint, _ := strings.Cut(rest, "/")
		return endpoint, true
	}
	endpoint, _ = strings.CutPrefix(c.Path, "/v1/")
	if endpoint == c.Path {
		return "", false
	}
	return endpoint, false
}

// deployment is the model that a path of Azure names.
func (c *Call) deployment() string {
	name, _, _ := strings.Cut(strings.TrimPrefix(c.Path, "/openai/deployments/"), "/")
	return name
}

// mayAzure refuses what Azure's gateway refuses.
func (s *Server) mayAzure(c *Call) error {
	switch {
	case !s.opts.NoKey && c.Header.Get("api-key") != s.opts.Key:
		return azureNo(http.StatusUnauthorized, "401", "Access denied due to invalid subscription key or wrong API endpoint. "+
			"Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.")
	case !strings.Contains("&"+c.query, "&api-version="):
		return azureNo(http.StatusNotFound, "404", "Resource not found")
	case !s.knows(c.deployment()):
		return azureNo(http.StatusNotFound, "DeploymentNotFound", "The API deployment for this resource does not exist. "+
			"If you created the deployment within the last 5 minutes, please wait a moment and try again.")
	}
	return nil
}

// listModels lists the models, or describes one.
func (s *Server) listModels(id string) (*result, error) {
	describe := func(id string) map[string]any {
		return map[string]any{"id": id, "object": "model", "created": created, "owned_by": "llmtest"}
	}
	if id != "" {
		if !s.knows(id) {
			return nil, noModel(id)
		}
		return &result{kind: isJSON, body: payload(describe(id))}, nil
	}
	all := []any{}
	for _, id := range s.opts.Models {
		all = append(all, describe(id))
	}
	return &result{kind: isJSON, body: payload(map[string]any{"object": "list", "data": all})}, nil
}

// created is the moment at which everything was made, so that answers are the same in each run.
const created = 1700000000

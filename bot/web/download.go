package web

import (
	"errors"
	"mime"
	"net/http"
	"strconv"

	"pabellon/bot"
)

// dataFiles are the files that an owner may have of their own data, with their types.
var dataFiles = map[string]string{bot.DataFileText: "text/plain; charset=utf-8", bot.DataFileJSON: "application/json"}

// getData gives an owner a file with everything that is kept about them, or one that staff
// sent them, by its hash.
func (w *Web) getData(rw http.ResponseWriter, r *http.Request) {
	conversation, ok := chatOf(r)
	name, hash := r.URL.Query().Get("name"), r.URL.Query().Get("hash")
	switch {
	case !ok:
		fail(rw, http.StatusBadRequest, badChat)
		return
	case hash != "":
		w.giveDocument(rw, r, conversation, hash) // that staff sent
		return
	case dataFiles[name] == "":
		fail(rw, http.StatusNotFound, "name: no such file")
		return
	case !fromPage(r):
		fail(rw, http.StatusForbidden, "only from the page")
		return
	}
	content, err := w.backend.DataFile(r.Context(), conversation, name)
	if err != nil {
		w.broken(rw, "make a data file", err)
		return
	}
	download(rw, name, dataFiles[name], content)
}

// getDocument gives the desk a document that an owner has sent.
func (w *Web) getDocument(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	conversation, hash := q.Get("conversation"), q.Get("hash")
	if conversation == "" || len(conversation) > maxName || len(hash) > maxName {
		fail(rw, http.StatusBadRequest, "conversation and hash: which document")
		return
	}
	w.giveDocument(rw, r, conversation, hash)
}

func (w *Web) giveDocument(rw http.ResponseWriter, r *http.Request, conversation, hash string) {
	if !fromPage(r) {
		fail(rw, http.StatusForbidden, "only from the page")
		return
	}
	d, content, err := w.backend.Document(r.Context(), conversation, hash)
	switch {
	case errors.Is(err, ErrUnknown):
		fail(rw, http.StatusNotFound, "no such document")
	case err != nil:
		w.broken(rw, "read a document", err)
	default:
		download(rw, d.Name, d.Type, content)
	}
}

// fromPage tells that a request comes from a page of ours, or from no page at all: no
// other site can link to a file and have it fetched with our rights.
func fromPage(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return false
}

// download gives a file to be saved, never to be shown: what people send is not opened
// within the page, whatever it holds.
func download(rw http.ResponseWriter, name, mediaType string, content []byte) {
	h := rw.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Length", strconv.Itoa(len(content)))
	h.Set("Cache-Control", "no-store")
	_, _ = rw.Write(content) // who asked may be gone
}

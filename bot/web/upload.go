package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"time"

	"pabellon/bot"
)

// What of the pages' files is held until their turns are read.
const (
	uploadsSize = 100 << 20 // bytes of all
	uploadsTime = 10 * time.Minute
)

// uploads hold the files that pages have sent until the turns that name them are
// understood. They are in memory only: nothing of a person is kept before they agree,
// and who sent one is asked for it again if it is gone.
type uploads struct {
	mu   sync.Mutex
	list []upload // oldest first
	size int      // bytes of all
}

type upload struct {
	path    string
	content []byte
}

// add holds a file for a while; the oldest go when there are too many.
func (u *uploads) add(path string, content []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.list, u.size = append(u.list, upload{path, content}), u.size+len(content)
	for u.size > uploadsSize {
		u.size -= len(u.list[0].content)
		u.list = slices.Delete(u.list, 0, 1)
	}
	time.AfterFunc(uploadsTime, func() { u.drop(path) })
}

func (u *uploads) drop(path string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.list = slices.DeleteFunc(u.list, func(held upload) bool {
		if held.path == path {
			u.size -= len(held.content)
		}
		return held.path == path
	})
}

func (u *uploads) find(path string) ([]byte, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, held := range u.list {
		if held.path == path {
			return held.content, true
		}
	}
	return nil, false
}

// uploadName is what a page calls a file that it has sent: a name that nobody guesses.
var uploadName = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// uploadPath is where a file of a chat is; no other chat can name it.
func uploadPath(chat, name string) string { return "upload:" + chat + "/" + name }

// postUpload takes the bytes of a file. They are no turn yet: the page names them in one.
func (w *Web) postUpload(rw http.ResponseWriter, r *http.Request) {
	chat := r.URL.Query().Get("chat")
	if !chatID.MatchString(chat) {
		fail(rw, http.StatusBadRequest, badChat)
		return
	}
	if r.Header.Get("Content-Type") != "application/octet-stream" {
		fail(rw, http.StatusUnsupportedMediaType, "send application/octet-stream")
		return
	}
	content, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, bot.MaxFile))
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		fail(rw, http.StatusRequestEntityTooLarge, fmt.Sprintf("more than %d bytes", bot.MaxFile))
	case err != nil:
		fail(rw, http.StatusBadRequest, "the file did not arrive whole")
	default:
		name := rand.Text()
		w.uploads.add(uploadPath(chat, name), content)
		answer(rw, http.StatusOK, map[string]string{"path": name})
	}
}

// OpenFile opens a file that a page has sent.
func (w *Web) OpenFile(_ context.Context, f bot.File) (io.ReadCloser, error) {
	content, ok := w.uploads.find(f.Path)
	if !ok {
		return nil, errors.New("open an upload: it is not here any more")
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

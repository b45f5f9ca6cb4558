package telegramtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"path"
	"strings"
	"time"
)

// maxDownload is the largest file that a bot may fetch.
const maxDownload = 20 << 20

// File is a file in a message. Kind is document, photo, voice, video_note, audio, video, animation or sticker.
type File struct {
	Kind, Name, MIME, Caption string
	Content                   []byte
	Seconds                   int
	Size                      int64  // what the sender claims, 0 = len(Content)
	Album                     string // media_group_id
	ID                        string // file_id; the server sets it
}

// stored is a file that can be fetched by its id.
type stored struct {
	*File
	n    int64
	path string
}

// folders are where files of a kind are, with the ending that they get when the name has none, and their MIME type.
var folders = map[string]struct{ folder, ending, mime string }{
	"document": {"documents", "", "application/octet-stream"}, "photo": {"photos", ".jpg", ""},
	"voice": {"voice", ".oga", "audio/ogg"}, "video_note": {"video_notes", ".mp4", ""},
	"audio": {"music", ".mp3", "audio/mpeg"}, "video": {"videos", ".mp4", "video/mp4"},
	"animation": {"animations", ".mp4", "video/mp4"}, "sticker": {"stickers", ".webp", ""},
}

// store keeps a file and gives it its id. The lock is held.
func (s *Server) store(f File) *File {
	s.lastID++
	at := folders[f.Kind]
	ending := at.ending
	if f.Kind == "document" {
		ending = path.Ext(f.Name)
	}
	if f.MIME == "" {
		f.MIME = at.mime
	}
	if f.Size == 0 {
		f.Size = int64(len(f.Content))
	}
	f.ID = fmt.Sprintf("BQACAgEAAxk%s_%d", strings.ToUpper(f.Kind[:min(2, len(f.Kind))]), s.lastID)
	s.files[f.ID] = &stored{File: &f, n: s.lastID, path: fmt.Sprintf("%s/file_%d%s", at.folder, s.lastID, ending)}
	return &f
}

// unique is the same for the same file whatever its id.
func (f *File) unique() string { return "AQAD" + f.ID[strings.LastIndex(f.ID, "_")+1:] }

// render puts a file into a message, in the form of its kind.
func (f *File) render(out map[string]any) {
	one := map[string]any{"file_id": f.ID, "file_unique_id": f.unique(), "file_size": f.Size}
	if f.Album != "" {
		out["media_group_id"] = f.Album
	}
	if f.Kind == "photo" {
		small := maps.Clone(one)
		one["width"], one["height"], small["width"], small["height"] = 1280, 960, 90, 67
		out["photo"] = []any{small, one}
		return
	}
	if f.MIME != "" {
		one["mime_type"] = f.MIME
	}
	if f.Name != "" && f.Kind != "voice" && f.Kind != "video_note" && f.Kind != "sticker" {
		one["file_name"] = f.Name
	}
	if f.Kind == "animation" {
		out["document"] = maps.Clone(one)
	}
	switch f.Kind {
	case "voice", "audio":
		one["duration"] = f.Seconds
	case "video_note":
		one["duration"], one["length"] = f.Seconds, 240
	case "video", "animation":
		one["duration"], one["width"], one["height"] = f.Seconds, 640, 480
	case "sticker":
		one["type"], one["width"], one["height"], one["emoji"] = "regular", 512, 512, "👍"
		one["is_animated"], one["is_video"] = false, false
	}
	out[f.Kind] = one
}

// sendFile says a file: one that came with the call, or one that Telegram has.
func sendFile(kind string) method {
	return func(s *Server, r *request) (any, error) {
		text, entities, err := formatted(r.Call, "caption", "caption_entities")
		if err != nil {
			return nil, err
		}
		f, err := s.upload(r.Call, kind)
		if err != nil {
			return nil, err
		}
		m := &message{text: text, entities: entities, file: f}
		return s.say(r.Call, m, maxCaption)
	}
}

func (s *Server) upload(c *Call, kind string) (*File, error) {
	name := c.Params[kind]
	if known := s.files[name]; known != nil {
		if known.Kind != kind {
			return nil, bad("can't use file of type %s as %s", title(known.Kind), title(kind))
		}
		return known.File, nil
	}
	part := kind
	if attached, ok := strings.CutPrefix(name, "attach://"); ok {
		part = attached
	} else if name != "" {
		return nil, bad("wrong file identifier/HTTP URL specified")
	}
	up, ok := c.Files[part]
	switch {
	case !ok:
		return nil, bad("there is no %s in the request", kind)
	case len(up.Content) == 0:
		return nil, bad("file must be non-empty")
	case len(up.Content) > 50<<20:
		return nil, &refusal{status: 413, text: "Request Entity Too Large"}
	case kind == "photo" && !strings.HasPrefix(http.DetectContentType(up.Content), "image/"):
		return nil, bad("IMAGE_PROCESS_FAILED")
	}
	mime, _, _ := strings.Cut(http.DetectContentType(up.Content), ";")
	return s.store(File{Kind: kind, Name: path.Base(up.Name), MIME: mime, Content: up.Content}), nil
}

func title(kind string) string { return strings.ToUpper(kind[:1]) + kind[1:] }

func getFile(s *Server, r *request) (any, error) {
	f := s.files[r.Params["file_id"]]
	switch {
	case r.Params["file_id"] == "":
		return nil, bad("file_id not specified")
	case f == nil:
		return nil, bad("invalid file_id")
	case f.Size > maxDownload:
		return nil, bad("file is too big")
	}
	return map[string]any{"file_id": f.ID, "file_unique_id": f.unique(), "file_size": f.Size, "file_path": f.path}, nil
}

// serveFile gives the content of a file whose path getFile told.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, at string) {
	c := &Call{Method: "file", Params: map[string]string{"path": at}, At: time.Now()}
	s.keep(c)
	s.sleep(r.Context(), s.opts.Delay)
	f := s.fault(c)
	if f != nil {
		s.sleep(r.Context(), f.Delay)
	}
	if f.stops() {
		s.serveFault(w, c, f)
		return
	}
	s.mu.Lock()
	var content []byte
	found := false
	for _, f := range s.files {
		if f.path == at {
			content, found = f.Content, true
		}
	}
	s.mu.Unlock()
	if !found {
		s.answer(w, c, nil, &refusal{status: 404, text: "Not Found"})
		return
	}
	s.note(c, http.StatusOK, "", false)
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// payload is any value as JSON, so that a test may go on with its own.
func payload(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return raw
}

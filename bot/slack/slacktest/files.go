package slacktest

import (
	"encoding/json"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// stored is a file.
type stored struct {
	id, name, title, user string
	content               []byte
	length                int // as announced
	here                  bool
	settled               time.Time // from then on blocks may show it
	deleted               bool
	shared                []string // channels
	kind, mode, display   string   // media type, "" = by the bytes; "" = hosted; media_display_type
	millis                int      // of sound
	ticket                string
}

// stored is a file by its id, nil if there is none. The lock is held.
func (s *Server) stored(id string) *stored {
	i := slices.IndexFunc(s.files, func(f *stored) bool { return f.id == id && !f.deleted })
	if i < 0 {
		return nil
	}
	return s.files[i]
}

// render is a file as the Web API and payloads have it.
func (f *stored) render(s *Server) map[string]any {
	address := s.root() + "/files-pri/" + teamID + "-" + f.id
	ending := strings.TrimPrefix(path.Ext(f.name), ".")
	kind, _, _ := strings.Cut(http.DetectContentType(f.content), ";")
	one := map[string]any{"id": f.id, "created": 1700000000, "timestamp": 1700000000, "name": f.name, "title": f.title, "mimetype": kind,
		"filetype": ending, "pretty_type": strings.ToUpper(ending), "user": f.user, "user_team": teamID, "editable": false,
		"size": len(f.content), "mode": "hosted", "is_external": false, "is_public": false, "file_access": "visible",
		"url_private": address + "/" + f.name, "url_private_download": address + "/download/" + f.name,
		"permalink": "https://" + teamDomain + ".slack.com/files/" + f.user + "/" + f.id + "/" + f.name,
		"channels":  []string{}, "groups": []string{}, "ims": []string{}}
	f.renderSpecial(one)
	for _, id := range f.shared {
		name := map[string]string{"channels": "channels", "groups": "groups", "im": "ims"}[s.room(id).kind()]
		one[name] = append(one[name].([]string), id)
	}
	return one
}

// pictures are the kinds of images that blocks show
// (https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object).
var pictures = []string{"image/png", "image/jpeg", "image/gif"}

// checkFiles is what Slack says against the files that blocks show: one that is not there,
// that somebody else has to themselves, or that is no picture, and one that is not looked
// through yet (https://github.com/slackapi/python-slack-sdk/issues/1658). The lock is held.
func (s *Server) checkFiles(at string, value any) (problems []string) {
	switch v := value.(type) {
	case []any:
		for i, one := range v {
			problems = append(problems, s.checkFiles(at+"/"+strconv.Itoa(i), one)...)
		}
	case part:
		if shown, ok := v["slack_file"].(part); ok && word(v, "type") == "image" && !s.shownAs(shown) {
			problems = append(problems, "[ERROR] invalid slack file [json-pointer:"+at+"/slack_file]")
		}
		for _, name := range []string{"accessory", "blocks", "elements"} {
			problems = append(problems, s.checkFiles(at+"/"+name, v[name])...)
		}
	}
	return problems
}

// shownAs is whether a block of ours may show a file.
func (s *Server) shownAs(shown part) bool {
	i := slices.IndexFunc(s.files, func(f *stored) bool {
		address := word(shown, "url")
		return f.here && !f.deleted && (f.id == word(shown, "id") || strings.HasSuffix(address, "-"+f.id+"/"+f.name) || strings.HasSuffix(address, "/"+f.id+"/"+f.name))
	})
	if i < 0 {
		return false
	}
	f := s.files[i]
	kind, _, _ := strings.Cut(http.DetectContentType(f.content), ";")
	return f.ticket == "" && (f.user == botUser || len(f.shared) > 0) && slices.Contains(pictures, kind) && !time.Now().Before(f.settled)
}

// filesGetUploadURL tells where to send a file of a length.
func filesGetUploadURL(s *Server, r *request) (reply, error) {
	length := r.number("length", 0)
	if length <= 0 || !r.given("filename") {
		return nil, no("invalid_arguments", "[ERROR] missing required field: length")
	}
	f := &stored{id: s.nextID("F"), name: r.Args["filename"], title: r.Args["filename"], user: botUser, length: length}
	f.ticket = strings.ToLower(s.nextID("t"))
	s.files = append(s.files, f)
	return reply{"upload_url": s.root() + "/upload/v1/" + f.ticket, "file_id": f.id}, nil
}

// takeUpload takes the bytes of a file.
func (s *Server) takeUpload(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.files, func(f *stored) bool { return f.ticket != "" && f.ticket == path.Base(r.path) })
	switch {
	case i < 0 || s.files[i].here:
		return nil, &refusal{status: http.StatusNotFound, word: "slacktest: nothing is awaited at this address"}
	case len(r.upload) != s.files[i].length:
		return nil, &refusal{status: http.StatusBadRequest, word: "slacktest: the file has another length than was announced"}
	}
	f := s.files[i]
	f.content, f.here = r.upload, true
	s.wake()
	return plain("OK - " + strconv.Itoa(len(f.content))), nil
}

// filesCompleteUpload shares files that have been sent.
func filesCompleteUpload(s *Server, r *request) (reply, error) {
	var list []struct{ ID, Title string }
	if json.Unmarshal(r.raw("files"), &list) != nil || len(list) == 0 {
		return nil, no("invalid_arguments", "[ERROR] must be a non-empty array [json-pointer:/files]")
	}
	var files []*stored
	answer := []any{}
	for _, one := range list {
		f := s.stored(one.ID)
		if f == nil || !f.here || f.ticket == "" {
			return nil, no("file_not_found")
		}
		if one.Title != "" {
			f.title = one.Title
		}
		files = append(files, f)
	}
	if err := s.share(r, files); err != nil {
		return nil, err
	}
	for _, f := range files {
		f.ticket, f.settled = "", time.Now().Add(s.opts.Settle)
		answer = append(answer, f.render(s))
	}
	return reply{"files": answer}, nil
}

// share puts files into the channels of a call; without any they stay private.
func (s *Server) share(r *request, files []*stored) error {
	names := strings.FieldsFunc(r.Args["channels"]+","+r.Args["channel_id"], func(c rune) bool { return c == ',' })
	var rooms []*room
	for _, name := range names {
		to, err := s.target(name)
		if err != nil {
			return err
		}
		rooms = append(rooms, to)
	}
	for _, to := range rooms {
		m := &message{user: botUser, byBot: true, text: r.Args["initial_comment"], files: files}
		if m.text == "" {
			m.blocks = r.raw("blocks")
		}
		if err := s.hang(to, m, r.Args["thread_ts"]); err != nil {
			return err
		}
		s.ring(r.Call, to.ID)
		for _, f := range files {
			f.shared = append(f.shared, to.ID)
		}
		s.add(to, m)
	}
	return nil
}

func filesInfo(s *Server, r *request) (reply, error) {
	i := slices.IndexFunc(s.files, func(f *stored) bool { return f.id == r.Args["file"] && f.here })
	switch {
	case i < 0:
		return nil, no("file_not_found")
	case s.files[i].deleted:
		return nil, no("file_deleted")
	}
	return reply{"file": s.files[i].render(s), "comments": []any{}, "response_metadata": map[string]any{"next_cursor": ""}}, nil
}

func filesDelete(s *Server, r *request) (reply, error) {
	f := s.stored(r.Args["file"])
	switch {
	case f == nil:
		return nil, no("file_not_found")
	case f.user != botUser:
		return nil, no("cant_delete_file")
	}
	f.deleted = true
	return nil, nil
}

// giveFile gives the bytes of a file. Who may not see it is sent to the page for signing in, as with Slack.
func (s *Server) giveFile(r *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := strings.TrimPrefix(strings.Split(strings.TrimPrefix(r.path, "/files-pri/"), "/")[0], teamID+"-")
	f := s.stored(id)
	if r.token != botToken || s.scoped(needs["file"]) != nil {
		return nil, &refusal{word: "slacktest: the token may not read this file", redirect: "/signin?redir=" + r.path}
	}
	if f == nil || !f.here {
		return nil, &refusal{status: http.StatusNotFound, word: "file_not_found"}
	}
	return plain(f.content), nil
}

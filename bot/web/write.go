package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"pabellon/bot"
)

// Limits of what a page may send, in bytes.
const (
	maxBody = 256 << 10
	maxName = 200
)

var turnID = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,64}$`)

// turnJSON is what the owner did.
type turnJSON struct {
	Chat    string       `json:"chat"`
	ID      string       `json:"id"`
	Text    string       `json:"text"`
	Button  string       `json:"button"`
	Edit    string       `json:"edit"`
	Contact *bot.Contact `json:"contact"`
	File    *bot.File    `json:"file"`
	Voice   *bot.Voice   `json:"voice"`
	Lang    string       `json:"lang"`
}

func (w *Web) postTurn(rw http.ResponseWriter, r *http.Request) {
	var in turnJSON
	if !read(rw, r, &in) {
		return
	}
	t, err := in.turn()
	if err != nil {
		fail(rw, http.StatusBadRequest, err.Error())
		return
	}
	t.At = w.backend.Now()
	w.accept(rw, r, t)
}

// turn checks what a page sent. Ids are unique within a chat, so the chat is part of
// the turn's.
func (in turnJSON) turn() (bot.Turn, error) {
	t := bot.Turn{
		Channel: Channel, ID: in.Chat + "." + in.ID, Conversation: bot.ConversationID(Channel, in.Chat),
		Actor: bot.Actor{Kind: bot.Owner, ID: in.Chat}, Button: in.Button, Contact: in.Contact,
		Voice: in.Voice, Lang: in.Lang,
	}
	if in.File != nil {
		t.File = &bot.File{Name: in.File.Name, Size: in.File.Size}
		if in.File.Path != "" {
			t.File.Path = uploadPath(in.Chat, in.File.Path)
		}
	}
	t.Text, t.Cut = bot.Clip(in.Text)
	if in.Edit != "" {
		t.Edit = in.Chat + "." + in.Edit
	}
	switch {
	case !chatID.MatchString(in.Chat):
		return t, errors.New(badChat)
	case !turnID.MatchString(in.ID), in.Edit != "" && !turnID.MatchString(in.Edit):
		return t, errors.New("id: 1 to 64 letters, digits, . - or _")
	case len(in.Button) > bot.MaxPayload:
		return t, fmt.Errorf("button: more than %d bytes", bot.MaxPayload)
	case in.Lang != "" && in.Lang != "es" && in.Lang != "en":
		return t, errors.New("lang: es or en")
	case strings.TrimSpace(in.Text) == "" && in.Button == "" && in.Contact == nil && in.File == nil && in.Voice == nil:
		return t, errors.New("nothing to say: give text, button, contact, file or voice")
	}
	if in.File != nil && in.File.Path != "" && !uploadName.MatchString(in.File.Path) {
		return t, errors.New("file: the path of an upload, or none")
	}
	return t, checkAttached(t)
}

// checkAttached checks cards, files and voice notes.
func checkAttached(t bot.Turn) error {
	switch {
	case t.Contact != nil && (t.Contact.Phone == "" || len(t.Contact.Phone)+len(t.Contact.Name) > maxName):
		return errors.New("contact: a phone, not too long")
	case t.File != nil && (t.File.Name == "" || len(t.File.Name) > maxName || t.File.Size < 0):
		return errors.New("file: a name and a size")
	case t.Voice != nil && (t.Voice.Seconds < 0 || t.Voice.Seconds > 3600 || t.Voice.Path != ""):
		return errors.New("voice: seconds from 0 to 3600")
	}
	return nil
}

// staffJSON is what a staff member did. Application may stand for Conversation.
type staffJSON struct {
	Staff        string `json:"staff"`
	Conversation string `json:"conversation"`
	Application  string `json:"application"`
	ID           string `json:"id"`
	Action       string `json:"action"`
	Text         string `json:"text"`
	Button       string `json:"button"`
}

var actions = []string{"take", "approve", "decline", "ask", "reply", "note", "resume"}

func (w *Web) postStaff(rw http.ResponseWriter, r *http.Request) {
	var in staffJSON
	if !read(rw, r, &in) {
		return
	}
	t, err := w.staffTurn(in)
	if err != nil {
		fail(rw, http.StatusBadRequest, err.Error())
		return
	}
	if t.Conversation == "" {
		t.Conversation, err = w.backend.Resolve(r.Context(), in.Application)
	}
	switch {
	case errors.Is(err, ErrUnknown):
		fail(rw, http.StatusNotFound, "application: no such folio")
	case err != nil:
		w.broken(rw, "resolve application", err)
	default:
		t.At = w.backend.Now()
		w.accept(rw, r, t)
	}
}

func (w *Web) staffTurn(in staffJSON) (bot.Turn, error) {
	i := slices.IndexFunc(w.options.Staff, func(a bot.Actor) bool { return a.ID == in.Staff })
	if i < 0 {
		return bot.Turn{}, errors.New("staff: nobody here has that id")
	}
	t := bot.Turn{
		Channel: Channel, ID: "staff." + in.Staff + "." + in.ID, Conversation: in.Conversation, Action: in.Action, Button: in.Button,
		Actor: bot.Actor{Kind: bot.Staff, ID: in.Staff, Name: w.options.Staff[i].Name},
	}
	t.Text, t.Cut = bot.Clip(in.Text)
	switch {
	case !turnID.MatchString(in.ID):
		return t, errors.New("id: 1 to 64 letters, digits, . - or _")
	case in.Button == "" && !slices.Contains(actions, in.Action):
		return t, errors.New("action: one of " + strings.Join(actions, ", "))
	case len(in.Button) > bot.MaxPayload:
		return t, fmt.Errorf("button: more than %d bytes", bot.MaxPayload)
	case in.Conversation == "" && in.Application == "", len(in.Conversation) > maxName, len(in.Application) > maxName:
		return t, errors.New("conversation or application: which candidate")
	case (in.Action == "ask" || in.Action == "reply" || in.Action == "note") && strings.TrimSpace(in.Text) == "":
		return t, errors.New("text: the words are missing")
	}
	return t, nil
}

// accept keeps a turn and only then says 202.
func (w *Web) accept(rw http.ResponseWriter, r *http.Request, t bot.Turn) {
	if err := w.backend.Accept(r.Context(), t); err != nil {
		w.log.Error("keep turn", "turn", t.ID, "error", err)
		rw.Header().Set("Retry-After", "2")
		fail(rw, http.StatusServiceUnavailable, "not kept; send it again")
		return
	}
	answer(rw, http.StatusAccepted, map[string]string{"turn": t.ID})
}

func (w *Web) postClock(rw http.ResponseWriter, r *http.Request) {
	var in struct {
		Days int `json:"days"`
	}
	if !read(rw, r, &in) {
		return
	}
	if in.Days < 1 || in.Days > 31 {
		fail(rw, http.StatusBadRequest, "days: 1 to 31")
		return
	}
	if err := w.backend.Advance(r.Context(), time.Duration(in.Days)*24*time.Hour); err != nil {
		w.broken(rw, "advance the clock", err)
		return
	}
	w.Changed()
	answer(rw, http.StatusOK, map[string]string{"now": stamp(w.backend.Now())})
}

func (w *Web) postReset(rw http.ResponseWriter, r *http.Request) {
	var in struct {
		Chat string `json:"chat"`
	}
	if !read(rw, r, &in) {
		return
	}
	if !chatID.MatchString(in.Chat) {
		fail(rw, http.StatusBadRequest, badChat)
		return
	}
	if err := w.backend.Erase(r.Context(), bot.ConversationID(Channel, in.Chat)); err != nil {
		w.broken(rw, "erase", err)
		return
	}
	w.Changed()
	answer(rw, http.StatusOK, map[string]bool{"erased": true})
}

// read decodes a body strictly; when it cannot, it has answered.
func read(rw http.ResponseWriter, r *http.Request, into any) bool {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		fail(rw, http.StatusUnsupportedMediaType, "send application/json")
		return false
	}
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxBody))
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		fail(rw, http.StatusRequestEntityTooLarge, fmt.Sprintf("more than %d bytes", maxBody))
		return false
	}
	if err != nil || !utf8.Valid(body) {
		fail(rw, http.StatusBadRequest, "the body is not whole UTF-8 text")
		return false
	}
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		fail(rw, http.StatusBadRequest, "not the JSON we expect: "+err.Error())
		return false
	}
	if _, err := d.Token(); err != io.EOF {
		fail(rw, http.StatusBadRequest, "one object, and nothing after it")
		return false
	}
	return true
}

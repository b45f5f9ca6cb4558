package web

import (
	"encoding/json"
	"net/http"
	"regexp"

	"pabellon/bot"
)

const badChat = "chat: 8 to 64 letters, digits, - or _"

var chatID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// chatOf reads the conversation of a page from its address.
func chatOf(r *http.Request) (conversation string, ok bool) {
	chat := r.URL.Query().Get("chat")
	return bot.ConversationID(Channel, chat), chatID.MatchString(chat)
}

// startJSON is what a page asks for once.
type startJSON struct {
	Zone   string      `json:"zone"`
	Now    string      `json:"now"`
	Staff  []bot.Actor `json:"staff"`
	Fields []Field     `json:"fields"`
}

func (w *Web) getStart(rw http.ResponseWriter, _ *http.Request) {
	fields := append([]Field{}, w.options.Fields...)
	answer(rw, http.StatusOK, startJSON{w.options.Zone, stamp(w.backend.Now()), w.options.Staff, fields})
}

func (w *Web) getRoom(rw http.ResponseWriter, r *http.Request) {
	w.withRoom(rw, r, func(conversation string, room Room) any { return w.roomView(conversation, room) })
}

func (w *Web) getBehind(rw http.ResponseWriter, r *http.Request) {
	w.withRoom(rw, r, func(_ string, room Room) any { return w.behindView(room) })
}

func (w *Web) withRoom(rw http.ResponseWriter, r *http.Request, view func(string, Room) any) {
	conversation, ok := chatOf(r)
	if !ok {
		fail(rw, http.StatusBadRequest, badChat)
		return
	}
	room, err := w.backend.Room(r.Context(), conversation)
	if err != nil {
		w.broken(rw, "read room", err)
		return
	}
	answer(rw, http.StatusOK, view(conversation, room))
}

func (w *Web) getThread(rw http.ResponseWriter, r *http.Request) {
	conversation := r.URL.Query().Get("conversation")
	if conversation == "" || len(conversation) > maxName {
		fail(rw, http.StatusBadRequest, "conversation: missing or too long")
		return
	}
	room, err := w.backend.Room(r.Context(), conversation)
	if err != nil {
		w.broken(rw, "read thread", err)
		return
	}
	answer(rw, http.StatusOK, w.threadView(conversation, room))
}

func (w *Web) getDesk(rw http.ResponseWriter, r *http.Request) {
	posts, err := w.backend.Desk(r.Context())
	if err != nil {
		w.broken(rw, "read desk", err)
		return
	}
	desk := deskView(posts)
	if err := desk.follow(func(conversation string) (Room, error) { return w.backend.Room(r.Context(), conversation) }); err != nil {
		w.broken(rw, "read desk", err)
		return
	}
	answer(rw, http.StatusOK, desk)
}

// articleJSON is a row of "Conocimiento".
type articleJSON struct {
	ID       string            `json:"id"`
	Titles   map[string]string `json:"titles"`
	Langs    []string          `json:"langs"`
	Sources  int               `json:"sources"`
	Reviewed string            `json:"reviewed,omitempty"`
	ReviewBy string            `json:"review_by,omitempty"`
	Stopped  bool              `json:"stopped,omitempty"`
}

func (w *Web) getArticles(rw http.ResponseWriter, r *http.Request) {
	articles, err := w.backend.Articles(r.Context())
	if err != nil {
		w.broken(rw, "read articles", err)
		return
	}
	out := make([]articleJSON, 0, len(articles))
	for _, a := range articles {
		out = append(out, articleJSON{a.ID, a.Titles, sortedKeys(a.Titles), a.Sources, a.Reviewed, a.ReviewBy, a.Stopped})
	}
	answer(rw, http.StatusOK, map[string]any{"articles": out, "now": stamp(w.backend.Now())})
}

// programmeJSON is the bar.
type programmeJSON struct {
	Organisation string `json:"organisation"`
	Target       int    `json:"target"`
	Approved     int    `json:"approved"`
	Before       int    `json:"before"`
	Here         int    `json:"here"`
	AsOf         string `json:"as_of,omitempty"`
	InReview     int    `json:"in_review"`
	Now          string `json:"now"`
}

func (w *Web) getProgramme(rw http.ResponseWriter, r *http.Request) {
	p, err := w.backend.Programme(r.Context())
	if err != nil {
		w.broken(rw, "read programme", err)
		return
	}
	answer(rw, http.StatusOK, programmeJSON{p.Organisation, p.Target, p.Before + p.Here, p.Before, p.Here, p.AsOf, p.InReview, stamp(w.backend.Now())})
}

// broken answers a read that failed: the page asks again.
func (w *Web) broken(rw http.ResponseWriter, doing string, err error) {
	w.log.Error(doing, "error", err)
	rw.Header().Set("Retry-After", "2")
	fail(rw, http.StatusServiceUnavailable, "not now; try again in a moment")
}

func answer(rw http.ResponseWriter, status int, v any) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	rw.WriteHeader(status)
	// A reader that went away is nobody's mistake.
	_ = json.NewEncoder(rw).Encode(v)
}

func fail(rw http.ResponseWriter, status int, what string) {
	answer(rw, status, map[string]string{"error": what})
}

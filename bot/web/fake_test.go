package web

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
)

// fake is a Backend in memory with a small, plausible bot in it (fake_bot_test.go).
type fake struct {
	mu     sync.Mutex
	web    *Web
	rooms  map[string]*Room
	order  []string
	folios map[string]string
	seen   map[string]bool
	ahead  time.Duration
	start  time.Time
	seq    int
	delay  time.Duration
	broken error // what Accept and the reads answer with

	turns []bot.Turn // as accepted
}

var monday = time.Date(2026, 11, 23, 12, 5, 0, 0, time.FixedZone("CST", -6*3600))

func newFake() *fake {
	return &fake{rooms: map[string]*Room{}, folios: map[string]string{}, seen: map[string]bool{}, start: time.Now()}
}

func (f *fake) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now()
}

func (f *fake) now() time.Time { return monday.Add(time.Since(f.start) + f.ahead) }

func (f *fake) Accept(_ context.Context, t bot.Turn) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken != nil {
		return f.broken
	}
	if f.seen[t.ID] {
		return nil
	}
	f.seen[t.ID] = true
	f.turns = append(f.turns, t)
	r := f.room(t.Conversation)
	r.Records = append(r.Records, Record{Turn: t, Waiting: true})
	i := len(r.Records) - 1
	if f.delay == 0 {
		f.work(t, i)
		return nil
	}
	time.AfterFunc(f.delay, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.work(t, i)
	})
	return nil
}

// work carries a turn out and sends what it said.
func (f *fake) work(t bot.Turn, i int) {
	r := f.room(t.Conversation)
	if i >= len(r.Records) {
		return // erased meanwhile
	}
	cmds, events, messages := f.decide(t, r.Conversation)
	rec := Record{Turn: t, Commands: cmds, Knowledge: "3f9c21ab", Took: 9 * time.Millisecond}
	for _, e := range events {
		if e.At.IsZero() {
			e.At = t.At
		}
		if e.Turn == "" {
			e.Turn = t.ID
		}
		rec.Events = append(rec.Events, e)
		if e.Kind == bot.Submitted {
			f.folios[e.Value] = t.Conversation
		}
	}
	r.Conversation = r.Conversation.Apply(rec.Events...)
	r.Conversation.Version++
	for _, m := range messages {
		f.seq++
		m.For = t.ID
		rec.Messages = append(rec.Messages, Said{ID: fmt.Sprintf("m%d", f.seq), At: t.At, Message: m, Sent: true})
	}
	r.Records[i] = rec
	if f.web == nil {
		return
	}
	go func() {
		for _, s := range rec.Messages {
			_, _ = f.web.Send(context.Background(), bot.Delivery{ID: s.ID, Conversation: t.Conversation, Channel: Channel, Message: s.Message})
		}
	}()
}

func (f *fake) room(id string) *Room {
	if f.rooms[id] == nil {
		f.rooms[id] = &Room{Conversation: bot.Conversation{ID: id}}
		f.order = append(f.order, id)
	}
	return f.rooms[id]
}

func (f *fake) Resolve(_ context.Context, application string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c, ok := f.folios[application]; ok {
		return c, nil
	}
	return "", fmt.Errorf("folio %s: %w", application, ErrUnknown)
}

func (f *fake) Room(_ context.Context, conversation string) (Room, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken != nil {
		return Room{}, f.broken
	}
	if r, ok := f.rooms[conversation]; ok {
		return Room{r.Conversation, append([]Record(nil), r.Records...)}, nil
	}
	return Room{}, nil
}

func (f *fake) Desk(context.Context) ([]Post, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Post
	for _, id := range f.order {
		for _, rec := range f.rooms[id].Records {
			for _, s := range rec.Messages {
				if s.Message.To == bot.ForStaff {
					out = append(out, Post{id, s})
				}
			}
		}
	}
	return out, f.broken
}

func (f *fake) DataFile(_ context.Context, conversation, name string) ([]byte, error) {
	return []byte(conversation + " " + name), f.broken
}

func (f *fake) Document(_ context.Context, conversation, hash string) (bot.Document, []byte, error) {
	if hash != "h1" {
		return bot.Document{}, nil, ErrUnknown
	}
	return bot.Document{Hash: hash, Name: `acta "ñ".pdf`, Type: "application/pdf"}, []byte("%PDF-" + conversation), f.broken
}

func (f *fake) Programme(context.Context) (Programme, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	p := Programme{Organisation: "ProMéxico", Target: 100, Before: 24, AsOf: "2018-08"}
	for _, r := range f.rooms {
		switch s := r.Conversation.App.Status; {
		case s == bot.ApprovedStatus:
			p.Here++
		case s.Sent() && s != bot.DeclinedStatus:
			p.InReview++
		}
	}
	return p, f.broken
}

func (f *fake) Articles(context.Context) ([]Article, error) {
	es := func(s string) map[string]string { return map[string]string{"es": s} }
	both := func(s, e string) map[string]string { return map[string]string{"es": s, "en": e} }
	return []Article{
		{ID: "que-es-pabellon", Titles: both("¿Qué es el pabellón?", "What is the pavilion?"), Sources: 3, Reviewed: "2026-11-22", ReviewBy: "2027-05-22"},
		{ID: "flete-lcl", Titles: both("Flete consolidado por mar", "Consolidated sea freight"), Sources: 5, Reviewed: "2026-05-18", ReviewBy: "2026-11-18"},
		{ID: "verificacion-av", Titles: both("¿Qué pide la verificación A&V?", "What does the A&V check ask?"), Sources: 2, Reviewed: "2026-06-02", ReviewBy: "2026-12-02"},
		{ID: "seguro-carga", Titles: es("Seguro de carga"), Sources: 4, Reviewed: "2026-08-20", ReviewBy: "2027-02-20"},
		{ID: "costo-membresia", Titles: both("¿Cuánto cuesta la membresía?", "How much is the membership?"), Sources: 2, Reviewed: "2026-11-22", ReviewBy: "2027-05-22"},
		{ID: "padron-sectorial", Titles: both("Padrón de Exportadores Sectorial", "Sector exporters’ register"), Sources: 4, Reviewed: "2026-11-22", ReviewBy: "2027-05-22"},
		{ID: "peso-volumetrico", Titles: both("Peso volumétrico", "Volumetric weight"), Sources: 6, Reviewed: "2026-11-22", ReviewBy: "2027-05-22"},
	}, f.broken
}

func (f *fake) Advance(_ context.Context, d time.Duration) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ahead += d
	return f.broken
}

func (f *fake) Erase(_ context.Context, conversation string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.rooms, conversation)
	for i, id := range f.order {
		if id == conversation {
			f.order = append(f.order[:i:i], f.order[i+1:]...)
			break
		}
	}
	return f.broken
}

// says puts words of an owner in, as a page would, and returns the turn's id.
func (f *fake) says(t *testing.T, chat string, texts ...string) {
	t.Helper()
	for i, text := range texts {
		id := fmt.Sprintf("%s.t%d-%d", chat, len(f.turns), i)
		turn := bot.Turn{Channel: Channel, ID: id, Conversation: bot.ConversationID(Channel, chat), Actor: bot.Actor{Kind: bot.Owner, ID: chat}, At: f.Now(), Text: text}
		if payload, ok := strings.CutPrefix(text, "button:"); ok {
			turn.Text, turn.Button = "", payload
		}
		if err := f.Accept(context.Background(), turn); err != nil {
			t.Fatal(err)
		}
	}
}

var errDown = errors.New("the database is away")

// formFields are the eleven questions, with the words for each.
func formFields() []Field {
	return []Field{
		{"business", "Negocio", "Business"}, {"rfc", "RFC", "RFC"}, {"contact", "Contacto", "Contact"}, {"role", "Cargo", "Role"},
		{"email", "Correo", "E-mail"}, {"phone", "Teléfono", "Phone"}, {"state", "Estado", "State"}, {"category", "Categoría", "Category"},
		{"products", "Productos", "Products"}, {"exports", "Exportación", "Export experience"}, {"capacity", "Capacidad", "Monthly capacity"},
	}
}

func testOptions() Options { return Options{Fields: formFields(), Threshold: 0.55} }

func (f *fake) broke(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.broken = err
}

func (f *fake) setWeb(w *Web) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.web = w
}

func (f *fake) slow(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.delay = d
}

package slack_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/fakes"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// backend keeps turns as the store does: a repeat is dropped.
type backend struct {
	mu    sync.Mutex
	turns []bot.Turn
	fails int // how many more calls fail
	card  bot.Message
	group slack.Group

	overview bot.Overview
	counted  int             // how often it was asked for
	hold     <-chan struct{} // is waited for
	keeping  <-chan struct{} // is waited for by who has something kept
	asking   atomic.Int64    // have waited for it
	inquiries
	cards map[string]bool // receipts of cards
	idea  idea
}

// noon is the product's clock.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

var errDisk = errors.New("the disk is full")

func (b *backend) Accept(ctx context.Context, turns ...bot.Turn) error {
	b.mu.Lock()
	keeping := b.keeping
	b.mu.Unlock()
	if keeping != nil {
		b.asking.Add(1)
		select {
		case <-keeping:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails > 0 {
		b.fails--
		return errDisk
	}
	for _, t := range turns {
		if !slices.ContainsFunc(b.turns, func(o bot.Turn) bool { return o.ID == t.ID }) {
			b.turns = append(b.turns, t)
		}
	}
	return nil
}

func (b *backend) Candidate(context.Context, string) (bot.Message, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.card, nil
}

func (b *backend) Group(context.Context, string, string) (slack.Group, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.group, nil
}

func (b *backend) Shares(_ context.Context, receipt string) (slack.Standing, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.group.Cards {
		if c.Receipt == receipt {
			return c, nil
		}
	}
	return slack.Standing{}, nil
}

// waits sets who waits.
func (b *backend) waits(g slack.Group) { b.mu.Lock(); defer b.mu.Unlock(); b.group = g }

func (b *backend) Overview(context.Context) (bot.Overview, error) {
	b.mu.Lock()
	b.counted++
	hold := b.hold
	b.mu.Unlock()
	if hold != nil {
		<-hold
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.overview, nil
}

func (b *backend) Now() time.Time { return noon }

// all are the turns that were kept.
func (b *backend) all() []bot.Turn { b.mu.Lock(); defer b.mu.Unlock(); return slices.Clone(b.turns) }

// words are some that tests look for.
var words = slack.Words{NotStaff: "Solo el equipo.", Failed: "No se pudo.", Nothing: "Ya nadie espera.", Checks: "¿Listo?", Checked: "Lo que se revisó", Holder: "Lo lleva",
	Board: board, Visitor: bot.Board{Title: "Vender con ProMéxico", Parts: []bot.BoardPart{{Lines: []string{"Escríbeme en **Mensajes**."}}}},
	Citing: map[string]bot.Citing{"es": {Source: "Fuente", Reviewed: "revisado"}, "en": {Source: "Source", Reviewed: "reviewed"}},
	Phrases: map[string]slack.Phrases{
		"es": {Working: "está buscando…", Useful: "Sirvió", UpHint: "Me sirvió", Useless: "No sirvió", DownHint: "No me sirvió", Offer: "¿Qué sigue?",
			Prompts: []string{"¿Cuánto cuesta?", "¿Me conviene?", "¿Qué papeles?", "Quiero aplicar", "y una más"}},
		"en": {Working: "is looking…", Useful: "Helpful", UpHint: "It helped", Useless: "Not helpful", DownHint: "It did not", Prompts: []string{"How much?"}}},
	Scrubbed: "Se borró", Receipt: "recibo",
	Admin: slack.AdminWords{NotAdmin: "Solo quien administra.", NoAdmins: "Falta SLACK_ADMINS.", Save: slack.SaveWords{Title: "Guardar", Submit: "Hacer", Langs: map[string]string{"es": "Español", "en": "Inglés"},
		Labels: map[string]string{"title": "La pregunta", "id": "El nombre", "questions": "Otras formas", "topics": "Temas", "body": "La respuesta", "lang": "Idioma"}}},
	See: "Ver todo", Opening: "Abriendo…", Close: "Cerrar", Buttons: []bot.Button{{Label: "Nota", Payload: "1:act:note"}},
	Modals: map[string]slack.Modal{
		"ask":    {Title: "Pedir información", Label: "¿Qué le falta?", Submit: "Ver antes", Send: "Enviar", Cancel: "Cancelar", Empty: "Escribe el texto.", Preview: "Así lo va a leer."},
		"answer": {Title: "Responder a todos", Label: "La respuesta", Submit: "Ver antes", Send: "Enviar", Cancel: "Cancelar", Empty: "Escribe el texto.", Preview: "Así lo van a leer."},
		"note":   {Title: "Nota", Label: "La nota", Submit: "Guardar", Cancel: "Cancelar", Empty: "Escribe el texto."},
	}}

// desk is the staff's channel of a fake Slack, with a channel of ours that is not running.
type desk struct {
	t       *testing.T
	fake    *slacktest.Server
	backend *backend
	slack   *slack.Slack
	laura   *slacktest.Person // of the team
	ana     *slacktest.Person // of the workspace, not of the team
}

const deskID = "C0DESK"

// open makes a desk. Change may set the channel up otherwise.
func open(t *testing.T, change func(*slack.Options, *slacktest.Options)) *desk {
	t.Helper()
	o, f := slack.Options{Desk: deskID, Words: words, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, slacktest.Options{Schema: schema(t), Scopes: slack.Scopes()} // what the manifest asks for is enough
	if change != nil {
		change(&o, &f)
	}
	fake, err := slacktest.New(f)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fake.Close)
	d := &desk{t: t, fake: fake, backend: &backend{overview: figures}}
	d.laura = fake.Person(slacktest.Profile{ID: "U0LAURA", Name: "Laura"})
	d.ana = fake.Person(slacktest.Profile{ID: "U0ANA", Name: "Ana"})
	fake.AddChannel(slacktest.Room{ID: deskID, Name: "candidatos", Private: true, Members: []string{"U0LAURA"}})
	o.BotToken, o.API = fake.BotToken(), fake.URL()
	if o.Secret == "" {
		o.AppToken = fake.AppToken()
	}
	if d.slack, err = slack.New(d.backend, o); err != nil {
		t.Fatal(err)
	}
	return d
}

// schema is what Slack's methods take; without ../shared names are not checked.
func schema(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile(fakes.ContractPath(t, "slack/methods.json"))
	if err != nil && os.Getenv("PABELLON_REQUIRE") != "" {
		t.Fatal(err)
	}
	return b
}

// run receives until the test ends.
func (d *desk) run() *desk {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { d.slack.Run(ctx) })
	d.t.Cleanup(func() { cancel(); running.Wait() })
	d.until("the socket is open", func() bool { _, ok := d.slack.State(); return ok })
	return d
}

// until waits for something.
func (d *desk) until(what string, holds func() bool) {
	d.t.Helper()
	for end := time.Now().Add(10 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			d.t.Fatal("never: ", what)
		}
	}
}

// card is a candidate's.
func card(text string) bot.Message {
	return bot.Message{To: bot.ForStaff, Card: bot.CandidateCard, Text: text, Replaces: bot.CandidatePlace, Application: "PAB-0001",
		Facts:   []bot.Fact{{Field: "rfc", Label: "RFC", Value: "CSO120304AB1", Note: "el dígito no coincide", Warn: true}},
		Checks:  []bot.Check{{State: "open", Text: "Falta la constancia"}},
		Buttons: []bot.Button{{Label: "Tomar", Payload: "1:act:take", Style: "primary"}, {Label: "Pedir información", Payload: "1:act:ask"}}}
}

// send says a message for staff, about one conversation, and gives its receipt.
func (d *desk) send(m bot.Message, replaced, under string) string {
	d.t.Helper()
	receipt, err := d.slack.Send(d.t.Context(), bot.Delivery{ID: "m-1", Conversation: "telegram:77", Channel: slack.Channel, Message: m, Replaced: replaced, Under: under})
	if err != nil {
		d.t.Fatal(err)
	}
	return receipt
}

// clean fails when Slack refused anything.
func (d *desk) clean() {
	d.t.Helper()
	for _, c := range d.fake.Refused() {
		d.t.Errorf("%s was refused: %s %v", c.Method, c.Error, c.Messages)
	}
	if pings := d.fake.Pings(); len(pings) > 0 {
		d.t.Errorf("somebody was pinged: %+v", pings)
	}
}

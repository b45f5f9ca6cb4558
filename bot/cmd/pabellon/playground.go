package main

import (
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/bot/web"
	"pabellon/handlers"
	"pabellon/store"
)

// playground is what the page needs from the program.
type playground struct{ server *server }

var _ web.Backend = (*playground)(nil)

// pageOptions set the page up.
func (s *server) pageOptions(clerk *handlers.Clerk) web.Options {
	o := web.Options{Threshold: s.library.Load().Thresholds().Answer, Zone: s.config.programme.zone.String(), Logger: s.log}
	for _, f := range clerk.Fields() {
		if f.Asked {
			o.Fields = append(o.Fields, web.Field{ID: f.ID, ES: f.Label["es"], EN: f.Label["en"]})
		}
	}
	if host, _, _ := net.SplitHostPort(s.config.httpAddr); local(s.config.httpAddr) {
		o.Hosts = []string{"localhost", "127.0.0.1", "::1", host}
	}
	return o
}

// local tells whether only this machine reaches an address.
func local(addr string) bool {
	host, _, _ := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// Accept keeps a turn.
func (p *playground) Accept(ctx context.Context, t bot.Turn) error {
	return p.server.office.engine.Accept(ctx, t)
}

// Resolve finds the conversation of a folio.
func (p *playground) Resolve(ctx context.Context, application string) (string, error) {
	conversation, err := p.server.office.store.ByFolio(ctx, application)
	if errors.Is(err, store.ErrNotFound) {
		return "", web.ErrUnknown
	}
	return conversation, err
}

// DataFile makes a file with everything that is kept about a person.
func (p *playground) DataFile(ctx context.Context, conversation, name string) ([]byte, error) {
	return p.server.office.attach(ctx, conversation, bot.Attachment{Name: name})
}

// Document reads a document that an owner gave.
func (p *playground) Document(ctx context.Context, conversation, hash string) (bot.Document, []byte, error) {
	c, err := p.server.office.store.Load(ctx, conversation)
	if err != nil {
		return bot.Document{}, nil, err
	}
	d, ok := c.Document(hash)
	if !ok {
		return bot.Document{}, nil, web.ErrUnknown
	}
	content, err := p.server.office.store.File(ctx, conversation, hash)
	if errors.Is(err, store.ErrNotFound) {
		err = web.ErrUnknown
	}
	return d, content, err
}

// Articles reads the knowledge as it is live.
func (p *playground) Articles(context.Context) ([]web.Article, error) {
	var out []web.Article
	at := map[string]int{}
	for _, a := range p.server.library.Load().Articles() {
		i, known := at[a.ID]
		if !known {
			i = len(out)
			at[a.ID] = i
			out = append(out, web.Article{ID: a.ID, Titles: map[string]string{}, Reviewed: a.Reviewed, ReviewBy: a.ReviewBy})
		}
		row := &out[i]
		row.Titles[a.Lang] = a.Title
		row.Sources = max(row.Sources, len(a.Sources))
		row.Reviewed, row.ReviewBy = earlier(row.Reviewed, a.Reviewed), earlier(row.ReviewBy, a.ReviewBy)
	}
	return out, nil
}

// earlier is the first of two days as YYYY-MM-DD: an article is as fresh as its oldest language.
func earlier(a, b string) string {
	if a == "" || b == "" {
		return ""
	}
	return min(a, b)
}

// Now is the product's clock.
func (p *playground) Now() time.Time { return p.server.office.clock.Now() }

// advanceLimit is how long the page waits for what is due.
const advanceLimit = 3 * time.Second

// Advance moves the clock on. When there is so much to do that it is not done in
// time, the rest is done soon after.
func (p *playground) Advance(ctx context.Context, d time.Duration) error {
	o := p.server.office
	to := o.clock.Now().Add(d)
	ctx, cancel := context.WithTimeout(ctx, advanceLimit)
	defer cancel()
	err := o.moveTo(ctx, to)
	if errors.Is(err, context.DeadlineExceeded) {
		o.clock.Set(to)
		return nil
	}
	return err
}

// Erase forgets a conversation; one that nobody knows is forgotten already.
func (p *playground) Erase(ctx context.Context, conversation string) error {
	_, err := p.server.office.store.Erase(ctx, conversation)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// Room reads a conversation and its history.
func (p *playground) Room(ctx context.Context, conversation string) (web.Room, error) {
	o := p.server.office
	c, err := o.store.Load(ctx, conversation)
	if err != nil {
		return web.Room{}, err
	}
	steps, err := o.store.History(ctx, conversation)
	if errors.Is(err, store.ErrNotFound) {
		return web.Room{Conversation: c}, nil
	}
	if err != nil {
		return web.Room{}, err
	}
	room := web.Room{Conversation: c}
	for _, s := range steps {
		if s.Status != "erased" {
			room.Records = append(room.Records, p.record(s))
		}
	}
	return room, nil
}

func (p *playground) record(s store.Step) web.Record {
	r := web.Record{Turn: s.Turn, Waiting: s.Status == "waiting", Commands: s.Commands, Knowledge: s.Knowledge, Events: s.Events}
	if done := p.server.office.clock.Was(s.DoneAt); !s.DoneAt.IsZero() && done.After(s.Turn.At) {
		r.Took = done.Sub(s.Turn.At)
	}
	for _, m := range s.Messages {
		if m.Status == "dropped" { // nobody heard it
			continue
		}
		r.Messages = append(r.Messages, p.said(m))
	}
	return r
}

func (p *playground) said(m store.Shown) web.Said {
	s := web.Said{ID: m.ID, At: p.server.office.clock.Was(m.At), Message: m.Message, Sent: m.Status == "sent"}
	if m.Status == "parked" {
		s.Failed = m.LastError
	}
	return s
}

// deskLength is how many messages the desk shows.
const deskLength = 500

// Desk reads what staff were told.
func (p *playground) Desk(ctx context.Context) ([]web.Post, error) {
	shown, err := p.server.office.store.Desk(ctx, deskLength)
	if err != nil {
		return nil, err
	}
	out := make([]web.Post, len(shown))
	for i, m := range shown {
		out[i] = web.Post{Conversation: m.Conversation, Said: p.said(m)}
	}
	return out, nil
}

// The usual number of businesses approved before the bot began is that of late
// August 2018 (F-PROG-04); of another number we do not know the date.
const (
	usualApproved = 24
	usualAsOf     = "2018-08"
)

// Programme tells where the programme stands.
func (p *playground) Programme(ctx context.Context) (web.Programme, error) {
	h, err := p.server.office.store.Health(ctx)
	if err != nil {
		return web.Programme{}, err
	}
	about := p.server.config.programme
	out := web.Programme{Organisation: about.org, Target: about.target, Before: about.approved, Here: h.Approved, InReview: h.InReview}
	if about.approved == usualApproved {
		out.AsOf = usualAsOf
	}
	return out, nil
}

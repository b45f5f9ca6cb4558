package web

import (
	"cmp"

	"pabellon/bot"
)

// roomJSON is a phone: its head and its lines.
type roomJSON struct {
	headJSON
	Lines []lineJSON `json:"lines"`
}

// headJSON is what stands around the lines.
type headJSON struct {
	Conversation string   `json:"conversation"`
	Lang         string   `json:"lang,omitempty"`
	Speaker      string   `json:"speaker"` // "bot" or "person"
	Person       string   `json:"person,omitempty"`
	Asking       string   `json:"asking,omitempty"`
	Done         int      `json:"done"`
	Total        int      `json:"total"`
	Skipped      []string `json:"skipped,omitempty"`
	Status       string   `json:"status,omitempty"`
	Folio        string   `json:"folio,omitempty"`
	Business     string   `json:"business,omitempty"`
	Waiting      bool     `json:"waiting,omitempty"` // a turn is not carried out yet
	Now          string   `json:"now"`
}

// lineJSON is one bubble. By is "me" (the owner), "bot" or "person".
type lineJSON struct {
	ID   string `json:"id"`
	By   string `json:"by"`
	Name string `json:"name,omitempty"` // of the staff member who speaks
	At   string `json:"at"`

	Kind    string    `json:"kind,omitempty"` // of the owner's line: text, button, contact, file, voice, other
	Text    string    `json:"text,omitempty"`
	Edited  bool      `json:"edited,omitempty"`
	File    *bot.File `json:"file,omitempty"`
	Seconds int       `json:"seconds,omitempty"`
	Phone   string    `json:"phone,omitempty"`
	Payload string    `json:"payload,omitempty"` // of the button that was pressed

	Turn    string           `json:"turn,omitempty"` // that it answers
	Paras   []paraJSON       `json:"paras,omitempty"`
	Buttons []bot.Button     `json:"buttons,omitempty"`
	Sources []bot.Source     `json:"sources,omitempty"`
	Unknown bool             `json:"unknown,omitempty"`
	Facts   []factJSON       `json:"facts,omitempty"`
	Files   []bot.Attachment `json:"files,omitempty"`
	Review  bool             `json:"review,omitempty"`
	Ticket  *ticketJSON      `json:"ticket,omitempty"`
	Failed  bool             `json:"failed,omitempty"` // it never reached the owner
	// Fleeting is the last word to somebody who was erased: no room has it.
	Fleeting bool `json:"fleeting,omitempty"`
}

// factJSON is a field with where its value came from.
type factJSON struct {
	bot.Fact
	Origin  string `json:"origin,omitempty"` // kind of the turn that gave it: text, button, …
	At      string `json:"at,omitempty"`
	Seconds int    `json:"seconds,omitempty"`
}

type ticketJSON struct {
	Folio    string `json:"folio"`
	Business string `json:"business,omitempty"`
}

func (w *Web) roomView(conversation string, r Room) roomJSON {
	return roomJSON{headJSON: w.headView(conversation, r), Lines: lines(r)}
}

func (w *Web) headView(conversation string, r Room) headJSON {
	c := r.Conversation
	h := headJSON{
		Conversation: conversation, Lang: c.Lang, Speaker: "bot", Asking: c.Asking,
		Total: len(w.options.Fields), Skipped: c.App.Pending, Status: string(c.App.Status),
		Folio: c.App.Folio, Business: c.App.Answers["business"].Value, Now: stamp(w.backend.Now()),
	}
	if c.Speaker == bot.PersonSpeaks {
		h.Speaker, h.Person = "person", attending(r)
	}
	for _, f := range w.options.Fields {
		if _, ok := c.App.Answers[f.ID]; ok {
			h.Done++
		}
	}
	for _, rec := range r.Records {
		h.Waiting = h.Waiting || rec.Waiting
	}
	return h
}

// attending names the staff member who came since a person was asked for; "" when
// nobody has come yet.
func attending(r Room) string {
	name, asked := "", false
	for _, rec := range r.Records {
		for _, e := range rec.Events {
			switch e.Kind {
			case bot.HandedOff:
				name, asked = "", true
			case bot.Taken, bot.Replied:
				name = cmp.Or(e.Actor.Name, rec.Turn.Actor.Name)
			}
		}
	}
	if !asked { // longer ago than the history reaches
		return r.Conversation.Holder.Name
	}
	return name
}

// lines draws the history: the owner's turns and what was said to them, in order.
func lines(r Room) []lineJSON {
	d := drawing{out: []lineJSON{}, labels: map[string]string{}, turns: map[string]bot.Turn{}, at: map[string]int{}}
	for _, rec := range r.Records {
		d.turn(rec.Turn)
		for _, said := range rec.Messages {
			if said.Message.To != bot.ForStaff {
				d.message(rec, said, r.Conversation)
			}
		}
	}
	return d.out
}

// drawing is what is known while lines are drawn.
type drawing struct {
	out    []lineJSON
	labels map[string]string   // of buttons, by payload
	turns  map[string]bot.Turn // by id
	at     map[string]int      // place of a line, by id or by what it replaces
}

func (d *drawing) turn(t bot.Turn) {
	d.turns[t.ID] = t
	if t.Actor.Kind != bot.Owner {
		return
	}
	if i, ok := d.at[t.Edit]; ok && t.Edit != "" {
		d.out[i].Text, d.out[i].Edited = t.Text, true
		return
	}
	l := lineJSON{ID: t.ID, By: "me", At: stamp(t.At), Kind: kindOf(t), Text: t.Text, File: t.File}
	switch {
	case t.Button != "":
		l.Text, l.Payload = d.labels[t.Button], t.Button
	case t.Contact != nil:
		l.Phone = t.Contact.Phone
	case t.Voice != nil:
		l.Seconds = t.Voice.Seconds
	}
	if l.File != nil {
		l.File = &bot.File{Name: l.File.Name, Size: l.File.Size}
	}
	d.add(l.ID, l)
}

func (d *drawing) message(rec Record, said Said, c bot.Conversation) {
	l := messageLine(said)
	for _, b := range said.Message.Buttons {
		d.labels[b.Payload] = b.Label
	}
	for i, f := range l.Facts {
		if f.Payload != "" {
			d.labels[f.Payload] = f.Label
		}
		t, known := d.turns[f.From]
		if known {
			l.Facts[i].Origin, l.Facts[i].At = kindOf(t), stamp(t.At)
		}
		if known && t.Voice != nil {
			l.Facts[i].Seconds = t.Voice.Seconds
		}
	}
	if rec.Turn.Actor.Kind == bot.Staff && (has(rec.Events, bot.Replied) || has(rec.Events, bot.Reworded)) {
		l.By, l.Name = "person", rec.Turn.Actor.Name
	}
	if said.Message.Application != "" && has(rec.Events, bot.Submitted) && !d.ticketed(rec) {
		l.Ticket = &ticketJSON{Folio: said.Message.Application, Business: c.App.Answers["business"].Value}
	}
	if i, ok := d.at["replaces "+said.Message.Replaces]; ok && said.Message.Replaces != "" {
		d.out[i] = l
		return
	}
	d.add("replaces "+said.Message.Replaces, l)
}

// ticketed tells whether an earlier message of the same turn shows the folio.
func (d *drawing) ticketed(rec Record) bool {
	n := len(d.out)
	return n > 0 && d.out[n-1].Ticket != nil && len(rec.Messages) > 1
}

func (d *drawing) add(name string, l lineJSON) {
	d.at[name] = len(d.out)
	d.out = append(d.out, l)
}

// messageLine draws a message by itself, without what its history would add.
func messageLine(said Said) lineJSON {
	m := said.Message
	l := lineJSON{
		ID: said.ID, By: "bot", At: stamp(said.At), Turn: m.For, Paras: paragraphs(m.Text),
		Buttons: m.Buttons, Sources: m.Sources, Unknown: m.Unknown, Failed: said.Failed != "", Files: m.Files,
		Review: m.Asking == bot.AskReview && len(m.Facts) > 0,
	}
	for _, f := range m.Facts {
		l.Facts = append(l.Facts, factJSON{Fact: f})
	}
	return l
}

// kindOf says in one word how an owner spoke.
func kindOf(t bot.Turn) string {
	switch {
	case t.Button != "":
		return "button"
	case t.Contact != nil:
		return "contact"
	case t.Voice != nil:
		return "voice"
	case t.File != nil:
		return "file"
	case t.Other != "":
		return "other"
	case t.Due != "":
		return "due"
	case t.Action != "":
		return "action"
	}
	return "text"
}

func has(events []bot.Event, kind bot.EventKind) bool {
	for _, e := range events {
		if e.Kind == kind {
			return true
		}
	}
	return false
}

package web

import (
	"strings"

	"pabellon/bot"
)

// threadJSON is the story of one conversation as staff see it, and its chat.
type threadJSON struct {
	headJSON
	Owner     string         `json:"owner,omitempty"` // the contact's name
	Holder    string         `json:"holder,omitempty"`
	Entries   []entryJSON    `json:"entries"`
	Answers   []bot.Fact     `json:"answers"`
	Documents []bot.Document `json:"documents"`
	Lines     []lineJSON     `json:"lines"`
}

// entryJSON is one thing that happened, or that somebody wrote.
type entryJSON struct {
	Kind     string        `json:"kind"` // of the event
	At       string        `json:"at"`
	Who      string        `json:"who,omitempty"`
	By       string        `json:"by"` // owner, staff or clock
	Field    string        `json:"field,omitempty"`
	Old      string        `json:"old,omitempty"`
	Value    string        `json:"value,omitempty"`
	Text     string        `json:"text,omitempty"`
	Document *bot.Document `json:"document,omitempty"`
	// What became of words that went to the owner.
	Sent   string `json:"sent,omitempty"` // when
	Failed string `json:"failed,omitempty"`
}

func (w *Web) threadView(conversation string, r Room) threadJSON {
	c := r.Conversation
	t := threadJSON{
		headJSON: w.headView(conversation, r), Owner: c.App.Answers["contact"].Value,
		Holder: c.Holder.Name, Entries: []entryJSON{}, Lines: lines(r), Answers: w.answers(c),
		Documents: append([]bot.Document{}, c.App.Documents...),
	}
	for _, rec := range r.Records {
		before := len(t.Entries)
		for _, e := range rec.Events {
			if inThread[e.Kind] {
				t.Entries = append(t.Entries, entryView(rec, e, t.Owner))
			}
		}
		if len(t.Entries) == before {
			t.Entries = append(t.Entries, updates(rec)...)
		}
	}
	return t
}

// updates are what staff were told beside the events, such as why an act had no effect.
func updates(rec Record) []entryJSON {
	var out []entryJSON
	for _, said := range rec.Messages {
		if rec.Turn.Actor.Kind == bot.Clock && strings.HasPrefix(said.Message.Replaces, bot.LinePlace) {
			continue // the entry of the words says it
		}
		if said.Message.To == bot.ForStaff && said.Message.Card == bot.UpdateCard {
			out = append(out, entryJSON{Kind: "update", At: stamp(said.At), By: string(rec.Turn.Actor.Kind), Text: bot.Plain(said.Message.Text)})
		}
	}
	return out
}

// inThread holds the events that are part of the story.
var inThread = map[bot.EventKind]bool{
	bot.Submitted: true, bot.Changed: true, bot.Withdrawn: true, bot.Cancelled: true, bot.Taken: true,
	bot.InfoAsked: true, bot.Approved: true, bot.Declined: true, bot.Noted: true, bot.Replied: true,
	bot.HandedOff: true, bot.Returned: true, bot.Said: true, bot.Forwarded: true, bot.Reminded: true,
	bot.DocumentKept: true, bot.DocumentsDropped: true,
}

func entryView(rec Record, e bot.Event, owner string) entryJSON {
	at := e.At
	if at.IsZero() {
		at = rec.Turn.At
	}
	who := e.Actor
	if who.Kind == "" {
		who = rec.Turn.Actor
	}
	v := entryJSON{Kind: string(e.Kind), At: stamp(at), By: string(who.Kind), Who: who.Name,
		Field: e.Field, Value: e.Value, Text: strings.TrimSpace(e.Text), Document: e.Document}
	if e.Kind == bot.Changed {
		v.Old, v.Text = e.Text, ""
	}
	if v.By == string(bot.Owner) && v.Who == "" {
		v.Who = owner
	}
	switch e.Kind {
	case bot.InfoAsked, bot.Approved, bot.Declined, bot.Replied:
		v.Sent, v.Failed = arrived(rec)
	}
	return v
}

// arrived tells what became of the messages of a turn to the owner: when they were
// sent, or why one was set aside.
func arrived(rec Record) (sent, failed string) {
	for _, said := range rec.Messages {
		if said.Message.To == bot.ForStaff {
			continue
		}
		if said.Failed != "" {
			return "", said.Failed
		}
		if said.Sent {
			sent = stamp(said.At)
		}
	}
	return sent, ""
}

// answers lists what the owner said, in the form's order and then the rest.
func (w *Web) answers(c bot.Conversation) []bot.Fact {
	out := []bot.Fact{}
	seen := map[string]bool{}
	add := func(id, label string) {
		a, ok := c.App.Answers[id]
		if ok && !seen[id] {
			seen[id] = true
			out = append(out, bot.Fact{Field: id, Label: label, Value: a.Value, From: a.From, Note: a.Note, Warn: a.Note != ""})
		}
	}
	for _, f := range w.options.Fields {
		add(f.ID, f.ES)
	}
	for _, id := range sortedKeys(c.App.Answers) {
		add(id, id)
	}
	return out
}

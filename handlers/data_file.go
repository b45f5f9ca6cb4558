package handlers

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
)

// Data is everything that is kept about a person, for the files that they may have.
// Notes and cards of the team are not in it: they are the team's.
type Data struct {
	Conversation bot.Conversation
	Talk         []Talked // oldest first
}

// Talked is a turn, what followed from it, and what was said.
type Talked struct {
	Turn     bot.Turn
	Events   []bot.Event
	Messages []bot.Message
}

// DataFile writes everything that is kept about a person: bot.DataFileJSON for programs,
// bot.DataFileText to read.
func (k *Clerk) DataFile(name string, d Data, now time.Time) ([]byte, error) {
	sheet := k.dataSheet(d, now)
	switch name {
	case bot.DataFileJSON:
		b, err := json.MarshalIndent(sheet, "", "  ")
		return append(b, '\n'), err
	case bot.DataFileText:
		t := &turn{Clerk: k, c: d.Conversation, now: now}
		return []byte(t.dataText(sheet)), nil
	}
	return nil, fmt.Errorf("handlers: there is no file %q", name)
}

// dataSheet is the content of mis-datos.json.
type dataSheet struct {
	Organisation string            `json:"organisation"`
	MadeAt       time.Time         `json:"made_at"`
	Conversation string            `json:"conversation"`
	Language     string            `json:"language"`
	Consent      *dataConsent      `json:"consent,omitempty"`
	Application  *dataApplication  `json:"application,omitempty"`
	Answers      []dataAnswer      `json:"answers"`
	Pending      []string          `json:"pending,omitempty"` // fields that were put off
	Documents    []bot.Document    `json:"documents"`
	Estimate     map[string]string `json:"estimate,omitempty"`
	Team         []dataLine        `json:"team"` // what the team wrote to the person
	Talk         []dataLine        `json:"conversation_lines"`
}

type dataConsent struct {
	Given   bool      `json:"given"`
	Version string    `json:"version"` // of the notice
	At      time.Time `json:"at,omitzero"`
	Revoked time.Time `json:"revoked_at,omitzero"` // when it was taken back
	Notice  string    `json:"notice,omitempty"`    // its words, if that version is still in use
}

type dataApplication struct {
	Folio     string     `json:"folio,omitempty"`
	Status    bot.Status `json:"status"`
	Submitted time.Time  `json:"submitted_at,omitzero"`
	Words     string     `json:"team_words,omitempty"` // with the last decision
	Summary   string     `json:"summary,omitempty"`    // that the assistant made for the team
}

// dataAnswer is one answer with the message that gave it.
type dataAnswer struct {
	Field   string    `json:"field"`
	Label   string    `json:"label"`
	Value   string    `json:"value"`
	Before  string    `json:"before,omitempty"`
	Warning string    `json:"warning,omitempty"`
	At      time.Time `json:"at"`
	Message string    `json:"message"` // its id
	Said    string    `json:"said,omitempty"`
}

// dataLine is something that was said. By is "you", "assistant" or "team".
type dataLine struct {
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Text string    `json:"text"`
	ID   string    `json:"id,omitempty"`
}

// dataSheet gathers what is kept.
func (k *Clerk) dataSheet(d Data, now time.Time) dataSheet {
	c, t := d.Conversation, &turn{Clerk: k, c: d.Conversation, now: now}
	s := dataSheet{Organisation: k.Org, MadeAt: now.In(k.Zone).Truncate(time.Second), Conversation: c.ID, Language: t.lang(),
		Answers: []dataAnswer{}, Documents: append([]bot.Document{}, c.App.Documents...), Team: []dataLine{}, Talk: []dataLine{},
		Pending: c.App.Pending, Estimate: c.Estimate.Told}
	if !c.Consent.At.IsZero() || !c.Consent.Revoked.IsZero() {
		s.Consent = &dataConsent{Given: c.Consent.Given, Version: c.Consent.Version, At: c.Consent.At, Revoked: c.Consent.Revoked}
		if c.Consent.Version == k.notices[t.lang()] {
			s.Consent.Notice = bot.Plain(t.Clerk.notice(t.lang()))
		}
	}
	if c.App.Status != bot.NoApplication {
		s.Application = &dataApplication{Folio: c.App.Folio, Status: c.App.Status, Submitted: c.App.Submitted, Words: c.App.Words, Summary: c.App.Summary}
	}
	said := t.dataTalk(&s, d.Talk)
	for _, f := range k.form.Fields {
		if a, ok := c.App.Answers[f.ID]; ok {
			s.Answers = append(s.Answers, t.dataAnswer(f.ID, f.Label[t.lang()], showValue(&f, a.Value, t.lang()), said))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.App.Answers)) {
		if k.form.Field(id) == nil { // of another form
			s.Answers = append(s.Answers, t.dataAnswer(id, id, c.App.Answers[id].Value, said))
		}
	}
	return s
}

// dataAnswer is an answer with where it came from.
func (t *turn) dataAnswer(field, label, value string, said map[string]string) dataAnswer {
	a := t.c.App.Answers[field]
	out := dataAnswer{Field: field, Label: label, Value: value, Before: a.Before, At: a.At, Message: a.From, Said: said[a.From]}
	if a.Note != "" {
		out.Warning = t.say("note." + a.Note)
	}
	return out
}

// teamWords are the events in which the team writes to the person.
var teamWords = map[bot.EventKind]bool{bot.InfoAsked: true, bot.Approved: true, bot.Declined: true, bot.Replied: true, bot.Reworded: true}

// dataTalk writes the conversation down, and gives what each of the person's messages said.
func (t *turn) dataTalk(s *dataSheet, talk []Talked) map[string]string {
	said, labels := map[string]string{}, map[string]string{}
	for _, r := range talk {
		if r.Turn.Actor.Kind == bot.Owner {
			said[r.Turn.ID] = t.spoken(r.Turn, labels)
			s.Talk = append(s.Talk, dataLine{At: r.Turn.At, By: "you", Text: said[r.Turn.ID], ID: r.Turn.ID})
		}
		for _, e := range r.Events {
			if teamWords[e.Kind] && e.Text != "" {
				s.Team = append(s.Team, dataLine{At: e.At, By: "team", Text: e.Text})
			}
		}
		for _, m := range r.Messages {
			if m.To != bot.Person {
				continue
			}
			for _, b := range m.Buttons {
				labels[b.Payload] = b.Label
			}
			s.Talk = append(s.Talk, dataLine{At: r.Turn.At, By: "assistant", Text: saidIn(m)})
		}
	}
	return said
}

// saidIn is what a message says, with the answers that it lists.
func saidIn(m bot.Message) string {
	text := bot.Plain(m.Text)
	for _, f := range m.Facts {
		text += "\n· " + f.Label + ": " + f.Value
	}
	return text
}

// spoken is what a person gave, in words: a button by its label, a file by its name.
func (t *turn) spoken(given bot.Turn, labels map[string]string) string {
	var out []string
	add := func(text string) {
		if text != "" {
			out = append(out, text)
		}
	}
	add(given.Text)
	switch {
	case given.Button != "" && labels[given.Button] != "":
		add("[" + labels[given.Button] + "]")
	case given.Button != "":
		add("[" + given.Button + "]")
	case given.Contact != nil:
		add(given.Contact.Phone)
	case given.File != nil:
		add("[" + bot.CleanName(given.File.Name, "") + "]")
	case given.Voice != nil:
		add("[" + t.say("file.voice") + "]")
	case given.Other != "":
		add("[" + given.Other + "]")
	}
	return strings.Join(out, " ")
}

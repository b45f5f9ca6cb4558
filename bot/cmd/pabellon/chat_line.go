package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"pabellon/bot"
)

// chatChannel is the name of the JSON lines in turns and deliveries.
const chatChannel = "chat"

// maxName is the longest id of a chat, a message or a person, in bytes.
const maxName = 200

// chatLine is one line of chat --json, of any of its three sorts (INTERFACE.md §3).
type chatLine struct {
	ID   string `json:"id"`
	Chat string `json:"chat"`

	Text    string       `json:"text"`
	Button  string       `json:"button"`
	Edit    string       `json:"edit"`
	Contact *bot.Contact `json:"contact"`
	File    *bot.File    `json:"file"`
	Voice   *bot.Voice   `json:"voice"`
	Other   string       `json:"other"` // "sticker", "location": what has no words
	Lang    string       `json:"lang"`

	Staff       string `json:"staff"`
	Name        string `json:"name"` // of the staff member, for others to read
	Application string `json:"application"`
	Action      string `json:"action"`

	Clock *moment `json:"clock"`
}

// moment is a time with its zone.
type moment struct{ time.Time }

// UnmarshalJSON says what a time looks like when this is none.
func (m *moment) UnmarshalJSON(b []byte) error {
	const longest = 60
	var text string
	err := json.Unmarshal(b, &text)
	if err == nil {
		m.Time, err = time.Parse(time.RFC3339, text)
	}
	if err != nil {
		return fmt.Errorf("%.*s is not a time such as 2026-11-25T10:00:00-06:00", longest, b)
	}
	return nil
}

// readLine decodes and checks one line. What could be read is returned with the
// error, so that the answer can name the id.
func readLine(b []byte) (chatLine, error) {
	var l chatLine
	if err := decodeStrictly(b, &l); err != nil {
		return chatLine{ID: idOf(b)}, err
	}
	return l, l.check()
}

// idOf is the id of a line that may be wrong in everything else, for the answer.
func idOf(b []byte) string {
	var line struct{ ID string }
	_ = json.Unmarshal(b, &line)
	return line.ID
}

// decodeStrictly reads one JSON object into v and says in plain words why it cannot.
func decodeStrictly(b []byte, v any) error {
	b = bytes.TrimSpace(b)
	if len(b) == 0 || b[0] != '{' || !json.Valid(b) {
		return errors.New("not a JSON object")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		return fmt.Errorf("%q must be %s, not a %s", wrong.Field, kindWord(wrong.Type.Kind().String()), wrong.Value)
	case err != nil:
		return errors.New(strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one JSON object on the line")
	}
	return nil
}

func kindWord(kind string) string {
	switch kind {
	case "bool":
		return "true or false"
	case "int", "int64":
		return "a whole number"
	case "struct", "ptr":
		return "an object"
	}
	return "a " + kind
}

// check tells what is missing or cannot be.
func (l chatLine) check() error {
	for _, name := range []struct{ key, value string }{{"id", l.ID}, {"chat", l.Chat}, {"staff", l.Staff}, {"edit", l.Edit}} {
		if len(name.value) > maxName || strings.ContainsFunc(name.value, unicode.IsControl) {
			return fmt.Errorf("%q is longer than %d bytes or not plain text", name.key, maxName)
		}
	}
	if l.ID == "" {
		return errors.New(`"id" is missing`)
	}
	switch {
	case l.Clock != nil:
		return l.checkClock()
	case l.Staff != "":
		return l.checkStaff()
	}
	return l.checkOwner()
}

func (l chatLine) checkClock() error {
	if l.Chat != "" || l.Staff != "" {
		return errors.New(`a "clock" line has only an "id" beside it`)
	}
	return nil
}

// actions are what a staff member can do.
func actions() []string {
	return []string{"take", "approve", "decline", "ask", "reply", "answer", "note", "resume", "seen"}
}

func (l chatLine) checkStaff() error {
	switch {
	case l.Application == "" && l.Chat == "":
		return errors.New(`"application" is missing (or "chat", for a hand-off without one)`)
	case l.Action == "" && l.Button == "":
		return errors.New(`"action" is missing: ` + orList(actions()))
	case l.Action != "" && !slices.Contains(actions(), l.Action):
		return fmt.Errorf("unknown action %q; there is %s", l.Action, orList(actions()))
	}
	return nil
}

func (l chatLine) checkOwner() error {
	switch {
	case l.Chat == "":
		return errors.New(`"chat" is missing`)
	case l.Action != "" || l.Application != "":
		return errors.New(`"staff" is missing: only staff act on an application`)
	case l.Lang != "" && l.Lang != "es" && l.Lang != "en":
		return fmt.Errorf(`unknown lang %q; there is es or en`, l.Lang)
	case l.Contact != nil && l.Contact.Phone == "":
		return errors.New(`"contact" has no "phone"`)
	}
	return nil
}

// turn makes the turn of an owner's or a staff member's line in a conversation.
func (l chatLine) turn(conversation string, now time.Time) bot.Turn {
	_, chat, _ := strings.Cut(conversation, ":")
	t := bot.Turn{
		Channel: chatChannel, ID: turnID(chat, "", l.ID), Conversation: conversation,
		Actor: bot.Actor{Kind: bot.Owner, ID: chat}, At: now,
		Text: l.Text, Button: l.Button, Contact: l.Contact, File: l.File, Voice: l.Voice, Other: l.Other, Lang: l.Lang,
	}
	if t.File != nil && t.File.Name == "" {
		t.File.Name = filepath.Base(t.File.Path)
	}
	if l.Edit != "" {
		t.Edit = turnID(chat, "", l.Edit)
	}
	if l.Staff != "" {
		t.ID = turnID(chat, l.Staff, l.ID)
		t.Actor = bot.Actor{Kind: bot.Staff, ID: l.Staff, Name: l.Name}
		t.Action = l.Action
	}
	t.Text, t.Cut = bot.Clip(t.Text)
	return t
}

// turnID makes an id that is unique in the channel of one that is unique in a chat.
// A staff member's ids are a space of their own. lineID takes it apart again.
func turnID(chat, staff, id string) string {
	space := escapeColon.Replace(chat)
	if staff != "" {
		space += "@" + escapeColon.Replace(staff)
	}
	return space + ":" + id
}

var escapeColon = strings.NewReplacer("%", "%25", ":", "%3A", "@", "%40")

// lineID is the id as the chat gave it; what the clock did keeps its own.
func lineID(turn string) string {
	if clockTurn(turn) {
		return turn
	}
	if _, id, ok := strings.Cut(turn, ":"); ok {
		return id
	}
	return turn
}

// clockTurn tells a turn that was due, such as remind@2026-11-23T15:00:00Z (see store).
func clockTurn(turn string) bool {
	_, at, _ := strings.Cut(turn, "@")
	_, err := time.Parse(time.RFC3339, at)
	return err == nil
}

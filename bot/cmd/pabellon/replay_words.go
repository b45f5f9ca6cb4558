package main

import (
	"encoding/json"
	"strings"

	"pabellon/bot"
)

// who names an actor.
func who(a bot.Actor) string {
	switch {
	case a.Kind == bot.Staff && a.Name != "":
		return "staff " + printable(a.Name)
	case a.Kind == bot.Staff:
		return "staff " + printable(a.ID)
	case a.Kind == "":
		return "–"
	}
	return string(a.Kind)
}

// did says in one line what a turn was.
func did(t bot.Turn) string {
	var out []string
	add := func(what, value string) {
		if value != "" {
			out = append(out, what+indent(value))
		}
	}
	add("", t.Text)
	add("[button] ", t.Button)
	add("[does] ", t.Action)
	add("[due] ", t.Due)
	add("[edits] ", lineID(t.Edit))
	add("[sends] ", t.Other)
	if t.Contact != nil {
		add("[contact] ", t.Contact.Phone)
	}
	if t.File != nil {
		add("[file] ", t.File.Name)
	}
	if t.Voice != nil {
		out = append(out, "[voice note]")
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, "  ")
}

// event says in one line what an event is.
func event(e bot.Event) string {
	out := []string{string(e.Kind)}
	for _, part := range []struct{ name, value string }{{"", e.Field}, {"= ", e.Value}, {"note ", e.Note}, {"text ", e.Text}, {"version ", e.Version}} {
		if part.value != "" {
			out = append(out, part.name+indent(part.value))
		}
	}
	if e.Document != nil {
		out = append(out, indent(e.Document.Name), e.Document.Type, e.Document.Hash[:min(12, len(e.Document.Hash))])
	}
	if e.Actor.Kind != "" {
		out = append(out, "by "+who(e.Actor))
	}
	return strings.Join(out, "  ")
}

// maxShown is how much of a command is shown, in bytes: found passages are long.
const maxShown = 600

func shortJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	if len(b) > maxShown {
		return strings.ToValidUTF8(string(b[:maxShown]), "") + "…"
	}
	return string(b)
}

// indent keeps a text of many lines under its place.
func indent(text string) string {
	return strings.ReplaceAll(printable(text), "\n", "\n                ")
}

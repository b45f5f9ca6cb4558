package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Wrote is something that staff wrote to the owner, and what became of it.
type Wrote struct {
	N    int       `json:"n"`    // from 1, in order; never used again
	Kind EventKind `json:"kind"` // Replied, InfoAsked, Approved or Declined
	By   Actor     `json:"by"`
	At   time.Time `json:"at,omitzero"`
	Text string    `json:"text,omitempty"`
	Sent time.Time `json:"sent,omitzero"` // when its channel took it
	Lost time.Time `json:"lost,omitzero"` // when its channel refused it for good
	// Bare tells that the files that went with it did not arrive.
	Bare  bool       `json:"bare,omitempty"`
	Files []Document `json:"files,omitempty"` // that went with it

	Changed   time.Time `json:"changed,omitzero"` // when the words were last corrected
	Retracted bool      `json:"retracted,omitempty"`
	Changer   Actor     `json:"changer,omitzero"` // who corrected or took back
}

// WroteKept is how many of the newest are remembered; what is older cannot be changed.
const WroteKept = 10

// Open tells words that staff may still change: not a decision, nor what was taken back.
func (w Wrote) Open() bool {
	return (w.Kind == Replied || w.Kind == InfoAsked) && !w.Retracted
}

// WroteNow is what staff wrote last.
func (c Conversation) WroteNow() (Wrote, bool) {
	if len(c.Wrote) == 0 {
		return Wrote{}, false
	}
	return c.Wrote[len(c.Wrote)-1], true
}

// WroteAt finds what staff wrote by its number.
func (c Conversation) WroteAt(n int) (Wrote, bool) {
	for _, w := range c.Wrote {
		if w.N == n {
			return w, true
		}
	}
	return Wrote{}, false
}

// Document finds a file of the conversation that is kept: the owner's, or one that staff
// sent them with words that are remembered.
func (c Conversation) Document(hash string) (Document, bool) {
	all := c.App.Documents
	for _, w := range c.Wrote {
		all = append(slices.Clip(all), w.Files...)
	}
	i := slices.IndexFunc(all, func(d Document) bool { return d.Hash == hash })
	if i < 0 {
		return Document{}, false
	}
	return all[i], true
}

// applyWrote folds what staff write to the owner. The list is never written to in place.
func (c *Conversation) applyWrote(e *Event) {
	switch e.Kind {
	case Replied, InfoAsked, Approved, Declined:
		c.Writes++
		w := Wrote{N: c.Writes, Kind: e.Kind, By: e.Actor, At: e.At, Text: e.Text, Files: e.Documents}
		kept := append(slices.Clone(c.Wrote), w)
		c.Wrote = kept[max(0, len(kept)-WroteKept):]
	case Delivered, Undelivered, Reworded, Retracted:
		n, _ := strconv.Atoi(e.Note) // 0 is none
		out := slices.Clone(c.Wrote)
		for i := range out {
			if out[i].N == n {
				out[i] = out[i].become(e)
			}
		}
		c.Wrote = out
	case Revoked:
		c.Wrote = nil
	}
}

func (w Wrote) become(e *Event) Wrote {
	at, _ := time.Parse(time.RFC3339, e.Value) // of what was told; "" is no time
	switch {
	case e.Kind == Delivered:
		w.Sent, w.Lost = at, time.Time{}
	case e.Kind == Undelivered && e.Field == DocumentsField:
		w.Bare = true
	case e.Kind == Undelivered:
		w.Lost = at
	case e.Kind == Reworded:
		w.Text, w.Changed, w.Changer = e.Text, e.At, e.Actor
	case e.Kind == Retracted:
		w.Retracted, w.Changed, w.Changer = true, e.At, e.Actor
	}
	return w
}

// toldKey begins the keys of the turns in which the clock tells what became of a message.
const toldKey = "told "

// Told is what became of a message that has a Tell.
type Told struct {
	Tell string
	Sent bool // its channel took it; else it was refused for good
	At   time.Time
}

// Key is that of the turn that tells it.
func (t Told) Key() string {
	how := "lost"
	if t.Sent {
		how = "sent"
	}
	return toldKey + how + " " + strconv.FormatInt(t.At.Unix(), 10) + " " + t.Tell
}

// ReadTold reads such a key; false for any other.
func ReadTold(key string) (Told, bool) {
	rest, ok := strings.CutPrefix(key, toldKey)
	parts := strings.SplitN(rest, " ", 3)
	if !ok || len(parts) != 3 {
		return Told{}, false
	}
	at, err := strconv.ParseInt(parts[1], 10, 64)
	return Told{Tell: parts[2], Sent: parts[0] == "sent", At: time.Unix(at, 0)}, err == nil
}

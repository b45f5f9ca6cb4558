package web

import (
	"strings"

	"pabellon/bot"
)

// deskJSON is the staff's channel.
type deskJSON struct {
	Posts []postJSON `json:"posts"`
}

// postJSON is one card of the channel; one that was superseded shows its newest state
// in its old place.
type postJSON struct {
	ID           string         `json:"id"`
	Conversation string         `json:"conversation"`
	At           string         `json:"at"`
	Updated      string         `json:"updated,omitempty"`
	Card         string         `json:"card,omitempty"`
	Application  string         `json:"application,omitempty"`
	Status       string         `json:"status,omitempty"`
	Holder       string         `json:"holder,omitempty"`
	Title        string         `json:"title"` // the business, or the first line
	Paras        []paraJSON     `json:"paras"`
	Facts        []bot.Fact     `json:"facts,omitempty"`
	Checks       []bot.Check    `json:"checks,omitempty"`
	Buttons      []bot.Button   `json:"buttons,omitempty"`
	Sources      []bot.Source   `json:"sources,omitempty"`
	Documents    []bot.Document `json:"documents,omitempty"`
	// Of a hand-off: it goes on, and who attends. Of a gap: it was answered.
	Active   bool   `json:"active,omitempty"`
	Attended string `json:"attended,omitempty"`
	Closed   bool   `json:"closed,omitempty"`
}

// The desk looks into the rooms of this many of its newest hand-offs and gaps.
const deskRooms = 12

// follow puts into hand-offs and gaps what became of them; the newest first.
func (d deskJSON) follow(room func(conversation string) (Room, error)) error {
	left := deskRooms
	for i := len(d.Posts) - 1; i >= 0 && left > 0; i-- {
		p := &d.Posts[i]
		if p.Card != string(bot.HandoffCard) && p.Card != string(bot.GapCard) {
			continue
		}
		left--
		r, err := room(p.Conversation)
		if err != nil {
			return err
		}
		p.Active = r.Conversation.Speaker == bot.PersonSpeaks
		p.Attended = attending(r)
		p.Closed = repliedSince(r, p.At)
	}
	return nil
}

// repliedSince tells whether staff wrote to the owner after a time.
func repliedSince(r Room, at string) bool {
	for _, rec := range r.Records {
		if has(rec.Events, bot.Replied) && stamp(rec.Turn.At) > at {
			return true
		}
	}
	return false
}

// deskView folds what staff were told: a message with Replaces takes the place of the
// one before it with the same name in the same conversation.
func deskView(posts []Post) deskJSON {
	out := deskJSON{Posts: []postJSON{}}
	place := map[string]int{}
	for _, p := range posts {
		if ownEcho(p.Message) {
			continue
		}
		view := postView(p)
		key := p.Conversation + " " + p.Message.Replaces
		if i, ok := place[key]; ok && p.Message.Replaces != "" {
			view.At, view.Updated = out.Posts[i].At, view.At
			view.ID = out.Posts[i].ID
			out.Posts[i] = view
			continue
		}
		place[key] = len(out.Posts)
		out.Posts = append(out.Posts, view)
	}
	return out
}

// ownEcho tells that a message only repeats to staff what one of them just did; that
// stands in the thread.
func ownEcho(m bot.Message) bool {
	return m.Card == bot.UpdateCard && (m.Why == bot.KindOf(bot.Act{}) || strings.HasPrefix(m.Replaces, bot.LinePlace))
}

func postView(p Post) postJSON {
	m := p.Message
	v := postJSON{
		ID: p.ID, Conversation: p.Conversation, At: stamp(p.At), Card: string(m.Card),
		Application: m.Application, Status: string(m.Status), Holder: m.Holder,
		Facts: m.Facts, Checks: m.Checks, Buttons: m.Buttons, Sources: m.Sources, Documents: m.Documents,
	}
	first, rest, _ := strings.Cut(strings.TrimSpace(m.Text), "\n")
	v.Title, v.Paras = bot.Plain(first), paragraphs(rest)
	if m.Card == bot.CandidateCard {
		if name := factValue(m.Facts, "business"); name != "" {
			v.Title = name
		}
	}
	return v
}

func factValue(facts []bot.Fact, field string) string {
	for _, f := range facts {
		if f.Field == field {
			return f.Value
		}
	}
	return ""
}

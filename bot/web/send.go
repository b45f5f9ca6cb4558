package web

import (
	"context"
	"encoding/json"
	"fmt"

	"pabellon/bot"
)

// Send pushes a message to the open pages. It is durable already, so nobody has to be
// there: a page that comes later reads it from the room or the desk.
func (w *Web) Send(ctx context.Context, d bot.Delivery) (string, error) {
	if d.Message.To == bot.ForStaff {
		return d.ID, w.push("", "card", map[string]string{"id": d.ID, "conversation": d.Conversation})
	}
	if !w.hub.watched(d.Conversation) {
		return d.ID, nil
	}
	return d.ID, w.push(d.Conversation, "message", w.pushed(ctx, d))
}

// pushedJSON is what a message event carries: the line and the head of the phone.
type pushedJSON struct {
	Line lineJSON  `json:"line"`
	Head *headJSON `json:"head,omitempty"`
}

// pushed draws the line from the room, which knows the turn that it answers; without
// the room, from the message alone.
func (w *Web) pushed(ctx context.Context, d bot.Delivery) pushedJSON {
	room, err := w.backend.Room(ctx, d.Conversation)
	if err != nil {
		w.log.Warn("read room for a message", "conversation", d.Conversation, "error", err)
	}
	view := w.roomView(d.Conversation, room)
	for i := len(view.Lines) - 1; i >= 0; i-- {
		if view.Lines[i].ID == d.ID {
			return pushedJSON{Line: view.Lines[i], Head: &view.headJSON}
		}
	}
	line := messageLine(Said{ID: d.ID, At: w.backend.Now(), Message: d.Message})
	line.Fleeting = d.Forget
	return pushedJSON{Line: line}
}

func (w *Web) push(conversation, name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s event: %w", name, err)
	}
	w.hub.send(conversation, event{name, data})
	return nil
}

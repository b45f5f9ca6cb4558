package bot

import "time"

// Decide has a turn's commands handled. It gives what the handler decided, with the
// turn written on each event and message, and the conversation as it is then.
// Version is left for whoever keeps it.
func Decide(h Handler, c Conversation, t Turn, cmds []Command, now time.Time) (Outcome, Conversation) {
	out := h(c, cmds, now)
	for i := range out.Events {
		e := &out.Events[i]
		e.Turn = t.ID
		if e.Actor == (Actor{}) && t.Actor.Kind != Owner {
			e.Actor = t.Actor
		}
	}
	next := c.Apply(out.Events...)
	if out.Erase {
		next = Conversation{ID: c.ID}
	} else if t.Actor.Kind == Owner {
		next.LastAt, next.Waited = t.At, waited(c, t, cmds, now)
	}
	for i := range out.Messages {
		m := &out.Messages[i]
		m.For = t.ID
		if m.InPlace && t.Button != "" && t.About != nil {
			m.Over = t.About.Receipt
			if m.Lead != "" {
				m.Text = m.Lead + "\n\n" + m.Text
			}
		}
		m.Lead = ""
		for j := range m.Facts {
			if f := &m.Facts[j]; f.From == "" {
				f.From = next.App.Answers[f.Field].From
			}
		}
	}
	return out, next
}

// waited is what is remembered of a turn of the owner that took long, and still of the one
// before when this said the same again.
func waited(c Conversation, t Turn, cmds []Command, now time.Time) Waited {
	if len(cmds) > 0 {
		if _, again := cmds[0].(Again); again {
			return c.Waited
		}
	}
	if t.Button != "" || now.Sub(t.At) < LongWait {
		return Waited{}
	}
	return Waited{MarkOf(t.Text), now}
}

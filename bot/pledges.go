package bot

import "time"

// Pledges counts promises that were kept and broken, from their events. Add takes those
// of one conversation after the other, each in their order, from long enough before the
// period to know which promises were late already.
type Pledges struct {
	Since, Until time.Time // the period
	Kept         int       // in the period, before the time that was promised had passed
	Broken       int       // in the period it passed, for the first time

	of   string
	late map[string]bool // by what is promised in this conversation
}

// Add takes an event of a conversation.
func (p *Pledges) Add(conversation string, e Event) {
	if p.of != conversation || p.late == nil {
		p.of, p.late = conversation, map[string]bool{}
	}
	counts := !e.At.Before(p.Since) && e.At.Before(p.Until)
	switch e.Kind {
	case PromiseBroken:
		if counts && !p.late[e.Note] {
			p.Broken++
		}
		p.late[e.Note] = true
	case PromiseKept:
		if counts && !p.late[e.Note] {
			p.Kept++
		}
		delete(p.late, e.Note)
	case PromiseDropped, Promised: // there is none any more, or a new time is given
		delete(p.late, e.Note)
	}
}

package bot

import "time"

// Promise is an answer that a person owes the owner. It is there until somebody
// answers, or the owner does without.
type Promise struct {
	For    string    `json:"for"` // ForHandoff, ForQuestion or ForApplication
	Since  time.Time `json:"since"`
	By     time.Time `json:"by,omitzero"`      // the time that was promised last; zero when none is any more
	Broken int       `json:"broken,omitempty"` // times that passed without an answer
	Told   time.Time `json:"told,omitzero"`    // when staff were last told that it is overdue
	Late   time.Time `json:"late,omitzero"`    // when it was first broken
	Seen   int       `json:"seen,omitempty"`   // Broken when staff last said that they know
	Turn   string    `json:"turn,omitempty"`   // in which the question was put
}

// What a promise is for.
const (
	ForHandoff     = "handoff"     // a person was asked for
	ForQuestion    = "question"    // a question was put to the team
	ForApplication = "application" // an application was sent
)

// Overdue tells a promise that was broken, and that staff have not said they know of.
func (p Promise) Overdue() bool { return p.Broken > p.Seen }

// GapPlace and OverduePlace begin the Replaces of the cards that a channel may show
// together with those of other conversations: questions for the team, and what is overdue.
const (
	GapPlace     = "gap "
	OverduePlace = "overdue "
)

// Open is what somebody waits for from staff, as the desk shows it beside others.
type Open struct {
	Conversation string
	Folio        string
	Name         string    // to call the person by, for staff
	Lang         string    // of the person
	Words        []string  // their questions, for ForQuestion
	Holder       Actor     // who has the candidate
	Promises     []Promise // what is owed
}

// Owed is the promise for something, if there is one.
func (c Conversation) Owed(what string) (Promise, bool) {
	for _, p := range c.Promises {
		if p.For == what {
			return p, true
		}
	}
	return Promise{}, false
}

// applyPromise folds what happens to promises. The list is never written to in place.
func (c *Conversation) applyPromise(e *Event) {
	var out []Promise
	by, _ := time.Parse(time.RFC3339, e.Value) // "" is no time
	found := false
	for _, p := range c.Promises {
		if p.For == e.Note {
			found = true
			switch e.Kind {
			case Promised:
				p.By, p.Broken, p.Seen, p.Told, p.Late = by, 0, 0, time.Time{}, time.Time{}
			case PromiseBroken:
				p.By, p.Told = by, e.At
				if p.Broken++; p.Broken == 1 {
					p.Late = e.At
				}
			case PromiseKept, PromiseDropped:
				continue
			}
		}
		if e.Kind == StaffTold && p.Broken > 0 {
			p.Told = e.At
		}
		if e.Kind == LateSeen {
			p.Seen = p.Broken
		}
		out = append(out, p)
	}
	if e.Kind == Promised && !found {
		out = append(out, Promise{For: e.Note, Since: e.At, By: by, Turn: e.Text})
	}
	c.Promises = out
	if _, ok := c.Owed(ForQuestion); !ok {
		c.Put = nil
	}
}

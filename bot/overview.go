package bot

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Overview is how the programme stands, for staff: what stands now, and what happened
// from Since until Until. Who was erased is in none of it.
type Overview struct {
	Since, Until time.Time // what stands now is what stood at Until

	Approved int // all businesses that are approved, with those from before the bot began
	Before   int // of them, those from before
	Target   int // how many the pavilion needs; 0 is not known

	Stages []Stage // the way of an applicant, in the order of AllStages
	Losing []Loss  // where unfinished applications rest, most first

	Waiting      []Brief // candidates that nobody has taken, oldest first, at most MostWaiting
	WaitingTotal int
	Held         []Brief // those that somebody has and that are not decided, oldest first

	New              int           // applications that were sent in the period
	Decided          int           // that were decided in it; by the last decision, they were
	ApprovedIn       int           // approved
	DeclinedIn       int           // or declined
	TimeToDecide     time.Duration // the median, from sending to the first decision of the period; 0 when nothing was decided
	Kept             int           // promises that somebody kept in time
	Broken           int           // promises whose time passed without an answer
	Unanswered       []Asked       // the questions that nobody could answer, most asked first, at most MostAsked
	UnansweredTotal  int           // all of them, each time counted
	UnansweredPeople int           // how many asked one
}

// How much of a list an Overview has, and for how long an application is unfinished and
// untouched before it counts as lost.
const (
	MostWaiting = 10
	MostAsked   = 5
	LostAfter   = 3 * 24 * time.Hour
)

// Stage is one step of the way, and how many people reached it. Up to StageAsked these
// are all who ever did, wherever they are now; who withdrew an application counts up to
// StageSubmitted. StageApproved and StageDeclined are those who stand there.
type Stage struct {
	Name  string
	Count int
}

// The stages.
const (
	StageGreeted   = "greeted"   // wrote to the bot
	StageConsented = "consented" // accepted the privacy notice
	StageSubmitted = "submitted" // sent an application
	StageTaken     = "taken"     // it was taken, asked about or decided by staff
	StageAsked     = "asked"     // staff asked for more
	StageApproved  = "approved"
	StageDeclined  = "declined"
)

// AllStages are the stages in their order.
func AllStages() []string {
	return []string{StageGreeted, StageConsented, StageSubmitted, StageTaken, StageAsked, StageApproved, StageDeclined}
}

// Stage is how many people reached a stage.
func (o Overview) Stage(name string) int {
	for _, s := range o.Stages {
		if s.Name == name {
			return s.Count
		}
	}
	return 0
}

// Loss is how many unfinished applications rest at a field: a field id, AskConsent or
// AskReview.
type Loss struct {
	Field string
	Count int
}

// Losses lists where conversations rest, most first; by name where that is the same.
func Losses(byField map[string]int) []Loss {
	var out []Loss
	for field, n := range byField {
		out = append(out, Loss{field, n})
	}
	slices.SortFunc(out, func(a, b Loss) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Field, b.Field)) })
	return out
}

// LostAt is the question at which an unfinished application rests; "" when it does not.
func (c Conversation) LostAt(now time.Time) string {
	if c.App.Status != Draft && (c.App.Status != NoApplication || c.Asking != AskConsent) || now.Sub(c.LastAt) < LostAfter {
		return ""
	}
	return c.Asking
}

// Brief is a candidate in one line.
type Brief struct {
	Conversation, Folio, Business, State string
	Status                               Status
	Holder                               Actor     // who has it; nobody when it waits
	Since                                time.Time // it was sent, or taken
}

// Mine are the candidates that somebody has.
func (o Overview) Mine(id string) []Brief {
	return slices.DeleteFunc(slices.Clone(o.Held), func(b Brief) bool { return b.Holder.ID != id })
}

// Asked is a question and how often it was asked.
type Asked struct {
	Words string // as it was asked last
	Count int
}

// MostOften groups questions that are the same but for accents, capitals and signs, and
// gives those asked most often; the newest first where that is the same. They come oldest
// first.
func MostOften(questions []string, most int) []Asked {
	type group struct {
		Asked
		last int
	}
	groups := map[string]*group{}
	for i, q := range questions {
		key := alike(q)
		if key == "" {
			continue
		}
		if groups[key] == nil {
			groups[key] = &group{}
		}
		g := groups[key]
		g.Words, g.Count, g.last = strings.Join(strings.Fields(q), " "), g.Count+1, i
	}
	var all []*group
	for _, g := range groups {
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b *group) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.last, a.last)) })
	var out []Asked
	for _, g := range all[:min(len(all), most)] {
		out = append(out, g.Asked)
	}
	return out
}

var unaccented = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u")

// alike is the same for questions that differ by accents, capitals, signs and spaces.
func alike(q string) string {
	words := strings.FieldsFunc(unaccented.Replace(strings.ToLower(q)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}

// Median is the middle of some times; 0 of none.
func Median(times []time.Duration) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	mid := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[mid]
	}
	return sorted[mid-1] + (sorted[mid]-sorted[mid-1])/2
}

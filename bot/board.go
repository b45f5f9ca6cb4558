package bot

// Board is an overview in words, as one of staff reads it.
type Board struct {
	Title   string  // how far the pavilion is
	Note    string  // what of it is left
	Picture Picture // both, and the way of the applicants
	Parts   []BoardPart
	Foot    string // of when it is
}

// BoardPart is one subject of a board.
type BoardPart struct {
	Title      string
	Lines      []string    // one below the other
	Candidates []BoardLine // all of whom can be shown
	More       string      // what stands below; "" is nothing
}

// BoardLine is a candidate in one line.
type BoardLine struct{ Text, Conversation string }

// Picture is a chart: a bar that fills up, where Whole is not 0, and groups of bars below.
// Alt says in words all that it shows.
type Picture struct {
	Title, Note, Alt   string
	Whole, Part, First int   // First is the beginning of Part, which came from elsewhere
	Marks              []int // of the whole
	Groups             []Bars
}

// Bars are bars that are compared with each other.
type Bars struct {
	Title string
	Bars  []Bar
}

// Bar is a figure with its name. Tone is "good", "bad" or "".
type Bar struct {
	Label string
	Count int
	Tone  string
}

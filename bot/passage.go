package bot

// Passage is a piece of knowledge with its source and the date it was reviewed.
type Passage struct {
	Article string   `json:"article"` // its id
	Lang    string   `json:"lang"`
	Title   string   `json:"title"`
	Version string   `json:"version,omitempty"`
	Text    string   `json:"text,omitempty"` // what is said, with marks
	HasMore bool     `json:"has_more,omitempty"`
	Sources []Source `json:"sources,omitempty"`
	Score   float64  `json:"score,omitempty"` // 0 to 1, comparable between questions
	Why     []string `json:"why,omitempty"`   // the words that found it, with their weight
}

// Found is what the knowledge has about a question.
type Found struct {
	Sure     Sureness  `json:"sure"`
	Passages []Passage `json:"passages,omitempty"` // best first; only the first carries its text
}

// Sureness says what may be done with what was found.
type Sureness string

// Answer it, offer the nearest, or say that it is not known.
const (
	SureAnswer Sureness = "answer"
	NearOnly   Sureness = "near"
	NotKnown   Sureness = "unknown"
)

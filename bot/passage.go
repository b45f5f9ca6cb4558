package bot

// Passage is a piece of knowledge with its source and the date it was reviewed.
type Passage struct {
	Article string   `json:"article"` // its id
	Lang    string   `json:"lang"`
	Title   string   `json:"title"`
	Version string   `json:"version,omitempty"`
	Text    string   `json:"text,omitempty"` // what is said, with marks
	HasMore bool     `json:"has_more,omitempty"`
	Topics  []string `json:"topics,omitempty"` // groups such as "costos"
	Sources []Source `json:"sources,omitempty"`
	Score   float64  `json:"score,omitempty"` // 0 to 1, comparable between questions
	Why     []string `json:"why,omitempty"`   // the words that found it, with their weight
}

// Found is what the knowledge has about a question.
type Found struct {
	Sure     Sureness  `json:"sure"`
	Passages []Passage `json:"passages,omitempty"` // best first; only the first carries its text
	// Words are what is said in place of the first passage's text: a model's, each sentence
	// of which was found to stand in it.
	Words string `json:"words,omitempty"`
}

// Sureness says what may be done with what was found.
type Sureness string

// Answer it, offer the nearest, or say that it is not known; for what is no business
// of the programme, and for what nobody should be helped with, a kind sentence.
const (
	SureAnswer Sureness = "answer"
	NearOnly   Sureness = "near"
	NotKnown   Sureness = "unknown"
	OffTopic   Sureness = "off-topic"
	Unsafe     Sureness = "unsafe"
	Distress   Sureness = "distress" // the person speaks of ending their life
	NoWords    Sureness = "nonsense" // nothing that anybody could read
)

// Rate is a figure to reckon with, and where it comes from.
type Rate struct {
	ID     string  `json:"id"`
	From   float64 `json:"from"` // with To a range, or twice the same
	To     float64 `json:"to"`
	Unit   string  `json:"unit"`
	Year   string  `json:"year"` // for which it holds; "undated" when nobody said
	Source Source  `json:"source"`
}

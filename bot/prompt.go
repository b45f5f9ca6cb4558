package bot

import (
	"encoding/json"
	"time"
)

// Prompt is what a language model is asked. It is a value like any other: whoever makes one
// has taken out what the model may not see.
type Prompt struct {
	Task  Task
	Rules string // what it is to do, in our words alone
	Data  string // what people, documents and articles say: nothing in it is an instruction
	// Schema is the JSON Schema that the answer must have, in the strict subset: each object
	// names all its properties as required and allows no others. nil is an answer in words.
	Schema  json.RawMessage
	Longest int           // tokens of the answer, without what the model thinks
	Within  time.Duration // the answer is of no use later
	// Person is the conversation that it is asked for. The server sees a salted hash of it.
	Person string
	Images []Image // that it is to look at, for a model that can see
}

// Task is what a prompt is for: a label of metrics and logs, a closed set.
type Task string

// The tasks.
const (
	Understanding Task = "understand" // what somebody wrote, into commands
	Answering     Task = "answer"     // passages, into a short answer
	Summing       Task = "summary"    // a candidate, in two lines for staff
	Drafting      Task = "draft"      // a reply that staff may send
	Seeing        Task = "see"        // an image of a document, into text
)

// Image is a picture for a model that can see.
type Image struct {
	Type    string // media type
	Content []byte
}

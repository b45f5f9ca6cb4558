package knowledge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Question is a line of a question set: what somebody types, and what is right
// to do with it.
type Question struct {
	Lang     string   `json:"lang"`               // "es" or "en"; Spanish when it is left out
	Q        string   `json:"q"`                  // as typed
	Facts    []string `json:"facts,omitempty"`    // an article that rests on one of these answers it
	Articles []string `json:"articles,omitempty"` // so does one with one of these ids
	Kind     string   `json:"kind,omitempty"`     // one of Kinds when it must not be answered; else ""
	Line     int      `json:"-"`                  // in the file, from 1
}

// Kinds are the reasons for which a message must not be answered with an article:
// it is on the subject but the articles do not have it, about something else,
// built on something untrue, too vague to know what is meant, no words, or not
// to be helped with. For an untrue premise an article that sets it right (Facts)
// is right too.
func Kinds() []string {
	return []string{"unknown", "off-topic", "false-premise", "vague", "nonsense", "unsafe"}
}

// ReadQuestions reads a question set: a JSON object a line. Lines that cannot be
// used are problems of file, and left out.
func ReadQuestions(file string, data []byte) ([]Question, []Problem) {
	r := report{file: file}
	var out []Question
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		q := Question{Lang: spanish, Line: i + 1}
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		err := decoder.Decode(&q)
		if err == nil {
			err = q.check()
		}
		if err != nil {
			r.errorf(i+1, "%v; write it as {\"lang\":\"es\",\"q\":\"¿cuánto cuesta?\",\"facts\":[\"F-COST-01\"]}, or with \"kind\" when it must not be answered", err)
			continue
		}
		out = append(out, q)
	}
	return out, r.problems
}

func (q Question) check() error {
	switch {
	case strings.TrimSpace(q.Q) == "":
		return fmt.Errorf(`"q" is missing`)
	case q.Lang != spanish && q.Lang != english:
		return fmt.Errorf("the language %q is not known", q.Lang)
	case q.Kind != "" && !slices.Contains(Kinds(), q.Kind):
		return fmt.Errorf("the kind %q is not known (%s)", q.Kind, strings.Join(Kinds(), ", "))
	case q.Kind == "" && len(q.Facts)+len(q.Articles) == 0:
		return fmt.Errorf(`there is neither "facts" nor "articles" nor "kind"`)
	}
	return nil
}

// answeredBy tells whether an article answers the question.
func (q Question) answeredBy(a Article) bool {
	if slices.Contains(q.Articles, a.ID) {
		return true
	}
	for _, f := range a.Facts {
		if slices.Contains(q.Facts, f) {
			return true
		}
	}
	return false
}

package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ThresholdsFile is where a folder of articles keeps its thresholds. A folder
// without one takes those of the articles inside the program.
const ThresholdsFile = "thresholds.yaml"

// Thresholds turn scores into outcomes. All are from 0 to 1, learnt from a
// question set ([Library.Learn]) and kept with the articles: other articles may
// want others.
type Thresholds struct {
	Answer float64 `yaml:"answer"` // a best score from here on is an answer
	Near   float64 `yaml:"near"`   // a best score from here on is worth asking "do you mean …?"
	Known  float64 `yaml:"known"`  // a question of which less than this share is known is about something else
	Learnt string  `yaml:"learnt"` // from what, in words
}

// check says what is wrong with thresholds that somebody wrote.
func (t Thresholds) check() error {
	switch {
	case !(t.Near > 0 && t.Near <= t.Answer && t.Answer <= 1):
		return fmt.Errorf("near %.2f and answer %.2f must lie between 0 and 1, near first", t.Near, t.Answer)
	case !(t.Known >= 0 && t.Known <= 1):
		return fmt.Errorf("known %.2f must lie between 0 and 1", t.Known)
	}
	return nil
}

// readThresholds reads those of a folder, or those inside the program with what
// is wrong with the folder's own.
func readThresholds(fsys fs.FS) (Thresholds, []Problem) {
	data, err := fs.ReadFile(fsys, ThresholdsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return builtinThresholds(), nil
	}
	var t Thresholds
	if err == nil {
		decoder := yaml.NewDecoder(strings.NewReader(string(data)))
		decoder.KnownFields(true)
		if err = decoder.Decode(&t); err == nil {
			err = t.check()
		}
	}
	if err != nil {
		return builtinThresholds(), []Problem{{ThresholdsFile, 1, Error,
			fmt.Sprintf("cannot be used (%s); write it anew with: pabellon knowledge learn QUESTIONS --write", oneLine(yamlReason(err)))}}
	}
	return t, nil
}

// builtinThresholds are those of the articles inside the program.
func builtinThresholds() Thresholds {
	var t Thresholds
	if data, err := fs.ReadFile(articles, ThresholdsFile); err == nil {
		err = yaml.Unmarshal(data, &t)
		if err == nil && t.check() == nil {
			return t
		}
	}
	return Thresholds{Answer: 1, Near: 1} // answers nothing; a test sees to it that this is never reached
}

// Text is the file that holds the thresholds.
func (t Thresholds) Text() string {
	return fmt.Sprintf("# Learnt by: pabellon knowledge learn QUESTIONS --write (see CONTRIBUTING.md).\n"+
		"answer: %.3f # a best score from here on is an answer\n"+
		"near: %.3f # … is worth asking \"do you mean …?\"\n"+
		"known: %.3f # a question of which less than this share is known is about something else\n"+
		"learnt: %q\n", t.Answer, t.Near, t.Known, t.Learnt)
}

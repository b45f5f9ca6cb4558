package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"pabellon/bot"
)

// The page shows this many of the last turns.
const stepsShown = 12

// stepJSON tells what was behind one turn.
type stepJSON struct {
	N         int           `json:"n"`
	Turn      string        `json:"turn"`
	At        string        `json:"at"`
	By        string        `json:"by"`
	Name      string        `json:"name,omitempty"`
	Kind      string        `json:"kind"`
	Text      string        `json:"text,omitempty"`
	Waiting   bool          `json:"waiting,omitempty"`
	Commands  []wordJSON    `json:"commands"`
	Sure      string        `json:"sure,omitempty"`
	Threshold float64       `json:"threshold,omitempty"`
	Passages  []passageJSON `json:"passages"`
	Figures   []figureJSON  `json:"figures"`
	Events    []wordJSON    `json:"events"`
	Said      []saidJSON    `json:"said"`
	Knowledge string        `json:"knowledge,omitempty"`
	Model     string        `json:"model,omitempty"`
	Ms        float64       `json:"ms,omitempty"`
}

// wordJSON is a command or an event in one line.
type wordJSON struct {
	Name   string `json:"name"`
	Detail string `json:"detail,omitempty"`
}

type passageJSON struct {
	Article string   `json:"article"`
	Title   string   `json:"title"`
	Version string   `json:"version,omitempty"`
	Score   float64  `json:"score"`
	Cited   bool     `json:"cited,omitempty"`
	Text    string   `json:"text,omitempty"`
	Why     []string `json:"why,omitempty"`
}

// figureJSON is a number of the answer; Found tells that a cited passage has it.
type figureJSON struct {
	Text  string `json:"text"`
	Found bool   `json:"found"`
}

type saidJSON struct {
	To   string `json:"to"`
	Why  string `json:"why,omitempty"`
	Card string `json:"card,omitempty"`
	Text string `json:"text"`
}

// behindView lists the last turns, newest first.
func (w *Web) behindView(r Room) []stepJSON {
	labels := map[string]string{}
	out := []stepJSON{}
	for i, rec := range r.Records {
		out = append(out, w.step(i+1, rec, labels))
		for _, said := range rec.Messages {
			for _, b := range said.Message.Buttons {
				labels[b.Payload] = b.Label
			}
		}
	}
	slices.Reverse(out)
	return out[:min(len(out), stepsShown)]
}

func (w *Web) step(n int, rec Record, labels map[string]string) stepJSON {
	t := rec.Turn
	s := stepJSON{
		N: n, Turn: t.ID, At: stamp(t.At), By: string(t.Actor.Kind), Name: t.Actor.Name, Kind: kindOf(t),
		Text: cmp.Or(t.Text, labels[t.Button], t.Due), Waiting: rec.Waiting, Knowledge: rec.Knowledge, Model: rec.Model,
		Ms: float64(rec.Took.Microseconds()) / 1000, Threshold: w.options.Threshold,
		Commands: []wordJSON{}, Passages: []passageJSON{}, Figures: []figureJSON{}, Events: []wordJSON{}, Said: []saidJSON{},
	}
	if t.Action != "" {
		s.Text = strings.TrimSpace(t.Action + "  " + t.Text)
	}
	cited := map[string]bool{}
	for _, said := range rec.Messages {
		m := said.Message
		s.Said = append(s.Said, saidJSON{To: string(m.To), Why: m.Why, Card: string(m.Card), Text: clip(bot.Plain(m.Text), 140)})
		for _, source := range m.Sources {
			cited[source.ID] = true
		}
	}
	for _, c := range rec.Commands {
		s.Commands = append(s.Commands, wordJSON{bot.KindOf(c), detail(c)})
		s.found(c, cited)
	}
	for _, e := range rec.Events {
		s.Events = append(s.Events, wordJSON{string(e.Kind), eventDetail(e)})
	}
	s.Figures = figures(rec)
	return s
}

// found adds the passages that a question brought with it.
func (s *stepJSON) found(c bot.Command, cited map[string]bool) {
	ask, ok := c.(bot.Ask)
	if !ok {
		return
	}
	s.Sure = string(ask.Found.Sure)
	for _, p := range ask.Found.Passages {
		s.Passages = append(s.Passages, passageJSON{Article: p.Article, Title: p.Title, Version: p.Version, Score: p.Score,
			Cited: cited[p.Article], Text: clip(bot.Plain(p.Text), 220), Why: p.Why})
	}
}

// detail shows what a command carries, without what was found for it.
func detail(c bot.Command) string {
	switch c := c.(type) {
	case bot.Ask:
		return clip(c.Question, 200)
	case bot.Give:
		return clip(strings.TrimSpace(c.Document.Name+" "+c.Document.Type+" "+string(c.Problem)), 200)
	}
	b, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	var fields map[string]any
	if json.Unmarshal(b, &fields) != nil {
		return ""
	}
	var parts []string
	for _, k := range sortedKeys(fields) {
		if _, nested := fields[k].(map[string]any); !nested {
			parts = append(parts, fmt.Sprintf("%s: %v", k, fields[k]))
		}
	}
	return clip(strings.Join(parts, ", "), 200)
}

func eventDetail(e bot.Event) string {
	var parts []string
	for _, s := range []string{e.Field, e.Value, e.Note, e.Version, e.Text} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if e.Document != nil {
		parts = append(parts, e.Document.Name, e.Document.Type)
	}
	return clip(strings.Join(parts, " · "), 160)
}

var number = regexp.MustCompile(`\d+(?:[.,]\d+)*(?:\s?%)?`)

// figures looks for each number of the sourced answers in the passages of the turn.
func figures(rec Record) []figureJSON {
	out := []figureJSON{}
	var passages strings.Builder
	for _, c := range rec.Commands {
		if ask, ok := c.(bot.Ask); ok {
			for _, p := range ask.Found.Passages {
				passages.WriteString(bot.Plain(p.Text) + "\n")
			}
		}
	}
	text, seen := passages.String(), map[string]bool{}
	for _, said := range rec.Messages {
		if text == "" || len(said.Message.Sources) == 0 || said.Message.To == bot.ForStaff {
			continue
		}
		for _, n := range number.FindAllString(bot.Plain(said.Message.Text), -1) {
			if !seen[n] {
				seen[n] = true
				out = append(out, figureJSON{n, slices.Contains(number.FindAllString(text, -1), n)})
			}
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

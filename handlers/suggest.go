package handlers

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// A model may suggest what staff write to an owner. It is a text in a field: a person reads
// it, changes it and sends it, or does not. What does not hold is not suggested at all.

//go:embed prompts/draft.txt
var draftRules string

// Limits of a suggested reply.
const (
	suggestWithin    = 8 * time.Second
	suggestTokens    = 400
	suggestedLongest = 600 // characters
	// leastDrafted is the share of its content words that stand in what it was made of. A
	// letter has words of its own beside an answer's, see leastGrounded.
	leastDrafted = 0.4
)

// suggestion is one reply that is suggested: whom it is for, and what it may be made of.
type suggestion struct {
	*reader
	v        *veil
	asked    string // by the owner, as they wrote it
	missing  []lacking
	passages []excerpt
}

// lacking is something that the owner has not told.
type lacking struct {
	Field    string `json:"field"`
	Question string `json:"question"`
}

// Suggestion gives the prompt for a reply that staff may begin from, for an act with which
// they write to an owner. Said is what the owner wrote last to a person, or "". It is false
// when there is nothing to make one of.
func (k *Clerk) Suggestion(c bot.Conversation, action, said string) (bot.Prompt, bool) {
	s, ok := k.suggesting(c, action, said)
	if !ok {
		return bot.Prompt{}, false
	}
	var data struct {
		Act      string     `json:"act"`
		Language string     `json:"language"`
		Asked    string     `json:"asked"`
		Status   bot.Status `json:"status"`
		Missing  []lacking  `json:"missing"`
		Passages []excerpt  `json:"passages"`
	}
	data.Act, data.Asked, data.Status, data.Missing, data.Passages = action, s.v.over(s.reader, s.asked), c.App.Status, s.missing, s.passages
	data.Language = map[string]string{"es": "Spanish of Mexico", "en": "English"}[s.lang]
	b, _ := json.Marshal(data) // strings
	rules := strings.NewReplacer("{org}", k.Org, "{longest}", strconv.Itoa(suggestedLongest)).Replace(draftRules)
	return bot.Prompt{Task: bot.Drafting, Rules: rules, Data: string(b), Schema: draftSchema(s.passages),
		Longest: suggestTokens, Within: suggestWithin, Person: c.ID}, true
}

// Suggested is the text of a model's answer to that prompt; false when it does not hold.
func (k *Clerk) Suggested(c bot.Conversation, action, said, answer string) (string, bool) {
	s, ok := k.suggesting(c, action, said)
	var draft struct {
		Text     string
		Passages []string
	}
	if !ok || json.Unmarshal([]byte(answer), &draft) != nil {
		return "", false
	}
	s.v.over(s.reader, s.asked) // the same placeholders
	text := strings.Join(strings.Fields(clean(draft.Text)), " ")
	whole, ok := s.v.lift(text)
	if !ok || !s.holds(text, draft.Passages) || utf8.RuneCountInString(whole) > suggestedLongest {
		return "", false
	}
	return whole, true
}

// suggests are the acts for which a reply is suggested.
var suggests = map[string]bool{"reply": true, "ask": true}

// suggesting gathers what a reply may be made of.
func (k *Clerk) suggesting(c bot.Conversation, action, said string) (*suggestion, bool) {
	if !c.Greeted || !suggests[action] {
		return nil, false
	}
	c.Asking = "" // whatever is asked now, names are names
	s := &suggestion{reader: k.readerOf(c, bot.Turn{}, nil), v: &veil{}, asked: askedOf(c, said), missing: []lacking{}, passages: []excerpt{}}
	if c.App.Status.Sent() {
		t := &turn{Clerk: k, before: c, c: c}
		for _, f := range append(t.missing(), t.pending()...) {
			if _, skipped := c.App.Answers[f.ID]; !skipped {
				s.missing = append(s.missing, lacking{f.Label[s.lang], f.Ask[s.lang]})
			}
		}
	}
	if s.asked != "" {
		for _, text := range []string{s.asked, firstSentence(s.asked)} { // a question may stand among other words
			found := s.askAbout(text, s.topic()).Found
			switch found.Sure {
			case bot.Unsafe, bot.Distress: // a person finds the words
				return nil, false
			case bot.SureAnswer, bot.NearOnly, bot.NotKnown:
				if len(s.passages) == 0 {
					s.passages = append(s.passages, s.nearestTo(found.Passages)...)
				}
			}
		}
	}
	return s, s.asked != "" || len(s.missing) > 0
}

// askedOf is what an owner waits to be answered: their questions to the team, what they
// said to a person, or what nobody could answer.
func askedOf(c bot.Conversation, said string) string {
	asked := strings.Join(c.Put, "\n")
	for _, words := range []string{said, c.Unknown} {
		if asked == "" {
			asked = words
		}
	}
	return short(clean(beginning(asked)), maxValue)
}

// nearestTo are the paragraphs of the article that is nearest to a question, when it may be
// quoted and is in the owner's language.
func (s *suggestion) nearestTo(found []bot.Passage) []excerpt {
	for _, p := range found {
		if a, ok := s.lib.Article(p.Article, s.lang); ok && a.Lang == s.lang && proved(s.lib, passage(a)) {
			return paragraphsOf(a)
		}
	}
	return nil
}

func draftSchema(passages []excerpt) json.RawMessage {
	id := someText
	if len(passages) > 0 {
		var ids []string
		for _, p := range passages {
			ids = append(ids, p.ID)
		}
		id = among(ids...)
	}
	b, _ := json.Marshal(object(map[string]any{"text": someText, "passages": map[string]any{"type": "array", "items": id}})) // maps of strings
	return b
}

// placeholder is one of a veil.
var placeholder = regexp.MustCompile(veilOpen + `[^` + veilOpen + veilClose + `]*` + veilClose)

// holds is the evidence lock for a suggested reply: its figures, dates and names stand in
// the passages that it names, in what the owner asked or in what is missing, and it decides
// and promises nothing. It is in the owner's language, without links and marks.
func (s *suggestion) holds(text string, named []string) bool {
	text = strings.TrimSpace(placeholder.ReplaceAllString(text, " "))
	known := []string{s.asked, s.Org + ". Alibaba."}
	for _, m := range s.missing {
		known = append(known, m.Field+". "+m.Question)
	}
	for _, p := range s.passages {
		if slices.Contains(named, p.ID) {
			known = append(known, p.Text)
		}
	}
	folded, _ := foldKeeping(text)
	switch {
	case len(knowledge.Words(text)) == 0 || strings.ContainsAny(text, "<>*_`#|[]{}"):
		return false
	case leadsElsewhere(folded, known[1:]) || account.MatchString(folded):
		return false
	case promised(folded, known[1:]):
		return false
	case tongueOf(text) != s.lang || len(knowledge.Unsupported(text, known)) > 0:
		return false
	}
	return knowledge.Grounded(text, s.lang, known...) >= leastDrafted
}

// promised tells that a folded text decides or promises something, in words that what is
// known does not have.
func promised(folded string, known []string) bool {
	var in strings.Builder
	for _, k := range known {
		f, _ := foldKeeping(k)
		in.WriteString(f + "\n")
	}
	for _, words := range append(deeds.FindAllString(folded, -1), pledges.FindAllString(folded, -1)...) {
		wish := words == "queremos" || words == "esperemos"
		if !wish && !strings.Contains(in.String(), words) {
			return true
		}
	}
	return false
}

// pledges is how somebody decides, promises, or says what will be and when.
var pledges = newRule(`\b(?:aprob|rechaz|autoriz|garantiz|promet|compromet)\pL*|\b(?:acepta(?:mos|d[oa]s?|remos)|asegura(?:mos|d[oa]s?|remos))\b|\b(?:te|le|les|lo|la|los|las) \pL*(?:[aeid]re|[aeid]ran?)\b|\b\pL*[aeid]remos\b|\b(?:hoy|manana|pasado manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|esta semana|proxima semana)\b|\b(?:approv|reject|declin|guarant|promis)\pL*|\b(?:accepted|today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this week|next week)\b|\b(?:will|shall|going to) (?:be|get|have|send|call|contact|answer|reply|tell|let|review|pay|return)\b`)

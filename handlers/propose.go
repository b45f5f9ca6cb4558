package handlers

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// A model proposes, the rules dispose. What the rules read with certainty waits for no
// model; for the rest it is given the message without what is private, and what it proposes
// passes the same checks as typed text (dispose.go). It may not decide, send, erase, agree
// or confirm anything for anybody.

//go:embed prompts/understand.txt
var understandRules string

// Limits of a proposal.
const (
	understandWithin  = 5 * time.Second
	understandLongest = 600 // tokens
	mostProposed      = 8   // commands
)

// proposal is what a model says that somebody wants.
type proposal struct {
	Do       string `json:"do"`
	Field    string `json:"field"`
	Value    string `json:"value"`
	About    string `json:"about"`
	Question string `json:"question"`
	Article  string `json:"article"`
	Lang     string `json:"lang"`
}

// plainProposals are the commands that need no more than their name, and what becomes of
// them. What would reach others, or could not be taken back, becomes an offer of it.
var plainProposals = map[string]bot.Command{
	"new_application": bot.NewApplication{}, "review": bot.Review{}, "ask_status": bot.AskStatus{}, "reckon": bot.Reckon{Begin: true},
	"human": bot.Upset{}, "privacy": bot.Privacy{}, "help": bot.Help{}, "greet": bot.Greet{}, "thank": bot.Thank{}, "upset": bot.Upset{},
	"no": bot.No{}, "unclear": nil,
}

// explained are what can be asked about a field.
var explained = []string{"why", "who", "where", "example", "must"}

// object is a JSON object of a strict schema: all its properties are required.
func object(properties map[string]any) map[string]any {
	var names []string
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	return map[string]any{"type": "object", "properties": properties, "required": names, "additionalProperties": false}
}

func among(words ...string) map[string]any { return map[string]any{"type": "string", "enum": words} }

var someText = map[string]any{"type": "string"}

// ProposalSchema is the JSON Schema of what a model may propose: the commands that it may,
// and the fields of the form.
func (k *Clerk) ProposalSchema() json.RawMessage {
	var fields, plain []string
	for i := range k.form.Fields {
		if f := &k.form.Fields[i]; f.Kind != documentsKind {
			fields = append(fields, f.ID)
		}
	}
	for name := range plainProposals {
		plain = append(plain, name)
	}
	slices.Sort(plain)
	kinds := []any{
		object(map[string]any{"do": among("fill"), "field": among(fields...), "value": someText}),
		object(map[string]any{"do": among("reopen", "skip"), "field": among(fields...)}),
		object(map[string]any{"do": among("explain"), "field": among(fields...), "about": among(explained...)}),
		object(map[string]any{"do": among("ask"), "question": someText, "article": someText}),
		object(map[string]any{"do": among("set_language"), "lang": among("es", "en")}),
		object(map[string]any{"do": among(plain...)}),
	}
	b, _ := json.Marshal(object(map[string]any{"commands": map[string]any{"type": "array", "items": map[string]any{"anyOf": kinds}}})) // maps of strings
	return b
}

// Propose gives the prompt by which a model may help to understand a turn, when the rules
// are not certain of cmds, which is what they read.
func (k *Clerk) Propose(c bot.Conversation, t bot.Turn, cmds []bot.Command) (bot.Prompt, bool) {
	r := k.readerOf(c, t, cmds)
	if !proposable(c, t) || !slices.ContainsFunc(cmds, r.uncertain) {
		return bot.Prompt{}, false
	}
	return bot.Prompt{Task: bot.Understanding, Rules: strings.ReplaceAll(understandRules, "{org}", k.Org), Data: r.proposalData(&veil{}),
		Schema: k.schema, Longest: understandLongest, Within: understandWithin, Person: c.ID}, true
}

// readerOf reads a turn once more, in the language in which the rules read it.
func (k *Clerk) readerOf(c bot.Conversation, t bot.Turn, cmds []bot.Command) *reader {
	r := &reader{Clerk: k, c: c, t: t, lib: k.Library(), lang: c.Lang}
	if r.lang == "" {
		r.lang = "es"
	}
	for _, cmd := range cmds {
		if set, ok := cmd.(bot.SetLanguage); ok {
			r.lang = set.Lang
		}
	}
	return r
}

// wordsOf is what somebody wrote, or what was heard of them.
func wordsOf(t bot.Turn) string {
	if t.Voice != nil && t.Voice.Heard != "" {
		return t.Voice.Heard
	}
	return t.Text
}

// proposable tells a turn that a model may read: what an owner wrote or said, for the bot
// alone.
func proposable(c bot.Conversation, t bot.Turn) bool {
	text := strings.TrimSpace(wordsOf(t))
	return t.Actor.Kind == bot.Owner && !t.Public && !t.Cut && !t.Forwarded && t.Button == "" && t.Contact == nil && t.File == nil && t.Edit == "" &&
		t.About == nil && c.Speaker != bot.PersonSpeaks && text != "" && !strings.HasPrefix(text, "/") && len(knowledge.Words(text)) > 0
}

// uncertain tells a command that the rules are not sure of: also an answer to a short
// question that is found only because of what was talked about before.
func (r *reader) uncertain(cmd bot.Command) bool {
	switch cmd := cmd.(type) {
	case bot.Unclear:
		return cmd.Why == ""
	case bot.Fill:
		return cmd.Unsure
	case bot.Ask:
		switch cmd.Found.Sure {
		case bot.NearOnly, bot.NotKnown, bot.OffTopic:
			return true
		case bot.SureAnswer:
			return r.topic() != "" && leansOn(join(knowledge.Words(cmd.Question))) && r.askAbout(cmd.Question, "").Found.Sure != bot.SureAnswer
		}
	}
	return false
}

// proposalData is what the model sees of a turn: never an answer, only which there are.
func (r *reader) proposalData(v *veil) string {
	type field struct {
		ID   string `json:"id"`
		Is   string `json:"is"`
		Asks string `json:"question,omitempty"`
	}
	type near struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	var data struct {
		Message  string   `json:"message"`
		Asked    *field   `json:"asked"`
		Fields   []field  `json:"fields"`
		Answered []string `json:"answered"`
		Topic    string   `json:"topic"`
		Near     []near   `json:"near"`
	}
	data.Message, data.Near, data.Answered = v.over(r, beginning(clean(wordsOf(r.t)))), []near{}, []string{}
	for i := range r.form.Fields {
		f := &r.form.Fields[i]
		data.Fields = append(data.Fields, field{ID: f.ID, Is: f.Label[r.lang]})
		if _, ok := r.c.App.Answers[f.ID]; ok {
			data.Answered = append(data.Answered, f.ID)
		}
	}
	if f := r.form.Field(r.c.Asking); f != nil {
		data.Asked = &field{f.ID, f.Label[r.lang], f.Ask[r.lang]}
	}
	if a, ok := r.lib.Article(r.topic(), r.lang); ok {
		data.Topic = a.Title
	}
	for _, p := range r.nearest() {
		data.Near = append(data.Near, near{p.Article, p.Title})
	}
	b, _ := json.Marshal(data) // strings
	return string(b)
}

// nearest are the articles that may be about the turn.
func (r *reader) nearest() []bot.Passage {
	return r.askAbout(beginning(clean(wordsOf(r.t))), r.topic()).Found.Passages
}

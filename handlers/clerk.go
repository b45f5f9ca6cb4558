package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Options say for whom the bot speaks.
type Options struct {
	Org              string // the organisation's name, such as "ProMéxico"
	Target, Approved int    // the programme's goal, and how many were approved before the bot began
	Zone             *time.Location
	Hours            Hours                     // of business, in Zone; UsualHours if zero
	Library          func() *knowledge.Library // the knowledge that is live now
	Form             *Form                     // the questions; nil: those of DefaultForm
	Model            bool                      // a language model reads along, which the privacy notice says
	Meaning          func() *knowledge.Meaning // of that knowledge; nil, or what gives nil, goes by words alone
}

// Clerk reads what people write and decides what to answer. It keeps nothing
// between two turns and is safe for concurrent use.
type Clerk struct {
	Options
	form    *Form
	words   phrases
	cues    *cues
	notices map[string]string // the privacy notice's version, by language
	schema  json.RawMessage   // of what a model may propose
}

// New makes a clerk from the form and the phrases that are built in.
func New(o Options) (*Clerk, error) {
	form := o.Form
	if form == nil {
		var err error
		if form, err = ReadForm("form.yaml", formYAML); err != nil {
			return nil, err
		}
	}
	words, err := readPhrases()
	if err != nil {
		return nil, err
	}
	k := &Clerk{Options: o, form: form, words: words, cues: newCues(form), notices: map[string]string{}}
	if k.Library == nil {
		return nil, fmt.Errorf("handlers: no library")
	}
	if k.Zone == nil {
		k.Zone = time.UTC
	}
	if k.Hours == (Hours{}) {
		k.Hours = UsualHours
	}
	for lang := range words {
		sum := sha256.Sum256([]byte(k.notice(lang)))
		k.notices[lang] = hex.EncodeToString(sum[:4])
	}
	k.schema = k.ProposalSchema()
	return k, nil
}

// notice is the full privacy notice.
func (k *Clerk) notice(lang string) string {
	text := k.words.say(lang, "notice.full", "org", k.Org)
	if k.Model {
		text += "\n" + k.words.say(lang, "notice.full.also", "org", k.Org)
	}
	return text
}

// Quoting is the same clerk with another source of knowledge.
func (k *Clerk) Quoting(library func() *knowledge.Library) *Clerk {
	out := *k
	out.Library = library
	return &out
}

// Sensing is the same clerk with the meaning of its knowledge.
func (k *Clerk) Sensing(meaning func() *knowledge.Meaning) *Clerk {
	out := *k
	out.Meaning = meaning
	return &out
}

// Form is the application's questions.
func (k *Clerk) Form() *Form { return k.form }

// Fields lists the form's fields in order.
func (k *Clerk) Fields() []Field { return k.form.Fields }

// Progress counts the fields that are asked of this person: those answered, and all.
func (k *Clerk) Progress(c bot.Conversation) (done, total int) {
	for _, f := range k.asked(c) {
		total++
		if _, ok := c.App.Answers[f.ID]; ok {
			done++
		}
	}
	return done, total
}

// usualEvents is as many as most turns lead to.
const usualEvents = 4

// Handle decides what to do about commands; it is a bot.Handler.
func (k *Clerk) Handle(c bot.Conversation, cmds []bot.Command, now time.Time) bot.Outcome {
	t := &turn{Clerk: k, before: c, c: c, now: now, out: bot.Outcome{Events: make([]bot.Event, 0, usualEvents)}}
	cmds = t.heardNews(t.outLoud(t.summedUp(t.compared(cmds))))
	t.open(cmds)
	for _, cmd := range cmds {
		if quiet, ok := cmd.(bot.SetLanguage); !ok || !quiet.Quiet {
			t.do(cmd)
		}
	}
	t.close()
	return t.out
}

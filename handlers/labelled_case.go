package handlers

import (
	"regexp"
	"slices"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Moment is where a conversation stands when a message of a labelled set comes. It is for
// measuring how messages are read; no conversation of an owner is made from it.
type Moment struct {
	Lang   string            // "" is Spanish
	Asking string            // the open question: a field, bot.AskConsent, bot.AskReview or ""
	Have   map[string]string // answers by field, as they are kept
	Before string            // what was asked before, and answered with the article Topic
	Topic  string
}

// labelledID names the conversations of labelled messages: nobody has it.
const labelledID = "labelled"

// At is a conversation at a moment. A field or the review is asked only of who agreed to
// the current notice, and then the application is a draft; the notice is asked of who has
// not. Answers without a question belong to an application that was sent.
func (k *Clerk) At(m Moment) bot.Conversation {
	c := bot.Conversation{ID: labelledID, Lang: "es", Greeted: true}
	if m.Lang == "en" {
		c.Lang = "en"
	}
	notice := k.notices[c.Lang]
	if m.Asking != "" || len(m.Have) > 0 {
		c = c.Apply(bot.Event{Kind: bot.ConsentAsked, Version: notice})
	}
	if m.Asking != "" && m.Asking != bot.AskConsent || len(m.Have) > 0 {
		c = c.Apply(bot.Event{Kind: bot.Consented, Version: notice})
	}
	for _, f := range k.form.Fields {
		if value := m.Have[f.ID]; value != "" {
			c = c.Apply(bot.Event{Kind: bot.FieldFilled, Field: f.ID, Value: value, Turn: "before"})
		}
	}
	switch {
	case m.Asking == bot.AskReview:
		c = c.Apply(bot.Event{Kind: bot.ReviewShown})
	case k.form.Field(m.Asking) != nil:
		c = c.Apply(bot.Event{Kind: bot.FieldAsked, Field: m.Asking})
	case m.Asking == "" && len(m.Have) > 0:
		c = c.Apply(bot.Event{Kind: bot.Submitted, Value: "PAB-0001"})
	}
	if m.Topic != "" {
		c = c.Apply(bot.Event{Kind: bot.Answered, Note: m.Topic, Text: m.Before})
	}
	return c
}

// Kept is how the value of a Fill would be kept, "" when it cannot be; asked tells that it
// would be asked back first.
func (k *Clerk) Kept(fill bot.Fill) (value string, asked bool) {
	f := k.form.Field(fill.Field)
	if f == nil || kinds[f.Kind] == nil {
		return "", false
	}
	r := kinds[f.Kind](k.form, f, fill.Value)
	if r.Problem != "" {
		return "", false
	}
	return r.Value, fill.Unsure || r.Doubt != ""
}

// moreWords is how many words more than were wanted a value in free words may have: where
// it begins and ends is a matter of taste.
const moreWords = 4

// SameValue tells whether a kept value is the one that a label wants. A choice is compared
// by what is chosen, however it is called; a name by its letters; free words by those that
// say something; the rest as it is kept.
func (k *Clerk) SameValue(field, kept, want string) bool {
	f := k.form.Field(field)
	if f == nil || kept == "" {
		return false
	}
	if kept == want {
		return true
	}
	switch f.Kind {
	case "business", "person":
		return nameLetters(kept) == nameLetters(want)
	case "role", "exports", "text":
		return sameChoice(f, kept, want) || alikeWords(kept, want)
	case "website":
		return strings.EqualFold(kept, want)
	}
	if kinds[f.Kind] == nil {
		return false
	}
	r := kinds[f.Kind](k.form, f, want)
	return r.Problem == "" && r.Value == kept
}

// sameChoice tells whether two values mean the same button. A long one says more than that.
func sameChoice(f *Field, kept, want string) bool {
	a, ok := f.choice(kept)
	b, same := f.choice(want)
	return ok && same && a.ID == b.ID && len(knowledge.Words(kept)) <= len(knowledge.Words(a.Label["es"]))+moreWords
}

// alikeWords tells whether all words of a label stand in a value that has few others. Number
// and gender may differ.
func alikeWords(kept, want string) bool {
	k, w := telling(kept), telling(want)
	return len(w) > 0 && len(k) <= len(w)+moreWords && !slices.ContainsFunc(w, func(word string) bool {
		return !slices.ContainsFunc(k, func(said string) bool { return inflected(said) == inflected(word) })
	})
}

// inflected is a word without the ending by which number and gender show.
func inflected(word string) string {
	return strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(word, "s"), "e"), "oa")
}

// figureMark is a mark within a figure: 12,000.
var figureMark = regexp.MustCompile(`(\d)[.,](\d{3})\b`)

// telling are the words of a value but for those that it may have or not.
func telling(s string) []string {
	return slices.DeleteFunc(knowledge.Words(figureMark.ReplaceAllString(s, "$1$2")), func(w string) bool { return idle[w] })
}

// idle are words that a value may have or not.
var idle = wordSet("el la los las un una unos unas de del en y a al con por para que es son se lo si pues como mas solo mi nos su the an of and")

// nameStarts are words that stand before a name or not.
var nameStarts = wordSet("el la los las the lic licenciada licenciado ing ingeniero ingeniera sr sra don dona mtra dr dra")

// nameLetters are the letters of a name, without what may stand before it: "S.A. de C.V."
// is "SA de CV".
func nameLetters(s string) string {
	words := knowledge.Words(s)
	for len(words) > 1 && nameStarts[words[0]] {
		words = words[1:]
	}
	return strings.Join(words, "")
}

package handlers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// What people wait for from staff: the questions that they have put to the team, and what
// is overdue. Each conversation shows its own; a channel may show those of several in one
// place, so that forty candidates are not forty messages.

// shownWords is how many other words for one question a card lists.
const shownWords = 8

// Open is what a person waits for; false when it is nothing.
func (k *Clerk) Open(c bot.Conversation) (bot.Open, bool) {
	t := &turn{Clerk: k, before: c, c: c}
	o := bot.Open{Conversation: c.ID, Folio: c.App.Folio, Name: t.who(), Lang: t.lang(), Words: c.Put, Holder: c.Holder, Promises: c.Promises}
	return o, len(o.Promises) > 0
}

// Gather picks those who wait for an answer to the same question as one of them, the
// longest waiting first: also who asked it in the words of a third.
func (k *Clerk) Gather(conversation string, all []bot.Open) []bot.Open {
	all = slices.DeleteFunc(slices.Clone(all), func(o bot.Open) bool { return len(o.Words) == 0 })
	slices.SortStableFunc(all, func(a, b bot.Open) int { return owed(a, bot.ForQuestion).Since.Compare(owed(b, bot.ForQuestion).Since) })
	asked := make([][]knowledge.Asking, len(all))
	in := make([]bool, len(all))
	var next []int
	for i, o := range all {
		for _, w := range o.Words {
			asked[i] = append(asked[i], knowledge.AskingOf(w, o.Lang))
		}
		if in[i] = o.Conversation == conversation; in[i] {
			next = append(next, i)
		}
	}
	for len(next) > 0 {
		from := next[0]
		next = next[1:]
		for i := range all {
			if !in[i] && all[i].Lang == all[from].Lang && sameOf(asked[from], asked[i]) {
				in[i], next = true, append(next, i)
			}
		}
	}
	var out []bot.Open
	for i, o := range all {
		if in[i] {
			out = append(out, o)
		}
	}
	return out
}

// sameOf tells whether two people ask the same, and nothing else.
func sameOf(a, b []knowledge.Asking) bool {
	return len(a) == 1 && len(b) == 1 && a[0].Same(b[0])
}

// owed is a promise of somebody who waits; empty when there is none.
func owed(o bot.Open, what string) bot.Promise {
	p, _ := bot.Conversation{Promises: o.Promises}.Owed(what)
	return p
}

// Gaps is the card of a question that some people have put to the team, in their words.
func (k *Clerk) Gaps(all []bot.Open, now time.Time) bot.Message {
	t := &turn{Clerk: k, now: now}
	m := bot.Message{To: bot.ForStaff, Card: bot.GapCard}
	if len(all) == 0 {
		m.Text = t.staffSay("staff.gap.closed")
		return m
	}
	words, by := t.wordsOf(all)
	if len(all) == 1 {
		m.Text = t.staffSay("staff.gap", "words", words[0]) + wordLines(words[1:]) + "\n" + t.staffSay("staff.gap.note", "name", all[0].Name) + "\n" + t.promised(by)
		m.Buttons = []bot.Button{t.staffButton("b.reply", "reply")}
		if who := all[0].Holder; who.ID != "" {
			m.Text += "\n" + t.staffSay("staff.overdue.holder", "who", staffName(who))
		} else {
			m.Buttons = append(m.Buttons, t.staffButton("b.takechat", "take"))
		}
		return m
	}
	n := strconv.Itoa(len(all))
	m.Text = t.staffSay("staff.gap.many", "n", n, "words", words[0]) + wordLines(words[1:min(len(words), 1+shownWords)])
	if all[0].Lang != staffLang {
		m.Text += "\n" + t.staffSay("staff.gap.english")
	}
	m.Text += "\n" + t.staffSay("staff.gap.many.note", "n", n) + "\n" + t.promised(by)
	m.Buttons = []bot.Button{{Label: t.staffSay("b.replyall", "n", n), Payload: payload("act", "answer"), Style: "primary"}}
	return m
}

// wordsOf are the words of all, each once, and the first time that was promised.
func (t *turn) wordsOf(all []bot.Open) (words []string, by bot.Promise) {
	seen := map[string]bool{}
	for i, o := range all {
		for _, w := range o.Words {
			if key := join(knowledge.Words(w)); !seen[key] {
				seen[key] = true
				words = append(words, w)
			}
		}
		p := owed(o, bot.ForQuestion)
		if i == 0 || !p.By.IsZero() && p.By.Before(by.By) {
			by = p
		}
	}
	return words, by
}

func wordLines(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString("\n«" + bot.Escape(w) + "»")
	}
	return b.String()
}

// gapCard shows staff what this person has asked and nobody has answered.
func (t *turn) gapCard() {
	if o, ok := t.Open(t.c); ok && len(o.Words) > 0 {
		m := t.Gaps([]bot.Open{o}, t.now)
		m.Replaces = gapPlace(owed(o, bot.ForQuestion))
		t.toStaff(m)
	}
}

// gapPlace is where the questions stand that one promise is about.
func gapPlace(p bot.Promise) string { return fmt.Sprint(bot.GapPlace, p.Since.Unix()) }

// Place is where the card of somebody who waits stands that is shown with the card of
// another place.
func Place(o bot.Open, place string) string {
	if strings.HasPrefix(place, bot.GapPlace) {
		return gapPlace(owed(o, bot.ForQuestion))
	}
	return place
}

// closeCards shows on the cards of what was owed before that it is owed no more.
func (t *turn) closeCards(before []bot.Promise, put []string) {
	var told time.Time
	for _, p := range before {
		now, open := t.c.Owed(p.For)
		if p.For == bot.ForQuestion && !open && len(put) > 0 {
			t.toStaff(bot.Message{Card: bot.UpdateCard, Text: t.staffSay("staff.gap.closed.words", "words", put[0]) + wordLines(put[1:]), Replaces: gapPlace(p)})
		}
		if p.Broken > 0 && now.Broken == 0 {
			told = latest(told, p.Told)
		}
	}
	if o, _ := t.Open(t.c); !told.IsZero() && !late(o) {
		t.toStaff(bot.Message{Card: bot.UpdateCard, Text: t.staffSay("staff.overdue.closed", "name", t.who()), Replaces: t.OverduePlace(told)})
	}
}

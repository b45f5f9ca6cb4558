package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// away is after how long without a word somebody comes back, and does not just go on.
const away = 24 * time.Hour

// left tells whether somebody left an application half-way, and long enough ago.
func left(c bot.Conversation, now time.Time) bool {
	return c.App.Status == bot.Draft && c.Consent.Given && c.Speaker != bot.PersonSpeaks && !c.LastAt.IsZero() && now.Sub(c.LastAt) >= away
}

// mark is a short name of a text: equal texts have the same.
func mark(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// mostNews is how many changed answers are told at once.
const mostNews = 2

// news are the articles that who comes back was answered with, and whose words are
// others by now. What is no longer quoted is no news.
func (r *reader) news() []bot.Passage {
	if r.t.Actor.Kind != bot.Owner || !left(r.c, r.t.At) {
		return nil
	}
	var out []bot.Passage
	for _, article := range slices.Sorted(maps.Keys(r.c.Quoted)) {
		was := r.c.Quoted[article]
		lang, _, _ := strings.Cut(was, " ")
		a, ok := r.lib.Article(article, lang)
		if !ok || lang != r.lang {
			continue
		}
		if p := passage(a); markOf(p) != was && proved(r.lib, p) {
			out = append(out, p)
		}
	}
	return out
}

// heardNews takes the news from the head of the commands, and gives the others.
func (t *turn) heardNews(cmds []bot.Command) []bot.Command {
	if len(cmds) > 0 {
		if told, ok := cmds[0].(bot.News); ok {
			t.news = told.Changed
			return cmds[1:]
		}
	}
	return cmds
}

// markOf is how the words of an answer are remembered: in which language, and their mark.
func markOf(p bot.Passage) string { return p.Lang + " " + mark(p.Text) }

// cameBack tells whether this turn is the first after days, with an application open.
func (t *turn) cameBack() bool {
	return t.why != "act" && t.why != "remind" && left(t.before, t.now)
}

// capsule says once to who comes back what is done, what is missing and what has changed
// meanwhile, before the question that is open. Who answers at once needs only the last.
func (t *turn) capsule(brief bool) bool {
	if t.resumed || !t.cameBack() {
		return false
	}
	t.resumed = true
	var lines []string
	if !brief {
		lines = t.whereItStands()
	}
	m := bot.Message{}
	if len(t.news) > 0 {
		lines = append(lines, t.say(counted("back.changed", len(t.news)), "n", strconv.Itoa(len(t.news))))
		for i, p := range t.news {
			t.event(bot.Event{Kind: bot.Corrected, Note: p.Article, Version: p.Version, Value: markOf(p)})
			if i < mostNews {
				m.Buttons = append(m.Buttons, bot.Button{Label: short(p.Title, 60), Payload: payload("art", p.Article)})
			}
		}
	}
	if list := t.newQuestions(); len(list) > 0 {
		lines = append(lines, t.say("back.form", "list", t.inSentence(list)))
	}
	t.seeForm()
	if len(lines) == 0 {
		return false
	}
	m.Text = strings.Join(lines, "\n")
	t.tell(m)
	return true
}

// whereItStands is what is done and what is missing, a line each.
func (t *turn) whereItStands() []string {
	var have, lack []*Field
	for _, f := range t.asked(t.c) {
		if _, ok := t.c.App.Answers[f.ID]; ok {
			have = append(have, f)
		} else {
			lack = append(lack, f)
		}
	}
	done, total := strconv.Itoa(len(have)), strconv.Itoa(len(have)+len(lack))
	lines := []string{t.say("back.none", "total", total)}
	if len(have) > 0 {
		lines[0] = t.say("back.done", "done", done, "total", total, "list", t.inSentence(have))
	}
	if len(lack) > 0 && len(have) > 0 {
		lines = append(lines, t.say("back.missing", "list", t.inSentence(lack)))
	}
	return lines
}

// inSentence lists fields within a sentence: "negocio, RFC, estado".
func (t *turn) inSentence(fields []*Field) string {
	var out []string
	for _, f := range fields {
		label := f.Label[t.lang()]
		if label != strings.ToUpper(label) {
			label = lower(label)
		}
		out = append(out, label)
	}
	return strings.Join(out, ", ")
}

// requiredNow names the required fields of the form.
func (k *Clerk) requiredNow() string {
	var ids []string
	for _, f := range k.form.Asked() {
		if f.Required {
			ids = append(ids, f.ID)
		}
	}
	return join(ids)
}

// newQuestions are the required fields that were none when the owner was told of the form.
func (t *turn) newQuestions() []*Field {
	if t.c.App.Form == "" {
		return nil
	}
	told := strings.Fields(t.c.App.Form)
	var out []*Field
	for _, f := range t.missing() {
		if !slices.Contains(told, f.ID) {
			out = append(out, f)
		}
	}
	return out
}

// seeForm remembers which fields are required, as the owner is told.
func (t *turn) seeForm() {
	if now := t.requiredNow(); t.c.App.Form != now {
		t.event(bot.Event{Kind: bot.FormSeen, Text: now})
	}
}

// outdated tells whether consent was given to a notice that is no longer the one, in
// any language.
func (k *Clerk) outdated(c bot.Consent) bool {
	for _, version := range k.notices {
		if version == c.Version {
			return false
		}
	}
	return c.Given && c.Version != ""
}

// consented tells whether answers may be kept: the person agreed to the notice of today.
func (t *turn) consented() bool { return t.TakesData(t.c) }

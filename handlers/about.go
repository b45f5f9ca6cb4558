package handlers

import (
	"strings"

	"pabellon/bot"
)

// What people do to an older message of the bot: they reply to it, quote a stretch of it,
// or react to it with an emoji.

// thumbs are the reactions that say what an answer was worth; others only wave.
var thumbs = map[string]bool{"👍": true, "❤": true, "🔥": true, "👏": true, "💯": true, "🙏": true, "👌": true, "🏆": true,
	"👎": false, "💩": false, "🤮": false, "🥱": false, "😡": false, "🤬": false}

// reacted reads a reaction: to an answer it is a vote, to anything else nothing.
func (r *reader) reacted() []bot.Command {
	article := r.articleAbout()
	up, ok := thumbs[strings.TrimSuffix(r.t.About.React, "\uFE0F")]
	if article == "" || !ok {
		return nil
	}
	return []bot.Command{bot.Vote{Article: article, Up: up, Quiet: true}}
}

// articleAbout is the article of the answer that a turn is about; "" when it is about none.
func (r *reader) articleAbout() string {
	if r.t.About == nil || r.t.About.Message == nil || len(r.t.About.Message.Sources) == 0 {
		return ""
	}
	return r.t.About.Message.Sources[0].ID
}

// lookBack reads a reply in the light of what it replies to: a question that was asked
// further up is the open one for this message, and an answer further up its subject. It
// returns the field that is answered so, or "".
func (r *reader) lookBack() string {
	if r.t.About == nil || r.t.About.Message == nil || r.c.Speaker == bot.PersonSpeaks {
		return ""
	}
	if article := r.articleAbout(); article != "" {
		r.c.Topic, r.c.LastAt = article, r.t.At
	}
	f := r.form.Field(r.t.About.Message.Asking)
	if f == nil || f.ID == r.c.Asking || !r.takesAnswers() {
		return ""
	}
	r.c.Asking, r.c.Doubt, r.c.Estimate.Asking = f.ID, "", ""
	return f.ID
}

// named tells of the values for a field that they are for it, whatever is asked now.
func named(cmds []bot.Command, field string) []bot.Command {
	if field == "" {
		return cmds
	}
	for i, cmd := range cmds {
		if fill, ok := cmd.(bot.Fill); ok && fill.Field == field {
			fill.Named, fill.Unsure = true, false
			cmds[i] = fill
		}
	}
	return cmds
}

// mostLeaning is how many words a question has that only points at what was quoted.
const mostLeaning = 5

// withQuote puts the stretch that was quoted behind a question that points at it: "¿y
// esto qué es?".
func (r *reader) withQuote(text string) string {
	if r.t.About == nil || r.t.About.Quote == "" || len(strings.Fields(text)) > mostLeaning || !asks(text) {
		return text
	}
	return strings.TrimSpace(text) + " " + beginning(clean(r.t.About.Quote))
}

// forwarded reads what somebody else wrote: it answers no question of the form, but it
// may be a question that the articles answer.
func (r *reader) forwarded(text string) []bot.Command {
	if asks(text) {
		if ask := r.askAbout(text, ""); ask.Found.Sure == bot.SureAnswer || ask.Found.Sure == bot.Unsafe || ask.Found.Sure == bot.Distress {
			return []bot.Command{ask}
		}
	}
	return []bot.Command{bot.Sent{What: "forwarded"}}
}

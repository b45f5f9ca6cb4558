package handlers

import (
	"cmp"
	"slices"

	"pabellon/bot"
)

// shownSources is how many sources stand under an answer.
const shownSources = 2

// ask answers a question, offers what is near, or says that it is not known.
func (t *turn) ask(cmd bot.Ask) {
	t.again = t.busy()
	switch {
	case cmd.Found.Sure == bot.SureAnswer && len(cmd.Found.Passages) > 0:
		t.answer(cmd.Question, cmd.Found)
	case cmd.Found.Sure == bot.NearOnly && len(cmd.Found.Passages) > 0:
		t.near(cmd)
	case cmd.Found.Sure == bot.NoWords:
		t.again = false
		t.unclear(bot.Unclear{})
	case cmd.Found.Sure == bot.OffTopic:
		t.tell(bot.Message{Text: t.say("off_topic"), Buttons: t.menu()})
	case cmd.Found.Sure == bot.Distress:
		t.tell(bot.Message{Text: t.say("distress"), Buttons: []bot.Button{t.button("b.human", "human")}})
	case cmd.Found.Sure == bot.Unsafe:
		t.tell(bot.Message{Text: t.say("unsafe"), Buttons: []bot.Button{t.button("b.human", "human")}})
	default:
		t.unknown(cmd.Question)
	}
}

func (t *turn) answer(question string, found bot.Found) {
	p := found.Passages[0]
	t.event(bot.Event{Kind: bot.Answered, Note: p.Article, Version: p.Version, Value: markOf(p), Text: short(question, maxValue)})
	var buttons []bot.Button
	if p.HasMore {
		buttons = append(buttons, t.button("b.more", "more", p.Article))
	}
	buttons = append(buttons, t.button("b.up", "up", p.Article), t.button("b.down", "down", p.Article))
	buttons = append(buttons, t.costButtons(p)...)
	if t.c.App.Status == bot.NoApplication && !t.busy() && len(buttons) < mostButtons {
		buttons = append(buttons, t.button("b.apply", "apply"))
	}
	t.tell(bot.Message{Text: cmp.Or(found.Words, p.Text), Sources: sourcesOf(p), Buttons: buttons})
}

// mostButtons is how many stand under an answer.
const mostButtons = 5

// costButtons are the next steps after an answer on money: the sums, and a quote.
func (t *turn) costButtons(p bot.Passage) []bot.Button {
	switch {
	case t.busy():
		return nil
	case slices.Contains(p.Topics, "logistica"):
		return []bot.Button{t.button("b.shipsum", "est", "begin")}
	case slices.Contains(p.Topics, "costos"):
		return []bot.Button{t.button("b.worth", "est", "begin"), t.button("b.quote", "quote", p.Article)}
	case slices.Contains(p.Topics, "seguro"):
		return []bot.Button{t.button("b.worth", "est", "begin")}
	}
	return nil
}

func sourcesOf(p bot.Passage) []bot.Source {
	return p.Sources[:min(len(p.Sources), shownSources)]
}

// near asks which of the nearest articles was meant.
func (t *turn) near(cmd bot.Ask) {
	t.event(bot.Event{Kind: bot.Unanswered, Text: short(cmd.Question, maxValue)})
	var buttons []bot.Button
	for _, p := range cmd.Found.Passages[:min(len(cmd.Found.Passages), 3)] {
		buttons = append(buttons, bot.Button{Label: short(p.Title, 60), Payload: payload("art", p.Article)})
	}
	buttons = append(buttons, t.button("b.team", "team"))
	if t.c.App.Status == bot.NoApplication && !t.busy() {
		buttons = append(buttons, t.button("b.apply", "apply"))
	}
	t.tell(bot.Message{Text: t.say("near"), Buttons: buttons, Unknown: true})
}

func (t *turn) unknown(question string) {
	t.event(bot.Event{Kind: bot.Unanswered, Text: short(question, maxValue)})
	if !t.busy() && !t.aloud { // else a plain "yes" answers the open question
		t.offer("team", "", "")
	}
	t.tell(bot.Message{Text: t.say("unknown"), Unknown: true,
		Buttons: []bot.Button{t.button("b.team", "team"), t.button("b.nothanks", "no")}})
}

// more says the rest of an answer.
func (t *turn) more(cmd bot.More) {
	t.again = t.busy()
	if cmd.Passage.Text == "" {
		t.tell(bot.Message{Text: t.say("more.none")})
		return
	}
	buttons := []bot.Button{t.button("b.up", "up", cmd.Passage.Article), t.button("b.down", "down", cmd.Passage.Article)}
	t.tell(bot.Message{InPlace: true, Lead: cmd.Short, Text: cmd.Passage.Text, Sources: cmd.Passage.Sources[:min(len(cmd.Passage.Sources), 2*shownSources)],
		Buttons: append(buttons, t.costButtons(cmd.Passage)...)})
}

func (t *turn) vote(cmd bot.Vote) {
	value, key := "down", "vote.sorry"
	if cmd.Up {
		value, key = "up", "vote.thanks"
	}
	t.event(bot.Event{Kind: bot.Voted, Note: cmd.Article, Value: value})
	if cmd.Quiet && cmd.Up {
		return
	}
	m := bot.Message{Text: t.say(key)}
	if !cmd.Up {
		m.Buttons = []bot.Button{t.button("b.human", "human")}
	}
	t.tell(m)
	t.again = t.busy()
}

// askTeam puts a question to staff, as a gap card: the one that is given, or the
// last that was not answered.
func (t *turn) askTeam(question string) {
	t.again = t.busy()
	if question == "" {
		question = t.c.Unknown
	}
	if t.c.Offer.Kind == "team" {
		t.event(bot.Event{Kind: bot.OfferClosed})
	}
	if question == "" {
		t.tell(bot.Message{Text: t.say("team.nothing")})
		return
	}
	t.event(bot.Event{Kind: bot.Forwarded, Text: question})
	t.tell(bot.Message{Text: t.say("team.asked", "when", t.when(t.promise(bot.ForQuestion)))})
	t.gapCard()
}

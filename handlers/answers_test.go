package handlers

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
)

// passages are as many as the knowledge may find; the first one has two sources too many.
func passages(n int) []bot.Passage {
	out := []bot.Passage{{Article: "costo-membresia", Version: "v7", Title: "¿Cuánto cuesta?", Text: "1,500 dólares (2018).", HasMore: true,
		Sources: []bot.Source{{ID: "a", Title: "A"}, {ID: "b", Title: "B"}, {ID: "c", Title: "C"}, {ID: "d", Title: "D"}, {ID: "e", Title: "E"}}},
		{Article: "envio", Title: strings.Repeat("envío ", 30)}, {Article: "aduana", Title: "Aduana"}, {Article: "cuarto", Title: "Cuarto"}}
	return out[:n]
}

func ask(sure bot.Sureness, n int) bot.Ask {
	return bot.Ask{Question: "¿cuánto cuesta?", Found: bot.Found{Sure: sure, Passages: passages(n)}}
}

func TestAnAnswerShowsItsSourcesAndIsKeptWithItsVersion(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, greeted("es"), ask(bot.SureAnswer, 3))
	m := only(t, out, bot.Person)
	if m.Text != "1,500 dólares (2018)." || m.Unknown || len(m.Sources) != shownSources || m.Sources[0].ID != "a" {
		t.Errorf("said %q with %v", m.Text, m.Sources)
	}
	if got := taps(m); got != "more:costo-membresia up:costo-membresia down:costo-membresia apply" {
		t.Errorf("buttons %q", got)
	}
	if e, _ := eventOf(out, bot.Answered); e.Note != "costo-membresia" || e.Version != "v7" || e.Text != "¿cuánto cuesta?" {
		t.Errorf("kept %+v", e)
	}
	if c.Topic != "costo-membresia" || c.Unknown != "" {
		t.Errorf("topic %q, unknown %q", c.Topic, c.Unknown)
	}
}

func TestAShortAnswerHasNoMore(t *testing.T) {
	clerk := testClerk(t)
	cmd := ask(bot.SureAnswer, 1)
	cmd.Found.Passages[0].HasMore = false
	if out, _ := do(clerk, greeted("es"), cmd); strings.Contains(taps(only(t, out, bot.Person)), "more") {
		t.Error("there is no more, and a button for it")
	}
}

func TestApplyIsOfferedUnderAnAnswerOnlyToWhoHasNotBegun(t *testing.T) {
	clerk := testClerk(t)
	for name, c := range map[string]bot.Conversation{"asked for consent": greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked}),
		"in the form": inForm("rfc"), "sent": sentForm(bot.SubmittedStatus)} {
		out, _ := do(clerk, c, ask(bot.SureAnswer, 1))
		if got := taps(to(out, bot.Person)[0]); strings.Contains(got, "apply") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestWhatIsNearIsOfferedAsThreeButtonsTheTeamAndApplying(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, greeted("es"), ask(bot.NearOnly, 4))
	m := only(t, out, bot.Person)
	if got := taps(m); got != "art:costo-membresia art:envio art:aduana team apply" {
		t.Errorf("buttons %q", got)
	}
	for _, b := range m.Buttons {
		if utf8.RuneCountInString(b.Label) > 60 {
			t.Errorf("a button is too wide: %q", b.Label)
		}
	}
	if !m.Unknown || len(m.Sources) != 0 || c.Unknown != "¿cuánto cuesta?" || c.Topic != "" {
		t.Errorf("unknown %v, sources %v, kept %q, topic %q", m.Unknown, m.Sources, c.Unknown, c.Topic)
	}
}

func TestWhatIsNotKnownIsSaidSoWithoutSources(t *testing.T) {
	clerk := testClerk(t)
	for name, cmd := range map[string]bot.Ask{"nothing found": ask(bot.NotKnown, 0), "something far": ask(bot.NotKnown, 3),
		"an answer without a passage": ask(bot.SureAnswer, 0), "near, without a passage": ask(bot.NearOnly, 0), "nothing said": {Question: "?"}} {
		out, c := do(clerk, greeted("es"), cmd)
		m := only(t, out, bot.Person)
		if !m.Unknown || len(m.Sources) != 0 || taps(m) != "team no" || m.Text != clerk.words["es"]["unknown"] {
			t.Errorf("%s: %q %q %v", name, m.Text, taps(m), m.Sources)
		}
		if c.Unknown != cmd.Question || c.Offer.Kind != "team" {
			t.Errorf("%s: kept %q, a yes means %q", name, c.Unknown, c.Offer.Kind)
		}
	}
}

// In the middle of the form a plain yes must not ask the team: it answers the question.
func TestADigressionThatIsNotKnownOffersNothingToAYes(t *testing.T) {
	clerk := testClerk(t)
	for _, asking := range []string{"email", bot.AskConsent, bot.AskReview} {
		c := inForm(asking)
		out, next := do(clerk, c, ask(bot.NotKnown, 0))
		if next.Offer.Kind != "" || next.Asking != asking || next.Tries != 0 {
			t.Errorf("asking %s: offer %q, now asking %q, tries %d", asking, next.Offer.Kind, next.Asking, next.Tries)
		}
		if last := out.Messages[len(out.Messages)-1]; last.Asking != asking || len(last.Sources) != 0 {
			t.Errorf("asking %s: the last message is %q", asking, last.Text)
		}
	}
}

func TestADigressionIsAnsweredAndTheQuestionComesAgainShorter(t *testing.T) {
	clerk := testClerk(t)
	for lang, want := range map[string]string{"es": "Seguimos: ¿a qué correo te escribimos?", "en": "Back to it: Which e-mail address can we write to?"} {
		c := inForm("email").Apply(bot.Event{Kind: bot.LanguageSet, Value: lang}, bot.Event{Kind: bot.FieldFailed, Field: "email"})
		out, next := do(clerk, c, ask(bot.SureAnswer, 1))
		if len(out.Messages) != 2 || out.Messages[1].Text != want || len(out.Messages[0].Sources) == 0 {
			t.Errorf("%s: %q", lang, said(out, bot.Person))
		}
		if next.Tries != 1 || next.Asking != "email" {
			t.Errorf("%s: the digression counts: tries %d, asking %q", lang, next.Tries, next.Asking)
		}
	}
}

func TestMoreSaysTheRestWithItsSources(t *testing.T) {
	clerk := testClerk(t)
	p := passages(1)[0]
	p.Text = "El resto."
	out, _ := do(clerk, greeted("es"), bot.More{Passage: p})
	if m := only(t, out, bot.Person); m.Text != "El resto." || len(m.Sources) != 2*shownSources || taps(m) != "up:costo-membresia down:costo-membresia" {
		t.Errorf("%q %q %v", m.Text, taps(m), m.Sources)
	}
	out, _ = do(clerk, greeted("es"), bot.More{})
	if m := only(t, out, bot.Person); m.Text != clerk.words["es"]["more.none"] || len(m.Sources) != 0 {
		t.Errorf("with nothing more: %q", m.Text)
	}
}

func TestAVoteIsKeptWithItsArticle(t *testing.T) {
	clerk := testClerk(t)
	for up, want := range map[bool]string{true: "up", false: "down"} {
		out, _ := do(clerk, greeted("es"), bot.Vote{Article: "aduana", Up: up})
		if e, _ := eventOf(out, bot.Voted); e.Note != "aduana" || e.Value != want {
			t.Errorf("kept %+v", e)
		}
		if m := only(t, out, bot.Person); (taps(m) == "human") == up {
			t.Errorf("%s: buttons %q", want, taps(m))
		}
	}
}

func TestTheTeamGetsTheQuestionOnceAndWhoAskedIt(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, greeted("es"), ask(bot.NotKnown, 0))
	out, c := do(clerk, c, bot.AskTeam{})
	m := only(t, out, bot.ForStaff)
	if m.Card != bot.GapCard || !strings.Contains(m.Text, "¿cuánto cuesta?") || !strings.Contains(m.Text, "Alguien sin solicitud") || taps(m) != "act:reply act:take" {
		t.Errorf("staff get %q %q", m.Text, taps(m))
	}
	if e, _ := eventOf(out, bot.Forwarded); e.Text != "¿cuánto cuesta?" || c.Unknown != "" || c.Offer.Kind != "" {
		t.Errorf("kept %+v, unknown %q, offer %q", e, c.Unknown, c.Offer.Kind)
	}
	if out, _ = do(clerk, c, bot.AskTeam{}); len(to(out, bot.ForStaff)) != 0 || said(out, bot.Person) != clerk.words["es"]["team.nothing"] {
		t.Errorf("again: %q, staff %q", said(out, bot.Person), said(out, bot.ForStaff))
	}
}

func TestAYesAfterIDoNotKnowAsksTheTeam(t *testing.T) {
	clerk := testClerk(t)
	_, asked := do(clerk, greeted("es"), ask(bot.NotKnown, 0))
	if out, _ := do(clerk, asked, bot.Yes{}); len(to(out, bot.ForStaff)) != 1 {
		t.Errorf("a yes: %q", said(out, bot.ForStaff))
	}
	out, c := do(clerk, asked, bot.No{})
	if len(to(out, bot.ForStaff)) != 0 || c.Offer.Kind != "" {
		t.Errorf("a no: %q, offer %q", said(out, bot.ForStaff), c.Offer.Kind)
	}
	_, c = do(clerk, asked, bot.Help{})
	if out, _ = do(clerk, c, bot.Yes{}); len(to(out, bot.ForStaff)) != 0 {
		t.Error("a yes to something else asks the team")
	}
}

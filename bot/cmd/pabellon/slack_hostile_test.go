package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
	"pabellon/handlers"
	"pabellon/knowledge"
)

// spite is what owners and colleagues may write to make Slack do something, or refuse.
var spite = []string{"<!channel>", "<!here|x>", "<@U0LAURA>", "<#C0CANDIDATOS|x>", "<https://evil.example|ProMéxico>", "&lt;!everyone&gt;", "&amp;", "*", "_x_", "~", "`", "```",
	"\n", "> ", ":tada:", "\u202e", "\u2066", "\u200b", "\x00", "\x07", "ñandú", "👩🏽‍🌾", "**a**", "\\", "[a](https://b.example)", strings.Repeat("Á", 3000), strings.Repeat("largo ", 500), " ", "«", "»", `{"a":1}`, "\xff"}

func spiteful(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(spite[r.IntN(len(spite))])
	}
	return b.String()
}

// stage is a program in which everybody is called something of that kind.
type stage struct {
	slack.Backend // nil: what is not here is not asked
	clerk         *handlers.Clerk
	c             bot.Conversation
	words         func() string
	now           time.Time
}

func (s *stage) Accept(context.Context, ...bot.Turn) error { return nil }
func (s *stage) Now() time.Time                            { return s.now }
func (s *stage) Candidate(context.Context, string) (bot.Message, error) {
	return s.clerk.Card(s.c, s.now), nil
}

func (s *stage) Group(_ context.Context, _, place string) (g slack.Group, err error) {
	o, _ := s.clerk.Open(s.c)
	for i := range 30 {
		each := o
		each.Conversation, each.Words = fmt.Sprint("telegram:", i), []string{s.words(), s.words()}
		g.Members = append(g.Members, each)
	}
	if g.Message = s.clerk.Overdue(g.Members, s.now); strings.HasPrefix(place, bot.GapPlace) {
		g.Message = s.clerk.Gaps(g.Members, s.now)
	}
	return g, nil
}

func (s *stage) Overview(context.Context) (bot.Overview, error) {
	o := bot.Overview{Since: s.now.Add(-week), Until: s.now, Approved: 27, Target: 100, New: 3, WaitingTotal: 99, Losing: []bot.Loss{{Field: "rfc", Count: 2}}, UnansweredTotal: 9}
	for i := range bot.MostWaiting {
		brief := bot.Brief{Conversation: fmt.Sprint("telegram:", i), Folio: "PAB-0001", Business: s.words(), State: s.words(), Since: s.now, Status: bot.SubmittedStatus}
		o.Waiting = append(o.Waiting, brief)
		brief.Holder = bot.Actor{ID: "U0LAURA", Name: s.words()}
		o.Held = append(o.Held, brief, brief, brief)
		o.Unanswered = append(o.Unanswered, bot.Asked{Words: s.words(), Count: i})
	}
	return o, nil
}

func (s *stage) Inquiry(text string) bot.Inquiry { return s.clerk.Inquiry(text) }

func (s *stage) Answer(_ context.Context, q bot.Inquiry, by bot.Actor) (bot.Report, error) {
	var all []bot.Conversation
	var listed []bot.Listed
	var asked []handlers.Unanswered
	for i := range 60 {
		c := s.c
		c.ID = fmt.Sprint("telegram:", i)
		if i%2 == 0 {
			c.Holder = bot.Actor{ID: by.ID, Name: s.words()}
		}
		all = append(all, c)
		listed = append(listed, bot.Listed{Conversation: c.ID, Folio: "PAB-0001", Status: bot.SubmittedStatus, Holder: c.Holder, Submitted: s.now,
			Fields: map[string]string{"business": s.words(), "state": s.words(), "products": s.words(), "contact": s.words()}})
		asked = append(asked, handlers.Unanswered{Conversation: c.ID, Text: s.words(), At: s.now})
	}
	switch q.Verb {
	case bot.FindVerb:
		return s.clerk.ReportFound(q.Text, listed[:handlers.MostListed], len(listed), s.now), nil
	case bot.WaitingVerb:
		return s.clerk.ReportWaiting(all, by.ID, s.now), nil
	case bot.GapsVerb:
		return s.clerk.ReportGaps(asked, s.now), nil
	case bot.StopVerb:
		return s.clerk.ReportNoArticle(q.Text, []string{s.words()}), nil
	}
	return s.clerk.ReportHelp(q.Text), nil
}

func (s *stage) Draft(_ context.Context, text string, _ ...string) (bot.DraftArticle, error) {
	return s.clerk.Draft(text, s.words()), nil
}

// talk is a candidate of whom everything that is typed is spiteful.
func (s *stage) talk() {
	s.c = bot.Conversation{ID: "telegram:0", Lang: "es", Greeted: true, Put: []string{s.words()},
		App:      bot.Application{Folio: "PAB-0001", Status: bot.SubmittedStatus, Submitted: s.now, Answers: map[string]bot.Answer{}},
		Promises: []bot.Promise{{For: bot.ForQuestion, Since: s.now, Broken: 1, Late: s.now}, {For: bot.ForApplication, Since: s.now, By: s.now, Broken: 1, Late: s.now}}}
	for _, f := range s.clerk.Form().Fields {
		s.c.App.Answers[f.ID] = bot.Answer{Value: s.words(), Before: s.words(), At: s.now}
	}
	for range 12 {
		s.c.App.Documents = append(s.c.App.Documents, bot.Document{Name: bot.CleanName(s.words(), "application/pdf"), Hash: "x", Type: "application/pdf"})
	}
}

// told is everything that staff are told when colleagues act on the candidate.
func (s *stage) told() (out []bot.Message) {
	c := s.c
	for _, act := range []bot.Act{{Action: "take"}, {Action: "assign", Assignee: bot.Actor{Kind: bot.Staff, ID: "U0LAURA", Name: s.words()}}, {Action: "note"}, {Action: "ask"},
		{Action: "reply"}, {Action: "correct", On: 1}, {Action: "retract", On: 2}, {Action: "seen"}, {Action: "decline"}, {Action: s.words()}} {
		act.By, act.Text = bot.Actor{Kind: bot.Staff, ID: "U0OTHER", Name: s.words()}, s.words()+"x"
		act.Files = []bot.Received{{Document: bot.Document{Name: s.words()}, Problem: bot.FileOfNoUse}}
		o := s.clerk.Handle(c, []bot.Command{act}, s.now)
		c = c.Apply(o.Events...)
		out = append(out, o.Messages...)
	}
	o, _ := s.Overview(context.Background())
	desk := s.clerk.Handle(bot.Conversation{ID: bot.DeskConversation}, []bot.Command{bot.Tally{Overview: o}, bot.Remind{Key: handlers.DigestKey}}, s.now)
	return append(out, desk.Messages...)
}

// TestWhateverPeopleAreCalledSlackShowsItAsText: on every surface of the desk, nothing is
// refused, nobody is pinged, and no blocks are left out.
func TestWhateverPeopleAreCalledSlackShowsItAsText(t *testing.T) {
	t.Parallel()
	library, _ := knowledge.Load(knowledge.Embedded())
	about := programmeOptions{OrgName: "ProMéxico", ProgramTarget: "100", ProgramApproved: "24", TimeZone: "America/Mexico_City", BusinessHours: "09:00-18:00"}.read(&mistakes{})
	clerk, err := newClerk(about, func() *knowledge.Library { return library })
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 6))
		var mu sync.Mutex
		s := &stage{clerk: clerk, now: time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC), words: func() string { mu.Lock(); defer mu.Unlock(); return spiteful(r) }}
		s.talk()
		if !t.Run(fmt.Sprint(seed), func(t *testing.T) { perform(t, s) }) {
			return
		}
	}
}

// scene is a desk in which one of the team sees everything.
type scene struct {
	*testing.T
	*stage
	fake  *slacktest.Server
	slack *slack.Slack
	laura *slacktest.Person
	log   strings.Builder
}

// perform has everything shown once.
func perform(t *testing.T, s *stage) {
	fake, err := slacktest.New(slacktest.Options{Scopes: slack.Scopes()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fake.Close)
	a := &scene{T: t, stage: s, fake: fake, laura: fake.Person(slacktest.Profile{ID: "U0LAURA", Name: s.words() + "L"})}
	fake.AddChannel(slacktest.Room{ID: staffRoom, Name: "candidatos", Private: true, Members: []string{"U0LAURA"}})
	a.slack, err = slack.New(s, slack.Options{BotToken: fake.BotToken(), AppToken: fake.AppToken(), API: fake.URL(), Desk: staffRoom, Words: deskWords(s.clerk),
		Roles: slack.Roles{Admins: []string{"U0LAURA"}}, Log: slog.New(slog.NewTextHandler(&a.log, nil))})
	a.do(err)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { a.slack.Run(ctx) })
	func() {
		defer running.Wait()
		defer cancel()
		a.until("the socket is open", func() bool { return fake.Sockets() > 0 })
		a.visits(a.sends())
	}()
	for _, call := range fake.Refused() {
		t.Errorf("%s was refused: %s %v", call.Method, call.Error, call.Messages)
	}
	if pings := fake.Pings(); len(pings) > 0 {
		t.Errorf("somebody was pinged: %+v", pings)
	}
	if said := a.log.String(); strings.Contains(said, "this is a bug") || strings.Contains(said, "level=ERROR") {
		t.Error(said)
	}
}

func (a *scene) until(what string, holds func() bool) {
	a.Helper()
	a.do(a.fake.Until(a.Context(), what, holds))
}

func (a *scene) do(err error) {
	a.Helper()
	if err != nil {
		a.Fatal(err)
	}
}

// sends says everything that is told to staff, and gives the time that names the card.
func (a *scene) sends() (card string) {
	all := []bot.Message{a.clerk.Card(a.c, a.now), {To: bot.ForStaff, Replaces: bot.GapPlace + "1"}, {To: bot.ForStaff, Replaces: bot.OverduePlace + "2026-11-23"}}
	for i, m := range append(all, a.told()...) {
		m.Documents = nil // their bytes are not here
		whose := map[bool]string{true: a.c.ID, false: "slack:U0LAURA"}[m.To == bot.ForStaff]
		receipt, err := a.slack.Send(a.Context(), bot.Delivery{ID: fmt.Sprint(i), Conversation: whose, Message: m})
		a.do(err)
		if _, ts, _ := strings.Cut(receipt, " "); i == 0 {
			card = ts
		}
	}
	if n := len(a.fake.Called("chat.postMessage")); n < 15 {
		a.Errorf("only %d messages were said", n)
	}
	return card
}

// visits opens everything that can be opened.
func (a *scene) visits(card string) {
	modal := func(callback, words string) {
		a.Helper()
		a.until("a modal is full", func() bool {
			v := a.fake.Modal("U0LAURA")
			return v != nil && v.CallbackID == callback && strings.Contains(string(v.Blocks), words)
		})
	}
	a.laura.OpenHome()
	a.until("the home tab is shown", func() bool { return a.fake.Home("U0LAURA") != nil })
	for n, text := range []string{"buscar " + a.words(), "pendientes", "conocimiento huecos", "conocimiento detener " + a.words(), a.words()} {
		a.do(a.laura.Slash(slack.Command, text, staffRoom))
		a.until("it is answered", func() bool { return len(a.fake.Ephemeral("U0LAURA")) == n+1 })
	}
	a.do(a.laura.Click(staffRoom, card, "Ver todo"))
	modal("", "PAB-0001")
	a.do(a.laura.Click(staffRoom, card, "Pedir información"))
	modal("act.write", "PAB-0001")
	text := []rune("x<!channel>" + strings.ToValidUTF8(a.words(), ""))
	a.do(a.laura.Submit(map[string]any{"text": string(text[:min(len(text), 2000)])}))
	modal("act.send", "!channel")
	ts, err := a.laura.Write(staffRoom, "x"+a.words())
	a.do(err)
	a.do(a.laura.Shortcut(slack.SaveShortcut, staffRoom, ts))
	modal(slack.SaveShortcut, "body")
}

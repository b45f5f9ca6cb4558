package handlers

import (
	"slices"
	"time"

	"pabellon/bot"
)

// turn is one call of Handle: the conversation as it becomes, and what is decided so far.
type turn struct {
	*Clerk
	before bot.Conversation
	c      bot.Conversation
	now    time.Time
	out    bot.Outcome

	lead    []string      // sentences that stand before the next question, in the same message
	noted   []string      // fields that were filled, to be read back in one sentence
	again   bool          // the open question comes again at the end
	fresh   bool          // … as a new question: whole, not "Seguimos: …"
	why     string        // the command at work, kept with each message
	news    []bot.Passage // answers that the owner was given, and that are others by now
	resumed bool          // who came back was told where things stand
	rang    string        // the timer that is due, when the clock brought the turn

	papers   []bot.Document // of which is said at the end what they look like
	offering string         // the document of which what was read is offered then

	changes []change     // what the owner changed after sending, to be told to staff at once
	known   []bot.Twin   // the twins that were known before this turn
	looked  bool         // … and they were looked for in this turn
	summary string       // of what is being sent, for staff
	tally   bot.Overview // how the programme stands, when that was counted for this turn
	nudged  bool         // this turn is itself one that a twin asked for

	aloud     bool // others read along: see aloud.go
	elsewhere bool // … and they want something that is done elsewhere
}

func (t *turn) lang() string {
	if t.c.Lang == "" {
		return "es"
	}
	return t.c.Lang
}

// say gives a phrase in the person's language.
func (t *turn) say(key string, pairs ...string) string {
	if _, ok := t.words[t.lang()]["aloud."+key]; ok && t.aloud {
		key = "aloud." + key
	}
	if _, ok := t.words[t.lang()][key+".model"]; ok && t.Model { // who reads along is said
		key += ".model"
	}
	return t.words.say(t.lang(), key, append(pairs, "org", t.Org)...)
}

// event records a fact and folds it in, so that the next command sees it.
func (t *turn) event(e bot.Event) {
	e.At = t.now
	t.out.Events = append(t.out.Events, e)
	t.c = t.c.Apply(e)
}

// tell says something to the person.
func (t *turn) tell(m bot.Message) {
	m.To, m.Why, m.Lang = bot.Person, t.why, t.lang()
	if t.aloud {
		m.Buttons = aloudButtons(m.Buttons)
	}
	t.out.Messages = append(t.out.Messages, m)
}

// open does what every turn begins with: the first greeting, and forgetting an
// offer that this turn does not answer.
func (t *turn) open(cmds []bot.Command) {
	if len(cmds) == 0 {
		return
	}
	switch cmds[0].(type) {
	case bot.Act, bot.Remind, bot.Apologise, bot.Reach, bot.Tally:
		return
	}
	if !t.c.Gone.IsZero() {
		t.reach(false)
	}
	if give, ok := cmds[0].(bot.Give); !ok || give.Album != t.c.Album.ID {
		t.albumTold()
	}
	if t.c.Speaker == bot.Returning {
		t.event(bot.Event{Kind: bot.BackForGood})
	}
	if _, ok := cmds[0].(bot.Overheard); ok {
		return
	}
	if t.c.Offer.Kind != "" && !answersOffer(cmds[0]) {
		t.event(bot.Event{Kind: bot.OfferClosed})
	}
	if quiet, ok := cmds[0].(bot.SetLanguage); ok && quiet.Quiet {
		t.setLanguage(quiet)
		cmds = cmds[1:]
	}
	if t.c.Greeted || len(cmds) == 0 {
		return
	}
	switch cmd := cmds[0].(type) {
	case bot.Start, bot.Greet, bot.SetLanguage:
	case bot.Unclear:
		if cmd.Why != "who" {
			t.why = "greet"
			t.greet("hello.short")
		}
	default:
		t.why = "greet"
		t.greet("hello.short")
	}
}

func (t *turn) greet(key string) {
	t.event(bot.Event{Kind: bot.Greeted})
	if t.c.Lang == "" {
		t.event(bot.Event{Kind: bot.LanguageSet, Value: t.lang()})
	}
	if key == "hello.short" && t.aloud { // beside an answer it is noise to all the others
		return
	}
	t.tell(bot.Message{Text: t.say(key)})
}

func answersOffer(cmd bot.Command) bool {
	switch cmd.(type) {
	case bot.Yes, bot.No, bot.AskTeam, bot.Erase, bot.Revoke, bot.Cancel:
		return true
	}
	return false
}

// close does what every turn ends with: the open question again, and the reminder.
func (t *turn) close() {
	if t.aloud {
		t.closeAloud()
		return
	}
	t.tellChanges()
	t.tellTwins()
	if t.offerPaper() {
		t.again = false
	} else if t.again || len(t.noted) > 0 || len(t.lead) > 0 {
		t.askNext()
		if len(t.out.Messages) == 0 { // nothing is open after all: never silence
			t.tell(bot.Message{Text: t.say("hello.again"), Buttons: t.menu()})
		}
	}
	t.planReminder()
	t.planPromises()
	t.showButtons()
}

// showButtons notes which buttons the person sees last.
func (t *turn) showButtons() {
	for _, m := range slices.Backward(t.out.Messages) {
		if m.To != bot.Person || m.Wait {
			continue
		}
		if now := bot.ShowButtons(m.Buttons); now != bot.ShowButtons(t.c.Shown) {
			t.event(bot.Event{Kind: bot.Shown, Text: now})
		}
		return
	}
}

// do carries out one command.
func (t *turn) do(cmd bot.Command) {
	t.why = bot.KindOf(cmd)
	if t.aloud && !saidAloud(cmd) {
		t.elsewhere = true
		return
	}
	switch cmd.(type) {
	case bot.NewApplication, bot.ConsentAnswer, bot.Review, bot.ChooseField, bot.Submit, bot.Reopen, bot.Fill, bot.Human:
		t.parkEstimate()
	}
	switch cmd := cmd.(type) {
	case bot.Ask:
		t.ask(cmd)
	case bot.More:
		t.more(cmd)
	case bot.Reckon:
		t.reckon(cmd)
	case bot.Vote:
		t.vote(cmd)
	case bot.AskTeam:
		t.askTeam(cmd.Question)
	case bot.Fill:
		t.fill(cmd)
	case bot.Reopen:
		t.reopen(cmd)
	case bot.Clear:
		t.clear(cmd)
	case bot.Skip:
		t.skip(cmd)
	case bot.Explain:
		t.explain(cmd)
	case bot.Yes:
		t.yes(cmd.Of)
	case bot.No:
		t.no(cmd.Of)
	case bot.Snooze:
		t.snooze(cmd)
	case bot.Act:
		t.act(cmd)
	case bot.Overheard:
		t.overheard(cmd)
	case bot.Tally:
		t.tally = cmd.Overview
	case bot.Remind:
		t.ring(cmd.Key)
	case bot.Reach:
		t.reach(cmd.Lost)
	default:
		t.doForm(cmd)
	}
}

// doForm carries out what concerns the application as a whole, and the person's data.
func (t *turn) doForm(cmd bot.Command) {
	switch cmd := cmd.(type) {
	case bot.NewApplication:
		t.early(cmd.Early)
		t.apply()
	case bot.ConsentAnswer:
		t.consent(cmd.Yes)
	case bot.Notice:
		t.notice()
	case bot.Review:
		t.review()
	case bot.ChooseField:
		t.chooseField()
	case bot.Submit:
		t.submit()
	case bot.Cancel:
		t.cancel(cmd.Sure && t.c.Offer.Kind == "cancel")
	case bot.AskStatus:
		t.status()
	case bot.Privacy:
		t.privacy()
	case bot.MyData:
		t.myData()
	case bot.Erase:
		t.erase(cmd.Sure && t.c.Offer.Kind == "erase")
	case bot.Revoke:
		t.revoke(cmd.Sure && t.c.Offer.Kind == "revoke")
	case bot.Human:
		t.human()
	case bot.Resume:
		t.resume()
	default:
		t.doSmall(cmd)
	}
}

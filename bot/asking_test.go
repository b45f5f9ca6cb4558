package bot_test

import (
	"testing"

	"pabellon/bot"
)

// open is what a conversation knows of the question that is open.
type open struct {
	Asking string
	Tries  int
	Lost   int
	Doubt  string
}

func openIn(c bot.Conversation) open { return open{c.Asking, c.Tries, c.Lost, c.Doubt} }

// A new question starts with no tries; the same one asked again keeps them.
func TestOnlyANewQuestionForgetsTheTries(t *testing.T) {
	was := openIn(midway())
	tests := []struct {
		name  string
		event bot.Event
		want  open
	}{
		{"the same field again", bot.Event{Kind: bot.FieldAsked, Field: "rfc"}, was},
		{"another field", bot.Event{Kind: bot.FieldAsked, Field: "email"}, open{Asking: "email"}},
		{"no field", bot.Event{Kind: bot.FieldAsked}, open{}},
		{"the notice", bot.Event{Kind: bot.ConsentAsked}, open{Asking: bot.AskConsent}},
		{"the review", bot.Event{Kind: bot.ReviewShown}, open{Asking: bot.AskReview}},
		{"consented", bot.Event{Kind: bot.Consented}, open{}},
		{"refused", bot.Event{Kind: bot.Refused}, open{}},
		{"answered", bot.Event{Kind: bot.FieldFilled, Field: "rfc", Value: "x"}, open{}},
		{"changed", bot.Event{Kind: bot.Changed, Field: "rfc", Value: "x"}, open{}},
		{"put off", bot.Event{Kind: bot.FieldSkipped, Field: "rfc"}, open{}},
		{"another one answered", bot.Event{Kind: bot.FieldFilled, Field: "email", Value: "x"}, was},
		{"another one put off", bot.Event{Kind: bot.FieldSkipped, Field: "email"}, was},
		{"cleared", bot.Event{Kind: bot.FieldCleared, Field: "rfc"}, was},
		{"submitted", bot.Event{Kind: bot.Submitted, Value: "PAB-0001"}, open{}},
		{"withdrawn", bot.Event{Kind: bot.Withdrawn}, open{}},
		{"cancelled", bot.Event{Kind: bot.Cancelled}, open{}},
		{"handed off", bot.Event{Kind: bot.HandedOff}, was},
		{"a digression", bot.Event{Kind: bot.Answered, Note: "aduana"}, was},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := openIn(midway().Apply(tt.event)); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// statuses are all there are.
var statuses = []bot.Status{bot.NoApplication, bot.Draft, bot.SubmittedStatus, bot.TakenStatus, bot.AskedStatus, bot.ApprovedStatus, bot.DeclinedStatus, bot.WithdrawnStatus}

func TestTheStatusMovesWithItsEventsOnly(t *testing.T) {
	same := map[bot.Status]bot.Status{}
	always := func(s bot.Status) map[bot.Status]bot.Status {
		out := map[bot.Status]bot.Status{}
		for _, from := range statuses {
			out[from] = s
		}
		return out
	}
	moves := map[bot.EventKind]map[bot.Status]bot.Status{ // what is not told stays
		bot.Consented: {bot.NoApplication: bot.Draft, bot.WithdrawnStatus: bot.Draft},
		bot.Submitted: always(bot.SubmittedStatus),
		bot.Taken:     {bot.SubmittedStatus: bot.TakenStatus},
		bot.InfoAsked: always(bot.AskedStatus),
		bot.Said:      {bot.AskedStatus: bot.TakenStatus},
		bot.Approved:  always(bot.ApprovedStatus),
		bot.Declined:  always(bot.DeclinedStatus),
		bot.Withdrawn: always(bot.WithdrawnStatus),
		bot.Cancelled: always(bot.NoApplication),
		bot.Refused:   same, bot.ConsentAsked: same, bot.FieldFilled: same, bot.Changed: same, bot.FieldSkipped: same,
		bot.ReviewShown: same, bot.HandedOff: same, bot.Returned: same, bot.Noted: same, bot.Replied: same, bot.Reminded: same,
	}
	for kind, move := range moves {
		for _, from := range statuses {
			want, moved := move[from]
			if !moved {
				want = from
			}
			c := midway()
			c.App.Status = from
			if got := c.Apply(bot.Event{Kind: kind, Field: "rfc", Value: "x"}).App.Status; got != want {
				t.Errorf("%s moves %q to %q, want %q", kind, from, got, want)
			}
		}
	}
}

func TestStaffHaveWhatWasSentAndNotTakenBack(t *testing.T) {
	sent := map[bot.Status]bool{bot.SubmittedStatus: true, bot.TakenStatus: true, bot.AskedStatus: true, bot.ApprovedStatus: true, bot.DeclinedStatus: true}
	for _, s := range statuses {
		if s.Sent() != sent[s] {
			t.Errorf("%q is sent: %v", s, s.Sent())
		}
	}
}

func TestConsentIsKeptWithItsVersionAndTime(t *testing.T) {
	c := bot.Conversation{}.Apply(bot.Event{Kind: bot.ConsentAsked, Note: bot.EarlyNote}, bot.Event{Kind: bot.Consented, Version: "v3", At: at})
	if want := (bot.Consent{Given: true, Version: "v3", At: at}); c.Consent != want {
		t.Errorf("got %+v, want %+v", c.Consent, want)
	}
	c = bot.Conversation{}.Apply(bot.Event{Kind: bot.Refused, Version: "v3", At: at})
	if want := (bot.Consent{Version: "v3", At: at}); c.Consent != want || c.App.Status != bot.NoApplication {
		t.Errorf("after a no: %+v, status %q", c.Consent, c.App.Status)
	}
}

func TestThatAnswersCameEarlyIsKnownUntilTheNoticeIsAnswered(t *testing.T) {
	early := bot.Event{Kind: bot.ConsentAsked, Note: bot.EarlyNote}
	again := bot.Event{Kind: bot.ConsentAsked}
	if c := (bot.Conversation{}).Apply(again); c.Consent.Early {
		t.Error("nothing came early, and it is said that it did")
	}
	if c := (bot.Conversation{}).Apply(early, again); !c.Consent.Early {
		t.Error("asking again forgets that answers came early")
	}
	for _, kind := range []bot.EventKind{bot.Consented, bot.Refused} {
		if c := (bot.Conversation{}).Apply(early, bot.Event{Kind: kind}); c.Consent.Early {
			t.Errorf("%s still says that answers came early", kind)
		}
	}
}

func TestSendingKeepsTheFolioAndTheTime(t *testing.T) {
	c := midway().Apply(bot.Event{Kind: bot.Submitted, Value: bot.FolioMark, At: at})
	if c.App.Folio != bot.FolioMark || !c.App.Submitted.Equal(at) || len(c.App.Answers) != 2 {
		t.Errorf("got %+v", c.App)
	}
}

func TestWithdrawingKeepsTheAnswersAndCancellingForgetsThem(t *testing.T) {
	c := midway().Apply(bot.Event{Kind: bot.Withdrawn})
	if len(c.App.Answers) != 2 || c.App.Folio == "" || !c.Consent.Given {
		t.Errorf("withdrawn: %+v", c)
	}
	c = midway().Apply(bot.Event{Kind: bot.Cancelled})
	if len(c.App.Answers) != 0 || c.App.Answers == nil || len(c.App.Pending) != 0 || c.App.Folio != "" || c.Consent != (bot.Consent{}) {
		t.Errorf("cancelled: %+v", c)
	}
}

// Who holds a candidate goes on holding it when the chat goes back to the bot; who
// only answered a chat does not.
func TestTheHolderStaysWithACandidateAndLeavesAChat(t *testing.T) {
	for _, s := range statuses {
		c := midway().Apply(bot.Event{Kind: bot.HandedOff})
		c.App.Status = s
		c = c.Apply(bot.Event{Kind: bot.Returned})
		if c.Speaker != bot.BotSpeaks {
			t.Errorf("%q: %s still speaks", s, c.Speaker)
		}
		if held := c.Holder != (bot.Actor{}); held != s.Sent() {
			t.Errorf("%q: held is %v, want %v", s, held, s.Sent())
		}
	}
}

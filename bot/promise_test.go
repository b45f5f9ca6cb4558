package bot_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"pabellon/bot"
)

func promised(kind bot.EventKind, what string, at, by time.Time) bot.Event {
	e := bot.Event{Kind: kind, Note: what, At: at}
	if !by.IsZero() {
		e.Value = by.Format(time.RFC3339)
	}
	return e
}

func TestAPromiseIsThereUntilItIsKeptOrDropped(t *testing.T) {
	by := at.Add(time.Hour)
	c := bot.Conversation{}.Apply(promised(bot.Promised, bot.ForHandoff, at, by), promised(bot.Promised, bot.ForQuestion, at, by))
	for _, how := range []bot.EventKind{bot.PromiseKept, bot.PromiseDropped} {
		next := c.Apply(promised(how, bot.ForHandoff, by, time.Time{}))
		_, handoff := next.Owed(bot.ForHandoff)
		_, question := next.Owed(bot.ForQuestion)
		if handoff || !question {
			t.Errorf("%s: hand-off %v, question %v", how, handoff, question)
		}
	}
}

func TestABrokenPromiseHasANewTimeAndThenNone(t *testing.T) {
	by := at.Add(time.Hour)
	c := bot.Conversation{}.Apply(promised(bot.Promised, bot.ForQuestion, at, by), promised(bot.PromiseBroken, bot.ForQuestion, by, by.Add(time.Hour)))
	if p, _ := c.Owed(bot.ForQuestion); p != (bot.Promise{For: bot.ForQuestion, Since: at, By: by.Add(time.Hour), Broken: 1, Told: by, Late: by}) {
		t.Errorf("broken once: %+v", p)
	}
	c = c.Apply(promised(bot.PromiseBroken, bot.ForQuestion, by.Add(time.Hour), time.Time{}))
	if p, ok := c.Owed(bot.ForQuestion); !ok || !p.By.IsZero() || p.Broken != 2 || !p.Since.Equal(at) {
		t.Errorf("broken twice: %+v", p)
	}
	c = c.Apply(promised(bot.Promised, bot.ForQuestion, by.Add(2*time.Hour), by.Add(3*time.Hour)))
	if p, _ := c.Owed(bot.ForQuestion); p.Broken != 0 || !p.Since.Equal(at) || !p.By.Equal(by.Add(3*time.Hour)) {
		t.Errorf("promised anew: %+v", p)
	}
}

func TestWhatStaffKnowOfIsOverdueAgainWhenItIsBrokenAnew(t *testing.T) {
	c := bot.Conversation{}.Apply(promised(bot.Promised, bot.ForQuestion, at, at), promised(bot.Promised, bot.ForHandoff, at, at))
	overdue := func() (n int) {
		for _, p := range c.Promises {
			if p.Overdue() {
				n++
			}
		}
		return n
	}
	for _, step := range []struct {
		e    bot.Event
		want int
	}{
		{bot.Event{Kind: bot.LateSeen}, 0},
		{promised(bot.PromiseBroken, bot.ForQuestion, at, at), 1},
		{bot.Event{Kind: bot.LateSeen}, 0},
		{promised(bot.PromiseBroken, bot.ForHandoff, at, at), 1},
		{promised(bot.PromiseBroken, bot.ForQuestion, at, at), 2},
		{bot.Event{Kind: bot.LateSeen}, 0},
		{promised(bot.Promised, bot.ForQuestion, at, at), 0},
	} {
		if c = c.Apply(step.e); overdue() != step.want {
			t.Errorf("after %s: %d are overdue, want %d", step.e.Kind, overdue(), step.want)
		}
	}
}

func TestTheTeamHasTheQuestionsUntilTheyAreAnswered(t *testing.T) {
	c := bot.Conversation{}.Apply(bot.Event{Kind: bot.Forwarded, Text: "a"}, promised(bot.Promised, bot.ForQuestion, at, at))
	other := c.Apply(bot.Event{Kind: bot.Forwarded, Text: "c"})
	c = c.Apply(bot.Event{Kind: bot.Forwarded, Text: "b"}, promised(bot.Promised, bot.ForHandoff, at, at), promised(bot.PromiseKept, bot.ForHandoff, at, at))
	if len(c.Put) != 2 || c.Put[1] != "b" || other.Put[1] != "c" {
		t.Errorf("the team has %q and %q", c.Put, other.Put)
	}
	if c = c.Apply(promised(bot.PromiseDropped, bot.ForQuestion, at, at)); len(c.Put) != 0 {
		t.Errorf("it still has %q", c.Put)
	}
}

func TestStaffAreToldOnlyOfWhatIsLate(t *testing.T) {
	c := bot.Conversation{}.Apply(promised(bot.Promised, bot.ForQuestion, at, at), promised(bot.Promised, bot.ForHandoff, at, at),
		promised(bot.PromiseBroken, bot.ForQuestion, at, at), bot.Event{Kind: bot.StaffTold, At: at.Add(time.Hour)})
	question, _ := c.Owed(bot.ForQuestion)
	handoff, _ := c.Owed(bot.ForHandoff)
	if !question.Told.Equal(at.Add(time.Hour)) || !handoff.Told.IsZero() {
		t.Errorf("told of the question at %s, of the hand-off at %s", question.Told, handoff.Told)
	}
}

func TestPromisesSurviveTheirStorage(t *testing.T) {
	c := bot.Conversation{}.Apply(promised(bot.Promised, bot.ForQuestion, at, at.Add(time.Hour)))
	b, err := json.Marshal(c)
	var back bot.Conversation
	if err == nil {
		err = json.Unmarshal(b, &back)
	}
	if err != nil || !reflect.DeepEqual(c.Promises, back.Promises) {
		t.Errorf("%v: %s", err, b)
	}
}

func TestWhoAsksToBeRemindedIsRemindedOnceMore(t *testing.T) {
	ask := bot.Event{Kind: bot.RemindAsked, Value: at.Format(time.RFC3339)}
	for before, want := range map[int]int{0: 0, 1: 1, 2: 1, bot.NoMoreReminders: 1} {
		if c := (bot.Conversation{Reminded: before}).Apply(ask); c.Reminded != want || !c.RemindAt.Equal(at) {
			t.Errorf("reminded %d times: %d, at %s", before, c.Reminded, c.RemindAt)
		}
	}
	if c := (bot.Conversation{}).Apply(ask, bot.Event{Kind: bot.Reminded}); !c.RemindAt.IsZero() || c.Reminded != 1 {
		t.Errorf("after it: %+v", c)
	}
}

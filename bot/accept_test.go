package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// prompt is a job whose turns are decided before they are kept, after a first one of
// chat a that was kept like any other.
func prompt(t *testing.T, change func(*job)) *job {
	t.Helper()
	j := newJob()
	j.loop.AtOnce = func(bot.Turn) bool { return true }
	if change != nil {
		change(j)
	}
	j.run(t)
	j.accept(t, "a", "1")
	j.idle(t)
	if j.memory.finished != 0 {
		t.Fatal("a first turn has no lane to be finished in")
	}
	return j
}

// saying makes turns of chat a.
func saying(texts ...string) (turns []bot.Turn) {
	for _, text := range texts {
		turns = append(turns, bot.Turn{Channel: "test", ID: text, Conversation: "test:a", Actor: bot.Actor{Kind: bot.Owner}, Text: text})
	}
	return turns
}

func TestATurnIsKeptWithItsOutcomeInOneStep(t *testing.T) {
	j := prompt(t, nil)
	j.accept(t, "a", "2", "3")
	if c := j.memory.talks["test:a"]; c.Version != 3 {
		t.Errorf("accepted and not done: version %d", c.Version)
	}
	j.idle(t)
	if j.heard() != "1 2 3" || j.memory.finished != 2 || j.count(bot.TurnDone) != 3 {
		t.Errorf("said %q; %d finished, %d done", j.heard(), j.memory.finished, j.count(bot.TurnDone))
	}
	if j.memory.loads != 1 { // of the first turn
		t.Errorf("read %d times", j.memory.loads)
	}
}

func TestWhatCannotBeFinishedAtOnceIsKeptLikeAnyOther(t *testing.T) {
	failed := false
	for name, c := range map[string]struct {
		change func(*job)
		turns  []string
	}{
		"it is not for that":           {func(j *job) { j.loop.AtOnce = func(t bot.Turn) bool { return t.Text != "2" } }, []string{"2"}},
		"several of one conversation":  {nil, []string{"2", "3", "4"}},
		"somebody else was faster":     {func(j *job) { j.memory.refusing = bot.ErrLost }, []string{"2"}},
		"the database has trouble":     {func(j *job) { j.memory.refusing = errors.New("the disk is full") }, []string{"2"}},
		"understanding fails at first": {func(j *job) { j.loop.Understander = understand(once(&failed, "2")) }, []string{"2"}},
		"it erases": {func(j *job) {
			j.loop.Handler = func(c bot.Conversation, commands []bot.Command, now time.Time) bot.Outcome {
				out := echo(c, commands, now)
				out.Erase = out.Messages[0].Text == "2"
				return out
			}
		}, []string{"2"}},
	} {
		j := prompt(t, c.change)
		if err := j.engine.Accept(t.Context(), saying(c.turns...)...); err != nil {
			t.Fatal(name, err)
		}
		j.idle(t)
		if want := strings.Join(append([]string{"1"}, c.turns...), " "); j.heard() != want || j.memory.finished != 0 {
			t.Errorf("%s: said %q, %d finished", name, j.heard(), j.memory.finished)
		}
	}
	if !failed {
		t.Error("nothing failed")
	}
}

// once fails the first time that it reads a text.
func once(failed *bool, text string) understand {
	return func(ctx context.Context, c bot.Conversation, t bot.Turn) ([]bot.Command, error) {
		if t.Text == text && !*failed {
			*failed = true
			return nil, errors.New("not now")
		}
		return hears(ctx, c, t)
	}
}

// gate is an understander that holds a turn up until it is opened.
type gate struct{ reached, opened chan struct{} }

func (g gate) understand(ctx context.Context, c bot.Conversation, t bot.Turn) ([]bot.Command, error) {
	if t.Text == "2" {
		close(g.reached)
		<-g.opened
	}
	return hears(ctx, c, t)
}

func gated(j *job) gate {
	g := gate{make(chan struct{}), make(chan struct{})}
	j.loop.Understander = understand(g.understand)
	return g
}

func TestTurnsOfAConversationAreKeptInTheOrderOfTheirCalls(t *testing.T) {
	var g gate
	j := prompt(t, func(j *job) { g = gated(j) })
	ended := make(chan error, 2)
	go func() { ended <- j.engine.Accept(t.Context(), saying("2")...) }()
	<-g.reached
	go func() {
		other := saying("x")[0]
		other.Conversation = "test:b"
		ended <- j.engine.Accept(t.Context(), saying("3")[0], other)
	}()
	eventually(t, "the other conversation", func() bool { return j.heard() == "1 x" })
	close(g.opened)
	for range 2 {
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	}
	j.idle(t)
	if j.heard() != "1 x 2 3" {
		t.Errorf("said %q", j.heard())
	}
}

func TestASlowTurnHoldsUpNoOther(t *testing.T) {
	j := prompt(t, func(j *job) {
		j.loop.Understander = understand(func(ctx context.Context, c bot.Conversation, t bot.Turn) ([]bot.Command, error) {
			if t.Text == "slow" {
				time.Sleep(50 * time.Millisecond)
			}
			return hears(ctx, c, t)
		})
	})
	for i := range 8 {
		j.accept(t, fmt.Sprint(i), "first")
	}
	j.idle(t)
	turns := saying("slow")
	for i := range 8 {
		turn := saying("x")[0]
		turn.Conversation = fmt.Sprint("test:", i)
		turns = append(turns, turn)
	}
	if err := j.engine.Accept(t.Context(), turns...); err != nil {
		t.Fatal(err)
	}
	j.idle(t)
	if j.memory.finished != 1 || strings.Count(j.heard(), "x") != 8 {
		t.Errorf("%d finished, said %q", j.memory.finished, j.heard())
	}
}

// Who stops the program waits for the turn that is being finished, and nothing is begun
// behind its back.
func TestTheEndWaitsForATurnThatIsBeingFinished(t *testing.T) {
	var g gate
	j := prompt(t, func(j *job) { g = gated(j) })
	accepted, stopped := make(chan error, 1), make(chan error, 1)
	go func() { accepted <- j.engine.Accept(t.Context(), saying("2")...) }()
	<-g.reached
	go func() { stopped <- j.stop() }()
	select {
	case <-stopped:
		t.Error("stopped while a turn is being finished")
	case <-time.After(50 * time.Millisecond):
	}
	close(g.opened)
	if err := errors.Join(<-accepted, <-stopped); err != nil {
		t.Fatal(err)
	}
	if j.heard() != "1 2" {
		t.Errorf("said %q", j.heard())
	}
	if err := j.engine.Accept(t.Context(), saying("3")...); err != nil {
		t.Fatal(err)
	}
	if left, _ := j.memory.Claim(t.Context(), 9); len(left) != 1 || j.memory.finished != 1 {
		t.Errorf("left for others: %+v, %d finished", left, j.memory.finished)
	}
}

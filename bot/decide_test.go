package bot_test

import (
	"reflect"
	"testing"
	"time"

	"pabellon/bot"
)

var (
	owner = bot.Actor{Kind: bot.Owner, ID: "a1", Name: "Ana"}
	staff = bot.Actor{Kind: bot.Staff, ID: "U1", Name: "Laura"}
	clock = bot.Actor{Kind: bot.Clock}
)

// says makes a handler that always decides the same.
func says(out bot.Outcome) bot.Handler {
	return func(bot.Conversation, []bot.Command, time.Time) bot.Outcome { return out }
}

func turnOf(a bot.Actor) bot.Turn {
	return bot.Turn{Channel: "chat", ID: "m7", Conversation: "chat:a1", Actor: a, At: at.Add(time.Minute)}
}

func TestDecidingGivesTheHandlerJustWhatItGot(t *testing.T) {
	cmds := []bot.Command{bot.Yes{}, bot.Help{}}
	called := 0
	bot.Decide(func(c bot.Conversation, got []bot.Command, now time.Time) bot.Outcome {
		called++
		if !reflect.DeepEqual(c, midway()) || !reflect.DeepEqual(got, cmds) || !now.Equal(at) {
			t.Errorf("the handler got %+v, %v, %v", c, got, now)
		}
		return bot.Outcome{}
	}, midway(), turnOf(owner), cmds, at)
	if called != 1 {
		t.Errorf("the handler was called %d times", called)
	}
}

func TestTheTurnIsWrittenOnEachEventAndMessage(t *testing.T) {
	out, _ := bot.Decide(says(bot.Outcome{
		Events:   []bot.Event{{Kind: bot.Greeted}, {Kind: bot.FieldFilled, Field: "rfc", Value: "x", Turn: "another"}},
		Messages: []bot.Message{{To: bot.Person, Text: "a"}, {To: bot.ForStaff, Text: "b", For: "another"}},
	}), midway(), turnOf(owner), nil, at)
	for _, e := range out.Events {
		if e.Turn != "m7" {
			t.Errorf("%s has the turn %q, want m7", e.Kind, e.Turn)
		}
	}
	for _, m := range out.Messages {
		if m.For != "m7" {
			t.Errorf("%q answers %q, want m7", m.Text, m.For)
		}
	}
}

func TestWhoDidIsWrittenOnEventsButForTheOwner(t *testing.T) {
	other := bot.Actor{Kind: bot.Staff, ID: "U2"}
	tests := []struct {
		name      string
		by, given bot.Actor
		want      bot.Actor
	}{
		{"the owner", owner, bot.Actor{}, bot.Actor{}},
		{"staff", staff, bot.Actor{}, staff},
		{"the clock", clock, bot.Actor{}, clock},
		{"staff, named by the handler", staff, other, other},
		{"the owner, named by the handler", owner, other, other},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, _ := bot.Decide(says(bot.Outcome{Events: []bot.Event{{Kind: bot.Noted, Actor: tt.given}}}), midway(), turnOf(tt.by), nil, at)
			if got := out.Events[0].Actor; got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestTheConversationThatComesOutIsTheFoldOfTheEvents(t *testing.T) {
	events := []bot.Event{{Kind: bot.FieldFilled, Field: "state", Value: "Puebla"}, {Kind: bot.FieldAsked, Field: "phone"}}
	out, next := bot.Decide(says(bot.Outcome{Events: events}), midway(), turnOf(staff), nil, at)
	if want := midway().Apply(out.Events...); !reflect.DeepEqual(next, want) {
		t.Errorf("got\n%+v, want\n%+v", next, want)
	}
	if next.App.Answers["state"].From != "m7" {
		t.Errorf("the answer came from %q, want m7", next.App.Answers["state"].From)
	}
	if next.Version != midway().Version {
		t.Errorf("the version is %d; it is the keeper's to set", next.Version)
	}
}

func TestOnlyTheOwnersTurnsAreTheOwnersLast(t *testing.T) {
	for _, a := range []bot.Actor{owner, staff, clock} {
		want := at
		if a.Kind == bot.Owner {
			want = at.Add(time.Minute)
		}
		if _, next := bot.Decide(says(bot.Outcome{}), midway(), turnOf(a), nil, at); !next.LastAt.Equal(want) {
			t.Errorf("after a turn of the %s the owner's last is %v, want %v", a.Kind, next.LastAt, want)
		}
	}
}

func TestAFactSaysWhichTurnGaveItsAnswer(t *testing.T) {
	out, _ := bot.Decide(says(bot.Outcome{
		Events: []bot.Event{{Kind: bot.FieldFilled, Field: "phone", Value: "+52"}},
		Messages: []bot.Message{{Facts: []bot.Fact{
			{Field: "email"}, {Field: "phone"}, {Field: "rfc", From: "m0"}, {Field: "state"}}}},
	}), midway(), turnOf(owner), nil, at)
	want := map[string]string{"email": "m2", "phone": "m7", "rfc": "m0", "state": ""}
	for _, f := range out.Messages[0].Facts {
		if f.From != want[f.Field] {
			t.Errorf("%s is from %q, want %q", f.Field, f.From, want[f.Field])
		}
	}
}

func TestErasingLeavesNothingButTheName(t *testing.T) {
	for _, a := range []bot.Actor{owner, staff, clock} {
		out, next := bot.Decide(says(bot.Outcome{
			Erase: true, Events: []bot.Event{{Kind: bot.Greeted}},
			Messages: []bot.Message{{Text: "Listo.", Facts: []bot.Fact{{Field: "rfc"}}}},
		}), midway(), turnOf(a), nil, at)
		if want := (bot.Conversation{ID: "chat:a1"}); !reflect.DeepEqual(next, want) {
			t.Errorf("%s: what is left is %+v", a.Kind, next)
		}
		if len(out.Messages) != 1 || out.Messages[0].For != "m7" {
			t.Errorf("%s: the last words are %+v", a.Kind, out.Messages)
		}
		if from := out.Messages[0].Facts[0].From; from != "" {
			t.Errorf("%s: a fact still says that it is from %q", a.Kind, from)
		}
	}
}

func TestDecidingNothingIsNoChange(t *testing.T) {
	out, next := bot.Decide(says(bot.Outcome{}), midway(), turnOf(clock), nil, at)
	if !reflect.DeepEqual(next, midway()) || len(out.Events)+len(out.Messages)+len(out.Later) != 0 {
		t.Errorf("got %+v and %+v", out, next)
	}
}

package bot_test

import (
	"slices"
	"testing"
	"time"

	"pabellon/bot"
)

func TestQuestionsThatDifferBySignsAreOne(t *testing.T) {
	got := bot.MostOften([]string{"¿Cuánto cuesta el envío?", "hay  becas", "cuanto cuesta el envio", "¿¡", "Cuanto cuesta el ENVÍO??", "¿Hay becas?", "otra"}, 2)
	want := []bot.Asked{{Words: "Cuanto cuesta el ENVÍO??", Count: 3}, {Words: "¿Hay becas?", Count: 2}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := bot.MostOften([]string{"año", "ano"}, 5); len(got) != 2 || got[0].Words != "ano" {
		t.Errorf("ñ is a letter of its own, and the newest goes first: %+v", got)
	}
	if got := bot.MostOften(nil, 5); got != nil {
		t.Errorf("of none: %+v", got)
	}
}

func TestTheMedianIsTheMiddle(t *testing.T) {
	for _, c := range []struct {
		of   []time.Duration
		want time.Duration
	}{{nil, 0}, {[]time.Duration{7}, 7}, {[]time.Duration{9, 1, 5}, 5}, {[]time.Duration{10, 1, 2, 4}, 3}} {
		if got := bot.Median(c.of); got != c.want {
			t.Errorf("of %v: %v", c.of, got)
		}
	}
}

func TestAnApplicationIsLostWhereItRests(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	long, short := now.Add(-bot.LostAfter), now.Add(-bot.LostAfter+time.Second)
	draft, none := bot.Application{Status: bot.Draft}, bot.Application{}
	for name, c := range map[string]struct {
		of   bot.Conversation
		want string
	}{
		"a draft at a question":            {bot.Conversation{App: draft, Asking: "rfc", LastAt: long}, "rfc"},
		"a draft at the review":            {bot.Conversation{App: draft, Asking: bot.AskReview, LastAt: long}, bot.AskReview},
		"who was shown the notice":         {bot.Conversation{App: none, Asking: bot.AskConsent, LastAt: long}, bot.AskConsent},
		"who wrote a moment ago":           {bot.Conversation{App: draft, Asking: "rfc", LastAt: short}, ""},
		"a draft without an open question": {bot.Conversation{App: draft, LastAt: long}, ""},
		"who only asks":                    {bot.Conversation{App: none, LastAt: long}, ""},
		"what was sent":                    {bot.Conversation{App: bot.Application{Status: bot.SubmittedStatus}, Asking: "website", LastAt: long}, ""},
	} {
		if got := c.of.LostAt(now); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
	got := bot.Losses(map[string]int{"rfc": 2, "email": 5, "business": 2})
	if want := []bot.Loss{{Field: "email", Count: 5}, {Field: "business", Count: 2}, {Field: "rfc", Count: 2}}; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestMineAreThoseThatIHave(t *testing.T) {
	o := bot.Overview{Held: []bot.Brief{{Folio: "1", Holder: bot.Actor{ID: "U1"}}, {Folio: "2", Holder: bot.Actor{ID: "U2"}}, {Folio: "3", Holder: bot.Actor{ID: "U1"}}},
		Stages: []bot.Stage{{Name: bot.StageTaken, Count: 4}}}
	if got := o.Mine("U1"); len(got) != 2 || got[0].Folio != "1" || got[1].Folio != "3" || len(o.Held) != 3 {
		t.Errorf("%+v", got)
	}
	if o.Stage(bot.StageTaken) != 4 || o.Stage(bot.StageAsked) != 0 {
		t.Errorf("%+v", o.Stages)
	}
}

func TestAPromiseIsKeptOrBrokenOnce(t *testing.T) {
	monday := time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)
	const q, h = bot.ForQuestion, bot.ForHandoff
	type at struct {
		kind bot.EventKind
		what string
		day  int
	}
	for name, c := range map[string]struct {
		events       []at
		kept, broken int
	}{
		"kept in time":                       {[]at{{bot.Promised, q, 0}, {bot.PromiseKept, q, 1}}, 1, 0},
		"broken twice, then kept":            {[]at{{bot.Promised, q, 0}, {bot.PromiseBroken, q, 1}, {bot.PromiseBroken, q, 2}, {bot.PromiseKept, q, 3}}, 0, 1},
		"broken before, kept in the period":  {[]at{{bot.Promised, q, -9}, {bot.PromiseBroken, q, -8}, {bot.PromiseKept, q, 1}}, 0, 0},
		"kept after the period":              {[]at{{bot.Promised, q, 0}, {bot.PromiseKept, q, 8}}, 0, 0},
		"two things at once":                 {[]at{{bot.Promised, q, 0}, {bot.Promised, h, 0}, {bot.PromiseBroken, h, 1}, {bot.PromiseKept, q, 1}, {bot.PromiseKept, h, 2}}, 1, 1},
		"dropped":                            {[]at{{bot.Promised, q, 0}, {bot.PromiseBroken, q, 1}, {bot.PromiseDropped, q, 1}, {bot.Promised, q, 2}, {bot.PromiseKept, q, 3}}, 1, 1},
		"promised anew after it was broken":  {[]at{{bot.Promised, q, -9}, {bot.PromiseBroken, q, -8}, {bot.Promised, q, 0}, {bot.PromiseKept, q, 1}}, 1, 0},
		"what is neither says nothing of it": {[]at{{bot.Promised, q, 0}, {bot.Noted, q, 1}}, 0, 0},
	} {
		p := bot.Pledges{Since: monday, Until: monday.AddDate(0, 0, 7)}
		p.Add("another", bot.Event{Kind: bot.PromiseBroken, Note: q, At: monday.AddDate(0, 0, -1)})
		for _, e := range c.events {
			p.Add("this", bot.Event{Kind: e.kind, Note: e.what, At: monday.AddDate(0, 0, e.day)})
		}
		if p.Kept != c.kept || p.Broken != c.broken {
			t.Errorf("%s: %d kept, %d broken", name, p.Kept, p.Broken)
		}
	}
}

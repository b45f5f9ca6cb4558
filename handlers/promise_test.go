package handlers

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

var clockActor = bot.Actor{Kind: bot.Clock}

// promiseTimer is what an outcome does with the timer of what is owed.
func promiseTimer(out bot.Outcome) (at time.Time, set bool) {
	for _, l := range out.Later {
		if l.Key == promiseKey {
			at, set = l.At, true
		}
	}
	return at, set
}

// rings has the promise timer carried out at a time of Mexico City.
func rings(t *testing.T, clerk *Clerk, c bot.Conversation, at string) (bot.Outcome, bot.Conversation) {
	t.Helper()
	now := timeIn(t, clerk.Zone, at)
	return doAt(clerk, c, clockActor, now, bot.Remind{Key: promiseKey})
}

func handedOff(clerk *Clerk) bot.Conversation {
	_, c := do(clerk, greeted("es"), bot.Human{}) // at noon, a Wednesday
	return c
}

func TestEachPromiseIsSaidAndTimed(t *testing.T) {
	clerk := testClerk(t)
	for _, tt := range []struct {
		name string
		c    bot.Conversation
		cmd  bot.Command
		lang string
		says string
		card string
		by   string
	}{
		{"a person", greeted("es"), bot.Human{}, "es", "Te contestan hoy antes de las 18:00", "Prometido: hoy 18:00 (mié 25 nov)", "2026-11-25 18:00"},
		{"a person, in English", greeted("en"), bot.Human{}, "en", "They answer today before 18:00", "Prometido: hoy 18:00 (mié 25 nov)", "2026-11-25 18:00"},
		{"a question", greeted("es"), bot.AskTeam{Question: "¿y la luna?"}, "es", "Te contestan hoy antes de las 18:00", "Prometido: hoy 18:00 (mié 25 nov)", "2026-11-25 18:00"},
		{"an application", complete(), bot.Submit{}, "es", "te contesta el lunes 30 de noviembre antes de las 18:00", "Prometido: lun 30 nov 18:00", "2026-11-30 18:00"},
		{"an answer to staff", sentForm(bot.AskedStatus), bot.Overheard{Text: "aquí está"}, "es", "Te contestan el lunes 30 de noviembre antes de las 18:00", "Prometido: lun 30 nov 18:00", "2026-11-30 18:00"},
	} {
		out, _ := do(clerk, tt.c, tt.cmd)
		desk := said(out, bot.ForStaff)
		for _, m := range to(out, bot.ForStaff) {
			for _, check := range m.Checks {
				desk += "\n" + check.Text
			}
		}
		at, _ := promiseTimer(out)
		if !strings.Contains(said(out, bot.Person), tt.says) || !strings.Contains(desk, tt.card) || !at.Equal(timeIn(t, clerk.Zone, tt.by)) {
			t.Errorf("%s: said %q, the desk reads %q, timer %s", tt.name, said(out, bot.Person), desk, at)
		}
	}
}

func TestTheTimeIsSaidAsPeopleSayIt(t *testing.T) {
	clerk := testClerk(t)
	for _, tt := range []struct{ now, by, es, en, staff string }{
		{"2026-11-25 10:00", "2026-11-25 18:00", "hoy antes de las 18:00", "today before 18:00", "hoy 18:00 (mié 25 nov)"},
		{"2026-11-25 17:00", "2026-11-26 18:00", "mañana antes de las 18:00", "tomorrow before 18:00", "mañana 18:00 (jue 26 nov)"},
		{"2026-11-27 17:00", "2026-11-30 18:00", "el lunes antes de las 18:00", "on Monday before 18:00", "lun 30 nov 18:00"},
		{"2026-11-20 17:00", "2026-11-25 14:30", "el miércoles 25 de noviembre antes de las 14:30", "on Wednesday 25 November before 14:30", "mié 25 nov 14:30"},
		{"2026-11-28 23:59", "2026-11-29 00:01", "mañana antes de las 00:01", "tomorrow before 00:01", "mañana 00:01 (dom 29 nov)"},
		{"2026-11-25 18:00", "2026-11-25 18:00", "en horario de oficina", "in office hours", "hoy 18:00 (mié 25 nov)"},
	} {
		for lang, want := range map[string]string{"es": tt.es, "en": tt.en} {
			now, by := timeIn(t, clerk.Zone, tt.now), timeIn(t, clerk.Zone, tt.by)
			turn := &turn{Clerk: clerk, now: now, c: bot.Conversation{Lang: lang}}
			if got := turn.when(by); got != want {
				t.Errorf("%s: %q, want %q", tt.now, got, want)
			}
			if got := turn.staffWhen(by); got != tt.staff {
				t.Errorf("%s: staff read %q, want %q", tt.now, got, tt.staff)
			}
		}
	}
}

func TestWhatKeepsAPromiseAndWhatDoesNot(t *testing.T) {
	clerk := testClerk(t)
	for action, kept := range map[string]string{
		"take": "", "note": "", "resume": "handoff", "approve": "application", "decline": "application",
		"ask": "handoff question application", "reply": "handoff question application", "dance": "",
	} {
		_, c := do(clerk, complete(), bot.Submit{})
		_, c = do(clerk, c, bot.AskTeam{Question: "¿y la luna?"})
		_, c = do(clerk, c, bot.Human{})
		c.App.Folio = "PAB-0001"
		out, next := doAt(clerk, c, laura, noon, bot.Act{Action: action, Text: "Aquí estamos.", By: laura})
		var open []string
		for _, p := range c.Promises {
			if _, ok := next.Owed(p.For); !ok {
				open = append(open, p.For)
			}
		}
		if got := strings.Join(open, " "); len(strings.Fields(kept)) != len(open) || kept != "" && !sameWords(got, kept) {
			t.Errorf("%s ends %q, want %q", action, got, kept)
		}
		if at, set := promiseTimer(out); set != (kept != "") || len(next.Promises) == 0 && !at.IsZero() {
			t.Errorf("%s: the timer is %s, set %v", action, at, set)
		}
	}
}

func sameWords(a, b string) bool {
	for _, w := range strings.Fields(a) {
		if !strings.Contains(b, w) {
			return false
		}
	}
	return true
}

func TestNoPromiseIsSaidToBeBrokenBeforeItsTime(t *testing.T) {
	clerk := testClerk(t)
	for _, at := range []string{"2026-11-25 12:01", "2026-11-25 17:59"} {
		if out, _ := rings(t, clerk, handedOff(clerk), at); len(out.Messages)+len(out.Events) > 0 {
			t.Errorf("%s: %q", at, said(out, bot.Person))
		}
	}
}

func TestWhatIsLateByNightWaitsForTheMorning(t *testing.T) {
	clerk := testClerk(t)
	for at, want := range map[string]string{"2026-11-25 19:00": "2026-11-26 09:00", "2026-11-26 03:00": "2026-11-26 09:00", "2026-11-27 23:00": "2026-11-30 09:00", "2026-11-28 12:00": "2026-11-30 09:00"} {
		out, next := rings(t, clerk, handedOff(clerk), at)
		if timer, _ := promiseTimer(out); len(out.Messages) > 0 || !timer.Equal(timeIn(t, clerk.Zone, want)) {
			t.Errorf("%s: said %q, timer %s", at, said(out, bot.Person), timer)
		}
		out, _ = rings(t, clerk, next, want)
		if !strings.Contains(said(out, bot.Person), "Perdón por la espera") || !strings.Contains(said(out, bot.ForStaff), "espera desde mié 25 nov 12:00") {
			t.Errorf("at %s: %q", want, said(out, bot.Person))
		}
	}
}

func TestATimerThatRingsTwiceApologisesOnce(t *testing.T) {
	clerk := testClerk(t)
	_, c := rings(t, clerk, handedOff(clerk), "2026-11-25 18:00")
	if out, _ := rings(t, clerk, c, "2026-11-25 18:01"); len(out.Messages)+len(out.Events) > 0 {
		t.Errorf("said %q, staff %q", said(out, bot.Person), said(out, bot.ForStaff))
	}
}

func TestASettledPromiseIsSilent(t *testing.T) {
	clerk := testClerk(t)
	c := handedOff(clerk)
	_, replied := doAt(clerk, c, laura, noon, bot.Act{Action: "reply", Text: "Hola", By: laura})
	_, returned := do(clerk, c, bot.Resume{})
	erased := bot.Conversation{ID: c.ID}
	for name, c := range map[string]bot.Conversation{"replied": replied, "returned": returned, "erased": erased} {
		if out, _ := rings(t, clerk, c, "2026-11-25 18:00"); len(out.Messages)+len(out.Events)+len(out.Later) > 0 {
			t.Errorf("%s: %v", name, out)
		}
	}
}

func TestAfterTwoApologiesTheBotIsBackAndStaffAreStillReminded(t *testing.T) {
	clerk := testClerk(t)
	c := handedOff(clerk)
	_, c = rings(t, clerk, c, "2026-11-25 18:00")
	_, c = rings(t, clerk, c, "2026-11-26 18:00")
	out, c := rings(t, clerk, c, "2026-11-27 18:00")
	if p, ok := c.Owed(bot.ForHandoff); !ok || !p.By.IsZero() || c.Speaker != bot.BotSpeaks || !strings.Contains(said(out, bot.Person), "no te voy a prometer otra fecha") {
		t.Errorf("speaker %q, owed %+v, said %q", c.Speaker, p, said(out, bot.Person))
	}
	at, _ := promiseTimer(out)
	for range 3 {
		out, c = doAt(clerk, c, clockActor, at, bot.Remind{Key: promiseKey})
		if len(to(out, bot.Person)) != 0 || only(t, out, bot.ForStaff).Card != bot.OverdueCard || at.In(clerk.Zone).Hour() != 9 {
			t.Errorf("%s: the owner reads %q", at, said(out, bot.Person))
		}
		at, _ = promiseTimer(out)
	}
	out, c = doAt(clerk, c, laura, noon, bot.Act{Action: "resume", By: laura})
	if len(c.Promises) != 0 || !strings.Contains(said(out, bot.ForStaff), "ya no se espera respuesta de una persona") {
		t.Errorf("staff cannot end it: %+v", c.Promises)
	}
}

func TestAQuestionAndAPersonThatAreBothLateAreOneApology(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, handedOff(clerk), bot.Resume{})
	_, c = do(clerk, c, bot.AskTeam{Question: "¿y la luna?"})
	_, c = do(clerk, c, bot.Human{})
	out, _ := rings(t, clerk, c, "2026-11-25 18:00")
	if len(to(out, bot.Person)) != 1 || strings.Count(only(t, out, bot.ForStaff).Text, "espera desde") != 2 {
		t.Errorf("said %q, staff %q", said(out, bot.Person), said(out, bot.ForStaff))
	}
}

func TestAReminderFitsOnlyWhoHasNotComeBack(t *testing.T) {
	clerk := testClerk(t)
	c := inForm("rfc")
	c.LastAt = noon.Add(-48 * time.Hour)
	out, c := doAt(clerk, c, clockActor, noon, bot.Remind{Key: remindKey})
	m := only(t, out, bot.Person)
	_, spoken := do(clerk, c, bot.Greet{})
	_, never := doAt(clerk, c, clockActor, noon, bot.Snooze{Never: true})
	for _, tt := range []struct {
		name string
		c    bot.Conversation
		now  time.Time
		want bool
	}{
		{"at once", c, noon, true},
		{"two hours later", c, noon.Add(2 * time.Hour), true},
		{"by night", c, noon.Add(12 * time.Hour), false},
		{"they have written", spoken, noon, false},
		{"they want none", never, noon, false},
		{"a person speaks", c.Apply(bot.Event{Kind: bot.HandedOff}), noon, false},
		{"it was sent", c.Apply(bot.Event{Kind: bot.Submitted, Value: "PAB-0001"}), noon, false},
		{"they were erased", bot.Conversation{ID: c.ID}, noon, false},
	} {
		if got := clerk.Still(tt.c, m, tt.now); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestAnApologyFitsOnlyWhoStillWaits(t *testing.T) {
	clerk := testClerk(t)
	out, c := rings(t, clerk, handedOff(clerk), "2026-11-25 18:00")
	m := only(t, out, bot.Person)
	_, replied := doAt(clerk, c, laura, noon, bot.Act{Action: "reply", Text: "Hola", By: laura})
	_, again := rings(t, clerk, c, "2026-11-26 18:00")
	for name, tt := range map[string]struct {
		c    bot.Conversation
		want bool
	}{"at once": {c, true}, "answered": {replied, false}, "late once more": {again, false}, "erased": {bot.Conversation{}, false}} {
		if got := clerk.Still(tt.c, m, noon); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if !clerk.Still(bot.Conversation{}, bot.Message{Text: "an answer"}, noon) {
		t.Error("an answer is always sent")
	}
}

// What is said again is what was promised: nobody hears a later day for having asked again.
func TestATimeThatWasPromisedStands(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, greeted("es"), bot.AskTeam{Question: "¿y la luna?"}) // at noon: today
	out, _ := doAt(clerk, c, ana, timeIn(t, clerk.Zone, "2026-11-25 17:30"), bot.AskTeam{Question: "¿y el sol?"})
	if got := said(out, bot.Person); !strings.Contains(got, "hoy antes de las 18:00") {
		t.Errorf("said %q", got)
	}
}

// An answer of staff to a question from further up says which one it answers.
func TestTheAnswerToAQuestionQuotesIt(t *testing.T) {
	clerk := testClerk(t)
	c := greeted("es")
	turn := func(id string, by bot.Actor, cmds ...bot.Command) bot.Outcome {
		out, next := bot.Decide(clerk.Handle, c, bot.Turn{ID: id, Actor: by, At: noon}, cmds, noon)
		c = next
		return out
	}
	turn("m5", ana, bot.Ask{Question: "¿cuánto cobran en Shanghai?"})
	turn("q77", ana, bot.AskTeam{})
	turn("m9", ana, bot.Greet{})
	out := turn("s1", laura, bot.Act{Action: "reply", Text: "Depende del agente.", By: laura})
	if quoted := to(out, bot.Person)[0].Quotes; quoted != "m5" {
		t.Errorf("it quotes %q", quoted)
	}
	out = turn("s2", laura, bot.Act{Action: "reply", Text: "Saludos.", By: laura})
	if quoted := to(out, bot.Person)[0].Quotes; quoted != "" {
		t.Errorf("what answers nothing quotes %q", quoted)
	}
}

// What the owner was asked for and staff take back leaves the application with the team: it
// is promised an answer again, and the line alone says what was taken back.
func TestWhatIsTakenBackLeavesTheTeamToAnswer(t *testing.T) {
	clerk := testClerk(t)
	laura := bot.Actor{Kind: bot.Staff, ID: "laura", Name: "Laura"}
	_, c := doAt(clerk, sentForm(bot.TakenStatus), laura, noon, bot.Act{Action: "ask", Text: "¿Tu acta?", By: laura})
	if len(c.Promises) != 0 {
		t.Fatalf("who waits for the owner owes %+v", c.Promises)
	}
	out, c := doAt(clerk, c, laura, noon, bot.Act{Action: "retract", On: 1, By: laura})
	if _, ok := c.Owed(bot.ForApplication); !ok || c.App.Status != bot.TakenStatus {
		t.Errorf("%s, owed %+v", c.App.Status, c.Promises)
	}
	if at, _ := promiseTimer(out); at.IsZero() {
		t.Error("no timer is set")
	}
	if n := strings.Count(said(out, bot.ForStaff), "¿Tu acta?"); n != 1 {
		t.Errorf("what was taken back is said %d times:\n%s", n, said(out, bot.ForStaff))
	}
}

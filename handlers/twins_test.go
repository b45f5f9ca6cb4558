package handlers

import (
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
)

var telegramTwin = bot.Twin{Folio: "PAB-0009", Channel: "telegram", Status: bot.ApprovedStatus, Same: bot.SameRFC}

// Twins are looked for whenever staff are about to see a candidate, and else never.
func TestTwinsAreLookedForWhenACandidateIsShown(t *testing.T) {
	clerk := testClerk(t)
	all := Alike{RFC: "CSO120304AB4", Phone: "+522281234567", Email: "ana@cafesol.mx"}
	tests := []struct {
		name string
		c    bot.Conversation
		cmds []bot.Command
		want Alike
	}{
		{"submitting", complete(), []bot.Command{bot.Submit{}}, all},
		{"a yes at the review", complete(), []bot.Command{bot.Yes{}}, all},
		{"a correction and a yes in one message", complete(), []bot.Command{bot.Fill{Field: "email", Value: "b@b.mx"}, bot.Submit{}}, Alike{all.RFC, all.Phone, "b@b.mx"}},
		{"another RFC after sending", sentForm(bot.TakenStatus), []bot.Command{bot.Fill{Field: "rfc", Value: "GODE561231GR8"}}, Alike{"GODE561231GR8", all.Phone, all.Email}},
		{"a decision", sentForm(bot.TakenStatus), []bot.Command{bot.Act{Action: "approve", By: laura}}, all},
		{"a twin's wish", sentForm(bot.TakenStatus), []bot.Command{bot.Remind{Key: twinsKey}}, all},
		{"a yes to something else", complete().Apply(bot.Event{Kind: bot.Offered, Note: "human"}), []bot.Command{bot.Yes{}}, Alike{}},
		{"an answer in the draft", inForm("rfc"), []bot.Command{bot.Fill{Field: "rfc", Value: "CSO120304AB4"}}, Alike{}},
		{"a note", sentForm(bot.TakenStatus), []bot.Command{bot.Act{Action: "note", Text: "x", By: laura}}, Alike{}},
		{"a question", sentForm(bot.TakenStatus), []bot.Command{ask(bot.SureAnswer, 1)}, Alike{}},
		{"withdrawing", sentForm(bot.TakenStatus).Apply(bot.Event{Kind: bot.Offered, Note: "cancel"}), []bot.Command{bot.Yes{}}, Alike{}},
		{"nobody", greeted("es"), []bot.Command{bot.Greet{}}, Alike{}},
	}
	for _, tt := range tests {
		if got, ok := clerk.Alike(tt.c, tt.cmds, noon); got != tt.want || ok != (tt.want != Alike{}) {
			t.Errorf("%s: %+v %v, want %+v", tt.name, got, ok, tt.want)
		}
	}
}

func TestATwinIsOnTheCardAndTheOwnerHearsNothing(t *testing.T) {
	clerk := testClerk(t)
	for _, cmd := range []bot.Command{bot.Submit{}, bot.Yes{}} {
		out, c := do(clerk, complete(), bot.Compare{Twins: []bot.Twin{telegramTwin}}, cmd)
		card := only(t, out, bot.ForStaff)
		if want := (bot.Check{State: "warn", Text: "Mismo RFC que PAB-0009 (aprobado, Telegram): puede ser el mismo negocio"}); card.Checks[0] != want {
			t.Errorf("%s: the first check is %+v", bot.KindOf(cmd), card.Checks[0])
		}
		if text := said(out, bot.Person); strings.Contains(text, "PAB-0009") || strings.Contains(text, "mismo") {
			t.Errorf("the owner reads %q", text)
		}
		if !slices.Equal(c.App.Twins, []bot.Twin{telegramTwin}) || !slices.Contains(out.Later, bot.Later{Key: twinsKey, At: noon, Folio: "PAB-0009"}) {
			t.Errorf("kept %+v, later %+v", c.App.Twins, out.Later)
		}
	}
}

// The other one shows its card anew, is told of what is new, once, and asks nobody back.
func TestATwinThatAsksIsAnsweredOnceAndInSilenceAfterwards(t *testing.T) {
	clerk := testClerk(t)
	c := sentForm(bot.TakenStatus)
	found := bot.Compare{Twins: []bot.Twin{telegramTwin}}
	out, c := do(clerk, c, found, bot.Remind{Key: twinsKey})
	if desk(out) != "compared | | candidate update" || !strings.HasSuffix(said(out, bot.ForStaff), "Otra solicitud con el mismo RFC: PAB-0009 (aprobado, Telegram)") || len(out.Later) != 0 {
		t.Errorf("%s, later %+v: %q", desk(out), out.Later, said(out, bot.ForStaff))
	}
	if out, _ = do(clerk, c, found, bot.Remind{Key: twinsKey}); len(out.Messages)+len(out.Events)+len(out.Later) != 0 {
		t.Errorf("again: %s", desk(out))
	}
	declined := telegramTwin
	declined.Status = bot.DeclinedStatus
	out, c = do(clerk, c, bot.Compare{Twins: []bot.Twin{declined}}, bot.Remind{Key: twinsKey})
	if desk(out) != "compared | | candidate" {
		t.Errorf("decided meanwhile: %s", desk(out))
	}
	out, c = do(clerk, c, bot.Compare{}, bot.Remind{Key: twinsKey})
	if desk(out) != "compared | | candidate" || len(c.App.Twins) != 0 || strings.Contains(to(out, bot.ForStaff)[0].Checks[0].Text, "PAB-0009") {
		t.Errorf("gone: %s, kept %+v", desk(out), c.App.Twins)
	}
	for name, c := range map[string]bot.Conversation{"withdrawn": sentForm(bot.WithdrawnStatus), "a draft": inForm("rfc"), "nobody": greeted("es")} {
		if out, _ := do(clerk, c, bot.Remind{Key: twinsKey}); len(out.Messages) != 0 || len(out.Later) != 0 {
			t.Errorf("%s: %s", name, desk(out))
		}
	}
}

// Who changes, withdraws, takes the consent back or is erased lets the others know.
func TestTheOthersLookAgainWhenOneGoes(t *testing.T) {
	clerk := testClerk(t)
	c := sentForm(bot.TakenStatus).Apply(bot.Event{Kind: bot.Compared, Text: bot.ShowTwins([]bot.Twin{telegramTwin})})
	nudge := bot.Later{Key: twinsKey, At: noon, Folio: "PAB-0009"}
	for name, tt := range map[string]struct {
		offer string
		cmds  []bot.Command
	}{
		"another RFC":            {"", []bot.Command{bot.Compare{}, bot.Fill{Field: "rfc", Value: "GODE561231GR8"}}},
		"withdrawn":              {"cancel", []bot.Command{bot.Yes{}}},
		"the consent taken back": {"revoke", []bot.Command{bot.Yes{}}},
		"erased":                 {"erase", []bot.Command{bot.Yes{}}},
	} {
		now := c
		if tt.offer != "" {
			now = c.Apply(bot.Event{Kind: bot.Offered, Note: tt.offer})
		}
		if out, _ := do(clerk, now, tt.cmds...); !slices.Contains(out.Later, nudge) {
			t.Errorf("%s: later %+v", name, out.Later)
		}
	}
	if out, _ := doAt(clerk, c, laura, noon, bot.Act{Action: "note", Text: "x", By: laura}); len(out.Later) != 0 {
		t.Errorf("a note: later %+v", out.Later)
	}
}

func TestTwinsAreWrittenDownAndReadBack(t *testing.T) {
	list := []bot.Twin{telegramTwin, {Folio: "PAB-0010", Channel: "chat", Status: bot.TakenStatus, Same: bot.SameReach}}
	if got := bot.ShownTwins(bot.ShowTwins(list)); !slices.Equal(got, list) {
		t.Errorf("got %+v", got)
	}
	if got := bot.ShownTwins(""); got != nil {
		t.Errorf("none is %+v", got)
	}
}

package handlers

import (
	"reflect"
	"strings"
	"testing"

	"pabellon/bot"
)

// The statuses in the order of the columns below, and the conversation of each.
func deskColumns() map[string]bot.Conversation {
	return map[string]bot.Conversation{
		"none": greeted("es"), "draft": inForm("rfc"), "submitted": sentForm(bot.SubmittedStatus), "taken": sentForm(bot.TakenStatus),
		"asked": sentForm(bot.AskedStatus), "approved": sentForm(bot.ApprovedStatus), "declined": sentForm(bot.DeclinedStatus),
		"withdrawn": sentForm(bot.WithdrawnStatus), "handed off": inForm("rfc").Apply(bot.Event{Kind: bot.HandedOff}),
	}
}

// What each action does: the event, whether the owner hears of it, and which cards staff get.
func TestWhatStaffDoInEachStatus(t *testing.T) {
	const refused = " | | update"
	clerk := testClerk(t)
	tests := []struct {
		action, text string
		want         map[string]string // "" is what all others get
	}{
		{"take", "", map[string]string{"": refused, "submitted": "taken | person | candidate update",
			"asked": "taken | person | candidate update", "approved": "taken | person | candidate update", "declined": "taken | person | candidate update",
			"handed off": "taken | person | handoff"}},
		{"approve", "", map[string]string{"": refused, "submitted": "approved | person | candidate update", "taken": "approved | person | candidate update",
			"asked": "approved | person | candidate update"}},
		{"approve", "Bienvenida", map[string]string{"": refused, "submitted": "approved | person | candidate update", "taken": "approved | person | candidate update",
			"asked": "approved | person | candidate update", "declined": "approved | person | candidate update"}},
		{"decline", "", map[string]string{"": refused}},
		{"decline", " \n ", map[string]string{"": refused}},
		{"decline", "Falta registro", map[string]string{"": refused, "submitted": "declined | person | candidate update", "taken": "declined | person | candidate update",
			"asked": "declined | person | candidate update", "approved": "declined | person | candidate update"}},
		{"ask", "", map[string]string{"": refused}},
		{"ask", "¿Tu constancia?", map[string]string{"": refused, "submitted": "info_asked | person | candidate update", "taken": "info_asked | person | candidate update",
			"asked": "info_asked | person | candidate update", "approved": "info_asked | person | candidate update", "declined": "info_asked | person | candidate update"}},
		{"reply", "", map[string]string{"": refused}},
		{"reply", "Hola", map[string]string{"": "replied | person | update"}},
		{"note", "", map[string]string{"": refused}},
		{"note", "Ojo", map[string]string{"": "noted | | update"}},
		{"resume", "", map[string]string{"": refused, "handed off": "returned field_asked | person | handoff"}},
		{"dance", "x", map[string]string{"": refused}},
		{"", "", map[string]string{"": refused}},
	}
	for _, tt := range tests {
		for column, c := range deskColumns() {
			want, ok := tt.want[column]
			if !ok {
				want = tt.want[""]
			}
			out, _ := doAt(clerk, c, laura, noon, bot.Act{Action: tt.action, Text: tt.text, By: laura})
			if got := desk(out); got != want {
				t.Errorf("%s %q, %s: %q, want %q", tt.action, tt.text, column, got, want)
			}
			for _, e := range out.Events {
				if e.Actor != laura {
					t.Errorf("%s, %s: %s is done by %+v", tt.action, column, e.Kind, e.Actor)
				}
			}
		}
	}
}

// desk tells what an action led to: "events | person | cards of staff".
func desk(out bot.Outcome) string {
	person := ""
	if len(to(out, bot.Person)) > 0 {
		person = "person "
	}
	var cards []string
	for _, m := range to(out, bot.ForStaff) {
		cards = append(cards, string(m.Card))
	}
	return happenings(out) + " | " + person + "| " + join(cards)
}

func TestTakingTwiceIsSaidAndNotDone(t *testing.T) {
	clerk := testClerk(t)
	c := sentForm(bot.SubmittedStatus)
	_, c = doAt(clerk, c, laura, noon, bot.Act{Action: "take", By: laura})
	if c.Holder != laura || c.App.Status != bot.TakenStatus {
		t.Fatalf("held by %+v, status %q", c.Holder, c.App.Status)
	}
	out, _ := doAt(clerk, c, laura, noon, bot.Act{Action: "take", By: laura})
	if got := desk(out); got != " | | update" || !strings.Contains(said(out, bot.ForStaff), "Laura") {
		t.Errorf("again: %q %q", got, said(out, bot.ForStaff))
	}
	beto := bot.Actor{Kind: bot.Staff, ID: "U2", Name: "Beto"}
	out, c = doAt(clerk, c, beto, noon, bot.Act{Action: "take", By: beto})
	if got := desk(out); got != " | | update" || c.Holder != laura || !strings.Contains(said(out, bot.ForStaff), "Ya la lleva Laura; Beto no la tomó") {
		t.Errorf("two at once: %q %q, held by %+v", got, said(out, bot.ForStaff), c.Holder)
	}
}

// The owner reads the staff's words as they are, once, and with no power over the marks.
func TestTheStaffsWordsReachTheOwnerAsWritten(t *testing.T) {
	clerk := testClerk(t)
	words := "Ven el **lunes** [aquí](https://estafa.example) con {folio}"
	for _, action := range []string{"approve", "decline", "ask", "reply"} {
		out, _ := doAt(clerk, sentForm(bot.TakenStatus), laura, noon, bot.Act{Action: action, Text: words, By: laura})
		if strings.Count(said(out, bot.Person), words) != 1 {
			t.Errorf("%s: the owner reads %q", action, said(out, bot.Person))
		}
		for _, m := range out.Messages {
			for _, s := range bot.Spans(m.Text) {
				if s.URL != "" || s.Bold && s.Text == "lunes" {
					t.Errorf("%s: the words are dressed in %q", action, m.Text)
				}
			}
		}
	}
	out, _ := doAt(clerk, sentForm(bot.TakenStatus), laura, noon, bot.Act{Action: "note", Text: words, By: laura})
	if len(to(out, bot.Person)) != 0 || !strings.Contains(said(out, bot.ForStaff), words) {
		t.Errorf("a note: the owner reads %q, staff %q", said(out, bot.Person), said(out, bot.ForStaff))
	}
}

func TestBadNewsHaveNoExclamationMarkAndAWayOut(t *testing.T) {
	clerk := testClerk(t)
	for _, lang := range []string{"es", "en"} {
		c := sentForm(bot.TakenStatus).Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
		out, next := doAt(clerk, c, laura, noon, bot.Act{Action: "decline", Text: "Falta registro", By: laura})
		m := only(t, out, bot.Person)
		if strings.ContainsAny(m.Text, "!¡") || taps(m) != "human" || m.Status != bot.DeclinedStatus || next.App.Words != "Falta registro" {
			t.Errorf("%s: %q %q", lang, m.Text, taps(m))
		}
	}
}

func TestTheCandidatesCardHasTheButtonsOfItsStatus(t *testing.T) {
	clerk := testClerk(t)
	tests := []struct {
		status bot.Status
		want   string
	}{
		{bot.SubmittedStatus, "act:take act:approve act:ask act:decline"},
		{bot.TakenStatus, "act:approve act:ask act:decline"},
		{bot.AskedStatus, "act:take act:approve act:ask act:decline"},
		{bot.ApprovedStatus, "act:ask act:decline"},
		{bot.DeclinedStatus, "act:approve act:ask"},
		{bot.WithdrawnStatus, ""},
	}
	for _, tt := range tests {
		k := &turn{Clerk: clerk, c: sentForm(tt.status), now: noon}
		k.candidateCard()
		m := only(t, k.out, bot.ForStaff)
		if got := taps(m); got != tt.want || m.Replaces != "candidate" || m.Application != "PAB-0001" || m.Status != tt.status {
			t.Errorf("%s: %q, want %q; card %+v", tt.status, got, tt.want, m)
		}
		if tt.status == bot.TakenStatus && m.Holder != "Beto" {
			t.Errorf("the holder is %q", m.Holder)
		}
		for _, text := range []string{"PAB-0001", "Café Sol", "Veracruz", clerk.words["es"]["staff.status."+string(tt.status)]} {
			if !strings.Contains(m.Text, text) {
				t.Errorf("%s: the card's head is %q, without %q", tt.status, m.Text, text)
			}
		}
	}
}

func TestAStaffMembersButtonIsTheirAction(t *testing.T) {
	clerk := testClerk(t)
	for _, action := range []string{"take", "approve", "decline", "ask", "reply", "resume"} {
		cmds, _ := clerk.Understand(sentForm(bot.SubmittedStatus), bot.Turn{ID: "m9", Actor: laura, Button: payload("act", action), Text: " hola\u200b "})
		if want := (bot.Act{Action: action, Text: "hola", By: laura}); len(cmds) != 1 || !reflect.DeepEqual(cmds[0], want) {
			t.Errorf("%s is %+v, want %+v", action, cmds, want)
		}
	}
	cmds, _ := clerk.Understand(sentForm(bot.SubmittedStatus), bot.Turn{ID: "m9", Actor: laura, Button: payload("erase!")})
	if !reflect.DeepEqual(cmds[0], bot.Act{By: laura}) {
		t.Errorf("an owner's button, pressed by staff, is %+v", cmds)
	}
}

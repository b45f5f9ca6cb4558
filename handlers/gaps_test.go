package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// asker waits for an answer to some questions since so many hours before noon.
func asker(chat, lang string, hours int, words ...string) bot.Open {
	return bot.Open{Conversation: "chat:" + chat, Name: "Ana " + chat, Lang: lang, Words: words,
		Promises: []bot.Promise{{For: bot.ForQuestion, Since: noon.Add(-time.Duration(hours) * time.Hour), By: noon.Add(6 * time.Hour)}}}
}

func TestPeopleWhoAskTheSameStandTogether(t *testing.T) {
	all := []bot.Open{
		asker("a", "es", 1, "cuanto cabe en un contenedor de 20 pies"),
		asker("b", "es", 3, "¿Y cuánto cabe en un contenedor de 20 pies?"),
		asker("c", "es", 2, "cuanto cabe en un contenedor de 40 pies"),
		asker("d", "en", 2, "how much fits into a 20 foot container"),
		asker("e", "en", 9, "How much fits in a 20 foot container?"),
		asker("f", "es", 4, "cuanto cabe en un contenedor de 20 pies", "¿aceptan mezcal?"),
		{Conversation: "chat:g", Lang: "es", Promises: []bot.Promise{{For: bot.ForHandoff}}},
	}
	for chat, want := range map[string]string{"a": "b a", "b": "b a", "c": "c", "d": "e d", "f": "f", "g": "", "nobody": ""} {
		var got []string
		for _, o := range testClerk(t).Gather("chat:"+chat, all) {
			got = append(got, strings.TrimPrefix(o.Conversation, "chat:"))
		}
		if join(got) != want {
			t.Errorf("%s stands with %q, want %q", chat, join(got), want)
		}
	}
}

func TestTheCardOfAQuestionShowsWhoAsksItInTheirWords(t *testing.T) {
	clerk := testClerk(t)
	one := clerk.Gaps([]bot.Open{asker("a", "es", 1, "¿aceptan mezcal?")}, noon)
	if one.Card != bot.GapCard || bot.Plain(one.Text) != "Sin respuesta: «¿aceptan mezcal?»\nLo pregunta: Ana a. El asistente no lo sabe; con Responder le contestas en su chat.\nPrometido: hoy 18:00 (mié 25 nov)" || taps(one) != "act:reply act:take" {
		t.Errorf("%q %s", bot.Plain(one.Text), taps(one))
	}
	soon := asker("c", "en", 2, "do they take mezcal?")
	soon.Promises[0].By = noon.Add(time.Hour)
	many := clerk.Gaps([]bot.Open{asker("a", "en", 3, "Do they take mezcal"), asker("b", "en", 2, "do they accept mezcal"), soon}, noon)
	for _, words := range []string{"lo preguntan 3 personas: «Do they take mezcal»\n«do they accept mezcal»\nPreguntan en inglés", "una sola vez", "Prometido: hoy 13:00"} {
		if !strings.Contains(bot.Plain(many.Text), words) {
			t.Errorf("no %q in %q", words, bot.Plain(many.Text))
		}
	}
	if taps(many) != "act:answer" || many.Buttons[0].Label != "Responder a los 3" || strings.Contains(many.Text, "Ana") {
		t.Errorf("%+v", many)
	}
	if none := clerk.Gaps(nil, noon); len(none.Buttons) != 0 || none.Text == "" {
		t.Errorf("nobody asks, and it says %+v", none)
	}
}

// waiter waits for a decision that is late since a day, and known of or not.
func waiter(folio, holder string, late time.Time, seen int) bot.Open {
	return bot.Open{Conversation: "chat:" + folio, Folio: folio, Name: "Ana <!channel>", Lang: "es", Holder: bot.Actor{Kind: bot.Staff, ID: holder, Name: holder},
		Promises: []bot.Promise{{For: bot.ForApplication, Since: late.Add(-72 * time.Hour), By: noon.Add(6 * time.Hour), Broken: 1, Late: late, Seen: seen}}}
}

func TestAReminderIsForTheHolderFirstAndThenForAll(t *testing.T) {
	clerk, yesterday := testClerk(t), noon.AddDate(0, 0, -1)
	for _, c := range []struct {
		name string
		open bot.Open
		want string
	}{
		{"on the first day who has it", waiter("PAB-0001", "U2", noon.Add(-time.Hour), 0), "U2"},
		{"then all", waiter("PAB-0001", "U2", yesterday, 0), ""},
		{"nobody has it", waiter("PAB-0001", "", noon, 0), ""},
		{"nothing is late", asker("a", "es", 1, "¿?"), ""},
	} {
		if got := clerk.Reminds(c.open, noon); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAReminderListsAllWhoWait(t *testing.T) {
	clerk, yesterday := testClerk(t), noon.AddDate(0, 0, -1)
	all := []bot.Open{waiter("PAB-0001", "Beto", yesterday, 1), asker("a", "es", 1, "¿?"), waiter("PAB-0002", "", yesterday, 0)}
	m := clerk.Overdue(all, noon)
	text := bot.Plain(m.Text)
	if !strings.HasPrefix(text, "2 personas esperan respuesta y el plazo pasó\n• PAB-0001 Ana <!channel> Solicitud sin respuesta; espera desde sáb 21 nov 12:00. Nuevo plazo: hoy 18:00 (mié 25 nov). Lo tiene Beto.\n• PAB-0002 ") || taps(m) != "act:seen" {
		t.Errorf("%q %s", text, taps(m))
	}
	m = clerk.Overdue(all[:1], noon)
	if !strings.HasSuffix(bot.Plain(m.Text), "El equipo ya está enterado.") || taps(m) != "act:reply" || m.Holder != "Beto" {
		t.Errorf("%q %s", bot.Plain(m.Text), taps(m))
	}
	many := slices.Repeat(all[2:], 25)
	if text := bot.Plain(clerk.Overdue(many, noon).Text); strings.Count(text, "•") != shownLate || !strings.Contains(text, "Y 5 más") {
		t.Errorf("%q", text)
	}
	if m := clerk.Overdue(all[1:2], noon); len(m.Buttons) != 0 || m.Text == "" {
		t.Errorf("%+v", m)
	}
}

// Who takes a question is named on its card, and nobody else is offered to take it.
func TestTheCardOfAQuestionSaysWhoHasIt(t *testing.T) {
	clerk := testClerk(t)
	laura := bot.Actor{Kind: bot.Staff, ID: "laura", Name: "Laura"}
	_, c := do(clerk, greeted("es"), bot.AskTeam{Question: "¿y la luna?"})
	out, _ := doAt(clerk, c, laura, noon, bot.Act{Action: "take", By: laura})
	for _, m := range to(out, bot.ForStaff) {
		if m.Card == bot.GapCard {
			if !strings.Contains(m.Text, "Lo tiene Laura.") || taps(m) != "act:reply" {
				t.Errorf("%q with %q", m.Text, taps(m))
			}
			return
		}
	}
	t.Errorf("the card stays as it was:\n%s", said(out, bot.ForStaff))
}

package web

import (
	"testing"

	"pabellon/bot"
)

// wrote is a room in which Laura writes, corrects and takes back what she wrote.
func wrote() Room {
	laura := bot.Actor{Kind: bot.Staff, ID: "laura", Name: "Laura"}
	record := func(id string, kind bot.EventKind, m ...Said) Record {
		return Record{Turn: bot.Turn{ID: id, Actor: laura}, Events: []bot.Event{{Kind: kind, Actor: laura}}, Messages: m}
	}
	said := func(id, text, place string) Said {
		return Said{ID: id, Sent: true, Message: bot.Message{To: bot.Person, Text: text, Replaces: place}}
	}
	line := Said{ID: "l", Message: bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Replaces: "line:1", Text: "Laura escribió: «a»\n✓ entregado 14:02"}}
	return Room{Records: []Record{
		record("1", bot.Replied, said("m1", "Laura: hacta", "words:1"), line),
		{Turn: bot.Turn{ID: "2", Actor: bot.Actor{Kind: bot.Clock}}, Events: []bot.Event{{Kind: bot.Delivered}}, Messages: []Said{line}},
		record("3", bot.Replied, said("m2", "Laura: otra cosa", "words:2")),
		record("4", bot.Reworded, said("m3", "Laura: acta", "words:1")),
		record("5", bot.Retracted, said("m4", "El equipo retiró este mensaje.", "words:2")),
	}}
}

func TestACorrectionStandsWhereTheWordsStood(t *testing.T) {
	all := lines(wrote())
	if len(all) != 2 {
		t.Fatalf("%d lines: %+v", len(all), all)
	}
	if l := all[0]; l.ID != "m3" || l.By != "person" || l.Name != "Laura" || l.Paras[0].Spans[0].Text != "Laura: acta" {
		t.Errorf("the first is %+v", l)
	}
	if l := all[1]; l.ID != "m4" || l.Paras[0].Spans[0].Text != "El equipo retiró este mensaje." {
		t.Errorf("the second is %+v", l)
	}
}

func TestThePageDoesNotRepeatWhatTheEntryOfTheWordsSays(t *testing.T) {
	w, _ := site(t)
	for _, e := range w.threadView("web:a", wrote()).Entries {
		if e.Kind == "update" && e.By == "clock" {
			t.Errorf("an entry says %q", e.Text)
		}
	}
	desk := deskView([]Post{{Conversation: "web:a", Said: wrote().Records[1].Messages[0]},
		{Conversation: "web:a", Said: Said{ID: "c", Message: bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "El candidato contestó."}}}})
	if len(desk.Posts) != 1 || desk.Posts[0].ID != "c" {
		t.Errorf("the desk shows %+v", desk.Posts)
	}
}

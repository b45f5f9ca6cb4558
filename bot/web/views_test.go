package web

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// applied carries an application through, up to its folio.
func applied(t *testing.T, f *fake) {
	t.Helper()
	f.says(t, chat, "quiero aplicar", "button:v1:yes", "Café Sol", "CSO150612K73", "Ana López", "Dueña", "ana@cafesol.example", "+52 55 1234 5678", "Veracruz", "Alimentos", "Café tostado", "Todavía no", "800 kg al mes", "button:v1:send")
}

func TestTheRoomDrawsEachLineWithItsOrigin(t *testing.T) {
	w, f := site(t)
	f.says(t, chat, "cuanto cuesta la membresia", "button:v1:up")
	applied(t, f)
	room := into[roomJSON](t, get(w, "api/room?chat="+chat).Body)
	if room.Done != 11 || room.Total != 11 || room.Folio != "PAB-0042" || room.Status != "submitted" || room.Business != "Café Sol" || room.Waiting {
		t.Errorf("the head is %+v", room.headJSON)
	}
	var tickets, reviews int
	for _, l := range room.Lines {
		if l.Ticket != nil && l.Ticket.Folio == "PAB-0042" && l.Ticket.Business == "Café Sol" {
			tickets++
		}
		if l.Review {
			reviews++
			if l.Facts[1].Field != "rfc" || l.Facts[1].Origin != "text" || l.Facts[1].At == "" || !l.Facts[1].Warn {
				t.Errorf("the review's RFC is %+v", l.Facts[1])
			}
		}
	}
	if tickets != 1 || reviews != 1 {
		t.Errorf("%d tickets and %d reviews", tickets, reviews)
	}
	answer, vote := room.Lines[1], room.Lines[2]
	if len(answer.Paras) != 2 || !answer.Paras[0].Spans[1].Bold || len(answer.Sources) != 1 || answer.Turn != room.Lines[0].ID {
		t.Errorf("the answer is %+v", answer)
	}
	if vote.Text != "👍" || vote.Payload != "v1:up" {
		t.Errorf("the vote is %+v", vote)
	}
}

func TestAnEditChangesTheLineItNames(t *testing.T) {
	w, f := site(t)
	for _, body := range []string{`"id":"a","text":"mi correo es ana@cafesol.mx"`, `"id":"b","edit":"a","text":"mi correo es anita@cafesol.mx"`} {
		if rec := post(w, "turns", `{"chat":"`+chat+`",`+body+`}`); rec.Code != 202 {
			t.Fatal(rec.Body)
		}
	}
	_ = f
	room := into[roomJSON](t, get(w, "api/room?chat="+chat).Body)
	if l := room.Lines[0]; !l.Edited || !strings.Contains(l.Text, "anita") {
		t.Errorf("the line is %+v", l)
	}
	for _, l := range room.Lines {
		if l.ID == chat+".b" {
			t.Error("the edit is a line of its own")
		}
	}
}

func TestMessagesTravelAsSpansNeverAsMarkup(t *testing.T) {
	got := paragraphs("Hola **Ana** <b>\n\n• uno\n2. [dos](https://a.example/x)\n`tres` fin")
	if len(got) != 4 || got[0].Spans[1].Text != "Ana" || !got[0].Spans[1].Bold || got[0].Spans[2].Text != " <b>" {
		t.Fatalf("%+v", got)
	}
	if got[1].Kind != "item" || got[2].Kind != "step" || got[2].Spans[0].URL != "https://a.example/x" || !got[3].Spans[0].Code {
		t.Errorf("%+v", got[1:])
	}
	if p := paragraphs("[malo](javascript:alert)"); p[0].Spans[0].URL != "" {
		t.Error("a script became a link")
	}
	if p := paragraphs("1,500 dólares. Nada más"); p[0].Kind != "" {
		t.Errorf("a sentence became a list: %+v", p)
	}
}

func TestACardIsUpdatedInItsPlace(t *testing.T) {
	w, f := site(t)
	applied(t, f)
	f.says(t, "otro-chat-1", "zzz no sé qué")
	staffDoes(t, w, `"conversation":"web:`+chat+`","id":"1","action":"take"`)
	desk := into[deskJSON](t, get(w, "api/desk").Body)
	if len(desk.Posts) != 2 || desk.Posts[0].Card != "candidate" || desk.Posts[0].Status != "taken" || desk.Posts[0].Holder != "Laura Mora" || desk.Posts[0].Title != "Café Sol" || desk.Posts[0].Updated == "" {
		t.Errorf("the desk is %+v", desk.Posts)
	}
	if desk.Posts[1].Card != "gap" || desk.Posts[1].Closed {
		t.Errorf("the gap is %+v", desk.Posts[1])
	}
}

func staffDoes(t *testing.T, w *Web, what string) {
	t.Helper()
	if rec := post(w, "staff", `{"staff":"laura",`+what+`}`); rec.Code != 202 {
		t.Fatalf("%s: %d %s", what, rec.Code, rec.Body)
	}
}

func TestStaffActInTheCandidatesConversation(t *testing.T) {
	w, f := site(t)
	applied(t, f)
	staffDoes(t, w, `"application":"PAB-0042","id":"s1","action":"ask","text":"¿Nos mandas tu constancia?"`)
	turn := f.turns[len(f.turns)-1]
	if turn.Conversation != "web:"+chat || turn.Actor != (bot.Actor{Kind: bot.Staff, ID: "laura", Name: "Laura Mora"}) || turn.Action != "ask" {
		t.Errorf("the turn is %+v", turn)
	}
	staffDoes(t, w, `"application":"PAB-0042","id":"s2","action":"note","text":"Esperamos la constancia"`)
	for body, want := range map[string]int{
		`{"staff":"laura","application":"PAB-9999","id":"x","action":"take"}`:          404,
		`{"staff":"nadie","application":"PAB-0042","id":"x","action":"take"}`:          400,
		`{"staff":"laura","application":"PAB-0042","id":"x","action":"delete"}`:        400,
		`{"staff":"laura","application":"PAB-0042","id":"x","action":"reply"}`:         400,
		`{"staff":"laura","id":"x","action":"take"}`:                                   400,
		`{"staff":"laura","application":"PAB-0042","id":"x y","action":"take"}`:        400,
		`{"staff":"laura","application":"PAB-0042","id":"x","action":"take","at":"1"}`: 400,
	} {
		if rec := post(w, "staff", body); rec.Code != want {
			t.Errorf("%s: %d, want %d", body, rec.Code, want)
		}
	}
	thread := into[threadJSON](t, get(w, "api/thread?conversation=web:"+chat).Body)
	if n := len(thread.Entries); n != 3 || thread.Entries[0].Kind != "submitted" || thread.Entries[1].Sent == "" || thread.Entries[2].Text != "Esperamos la constancia" || thread.Owner != "Ana López" {
		t.Errorf("the thread is %+v", thread.Entries)
	}
	if len(thread.Answers) != 11 || thread.Answers[1].Note == "" {
		t.Errorf("the answers are %+v", thread.Answers)
	}
}

func TestTheThreadTellsWhatDidNotArrive(t *testing.T) {
	rec := Record{Turn: bot.Turn{Actor: bot.Actor{Kind: bot.Staff, Name: "Laura Mora"}, At: monday}, Events: []bot.Event{{Kind: bot.Replied, Text: "hola", Actor: bot.Actor{Kind: bot.Staff, Name: "Laura Mora"}}},
		Messages: []Said{{ID: "1", Message: bot.Message{To: bot.Person, Text: "hola"}, Failed: "blocked by the user"}}}
	e := entryView(rec, rec.Events[0], "Ana")
	if e.Failed != "blocked by the user" || e.Sent != "" || e.At != stamp(monday) {
		t.Errorf("%+v", e)
	}
	w, _ := site(t)
	r := Room{Records: []Record{rec}}
	if l := lines(r)[0]; l.By != "person" || l.Name != "Laura Mora" || !l.Failed {
		t.Errorf("%+v", l)
	}
	_ = w
}

func TestBehindShowsWhyItSaidThat(t *testing.T) {
	w, f := site(t)
	f.says(t, chat, "hola", "cuanto cuesta la membresia")
	steps := into[[]stepJSON](t, get(w, "api/behind?chat="+chat).Body)
	s := steps[0]
	if len(steps) != 2 || s.N != 2 || s.Commands[0].Name != "ask" || s.Threshold != 0.55 || s.Sure != "answer" || s.Ms != 9 || s.Model != "" {
		t.Errorf("the step is %+v", s)
	}
	if len(s.Passages) != 3 || !s.Passages[0].Cited || s.Passages[1].Cited {
		t.Errorf("the passages are %+v", s.Passages)
	}
	if len(s.Figures) != 3 || !s.Figures[0].Found {
		t.Errorf("the figures are %+v", s.Figures)
	}
	if s.Events[0].Name != "answered" || len(s.Said) != 1 {
		t.Errorf("the rest is %+v %+v", s.Events, s.Said)
	}
}

func TestAFigureThatNoPassageHasIsShown(t *testing.T) {
	rec := Record{Commands: bot.Commands{bot.Ask{Found: bot.Found{Passages: []bot.Passage{{Text: "Son 1,500 dólares, un 15 %."}}}}},
		Messages: []Said{{Message: bot.Message{To: bot.Person, Text: "Son 1,500 o 1,800 dólares, 15 %.", Sources: []bot.Source{{ID: "x"}}}}}}
	got := figures(rec)
	if len(got) != 3 || !got[0].Found || got[1].Found || !got[2].Found {
		t.Errorf("%+v", got)
	}
}

func TestAWaitingTurnShowsInTheHead(t *testing.T) {
	w, f := site(t)
	f.delay = time.Hour
	f.says(t, chat, "hola")
	room := into[roomJSON](t, get(w, "api/room?chat="+chat).Body)
	if !room.Waiting || len(room.Lines) != 1 {
		t.Errorf("%+v", room)
	}
}

func TestTheProgrammeAndTheArticles(t *testing.T) {
	w, f := site(t)
	applied(t, f)
	staffDoes(t, w, `"application":"PAB-0042","id":"1","action":"approve"`)
	p := into[programmeJSON](t, get(w, "api/programme").Body)
	if p.Approved != 25 || p.Before != 24 || p.Here != 1 || p.AsOf != "2018-08" || p.Target != 100 || p.InReview != 0 {
		t.Errorf("%+v", p)
	}
	a := into[struct {
		Articles []articleJSON `json:"articles"`
	}](t, get(w, "api/articles").Body)
	if len(a.Articles) != 7 || strings.Join(a.Articles[0].Langs, ",") != "en,es" || a.Articles[0].Sources != 3 {
		t.Errorf("%+v", a.Articles)
	}
}

package slack_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack/slacktest"
)

func TestFilesGoWithTheWordsOfStaff(t *testing.T) {
	d := acts(t)
	must(t, d.laura.Click(deskID, d.posted(), "Pedir información"))
	d.modal("Café Sol")
	id := d.laura.Attach("acta <!channel>.pdf", []byte(paperText))
	must(t, d.laura.Submit(map[string]any{"text": "Así se llena.", "files": []string{id}}))
	d.modal("Así lo va a leer.", "Así se llena.", "Le llegan además:", "acta !channel.pdf")
	must(t, d.laura.Submit(nil))
	d.until("the turn is kept", func() bool { return len(d.backend.all()) == 1 })
	got := d.backend.all()[0]
	if len(got.Files) != 1 || got.Files[0].Path != id {
		t.Fatalf("%+v", got)
	}
	in, err := d.slack.OpenFile(t.Context(), got.Files[0])
	must(t, err)
	defer in.Close()
	content := make([]byte, 100)
	n, _ := in.Read(content)
	if string(content[:n]) != paperText {
		t.Errorf("it reads %q", content[:n])
	}
	if _, err := d.slack.OpenFile(t.Context(), bot.File{Path: "F0NONE"}); err == nil {
		t.Error("a file that is not there is opened")
	}
	d.fake.Refused() // that last one
}

func TestWhatTheOwnerSentLiesInTheThread(t *testing.T) {
	d := open(t, nil)
	under := d.send(card("Nuevo candidato"), "", "")
	m := bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "Mandó dos archivos.", Under: bot.CandidatePlace,
		Documents: []bot.Document{{Name: "uno.pdf", Hash: "1"}, {Name: "perdido.pdf", Hash: "gone"}, {Name: "dos.pdf", Hash: "2"}}}
	receipt := d.send(m, "", under)
	_, ts, _ := strings.Cut(under, " ")
	if parts := strings.Fields(receipt); len(parts) != 4 {
		t.Fatalf("the receipt is %q", receipt)
	}
	var names []string
	for _, line := range d.fake.Channel(deskID).Thread(ts) {
		for _, f := range line.Files {
			names = append(names, f.Name)
		}
	}
	if !slices.Equal(names, []string{"uno.pdf", "dos.pdf"}) {
		t.Errorf("in the thread lie %q", names)
	}
	if line := d.send(m, receipt, under); line != receipt {
		t.Errorf("the line changes in its place, to %q", line)
	}
	if n := len(d.fake.Called("files.completeUploadExternal")); n != 2 {
		t.Errorf("%d uploads: a line that changes brings its files again", n)
	}
	d.clean()
}

func TestTheLineStandsThoughItsFileDoesNot(t *testing.T) {
	d := open(t, nil)
	d.fake.Fail(slacktest.Named("503_html").On("files.getUploadURLExternal"))
	receipt := d.send(bot.Message{To: bot.ForStaff, Card: bot.UpdateCard, Text: "Mandó uno.pdf.", Documents: []bot.Document{{Name: "uno.pdf", Hash: "1"}}}, "", "")
	if len(strings.Fields(receipt)) != 2 {
		t.Errorf("the receipt is %q", receipt)
	}
	if m := d.fake.Channel(deskID).Messages()[0]; !strings.Contains(m.Words(), "uno.pdf") {
		t.Errorf("the line: %s", m.Words())
	}
}

// owners sends something to Ana in her own chat.
func (d *desk) owners(m bot.Message, replaced string) string {
	d.t.Helper()
	m.To = bot.Person
	receipt, err := d.slack.Send(d.t.Context(), bot.Delivery{ID: "m-2", Conversation: "slack:U0ANA", Channel: "slack", Message: m, Replaced: replaced})
	must(d.t, err)
	return receipt
}

func (d *desk) anasChat() (out []string) {
	for _, m := range d.fake.Channel(d.ana.DM()).Messages() {
		line := m.Words()
		for _, f := range m.Files {
			line += " 📄" + f.Name
		}
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

func TestWordsToAnOwnerInSlackChangeInTheirPlace(t *testing.T) {
	d := open(t, nil)
	first := d.owners(bot.Message{Text: "Hola"}, "")
	if got := d.owners(bot.Message{Text: "Hola, Ana", Replaces: "words:1", Afresh: "Corrección:"}, first); got != first {
		t.Errorf("it stands at %q, not %q", got, first)
	}
	if chat := d.anasChat(); !slices.Equal(chat, []string{"Hola, Ana"}) {
		t.Errorf("she reads %q", chat)
	}
	files := d.owners(bot.Message{Files: []bot.Attachment{{Name: "carta.pdf", Content: []byte(paperText)}}}, "")
	if chat := d.anasChat(); !slices.Equal(chat, []string{"Hola, Ana", "📄carta.pdf"}) {
		t.Errorf("she reads %q", chat)
	}
	d.owners(bot.Message{Text: "Se retiró.", Withdraw: true}, first)
	d.owners(bot.Message{Text: "Se retiró.", Withdraw: true}, files)
	d.owners(bot.Message{Text: "Se retiró.", Withdraw: true}, "")
	if chat := d.anasChat(); slices.Contains(chat, "Hola, Ana") || slices.Contains(chat, "Se retiró.") || len(d.fake.Called("files.delete")) != 1 {
		t.Errorf("she reads %q", chat)
	}
	d.clean()
}

func TestWordsThatCannotBeChangedAreSaidAnew(t *testing.T) {
	d := openEditing(t, time.Nanosecond)
	first := d.owners(bot.Message{Text: "Hola"}, "")
	second := d.owners(bot.Message{Text: "Hola, Ana", Afresh: "Corrección:"}, first)
	if chat := d.anasChat(); second == first || !slices.Equal(chat, []string{"Hola", "Corrección:\nHola, Ana"}) {
		t.Errorf("she reads %q", chat)
	}
	d.fake.Fail(slacktest.Named("cant_delete_message").On("chat.delete"))
	d.owners(bot.Message{Text: "Se retiró.", Withdraw: true}, second)
	if chat := d.anasChat(); !slices.Equal(chat, []string{"Hola", "Corrección:\nHola, Ana", "Se retiró."}) {
		t.Errorf("she reads %q", chat)
	}
}

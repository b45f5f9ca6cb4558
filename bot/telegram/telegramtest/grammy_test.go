package telegramtest

import (
	"bytes"
	"testing"

	"pabellon/bot/fakes"
)

// TestABotThatWasNotWrittenForItIsServed plays a person with a bot on grammY.
func TestABotThatWasNotWrittenForItIsServed(t *testing.T) {
	b := strictly(t)
	b.Fail(Fault{Method: "getMyName", RetryAfter: 7})
	ended, output := fakes.Client(t, "grammy", "grammy", "PABELLON_GRAMMY", "TELEGRAM_API_URL="+b.URL(), "TELEGRAM_TOKEN="+b.Token())
	ctx := soon(t)
	fine := func(err error) {
		t.Helper()
		if err != nil {
			b.Close() // the bot ends by it
			<-ended
			t.Fatalf("%v; the bot says:\n%s", err, output)
		}
	}
	fine(b.Until(ctx, "the bot polls", b.Polling))
	ana := b.Person(Profile{ID: 77, First: "Ana", Lang: "es"})
	hers := ana.Start("feria")
	said, err := ana.Heard(ctx, 1)
	fine(err)
	query, err := ana.Press(said[0].ID, "Sí")
	fine(err)
	fine(b.Until(ctx, "the press is answered and the message changed", func() bool {
		text, _, _ := b.Answer(query)
		m := ana.Screen()[1]
		return text == "listo" && m.Text == "Sí exportas." && m.Buttons == nil
	}))
	paper := File{Kind: "document", Name: "constancia.pdf", MIME: "application/pdf", Content: []byte("%PDF-1.7\n…")}
	ana.SendFile(paper)
	said, err = ana.Heard(ctx, 2)
	fine(err)
	if f := said[1].File; f == nil || !bytes.Equal(f.Content, paper.Content) || f.Name != "copia.pdf" || said[1].Text != "de vuelta" {
		t.Errorf("the copy is %+v", said[1])
	}
	ana.Edit(hers, "hola")
	fine(b.Until(ctx, "the bot reacts", func() bool { return len(ana.Screen()[0].Reactions[b.me.ID]) == 1 }))
	ana.React(said[0].ID, "🎉")
	_, err = ana.Heard(ctx, 3)
	fine(err)
	fine(<-ended)
	refusals := b.Refused()
	if len(refusals) != 2 || b.Pending() != 0 || len(b.Unanswered()) != 0 {
		t.Errorf("refused %+v, pending %d, unanswered %v", refusals, b.Pending(), b.Unanswered())
	}
}

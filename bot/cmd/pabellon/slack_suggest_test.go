package main

import (
	"os"
	"strings"
	"testing"

	"pabellon/bot/fakes"
	"pabellon/bot/llm/llmtest"
	"pabellon/bot/slack/slacktest"
)

// advised runs a test with a bureau whose program has a language model, once with Socket
// Mode and once with signed HTTP.
func advised(t *testing.T, f func(b *bureau, m *llmtest.Server)) {
	t.Helper()
	t.Parallel()
	for name, socket := range map[string]bool{"socket": true, "http": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			schema, err := os.ReadFile(fakes.ContractPath(t, "openai/schemas.json"))
			if err != nil && os.Getenv("PABELLON_REQUIRE") != "" {
				t.Fatal(err)
			}
			m, err := llmtest.New(llmtest.Options{Schema: schema})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(m.Close)
			f(openBureauWith(t, socket, []string{"LLM_BASE_URL=" + m.URL(), "LLM_API_KEY=" + m.Key(), "LLM_MODEL=gpt-5-mini"}), m)
		})
	}
}

// suggests opens the modal of a card and has a reply suggested, until it shows words.
func (b *bureau) suggests(card slacktest.Message, label, words string) {
	b.Helper()
	if err := b.laura.Click(staffRoom, card.TS, label); err != nil {
		b.Fatal(err)
	}
	about := "" // which the modal says a moment after it opens
	if strings.Contains(card.Words(), "PAB-0001") {
		about = "PAB-0001"
	}
	b.modal("the modal opens", func(v *slacktest.View) bool {
		return v != nil && v.CallbackID == "act.write" && strings.Contains(v.Words(), about)
	})
	if err := b.laura.ClickModal("Sugerir respuesta"); err != nil {
		b.Fatal(err)
	}
	b.modal("the modal shows "+words, func(v *slacktest.View) bool {
		return v != nil && strings.Contains(v.Words()+fields(v), words)
	})
}

// fields is what stands in the text fields of a modal.
func fields(v *slacktest.View) (out string) {
	for _, block := range v.Values {
		if field, ok := block["v"].(map[string]any); ok {
			text, _ := field["value"].(string)
			out += text + "\n"
		}
	}
	return out
}

// TestAReplyIsSuggestedAndAPersonSendsIt: Ana waits for a person, asks, and Laura answers
// with a suggestion that she has changed.
func TestAReplyIsSuggestedAndAPersonSendsIt(t *testing.T) {
	advised(t, func(b *bureau, m *llmtest.Server) {
		m.When(llmtest.Wants("draft"), llmtest.Reply{Text: `{"text":"Hola. La CLABE tiene 18 dígitos y la solicitud nunca te la pide.","passages":["p1"]}`})
		ana, card := b.handed()
		ana.marks()
		b.acts(card, "Tomar la conversación", "")
		ana.sees("Laura Mora")
		ana.Write("mi correo es ana@cafesol.mx, ¿cuántos dígitos tiene la CLABE?")
		b.reads("«mi correo es ana@cafesol.mx")
		b.suggests(b.slack.Channel(staffRoom).Message(card.TS), "Responder", "La CLABE tiene 18 dígitos y la solicitud nunca te la pide.")
		if strings.Contains(ana.transcript(), "18 dígitos") {
			b.Errorf("nobody has sent it:\n%s", ana.transcript())
		}
		ana.marks()
		if err := b.laura.Submit(map[string]any{"text.1": "Hola, Ana. La CLABE tiene 18 dígitos; aquí nunca te la pedimos."}); err != nil {
			b.Fatal(err)
		}
		b.agrees("aquí nunca te la pedimos.")
		ana.sees("Hola, Ana. La CLABE tiene 18 dígitos; aquí nunca te la pedimos.")
		b.line("Laura Mora escribió", "✓ entregado")
		drafts := 0
		for _, c := range m.Calls() {
			if c.Request.SchemaName != "draft" {
				continue
			}
			drafts++
			if data := c.Request.Last("user"); !strings.Contains(data, "18 dígitos") || strings.Contains(data, "ana@") {
				b.Errorf("the model is given %s", data)
			}
		}
		if drafts != 1 {
			b.Errorf("%d drafts", drafts)
		}
		for _, r := range m.Refused() {
			b.Errorf("%s was refused: %s", r.Path, r.Error)
		}
		b.tidy()
	})
}

// TestWithoutASuggestionStaffWriteAsEver: the model lies, then it is down.
func TestWithoutASuggestionStaffWriteAsEver(t *testing.T) {
	advised(t, func(b *bureau, m *llmtest.Server) {
		m.When(llmtest.Wants("draft"), llmtest.Reply{Text: `{"text":"Tu solicitud quedó aprobada; te llamaremos mañana.","passages":[]}`})
		ana, card := b.applied()
		b.suggests(card, "Pedir información", "Ahora no tengo una sugerencia.")
		if err := b.laura.Fill(map[string]any{"text.1": "¿Nos mandas tu constancia?"}); err != nil {
			b.Fatal(err)
		}
		m.Down(true)
		if err := b.laura.ClickModal("Sugerir respuesta"); err != nil {
			b.Fatal(err)
		}
		b.modal("what was typed is back", func(v *slacktest.View) bool {
			return v != nil && v.Values["text.2"] != nil && strings.Contains(fields(v), "¿Nos mandas tu constancia?") && strings.Contains(v.Words(), "Ahora no tengo")
		})
		ana.marks()
		if err := b.laura.Submit(nil); err != nil {
			b.Fatal(err)
		}
		b.agrees("¿Nos mandas tu constancia?")
		ana.sees("¿Nos mandas tu constancia?")
		if strings.Contains(ana.transcript(), "aprobada") {
			b.Errorf("a lie reached the owner:\n%s", ana.transcript())
		}
		b.tidy()
	})
}

// TestWithoutAModelNothingIsSuggested: there is no button for it.
func TestWithoutAModelNothingIsSuggested(t *testing.T) {
	bureaus(t, func(b *bureau) {
		_, card := b.applied()
		b.opens(b.laura, "U0LAURA", card, "Pedir información")
		if err := b.laura.ClickModal("Sugerir respuesta"); err == nil {
			b.Error("there is a button")
		}
	})
}

// TestALongApplicationIsSummedUp is a summary on its card, which stays there.
func TestALongApplicationIsSummedUp(t *testing.T) {
	advised(t, func(b *bureau, m *llmtest.Server) {
		m.When(llmtest.Wants("summary"), llmtest.Reply{Text: `{"lines":["Café tostado y molido de altura, y miel de azahar en frascos.","500 kg al mes."]}`})
		ana := b.ana()
		ana.submits("Café tostado y molido de altura en bolsas de medio kilo y de un kilo, y también miel de azahar en frascos, todo hecho por mi familia en el campo")
		card := b.reads("Nuevo candidato · PAB-0001")
		want := "Resumen del asistente: Café tostado y molido de altura, y miel de azahar en frascos.\n500 kg al mes."
		if !strings.Contains(card.Words(), want) {
			b.Errorf("the card:\n%s", card.Words())
		}
		if strings.Contains(ana.transcript(), "Resumen") {
			b.Errorf("the owner reads\n%s", ana.transcript())
		}
		b.acts(card, "Tomar", "")
		if now := b.reads("En revisión · PAB-0001"); now.TS != card.TS || !strings.Contains(now.Words(), want) {
			b.Errorf("the card now:\n%s", now.Words())
		}
		for _, r := range m.Refused() {
			b.Errorf("%s was refused: %s", r.Path, r.Error)
		}
		b.tidy()
	})
}

package handlers

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// aTalk is a conversation with something of everything that is kept.
var aTalk = map[string]string{
	"es": `> costos
> 20 cajas de salsa de 60×40×40 cm, 12 kg cada una
> [Dejar la cuenta]
> quiero aplicar
> [Sí, acepto]
> Café **Sol** <b> de Coatepec
> CSO120304AB1
> [Sí, así está]
> Ana López
> [Después]
> ana@cafesol.mx
> perdón, el correo es anita@cafesol.mx
> {file constancia.pdf | aquí está}
> {voice}
> 228 123 4567
> Veracruz
> [Alimentos]
> Sí, así está
> Café tostado en bolsas de medio kilo
> [Nunca]
> 500 kg al mes
> [Sí, enviar]
staff> take
staff> note Sospecho que SECRETO no exporta
staff> ask ¿Nos mandas tu comprobante?
> mañana lo mando
staff> decline Falta el comprobante
> mis datos`,
	"en": `> I want to apply
> [Yes, I agree]
> Sun Coffee
> {file constancia.pdf}
> my data`,
}

func playTalk(t *testing.T, lang string) *stage {
	t.Helper()
	s := newStage(testClerk(t))
	s.play(t, aTalk[lang])
	return s
}

func dataFile(t *testing.T, s *stage, name string) string {
	t.Helper()
	b, err := s.clerk.DataFile(name, Data{Conversation: s.c, Talk: s.talk}, s.now)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// testdata/mis-datos.es.txt is what a person gets to read.
func TestTheDataFileIsPlainAndWhole(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		got, file := dataFile(t, playTalk(t, lang), bot.DataFileText), "testdata/mis-datos."+lang+".txt"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || got != string(want) {
			t.Errorf("%s, %v (-update to accept):\n%s", lang, err, diff(string(want), got))
		}
		if strings.Contains(got, "SECRETO") || strings.Contains(got, "{") {
			t.Errorf("%s: an internal note, or a phrase with holes:\n%s", lang, got)
		}
		for line := range strings.Lines(got) {
			if n := len([]rune(line)); n > textWidth+1 && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s: a line of %d characters: %s", lang, n, line)
			}
		}
	}
}

func TestTheDataFileForProgramsHasEverythingThatIsKept(t *testing.T) {
	s := playTalk(t, "es")
	text := dataFile(t, s, bot.DataFileJSON)
	var d struct {
		Conversation, Language string
		MadeAt                 time.Time `json:"made_at"`
		Consent                struct {
			Given   bool
			Version string
			At      time.Time
			Notice  string
		}
		Application struct {
			Folio, Status string
			Words         string `json:"team_words"`
		}
		Answers []struct {
			Field, Value, Before, Warning, Message, Said string
			At                                           time.Time
		}
		Documents []bot.Document
		Estimate  map[string]string
		Team      []struct{ Text string }
		Lines     []struct{ By, Text, ID string } `json:"conversation_lines"`
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	if d.Conversation != "chat:a1" || d.Language != "es" || !d.Consent.Given || d.Consent.At.IsZero() || !strings.Contains(d.Consent.Notice, "Aviso de privacidad") {
		t.Errorf("%+v", d)
	}
	if d.Application.Folio != "PAB-0001" || d.Application.Status != "declined" || d.Application.Words != "Falta el comprobante" {
		t.Errorf("%+v", d.Application)
	}
	if len(d.Team) != 2 || d.Team[0].Text != "¿Nos mandas tu comprobante?" || d.Estimate["boxes"] != "20" {
		t.Errorf("%+v, %+v", d.Team, d.Estimate)
	}
	if len(d.Documents) != 1 || d.Documents[0].Name != "constancia.pdf" || len(d.Documents[0].Hash) != 64 || d.Documents[0].Size != 210<<10 {
		t.Errorf("%+v", d.Documents)
	}
	answers := map[string]string{}
	for _, a := range d.Answers {
		answers[a.Field] = a.Value + "|" + a.Before + "|" + a.Said
		if a.Message == "" || a.At.IsZero() {
			t.Errorf("%+v comes from nowhere", a)
		}
	}
	for field, want := range map[string]string{
		"email":    "anita@cafesol.mx|ana@cafesol.mx|perdón, el correo es anita@cafesol.mx",
		"category": "Alimentos||Sí, así está", "documents": "constancia.pdf||aquí está [constancia.pdf]",
	} {
		if answers[field] != want {
			t.Errorf("%s is %q, want %q", field, answers[field], want)
		}
	}
	if len(d.Lines) < 50 || d.Lines[0].Text != "costos" || d.Lines[0].By != "you" || d.Lines[1].By != "assistant" {
		t.Errorf("%d lines, the first %+v", len(d.Lines), d.Lines[:2])
	}
	if strings.Contains(text, "SECRETO") {
		t.Error("an internal note is in it")
	}
}

func TestWhoHasOnlyTalkedHasAFileToo(t *testing.T) {
	clerk := testClerk(t)
	for _, name := range []string{bot.DataFileText, bot.DataFileJSON} {
		b, err := clerk.DataFile(name, Data{Conversation: bot.Conversation{ID: "chat:x"}}, noon)
		if err != nil || len(b) < 100 || strings.Contains(string(b), "null") {
			t.Errorf("%s: %s, %v", name, b, err)
		}
	}
	if _, err := clerk.DataFile("passwd", Data{}, noon); err == nil {
		t.Error("a file of another name was made")
	}
}

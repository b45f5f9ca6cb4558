package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// fullOverview has everything that a board can tell.
func fullOverview() bot.Overview {
	until := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC) // noon in Mexico City
	o := bot.Overview{Since: until.AddDate(0, 0, -7), Until: until, Approved: 27, Before: 24, Target: 100,
		Losing:       []bot.Loss{{Field: "rfc", Count: 12}, {Field: bot.AskConsent, Count: 5}, {Field: "email", Count: 2}, {Field: bot.AskReview, Count: 1}, {Field: "gone", Count: 1}},
		WaitingTotal: 11, New: 16, Decided: 9, ApprovedIn: 3, DeclinedIn: 6, TimeToDecide: 49 * time.Hour, Kept: 9, Broken: 1, UnansweredTotal: 4}
	for i, n := range []int{412, 120, 61, 40, 18, 3, 5} {
		o.Stages = append(o.Stages, bot.Stage{Name: bot.AllStages()[i], Count: n})
	}
	for i := range bot.MostWaiting {
		o.Waiting = append(o.Waiting, bot.Brief{Conversation: fmt.Sprint("telegram:", i), Folio: fmt.Sprintf("PAB-%04d", 20+i), Business: "Café *Sol*", State: "Veracruz",
			Status: bot.SubmittedStatus, Since: until.AddDate(0, 0, -3)})
	}
	laura, ivan := bot.Actor{ID: "U1", Name: "Laura"}, bot.Actor{ID: "U2", Name: "Iván"}
	o.Held = []bot.Brief{{Conversation: "web:1", Folio: "PAB-0004", Business: "Mezcal Luna", State: "Oaxaca", Status: bot.AskedStatus, Holder: laura, Since: until.AddDate(0, 0, -1)},
		{Conversation: "web:2", Folio: "PAB-0005", Business: "De otro", Status: bot.TakenStatus, Holder: ivan, Since: until},
		{Conversation: "web:3", Folio: "PAB-0006", Status: bot.TakenStatus, Holder: laura, Since: until}}
	return o
}

// boardText is a board as one reads it.
func boardText(b bot.Board) string {
	var out strings.Builder
	say := func(text string) {
		if text != "" {
			fmt.Fprintln(&out, bot.Plain(text))
		}
	}
	say(b.Title)
	say(b.Note)
	for _, p := range b.Parts {
		say("# " + p.Title)
		for _, l := range p.Lines {
			say(l)
		}
		for _, c := range p.Candidates {
			say("[" + c.Conversation + "] " + strings.ReplaceAll(c.Text, "\n", " / "))
		}
		say(p.More)
	}
	say(b.Foot)
	return out.String()
}

func TestABoardTellsOneOfStaffHowThingsStand(t *testing.T) {
	got := boardText(testClerk(t).Board(fullOverview(), "U1"))
	want := `Van 27 de 100
Faltan 73 para la meta · 24 de antes del asistente
# Tus candidatos (2)
[web:1] PAB-0004 · Mezcal Luna (Oaxaca) / Espera al candidato · contigo desde el dom 22 nov
[web:3] PAB-0006 / En revisión · contigo desde el lun 23 nov
# Esperan a que alguien los tome (11)
` + strings.Join(waitingLines(), "\n") + `
Y 1 más, que aquí no caben.
# El camino de los negocios
Escribieron: 412
Aceptaron el aviso: 120
Enviaron su solicitud: 61
Los atendió el equipo: 40
Se les pidió algo más: 18
Aprobados: 3
Rechazados: 5
# Dónde se quedan a medias
RFC es donde más se quedan: 12 a medias desde hace 3 días o más.
También: El aviso de privacidad 5 · Correo 2 · La revisión antes de enviar 1
# Los últimos 7 días
Solicitudes nuevas: 16
Decididas: 9 (aprobadas: 3, rechazadas: 6)
Hasta decidir: 2 días; la mitad tardó menos
Promesas de respuesta: cumplidas a tiempo 9, vencidas 1
Preguntas que nadie supo contestar: 4
Así estaba el lun 23 nov 12:00
`
	if got != want {
		t.Errorf("the board reads\n%s\ninstead of\n%s", got, want)
	}
}

func waitingLines() (out []string) {
	for i := range bot.MostWaiting {
		out = append(out, fmt.Sprintf("[telegram:%d] PAB-%04d · Café *Sol* (Veracruz) / Enviada el vie 20 nov", i, 20+i))
	}
	return out
}

func TestABoardOfNothingSaysSo(t *testing.T) {
	o := bot.Overview{Until: fullOverview().Until, Approved: 101, Target: 100, TimeToDecide: 20 * time.Minute}
	got := boardText(testClerk(t).Board(o, "U1"))
	for _, want := range []string{"Se llegó a la meta\n", "No llevas a nadie.", "Nadie espera", "Nadie tiene la solicitud a medias", "Hasta decidir: menos de 1 hora;"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "de antes") {
		t.Error(got)
	}
}

func TestThePicturesSayInWordsWhatTheyShow(t *testing.T) {
	k := testClerk(t)
	p := k.Board(fullOverview(), "U1").Picture
	if p.Alt != "Gráfica. Van 27 de 100. Faltan 73 para la meta · 24 de antes del asistente. El camino de los negocios: "+
		"Escribieron: 412, Aceptaron el aviso: 120, Enviaron su solicitud: 61, Los atendió el equipo: 40, Se les pidió algo más: 18, Aprobados: 3, Rechazados: 5." {
		t.Error(p.Alt)
	}
	if p.Whole != 100 || p.Part != 27 || p.First != 24 || fmt.Sprint(p.Marks) != "[25 50 75 100]" || p.Groups[0].Bars[5].Tone != "good" {
		t.Errorf("%+v", p)
	}
	w := k.WeekPicture(fullOverview())
	if w.Title != "La semana en números" || w.Note != "Del lun 16 nov al lun 23 nov" || len(w.Groups) != 2 || w.Whole != 0 ||
		!strings.Contains(w.Alt, "Solicitudes: Nuevas: 16, Decididas: 9, Esperan a alguien: 11.") || !strings.Contains(w.Alt, "Rechazados: 5.") {
		t.Errorf("%+v", w)
	}
	for _, alt := range []string{p.Alt, w.Alt} {
		if len([]rune(alt)) > 1000 { // files.getUploadURLExternal: alt_txt_too_large
			t.Errorf("%d characters", len([]rune(alt)))
		}
	}
}

func TestAVisitorReadsNoFigure(t *testing.T) {
	got := boardText(testClerk(t).Visitor())
	if !strings.Contains(got, "Mensajes") || !strings.Contains(got, "Soy un programa, no una persona.") || !strings.Contains(got, "ProMéxico") || strings.ContainsAny(got, "0123456789") {
		t.Error(got)
	}
}

// Slack takes 150 characters for a header, 75 for a label, 100 blocks for a Home tab.
func TestABoardFitsAHomeTab(t *testing.T) {
	o := fullOverview()
	for i := range 300 {
		o.Held = append(o.Held, bot.Brief{Conversation: "web:9", Folio: fmt.Sprint("PAB-", i), Holder: bot.Actor{ID: "U1"}, Business: strings.Repeat("Á", 3000)})
	}
	b := testClerk(t).Board(o, "U1")
	blocks := 4
	for _, p := range b.Parts {
		blocks += 3 + len(p.Candidates)
		if len([]rune(p.Title)) > 150 {
			t.Errorf("%q is too long", p.Title)
		}
	}
	if blocks > 100 || len(b.Parts[0].Candidates) != mostMine || b.Parts[0].More != "Y 282 más, que aquí no caben." {
		t.Errorf("%d blocks, %q", blocks, b.Parts[0].More)
	}
}

package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// reportShown is a report as it is read, an entry a line; one that is about a candidate has its
// conversation before it.
func reportShown(r bot.Report) string {
	out := []string{bot.Plain(r.Text)}
	for _, e := range r.Entries {
		line := strings.ReplaceAll(bot.Plain(e.Text), "\n", " / ")
		if e.Conversation != "" {
			line = "[" + e.Conversation + "] " + line
		}
		out = append(out, line)
	}
	return strings.TrimPrefix(strings.Join(out, "\n"), "\n")
}

// wednesday is when reports are made in these tests: 10 in the morning in Mexico.
var wednesday = time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC)

func reads(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

func TestWhoWasFoundIsToldWithHowTheyStand(t *testing.T) {
	k := testClerk(t)
	one := soughtOf(42, "Café *Sol* <!channel>", "Veracruz")
	one.Status, one.Holder = bot.TakenStatus, bot.Actor{ID: "U1", Name: "Laura Mora"}
	reads(t, "one", reportShown(k.ReportFound("cafe", []bot.Listed{one}, 1, wednesday)),
		"Un candidato para «cafe»:\n[telegram:42] PAB-0042 · Café *Sol* <!channel> (Veracruz) / En revisión · enviada el dom 1 nov · la lleva Laura Mora")
	two := soughtOf(7, "Hilos")
	reads(t, "two of many", reportShown(k.ReportFound("x", []bot.Listed{one, two}, 30, wednesday)),
		"30 candidatos para «x»; los 2 que más se parecen:\n[telegram:42] PAB-0042 · Café *Sol* <!channel> (Veracruz) / En revisión · enviada el dom 1 nov · la lleva Laura Mora\n[telegram:7] PAB-0007 · Hilos / Nuevo candidato · enviada el dom 1 nov")
	for text, want := range map[string]string{"": "Escribe a quién buscas", "  ": "Escribe a quién buscas", "<!here> `x`": "No encontré a nadie con «<!here> `x`»"} {
		if got := reportShown(k.ReportFound(text, nil, 0, wednesday)); !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// pendingOf is a conversation with an application.
func pendingOf(n int, status bot.Status, holder string, promises ...bot.Promise) bot.Conversation {
	c := bot.Conversation{ID: fmt.Sprint("telegram:", n), Promises: promises}
	c.App = bot.Application{Folio: fmt.Sprintf("PAB-%04d", n), Status: status, Submitted: wednesday.Add(-time.Duration(n) * time.Hour),
		Answers: map[string]bot.Answer{"business": {Value: fmt.Sprint("Negocio ", n)}}}
	if holder != "" {
		c.Holder = bot.Actor{Kind: bot.Staff, ID: holder, Name: strings.ToLower(holder)}
	}
	return c
}

func TestWhoWaitsStandsOnceMineFirstAndTheOldestFirst(t *testing.T) {
	late := bot.Promise{For: bot.ForApplication, Since: wednesday.Add(-100 * time.Hour), By: wednesday.Add(-time.Hour)}
	later := bot.Promise{For: bot.ForApplication, Since: wednesday.Add(-time.Hour), By: wednesday.Add(time.Hour)}
	broken := bot.Promise{For: bot.ForHandoff, Since: wednesday.Add(-30 * time.Hour), Broken: 2}
	talk := bot.Conversation{ID: "telegram:99", Promises: []bot.Promise{broken}}
	soon := bot.Conversation{ID: "telegram:98", Promises: []bot.Promise{{For: bot.ForHandoff, Since: wednesday.Add(-30 * time.Minute), By: wednesday.Add(time.Hour)}}}
	all := []bot.Conversation{pendingOf(1, bot.SubmittedStatus, "", later), pendingOf(2, bot.SubmittedStatus, ""), pendingOf(3, bot.TakenStatus, "ME"), pendingOf(4, bot.TakenStatus, "OTHER"),
		pendingOf(5, bot.AskedStatus, "OTHER"), pendingOf(6, bot.AskedStatus, "ME"), pendingOf(7, bot.SubmittedStatus, "", late), pendingOf(8, bot.TakenStatus, "OTHER", late),
		pendingOf(9, bot.ApprovedStatus, "ME"), pendingOf(10, bot.ApprovedStatus, "ME", broken), pendingOf(11, bot.WithdrawnStatus, ""), talk, soon, {ID: "telegram:12"}}
	reads(t, "mine", reportShown(testClerk(t).ReportWaiting(all, "ME", wednesday)), `Las llevas tú (3)
[telegram:10] PAB-0010 · Negocio 10 / Aprobado · enviada el mié 25 nov · la lleva me / Pidió una persona; espera desde mar 24 nov 04:00.
[telegram:6] PAB-0006 · Negocio 6 / Espera al candidato · enviada el mié 25 nov · la lleva me
[telegram:3] PAB-0003 · Negocio 3 / En revisión · enviada el mié 25 nov · la lleva me
Vencidas (3)
[telegram:7] PAB-0007 · Negocio 7 / Nuevo candidato · enviada el mié 25 nov / Solicitud sin respuesta; espera desde sáb 21 nov 06:00.
[telegram:8] PAB-0008 · Negocio 8 / En revisión · enviada el mié 25 nov · la lleva other / Solicitud sin respuesta; espera desde sáb 21 nov 06:00.
Alguien sin solicitud / Pidió una persona; espera desde mar 24 nov 04:00.
Nadie las ha tomado (3)
[telegram:2] PAB-0002 · Negocio 2 / Nuevo candidato · enviada el mié 25 nov
[telegram:1] PAB-0001 · Negocio 1 / Nuevo candidato · enviada el mié 25 nov
Alguien sin solicitud / Pidió una persona; espera desde mié 25 nov 09:30.
Esperan al candidato (1)
[telegram:5] PAB-0005 · Negocio 5 / Espera al candidato · enviada el mié 25 nov · la lleva other`)
	reads(t, "none", reportShown(testClerk(t).ReportWaiting(nil, "ME", wednesday)), "No hay nada pendiente.")
}

func TestOfManyWhoWaitAFewAreShownAndTheRestCounted(t *testing.T) {
	var all []bot.Conversation
	for n := range 100 {
		all = append(all, pendingOf(n, bot.SubmittedStatus, ""), pendingOf(200+n, bot.AskedStatus, "OTHER"), pendingOf(400+n, bot.TakenStatus, "ME"))
	}
	r := testClerk(t).ReportWaiting(all, "ME", wednesday)
	if len(r.Entries) != 3*(MostListed+2) || !strings.Contains(reportShown(r), "… y 92 más.") || !strings.Contains(reportShown(r), "(100)\n[telegram:99]") {
		t.Errorf("%d entries:\n%s", len(r.Entries), reportShown(r))
	}
}

func TestTheSummarySaysWhatTheBoardSays(t *testing.T) {
	k := testClerk(t)
	o := bot.Overview{Approved: 31, Before: 24, Target: 100, Until: wednesday, New: 4, Decided: 2, ApprovedIn: 1, DeclinedIn: 1, TimeToDecide: 30 * time.Hour, Kept: 3, Broken: 1, UnansweredTotal: 5,
		Stages: []bot.Stage{{Name: bot.StageSubmitted, Count: 9}, {Name: bot.StageApproved, Count: 7}}}
	reads(t, "some", reportShown(k.ReportSummary(o)), "Van 31 de 100 · Faltan 69 para la meta · 24 de antes del asistente\n"+
		"El camino de los negocios: Enviaron su solicitud: 9 · Aprobados: 7\n"+
		"Los últimos 7 días: Solicitudes nuevas: 4 · Decididas: 2 (aprobadas: 1, rechazadas: 1) · Hasta decidir: 30 horas; la mitad tardó menos · "+
		"Promesas de respuesta: cumplidas a tiempo 3, vencidas 1 · Preguntas que nadie supo contestar: 5")
}

func TestHelpShowsEveryVerbAndWhatWasNotUnderstood(t *testing.T) {
	k := testClerk(t)
	got := reportShown(k.ReportHelp("borrar <!channel> **todo**"))
	if !strings.HasPrefix(got, "No conozco «borrar <!channel> **todo**». Esto es lo que hay:\n/promexico buscar") {
		t.Error(got)
	}
	for _, verbs := range [][]inquiryVerb{inquiryVerbs, articleVerbs} {
		for _, v := range verbs {
			usual, _ := cutWord(k.words.say("es", "verb."+v.phrase))
			if v.means != bot.HelpVerb && !strings.Contains(got, usual) {
				t.Errorf("the help does not name %s", usual)
			}
		}
	}
}

func TestArticlesAreToldWithWhyInPlainWords(t *testing.T) {
	k := testClerk(t)
	text := "cuanto cuesta la membrecia"
	got := reportShown(k.ReportArticles(text, k.Library().Search(text, "es", MostArticles), []string{"clabe"}))
	for _, want := range []string{"A «cuanto cuesta la membrecia» el asistente contesta con el primero:\n1. ", "(costo-membresia, es) · parecido 0.", "Coincide: ", "membrecia ≈ membresia", "Detenidos, no se citan: clabe"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	for text, want := range map[string]string{"": "Escribe qué preguntaría alguien", "zxqv": "se parece"} {
		if got := reportShown(k.ReportArticles(text, k.Library().Search(text, "es", MostArticles), nil)); !strings.Contains(got, want) && !strings.Contains(got, "no lo sabe") {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestQuestionsAreCountedByWhoAskedThem(t *testing.T) {
	k := testClerk(t)
	ago := func(who, text string, h int) Unanswered {
		return Unanswered{who, text, wednesday.Add(-time.Duration(h) * time.Hour)}
	}
	all := []Unanswered{ago("a", "¿Cobran en la aduana?", 1), ago("a", "cobran en la aduana", 2), ago("b", "¡COBRAN en la Aduána!", 30), ago("c", "¿y el <!here>?", 3), ago("d", "¿?", 1)}
	reads(t, "grouped", reportShown(k.ReportGaps(all, wednesday)), "Sin respuesta en los últimos 30 días: 2 preguntas distintas.\n«¿Cobran en la aduana?» · 2 personas · la última vez, mié 25 nov\n«¿y el <!here>?» · una persona · mié 25 nov")
	reads(t, "none", reportShown(k.ReportGaps(nil, wednesday)), "En los últimos 30 días no quedó ninguna pregunta sin respuesta.")
	var many []Unanswered
	for i := range 40 {
		many = append(many, ago("a", fmt.Sprint("pregunta ", i), i))
	}
	if r := k.ReportGaps(many, wednesday); len(r.Entries) != mostGaps || !strings.Contains(r.Text, "40 preguntas distintas; las 15") {
		t.Errorf("%d entries: %s", len(r.Entries), r.Text)
	}
}

func TestWhatCannotBeStoppedOrResumedIsAnsweredWithWhatCan(t *testing.T) {
	k := testClerk(t)
	ids := []string{"costo-membresia", "clabe"}
	for want, got := range map[string]bot.Report{
		"No hay un artículo costo-membrecia. Los más parecidos: costo-membresia": k.ReportNoArticle("costo-membrecia", ids),
		"No hay un artículo zzz.": k.ReportNoArticle("zzz", ids),
		"Escribe qué artículo, por ejemplo: /promexico conocimiento detener costo-membresia cambió la cuota": k.ReportNoArticle("", ids),
		"clabe no está detenido. Lo están: x, y":                                                             k.ReportNotStopped("clabe", []string{"x", "y"}),
		"No hay ningún artículo detenido.":                                                                   k.ReportNotStopped("clabe", nil),
		"Escribe cuál. Están detenidos: x":                                                                   k.ReportNotStopped("", []string{"x"}),
		"clabe se cita otra vez.":                                                                            k.ReportResumed("clabe"),
		"Puedo mandarte csv, xlsx o json, no «pdf». Por ejemplo: /promexico exportar xlsx":                   k.ReportNoFormat("pdf"),
		"clabe ya no se cita, en ningún canal. Para volver a citarlo: /promexico conocimiento reanudar clabe\nEstos se apoyan en los mismos hechos y se siguen citando: x": k.ReportStopped("clabe", []string{"x"}),
	} {
		reads(t, "report", reportShown(got), want)
	}
	sent := k.ReportExport(bot.Attachment{Name: "x.csv"}, 3, wednesday)
	if sent.File.Name != "x.csv" || sent.Text != "Te lo mandé por mensaje directo." || !strings.HasPrefix(sent.FileText, "Los candidatos al mié 25 nov 10:00: 3.") {
		t.Errorf("%+v", sent)
	}
}

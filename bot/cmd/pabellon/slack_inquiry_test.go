package main

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
	"pabellon/knowledge"
)

// types sends a command in the staff's channel and waits for what this person alone reads.
func (b *bureau) types(p *slacktest.Person, id, text, words string) slacktest.Message {
	b.Helper()
	before := len(b.slack.Ephemeral(id))
	if err := p.Slash(slack.Command, text, staffRoom); err != nil {
		b.Fatal(err)
	}
	var got slacktest.Message
	if err := b.slack.Until(b.ctx, text+" is answered", func() bool {
		all := b.slack.Ephemeral(id)
		if len(all) > before {
			got = all[before]
		}
		return len(all) > before
	}); err != nil {
		b.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
	}
	if !strings.Contains(got.Words(), words) {
		b.Errorf("%s: no %q in\n%s", text, words, got.Words())
	}
	return got
}

// enquires is types of Laura, who is staff and an admin.
func (b *bureau) enquires(text, words string) slacktest.Message {
	b.Helper()
	return b.types(b.laura, "U0LAURA", text, words)
}

// sentFile waits for the n-th file that Laura gets in private.
func (b *bureau) sentFile(n int) (slacktest.File, string) {
	b.Helper()
	var f slacktest.File
	var words string
	if err := b.slack.Until(b.ctx, "a file comes", func() bool {
		count := 0
		for _, m := range b.slack.Channel(b.laura.DM()).Messages() {
			if len(m.Files) > 0 {
				if count++; count == n {
					f, words = m.Files[0], m.Text
					return true
				}
			}
		}
		return false
	}); err != nil {
		b.Fatalf("%v; stderr:\n%s", err, b.p.stderr)
	}
	return f, words
}

// TestStaffAskTheDeskWithACommand: they find a candidate and see all of it, what waits, and
// how the programme stands.
func TestStaffAskTheDeskWithACommand(t *testing.T) {
	bureaus(t, func(b *bureau) {
		b.enquires("", "/promexico buscar")
		b.enquires("borrar todo", "No conozco «borrar todo»")
		b.enquires("buscar kafe", "No encontré a nadie")
		b.enquires("resumen", "Solicitudes nuevas: 0")
		ana := b.ana()
		ana.submits("Café tostado")
		card := b.reads("Nuevo candidato · PAB-0001")
		for _, text := range []string{"buscar kafe sol", "vuscar 42 cafe", "busca CSO-120304", "buscar 1", "buscar veracrus", "buscar ana lopes"} {
			b.enquires(text, "PAB-0001 · Café Sol (Veracruz)\nNuevo candidato · enviada el")
		}
		found := b.enquires("buscar PAB-0001", "Un candidato para «PAB-0001»")
		if err := b.laura.Click(staffRoom, found.TS, "Ver todo"); err != nil {
			b.Fatal(err)
		}
		b.modal("everything is shown", func(v *slacktest.View) bool { return v != nil && strings.Contains(v.Words(), "CSO120304AB4") })
		if err := b.laura.CloseModal(); err != nil {
			b.Fatal(err)
		}
		b.enquires("pendientes", "Nadie las ha tomado")
		b.acts(card, "Tomar", "")
		b.reads("Laura Mora tomó el caso.")
		b.enquires("pendiente", "Las llevas tú")
		b.enquires("buscar oxaca", "No encontré")
		b.enquires("buscar café", "la lleva Laura Mora")
		b.enquires("resumen", "Solicitudes nuevas: 1 · Decididas: 0")
		b.acts(card, "Aprobar", "¡Bienvenida!")
		b.agrees("¡Bienvenida!")
		b.reads("Laura Mora aprobó la solicitud: «¡Bienvenida!»")
		b.enquires("resumen", "Van 25 de 100")
		b.enquires("resumen", "Decididas: 1 (aprobadas: 1, rechazadas: 0)")
		b.enquires("pendientes", "No hay nada pendiente.")
		b.enquires("exportar", "SLACK_ADMINS") // nobody is an admin
		luis := b.colleague("U0LUIS", "Luis")
		b.slack.AddChannel(slacktest.Room{ID: "C0OTRO", Name: "general", Members: []string{"U0LUIS"}})
		if err := luis.Slash(slack.Command, "buscar café", "C0OTRO"); err != nil {
			b.Fatal(err)
		}
		if err := b.slack.Until(b.ctx, "Luis is refused", func() bool {
			all := b.slack.Ephemeral("U0LUIS")
			return len(all) == 1 && strings.Contains(all[0].Words(), "equipo que atiende")
		}); err != nil {
			b.Fatal(err)
		}
		b.tidy()
	})
}

// TestAdminsTakeDataOutAndStopArticlesAndItIsWrittenDown, and nobody else does.
func TestAdminsTakeDataOutAndStopArticlesAndItIsWrittenDown(t *testing.T) {
	for name, socket := range map[string]bool{"socket": true, "http": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := openBureauWith(t, socket, []string{"SLACK_ADMINS=U0LAURA"})
			sofia := b.slack.Person(slacktest.Profile{ID: "U0SOFIA", Name: "Sofía"})
			b.slack.Join(staffRoom, "U0SOFIA")
			for _, text := range []string{"exportar", "conocimiento buscar x", "conocimiento huecos", "conocimiento detener costo-membresia", "conocimiento reanudar costo-membresia"} {
				b.types(sofia, "U0SOFIA", text, "Esto solo lo puede hacer quien administra")
			}
			ana := b.ana()
			ana.submits("Café tostado")
			b.enquires("exportar", "Te lo mandé por mensaje directo.")
			if f, words := b.sentFile(1); !strings.HasSuffix(f.Name, ".csv") || !bytes.Contains(f.Content, []byte("PAB-0001,submitted,telegram,telegram:77")) || !strings.Contains(words, "Tiene datos personales") {
				t.Errorf("%s: %q %q", f.Name, f.Content, words)
			}
			b.enquires("exporta excel", "Te lo mandé por mensaje directo.")
			f, _ := b.sentFile(2)
			if _, err := zip.NewReader(bytes.NewReader(f.Content), int64(len(f.Content))); err != nil || !strings.HasSuffix(f.Name, ".xlsx") {
				t.Errorf("%s: %v", f.Name, err)
			}
			b.enquires("exportar pdf", "Puedo mandarte csv, xlsx o json")

			b.enquires("conocimiento buscar cuanto cuesta la membrecia", "membrecia ≈ membresia")
			b.enquires("conocimiento detener costo-membrecia", "No hay un artículo costo-membrecia. Los más parecidos: costo-membresia")
			ana.says("¿cuánto cuesta la membresía?", "1,500")
			b.enquires("conocimiento detener costo-membresia cambió <la> cuota", "costo-membresia ya no se cita")
			quoted := func() bool { return strings.Contains(ana.says("¿cuánto cuesta la membresía?", "").Text, "1,500") }
			eventually(t, "it is no longer quoted", func() bool { return !quoted() })
			b.enquires("conocimiento reanudar clabe", "clabe no está detenido. Lo están: costo-membresia")
			b.enquires("conocimiento reanudar costo-membresia", "se cita otra vez")
			eventually(t, "it is quoted again", quoted)

			code, out, stderr := attempt(t, map[string]string{"DATABASE_URL": "sqlite:" + filepath.Join(b.dir, "data/pabellon.db")}, "", "trail", "--since", "2026-01-01")
			lines := strings.Split(strings.TrimSpace(out), "\n")
			if code != exitDone || len(lines) != 5 {
				t.Fatalf("%d:\n%s%s", code, out, stderr)
			}
			for i, want := range []string{"AT WHO NAME ACT ABOUT REASON", "U0LAURA Laura Mora export csv", "U0LAURA Laura Mora export xlsx", "U0LAURA Laura Mora stop costo-membresia cambió <la> cuota", "U0LAURA Laura Mora resume costo-membresia"} {
				if got := strings.Join(strings.Fields(lines[i]), " "); !strings.HasSuffix(got, want) {
					t.Errorf("line %d: %q, want %q", i, got, want)
				}
			}
			if strings.Contains(b.p.stderr.String(), "membrecia") || strings.Contains(b.p.stderr.String(), "ana@") {
				t.Errorf("the log has what people wrote:\n%s", b.p.stderr)
			}
			b.tidy()
		})
	}
}

// TestAnAnswerInAThreadBecomesAnArticle: a question that nobody could answer is among the
// gaps, and what a colleague writes under it becomes a file.
func TestAnAnswerInAThreadBecomesAnArticle(t *testing.T) {
	b := openBureauWith(t, true, []string{"SLACK_ADMINS=U0LAURA"})
	ana := b.ana()
	ana.after("¿Por dónde empezamos?", func() { ana.Start("") })
	const question = "¿Cuánto cobran en la aduana de Shanghái por mi mezcal?"
	unknown := ana.says(question, "")
	ana.marks()
	ana.touches(unknown, "Preguntar al equipo")
	card := b.reads("Sin respuesta: «" + question + "»")
	b.enquires("conocimiento huecos", "«"+question+"» · una persona")
	reply, err := b.laura.Reply(staffRoom, card.TS, "Ninguno; sale de *Veracruz*. Lo sabe ana@naviera.mx, tel. 228 123 4567")
	if err != nil {
		t.Fatal(err)
	}
	var draft *slacktest.View
	eventually(t, "the draft has the question of the thread", func() bool { // the card's place is kept a moment after it is seen
		if err := b.laura.Shortcut(slack.SaveShortcut, staffRoom, reply); err != nil {
			t.Fatal(err)
		}
		b.modal("the draft is there", func(v *slacktest.View) bool { return v != nil && v.CallbackID == slack.SaveShortcut })
		draft = b.slack.Modal("U0LAURA")
		return strings.Contains(string(draft.Blocks), question) || b.laura.CloseModal() != nil
	})
	if !strings.Contains(draft.Words(), "(correos, teléfonos)") || !strings.Contains(draft.Words(), "No se publica nada") {
		t.Errorf("%q", draft.Words())
	}
	if err := b.laura.Submit(nil); err != nil {
		t.Fatal(err)
	}
	b.modal("what is to be taken out is told", func(v *slacktest.View) bool { return v != nil && strings.Contains(v.Errors["body"], "corchetes") })
	if err := b.laura.Submit(map[string]any{"body": "Ninguno; sale de **Veracruz**.", "id": "costo-membresia"}); err != nil {
		t.Fatal(err)
	}
	b.modal("a name that is taken is told", func(v *slacktest.View) bool { return v != nil && v.Errors["id"] != "" })
	if err := b.laura.Submit(map[string]any{"id": "aduana-shanghai"}); err != nil {
		t.Fatal(err)
	}
	f, words := b.sentFile(1)
	a, problems, ok := knowledge.ReadArticle("es/"+f.Name, f.Content)
	if !ok || len(problems) > 0 || a.ID != "aduana-shanghai" || a.Title != question || a.Owner != "U0LAURA" || a.Body != "Ninguno; sale de **Veracruz**." || !strings.Contains(words, "KNOWLEDGE_DIR/es/aduana-shanghai.md") {
		t.Errorf("%+v %v\n%s\n%s", a, problems, f.Content, words)
	}
	b.tidy()
}

package handlers

import (
	"strings"
	"testing"
	"time"

	"pabellon/bot"
)

// wary is a complete application whose owner agreed to the notice of today.
func wary(clerk *Clerk, changes ...bot.Event) bot.Conversation {
	c := sentForm(bot.SubmittedStatus)
	c.Consent = bot.Consent{Given: true, Version: clerk.notices["es"], At: noon}
	return c.Apply(changes...)
}

func settled(field, value, note string) bot.Event {
	return bot.Event{Kind: bot.FieldFilled, Field: field, Value: value, Note: note}
}

func TestReadinessIsAChecklistWithReasons(t *testing.T) {
	clerk := testClerk(t)
	usual := []string{"✓ Están todos los datos obligatorios", "✓ RFC con dígito correcto", "○ RFC de empresa", "✓ Correo con dominio propio (cafesol.mx)",
		"✓ El negocio está en Veracruz", "○ Nunca ha exportado", "○ Constancia de situación fiscal", "✓ Aceptó el aviso de privacidad el 25 nov 2026"}
	tests := []struct {
		name      string
		change    bot.Event
		from, to  string // the lines of usual that begin with from give way to one with to; "" adds or takes away
		placeFrom int
	}{
		{"as it is", bot.Event{Kind: bot.Noted}, "", "", 0},
		{"the RFC's digit", settled("rfc", "CSO120304AB1", "digit"), "✓ RFC con", "⚠ Confirmar el RFC", 1},
		{"a person's RFC", settled("rfc", "GODE561231GR8", ""), "○ RFC de empresa", "○ RFC de persona física", 2},
		{"something required is missing", bot.Event{Kind: bot.FieldCleared, Field: "contact"}, "✓ Están", "⚠ Falta lo obligatorio: Contacto", 0},
		{"something optional is not answered", bot.Event{Kind: bot.FieldCleared, Field: "role"}, "", "○ Sin contestar, es opcional: Cargo", 1},
		{"a free address", settled("email", "ana@gmail.com", ""), "✓ Correo", "✓ Correo de un servicio gratuito (gmail.com)", 3},
		{"a foreign phone", settled("phone", "+15125550142", ""), "", "○ El teléfono es de otro país", 3},
		{"another state", settled("state", "Puebla", ""), "✓ El negocio", "✓ El negocio está en Puebla", 4},
		{"has exported", settled("exports", "Dos veces a Texas", ""), "○ Nunca", "", 5},
		{"documents", settled("documents", "constancia.pdf", ""), "○ Constancia", "", 6},
		{"an earlier notice", bot.Event{Kind: bot.Consented, Version: "0ld", At: noon}, "✓ Aceptó", "○ Aceptó un aviso de privacidad anterior el 25 nov 2026 (versión 0ld)", 7},
		{"a twin", bot.Event{Kind: bot.Compared, Text: "PAB-0003 telegram approved rfc"}, "", "⚠ Mismo RFC que PAB-0003 (aprobado, Telegram)", 0},
		{"a twin by phone and e-mail", bot.Event{Kind: bot.Compared, Text: "PAB-0003 chat taken reach"}, "", "⚠ Mismo teléfono y correo que PAB-0003 (en revisión, Chat)", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := append([]string(nil), usual...)
			switch {
			case tt.from != "" && tt.to != "":
				want[tt.placeFrom] = tt.to
			case tt.from != "":
				want = append(want[:tt.placeFrom], want[tt.placeFrom+1:]...)
			case tt.to != "":
				want = append(want[:tt.placeFrom], append([]string{tt.to}, want[tt.placeFrom:]...)...)
			}
			got := checklist(clerk, wary(clerk, tt.change))
			if len(got) != len(want) {
				t.Fatalf("got\n%s", strings.Join(got, "\n"))
			}
			for i := range want {
				if !strings.HasPrefix(got[i], want[i]) || strings.Contains(got[i], "{") {
					t.Errorf("line %d is %q, want %q", i+1, got[i], want[i])
				}
			}
		})
	}
}

// checklist is a candidate's checks as a card shows them.
func checklist(clerk *Clerk, c bot.Conversation) []string {
	k := &turn{Clerk: clerk, c: c, now: noon.Add(time.Hour)}
	var out []string
	for _, check := range k.checks() {
		out = append(out, map[string]string{"ok": "✓ ", "warn": "⚠ ", "open": "○ "}[check.State]+check.Text)
	}
	return out
}

func TestTheChecklistOfWhoTookTheConsentBackSaysOnlyThat(t *testing.T) {
	clerk := testClerk(t)
	got := checklist(clerk, wary(clerk, bot.Event{Kind: bot.Withdrawn}, bot.Event{Kind: bot.Revoked, Version: "v1", At: noon}))
	if want := "⚠ Retiró su consentimiento el 25 nov 2026 (versión v1): sus datos no se deben usar"; len(got) != 1 || got[0] != want {
		t.Errorf("%q", got)
	}
}

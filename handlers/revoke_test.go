package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

func TestPeopleTakeTheirConsentBackInTheirOwnWords(t *testing.T) {
	clerk := testClerk(t)
	wishes := []string{"retiro mi consentimiento", "quiero retirar mi consentimiento", "ya no quiero que usen mis datos", "no doy permiso ya", "ya no les doy permiso",
		"revoco mi autorización", "no quiero que guarden mis datos", "ya no autorizo que usen mi información", "dejen de usar mis datos", "quiero quitar el permiso que les di",
		"ya no acepto el aviso", "no tienen mi permiso", "¿cómo retiro mi consentimiento?", "I withdraw my consent", "I want to revoke my consent", "stop using my data",
		"I no longer consent", "I don't want you to use my data", "can I take back my permission?"}
	for _, c := range []bot.Conversation{inForm("email"), complete(), sentForm(bot.TakenStatus)} {
		for _, text := range wishes {
			cmds := read(clerk, c, text)
			last := cmds[len(cmds)-1]
			if _, ok := last.(bot.Revoke); !ok {
				t.Errorf("asking %q, %s: %q is %#v", c.Asking, c.App.Status, text, cmds)
			}
		}
	}
	for _, text := range []string{"ya no quiero", "cancela mi solicitud", "borra mis datos", "no tengo permiso de exportación", "¿qué permisos necesito?", "no quiero que se me olvide",
		"retiro el producto en mi taller", "¿necesito permiso?", "mis datos", "no quiero usar paquetería", "do I need a permission to export?"} {
		for _, cmd := range read(clerk, inForm("email"), text) {
			if _, ok := cmd.(bot.Revoke); ok {
				t.Errorf("%q takes the consent back", text)
			}
		}
	}
}

func TestTakingTheConsentBackIsExplainedConfirmedAndDone(t *testing.T) {
	clerk := testClerk(t)
	again := sentForm(bot.WithdrawnStatus).Apply(bot.Event{Kind: bot.Consented, Version: "v0"})
	tests := []struct {
		name, events, desk string
		c                  bot.Conversation
		status             bot.Status
	}{
		{"a draft", "offer_closed cancelled revoked", "", inForm("email"), bot.NoApplication},
		{"at the review", "offer_closed cancelled revoked", "", complete(), bot.NoApplication},
		{"what was sent", "offer_closed withdrawn revoked", "candidate update", sentForm(bot.TakenStatus), bot.WithdrawnStatus},
		{"what was approved", "offer_closed withdrawn revoked", "candidate update", sentForm(bot.ApprovedStatus), bot.WithdrawnStatus},
		{"what was withdrawn before", "offer_closed revoked", "candidate update", sentForm(bot.WithdrawnStatus), bot.WithdrawnStatus},
		{"a draft that was sent once", "offer_closed withdrawn revoked", "candidate update", again, bot.WithdrawnStatus},
	}
	for _, tt := range tests {
		for _, lang := range []string{"es", "en"} {
			t.Run(tt.name+" "+lang, func(t *testing.T) {
				c := tt.c.Apply(bot.Event{Kind: bot.LanguageSet, Value: lang})
				c.Consent = bot.Consent{Given: true, Version: clerk.notices[lang], At: noon}
				out, asked := do(clerk, c, bot.Revoke{Sure: true}) // an old button, without its offer
				if m := only(t, out, bot.Person); taps(m) != "revoke! no" || asked.Offer.Kind != "revoke" || !asked.Consent.Given {
					t.Fatalf("asks %q %q", m.Text, taps(m))
				}
				if _, kept := do(clerk, asked, bot.No{}); !kept.Consent.Given || len(kept.App.Answers) != len(c.App.Answers) || kept.App.Status != c.App.Status {
					t.Errorf("after a no: %+v", kept.Consent)
				}
				for _, cmd := range []bot.Command{bot.Revoke{Sure: true}, bot.Yes{}} {
					out, gone := do(clerk, asked, cmd)
					m := only(t, out, bot.Person)
					if taps(m) != "erase apply" || !strings.HasPrefix(desk(out), tt.events+" | person | "+tt.desk) || gone.App.Status != tt.status || len(gone.App.Answers) != 0 {
						t.Errorf("%s: %s, status %q, %d answers: %q", bot.KindOf(cmd), desk(out), gone.App.Status, len(gone.App.Answers), m.Text)
					}
					if gone.Consent.Given || gone.Consent.Version != clerk.notices[lang] || !gone.Consent.Revoked.Equal(noon) || gone.App.Folio != c.App.Folio {
						t.Errorf("%s: kept %+v", bot.KindOf(cmd), gone.Consent)
					}
					for id, a := range c.App.Answers {
						if text := said(out, bot.ForStaff) + said(out, bot.Person); strings.Contains(text, a.Value) {
							t.Errorf("what is gone is said again: %s %q in %q", id, a.Value, text)
						}
					}
					if _, anew := do(clerk, gone, bot.NewApplication{}); anew.Asking != bot.AskConsent || anew.Consent.Given {
						t.Errorf("applying again asks %q", anew.Asking)
					}
				}
			})
		}
	}
}

func TestTheCardOfWhoTookTheConsentBackIsBare(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, sentForm(bot.TakenStatus), bot.Revoke{})
	out, _ := do(clerk, c, bot.Yes{})
	for _, m := range to(out, bot.ForStaff) {
		if m.Card == bot.CandidateCard && (m.Text != "Retirado · PAB-0001" || len(m.Facts) != 0 || len(m.Buttons) != 0 || len(m.Checks) != 1) {
			t.Errorf("the card is %+v", m)
		}
	}
}

func TestMyDataSaysWhenTheConsentWasTakenBack(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, sentForm(bot.TakenStatus), bot.Revoke{})
	_, c = do(clerk, c, bot.Yes{})
	for lang, want := range map[string]string{"es": "Retiraste tu permiso el 25 nov 2026", "en": "You took back your permission on 25 Nov 2026"} {
		for _, cmd := range []bot.Command{bot.MyData{}, bot.Revoke{}} {
			out, _ := do(clerk, c.Apply(bot.Event{Kind: bot.LanguageSet, Value: lang}), cmd)
			if text := said(out, bot.Person); !strings.Contains(text, want) {
				t.Errorf("%s, %s: %q", lang, bot.KindOf(cmd), text)
			}
		}
	}
}

func TestWithoutAConsentThereIsNothingToTakeBack(t *testing.T) {
	clerk := testClerk(t)
	out, c := do(clerk, greeted("es"), bot.Revoke{Sure: true})
	if m := only(t, out, bot.Person); c.Offer.Kind != "" || taps(m) != "erase ask" || len(out.Events) != 0 {
		t.Errorf("%q %q", m.Text, taps(m))
	}
	asked := greeted("es").Apply(bot.Event{Kind: bot.ConsentAsked, Version: clerk.notices["es"]})
	if _, c := do(clerk, asked, bot.Revoke{}); c.Asking != "" || c.Consent.Given {
		t.Errorf("at the notice it is a no: asking %q", c.Asking)
	}
}

func TestTakingTheConsentBackStopsTheReminder(t *testing.T) {
	clerk := testClerk(t)
	asked, c := do(clerk, inForm("email"), bot.Revoke{})
	done, _ := do(clerk, c, bot.Yes{})
	if at, set := timer(asked); !set || !at.IsZero() || len(done.Later) != 0 {
		t.Errorf("later: %+v, then %+v", asked.Later, done.Later)
	}
}

func TestTakingTheConsentBackEndsWhatWasPromised(t *testing.T) {
	clerk := testClerk(t)
	_, c := do(clerk, complete(), bot.Submit{})
	_, c = do(clerk, c, bot.Revoke{})
	out, next := do(clerk, c, bot.Revoke{Sure: true})
	if at, set := promiseTimer(out); len(next.Promises) != 0 || !set || !at.IsZero() || strings.Contains(said(out, bot.ForStaff), "Prometido") {
		t.Errorf("owed %+v, timer %s", next.Promises, at)
	}
}

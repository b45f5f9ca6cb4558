package handlers

import (
	"encoding/json"
	"strings"
	"testing"

	"pabellon/bot"
)

// talkative is somebody whose application can be sent, and who tells a lot of what they sell.
func talkative() bot.Conversation {
	return have(complete(), map[string]string{
		"products": "Vendemos café tostado y molido de altura en bolsas de medio kilo y de un kilo, y también miel de azahar en frascos de 300 gramos; " +
			"todo lo hace mi familia en Coatepec desde 1998 y lo empacamos con la marca de Café Sol de Coatepec, pidan informes a ana@cafesol.mx",
		"exports": "Dos veces a Texas", "capacity": "500 kg"})
}

func summaryLines(lines ...string) string {
	b, _ := json.Marshal(map[string]any{"lines": lines})
	return string(b)
}

var (
	send    = []bot.Command{bot.Submit{}}
	twoGood = []string{"Café tostado y molido de altura, y miel de azahar en frascos de 300 gramos.", "Dos veces a Texas; 500 kg al mes."}
)

func TestWhoTellsALotIsSummedUpOnTheCard(t *testing.T) {
	clerk, c := testClerk(t), talkative()
	p, ok := clerk.Summary(c, bot.Turn{}, send)
	if !ok || p.Task != bot.Summing || p.Within != sumWithin || strings.ContainsAny(p.Rules, "{}") {
		t.Fatalf("%v %+v", ok, p)
	}
	for _, secret := range []string{"Sol", "ana@", "CSO120304", "López", "228"} {
		if strings.Contains(p.Data, secret) {
			t.Errorf("the model sees %q: %s", secret, p.Data)
		}
	}
	cmds := clerk.Summed(c, bot.Turn{}, send, summaryLines(twoGood...))
	if len(cmds) != 2 {
		t.Fatalf("%+v", cmds)
	}
	want := "Resumen del asistente: " + strings.Join(twoGood, "\n")
	out, next := do(clerk, c, cmds...)
	if got := said(out, bot.ForStaff); !strings.Contains(got, want) || strings.Contains(said(out, bot.Person), "Resumen") {
		t.Errorf("staff read %q", got)
	}
	if _, next = do(clerk, next, bot.Act{Action: "take", By: bot.Actor{Kind: bot.Staff, ID: "U2", Name: "Beto"}}); !strings.Contains(clerk.Card(next, noon).Text, want) {
		t.Errorf("the card now: %q", clerk.Card(next, noon).Text)
	}
	if _, next = doAt(clerk, next, bot.Actor{Kind: bot.Owner}, noon.Add(1e12), bot.Fill{Field: "products", Value: "solo miel", Named: true}); strings.Contains(clerk.Card(next, noon).Text, "Resumen") {
		t.Errorf("what they sell is something else: %q", clerk.Card(next, noon).Text)
	}
	for _, name := range []string{bot.DataFileText, bot.DataFileJSON} { // the owner may have what is kept
		b, err := clerk.DataFile(name, Data{Conversation: next}, noon)
		if err != nil || !strings.Contains(string(b), "miel de azahar en frascos de 300 gramos.") {
			t.Errorf("%s, %v:\n%s", name, err, b)
		}
	}
	_, plain := do(clerk, c, send...)
	if strings.Contains(clerk.Card(plain, noon).Text, "Resumen") {
		t.Error("there is a summary without a model")
	}
}

func TestASummaryThatDoesNotHoldIsNotShown(t *testing.T) {
	clerk, c := testClerk(t), talkative()
	for name, answer := range map[string]string{
		"an invented figure": summaryLines("Café tostado y molido de altura: 900 kg al mes."),
		"an invented place":  summaryLines("Café tostado y molido de altura; vende a Costco de Canadá y a Texas."),
		"a judgement":        summaryLines("Candidato excelente, muy recomendable y listo para crecer con nosotros."),
		"a decision":         summaryLines("Café tostado y molido de altura; lo aprobamos."),
		"a link":             summaryLines("Café tostado y molido de altura: www.estafa.mx"),
		"their address":      summaryLines("Café tostado y molido de altura: ana@cafesol.mx"),
		"their name":         summaryLines("Café Sol de Coatepec vende café tostado y molido de altura."),
		"a placeholder":      summaryLines("⟦NAME1⟧ vende café tostado y molido de altura."),
		"markup":             summaryLines("*Café* tostado y molido de altura <!channel>"),
		"three lines":        summaryLines("Café tostado.", "Café molido.", "Miel de azahar."),
		"a long line":        summaryLines(strings.Repeat("Café tostado y molido de altura. ", 5)),
		"too much":           summaryLines(strings.Repeat("Café tostado y molido. ", 5), strings.Repeat("Café tostado y molido. ", 5)),
		"a break":            summaryLines(""), "no line": summaryLines(), "null": "null", "words": "Café", "cut": `{"lines":["Café`,
		"another language": summaryLines("They sell roasted coffee and honey with their family."),
	} {
		if cmds := clerk.Summed(c, bot.Turn{}, send, answer); len(cmds) != 1 {
			t.Errorf("%s is shown: %+v", name, cmds[0])
		}
	}
}

func TestOnlyLongAnswersThatAreSentAreSummedUp(t *testing.T) {
	clerk := testClerk(t)
	english := talkative()
	english.Lang = "en"
	for name, no := range map[string]struct {
		c    bot.Conversation
		cmds []bot.Command
	}{
		"short answers":     {complete(), send},
		"nothing is sent":   {talkative(), []bot.Command{bot.Review{}}},
		"something missing": {talkative().Apply(bot.Event{Kind: bot.FieldCleared, Field: "rfc"}), send},
		"sent already":      {talkative().Apply(bot.Event{Kind: bot.Submitted, Value: "PAB-0001", At: noon}), send},
		"in English":        {english, send},
		"no commands":       {talkative(), nil},
	} {
		if p, ok := clerk.Summary(no.c, bot.Turn{}, no.cmds); ok {
			t.Errorf("%s: %s", name, p.Data)
		}
	}
	if !Sends(bot.Turn{Button: "1:send"}) || Sends(bot.Turn{Button: "1:help"}) || Sends(bot.Turn{}) {
		t.Error("which button sends")
	}
}

package handlers

import (
	"testing"

	"pabellon/bot"
)

func TestWhoWillSendAFileIsToldFromWhoAsksAboutOthers(t *testing.T) {
	for text, want := range map[string]bool{
		"te mando mi constancia": true, "ahorita te envío el archivo": true, "ahí va mi acta constitutiva": true, "¿te puedo mandar un PDF?": true,
		"¿puedo mandar mi constancia de situación fiscal por aquí?": true, "¿cómo subo un documento?": true, "here is my file": true, "can I send you a document?": true,
		"I will send the documents later": true, "le voy a pasar mi comprobante de domicilio": true,
		"¿cómo subo fotos de mi producto?": false, "¿cuándo le mando los documentos al agente aduanal?": false, "¿qué documentos pide Alibaba?": false,
		"¿puedo mandar muestras a China?": false, "mando 20 cajas": false, "la constancia": false, "mi correo es a@b.mx, te mando mi constancia de la que te dije ayer": false,
		"¿cómo mando los papeles a la aduana?": false,
	} {
		r := &reader{Clerk: testClerk(t), c: inForm("rfc")}
		cmd, got := r.aboutFiles(heard(text))
		if got != want || got && cmd != (bot.Unclear{Why: "file"}) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	r := &reader{Clerk: testClerk(t), c: sentForm(bot.AskedStatus)}
	if _, got := r.aboutFiles(heard("mañana te mando la constancia")); got {
		t.Error("the answer to staff is not theirs to hear")
	}
}

func TestNothingIsTakenUnderANoticeThatIsNoLongerTheOne(t *testing.T) {
	clerk := testClerk(t)
	for version, want := range map[string]bool{clerk.notices["es"]: true, clerk.notices["en"]: true, "0ld0ld00": false} {
		if got := clerk.TakesData(bot.Conversation{Consent: bot.Consent{Given: true, Version: version}}); got != want {
			t.Errorf("under %s: %v", version, got)
		}
	}
	if clerk.TakesData(bot.Conversation{Consent: bot.Consent{Version: clerk.notices["es"]}}) {
		t.Error("without a yes")
	}
}

package handlers

import (
	"testing"

	"pabellon/bot"
)

func TestAWishToApplyIsToldFromAQuestionAboutIt(t *testing.T) {
	clerk := testClerk(t)
	for text, want := range map[string]bool{
		"quisiera inscribir mi negocito, ya me animé":           true,
		"buenas, registrarme":                                   true,
		"k onda compa kiero aplicar":                            true,
		"mi hija me dijo que aquí me podía apuntar para vender": true,
		"Hi, I'd like to apply to Alibaba.com":                  true,
		"oiga, quisiera meter mi solicitud, ¿con usted es?":     true,
		"quiero vender ahí":                                     true,
		"como vender en alibaba":                                false,
		"quiero saber como vender en alibaba":                   false,
		"quiero saber si puedo vender en alibaba":               false,
		"que necesito para inscribirme":                         false,
		"es dificil vender en alibaba":                          false,
		"me da miedo aplicar":                                   false,
		"vale la pena vender en alibaba":                        false,
		"quiero registrar mi marca":                             false,
		"ya me inscribí":                                        false,
		"no quiero aplicar":                                     false,
		"cuanto cuesta inscribirme":                             false,
		"quiero cancelar mi solicitud":                          false,
		"me interesa saber de los seguros":                      false,
		"quiero una cotización para entrar a alibaba":           false,
	} {
		begins := false
		for _, cmd := range read(clerk, greeted("es"), text) {
			_, apply := cmd.(bot.NewApplication)
			begins = begins || apply
		}
		if begins != want {
			t.Errorf("%q begins the application: %v", text, begins)
		}
	}
}

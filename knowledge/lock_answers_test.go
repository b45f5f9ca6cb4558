package knowledge

import "testing"

// passages are a short article in both languages with a source, as callers give them.
func passages() []string {
	return []string{
		"¿Cuánto cuesta la membresía?\n\nEl único precio publicado para México es de 2018: **1,500 dólares al año**, a mitad de precio " +
			"(noviembre de 2017 a marzo de 2018). Hoy Alibaba no publica un precio.\n\n- **Verificación.** La llamada A&V suele tardar de 1 a 2 " +
			"semanas; después, la membresía se activa en 24 horas.\n- **Comisión.** 5 % en mayoreo de hasta 5,000 dólares con Trade Assurance; " +
			"nada arriba de 5,000 si usas One Touch.\n- **Trámites.** Libre venta en Jalisco: 1,031 pesos y 3 días hábiles (COFEPRIS).\n" +
			"- **Historia.** ProMéxico cerró por un decreto del 3 de mayo de 2019; había 24 vendedoras y pedían 100. Su trabajo pasó a la Secretaría de Economía.\n" +
			"- **Tequila.** NOM-006-SCFI-2012 y artículo 29; un comercializador habla de unos 900 dólares y casi 5 mil marcas.\n" +
			"- **Caja.** 60 × 40 × 40 cm son 19.2 kg, y 43 % de las pymes no tiene departamento.",
		"How much is the membership?\n\nThe only price published for Mexico is from 2018: **US$1,500 a year**, at half price (November 2017 to " +
			"March 2018). Alibaba publishes no price today.\n\n- **Check.** It is called A&V and takes 1-2 weeks; then the membership is active within 24 hours.\n" +
			"- **Fee.** 5% on wholesale orders up to US$5,000 with Trade Assurance, nothing above US$5,000 with One Touch.\n" +
			"- **Paperwork.** Free sale in Jalisco: 1,031 pesos and 3 working days (COFEPRIS).\n- **History.** ProMéxico closed by a decree of 3 May 2019; " +
			"there were 24 sellers and 100 were wanted. Its work passed to the Economy Ministry.\n- **Tequila.** NOM-006-SCFI-2012 and article 29; " +
			"one trader says about US$900, and nearly 5,000 marks.\n- **Box.** 60 × 40 × 40 cm is 19.2 kg, and 43% of SMEs have no department.",
		"Business Times, 25 ago 2018",
	}
}

func TestHonestAnswersPass(t *testing.T) {
	lock := NewLock(passages()...)
	for _, text := range []string{
		"La membresía costaba US$1,500 al año en 2018; hoy no hay un precio publicado.",
		"En 2018 el precio era de mil quinientos dólares anuales.",
		"The last price we know is USD 1,500 a year, from 2018.",
		"It was half price from November 2017 to March 2018.",
		"Entre noviembre de 2017 y marzo de 2018 costó la mitad: $1,500 USD al año.",
		"La verificación A&V tarda de una a dos semanas y luego se activa en 24 h.",
		"The A&V check takes one to two weeks, then the membership is active within 24 hours.",
		"Puede tardar hasta dos semanas.",
		"Hasta 5,000 dólares, Trade Assurance cobra 5 por ciento.",
		"Con Trade Assurance se paga cinco por ciento; con One Touch, nada arriba de US$5,000.",
		"El certificado de libre venta cuesta 1,031 pesos en Jalisco y tarda tres días hábiles.",
		"The Jalisco certificate is MXN 1,031 and takes three business days, says COFEPRIS.",
		"ProMéxico cerró el 3 de mayo de 2019 y la Secretaría de Economía siguió.",
		"ProMéxico closed on May 3, 2019, and the Economy Ministry took over.",
		"Había 24 vendedoras; Alibaba quería cien.",
		"Veinticuatro vendedoras, de las 100 que pedían.",
		"La NOM-006-SCFI-2012 (artículo 29) y unos US$900, según un comercializador.",
		"Cerca de 5,000 marcas.",
		"La caja mide 60x40x40 cm y pesa 19.2 kilos.",
		"El 43% de las PyMEs no tiene departamento.",
		"Son alrededor de 20 kg.",
		"Son unos 1,000 pesos.",
		"Según Business Times (25 de agosto de 2018), eran 24.",
		"• **Precio:** US$1,500 al año\n• **Verificación:** de 1 a 2 semanas\n\n1. Manda tus papeles\n2. Espera a la A&V",
		"¿Te ayudo con otra cosa? Escríbenos cuando quieras. No prometo fechas.",
		"Gracias. Eso no lo sé; puedo pasarte con una persona del equipo.",
		"[Más sobre la membresía](https://www.businesstimes.com.sg/2018/7) en la guía.",
	} {
		if c := lock.Unsupported(text); c != nil {
			t.Errorf("%q is refused: %s", text, claims(c))
		}
	}
}

func TestInventionsAreCaught(t *testing.T) {
	lock := NewLock(passages()...)
	for text, want := range map[string]string{
		"La membresía cuesta US$1,600 al año.":                    "figure US$1,600 al año",
		"La membresía cuesta 1,500 pesos al año.":                 "figure 1,500 pesos al año",
		"La membresía cuesta 1,500 dólares al mes.":               "figure 1,500 dólares al mes",
		"La membresía cuesta 15,000 dólares.":                     "figure 15,000 dólares",
		"Cuesta quince mil dólares.":                              "figure quince mil dólares",
		"Cuesta 1.5 millones de pesos.":                           "figure 1.5 millones de pesos",
		"En 2016 costaba US$1,500.":                               "date 2016",
		"La promoción duró de noviembre de 2017 a abril de 2018.": "date abril de 2018",
		"La verificación tarda 2 días.":                           "figure 2 días",
		"La verificación tarda de 2 a 3 semanas.":                 "figure 2; figure 3 semanas",
		"La verificación tarda dos semanas.":                      "figure dos semanas",
		"It takes a month.":                                       "figure a month",
		"It takes fourteen days.":                                 "figure fourteen days",
		"Se activa en 48 horas.":                                  "figure 48 horas",
		"Cobra 5 dólares.":                                        "figure 5 dólares",
		"Cobra 5.5 %.":                                            "figure 5.5 %",
		"Cobra seis por ciento.":                                  "figure seis por ciento",
		"Hasta 50,000 dólares.":                                   "figure 50,000 dólares",
		"Tarda 3 días.":                                           "figure 3 días",
		"Tarda 3 días naturales.":                                 "figure 3 días naturales",
		"Cuesta 1,031 dólares.":                                   "figure 1,031 dólares",
		"Cuesta unos 1,100 pesos.":                                "figure 1,100 pesos",
		"ProMéxico cerró el 13 de mayo de 2019.":                  "date 13 de mayo de 2019",
		"ProMéxico cerró en junio de 2019.":                       "date junio de 2019",
		"ProMéxico closed on May 4, 2019.":                        "date May 4, 2019",
		"ProMéxico closed in 2020.":                               "date 2020",
		"Había 25 vendedoras.":                                    "figure 25",
		"Hay más de doscientas vendedoras.":                       "figure doscientas",
		"Cuesta 900 dólares.":                                     "figure 900 dólares", // the passage says about
		"La NOM-006-SCFI-2013.":                                   "name NOM-006-SCFI-2013",
		"Lo dice el artículo 30.":                                 "name artículo 30",
		"Lo dice el IMPI.":                                        "name IMPI",
		"Pasó a la Secretaría de Turismo.":                        "name Secretaría de Turismo",
		"It passed to the Tourism Ministry.":                      "name Tourism Ministry",
		"También puedes vender en Amazon.":                        "name Amazon",
		"Según The Wall Street Journal, sí.":                      "name Wall Street Journal",
		"Amazon lo cubre.":                                        "name Amazon",
		"PayPal lo cubre.":                                        "name PayPal",
		"Trade Shield lo cubre.":                                  "name Trade Shield",
		"Pide ayuda a Carlos Slim.":                               "name Carlos Slim",
		"Triplicó sus ventas.":                                    "figure Triplicó",
		"Mide 60 × 40 × 50 cm.":                                   "figure 50 cm",
		"Pesa 19.2 libras.":                                       "figure 19.2 libras",
		"Escribe a ventas@pabellon.mx.":                           "name ventas@pabellon.mx",
		"Llama al 55 1234 5678.":                                  "name 55 1234 5678",
		"Abre a las 9:00.":                                        "figure 9:00",
	} {
		if got := claims(lock.Unsupported(text)); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestWhatTheLockDoesNotSee(t *testing.T) {
	lock := NewLock(passages()...)
	for _, text := range []string{
		"Hay 100 vendedoras y pedían 24.",   // the right figures on the wrong things
		"En 2019 costaba US$1,500.",         // the right year of something else
		"Vorial lo cubre.",                  // a little-known name of one word where a sentence begins
		"Hoy Alibaba publica un precio.",    // a "no" that is gone
		"Fue el primero de todos el lunes.", // ordinals and weekdays
	} {
		if c := lock.Unsupported(text); c != nil {
			t.Errorf("%q is now caught (%s): say so in the comment of Unsupported", text, claims(c))
		}
	}
}

package handlers

import (
	"regexp"
	"sort"
	"strings"

	"pabellon/bot"
	"pabellon/knowledge"
)

// cues are the ways in which people say things, folded: no accents, lower case,
// words with single spaces between.
type cues struct {
	whole  map[string]bot.Command // messages that are nothing but this
	slash  map[string]bot.Command
	inside []insideCue // found anywhere in a message
	named  *rule
	// labelled is a field's name (group 1), what joins (2) and its value (3): "el correo es …".
	labelled *rule
	// misspelt is a field's name (1) that is wrong, with what it should be (2).
	misspelt *rule
	fields   map[string]string // a field's name as people say it → its id
}

type insideCue struct {
	re  *rule
	cmd bot.Command
}

func newCues(form *Form) *cues {
	c := &cues{whole: map[string]bot.Command{}, slash: slashCommands(), fields: map[string]string{}}
	for _, line := range wholeCues() {
		for _, phrase := range strings.Split(line.phrases, "|") {
			c.whole[join(knowledge.Words(phrase))] = line.cmd
		}
	}
	c.inside = insideCues()
	var names []string
	for _, f := range form.Fields {
		for _, lang := range []string{"es", "en"} {
			for _, n := range f.Names[lang] {
				n = join(knowledge.Words(n))
				c.fields[n] = f.ID
				names = append(names, regexp.QuoteMeta(n))
			}
		}
	}
	sort.Slice(names, func(i, j int) bool { return len(names[i]) > len(names[j]) })
	any := `\b(` + strings.Join(names, "|") + `)`
	c.named = newRule(any + `\b`)
	c.misspelt = newRule(any + ` (?:esta|estaba|salio|quedo|lo puse|la puse|is)?\s*(?:mal|equivocad[oa]|wrong)(?: escrit[oa])?[,;.]? (?:es|era|debe ser|deberia ser|it is|it's|should be) ([^,;\n]+?)` + valueEnd)
	c.labelled = newRule(any + `(?: (?:nuevo|nueva|correcto|correcta|bueno|buena|ahora|mejor|now))?( ?[:=] ?| - | (?:es|son|seria|se llama|a|por|is|to) )\s*((?:[^,;\n]|,\d{3}\b)+?)` + valueEnd)
	return c
}

type wholeCue struct {
	cmd     bot.Command
	phrases string
}

func wholeCues() []wholeCue {
	return []wholeCue{
		{bot.Start{}, "start|inicio|comenzar|informes|informacion|info|informacion por favor|quiero informacion|quiero mas informacion|mas informacion|me interesa|me interesa el programa|no se por donde empezar|por donde empiezo|me pueden ayudar|necesito ayuda|information|more information|i am interested"},
		{bot.Unclear{Why: "who"}, "quien eres|eres un bot|eres robot|eres un robot|eres humano|eres una persona|eres real|es un bot|eres una maquina|are you a bot|are you human|who are you|are you real"},
		{bot.Unclear{}, "mande|mande usted|que dijo|como dijo|no escuche bien"},
		{bot.Greet{}, "hola|ola|holi|buenas|buen dia|buenos dias|buenas tardes|buenas noches|que tal|hola que tal|hola buenos dias|hola buenas tardes|hola buenas|hi|hello|hey|good morning|good afternoon"},
		{bot.Thank{}, "gracias|muchas gracias|mil gracias|ok gracias|gracias ok|perfecto gracias|muy amable|thanks|thank you|thank you very much|adios|bye|hasta luego|nos vemos"},
		{bot.Yes{}, "si|sip|simon|sii|siii|claro|claro que si|ok|okay|oki|va|sale|dale|de acuerdo|por supuesto|acepto|si acepto|si claro|correcto|asi es|es correcto|esta bien|todo bien|adelante|andale|vale|perfecto|me parece|me parece bien|asi esta|asi esta bien|confirmo|si confirmo|si por favor|si esta bien|si asi esta|si es correcto|asi viene|asi viene en mi constancia|creo que si|si asi es|asi mero|yes|yep|yeah|sure|i agree|yes please|yes i agree|correct|right|okey|aceptar|esta bueno|orale|ni modo acepto|simon que si|por supuesto que si|claro que si acepto"},
		{bot.No{}, "no|nel|nop|nope|no gracias|ahora no|ahorita no|todavia no|aun no|claro que no|por supuesto que no|asi no|si no|ok no|para nada|no acepto|mejor no|not now|no thanks|not yet|i do not agree|no quiero"},
		{bot.Skip{}, "no lo tengo|no lo tengo ahorita|ahorita no lo tengo|no lo tengo a la mano|no la tengo|no lo se|no se|no me acuerdo|no lo recuerdo|luego|despues|al rato|mas tarde|luego te lo doy|luego lo mando|despues te lo doy|al rato le digo|al rato te digo|prefiero no contestar|prefiero no contestar esa|paso|saltar|saltala|saltalo|sáltala|siguiente|prefiero no decirlo|prefiero no|prefiero no darlo|no quiero darlo|no tengo|todavia no lo tengo|dejalo pendiente|pendiente|skip|skip it|later|i do not have it|i don t have it|i do not know|i don t know|not now later"},
		{bot.NewApplication{}, "aplicar|quiero aplicar|inscribirme|registrarme|solicitud|mi solicitud|hacer mi solicitud|hacer solicitud|empezar solicitud|empezar mi solicitud|continuar|continuar mi solicitud|seguir|sigamos|seguimos|empezar|aplico|completar|apuntame|me apuntas|kiero aplicar|quiero entrar|quiero inscribir mi negocio|inscribir mi negocio|volver a aplicar|quiero volver a aplicar|como aplico|como me inscribo|apply|i want to apply|sign up|go on|continue|start my application"},
		{bot.AskStatus{}, "estado|mi estado|estatus|mi estatus|status|my status|como va|como voy|progreso|mi progreso|progress|my progress|avance|mi avance|como va mi solicitud|en que va|en que va mi solicitud|ver mi estado|mi folio|ya quedo|y ya|y ahora que sigue|que sigue|y ahora|que pasa despues|que llevo|que llevo hasta ahorita|cuando me contestan|cuando me hablan|y cuando me hablan|cuando me llaman|what next|what happens next|what s next"},
		{bot.Cancel{}, "cancelar|cancela|cancelar solicitud|cancelar mi solicitud|cancela mi solicitud|ya no quiero|ya no quiero aplicar|ya no quiero seguir|ya no quiero seguir con esto|cancela todo|cancelar todo|no quiero seguir|quiero cancelar|me arrepenti|stop|reiniciar|retirar|ya no quiero participar|olvidalo|cancel|forget it|retirar mi solicitud"},
		{bot.Help{}, "ayuda|ayudame|help|que puedes hacer|que haces|que sabes hacer|opciones|menu|comandos|what can you do"},
		{bot.Human{}, "humano|persona|una persona|asesor|un asesor|agente|operador|ejecutivo|human|person|agent|a person|hablar con una persona|un humano|una persona por favor|quiero que me llamen|pueden marcarme|me pueden llamar|quiero que me marquen|llamame|marcame"},
		{bot.Resume{}, "asistente|volver|regresar|volver con el asistente|regresar con el asistente|bot|back|assistant|back to the assistant|back to the bot|mejor sigo|mejor sigo con el bot|seguir con el asistente"},
		{bot.Privacy{}, "privacidad|privacy|que saben de mi|que sabes de mi|que datos tienen de mi|what do you know about me"},
		{bot.Notice{}, "aviso de privacidad|aviso|leer el aviso|leer el aviso completo|leer aviso|ver aviso|ver el aviso|privacy notice|read the full notice"},
		{bot.MyData{}, "mis datos|ver mis datos|mandame mis datos|enviame mis datos|my data|see my data|send me my data"},
		{bot.Erase{}, "borrar|borrame|borrenme|borren mis datos|delete everything|borrar mis datos|borra mis datos|elimina mis datos|eliminar mis datos|borrar todo|borra todo|erase|erase everything|delete my data|erase my data"},
		{bot.Upset{}, "esto no sirve|no sirve|no sirves|no me sirve|no entiendes|no me entiendes|no entiendes nada|useless|this is useless|you do not understand"},
		{bot.Review{}, "revisar|ver mi solicitud|resumen|mis respuestas|ver mis respuestas|review"},
		{bot.Submit{}, "enviar|enviala|mandala|envialo|mandalo|enviar solicitud|si enviar|si enviala|send|send it|yes send it|submit"},
		{bot.ChooseField{}, "cambiar|corregir|cambiar algo|corregir algo|corregir un dato|cambiar un dato|me equivoque|change something|change|i made a mistake"},
		{bot.SetLanguage{Lang: "en"}, "english|in english|en ingles|ingles|speak english|in english please|en ingles por favor"},
		{bot.SetLanguage{Lang: "es"}, "espanol|en espanol|spanish|in spanish|habla espanol|en espanol por favor"},
		{bot.AskTeam{}, "preguntar al equipo|preguntale al equipo|pregunta al equipo|ask the team"},
	}
}

func slashCommands() map[string]bot.Command {
	return map[string]bot.Command{
		"start": bot.Start{}, "aplicar": bot.NewApplication{}, "apply": bot.NewApplication{},
		"estado": bot.AskStatus{}, "status": bot.AskStatus{}, "costos": bot.Reckon{}, "costs": bot.Reckon{},
		"ayuda": bot.Help{}, "help": bot.Help{}, "humano": bot.Human{}, "human": bot.Human{}, "asistente": bot.Resume{}, "assistant": bot.Resume{},
		"privacidad": bot.Privacy{}, "privacy": bot.Privacy{}, "misdatos": bot.MyData{}, "mydata": bot.MyData{},
		"borrar": bot.Erase{}, "erase": bot.Erase{}, "cancelar": bot.Cancel{}, "cancel": bot.Cancel{},
	}
}

// costArticle is the price of the membership.
const costArticle = "costo-membresia"

func insideCues() []insideCue {
	cue := func(cmd bot.Command, re string) insideCue { return insideCue{newRule(re), cmd} }
	return []insideCue{
		cue(bot.Human{}, `\b(hablar|ablar|platicar|comunicarme|comunicame|comunicas|pasame|pasas|me das|dame|ponme|contactar|talk|speak)\b.*\b(persona|alguien|humano|asesor|asesora|equipo|ejecutivo|ejecutiva|human|person|someone|somebody|agent)\b|\b(necesito|quiero) que (alguien|me llamen|me marquen|me hablen)\b|\bquiero hablar con quien\b`),
		cue(bot.Revoke{}, revokes),
		cue(bot.Erase{}, `\b(borr\w+|elimin\w+|delete|erase)\b.*\b(mis datos|everything|mi informacion|todo lo mio|lo que (tienes|tienen|saben|sabes|guardan)|my data|what you (have|know)|about me)\b`),
		cue(bot.MyData{}, `\b(mandame|mandenme|mandarme|enviame|envienme|enviarme|pasame|pasarme|dame|denme|darme|quiero ver|muestrame|descargar|descargo|bajar|bajo|send me|show me|give me|download|export)\b.*\b(mis datos|my data)\b`),
		cue(bot.MyData{}, `\bme (?:mandas?|mandan|envias?|envian|das|dan|pasas|pasan|(?:puedes?|pueden|podrias?|podrian) (?:mandar|enviar|dar|pasar))(?: \S+){0,3}? mis datos\b|\b(?:archivo|copia|file|copy) (?:\S+ ){0,3}?(?:mis datos|my data)\b`),
		cue(bot.Privacy{}, `\b(que|cuales) (saben|sabes|datos|informacion)\b.*\b(de mi|mios|tienen de mi|about me)\b`),
		cue(bot.AskStatus{}, `\b(como|que|en que|cuando) (va|paso|sigue|esta|quedo|me)\b.*\b(mi solicitud|mi tramite|mi folio|my application)\b`),
		cue(bot.Human{}, `\b(no quiero|prefiero no|ya no quiero) hablar con (un |una )?(robot|bot|maquina|computadora)\b`),
		cue(bot.Cancel{}, `\b(cancel\w*|retir\w+|withdraw)\b.*\b(solicitud|application|todo)\b|\bya no quiero (seguir|aplicar|continuar|nada)\b|\bquiero (empezar|comenzar) de (nuevo|cero)\b|\bstart over\b`),
		// Who has begun already says it like this; wish.go is for who has not.
		cue(bot.NewApplication{}, `\b(quiero|quisiera|me gustaria|me interesa|deseo|puedo|i want to|i would like to|i d like to|how do i) (aplicar|inscribirme|inscribirnos|registrarme|entrar al programa|participar|unirme|ser parte|vender en alibaba|apply|sign up|join|sell on alibaba)\b`),
		cue(bot.NewApplication{}, `\b(hacer|empezar|iniciar|llenar|continuar|terminar|start|finish) (mi |la |una |my |an )?(solicitud|application)\b`),
		cue(bot.NewApplication{}, `^(?:(?:ok|bueno|pues|va|siempre|ya) )*(?:si quiero|quiero entrarle|le entro|me animo|siempre si quiero|siempre si|let s do it|i m in|quiero participar)\b`),
		cue(bot.Unclear{Why: "wait"}, `^(?:ay |ok |si |por favor )?(?:espera|esperame|espereme|esperate|un momento|un momentito|dame un minuto|deme un minuto|dame un momento|tantito|un segundo|wait|one moment|hold on)(?: \w+){0,3}$`),
		cue(bot.Sent{What: "sticker"}, `^(?:(?:ja|je|ji|ha|he){2,}j?|lol)(?: (?:ja|je|ji|ha|he)+)*$`),
		cue(bot.SetLanguage{Lang: "es"}, `^(?:(?:mejor|prefiero|habla|hablas|hablame|hablar|dime|dimelo|escribeme|explicame|podemos|puedes|puede|pueden|seguimos|sigamos|quiero|contesta|contestame|me|esta|speak|can|we|do|you|this|please|is) ){0,5}(?:en|in) (?:espanol|spanish)(?: \S+){0,2}$`),
		cue(bot.SetLanguage{Lang: "en"}, `^(?:(?:mejor|prefiero|habla|hablas|hablame|hablar|podemos|puedes|puede|pueden|seguimos|sigamos|quiero|contesta|contestame|me|speak|can|we|do|you|this|please|is) ){0,5}(?:en|in) (?:ingles|english)(?: \S+){0,2}$|\bdo you speak english\b|^(?:(?:can|could|we|please|you|let s|i d like to|i would like to) ){1,4}speak english(?: please)?$`),
		cue(bot.Upset{}, `\bnadie (me |nos )?(contesta|responde|hace caso)\b|\b(porqueria|basura de bot|puro cuento)\b|\b(?:los|las|te|les) voy a (?:denunciar|demandar|reportar)\b|\b(?:ya me|me tienen?|me tienes|estoy) hart\w+\b|\b(esto no sirve|no sirve(s)? (para|de) nada|pesimo servicio|inutil|idiota|estupido|estupida|pendejo|pendeja|maldito bot|stupid bot|no me entiendes)\b`),
	}
}

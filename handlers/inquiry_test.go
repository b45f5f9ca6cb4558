package handlers

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
)

func TestWhatStaffWriteAfterTheCommandIsUnderstood(t *testing.T) {
	k := testClerk(t)
	for text, want := range map[string]bot.Inquiry{
		"":                                     {Verb: bot.HelpVerb},
		"  ":                                   {Verb: bot.HelpVerb},
		"ayuda":                                {Verb: bot.HelpVerb},
		"aydua por favor":                      {Verb: bot.HelpVerb},
		"¿?":                                   {Verb: bot.HelpVerb, Text: "¿?"},
		"hola qué tal":                         {Verb: bot.HelpVerb, Text: "hola qué tal"},
		"borrar PAB-0042":                      {Verb: bot.HelpVerb, Text: "borrar PAB-0042"},
		"buscar":                               {Verb: bot.FindVerb},
		"buscar Café  Sol":                     {Verb: bot.FindVerb, Text: "Café  Sol"},
		"BUSCAR\tcafé":                         {Verb: bot.FindVerb, Text: "café"},
		"busca pab 42":                         {Verb: bot.FindVerb, Text: "pab 42"},
		"vuscar kafe":                          {Verb: bot.FindVerb, Text: "kafe"},
		"bsucar kafe":                          {Verb: bot.FindVerb, Text: "kafe"},
		"pendientes":                           {Verb: bot.WaitingVerb},
		"pendiente":                            {Verb: bot.WaitingVerb},
		"Pendeintes":                           {Verb: bot.WaitingVerb},
		"resumen":                              {Verb: bot.SummaryVerb},
		"resumn":                               {Verb: bot.SummaryVerb},
		"exportar":                             {Verb: bot.ExportVerb, Text: "csv"},
		"exportar XLSX":                        {Verb: bot.ExportVerb, Text: "xlsx"},
		"exporta excel":                        {Verb: bot.ExportVerb, Text: "xlsx"},
		"esportar json":                        {Verb: bot.ExportVerb, Text: "json"},
		"exportar pdf":                         {Verb: bot.ExportVerb, Text: "pdf"},
		"conocimiento":                         {Verb: bot.HelpVerb, Text: "conocimiento"},
		"conocimiento ayuda":                   {Verb: bot.HelpVerb, Text: "conocimiento ayuda"},
		"conocimiento huecos":                  {Verb: bot.GapsVerb},
		"conosimiento hueco":                   {Verb: bot.GapsVerb},
		"conocimiento buscar cuánto cuesta":    {Verb: bot.ArticlesVerb, Text: "cuánto cuesta"},
		"conocimiento detener costo-membresia": {Verb: bot.StopVerb, Text: "costo-membresia"},
		"conocimiento detener  Costo-Membresia  cambió\nla  cuota":    {Verb: bot.StopVerb, Text: "costo-membresia", Reason: "cambió la cuota"},
		"conocimiento detner `costo-membresia`, porque sí":            {Verb: bot.StopVerb, Text: "costo-membresia", Reason: "porque sí"},
		"conocimiento detener":                                        {Verb: bot.StopVerb},
		"conocimiento reanudar costo-membresia":                       {Verb: bot.ResumeVerb, Text: "costo-membresia"},
		"conocimineto renaudar costo-membresia":                       {Verb: bot.ResumeVerb, Text: "costo-membresia"},
		"buscar " + strings.Repeat("ñ", 2000):                         {Verb: bot.FindVerb, Text: strings.Repeat("ñ", maxInquiry-7)},
		"buscar \xff\xfecafé":                                         {Verb: bot.FindVerb, Text: "café"},
		"conocimiento detener ../../etc/passwd <!channel> *negritas*": {Verb: bot.StopVerb, Text: "../../etc/passwd", Reason: "<!channel> *negritas*"},
	} {
		if got := k.Inquiry(text); got != want {
			t.Errorf("%.60q: got %+v, want %+v", text, got, want)
		}
	}
}

// What is for admins is a list of its own: a verb that is forgotten there is for all staff.
func TestWhatTakesDataOutOrChangesKnowledgeIsForAdmins(t *testing.T) {
	for verb, want := range map[bot.Verb]bool{bot.HelpVerb: false, bot.FindVerb: false, bot.WaitingVerb: false, bot.SummaryVerb: false,
		bot.ExportVerb: true, bot.ArticlesVerb: true, bot.GapsVerb: true, bot.StopVerb: true, bot.ResumeVerb: true} {
		if got := (bot.Inquiry{Verb: verb}).ForAdmins(); got != want {
			t.Errorf("%s: %v", verb, got)
		}
	}
}

func FuzzInquiry(f *testing.F) {
	for _, text := range []string{"", "ayuda", "buscar café sol", "vuscar pab 42", "conocimiento detener x porque sí", "conocimiento", "exportar xlsx",
		"\xff\xfe", "buscar \u202e\u2066x", "pendientes\x00", strings.Repeat("conocimiento ", 100), "﷽ ｂｕｓｃａｒ x", "busca\u0301r x"} {
		f.Add(text)
	}
	k := testClerk(f)
	candidates := someListed()
	f.Fuzz(func(t *testing.T, text string) {
		q := k.Inquiry(text)
		if again := k.Inquiry(text); again != q {
			t.Fatalf("%q is read as %+v and as %+v", text, q, again)
		}
		if q.Verb == "" || !utf8.ValidString(q.Text) || !utf8.ValidString(q.Reason) || utf8.RuneCountInString(q.Text)+utf8.RuneCountInString(q.Reason) > maxInquiry {
			t.Fatalf("%q is read as %+v", text, q)
		}
		if q.Verb == bot.HelpVerb && k.ReportHelp(q.Text).Text == "" {
			t.Fatalf("%q gets no help", text)
		}
		k.Seek(candidates, q.Text)
		k.ReportNoArticle(q.Text, []string{"costo-membresia", "clabe"})
	})
}

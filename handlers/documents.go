package handlers

import (
	"fmt"
	"strconv"
	"strings"

	"pabellon/bot"
)

// documentsKind is the kind of the field whose answer is the files that were sent.
const documentsKind = "documents"

// TakesData tells whether a person has agreed, to the notice that is in use, that what
// they give is kept.
func (k *Clerk) TakesData(c bot.Conversation) bool {
	return c.Consent.Given && !k.outdated(c.Consent)
}

// given is the file of a turn as it was read before; one that nobody read cannot be.
// The caption goes with it, for staff.
func (r *reader) given() bot.Give {
	give := bot.Give{Text: short(clean(r.t.Text), 200), Problem: bot.FileUnreadable, Album: r.t.Album}
	if got := r.t.File.Got; got != nil {
		give.Document, give.Problem, give.Read = got.Document, got.Problem, r.paper()
	} else {
		give.Document.Name = bot.CleanName(r.t.File.Name, "")
	}
	return give
}

// withCaption reads a caption as words, unless they are for a person, or the answer to
// staff: then they go with the file. "Mi constancia" answers no open question, but
// "me llamo Ana" is an answer.
func (r *reader) withCaption(give bot.Give, text string) []bot.Command {
	if text == "" || r.c.Speaker == bot.PersonSpeaks || r.c.App.Status == bot.AskedStatus {
		return []bot.Command{give}
	}
	out := []bot.Command{give}
	question := strings.Contains(text, "?") || asks(text)
	unasked := *r
	if r.form.Field(r.c.Asking) != nil {
		unasked.c.Asking = ""
	}
	for _, cmd := range unasked.text(text) {
		if saysMore(cmd, question) && !(give.Problem == bot.FileNeedsConsent && wantsConsent(cmd)) {
			out = append(out, cmd)
		}
	}
	return dropEcho(out)
}

// saysMore tells what of a caption is more than the name of the file: "mi constancia"
// is no question for the articles.
func saysMore(cmd bot.Command, question bool) bool {
	switch cmd.(type) {
	case bot.Ask:
		return question
	case bot.Sent, bot.Skip:
		return false
	}
	return true
}

// wantsConsent tells a command that asks for the permission that the file asks for too.
func wantsConsent(cmd bot.Command) bool {
	_, ok := cmd.(bot.NewApplication)
	return ok
}

var (
	// sendable is what people send as a file, with what they say after it.
	sendable = `(?:constancia|documentos?|archivos?|acta|identificacion|ine|comprobante|pdf|document|documents|files?)` +
		`(?: (?:de (?:situacion fiscal|domicilio|nacimiento)|fiscal|constitutiva|por aqui|aqui|por este chat|por este medio|ahora|ahorita|luego|manana|al rato|here|now|later))*$`
	// willSend is who sends a file with the next message, or asks whether they may.
	willSend = newRule(`^(?:\S+ ){0,3}?(?:` +
		`(?:te|les|le|i will|i ll|i am|i m) (?:voy a )?(?:mando|mandare|mandar|envio|enviar|paso|pasar|comparto|adjunto|send|sending)` +
		`|(?:aqui|ahi|ahorita) (?:esta|va|van|te va|le va|les va)|here (?:is|are)` +
		`|(?:como|donde|puedo|podria|(?:how|where) (?:do|can) i|can i|may i) (?:(?:te|les|le) )?(?:mandar(?:te|les|le)?|enviar(?:te|les|le)?|mando|envio|subo|subir|adjunto|adjuntar|send|upload|attach)` +
		`) (?:\S+ ){0,3}?` + sendable)
)

// aboutFiles reads a message that is nothing but the announcement of a file. What staff
// asked for is theirs to hear.
func (r *reader) aboutFiles(folded string) (bot.Command, bool) {
	if r.c.App.Status == bot.AskedStatus || r.t.File != nil || !willSend.MatchString(folded) {
		return nil, false
	}
	return bot.Unclear{Why: "file"}, true
}

// give takes a file that was sent, or says why not.
func (t *turn) give(cmd bot.Give) {
	switch {
	case cmd.Heard != "":
		t.heard(cmd)
	case cmd.Problem != "" && cmd.Album != "":
		t.albumPart(cmd, cmd.Document.Name)
	case cmd.Problem == bot.FileNeedsConsent && t.c.Speaker != bot.PersonSpeaks:
		t.giveEarly(cmd.Document)
	case cmd.Problem != "":
		t.notKept(cmd)
	case t.nameOfDocument(cmd.Document.Hash) != "" && cmd.Album != "":
		t.albumPart(cmd, t.nameOfDocument(cmd.Document.Hash))
	case t.nameOfDocument(cmd.Document.Hash) != "":
		t.lead = append(t.lead, t.say("doc.same", "name", t.nameOfDocument(cmd.Document.Hash)))
		t.sayPaper(t.document(cmd.Document.Hash))
	default:
		kept := cmd.Document
		kept.Seen = cmd.Read
		t.event(bot.Event{Kind: bot.DocumentKept, Field: bot.DocumentsField, Document: &kept, Text: cmd.Text})
		t.received(cmd)
	}
}

// nameOfDocument is what the document of these bytes is called; "" when it is new.
func (t *turn) nameOfDocument(hash string) string {
	for _, d := range t.c.App.Documents {
		if d.Hash == hash {
			return d.Name
		}
	}
	return ""
}

// received says what was received, without a promise that anybody has checked it. While a
// person answers, it is theirs to say.
func (t *turn) received(cmd bot.Give) {
	person, sent := t.c.Speaker == bot.PersonSpeaks, t.c.App.Status.Sent()
	key, when, d := "doc.kept", "", t.document(cmd.Document.Hash)
	switch {
	case t.read(d) && !sent:
		key = "doc.read"
	case cmd.Unheard:
		key = "doc.unheard"
	case cmd.Spoken:
		key = "doc.spoken"
	}
	switch {
	case t.c.App.Status == bot.AskedStatus:
		t.event(bot.Event{Kind: bot.Said, Text: cmd.Document.Name})
		key, when = key+".asked", t.when(t.promise(bot.ForApplication))
	case sent:
		key += ".sent"
	}
	if person {
		t.promise(bot.ForHandoff) // said only if it is broken: a person speaks
	}
	if sent {
		t.candidateCard()
	}
	if (person || sent) && cmd.Album == "" {
		t.documentUpdate(cmd, "staff.doc")
	}
	switch {
	case cmd.Album != "":
		t.albumPart(cmd, cmd.Document.Name)
		return
	case person:
		t.passedOn()
		return
	}
	t.lead = append(t.lead, t.say(key, "name", cmd.Document.Name, "kind", t.fileKind(cmd.Document, t.lang()), "when", when))
	t.sayPaper(d)
}

// sayPaper has the end of the turn say what a document looks like, and offer to keep what
// was read in it.
func (t *turn) sayPaper(d bot.Document) {
	t.papers = append(t.papers, d)
	t.again, t.offering = true, d.Hash
}

// notKept says why a file was not kept, and what to do; staff who wait for it know too.
func (t *turn) notKept(cmd bot.Give) {
	key := "doc.no." + string(cmd.Problem)
	person := t.c.Speaker == bot.PersonSpeaks
	if person && cmd.Problem == bot.FileNeedsConsent {
		key = "doc.no.consent.person"
	}
	if person || t.c.App.Status.Sent() {
		t.documentUpdate(cmd, "staff.doc.no")
	}
	if text := t.say(key, "name", cmd.Document.Name); person {
		t.tell(bot.Message{Text: text, Buttons: []bot.Button{t.button("b.back", "back")}})
	} else if t.busy() {
		t.lead, t.again, t.fresh = append(t.lead, text), true, true
	} else {
		t.tell(bot.Message{Text: text, Buttons: []bot.Button{t.button("b.human", "human")}})
	}
}

// giveEarly asks for consent before anything is kept.
func (t *turn) giveEarly(d bot.Document) {
	asked := t.c.Asking == bot.AskConsent
	t.event(bot.Event{Kind: bot.ConsentAsked, Note: bot.EarlyNote, Version: t.notices[t.lang()]})
	if text := t.say("doc.no.consent", "name", d.Name); asked {
		t.lead, t.again = append(t.lead, text), true
	} else {
		t.parkEstimate()
		t.tell(bot.Message{Text: text})
		t.askConsent()
	}
}

// clearDocuments forgets all of them, and their bytes with them.
func (t *turn) clearDocuments() {
	t.again = true
	if len(t.c.App.Documents) == 0 && t.c.App.Answers[bot.DocumentsField].Value == "" {
		t.lead = append(t.lead, t.say("doc.none"))
		return
	}
	t.event(bot.Event{Kind: bot.DocumentsDropped, Field: bot.DocumentsField})
	t.lead = append(t.lead, t.say("cleared", "the", t.form.Field(bot.DocumentsField).The[t.lang()]))
	if t.c.App.Status.Sent() {
		t.candidateCard()
		t.update(t.staffSay("staff.doc.erased"))
	}
}

// documentUpdate tells staff of a file, with what was written to it.
func (t *turn) documentUpdate(cmd bot.Give, key string) {
	name, file := t.staffSay("staff.candidate"), cmd.Document.Name
	if t.c.Speaker == bot.PersonSpeaks {
		name = t.who()
	}
	m := bot.Message{Card: bot.UpdateCard}
	why := ""
	if cmd.Problem == "" {
		file += " (" + t.fileKind(cmd.Document, staffLang) + ")"
		m.Documents = []bot.Document{cmd.Document}
	} else {
		why = t.staffSay("staff.why." + string(cmd.Problem))
	}
	m.Text = t.staffSay(key, "name", name, "file", file, "why", why)
	if cmd.Text != "" {
		words := "staff.doc.words"
		if cmd.Spoken {
			words = "staff.doc.heard"
		}
		m.Text += " " + t.staffSay(words, "words", cmd.Text)
	}
	if cmd.Problem == "" {
		m.Text += t.paperUpdate(t.document(cmd.Document.Hash))
	}
	t.toStaff(m)
}

// documentsList are the documents as they are shown: names, kinds and sizes.
func (t *turn) documentsList(lang string) string {
	var out []string
	for _, d := range t.c.App.Documents {
		out = append(out, d.Name+" ("+t.fileKind(d, lang)+")")
	}
	return strings.Join(out, ", ")
}

// documentsCheck is the line of the checklist about the papers: nobody has checked them.
func (t *turn) documentsCheck() bot.Check {
	if check, ok := t.paperCheck(); ok {
		return check
	}
	n := 0
	for _, d := range t.c.App.Documents {
		if !d.Spoken() {
			n++
		}
	}
	return bot.Check{State: "open", Text: t.staffSay(counted("check.documents", n), "n", strconv.Itoa(n))}
}

// fileKinds are the words for the types that are the same in both languages.
var fileKinds = map[string]string{
	"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIC", "text/csv": "CSV",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       "Excel",
	"audio/ogg": "OGG", "audio/mpeg": "MP3", "audio/mp4": "M4A", "video/mp4": "MP4",
}

// fileKind is what a document is and how large: "PDF, 210 KB".
func (t *turn) fileKind(d bot.Document, lang string) string {
	kind := fileKinds[d.Type]
	if kind == "" {
		kind = t.words.say(lang, "doc.text")
	}
	return kind + ", " + fileSize(d.Size)
}

// fileSize is a number of bytes as phones show it, by 1,024.
func fileSize(n int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case n < kilo:
		return fmt.Sprintf("%d bytes", n)
	case n < mega:
		return fmt.Sprintf("%d KB", (n+kilo/2)/kilo)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/mega)
}

package handlers

import (
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// wordsPlace is where staff's words stand in the owner's chat, and filesPlace their files.
const (
	wordsPlace = "words:"
	filesPlace = "files:"
)

// filesMark ends the Tell of files that went with words.
const filesMark = " files"

// tellWrote says to the owner what staff have just written. It is told to the desk whether
// it arrived.
func (t *turn) tellWrote(m bot.Message) {
	w, ok := t.c.WroteNow()
	if !ok {
		return
	}
	m.Tell = strconv.Itoa(w.N)
	if w.Open() {
		m.Replaces = wordsPlace + m.Tell
	}
	t.tell(m)
}

// tellFiles sends the owner what staff put to their words, in a message of its own, so that
// words can be corrected in their place.
func (t *turn) tellFiles(cmd bot.Act) {
	w, _ := t.c.WroteNow()
	n := strconv.Itoa(w.N)
	m := bot.Message{Replaces: filesPlace + n, Tell: n + filesMark}
	for _, d := range documentsOf(cmd.Files) {
		m.Files = append(m.Files, bot.Attachment{Name: d.Name, Type: d.Type, Hash: d.Hash})
	}
	if len(m.Files) > 0 {
		t.tell(m)
	}
	for _, f := range cmd.Files {
		if f.Problem != "" {
			t.update(t.staffSay("staff.file.no", "file", f.Document.Name, "why", t.staffSay("staff.why."+string(f.Problem))))
		}
	}
}

// documentsOf are those that were kept.
func documentsOf(files []bot.Received) []bot.Document {
	var out []bot.Document
	for _, f := range files {
		if f.Problem == "" {
			out = append(out, f.Document)
		}
	}
	return out
}

// wroteLine puts what staff have just written into the thread.
func (t *turn) wroteLine() {
	if w, ok := t.c.WroteNow(); ok {
		t.lineOf(w)
	}
}

// lineOf is the line of staff's words in the thread, as they are now, in its place.
func (t *turn) lineOf(w bot.Wrote) {
	n := strconv.Itoa(w.N)
	m := bot.Message{Card: bot.UpdateCard, Replaces: bot.LinePlace + n, Text: t.staffSay(wroteKey(w), "who", staffName(w.By), "words", w.Text)}
	if len(w.Files) > 0 {
		m.Text += "\n📄 " + bot.Escape(namesOf(w.Files))
	}
	m.Text += t.became(w)
	if w.Open() && w.Lost.IsZero() {
		m.Buttons = []bot.Button{
			{Label: t.words.say(staffLang, "b.correct"), Payload: payload("act", "correct", n)},
			{Label: t.words.say(staffLang, "b.retract"), Payload: payload("act", "retract", n)}}
	}
	t.toStaff(m)
}

func namesOf(files []bot.Document) string {
	var out []string
	for _, d := range files {
		out = append(out, d.Name)
	}
	return strings.Join(out, " · ")
}

var wroteKeys = map[bot.EventKind]string{
	bot.Replied: "staff.replied", bot.InfoAsked: "staff.asked", bot.Approved: "staff.approved", bot.Declined: "staff.declined",
}

// wroteKey is the phrase for what staff wrote: an approval may be without words.
func wroteKey(w bot.Wrote) string {
	if w.Kind == bot.Approved && w.Text != "" {
		return "staff.approved.words"
	}
	return wroteKeys[w.Kind]
}

// became says under a line what became of the words.
func (t *turn) became(w bot.Wrote) string {
	var out string
	line := func(key string, pairs ...string) { out += "\n" + t.staffSay(key, pairs...) }
	switch {
	case w.Retracted:
		line("staff.line.retracted", "who", staffName(w.Changer), "when", t.sinceThen(w, w.Changed))
		return out
	case !w.Lost.IsZero() && !t.c.Gone.IsZero():
		line("staff.line.lost.gone")
	case !w.Lost.IsZero():
		line("staff.line.lost")
	case !w.Sent.IsZero():
		line("staff.line.sent", "when", t.sinceThen(w, w.Sent))
	}
	if w.Bare {
		line("staff.line.bare")
	}
	if !w.Changed.IsZero() {
		line("staff.line.corrected", "who", staffName(w.Changer), "when", t.sinceThen(w, w.Changed))
	}
	return out
}

// sinceThen is a time as a line shows it: the hour, and the day if it is another than that
// of the line.
func (t *turn) sinceThen(w bot.Wrote, at time.Time) string {
	hour := at.In(t.Zone).Format("15:04")
	if day := t.dateIn(staffLang, at); day != t.dateIn(staffLang, w.At) {
		return day + " " + hour
	}
	return hour
}

// told shows at the desk what became of staff's words.
func (t *turn) told(told bot.Told) {
	n, files := strings.CutSuffix(told.Tell, filesMark)
	number, _ := strconv.Atoi(n)
	w, ok := t.c.WroteAt(number)
	if !ok || files && (told.Sent || len(w.Files) == 0) {
		return
	}
	e := bot.Event{Kind: bot.Delivered, Note: n, Value: told.At.UTC().Format(time.RFC3339)}
	if !told.Sent {
		e.Kind = bot.Undelivered
	}
	if files {
		e.Field = bot.DocumentsField
	}
	before := t.undelivered()
	t.event(e)
	if told.Sent {
		t.reach(false)
	}
	w, _ = t.c.WroteAt(number)
	t.lineOf(w)
	if before != t.undelivered() && t.c.App.Status.Sent() {
		t.candidateCard()
	}
}

// undelivered tells that what staff wrote last has not arrived, and that nothing else says so.
func (t *turn) undelivered() bool {
	w, _ := t.c.WroteNow()
	return t.c.Gone.IsZero() && (!w.Lost.IsZero() || w.Bare) && !w.Retracted
}

// wroteChecks warn of words that have not arrived.
func (t *turn) wroteChecks() []bot.Check {
	if !t.undelivered() {
		return nil
	}
	w, _ := t.c.WroteNow()
	if w.Lost.IsZero() {
		return []bot.Check{t.check("warn", "check.bare")}
	}
	return []bot.Check{t.check("warn", "check.undelivered", "date", t.dateIn(staffLang, w.Lost))}
}

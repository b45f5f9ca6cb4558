package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
)

// Files that are sent together arrive one by one. Each is kept at once; what is said of
// them is said once, when no more have come for a moment.

// albumKey names the timer that ends the wait; albumWait is how long it is. The parts of
// an album reach a bot within a few hundred milliseconds.
const (
	albumKey  = "album"
	albumWait = time.Second
)

// albumPart notes a file of an album, and waits for the next.
func (t *turn) albumPart(cmd bot.Give, name string) {
	if t.c.Album.ID != cmd.Album {
		t.albumTold()
	}
	t.event(bot.Event{Kind: bot.AlbumPart, Note: cmd.Album, Value: name, Field: string(cmd.Problem), Text: cmd.Text})
	t.out.Later = append(t.out.Later, bot.Later{Key: albumKey, At: t.now.Add(albumWait)})
}

// albumTold says what became of the files of an album, and closes it.
func (t *turn) albumTold() {
	files := t.c.Album.Files
	if len(files) == 0 {
		return
	}
	t.event(bot.Event{Kind: bot.AlbumClosed})
	t.out.Later = append(t.out.Later, bot.Later{Key: albumKey})
	var kept []string
	refused := map[bot.FileProblem][]string{}
	var order []bot.FileProblem
	for _, f := range files {
		if f.Problem == "" {
			kept = append(kept, f.Name)
			continue
		}
		if len(refused[f.Problem]) == 0 {
			order = append(order, f.Problem)
		}
		refused[f.Problem] = append(refused[f.Problem], f.Name)
	}
	switch len(kept) {
	case 0:
	case 1:
		t.albumKept(".one", kept)
	default:
		t.albumKept(".many", kept)
	}
	for _, problem := range order {
		t.albumRefused(problem, refused[problem])
	}
}

// albumKept says which files are kept, and passes them on to who has to do with them.
func (t *turn) albumKept(number string, names []string) {
	if t.c.Speaker == bot.PersonSpeaks || t.c.App.Status.Sent() {
		t.albumUpdate(names)
	}
	if t.c.Speaker == bot.PersonSpeaks {
		t.passedOn()
		return
	}
	read := t.albumRead(names)
	key := "doc.kept"
	if len(read) > 0 {
		key = "doc.read"
	}
	t.lead = append(t.lead, t.say(key+number, "n", strconv.Itoa(len(names)), "list", list(names, t.say("and"))))
	t.again = true
	for _, d := range read {
		t.sayPaper(d)
	}
	if t.rang != albumKey {
		t.offering = "" // they have written something else, and it may be a yes
	}
}

// albumRead are the documents of an album in which something was read.
func (t *turn) albumRead(names []string) []bot.Document {
	return slices.DeleteFunc(slices.Clone(t.c.App.Documents), func(d bot.Document) bool {
		return !slices.Contains(names, d.Name) || !t.read(d)
	})
}

// albumUpdate tells staff of the files of an album, with what was written to them.
func (t *turn) albumUpdate(names []string) {
	var files []bot.Document
	for _, d := range t.c.App.Documents {
		if slices.Contains(names, d.Name) {
			files = append(files, d)
		}
	}
	name := t.staffSay("staff.candidate")
	if t.c.Speaker == bot.PersonSpeaks {
		name = t.who()
	}
	m := bot.Message{Card: bot.UpdateCard, Documents: unread(files), Text: t.staffSay("staff.doc.many", "name", name, "n", strconv.Itoa(len(names)), "list", list(names, "y"))}
	if words := t.before.Album.Text; words != "" {
		m.Text += " " + t.staffSay("staff.doc.words", "words", words)
	}
	t.toStaff(m)
}

// albumRefused says which files are not kept and why. Whoever has not agreed yet is asked
// once for all of them.
func (t *turn) albumRefused(problem bot.FileProblem, names []string) {
	name := list(names, t.say("and"))
	if problem == bot.FileNeedsConsent && t.c.Speaker != bot.PersonSpeaks {
		t.giveEarly(bot.Document{Name: name})
		return
	}
	t.notKept(bot.Give{Problem: problem, Document: bot.Document{Name: name}})
}

// list joins names as people do: "a, b y c".
func list(names []string, and string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + and + " " + names[last]
}

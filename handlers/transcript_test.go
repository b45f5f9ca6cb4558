package handlers

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

var update = flag.Bool("update", false, "rewrite the transcripts with what the bot says now")

// TestTranscripts plays every conversation in testdata. A transcript is what anybody
// can write:
//
//	# a comment
//	> what the owner writes            > [Sí, acepto]   presses a button by its label
//	< what the bot says                  more lines of it, sources and buttons, indented
//	staff> approve Bienvenida           what a staff member does: an action and words
//	staff< what the desk gets           staff Beto< what Beto alone gets
//	beto> take                          what another staff member does
//	told> sent 1                        the channel has taken the first words of staff; lost 1: it refuses them
//	clock> 1d                           time passes; what is due is done
//	model> {"commands":[…]}             what a model answers to the next question that it is asked (advised_test.go)
//	store> PAB-0003 telegram approved rfc   from here on the store has this twin
//	# form own.yaml                     with testdata/form/own.yaml for a form
//	# in public                         others read along, from here on
//	# with a transcriber                voice notes are heard, from here on
//	# with notes                        also shows where each answer came from
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(files) < 40 {
		t.Errorf("%d transcripts, %v; want at least 40", len(files), err)
	}
	clerk := testClerk(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(file, "testdata/"), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := newStage(stageClerk(t, clerk, string(data))).play(t, string(data))
			if got == string(data) {
				return
			}
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("the bot now says (-update to accept):\n%s", diff(string(data), got))
		})
	}
}

// stageClerk is the clerk with the form that a transcript wants.
func stageClerk(t *testing.T, clerk *Clerk, script string) *Clerk {
	t.Helper()
	_, name, found := strings.Cut(script, "# form ")
	if !found {
		return clerk
	}
	name, _, _ = strings.Cut(name, "\n")
	data, err := os.ReadFile(filepath.Join("testdata/form", name))
	if err != nil {
		t.Fatal(err)
	}
	form, err := ReadForm(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return formClerk(t, form)
}

// embeddedLibrary is read once: it never changes.
var embeddedLibrary = sync.OnceValues(func() (*knowledge.Library, error) {
	lib, problems := knowledge.Load(knowledge.Embedded())
	for _, p := range problems {
		if p.Severity == knowledge.Error {
			return nil, errors.New(p.String())
		}
	}
	return lib, nil
})

func testClerk(t testing.TB) *Clerk {
	t.Helper()
	lib, err := embeddedLibrary()
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("America/Mexico_City")
	if err != nil {
		t.Fatal(err)
	}
	clerk, err := New(Options{Org: "ProMéxico", Target: 100, Approved: 24, Zone: zone,
		Library: func() *knowledge.Library { return lib }})
	if err != nil {
		t.Fatal(err)
	}
	return clerk
}

// stage plays a transcript: the loop without a store.
type stage struct {
	clerk   *Clerk
	c       bot.Conversation
	now     time.Time
	timers  map[string]time.Time
	buttons map[string]string // by label, of all messages so far: old buttons still act
	turns   int
	folios  int
	twins   []bot.Twin       // what the store would find
	notes   bool             // show where each answer came from
	public  bool             // others read along
	talk    []Talked         // everything so far
	reads   bot.Understander // the clerk, after what was sent is read
	advice  []string         // what a model will answer
	listens bool             // there is a transcriber
	said    string           // what it hears in the next voice note
}

func newStage(clerk *Clerk) *stage {
	s := &stage{clerk: clerk, c: bot.Conversation{ID: "chat:a1"}, timers: map[string]time.Time{}, buttons: map[string]string{},
		now: time.Date(2026, 11, 25, 16, 0, 0, 0, time.UTC)}
	s.readBy(bot.Rules(clerk.Understand))
	return s
}

// readBy has turns read by somebody, after what was sent is.
func (s *stage) readBy(u bot.Understander) {
	files := &sentFiles{kept: map[string]bool{}}
	reading := bot.NewReading(u, files, s.clerk.TakesData)
	reading.Papers = files
	if s.listens {
		reading.Listener = s
	}
	s.reads = reading
}

// Hear hears what the transcript says.
func (s *stage) Hear(context.Context, bot.Sound) (string, error) { return s.said, nil }

// play gives the transcript back as it really goes: comments and inputs as they stand.
func (s *stage) play(t *testing.T, script string) string {
	t.Helper()
	var out strings.Builder
	for _, line := range strings.Split(strings.TrimRight(script, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "> "):
			out.WriteString(line + "\n" + s.owner(strings.TrimPrefix(line, "> ")))
		case line == ">":
			out.WriteString(line + "\n" + s.owner(""))
		case strings.HasPrefix(line, "staff> "):
			out.WriteString(line + "\n" + s.staff(bot.Actor{Kind: bot.Staff, ID: "U1", Name: "Laura"}, strings.TrimPrefix(line, "staff> ")))
		case strings.HasPrefix(line, "beto> "):
			out.WriteString(line + "\n" + s.staff(bot.Actor{Kind: bot.Staff, ID: "U2", Name: "Beto"}, strings.TrimPrefix(line, "beto> ")))
		case strings.HasPrefix(line, "model> "):
			s.answers(strings.TrimPrefix(line, "model> "))
			out.WriteString(line + "\n")
		case strings.HasPrefix(line, "told> "):
			out.WriteString(line + "\n" + s.told(strings.TrimPrefix(line, "told> ")))
		case strings.HasPrefix(line, "clock> "):
			d, err := days(strings.TrimPrefix(line, "clock> "))
			if err != nil {
				t.Fatal(err)
			}
			out.WriteString(line + "\n" + s.pass(d))
		case strings.HasPrefix(line, "store>"):
			s.twins = bot.ShownTwins(strings.TrimPrefix(line, "store>"))
			out.WriteString(line + "\n")
		case strings.HasPrefix(line, "#"), line == "":
			s.notes = s.notes || line == "# with notes"
			s.public = s.public || line == "# in public"
			if line == "# with a transcriber" {
				s.listens = true
				s.readBy(bot.Rules(s.clerk.Understand))
			}
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

func days(s string) (time.Duration, error) {
	if n, ok := strings.CutSuffix(s, "d"); ok {
		s = n + "h"
		d, err := time.ParseDuration(s)
		return 24 * d, err
	}
	return time.ParseDuration(s)
}

// owner takes one line of the owner: words, a button in brackets, or {voice}, {file name},
// or {file name | caption}, see fileSent; {paper name | caption}, see paperSent; {contact number}, {edit m3 new words}, {sticker}, {location}, {blocked}, {en} for a hint of the language. More of
// it: album and about; {forward words}; {voice nota.ogg}, which is kept, and {voice}, which is not; {voice nota.ogg | words}
// is heard.
func (s *stage) owner(line string) string {
	t := s.turn(bot.Actor{Kind: bot.Owner, ID: "a1"})
	t.Text = strings.ReplaceAll(line, `\n`, "\n")
	if label, ok := strings.CutPrefix(line, "["); ok && strings.HasSuffix(label, "]") {
		label = strings.TrimSuffix(label, "]")
		t.Text, t.Button = "", s.buttons[label]
		if t.Button == "" {
			t.Button = label
		}
	}
	if special, ok := strings.CutPrefix(line, "{"); ok && strings.HasSuffix(special, "}") {
		t.Text = ""
		what, arg, _ := strings.Cut(strings.TrimSuffix(special, "}"), " ")
		switch what {
		case "voice":
			path, said, _ := strings.Cut(arg, " | ")
			t.Voice = &bot.Voice{Seconds: 9, Path: path}
			s.said = said
		case "album":
			return s.album(t, arg)
		case "forward":
			t.Forwarded, t.Text = true, arg
		case "reply", "quote", "react":
			s.about(&t, what, arg)
		case "file", "paper":
			t.File = fileSent(arg)
			if what == "paper" {
				t.File = paperSent(arg)
			}
			_, t.Text, _ = strings.Cut(arg, " | ")
		case "contact":
			t.Contact = &bot.Contact{Phone: arg, Own: true}
		case "other-contact":
			t.Contact = &bot.Contact{Phone: arg}
		case "edit":
			t.Edit, t.Text, _ = strings.Cut(arg, " ")
		case "long":
			t.Text, t.Cut = strings.Repeat("bla ", 4000), true
		default:
			t.Other = what
		}
	}
	return s.run(t)
}

// album takes files that are sent together: {album a.pdf, b.jpg | caption}.
func (s *stage) album(t bot.Turn, arg string) string {
	var out strings.Builder
	names, caption, _ := strings.Cut(arg, " | ")
	album := t.ID
	for i, name := range strings.Split(names, ", ") {
		if i > 0 {
			t = s.turn(t.Actor)
			s.now = s.now.Add(-time.Minute) // they come at once
			t.At, caption = s.now, ""
		}
		t.File, t.Album, t.Text = fileSent(name), album, caption
		if paper, ok := strings.CutPrefix(name, "paper "); ok {
			t.File = paperSent(paper)
		}
		out.WriteString(s.run(t))
	}
	return out.String()
}

// about refers to the newest message of the bot with some words in it: {reply "words" text},
// {quote "words" text}, {react "words" 👍}.
func (s *stage) about(t *bot.Turn, what, arg string) {
	_, rest, _ := strings.Cut(arg, `"`)
	words, text, _ := strings.Cut(rest, `" `)
	for _, talked := range slices.Backward(s.talk) {
		for _, m := range slices.Backward(talked.Messages) {
			if t.About == nil && m.To == bot.Person && strings.Contains(bot.Plain(m.Text), words) {
				t.About = &bot.Reference{Receipt: "1", Message: &m}
			}
		}
	}
	switch {
	case t.About == nil:
		t.Text = "there is no such message: " + words
	case what == "react":
		t.About.React = text
	default:
		t.Text = text
		if what == "quote" {
			t.About.Quote = words
		}
	}
}

// staff takes what somebody of the team does: an action and words. {file name | words} sends
// a file with them; before the words of assign stands who, before those of correct which.
func (s *stage) staff(who bot.Actor, line string) string {
	t := s.turn(who)
	t.Action, t.Text, _ = strings.Cut(line, " ")
	switch t.Action {
	case "assign":
		var name string
		name, t.Text, _ = strings.Cut(t.Text, " ")
		t.Assignee = &bot.Actor{Kind: bot.Staff, ID: map[string]string{"Laura": "U1", "Beto": "U2"}[name], Name: name}
	case "correct", "retract":
		var n string
		n, t.Text, _ = strings.Cut(t.Text, " ")
		t.Button, t.Action = payload("act", t.Action, n), ""
	}
	if file, ok := strings.CutPrefix(t.Text, "{file "); ok {
		file, t.Text, _ = strings.Cut(strings.TrimSuffix(file, "}"), " | ")
		t.Files = []bot.File{*fileSent(file)}
	}
	return s.run(t)
}

// told is the clock telling what became of staff's words.
func (s *stage) told(line string) string {
	how, tell, _ := strings.Cut(line, " ")
	t := s.turn(bot.Actor{Kind: bot.Clock})
	t.Due = bot.Told{Tell: tell, Sent: how == "sent", At: s.now}.Key()
	return s.run(t)
}

func (s *stage) turn(actor bot.Actor) bot.Turn {
	s.turns++
	s.now = s.now.Add(time.Minute)
	return bot.Turn{Channel: "chat", ID: fmt.Sprintf("m%d", s.turns), Conversation: s.c.ID, Actor: actor, At: s.now, Public: s.public && actor.Kind == bot.Owner}
}

// pass moves the clock, and does on the way what is due.
func (s *stage) pass(d time.Duration) string {
	end := s.now.Add(d)
	var out strings.Builder
	for {
		key := ""
		for k, at := range s.timers {
			if !at.After(end) && (key == "" || at.Before(s.timers[key])) {
				key = k
			}
		}
		if key == "" {
			break
		}
		s.now = s.timers[key]
		delete(s.timers, key)
		t := s.turn(bot.Actor{Kind: bot.Clock})
		t.Due = key
		out.WriteString(s.run(t))
	}
	if end.After(s.now) {
		s.now = end
	}
	return out.String()
}

func (s *stage) run(t bot.Turn) string {
	cmds, _, _ := s.reads.Understand(context.Background(), s.c, t) // nothing here can fail
	if _, ok := s.clerk.Alike(s.c, cmds, s.now); ok {
		cmds = append([]bot.Command{bot.Compare{Twins: s.twins}}, cmds...)
	}
	out, next := bot.Decide(s.clerk.Handle, s.c, t, cmds, s.now)
	folio := fmt.Sprintf("PAB-%04d", s.folios+1)
	if next.App.Folio == bot.FolioMark {
		s.folios++
		next.App.Folio = folio
	}
	next.Version++
	s.c = next
	s.talk = append(s.talk, Talked{Turn: t, Events: out.Events, Messages: out.Messages})
	for _, l := range out.Later {
		if l.Folio != "" {
			continue // in another conversation
		}
		delete(s.timers, l.Key)
		if !l.At.IsZero() {
			s.timers[l.Key] = l.At
		}
	}
	var b strings.Builder
	for _, m := range out.Messages {
		b.WriteString(strings.NewReplacer(bot.FolioMark, folio, bot.ReceiptMark, "B-1A2B3C").Replace(s.show(m)))
	}
	return b.String()
}

// show writes a message as the transcript has it.
func (s *stage) show(m bot.Message) string {
	prefix := "< "
	if m.To == bot.ForStaff {
		prefix = "staff< "
		if m.Card == bot.CandidateCard {
			prefix = "staff< [candidate] "
		}
		if m.Member != "" {
			prefix = "staff " + map[string]string{"U1": "Laura", "U2": "Beto"}[m.Member] + "< "
		}
	}
	var b strings.Builder
	for i, line := range strings.Split(bot.Plain(m.Text), "\n") {
		if i == 0 {
			b.WriteString(strings.TrimRight(prefix+line, " ") + "\n")
		} else if line != "" {
			b.WriteString(strings.TrimRight("  "+line, " ") + "\n")
		}
	}
	if m.Afresh != "" {
		b.WriteString("  (in the place of what was said; else under: " + m.Afresh + ")\n")
	}
	if m.Withdraw {
		b.WriteString("  (or what was said is gone)\n")
	}
	for _, f := range m.Facts {
		line := "  | " + f.Label + ": " + f.Value
		if (f.Warn || s.notes) && f.Note != "" {
			line += " (" + f.Note + ")"
		}
		b.WriteString(line + "\n")
	}
	for _, c := range m.Checks {
		b.WriteString("  " + map[string]string{"ok": "✓", "warn": "⚠", "open": "○"}[c.State] + " " + c.Text + "\n")
	}
	for _, file := range m.Files {
		b.WriteString("  📎 " + file.Name + "\n")
	}
	for i, src := range m.Sources {
		if i == 0 {
			b.WriteString("  (" + src.Title + " · " + src.Reviewed + ")\n")
		}
	}
	if len(m.Buttons) > 0 {
		b.WriteString(" ")
		for _, button := range m.Buttons {
			s.buttons[button.Label] = button.Payload
			b.WriteString(" [" + button.Label + "]")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// diff shows the lines of want and got that differ, with a little around them.
func diff(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	for i := 0; i < max(len(a), len(b)); i++ {
		x, y := at(a, i), at(b, i)
		if x == y {
			out.WriteString("    " + x + "\n")
			continue
		}
		out.WriteString("  - " + x + "\n  + " + y + "\n")
	}
	return out.String()
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// The index of the conversations names files that are there, two for each situation.
func TestEachSituationHasTwoConversations(t *testing.T) {
	data, err := os.ReadFile("testdata/README.md")
	if err != nil {
		t.Fatal(err)
	}
	situations := 0
	for line := range strings.Lines(string(data)) {
		files := regexp.MustCompile("`([a-z]+/[^`]+[.]txt)`").FindAllStringSubmatch(line, -1)
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| situation") {
			continue
		}
		situations++
		if len(files) < 2 {
			t.Errorf("only %d for %q", len(files), line)
		}
		for _, f := range files {
			if _, err := os.Stat(filepath.Join("testdata", f[1])); err != nil {
				t.Error(err)
			}
		}
	}
	all, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(all) < 150 || situations < 30 {
		t.Errorf("%d conversations, %d situations, %v", len(all), situations, err)
	}
}

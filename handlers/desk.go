package handlers

import (
	"time"

	"pabellon/bot"
)

// Desk is the words that a channel puts around what staff see and do, in their language.
type Desk struct {
	NotStaff, Failed, Nothing, Checks, Holder    string
	Checked                                      string // above the checklist of who was decided on
	Opening, Empty, Cancel, Close, Preview, Send string
	Again                                        string // of a decision that is changed without a reason
	See                                          string // of a button that shows all of a candidate
	Scrubbed, Receipt                            string // where something stood of who was erased
	Reads, Other, Long, Old, Pick                string // see the channel's own words
	Buttons                                      []bot.Button
	Suggest, Thinking, NoSuggestion              string       // of a button that has a reply suggested, until it is there, and when there is none
	More                                         []bot.Button // that are used less
	Acts                                         []DeskAct
	Sure                                         []DeskSure
}

// DeskSure is what is asked before an act that is done at once.
type DeskSure struct{ Action, Title, Text, Yes, No string }

// DeskTemplate is a text that staff begin from, by the owner's language.
type DeskTemplate struct {
	ID, Label string
	Text      map[string]string
}

// DeskAct is an act for which staff write something. Sent tells that the owner gets it.
type DeskAct struct {
	Action, Title, Label, Hint, Submit string
	Who                                string // above the choice of a staff member; "" is none
	Files, Attached                    string // above files, and before them in the preview; "" takes none
	Sent, Optional                     bool
	Suggests                           bool // a reply can be suggested
	Templates                          []DeskTemplate
}

// deskActs are the acts with words, and which of them the owner gets.
var deskActs = []DeskAct{
	{Action: "ask", Sent: true}, {Action: "decline", Sent: true}, {Action: "reply", Sent: true},
	{Action: "answer", Sent: true},
	{Action: "approve", Sent: true, Optional: true}, {Action: "note"}, {Action: "assign"}, {Action: "correct", Sent: true},
}

// deskTemplates are the texts of each act, in the order in which they are offered.
var deskTemplates = map[string][]string{
	"ask":     {"csf", "old", "photos", "capacity", "power"},
	"decline": {"first", "brand", "capacity", "product", "state"},
}

// withFiles are the acts with which files may go to the owner.
var withFiles = map[string]bool{"ask": true, "reply": true}

// Desk gives those words. Buttons are those that a card has beside its own.
func (k *Clerk) Desk() Desk {
	word := func(key string) string { return k.words.say(staffLang, key, "org", k.Org) }
	d := Desk{NotStaff: word("desk.not.staff"), Failed: word("desk.failed"), Nothing: word("desk.nothing"), Checks: word("desk.checks"), Checked: word("desk.checked"), Holder: word("desk.holder"),
		Scrubbed: word("desk.scrubbed"), Receipt: word("desk.receipt"), Opening: word("desk.opening"), Empty: word("desk.empty"), Again: word("desk.again"),
		Cancel: word("desk.cancel"), Close: word("desk.close"), Preview: word("desk.preview"), Send: word("desk.send"), See: word("desk.all"),
		Reads: word("desk.reads"), Other: word("desk.other"), Long: word("desk.long"), Old: word("desk.old"), Pick: word("desk.pick"),
		Suggest: word("desk.suggest"), Thinking: word("desk.suggest.thinking"), NoSuggestion: word("desk.suggest.none"),
		More:    []bot.Button{{Label: word("b.assign"), Payload: payload("act", "assign")}},
		Sure:    []DeskSure{{"retract", word("desk.retract.sure"), word("desk.retract.text"), word("desk.retract.yes"), word("desk.retract.no")}},
		Buttons: []bot.Button{{Label: word("b.reply"), Payload: payload("act", "reply")}, {Label: word("desk.note"), Payload: payload("act", "note")}}}
	for _, a := range deskActs {
		of := "desk." + a.Action + "."
		a.Title, a.Label, a.Hint, a.Submit = word(of+"title"), word(of+"label"), word(of+"hint"), word(of+"submit")
		if a.Action == "assign" {
			a.Who = word("desk.assign.who")
		}
		if withFiles[a.Action] {
			a.Files, a.Attached = word("desk.files"), word("desk.attached")
		}
		a.Templates, a.Suggests = k.deskTemplates(a.Action), suggests[a.Action]
		d.Acts = append(d.Acts, a)
	}
	return d
}

// deskTemplates are the texts from which an act may begin.
func (k *Clerk) deskTemplates(action string) []DeskTemplate {
	var out []DeskTemplate
	for _, id := range deskTemplates[action] {
		key := "desk.template." + action + "." + id
		t := DeskTemplate{ID: id, Label: k.words.say(staffLang, key+".label"), Text: map[string]string{}}
		for lang := range k.words {
			t.Text[lang] = k.words.say(lang, key, "org", k.Org)
		}
		out = append(out, t)
	}
	return out
}

// Card is a candidate's card as it is now; its Lang is the one that the owner reads.
func (k *Clerk) Card(c bot.Conversation, now time.Time) bot.Message {
	t := &turn{Clerk: k, before: c, c: c, now: now}
	t.candidateCard()
	m := t.out.Messages[len(t.out.Messages)-1]
	m.Lang = t.lang()
	return m
}

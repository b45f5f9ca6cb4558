package handlers

import "pabellon/bot"

// longestToStaff is how much of what was heard goes to staff with the note, in characters.
const longestToStaff = 500

// heardNote is a voice note that was understood. While a person answers, or has asked, the
// words go with it to them.
func (r *reader) heardNote() bot.Give {
	heard := beginning(clean(r.t.Voice.Heard))
	give := bot.Give{Document: r.t.Voice.Got.Document, Problem: r.t.Voice.Got.Problem, Text: short(heard, longestToStaff), Spoken: true}
	if r.c.Speaker != bot.PersonSpeaks && r.c.App.Status != bot.AskedStatus {
		give.Heard = heard
	}
	return give
}

// byVoice reads what was heard. Who transcribes may mishear: what binds a person, or
// cannot be taken back, is to be tapped or typed.
func (r *reader) byVoice(heard string) []bot.Command {
	cmds := r.text(heard)
	for i, cmd := range cmds {
		if r.binds(cmd) {
			cmds[i] = bot.Unclear{Why: "tap"}
		}
	}
	return cmds
}

// binds tells a command that agrees, sends, gives up or erases.
func (r *reader) binds(cmd bot.Command) bool {
	switch cmd := cmd.(type) {
	case bot.ConsentAnswer:
		return cmd.Yes
	case bot.Submit:
		return true
	case bot.Erase:
		return cmd.Sure
	case bot.Revoke:
		return cmd.Sure
	case bot.Cancel:
		return cmd.Sure
	case bot.Yes:
		switch r.c.Offer.Kind {
		case "erase", "revoke", "cancel":
			return true
		}
		return r.c.Asking == bot.AskConsent || r.c.Asking == bot.AskReview
	}
	return false
}

// heard says what was understood of a voice note, before anything comes of it. The note is
// kept for staff, who can hear it themselves.
func (t *turn) heard(cmd bot.Give) {
	if cmd.Problem == "" && t.nameOfDocument(cmd.Document.Hash) == "" {
		t.event(bot.Event{Kind: bot.DocumentKept, Field: bot.DocumentsField, Document: &cmd.Document, Text: cmd.Text})
		if t.c.App.Status.Sent() {
			t.candidateCard()
			t.documentUpdate(cmd, "staff.doc")
		}
	}
	t.tell(bot.Message{Text: t.say("heard", "text", short(cmd.Heard, maxValue))})
}

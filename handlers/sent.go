package handlers

import "pabellon/bot"

// contact reads a shared card: one's own number, if it may be kept.
func (r *reader) contact() bot.Command {
	if !r.t.Contact.Own {
		return bot.Sent{What: "contact"}
	}
	if !r.takesAnswers() {
		return bot.NewApplication{Early: true}
	}
	return bot.Fill{Field: "phone", Value: r.t.Contact.Phone, Named: true}
}

// sent names what came without words.
func (r *reader) sent() (bot.Command, bool) {
	switch {
	case r.t.File != nil:
		return r.given(), true
	case r.t.Voice != nil && r.t.Voice.Heard != "":
		return r.heardNote(), true
	case r.t.Voice != nil && r.t.Voice.Got != nil && r.t.Voice.Got.Problem == "":
		return bot.Give{Document: r.t.Voice.Got.Document, Text: short(clean(r.t.Text), 200), Spoken: true, Unheard: r.t.Voice.Listened}, true
	case r.c.Speaker == bot.PersonSpeaks && (r.t.Voice != nil || r.t.Other != ""):
		return bot.Overheard{Text: "📄 " + r.whatCame()}, true
	case r.t.Voice != nil && r.t.Voice.Listened:
		return bot.Sent{What: "voice.unheard"}, true
	case r.t.Voice != nil:
		return bot.Sent{What: "voice"}, true
	case r.t.Other != "":
		return bot.Sent{What: r.t.Other}, true
	}
	return nil, false
}

func (r *reader) whatCame() string {
	if r.t.Voice != nil {
		return "nota de voz"
	}
	return r.t.Other
}

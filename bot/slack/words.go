package slack

import "pabellon/bot"

// Words is what the channel itself says, in the language of staff.
type Words struct {
	NotStaff string       // to who may not act
	Failed   string       // to who did something that could not be carried out
	Source   string       // "Fuente"
	Reviewed string       // "revisado"
	Checks   string       // above a checklist
	Holder   string       // before the name of who has the candidate
	See      string       // of the button that shows all of a candidate
	Opening  string       // in a modal whose content is on its way
	Close    string       // of a modal that only shows something; at most 24 characters
	Buttons  []bot.Button // that a card has beside its own
	Modals   map[string]Modal
}

// Modal is what is asked when a staff member acts with words; Words.Modals has one for
// each such action.
type Modal struct {
	Title    string // at most 24 characters, and so are Submit, Send and Cancel
	Label    string // above the text
	Hint     string // below it
	Submit   string
	Send     string // of the preview
	Cancel   string
	Empty    string // when there is no text
	Preview  string // above what the owner will read; "" acts at once
	Optional bool   // the text may be empty
}

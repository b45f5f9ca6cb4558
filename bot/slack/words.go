package slack

import "pabellon/bot"

// Words is what the channel itself says, in the language of staff unless it says otherwise.
type Words struct {
	NotStaff string       // to who may not act
	Failed   string       // to who did something that could not be carried out
	Nothing  string       // to who acts for people who do not wait any more
	Checks   string       // above a checklist
	Checked  string       // above that of who was decided on, or went
	Holder   string       // before the name of who has the candidate
	See      string       // of the button that shows all of a candidate
	Scrubbed string       // in the place of a message that was to be deleted and cannot be
	Receipt  string       // before the number of an erasure
	Opening  string       // in a modal whose content is on its way
	Close    string       // of a modal that only shows something; at most 24 characters
	Buttons  []bot.Button // that a card has beside its own
	More     []bot.Button // that a card has in its menu
	Reads    string       // above a text for somebody who reads another language than Spanish
	Other    string       // of somebody who may not act, to who wanted to give them a candidate
	Long     string       // of a text that is too long
	Again    string       // of a decision that is changed without a reason
	Old      string       // of words that cannot be changed any more
	Pick     string       // in the menu of templates, before one is chosen
	Sure     map[string]Sure
	Modals   map[string]Modal
	Suggest  SuggestWords          // empty where nothing can be suggested
	Citing   map[string]bot.Citing // by language; owners read in theirs
	Phrases  map[string]Phrases    // by language

	Board   func(o bot.Overview, viewer string) bot.Board // the Home tab of one of staff; nil has no figures
	Visitor bot.Board                                     // of everybody else
	Admin   AdminWords
}

// Phrases is what stands around the words to people, in one language.
type Phrases struct {
	Working           string   // behind the bot's name while an answer is on its way, without commas
	Useful, UpHint    string   // a thumb up for an answer, and the same for who does not see it
	Useless, DownHint string   // a thumb down; each at most 75 characters
	Offer             string   // above the questions that are offered
	Prompts           []string // questions, at most four
}

// Sure is what is asked before an act that is done at once; Words.Sure has one by action.
type Sure struct{ Title, Text, Yes, No string }

// SuggestWords is what stands around a reply that is suggested.
type SuggestWords struct {
	Button   string // that has one suggested; at most 75 characters
	Thinking string // until it is there
	None     string // when there is none
}

// Template is a text that staff begin from.
type Template struct {
	ID, Label string
	Text      map[string]string // by the owner's language
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
	Who      string // above the staff member who is to be chosen; "" chooses none
	Files    string // above the files that may go with the text; "" takes none
	Attached string // before their names in the preview

	Suggests  bool // a text may be suggested, where Words.Suggest has words
	Templates []Template
}

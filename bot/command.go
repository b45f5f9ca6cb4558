package bot

import "time"

// Command is what somebody wants: a closed set, made by an Understander or decoded
// from a button. The comment of each finishes the sentence "the person wants …".
type Command interface{ kind() string }

type (
	// Aloud is answered where others read along. It stands before what they want: nothing
	// personal is asked, kept or done there.
	Aloud struct{}
	// Start the bot. Payload is that of a deep link.
	Start struct {
		Payload string `json:"payload,omitempty"`
	}
	// Ask something. Found is what the knowledge has about it.
	Ask struct {
		Question string `json:"question"`
		Found    Found  `json:"found"`
	}
	// More of an answer that was cut short.
	More struct {
		Passage Passage `json:"passage"`
		Short   string  `json:"short,omitempty"` // what was said of it before
	}
	// Reckon whether it pays off. Told is what they say of an order, Rates what is known
	// about costs, Goods the kind of product that has rates of its own. Begin tells that
	// they ask for it, and do not answer.
	Reckon struct {
		Begin bool              `json:"begin,omitempty"`
		Goods string            `json:"goods,omitempty"`
		Told  map[string]string `json:"told,omitempty"`
		Rates []Rate            `json:"rates,omitempty"`
	}
	// Vote on an answer. Quiet tells that it was a reaction, which needs no thanks.
	Vote struct {
		Article string `json:"article"`
		Up      bool   `json:"up"`
		Quiet   bool   `json:"quiet,omitempty"`
	}
	// AskTeam puts a question to the team: Question, or the last one that the bot could
	// not answer.
	AskTeam struct {
		Question string `json:"question,omitempty"`
	}
	// NewApplication begins or resumes an application. Early tells that they gave
	// answers already, which are not kept before they agree.
	NewApplication struct {
		Early bool `json:"early,omitempty"`
	}
	// ConsentAnswer says yes or no to the privacy notice.
	ConsentAnswer struct {
		Yes bool `json:"yes"`
	}
	// Notice reads the full privacy notice.
	Notice struct{}
	// Fill answers a question, or corrects an earlier answer. Named tells that the
	// field was named or is unmistakable; otherwise it is the one being asked.
	Fill struct {
		Field string `json:"field"`
		Value string `json:"value"` // as the person wrote it
		Named bool   `json:"named,omitempty"`
		Via   string `json:"via,omitempty"` // see Answer.Via
		By    string `json:"by,omitempty"`  // the rule that read it, for replay
		// Unsure tells that nothing speaks for it but its place: it is asked back before it is kept.
		Unsure bool `json:"unsure,omitempty"`
	}
	// Reopen a field to answer it anew ("me equivoqué en el RFC").
	Reopen struct {
		Field string `json:"field"`
	}
	// Clear the answer of a field ("borra el teléfono").
	Clear struct {
		Field string `json:"field"`
	}
	// Skip the open question for now, or the field that is named. Declined tells that
	// they do not want to say it.
	Skip struct {
		Field    string `json:"field,omitempty"`
		Declined bool   `json:"declined,omitempty"`
	}
	// Explain a field: About is "why", "who", "where", "example" or "must" (it be told).
	Explain struct {
		Field string `json:"field"`
		About string `json:"about"`
	}
	// Yes to whatever was proposed; Of is the kind of offer whose button they pressed, and
	// then it answers no other.
	Yes struct {
		Of string `json:"of,omitempty"`
	}
	// No to whatever was proposed; Of as in Yes.
	No struct {
		Of string `json:"of,omitempty"`
	}
	// Snooze is reminded of the application At another time, or Never. Quiet tells that
	// they said so to a person, and that nothing is to be said about it.
	Snooze struct {
		At    time.Time `json:"at,omitzero"`
		Never bool      `json:"never,omitempty"`
		Quiet bool      `json:"quiet,omitempty"`
	}
	// News of answers that they were given, and whose words are others by now.
	News struct {
		Changed []Passage `json:"changed,omitempty"`
	}
	// Review everything that was answered.
	Review struct{}
	// ChooseField sees the list of fields to change one.
	ChooseField struct{}
	// Submit the application.
	Submit struct{}
	// Cancel the application. Sure tells that it was confirmed.
	Cancel struct {
		Sure bool `json:"sure,omitempty"`
	}
	// AskStatus knows where the application stands.
	AskStatus struct{}
	// Help sees what the bot can do.
	Help struct{}
	// SetLanguage speaks another language. Quiet tells that they did not ask, but write it.
	SetLanguage struct {
		Lang  string `json:"lang"`
		Quiet bool   `json:"quiet,omitempty"`
	}
	// Human talks to a person.
	Human struct{}
	// Resume goes back to the bot.
	Resume struct{}
	// Privacy knows what is kept and why.
	Privacy struct{}
	// MyData sees their own data.
	MyData struct{}
	// Erase everything about them. Sure tells that it was confirmed.
	Erase struct {
		Sure bool `json:"sure,omitempty"`
	}
	// Revoke takes their consent back. Sure tells that it was confirmed.
	Revoke struct {
		Sure bool `json:"sure,omitempty"`
	}
	// Compare stands before what shows staff a candidate: Twins are the other
	// applications of the same business that the store has.
	Compare struct {
		Twins []Twin `json:"twins,omitempty"`
	}
	// Sum stands before what sends an application: what the candidate tells, in two lines
	// for staff.
	Sum struct {
		Text string `json:"text"`
	}
	// Tally stands before what tells staff how the programme goes: it was counted for it.
	Tally struct {
		Overview Overview `json:"overview"`
	}
	// Greet says hello.
	Greet struct{}
	// Thank says thanks or goodbye.
	Thank struct{}
	// Upset complains about the bot.
	Upset struct{}
	// Sent gives something that has no words: "voice", "sticker", "location" …
	Sent struct {
		What string `json:"what"`
		Name string `json:"name,omitempty"`
	}
	// Give a file, with what was written to it. It is kept, unless Problem says why not.
	// Spoken tells that it is a voice note, Heard what was understood of it, and Unheard that
	// nothing was; Album is that of files sent together. Read is what was found in it.
	Give struct {
		Document Document    `json:"document"`
		Problem  FileProblem `json:"problem,omitempty"`
		Read     *Paper      `json:"read,omitempty"`
		Text     string      `json:"text,omitempty"`
		Spoken   bool        `json:"spoken,omitempty"`
		Heard    string      `json:"heard,omitempty"`
		Unheard  bool        `json:"unheard,omitempty"`
		Album    string      `json:"album,omitempty"`
	}
	// Reach tells that nothing reaches the person any more, or that it does again.
	Reach struct {
		Lost bool `json:"lost,omitempty"`
	}
	// Unclear is what could not be understood. Why is "empty", "button", "ask" (they will
	// put a question), "wait" (they need a moment), "file" (they will send one), "tap" (they
	// said aloud what is to be tapped or typed) or "".
	Unclear struct {
		Text string `json:"text,omitempty"`
		Why  string `json:"why,omitempty"`
	}
	// TooLong is text of which only the beginning was kept.
	TooLong struct{}
	// Act is what a staff member does: take, assign, approve, decline, ask, reply, note or
	// resume; answer, a reply to who still waits for one; seen, they know of what is overdue;
	// correct or retract words that they wrote. Assignee is who is to have the candidate, On
	// the number of the words (Wrote.N), Files what goes to the owner, Seen how the
	// application stood when they began to write.
	Act struct {
		Action   string     `json:"action"`
		Text     string     `json:"text,omitempty"`
		By       Actor      `json:"by"`
		Assignee Actor      `json:"assignee,omitzero"`
		On       int        `json:"on,omitempty"`
		Files    []Received `json:"files,omitempty"`
		Seen     Status     `json:"seen,omitempty"`
	}
	// Overheard is what the owner says while a person answers.
	Overheard struct {
		Text string `json:"text"`
	}
	// Remind is due: the clock wants a Later's turn carried out.
	Remind struct {
		Key string `json:"key"`
	}
	// Again is an answer that they got just now: they wrote once more while it was made.
	Again struct{}
	// Apologise for a turn that failed for good.
	Apologise struct{}
)

func (Aloud) kind() string          { return "aloud" }
func (Start) kind() string          { return "start" }
func (Ask) kind() string            { return "ask" }
func (More) kind() string           { return "more" }
func (Reckon) kind() string         { return "reckon" }
func (Vote) kind() string           { return "vote" }
func (AskTeam) kind() string        { return "ask_team" }
func (NewApplication) kind() string { return "new_application" }
func (ConsentAnswer) kind() string  { return "consent_answer" }
func (Notice) kind() string         { return "notice" }
func (Fill) kind() string           { return "fill" }
func (Reopen) kind() string         { return "reopen" }
func (Clear) kind() string          { return "clear" }
func (Skip) kind() string           { return "skip" }
func (Explain) kind() string        { return "explain" }
func (Yes) kind() string            { return "yes" }
func (No) kind() string             { return "no" }
func (Snooze) kind() string         { return "snooze" }
func (News) kind() string           { return "news" }
func (Review) kind() string         { return "review" }
func (ChooseField) kind() string    { return "choose_field" }
func (Submit) kind() string         { return "submit" }
func (Cancel) kind() string         { return "cancel" }
func (AskStatus) kind() string      { return "ask_status" }
func (Help) kind() string           { return "help" }
func (SetLanguage) kind() string    { return "set_language" }
func (Human) kind() string          { return "human" }
func (Resume) kind() string         { return "resume" }
func (Privacy) kind() string        { return "privacy" }
func (MyData) kind() string         { return "my_data" }
func (Erase) kind() string          { return "erase" }
func (Revoke) kind() string         { return "revoke" }
func (Compare) kind() string        { return "compare" }
func (Sum) kind() string            { return "sum" }
func (Tally) kind() string          { return "tally" }
func (Greet) kind() string          { return "greet" }
func (Thank) kind() string          { return "thank" }
func (Upset) kind() string          { return "upset" }
func (Sent) kind() string           { return "sent" }
func (Give) kind() string           { return "give" }
func (Reach) kind() string          { return "reach" }
func (Unclear) kind() string        { return "unclear" }
func (TooLong) kind() string        { return "too_long" }
func (Act) kind() string            { return "act" }
func (Overheard) kind() string      { return "overheard" }
func (Remind) kind() string         { return "remind" }
func (Again) kind() string          { return "again" }
func (Apologise) kind() string      { return "apologise" }

// Package slack is the staff's desk, and a channel in which anybody of the workspace can
// ask and apply.
//
// What arrives comes by Socket Mode or as signed HTTP, chosen by the tokens that are set;
// both lead to one place ([Slack.take]), which keeps a [bot.Turn] and only then lets the
// call be acknowledged. A click of staff is a turn in the candidate's conversation; a
// modal opens at once, before anything is read, for Slack gives three seconds.
//
// What staff are told goes to one channel. A card is put in the place of the one before
// it, and the lines of its story into its thread. The thread is internal: nothing that is
// written there reaches an owner. Only what is sent on purpose does, from a modal, after
// a preview; its line in the thread says whether it arrived, and lets it be corrected or
// taken back. Files that owners send lie in the thread of their card. 👀 on a card takes it.
//
// Every text is a rich text, whose parts Slack does not parse: what an owner wrote cannot
// ping a channel nor forge a link. Who may act is asked on each act, see [Roles].
package slack

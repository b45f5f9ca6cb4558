// Package bot holds the words of a conversation and the two loops that run it.
//
// A turn travels one way:
//
//	channel → Inbox → Understander → Handler → Commit → Outbox → channel
//
// A [Turn] is one thing that a person, a staff member or the clock did. It is
// kept before it is acknowledged, most often together with what it led to (see
// [Loop.Accept]). An [Understander] reads it, and whatever else
// of the world is needed, into a few [Command] values. A [Handler] is a pure
// function of the [Conversation], those commands and the time; its [Outcome]
// (events, messages, later turns) is committed in one transaction, and the
// [Message] values are delivered from there.
//
// The package is to our handlers what net/http is to a web program's handlers:
// it knows nothing of what a handler says, where turns come from, or where they
// are kept. It imports nothing of ours.
package bot

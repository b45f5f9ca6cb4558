// Package web is the playground: one page on which Pabellón can be tried and shown.
//
// It is a channel like any other. What a visitor does becomes a [bot.Turn] that a
// [Backend] keeps; what the bot says arrives through [Web.Send] and is pushed to the
// open pages. Nothing here decides anything, and nothing is special because it is a
// demonstration: a click on the desk is a turn in the candidate's conversation.
//
// The page holds no state that matters. Messages are durable before they are sent, so
// a page that comes late, or comes back, reads the room and the desk again and draws
// each message once, by its id.
//
// Texts reach the page as spans ([bot.Spans]), never as markup, and the page puts them
// in as text. The address is meant for the own machine or a demonstration: see
// [Options.Hosts].
package web

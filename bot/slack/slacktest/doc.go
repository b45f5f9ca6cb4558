// Package slacktest is a Slack workspace for tests: it has people, channels, modals and App Homes in it, serves the Web
// API, Socket Mode and signed HTTP requests to one app, and refuses what Slack refuses, in Slack's words.
//
//	s, err := slacktest.New(slacktest.Options{Schema: schema}) // listens on 127.0.0.1; s.URL(), s.BotToken(), s.AppToken()
//	s.AddChannel(slacktest.Room{ID: "C1", Name: "altas"})      // the bot is in it
//	ana := s.Person(slacktest.Profile{ID: "U1", Name: "ana"})
//	ana.Click("C1", ts, "Aprobar")                             // the app gets an envelope, or a signed request
//	err = s.Settled(ctx)                                       // waits until all that happened is acknowledged
//	s.Channel("C1").Messages()                                 // and s.Refused() says what the bot did wrong
//
// What Slack lets pass although it is surely a mistake (a misspelled argument, a thread that hangs on a reply) is refused
// with "slacktest: …". Who owns the words of a text is not asked: s.Pings() are all that would have rung a bell.
//
// An act of a person (Write, Click, Submit, Slash…) comes back at once; what the app makes of it is seen by [Server.Until]
// or [Server.Settled].
package slacktest

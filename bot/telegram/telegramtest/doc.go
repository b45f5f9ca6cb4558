// Package telegramtest is a Telegram Bot API server for tests: it has people, groups and channels in it, and refuses
// what Telegram refuses, in Telegram's words.
//
//	s, err := telegramtest.New(telegramtest.Options{Schema: schema}) // listens on 127.0.0.1; s.URL(), s.Token()
//	ana := s.Person(telegramtest.Profile{ID: 77, First: "Ana", Lang: "es"})
//	ana.Start("")                       // a bot may not write first
//	said, err := ana.Heard(ctx, 1)      // waits until the bot has said something
//	ana.Press(said[0].ID, "Sí")         // and s.Refused() says what the bot did wrong
//
// What Telegram lets pass although it is surely a mistake (a misspelled parameter, a link without an address) is
// refused with "Bad Request: telegramtest: …".
package telegramtest

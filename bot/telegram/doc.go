// Package telegram is the Telegram channel: it receives what people send to a bot and
// sends them what Pabellón says.
//
//	getUpdates or webhook → [bot.Turn] → kept → acknowledged
//	[bot.Delivery] → text and entities → sendMessage, editMessageText, sendDocument
//
// An update is acknowledged, by the next offset or by a 200, only after its turn is on
// disk. Telegram may send it again: the id of a turn is made of what Telegram never
// gives twice (the chat's message, the press of a button), not of the update's own
// number, which begins anew after an idle week.
//
// Messages go out as plain text with entities and never with a parse mode, so that
// nothing a person wrote can be taken for markup. What Telegram refuses for good is a
// [bot.PermanentError]; what it asks to wait for, a [bot.RetryAfterError].
//
// The token stands in every address that is called. It leaves this package in no error
// and no log line: see doer.
package telegram

package slack

import (
	"time"

	"pabellon/bot"
)

// Slack takes about one chat.postMessage a second in a channel, with short bursts, and of
// chat.update and chat.delete at least 50 a minute in the workspace
// (https://docs.slack.dev/apis/web-api/rate-limits; both are of tier 3). How long a burst
// may be is not told. No minute has more than 50 here, whenever it begins.
const (
	postEvery   = time.Second
	deskBurst   = 2
	chatBurst   = 3
	updateEvery = 1500 * time.Millisecond
	updateBurst = 10
	scrubEvery  = 7500 * time.Millisecond // of up to five messages each
	scrubBurst  = 2
)

// Place tells whose pace a delivery keeps: that of the staff's channel, which is one for
// all candidates, of the person's own chat, or of a method.
func Place(d *bot.Delivery) bot.Place {
	switch {
	case d.Message.Scrub != nil:
		return bot.Place{Name: "chat.delete", Every: scrubEvery, Burst: scrubBurst}
	case d.Message.To == bot.ForStaff && d.Replaced != "":
		return bot.Place{Name: "chat.update", Every: updateEvery, Burst: updateBurst}
	case d.Message.To == bot.ForStaff:
		return bot.Place{Name: "desk", Every: postEvery, Burst: deskBurst}
	}
	return bot.Place{Name: d.Conversation, Every: postEvery, Burst: chatBurst}
}

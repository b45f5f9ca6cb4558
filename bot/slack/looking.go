package slack

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack/slackevents"

	"pabellon/bot"
)

// looking is the reaction that takes a candidate: 👀.
const looking = "eyes"

// reacted takes the candidate or the hand-off on whose card a staff member put 👀. Nothing
// happens on other messages, or when others do it: a reaction is no question.
func (s *Slack) reacted(ctx context.Context, e *slackevents.ReactionAddedEvent) error {
	if e.Reaction != looking || s.o.Desk == "" || e.Item.Channel != s.o.Desk {
		return nil
	}
	soon, cancel := context.WithTimeout(ctx, rightsTime)
	defer cancel()
	may, err := s.people.mayAct(soon, e.User)
	if err != nil {
		s.log.Warn("cannot ask Slack who may act; a reaction is passed over", "error", err)
	}
	if !may {
		return nil
	}
	card := spot{channel: e.Item.Channel, ts: e.Item.Timestamp}
	conversation, err := s.carded(ctx, card)
	if conversation == "" || err != nil {
		return err
	}
	t := &bot.Turn{Channel: Channel, ID: turnID(acted, spot{card.channel, e.EventTimestamp, card.ts}), Conversation: conversation,
		Button: actPayload + "take", At: s.backend.Now(), Actor: s.actor(ctx, e.User)}
	return s.accept(ctx, t, nil)
}

// A card is in the channel a moment before it is noted where it stands: it is looked for
// again, for about a second.
const (
	lookAgain = 100 * time.Millisecond
	looks     = 10
)

// carded finds the conversation of a card; "" when it is none.
func (s *Slack) carded(ctx context.Context, card spot) (conversation string, err error) {
	for try := range looks {
		if try > 0 {
			sleep(ctx, lookAgain)
		}
		conversation, err = s.backend.Carded(ctx, card.receipt())
		if err != nil {
			return "", fmt.Errorf("slack: find the card of a reaction: %w", err)
		}
		if conversation != "" || !card.fresh(time.Now()) {
			break
		}
	}
	return conversation, nil
}

// fresh tells whether a message was said within the last seconds.
func (s spot) fresh(now time.Time) bool {
	seconds, _, _ := strings.Cut(s.ts, ".")
	at, err := strconv.ParseInt(seconds, 10, 64)
	return err == nil && now.Sub(time.Unix(at, 0)).Abs() < 10*time.Second
}

package store

import (
	"time"

	"pabellon/bot"
)

// tell has the clock say what became of a message that the desk waits to hear of. It is
// due at once, and is kept in one step with the mark: a crash loses neither.
func (s *Store) tell(c *conn, d bot.Delivery, status string, now time.Time) error {
	if !s.o.Tell || d.Message.Tell == "" || status == "dropped" {
		return nil
	}
	told := bot.Told{Tell: d.Message.Tell, Sent: status == "sent", At: now}
	_, err := c.exec(sqlSetTimer, d.Conversation, told.Key(), millis(now))
	return err
}

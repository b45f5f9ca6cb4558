package telegramtest

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// update is something that the bot is to hear of, until it says that it has.
type update struct {
	id   int64
	chat int64
	body json.RawMessage
	busy bool          // it is on its way to the webhook
	due  time.Time     // not to be tried again before
	wait time.Duration // how long the last pause was
}

// queue holds the updates that were not confirmed.
type queue struct {
	next    int64
	list    []*update
	allowed map[string]bool // kinds of updates that are made; the bot's last word on it
}

// kinds are all kinds of updates; the value says whether they are made unless asked for.
var kinds = map[string]bool{"message": true, "edited_message": true, "channel_post": true, "edited_channel_post": true,
	"business_connection": true, "business_message": true, "edited_business_message": true, "deleted_business_messages": true,
	"guest_message": true, "managed_bot": true, "inline_query": true, "chosen_inline_result": true, "callback_query": true,
	"shipping_query": true, "pre_checkout_query": true, "purchased_paid_media": true, "poll": true, "poll_answer": true,
	"my_chat_member": true, "chat_join_request": true, "chat_boost": true, "removed_chat_boost": true,
	"chat_member": false, "message_reaction": false, "message_reaction_count": false}

func usualUpdates() map[string]bool {
	usual := map[string]bool{}
	for kind, made := range kinds {
		if made {
			usual[kind] = true
		}
	}
	return usual
}

// allow takes allowed_updates as Telegram does: left out or null, the last list stays; unknown names are skipped; a
// list with no known name is the usual set.
func (q *queue) allow(c *Call) error {
	var list []string
	given, err := c.list("allowed_updates", &list)
	if err != nil || !given {
		return err
	}
	q.allowed = map[string]bool{}
	for _, kind := range list {
		if _, known := kinds[kind]; known {
			q.allowed[kind] = true
		}
	}
	if len(q.allowed) == 0 {
		q.allowed = usualUpdates()
	}
	return nil
}

// listed is the set of kinds as getWebhookInfo tells it: nil for the usual ones.
func (q *queue) listed() []string {
	if maps.Equal(q.allowed, usualUpdates()) {
		return nil
	}
	return slices.Sorted(maps.Keys(q.allowed))
}

// emit makes an update, if the bot wants such. The lock is held.
func (s *Server) emit(kind string, chat int64, content any) {
	if s.queue.allowed[kind] {
		s.push(chat, map[string]any{kind: content})
	}
}

func (s *Server) push(chat int64, content map[string]any) {
	content = maps.Clone(content)
	content["update_id"] = s.queue.next
	body, err := json.Marshal(content)
	if err != nil {
		return
	}
	s.queue.list = append(s.queue.list, &update{id: s.queue.next, chat: chat, body: body})
	s.queue.next++
	s.wake()
}

// Raw makes an update as it is, whatever allowed_updates says; only its update_id is put in.
func (s *Server) Raw(content map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(0, content)
}

// Pending is how many updates were made and not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue.list)
}

// Restart lets the ids of updates go on at another number, as they do after a week without any.
func (s *Server) Restart(at int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.next = at
}

// confirm forgets the updates that an offset confirms. A negative one counts from the end. One far beyond the newest
// update confirms nothing: that is a bot that counts on after the ids started anew.
func (q *queue) confirm(offset int64) {
	if offset < 0 {
		q.list = q.list[max(0, int64(len(q.list))+offset):]
		return
	}
	if offset > q.next+10 {
		return
	}
	q.list = slices.DeleteFunc(q.list, func(u *update) bool { return u.id < offset })
}

// head are the first updates, not more than the limit.
func (q *queue) head(limit int64) []json.RawMessage {
	out := []json.RawMessage{}
	for _, u := range q.list[:min(int64(len(q.list)), limit)] {
		out = append(out, u.body)
	}
	return out
}

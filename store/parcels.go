package store

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"time"

	"pabellon/bot"
)

// parcels are a turn's messages, by the lane that they go into, in order.
type parcels struct {
	groups []group
	lanes  int // those that a sender takes
}

// group is the messages for one lane.
type group struct {
	key, channel string
	messages     []bot.Message
	json         []string
}

// parcelsOf sorts messages into lanes: a person's chat, or the conversation's lane
// at the staff's channel.
func parcelsOf(conversation, staff, turn string, messages []bot.Message) (parcels, error) {
	var p parcels
	for _, m := range messages {
		channel := channelOf(conversation)
		key := channel + "/" + conversation
		if m.To == bot.ForStaff {
			channel, key = staff, staff+"/staff/"+conversation
		}
		if m.For == "" {
			m.For = turn
		}
		var text string
		if err := encode(&text, &m); err != nil {
			return p, err
		}
		g := p.group(key, channel)
		g.messages, g.json = append(g.messages, m), append(g.json, text)
	}
	for _, g := range p.groups {
		if g.channel != "" {
			p.lanes++
		}
	}
	return p, nil
}

func (p *parcels) group(key, channel string) *group {
	for i := range p.groups {
		if p.groups[i].key == key {
			return &p.groups[i]
		}
	}
	p.groups = append(p.groups, group{key: key, channel: channel})
	return &p.groups[len(p.groups)-1]
}

// replace puts text in the place of mark in every message, on a copy.
func (p parcels) replace(mark, text string) (parcels, error) {
	out := parcels{lanes: p.lanes}
	for _, g := range p.groups {
		c := group{key: g.key, channel: g.channel}
		for _, j := range g.json {
			j = strings.ReplaceAll(j, mark, text)
			var m bot.Message
			if err := json.Unmarshal([]byte(j), &m); err != nil {
				return out, fmt.Errorf("decode a message: %w", err)
			}
			c.messages, c.json = append(c.messages, m), append(c.json, j)
		}
		out.groups = append(out.groups, c)
	}
	return out, nil
}

// sendAll puts a turn's messages into their lanes and returns those that this
// process may send at once. Those to forget are deleted once they are sent.
func (s *Store) sendAll(c *conn, f *filing, key turnKey, now time.Time, forget bool) ([]bot.Delivery, error) {
	var out []bot.Delivery
	for _, g := range f.groups {
		var d *bot.Delivery
		var err error
		if g.channel == "" {
			err = s.shelve(c, f, key, g, now)
		} else {
			d, err = s.send(c, f, key, g, now, forget)
		}
		if err != nil {
			return nil, err
		}
		if d != nil {
			out = append(out, *d)
		}
	}
	return out, nil
}

// send adds a group to its lane, and takes the lane if it is idle and ours to send.
func (s *Store) send(c *conn, f *filing, key turnKey, g group, now time.Time, forget bool) (*bot.Delivery, error) {
	conversation, hand := f.done.Conversation.ID, f.done.Hand && s.holding(g.channel, now)
	var lease int64
	if hand {
		lease = millis(now.Add(s.o.Lease))
	}
	pace := int64(math.MaxInt64)
	if g.messages[0].Wait {
		pace = millis(now)
	}
	n := int64(len(g.messages))
	var lane, last, done, fence, ready int64
	var before string
	dest := []any{&lane, &last, &done, &fence, &ready, &before}
	ok, err := c.row(sqlPushMessages, []any{n, pace, millis(now), pace, lease, g.key}, dest...)
	if err == nil && !ok {
		_, err = c.row(sqlPushFirstMessages, []any{s.ids.make(), g.key, conversation, g.channel, n, millis(now), lease, pace, pace}, dest...)
	}
	if err != nil {
		return nil, err
	}
	first := last - n + 1
	if err := keepMessages(c, key, g, lane, first, now, "waiting", forget); err != nil {
		return nil, err
	}
	if !hand || first != done+1 || ready > millis(now) {
		return nil, nil
	}
	d := &bot.Delivery{Lane: lane, Seq: first, Fence: fence, Kept: now, Until: now.Add(s.o.Lease), Conversation: conversation,
		Channel: g.channel, ID: deliveryID(lane, first), Forget: forget, Before: before, Message: g.messages[0]}
	return d, replaced(c, d)
}

// shelve keeps a group for which there is no sender: the desk reads it from here.
func (s *Store) shelve(c *conn, f *filing, key turnKey, g group, now time.Time) error {
	n := int64(len(g.messages))
	var lane, last int64
	if _, err := c.row(sqlShelveMessages, []any{s.ids.make(), g.key, f.done.Conversation.ID, n, n}, &lane, &last); err != nil {
		return err
	}
	return keepMessages(c, key, g, lane, last-n+1, now, "sent", false)
}

func keepMessages(c *conn, key turnKey, g group, lane, seq int64, now time.Time, status string, forget bool) error {
	doneAt := int64(0)
	if status == "sent" {
		doneAt = millis(now)
	}
	for i, m := range g.messages {
		at := seq + int64(i)
		if _, err := c.exec(sqlKeepMessage, lane, at, key.lane, key.seq, string(m.To), bit(m.Wait),
			clean(m.Replaces), bit(forget), status, c.keys.seal(place("messages.payload", lane, at), g.json[i]), millis(now), doneAt); err != nil {
			return err
		}
	}
	return nil
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// deliveryID names a message for ever.
func deliveryID(lane, seq int64) string { return fmt.Sprintf("m-%x-%d", lane, seq) }

// replaced finds what the message that d replaces is called in its channel, and the card
// that d belongs under.
func replaced(c *conn, d *bot.Delivery) error {
	for _, of := range []struct {
		place string
		to    *string
	}{{d.Message.Replaces, &d.Replaced}, {d.Message.Under, &d.Under}} {
		if of.place == "" {
			continue
		}
		if _, err := c.row(sqlReplaced, []any{d.Lane, clean(of.place), d.Seq}, of.to); err != nil {
			return err
		}
	}
	return nil
}

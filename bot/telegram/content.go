package telegram

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"pabellon/bot"
)

const private = "private"

// received is a message of a person: their words, a file, a card, or something without
// words. Raw is the update that it came in.
func (m *message) received(raw []byte) received {
	if m.Chat.Type != private {
		if m.Upgraded != 0 || m.From != nil && m.From.IsBot {
			return received{} // the group goes on under another id, or it is our own leaving
		}
		return m.Chat.left(m.From)
	}
	t := turnOf(m.From, m.Chat, messageID(m.ID))
	t.Text, t.Album, t.Forwarded = m.Text+m.Caption, m.Album, m.Origin != nil
	t.About = m.about()
	if !m.content(t) && t.Text == "" {
		if t.Other = wordless(raw); t.Other == "" {
			return received{}
		}
	}
	return received{turn: t, newest: m.ID}
}

// about is the message of the bot that this one replies to.
func (m *message) about() *bot.Reference {
	if m.ReplyTo == nil || m.ReplyTo.From == nil || !m.ReplyTo.From.IsBot {
		return nil
	}
	r := &bot.Reference{Receipt: strconv.FormatInt(m.ReplyTo.ID, 10)}
	if m.Quote != nil {
		r.Quote, _ = bot.Clip(m.Quote.Text)
	}
	return r
}

// content puts into the turn what came with the words, or instead of them; false when
// it is none of what is read.
func (m *message) content(t *bot.Turn) bool {
	switch {
	case m.Contact != nil:
		t.Contact = &bot.Contact{Phone: m.Contact.Phone, Name: strings.TrimSpace(m.Contact.First + " " + m.Contact.Last),
			Own: m.From != nil && m.Contact.User == m.From.ID}
	case m.Animation != nil: // stands beside a document of the same
		t.Other = "gif"
	case m.Document != nil:
		t.File = &bot.File{Path: m.Document.ID, Name: m.Document.Name, Size: m.Document.Size}
	case len(m.Photo) > 0:
		largest := m.Photo[len(m.Photo)-1]
		t.File = &bot.File{Path: largest.ID, Name: fmt.Sprintf("foto-%d.jpg", m.ID), Size: largest.Size}
	case m.Voice != nil:
		t.Voice = m.Voice.voice()
	case m.Audio != nil:
		t.Voice = m.Audio.voice()
	case m.VideoNote != nil:
		t.Voice = m.VideoNote.voice()
	case m.Video != nil:
		t.Other = "video"
	default:
		return false
	}
	return true
}

func (f *file) voice() *bot.Voice {
	return &bot.Voice{Path: f.ID, Seconds: f.Duration, Size: f.Size}
}

// What messages hold that are not what somebody says: what Telegram itself tells of the
// chat (Bot API 10.1, "service messages"), and what stands around any message.
var (
	others   = []string{"sticker", "location", "venue", "poll", "dice", "story", "game", "checklist", "paid_media", "live_photo", "rich_message"}
	services = []string{"pinned_message", "new_chat_title", "new_chat_photo", "delete_chat_photo", "message_auto_delete_timer_changed",
		"write_access_allowed", "chat_background_set", "boost_added", "proximity_alert_triggered", "connected_website", "refunded_payment",
		"successful_payment", "gift", "unique_gift", "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
		"video_chat_started", "video_chat_ended", "video_chat_scheduled", "video_chat_participants_invited", "passport_data", "chat_owner_left",
		"chat_owner_changed", "group_chat_created", "supergroup_chat_created", "channel_chat_created", "users_shared", "chat_shared", "web_app_data",
		"gift_upgrade_sent", "checklist_tasks_done", "checklist_tasks_added", "direct_message_price_changed", "general_forum_topic_hidden",
		"general_forum_topic_unhidden", "giveaway_created", "giveaway_completed", "managed_bot_created", "paid_message_price_changed",
		"poll_option_added", "poll_option_deleted", "suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined",
		"suggested_post_paid", "suggested_post_refunded"}
)

// wordless names what came without words, as bot.Turn.Other does; "" for what Telegram
// itself tells, which asks for no answer. What a later Telegram can send is "other".
func wordless(raw []byte) string {
	var u struct {
		Message map[string]json.RawMessage `json:"message"`
	}
	if json.Unmarshal(raw, &u) != nil {
		return "other"
	}
	for _, kind := range others {
		if _, ok := u.Message[kind]; ok {
			return strings.Replace(kind, "venue", "location", 1)
		}
	}
	for _, kind := range services {
		if _, ok := u.Message[kind]; ok {
			return ""
		}
	}
	return "other"
}

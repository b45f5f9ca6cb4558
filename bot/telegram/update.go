package telegram

import "encoding/json"

// The small part of an update that is read (Bot API 10.1); the rest is kept raw.
type (
	update struct {
		ID       int64         `json:"update_id"`
		Message  *message      `json:"message"`
		Edited   *message      `json:"edited_message"`
		Press    *press        `json:"callback_query"`
		Member   *memberChange `json:"my_chat_member"`
		Reaction *reaction     `json:"message_reaction"`
	}

	chat struct {
		ID   int64  `json:"id"`
		Type string `json:"type"` // private, group, supergroup or channel
	}

	user struct {
		ID    int64  `json:"id"`
		IsBot bool   `json:"is_bot"`
		Lang  string `json:"language_code"`
	}

	message struct {
		ID       int64           `json:"message_id"`
		From     *user           `json:"from"`
		Chat     chat            `json:"chat"`
		EditDate int64           `json:"edit_date"`
		Text     string          `json:"text"`
		Caption  string          `json:"caption"`
		Album    string          `json:"media_group_id"`
		Origin   json.RawMessage `json:"forward_origin"`
		ReplyTo  *message        `json:"reply_to_message"`
		Quote    *struct {
			Text string `json:"text"`
		} `json:"quote"`
		Upgraded int64 `json:"migrate_to_chat_id"`

		Contact   *contact `json:"contact"`
		Document  *file    `json:"document"`
		Photo     []file   `json:"photo"` // the same picture in several sizes
		Voice     *file    `json:"voice"`
		VideoNote *file    `json:"video_note"`
		Audio     *file    `json:"audio"`
		Video     *file    `json:"video"`
		Animation *file    `json:"animation"`
	}

	contact struct {
		Phone string `json:"phone_number"`
		First string `json:"first_name"`
		Last  string `json:"last_name"`
		User  int64  `json:"user_id"`
	}

	file struct {
		ID       string `json:"file_id"`
		Name     string `json:"file_name"`
		Size     int64  `json:"file_size"`
		Duration int    `json:"duration"` // seconds
	}

	press struct {
		ID      string   `json:"id"`
		From    user     `json:"from"`
		Message *message `json:"message"`
		Data    string   `json:"data"`
	}

	memberChange struct {
		From user   `json:"from"`
		Chat chat   `json:"chat"`
		Date int64  `json:"date"`
		New  member `json:"new_chat_member"`
	}

	member struct {
		Status string `json:"status"`
	}

	reaction struct {
		Chat    chat    `json:"chat"`
		Message int64   `json:"message_id"`
		User    *user   `json:"user"`
		Old     []emoji `json:"old_reaction"`
		New     []emoji `json:"new_reaction"`
	}

	emoji struct {
		Emoji string `json:"emoji"`
	}
)

// allowed is every kind of update that is asked for. Telegram remembers the list, so it
// is always given.
var allowed = []string{"message", "edited_message", "callback_query", "my_chat_member", "message_reaction"}

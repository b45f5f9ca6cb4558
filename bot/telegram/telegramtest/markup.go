package telegramtest

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Limits of keyboards. The size is a guess at what "too long" means: Telegram does not tell it.
const (
	maxButtons = 100
	maxMarkup  = 10000
	maxData    = 64 // bytes, not characters
)

// Button is a button under a message or on the reply keyboard.
type Button struct {
	Text     string          `json:"text"`
	Data     string          `json:"callback_data"`
	URL      string          `json:"url"`
	Style    string          `json:"style"`
	Copy     *copyText       `json:"copy_text"`
	WebApp   json.RawMessage `json:"web_app"`
	Login    json.RawMessage `json:"login_url"`
	Inline   *string         `json:"switch_inline_query"`
	Here     *string         `json:"switch_inline_query_current_chat"`
	Chosen   json.RawMessage `json:"switch_inline_query_chosen_chat"`
	Game     json.RawMessage `json:"callback_game"`
	Pay      bool            `json:"pay"`
	Contact  bool            `json:"request_contact"`
	Location bool            `json:"request_location"`
	Poll     json.RawMessage `json:"request_poll"`
	Users    json.RawMessage `json:"request_users"`
	Chat     json.RawMessage `json:"request_chat"`
	hasData  bool            // callback_data was there, be it empty
}

type copyText struct {
	Text string `json:"text"`
}

// UnmarshalJSON takes a text alone as a button that says that text.
func (b *Button) UnmarshalJSON(raw []byte) error {
	type plain Button
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &b.Text)
	}
	var has struct {
		Data *string `json:"callback_data"`
	}
	if err := json.Unmarshal(raw, &has); err != nil {
		return err
	}
	b.hasData = has.Data != nil
	return json.Unmarshal(raw, (*plain)(b))
}

// markup is what came in reply_markup; one of its parts is set.
type markup struct {
	Inline   [][]Button `json:"inline_keyboard"`
	Keyboard [][]Button `json:"keyboard"`
	Once     bool       `json:"one_time_keyboard"`
	Remove   bool       `json:"remove_keyboard"`
	Force    bool       `json:"force_reply"`
	raw      json.RawMessage
}

// readMarkup takes the parameter reply_markup; nil is none.
func readMarkup(c *Call, to *chat) (*markup, error) {
	raw := c.Params["reply_markup"]
	if raw == "" {
		return nil, nil
	}
	var tidy bytes.Buffer
	if json.Compact(&tidy, []byte(raw)) != nil {
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	if tidy.Bytes()[0] != '{' {
		return nil, bad("object expected as reply markup")
	}
	m := &markup{}
	if json.Unmarshal(tidy.Bytes(), m) != nil {
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	if m.Inline == nil && m.Keyboard == nil && !m.Remove && !m.Force {
		return nil, mistake("reply_markup has no keyboard, remove_keyboard or force_reply")
	}
	if err := m.check(to); err != nil {
		return nil, err
	}
	if count(m.Inline)+count(m.Keyboard) > maxButtons || tidy.Len() > maxMarkup {
		return nil, bad("reply markup is too long")
	}
	if count(m.Inline) > 0 {
		m.raw = tidy.Bytes()
	}
	return m, nil
}

func (m *markup) check(to *chat) error {
	for _, row := range m.Inline {
		for _, b := range row {
			if err := b.checkInline(to); err != nil {
				return err
			}
		}
	}
	for _, row := range m.Keyboard {
		for _, b := range row {
			if err := b.checkReply(to); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkInline refuses what can't be a button under a message.
func (b Button) checkInline(to *chat) error {
	const prefix = "can't parse inline keyboard button: "
	actions := count([][]bool{{b.URL != "", b.hasData, b.Copy != nil, b.WebApp != nil, b.Login != nil, b.Inline != nil,
		b.Here != nil, b.Chosen != nil, b.Game != nil, b.Pay}}, func(yes bool) bool { return yes })
	switch {
	case b.Text == "":
		return mistake("an inline button has no text")
	case actions == 0:
		return bad(prefix + "Text buttons are unallowed in the inline keyboard")
	case actions > 1:
		return mistake("button %q does more than one thing", b.Text)
	case b.hasData && (b.Data == "" || len(b.Data) > maxData):
		return bad("BUTTON_DATA_INVALID")
	case b.URL != "" && !validURL(b.URL):
		return bad("BUTTON_URL_INVALID")
	case b.Copy != nil && (b.Copy.Text == "" || units(b.Copy.Text) > 256):
		return bad("BUTTON_COPY_TEXT_INVALID")
	case b.WebApp != nil && to.kind != "private":
		return bad("BUTTON_TYPE_INVALID")
	case !slices.Contains(styles, b.Style):
		return bad(prefix + "invalid button style specified")
	}
	return nil
}

var styles = []string{"", "danger", "success", "primary"}

// checkReply refuses what can't be a button on the reply keyboard.
func (b Button) checkReply(to *chat) error {
	switch {
	case b.Text == "":
		return mistake("a button of the reply keyboard has no text")
	case b.hasData || b.URL != "" || b.Copy != nil:
		return mistake("button %q is one for an inline keyboard", b.Text)
	case b.Contact && to.kind != "private":
		return bad("phone number can be requested in private chats only")
	case b.Location && to.kind != "private":
		return bad("location can be requested in private chats only")
	case !slices.Contains(styles, b.Style):
		return bad("can't parse keyboard button: invalid button style specified")
	}
	return nil
}

// count is how many there are in all rows; those that do not count may be told.
func count[T any](rows [][]T, counts ...func(T) bool) int {
	n := 0
	for _, row := range rows {
		for _, x := range row {
			if len(counts) == 0 || counts[0](x) {
				n++
			}
		}
	}
	return n
}

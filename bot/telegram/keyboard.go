package telegram

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"pabellon/bot"
)

// The parts of a reply_markup (Bot API 10.1).
type (
	markup struct {
		Inline   [][]inlineButton `json:"inline_keyboard,omitempty"`
		Keys     [][]key          `json:"keyboard,omitempty"`
		Resize   bool             `json:"resize_keyboard,omitempty"`
		Once     bool             `json:"one_time_keyboard,omitempty"`
		Hint     string           `json:"input_field_placeholder,omitempty"`
		TakeAway bool             `json:"remove_keyboard,omitempty"`
	}

	inlineButton struct {
		Text  string `json:"text"`
		Data  string `json:"callback_data"`
		Style string `json:"style,omitempty"` // primary, success or danger
	}

	key struct {
		Text    string `json:"text"`
		Contact bool   `json:"request_contact,omitempty"`
	}
)

// How buttons are laid out: what fits beside each other on a narrow phone.
const (
	rowLetters = 30
	rowButtons = 3
	maxLabel   = 64
	maxRows    = 100 / rowButtons // a message has at most 100 buttons
)

func (k markup) empty() bool { return len(k.Inline) == 0 && len(k.Keys) == 0 && !k.TakeAway }

// json is the markup as a parameter; "" for none.
func (k markup) json() string {
	if k.empty() {
		return ""
	}
	b, _ := json.Marshal(k)
	return string(b)
}

// keyboardOf makes a message's buttons. With one that shares a phone they are keys below
// the text field, which are words when they are pressed: Telegram has it only there.
func keyboardOf(m bot.Message, hint string) markup {
	for _, b := range m.Buttons {
		if b.Contact {
			return keysOf(m.Buttons, hint)
		}
	}
	var row []inlineButton
	var rows [][]inlineButton
	for _, f := range m.Facts {
		if b := (inlineButton{Text: shortened(f.Label), Data: f.Payload}); b.pressable() {
			rows, row = beside(rows, row, b, labelOf)
		}
	}
	facts, row := below(rows, row)
	rows = nil
	for _, button := range m.Buttons {
		if b := (inlineButton{Text: shortened(button.Label), Data: button.Payload, Style: button.Style}); b.pressable() {
			rows, row = beside(rows, row, b, labelOf)
		}
	}
	rows, _ = below(rows, row)
	rows = rows[:min(len(rows), maxRows)]
	return markup{Inline: append(facts[:min(len(facts), maxRows-len(rows))], rows...)}
}

func keysOf(buttons []bot.Button, hint string) markup {
	var row []key
	var rows [][]key
	for _, b := range buttons {
		if label := shortened(b.Label); visible(label) {
			rows, row = beside(rows, row, key{Text: label, Contact: b.Contact}, func(k key) string { return k.Text })
		}
		if b.Contact {
			rows, row = below(rows, row)
		}
	}
	rows, _ = below(rows, row)
	return markup{Keys: rows, Resize: true, Once: true, Hint: shortened(hint)}
}

func labelOf(b inlineButton) string { return b.Text }

// beside puts a button into the row that is being filled, or begins the next.
func beside[B any](rows [][]B, row []B, b B, label func(B) string) ([][]B, []B) {
	letters := utf8.RuneCountInString(label(b))
	for _, other := range row {
		letters += utf8.RuneCountInString(label(other)) + 2
	}
	if len(row) > 0 && (len(row) == rowButtons || letters > rowLetters) {
		rows, row = below(rows, row)
	}
	return rows, append(row, b)
}

// below ends a row.
func below[B any](rows [][]B, row []B) ([][]B, []B) {
	if len(row) == 0 {
		return rows, nil
	}
	return append(rows, row), nil
}

// pressable tells whether Telegram takes a button.
func (b inlineButton) pressable() bool {
	return visible(b.Text) && b.Data != "" && len(b.Data) <= bot.MaxPayload && utf8.ValidString(b.Data)
}

// visible tells whether there is anything to see in a text: Telegram takes white space
// and what joins or turns letters for nothing.
func visible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) })
}

// shortened is a label that a button can show.
func shortened(label string) string {
	label = strings.TrimSpace(plain(label))
	if utf8.RuneCountInString(label) <= maxLabel {
		return label
	}
	return string([]rune(label)[:maxLabel-1]) + "…"
}

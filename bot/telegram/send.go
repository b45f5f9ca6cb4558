package telegram

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"pabellon/bot"
)

// linksQuiet turns the preview of links off.
const linksQuiet = `{"is_disabled":true}`

// Send says a message in a chat, or puts it in the place of another. What is longer than
// one message of Telegram goes out in several; after a failure only those go that did
// not yet. The receipt names them all.
func (t *Telegram) Send(ctx context.Context, d bot.Delivery) (string, error) {
	chat, err := chatOf(d.Conversation)
	if err != nil || d.Message.To == bot.ForStaff {
		return "", &bot.PermanentError{Reason: "telegram: only people of this channel are written to"}
	}
	s := &sending{Telegram: t, chat: chat, d: d, sent: t.begun(d.ID)}
	if err := s.all(ctx); err != nil {
		t.keepBegun(d.ID, s.sent)
		return "", t.verdict(ctx, d, s.chat, err)
	}
	t.keepBegun(d.ID, nil)
	t.flood.passed()
	t.state.believed()
	return s.receipt(), nil
}

// sending is one message on its way.
type sending struct {
	*Telegram
	chat int64
	d    bot.Delivery
	sent []string // receipts of the parts that went out
	keys bool     // keys were put below the text field
}

// all sends what is left of the message: its text in parts, then its files.
func (s *sending) all(ctx context.Context) error {
	if s.d.Message.Withdraw {
		return s.withdraw(ctx)
	}
	parts, marks := s.parts()
	n := 0
	for i, part := range parts {
		if n++; n <= len(s.sent) {
			continue
		}
		var id string
		var err error
		if over := s.over(); over != "" && len(parts) == 1 && len(marks[i].Keys) == 0 && !marks[i].TakeAway {
			id, err = s.edit(ctx, over, part, marks[i])
		} else {
			id, err = s.say(ctx, part, marks[i], i == 0)
		}
		if err != nil {
			return err
		}
		s.sent = append(s.sent, id)
	}
	for _, f := range s.d.Message.Files {
		if n++; n <= len(s.sent) {
			continue
		}
		id, err := s.file(ctx, f)
		if err != nil {
			return err
		}
		s.sent = append(s.sent, id)
	}
	return nil
}

// parts cuts the message, and tells which buttons go with each part: those of the
// message with the last. Keys that an earlier message put below the text field are taken
// away, which Telegram does only with a message that has no buttons of its own: then a
// first sentence goes ahead.
func (s *sending) parts() ([]styled, []markup) {
	m := s.d.Message
	parts := s.dress(m).split(maxUnits)
	instead := m.Afresh != "" && len(parts) == 1 && s.over() != ""
	if m.Afresh != "" && s.d.Replaced != "" && !instead {
		parts = s.afresh()
	}
	if parts[0].text == "" {
		parts = nil
	}
	keyboard := keyboardOf(m, s.words(m.Lang).Phone)
	s.keys = len(keyboard.Keys) > 0
	clear := keysUp(s.d.Before) && !s.keys && len(parts) > 0 && !instead
	s.keys = s.keys || instead && keysUp(s.d.Before)
	if clear && len(keyboard.Inline) > 0 && len(parts) == 1 {
		if at := lastSentence(parts[0].text); at > 0 && !parts[0].inside(at) {
			parts = []styled{parts[0].cut(0, at).trim(), parts[0].cut(at, len(parts[0].text)).trim()}
		} else {
			clear, s.keys = false, true // they stay; the next message tries again
		}
	}
	marks := make([]markup, len(parts))
	if clear {
		marks[0].TakeAway = true
	}
	if len(parts) > 0 && !keyboard.empty() {
		marks[len(parts)-1] = keyboard
	}
	return parts, marks
}

// lastSentence is where the last sentence begins, which asks; 0 when it is the only one.
func lastSentence(text string) int {
	for _, mark := range []string{"\n¿", " ¿", "\n", ". ", "? "} {
		if at := strings.LastIndex(text, mark); at > 0 && at+len(mark) < len(text) {
			return at + strings.IndexAny(mark, " \n") + 1
		}
	}
	return 0
}

// over is the message that this one takes the place of; "" when there is none, or it
// was more than one.
func (s *sending) over() string {
	receipt := s.d.Message.Over
	if receipt == "" {
		receipt = s.d.Replaced
	}
	if ids := idsOf(receipt); len(ids) == 1 && len(s.sent) == 0 {
		return ids[0]
	}
	return ""
}

// say sends a part. The first one quotes what it answers, when that lies further back.
func (s *sending) say(ctx context.Context, part styled, k markup, first bool) (string, error) {
	p := s.params(part, k)
	if quoted, ok := s.answered(); ok && first {
		p["reply_parameters"] = `{"message_id":` + strconv.FormatInt(quoted, 10) + `,"allow_sending_without_reply":true}`
	}
	return s.call(ctx, "sendMessage", p)
}

// edit puts a part in the place of a message. One that cannot be changed any more stays,
// and the part is said anew.
func (s *sending) edit(ctx context.Context, over string, part styled, k markup) (string, error) {
	p := s.params(part, k)
	p["message_id"] = over
	id, err := s.call(ctx, "editMessageText", p)
	no := noted(err)
	switch {
	case no == nil || no.code != 400 || no.moved != 0:
		return id, err
	case no.unchanged():
		return over, nil
	}
	if again := s.afresh(); s.d.Message.Afresh != "" && len(again) == 1 {
		part = again[0]
	}
	return s.say(ctx, part, k, true)
}

func (s *sending) params(part styled, k markup) tg.Params {
	p := tg.Params{"chat_id": strconv.FormatInt(s.chat, 10), "text": part.text, "link_preview_options": linksQuiet}
	if len(part.entities) > 0 {
		b, _ := json.Marshal(part.entities)
		p["entities"] = string(b)
	}
	p.AddNonEmpty("reply_markup", k.json())
	return p
}

// answered is the person's message that this one answers, if they have written since.
func (s *sending) answered() (int64, bool) {
	if id, ok := messageOf(s.d.Message.Quotes); ok {
		return id, true
	}
	id, ok := messageOf(s.d.Message.For)
	return id, ok && s.chats.older(s.d.Conversation, id)
}

func (s *sending) file(ctx context.Context, f bot.Attachment) (string, error) {
	var m message
	p := tg.Params{"chat_id": strconv.FormatInt(s.chat, 10)}
	document := tg.RequestFile{Name: "document", Data: tg.FileBytes{Name: bot.CleanName(f.Name, ""), Bytes: f.Content}}
	err := s.moving(p, func() error { return s.api.upload(ctx, "sendDocument", p, &m, document) })
	return strconv.FormatInt(m.ID, 10), err
}

func (s *sending) call(ctx context.Context, method string, p tg.Params) (string, error) {
	var m message
	err := s.moving(p, func() error { return s.api.call(ctx, method, p, &m) })
	return strconv.FormatInt(m.ID, 10), err
}

// moving makes a call, and again where the chat has moved to.
func (s *sending) moving(p tg.Params, call func() error) error {
	err := call()
	if no := noted(err); no != nil && no.moved != 0 {
		s.chat = no.moved
		p["chat_id"] = strconv.FormatInt(s.chat, 10)
		err = call()
	}
	return err
}

// keysMark ends a receipt when keys stand below the text field since.
const keysMark = "k"

// receipt is the ids of everything that went out.
func (s *sending) receipt() string {
	out := strings.Join(s.sent, " ")
	if s.keys {
		out += " " + keysMark
	}
	return out
}

func keysUp(receipt string) bool { return strings.HasSuffix(receipt, " "+keysMark) }

// idsOf are the messages that a receipt names.
func idsOf(receipt string) []string {
	return strings.Fields(strings.TrimSuffix(receipt, " "+keysMark))
}

// begun is what of a message went out in an earlier try.
func (t *Telegram) begun(id string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.partly[id]
}

// keepBegun remembers it, as long as this process lives.
func (t *Telegram) keepBegun(id string, sent []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if delete(t.partly, id); len(sent) > 0 {
		t.partly[id] = sent
	}
}

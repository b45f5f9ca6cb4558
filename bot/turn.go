package bot

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Turn is one thing that a person, a staff member or the clock did.
// Channel and ID are its identity: the same pair again is a repeat and has no effect.
type Turn struct {
	Channel      string    `json:"channel"`      // where it came from: "telegram", "slack", "web", "chat", "clock"
	ID           string    `json:"id"`           // unique within Channel, given by the channel
	Conversation string    `json:"conversation"` // whose: "<channel>:<chat>", see ConversationID
	Actor        Actor     `json:"actor"`
	At           time.Time `json:"at"`

	Text    string   `json:"text,omitempty"`    // what was typed, or a caption; at most MaxText bytes
	Button  string   `json:"button,omitempty"`  // the payload of a button that was shown
	Edit    string   `json:"edit,omitempty"`    // the ID of the own turn that Text replaces
	Contact *Contact `json:"contact,omitempty"` // a shared contact card
	File    *File    `json:"file,omitempty"`
	Voice   *Voice   `json:"voice,omitempty"`
	Other   string   `json:"other,omitempty"`  // something with no words: "sticker", "location", …; see Blocked and Unblocked
	Action  string   `json:"action,omitempty"` // what a staff member does with the candidate, see Act
	Due     string   `json:"due,omitempty"`    // for the clock: the Key of the Later that is due
	// Assignee is who is to have the candidate, for the action "assign"; Files is what goes
	// to the owner with staff's words.
	Assignee *Actor `json:"assignee,omitempty"`
	Files    []File `json:"files,omitempty"`
	// Seen is how the application stood when a staff member began to write; "" is not known.
	Seen Status `json:"seen,omitempty"`
	Lang string `json:"lang,omitempty"` // the channel's hint of the person's language, "es" or "en"
	Cut  bool   `json:"cut,omitempty"`  // Text was longer than MaxText and is shortened

	About     *Reference `json:"about,omitempty"`     // what the bot said that this refers to
	Album     string     `json:"album,omitempty"`     // files that were sent together have the same
	Forwarded bool       `json:"forwarded,omitempty"` // the words are not the person's own
	Public    bool       `json:"public,omitempty"`    // others read along, and read the answer too: see Aloud

	// Raw is what the channel gave, as it came. It is kept until the turn is done.
	Raw []byte `json:"-"`
}

// Reference is a message of the bot that a person replied to, reacted to, or pressed a
// button of.
type Reference struct {
	Receipt string `json:"receipt"`         // as the Sender gave it
	Quote   string `json:"quote,omitempty"` // the stretch of it that was picked out
	React   string `json:"react,omitempty"` // the emoji of a reaction, when there are no words
	// Message is what was found under the receipt while the turn is understood; see
	// Recalling. It is not kept.
	Message *Message `json:"-"`
}

// What a channel tells of the person themselves, in Turn.Other.
const (
	Blocked   = "blocked"   // nothing reaches them any more
	Unblocked = "unblocked" // they can be reached again
)

// MaxText is the most text of one turn that is kept, in bytes. Telegram's own
// limit for a message is 4,096 UTF-16 units, so nothing typed there is cut.
const MaxText = 16 << 10

// Clip gives what is kept of a text, for Turn.Text and Turn.Cut: valid UTF-8 without
// NUL, which no database takes, and at most MaxText bytes, cut between characters.
func Clip(text string) (kept string, cut bool) {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD")
	if len(text) <= MaxText {
		return text, false
	}
	end := MaxText
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end], true
}

// DeskConversation is the desk's own: what concerns no single person, such as the digest.
const DeskConversation = "desk:staff"

// ConversationID names the conversation of one chat of a channel.
func ConversationID(channel, chat string) string { return channel + ":" + chat }

// ActorKind says who did something.
type ActorKind string

// The three kinds of actor.
const (
	Owner ActorKind = "owner" // the person who asks or applies
	Staff ActorKind = "staff"
	Clock ActorKind = "clock"
)

// Actor is who did a turn. ID is the channel's own id; Name is for staff to read.
type Actor struct {
	Kind ActorKind `json:"kind"`
	ID   string    `json:"id,omitempty"`
	Name string    `json:"name,omitempty"`
}

// Contact is a contact card. Own tells that it is the sender's own number.
type Contact struct {
	Phone string `json:"phone"`
	Name  string `json:"name,omitempty"`
	Own   bool   `json:"own,omitempty"`
}

// File is a document or picture that a person sent.
type File struct {
	Path string `json:"path,omitempty"` // where the channel keeps it
	Name string `json:"name,omitempty"` // as the sender named it; never trusted
	Size int64  `json:"size,omitempty"` // bytes
	// Got is what was found in it, while the turn is understood; see Reading. No channel
	// says it and it is not kept.
	Got *Received `json:"-"`
}

// Voice is a spoken message.
type Voice struct {
	Path    string `json:"path,omitempty"` // where the channel keeps it
	Seconds int    `json:"seconds,omitempty"`
	Size    int64  `json:"size,omitempty"` // bytes
	// Got is what was found in it, as in File.
	Got *Received `json:"-"`
	// Heard is what was said, as a transcriber understood it; "" when there is none, or it
	// understood nothing.
	Heard string `json:"-"`
	// Listened tells that somebody listened to it.
	Listened bool `json:"-"`
}

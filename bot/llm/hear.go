package llm

import (
	"bytes"
	"cmp"
	"context"
	"strings"
	"time"
	"unicode/utf8"

	openai "github.com/sashabaranov/go-openai"
)

// Limits of voice notes. OpenAI takes 25 MB (its speech-to-text guide); nobody speaks
// faster than about 25 characters a second.
const (
	maxVoice        = 25 << 20 // bytes
	perSecond       = 25       // characters
	usualSeconds    = 300      // of a voice note of unknown length
	tokensPerSecond = 50       // that a server is taken to have used when it does not say
)

// Voice is what somebody said, and what helps to understand it.
type Voice struct {
	Name    string // of the file; its ending tells the server what it is
	Content []byte
	Seconds int           // 0 is unknown
	Lang    string        // that it probably is in, "es" or "en"
	Terms   string        // words that may occur in it
	Within  time.Duration // the words are of no use later
}

// Hear writes a voice note down. "" without an error is silence.
func (m *Model) Hear(ctx context.Context, v Voice) (string, error) {
	switch {
	case m.o.Hearing == "":
		return "", &Error{Outcome: Absent}
	case len(v.Content) == 0 || len(v.Content) > maxVoice:
		return "", &Error{Outcome: Rejected}
	}
	seconds := cmp.Or(v.Seconds, usualSeconds)
	var text string
	err := m.call(ctx, hearing, "", v.Within, func(ctx context.Context) (int64, error) {
		res, err := m.client.CreateTranscription(ctx, openai.AudioRequest{Model: m.o.Hearing, FilePath: heardName(v.Name),
			Reader: bytes.NewReader(v.Content), Language: v.Lang, Prompt: v.Terms, Format: openai.AudioResponseFormatJSON})
		if err != nil {
			e := failure(ctx, err)
			e.After = after(res.Header(), time.Now())
			return 0, e
		}
		text = strings.TrimSpace(res.Text)
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > seconds*perSecond+200 {
			return 0, &Error{Outcome: Useless} // a model that repeats itself, or hears what is not there
		}
		return int64(seconds * tokensPerSecond), nil
	})
	if m.o.Reveal {
		m.o.Log.Info("the model was given a voice note", "heard", text, "error", err)
	}
	if err != nil {
		return "", err
	}
	return text, nil
}

// heardName is a name that servers know the type by: Telegram calls Opus in Ogg .oga, which
// OpenAI does not.
func heardName(name string) string {
	at := strings.LastIndexByte(name, '.')
	switch ending := strings.ToLower(name[at+1:]); {
	case at < 0 || ending == "oga" || ending == "opus":
		return "voz.ogg"
	default:
		return "voz." + ending
	}
}

package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// Command is what staff type to ask the desk something.
const Command = "/promexico"

// commandTime is how long an answer may take; Slack takes it for 30 minutes.
const commandTime = 2 * time.Minute

// mostAnswers is how many inquiries are answered at once: each may read every candidate.
const mostAnswers = 4

// maxEntry is the longest text beside a button, in characters.
const maxEntry = 600

// Inquiries are what staff ask with a command, and articles that they draft.
type Inquiries interface {
	// Inquiry reads what stands after the command. It takes no time.
	Inquiry(text string) bot.Inquiry
	// Answer answers it for somebody who may ask it.
	Answer(ctx context.Context, q bot.Inquiry, by bot.Actor) (bot.Report, error)
	// Draft makes an article of what somebody wrote, in Markdown. The receipts are of the
	// message and of the one whose thread it stands in.
	Draft(ctx context.Context, text string, receipts ...string) (bot.DraftArticle, error)
	// Article makes a file of a draft, and words to go with it, or tells what is wrong with
	// which part. It takes no time.
	Article(d bot.DraftArticle) (file bot.Attachment, words string, wrong map[string]string)
}

// asker is somebody who asked, and where they are answered so that nobody else sees it.
type asker struct {
	user, channel string
	url           string // a response_url: for five answers within 30 minutes
}

// command takes what somebody typed after the command. Nothing is kept, so it is
// acknowledged at once; the rest is done after that.
func (s *Slack) command(body json.RawMessage) (taken, error) {
	var c slack.SlashCommand
	if err := json.Unmarshal(body, &c); err != nil {
		return taken{}, fmt.Errorf("%w: %w", errPoison, err)
	}
	if c.UserID == "" {
		return taken{}, nil
	}
	return taken{after: func(ctx context.Context) { s.answer(ctx, c) }}, nil
}

// answer says to who asked what they asked for, or why not.
func (s *Slack) answer(ctx context.Context, c slack.SlashCommand) {
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	select {
	case s.answers <- struct{}{}:
		defer func() { <-s.answers }()
	case <-ctx.Done():
		return
	}
	who := asker{user: c.UserID, channel: c.ChannelID, url: c.ResponseURL}
	q := s.backend.Inquiry(typed(c.Text))
	if words := s.mayNotAsk(ctx, who.user, q.ForAdmins()); words != "" {
		s.tell(ctx, who, alone(words))
		return
	}
	r, err := s.backend.Answer(ctx, q, s.actor(ctx, who.user))
	if err == nil && r.File != nil {
		err = s.hand(ctx, who.user, *r.File, r.FileText)
	}
	if err != nil {
		s.log.Error("an inquiry cannot be answered", "verb", q.Verb, "error", err)
		s.tell(ctx, who, alone(s.o.Words.Failed))
		return
	}
	s.tell(ctx, who, s.report(r))
}

// mayNotAsk is what is said to somebody who may not; "" is said to who may.
func (s *Slack) mayNotAsk(ctx context.Context, user string, admins bool) string {
	if words := s.refusal(ctx, user); words != "" || !admins {
		return words
	}
	may, err := s.people.mayAdmin(ctx, user)
	switch {
	case err != nil:
		s.log.Warn("cannot ask Slack who may act; the act is refused", "error", err)
		return s.o.Words.Failed
	case len(s.people.roles.Admins) == 0:
		return s.o.Words.Admin.NoAdmins
	case !may:
		return s.o.Words.Admin.NotAdmin
	}
	return ""
}

// alone is words and no more.
func alone(words string) screen {
	return screen{text: fallback(bot.Escape(words)), blocks: paragraphs(bot.Escape(words))}
}

// report is a screen of a report. What is about a candidate has a button that shows all
// of them.
func (s *Slack) report(r bot.Report) screen {
	out := screen{blocks: paragraphs(r.Text)}
	text := r.Text
	for i, e := range r.Entries {
		text += "\n" + e.Text
		if e.Conversation == "" {
			out.add(paragraphs(e.Text))
			continue
		}
		words := cut(plain(bot.Plain(e.Text)), maxEntry)
		see := slack.NewButtonBlockElement(actionID(i), seePayload+" "+e.Conversation, label(s.o.Words.See, maxLabel))
		see.AccessibilityLabel = label(s.o.Words.See+": "+words, maxLabel).Text
		out.blocks = append(out.blocks, slack.NewSectionBlock(slack.NewTextBlockObject(slack.PlainTextType, words, false, false), nil, slack.NewAccessory(see)))
	}
	out.text = fallback(text)
	return out.fit()
}

// errNoAddress says that there is no response_url.
var errNoAddress = errors.New("slack: no address to answer at")

// tell says a screen to one person alone: at the address that came with what they did, or
// else where they did it.
func (s *Slack) tell(ctx context.Context, who asker, shown screen) {
	err := s.tellAt(ctx, who.url, shown)
	if err == nil {
		return
	}
	if !errors.Is(err, errNoAddress) {
		s.log.Warn("an answer is said again: its address takes it no more", "error", err)
	}
	_, err = s.api.PostEphemeralContext(ctx, who.channel, who.user, shown.options()...)
	if refusedFor(err) {
		s.log.Error("Slack refuses the blocks of an answer: this is a bug; its text is sent alone", "error", detail(err))
		_, err = s.api.PostEphemeralContext(ctx, who.channel, who.user, shown.bare()...)
	}
	if err != nil {
		s.log.Warn("cannot answer somebody", "error", detail(err))
	}
}

// tellAt says a screen to one person alone at an address; the error does not name it.
func (s *Slack) tellAt(ctx context.Context, address string, shown screen) error {
	if address == "" {
		return errNoAddress
	}
	m := slack.WebhookMessage{Text: shown.text, Blocks: &slack.Blocks{BlockSet: shown.blocks}, ResponseType: slack.ResponseTypeEphemeral}
	if err := slack.PostWebhookCustomHTTPContext(ctx, address, &http.Client{Timeout: callTime}, &m); err != nil {
		return errors.New("slack: answer at an address: " + withoutAddress(err))
	}
	return nil
}

// withoutAddress is what went wrong at an address which nobody else is to know.
func withoutAddress(err error) string {
	var code slack.StatusCodeError
	if errors.As(err, &code) {
		return fmt.Sprint("status ", code.Code)
	}
	return "not reached"
}

// hand gives a file to somebody in their own chat with the bot.
func (s *Slack) hand(ctx context.Context, user string, f bot.Attachment, words string) error {
	channel, err := s.direct(ctx, user)
	if err != nil {
		return err
	}
	sent, err := s.api.UploadFileContext(ctx, slack.UploadFileParameters{Channel: channel, Reader: bytes.NewReader(f.Content), FileSize: len(f.Content),
		Filename: f.Name, Title: f.Name, InitialComment: fallback(bot.Escape(words))})
	if err != nil {
		return fmt.Errorf("slack: hand over a file: %w", err)
	}
	if sent == nil || sent.ID == "" {
		return errNoReceipt
	}
	return nil
}

package slack

import (
	"bytes"
	"cmp"
	"context"
	"strings"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// mostShared is how many files of one message are put into a thread.
const mostShared = bot.MaxFiles

// fileSpot stands for the time of a message that is files alone: Slack does not tell it.
const fileSpot = "0"

// shareDocuments puts what an owner sent into the thread of their card, and gives the ids
// as they end a receipt. The line stands already and names them: what cannot be put there
// is only logged. Should the program be killed in between, the line comes again, and the
// files with it.
func (s *Slack) shareDocuments(ctx context.Context, d bot.Delivery, at spot) string {
	ids := ""
	for _, doc := range d.Message.Documents[:min(len(d.Message.Documents), mostShared)] {
		content, err := s.backend.Document(ctx, d.Conversation, doc.Hash)
		if err == nil {
			var id string
			id, err = s.share(ctx, at, doc.Name, content)
			ids += " " + id
		}
		if err != nil {
			s.log.Error("a file is not in the thread of its card; the line names it", "message", d.ID, "error", detail(err))
		}
	}
	return strings.TrimRight(ids, " ")
}

// shareFiles says a message that is files alone. After a failure all of them go again.
func (s *Slack) shareFiles(ctx context.Context, d bot.Delivery, at spot) (string, error) {
	ids, err := s.shareAll(ctx, d.Message.Files, at)
	if err != nil {
		return "", verdict(ctx, err)
	}
	at.ts = fileSpot
	return at.receipt() + " " + strings.Join(ids, " "), nil
}

// shareAll sends files one after the other, up to the first that fails.
func (s *Slack) shareAll(ctx context.Context, files []bot.Attachment, at spot) (ids []string, err error) {
	for _, f := range files {
		id, err := s.share(ctx, at, f.Name, f.Content)
		if err != nil {
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// share uploads one file into a conversation, or into a thread of it.
func (s *Slack) share(ctx context.Context, at spot, name string, content []byte) (string, error) {
	name = bot.CleanName(name, "")
	f, err := s.api.UploadFileContext(ctx, slack.UploadFileParameters{Channel: at.channel, ThreadTimestamp: at.thread,
		Reader: bytes.NewReader(content), FileSize: len(content), Filename: name, Title: name})
	if err != nil {
		return "", err
	}
	if f == nil || f.ID == "" {
		return "", errNoReceipt
	}
	return f.ID, nil
}

// instead puts a message in the place of the one that it replaces, or takes that one away.
// Done is false when the words are to be said anew.
func (s *Slack) instead(ctx context.Context, d bot.Delivery) (done bool, err error) {
	over, ok := spotOf(d.Replaced)
	if !ok {
		return d.Message.Withdraw, nil // it never came; there is nothing to take away
	}
	if d.Message.Withdraw {
		if err = s.takeAway(ctx, over, d.Replaced); err == nil || !unchangeable(err) {
			return err == nil, err
		}
		if over.ts == fileSpot {
			return true, nil // somebody deleted it
		}
	}
	err = s.change(ctx, over, s.dress(d.Message, ""))
	if unchangeable(err) {
		return false, nil
	}
	return err == nil, err
}

// takeAway deletes a message and its files.
func (s *Slack) takeAway(ctx context.Context, at spot, receipt string) error {
	var failed error
	for _, id := range strings.Fields(receipt)[2:] {
		failed = cmp.Or(failed, s.api.DeleteFileContext(ctx, id))
	}
	if at.ts != fileSpot {
		_, _, err := s.api.DeleteMessageContext(ctx, at.channel, at.ts)
		failed = cmp.Or(failed, err)
	}
	return failed
}

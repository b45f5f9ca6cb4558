package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// uploaded is the picture that Home tabs show. Slack keeps its file; it belongs to no
// channel, and is seen only where a view of ours shows it.
type uploaded struct {
	key  string // what it shows
	file string
	born time.Time
	rest time.Time // nothing is uploaded before
	old  []string  // files of earlier figures
}

// picture is the file of a picture: the one that is there, as long as it shows the same.
// It is "" when there is none and none can be made now.
func (s *Slack) picture(ctx context.Context, p bot.Picture) string {
	key := fmt.Sprintf("%+v", p)
	s.homes.mu.Lock()
	c := s.homes.chart
	s.homes.mu.Unlock()
	switch {
	case p.Title == "":
		return ""
	case c.key == key && c.file != "":
		return c.file
	case time.Now().Before(c.rest):
		return ""
	}
	file, err := s.upload(ctx, p)
	s.homes.mu.Lock()
	defer s.homes.mu.Unlock()
	if err != nil {
		if ctx.Err() == nil {
			s.log.Warn("cannot upload the picture of a Home tab; it is shown without", "error", detail(err))
		}
		s.homes.chart.rest = time.Now().Add(pictureTime)
		return ""
	}
	s.homes.chart.replace(key, file)
	return file
}

func (c *uploaded) replace(key, file string) {
	if c.file != "" {
		c.old = append(c.old, c.file)
	}
	c.key, c.file, c.born = key, file, time.Now()
}

// upload gives Slack a picture without a channel.
func (s *Slack) upload(ctx context.Context, p bot.Picture) (string, error) {
	png, err := Draw(p)
	if err != nil {
		return "", err
	}
	f, err := s.api.UploadFileContext(ctx, slack.UploadFileParameters{Reader: bytes.NewReader(png), FileSize: len(png), Filename: pictureName,
		Title: p.Title, AltTxt: cut(p.Alt, maxAlt)})
	if err != nil {
		return "", fmt.Errorf("slack: upload a picture: %w", err)
	}
	if f.ID == "" {
		return "", errNoFile
	}
	return f.ID, nil
}

const pictureName = "avance.png"

var errNoFile = errors.New("slack: the answer to an upload does not name the file")

// refusedPicture tells whether Slack refused a view for its picture: a file is looked
// through for a while before it may be shown
// (https://github.com/slackapi/python-slack-sdk/issues/1658).
func refusedPicture(err error) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && slices.ContainsFunc(append(said.ResponseMetadata.Messages, said.Err), func(words string) bool {
		return strings.Contains(words, "slack_file") || strings.Contains(words, "slack file") || strings.Contains(words, "file_not_found")
	})
}

// unready notes that Slack did not show a picture, and tells when to try again. One that it
// does not show for a minute is made anew after another.
func (h *homes) unready(file string) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := &h.chart
	if c.file != file || time.Since(c.born) < pictureTime {
		return h.pace
	}
	c.replace("", "")
	c.rest = time.Now().Add(pictureTime)
	return pictureTime
}

// dropOld deletes the pictures of earlier figures that nobody sees any more.
func (s *Slack) dropOld(ctx context.Context) {
	for _, file := range s.homes.unseen() {
		if err := s.api.DeleteFileContext(ctx, file); err != nil && ctx.Err() == nil {
			s.log.Debug("cannot delete a picture of earlier figures", "error", detail(err))
		}
	}
}

// unseen takes the files of earlier figures that no Home tab shows.
func (h *homes) unseen() (files []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	seen := map[string]bool{}
	for _, v := range h.viewers {
		seen[v.file] = true
	}
	h.chart.old = slices.DeleteFunc(h.chart.old, func(file string) bool {
		if !seen[file] {
			files = append(files, file)
		}
		return !seen[file]
	})
	return files
}

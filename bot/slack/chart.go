package slack

import (
	"context"
	"errors"
	"sync"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// pictureTries is how often a message is tried with its picture, which Slack may not be
// ready to show; then it is said without.
const pictureTries = 6

// errPicture says that Slack does not show a picture yet. The message is tried again.
var errPicture = errors.New("slack: the picture of a message is not ready")

// charts are the files of pictures that go with messages, by delivery, until they are said.
type charts struct {
	mu    sync.Mutex
	files map[string]string
}

// pictured puts a message's picture below its words. What cannot be uploaded is left out:
// the words say it too.
func (s *Slack) pictured(ctx context.Context, d bot.Delivery, shown screen) screen {
	p := d.Message.Picture
	if p == nil || d.Attempts >= pictureTries {
		return shown
	}
	s.charts.mu.Lock()
	defer s.charts.mu.Unlock()
	file := s.charts.files[d.ID]
	if file == "" {
		var err error
		if file, err = s.upload(ctx, *p); err != nil {
			s.log.Warn("cannot upload a picture; the message goes without", "error", detail(err))
			return shown
		}
		if s.charts.files == nil || len(s.charts.files) > 100 {
			s.charts.files = map[string]string{}
		}
		s.charts.files[d.ID] = file
	}
	shown.file = file
	shown.blocks = append(shown.blocks, slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: file}, cut(p.Alt, maxAlt), "", nil))
	return shown
}

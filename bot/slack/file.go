package slack

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"pabellon/bot"
)

// OpenFile opens a file that somebody sent. The library gives the bot's token to Slack's
// own hosts alone, whatever the address says.
func (s *Slack) OpenFile(ctx context.Context, f bot.File) (io.ReadCloser, error) {
	if f.Size > bot.MaxFile {
		return nil, fmt.Errorf("slack: open a file: %w", bot.ErrTooLarge)
	}
	path := f.Path
	if !strings.Contains(path, "/") { // staff's, from a modal: its id
		info, _, _, err := s.api.GetFileInfoContext(ctx, path, 0, 0)
		if err != nil {
			return nil, fmt.Errorf("slack: ask for a file: %w", err)
		}
		if info.Size > bot.MaxFile {
			return nil, fmt.Errorf("slack: open a file: %w", bot.ErrTooLarge)
		}
		path = info.URLPrivateDownload
	}
	var content held
	if err := s.api.GetFileContext(ctx, path, &content); err != nil {
		return nil, fmt.Errorf("slack: open a file: %w", err)
	}
	return io.NopCloser(&content.Buffer), nil
}

// held keeps at most bot.MaxFile bytes.
type held struct{ bytes.Buffer }

// Write refuses what is more.
func (h *held) Write(p []byte) (int, error) {
	if h.Len()+len(p) > bot.MaxFile {
		return 0, bot.ErrTooLarge
	}
	return h.Buffer.Write(p)
}

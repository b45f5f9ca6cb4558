package slack

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// contents puts what came with a message into its turn. Files that came together are a
// turn each, of one album; the words go with the first.
func contents(t bot.Turn, at spot, m *slack.Msg) []bot.Turn {
	if len(m.Files) == 0 {
		if t.Text == "" {
			forwarded(&t, m.Attachments)
		}
		return []bot.Turn{t}
	}
	all := make([]bot.Turn, len(m.Files))
	for i, f := range m.Files {
		all[i] = t
		if i > 0 {
			part := at
			part.ts = fmt.Sprint(at.ts, "+", i)
			all[i].ID, all[i].Text, all[i].Cut = turnID(wrote, part), "", false
		}
		content(&all[i], f)
		if len(m.Files) > 1 && all[i].File != nil {
			all[i].Album = at.ts
		}
	}
	return all
}

// forwarded takes what somebody else wrote, and what has no words.
func forwarded(t *bot.Turn, all []slack.Attachment) {
	for _, a := range all {
		if a.Text != "" {
			t.Text, t.Cut = bot.Clip(typed(a.Text))
			t.Forwarded = true
			return
		}
	}
	if len(all) > 0 {
		t.Other = "attachment"
	}
}

// content puts a file into a turn: sound is a voice note. What cannot be opened, such as a
// canvas or a file of another service, is something without words
// (https://docs.slack.dev/reference/objects/file-object: mode, media_display_type).
func content(t *bot.Turn, f slack.File) {
	address := f.URLPrivateDownload
	switch {
	case f.Mode != "" && f.Mode != "hosted" && f.Mode != "snippet", address == "":
		t.Other = "file"
	case strings.HasPrefix(f.Mimetype, "audio/"), f.MediaDisplayType == "audio":
		length := time.Duration(f.DurationMs) * time.Millisecond
		t.Voice = &bot.Voice{Path: address, Seconds: int(length.Round(time.Second).Seconds()), Size: int64(f.Size)}
	case strings.HasPrefix(f.Mimetype, "video/"):
		t.Other = "video"
	default:
		t.File = &bot.File{Path: address, Name: f.Name, Size: int64(f.Size)}
	}
}

package slacktest

import (
	"bytes"
	"encoding/base64"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// dot is a PNG of one pixel.
const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func (b bench) sendsFile(name string, content []byte) string {
	b.Helper()
	f, err := b.api.UploadFile(slack.UploadFileParameters{Reader: bytes.NewReader(content), FileSize: len(content), Filename: name})
	b.fine(err)
	return f.ID
}

// A block shows a picture of ours that Slack has looked through, and no other file.
func TestABlockShowsOnlyAPictureThatIsThere(t *testing.T) {
	png, err := base64.StdEncoding.DecodeString(dot)
	if err != nil {
		t.Fatal(err)
	}
	b := strictly(t)
	picture, text := b.sendsFile("a.png", png), b.sendsFile("a.txt", []byte("hola"))
	theirs := b.Person(Profile{ID: "U1"}).Attach("b.png", png)
	gone := b.sendsFile("c.png", png)
	b.fine(b.api.DeleteFile(gone))
	for name, c := range map[string]struct {
		id string
		ok bool
	}{"a picture of ours": {picture, true}, "a text": {text, false}, "somebody else's": {theirs, false}, "one that was deleted": {gone, false}, "none": {"F0000NOTHERE", false}} {
		t.Run(name, func(t *testing.T) {
			block := slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: c.id}, "un punto", "", nil)
			_, at, err := b.api.PostMessage("C1", slack.MsgOptionText("x", false), slack.MsgOptionBlocks(block))
			_, publishing := b.api.PublishView("U1", slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{block}}}, "")
			if c.ok {
				b.fine(err)
				b.fine(publishing)
				_, _, _, err = b.api.UpdateMessage("C1", at, slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject("plain_text", "x", false, false), nil,
					slack.NewAccessory(slack.NewImageBlockElementSlackFile(&slack.SlackFileObject{ID: text}, "no")))))
				b.is(err, "invalid_blocks")
				return
			}
			b.is(err, "invalid_blocks")
			b.is(publishing, "invalid_arguments")
			for _, call := range b.Refused()[len(b.Refused())-1:] {
				if len(call.Messages) != 1 || call.Messages[0] != "[ERROR] invalid slack file [json-pointer:/view/blocks/0/slack_file]" {
					t.Errorf("it says %q", call.Messages)
				}
			}
		})
	}
}

func TestAPictureIsLookedThroughBeforeItIsShown(t *testing.T) {
	png, err := base64.StdEncoding.DecodeString(dot)
	if err != nil {
		t.Fatal(err)
	}
	b := begin(t, func(o *Options) { o.Settle = 300 * time.Millisecond })
	block := slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: b.sendsFile("a.png", png)}, "un punto", "", nil)
	show := func() error {
		_, _, err := b.api.PostMessage("C1", slack.MsgOptionText("x", false), slack.MsgOptionBlocks(block))
		return err
	}
	b.is(show(), "invalid_blocks")
	for end := time.Now().Add(5 * time.Second); show() != nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it is never shown")
		}
	}
}

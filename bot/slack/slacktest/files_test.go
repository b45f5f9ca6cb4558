package slacktest

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestAFileIsSentAndFetched(t *testing.T) {
	b := strictly(t)
	first := b.said("C1", text("expediente"))
	content := []byte("%PDF-1.7 …")
	sent, err := b.api.UploadFile(slack.UploadFileParameters{Channel: "C1", ThreadTimestamp: first, Reader: bytes.NewReader(content),
		FileSize: len(content), Filename: "ficha.pdf", Title: "Ficha", InitialComment: "aquí"})
	b.fine(err)
	thread := b.Channel("C1").Thread(first)
	if len(thread) != 2 || len(thread[1].Files) != 1 || thread[1].Text != "aquí" || thread[1].Files[0].Title != "Ficha" {
		t.Fatalf("the thread is %+v", thread)
	}
	info, _, _, err := b.api.GetFileInfo(sent.ID, 0, 0)
	b.fine(err)
	var got bytes.Buffer
	b.fine(b.api.GetFile(info.URLPrivateDownload, &got))
	if !bytes.Equal(got.Bytes(), content) || info.Mimetype != "application/pdf" || info.Channels[0] != "C1" {
		t.Errorf("it is %q, %+v", got.String(), info)
	}
	b.fine(b.api.DeleteFile(sent.ID))
	_, _, _, err = b.api.GetFileInfo(sent.ID, 0, 0)
	b.is(err, "file_deleted")
	b.is(b.api.DeleteFile(sent.ID), "file_not_found")
	if files := b.Files(); len(files) != 1 || !files[0].Deleted {
		t.Errorf("files are %+v", files)
	}
}

func TestAFileThatCannotBeSentIsRefused(t *testing.T) {
	b := strictly(t)
	up, err := b.api.GetUploadURLExternalContext(soon(t), slack.GetUploadURLExternalParameters{FileName: "a.txt", FileSize: 3})
	b.fine(err)
	complete := func(channel string) error {
		_, err := b.api.CompleteUploadExternalContext(soon(t), slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: up.FileID}}, Channel: channel})
		return err
	}
	b.is(complete("C1"), "file_not_found")
	if err := b.api.UploadToURL(soon(t), slack.UploadToURLParameters{UploadURL: up.UploadURL, Content: "cuatro", Filename: "a.txt"}); err == nil {
		t.Error("another length than announced is taken")
	}
	if a := b.do(http.MethodPost, up.UploadURL, "application/octet-stream", "abc", ""); a.body != "OK - 3" {
		t.Errorf("%+v", a)
	}
	b.is(complete("C4"), "not_in_channel")
	b.is(complete("C99"), "channel_not_found")
	b.fine(complete(""))
	b.is(complete("C1"), "file_not_found")
	if list := b.Channel("C1").Messages(); len(list) != 0 {
		t.Errorf("it was shared: %+v", list)
	}
}

func TestWhoMayNotReadAFileIsSentToSignIn(t *testing.T) {
	b := strictly(t)
	ana := b.Person(Profile{ID: "U1", Name: "ana"})
	id, ts, err := ana.Upload("C1", "", "rfc.pdf", []byte("%PDF-1.7"), "mi RFC")
	b.fine(err)
	if m := b.Channel("C1").Message(ts); len(m.Files) != 1 || m.Files[0].ID != id {
		t.Fatalf("the message is %+v", m)
	}
	info, _, _, err := b.api.GetFileInfo(id, 0, 0)
	b.fine(err)
	other := slack.New("xoxb-other", slack.OptionAPIURL(b.URL()))
	if err := other.GetFile(info.URLPrivate, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "sign-in") {
		t.Errorf("another token reads it: %v", err)
	}
	b.is(b.api.DeleteFile(id), "cant_delete_file")
}

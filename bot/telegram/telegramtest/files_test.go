package telegramtest

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// content is the content of a file that the bot fetches by its id.
func (b bench) content(id string) answer {
	b.Helper()
	var f struct {
		Path string `json:"file_path"`
	}
	b.well(b.call("getFile", "file_id", id), &f)
	return b.do(http.MethodGet, b.URL()+"/file/bot"+b.Token()+"/"+f.Path, "", nil)
}

func TestFilesOfPeopleComeInTheFormOfTheirKind(t *testing.T) {
	cases := []struct {
		file   File
		fields []string // of the object in the message
		ending string
	}{
		{File{Kind: "document", Name: "Acta.pdf", MIME: "application/pdf"}, []string{"file_name", "mime_type"}, "documents/file_1.pdf"},
		{File{Kind: "voice", Seconds: 7}, []string{"duration", "mime_type"}, "voice/file_1.oga"},
		{File{Kind: "video_note", Seconds: 7}, []string{"duration", "length"}, "video_notes/file_1.mp4"},
		{File{Kind: "audio", Name: "a.mp3", Seconds: 7}, []string{"duration", "file_name"}, "music/file_1.mp3"},
		{File{Kind: "video", Seconds: 7}, []string{"duration", "width"}, "videos/file_1.mp4"},
		{File{Kind: "animation"}, []string{"width", "mime_type"}, "animations/file_1.mp4"},
		{File{Kind: "sticker"}, []string{"emoji", "is_animated"}, "stickers/file_1.webp"},
	}
	for _, c := range cases {
		t.Run(c.file.Kind, func(t *testing.T) {
			b := begin(t)
			c.file.Content, c.file.Caption = []byte("contenido"), "mi archivo"
			b.Person(Profile{ID: 77}).SendFile(c.file)
			m := b.updates()[0]["message"].(map[string]any)
			f := m[c.file.Kind].(map[string]any)
			for _, name := range append(c.fields, "file_id", "file_unique_id", "file_size") {
				if f[name] == nil {
					t.Errorf("%s is missing in %v", name, f)
				}
			}
			if m["caption"] != "mi archivo" || m["text"] != nil {
				t.Errorf("the message is %v", m)
			}
			a := b.well(b.call("getFile", "file_id", f["file_id"].(string)), nil)
			if !strings.Contains(a.body, c.ending) {
				t.Errorf("the path is in %s, want %s", a.body, c.ending)
			}
			if got := b.content(f["file_id"].(string)); got.body != "contenido" {
				t.Errorf("fetched %q", got.body)
			}
		})
	}
}

func TestAPhotoHasSizesAndAnAlbumIsSeveralMessages(t *testing.T) {
	b := begin(t)
	ana := b.Person(Profile{ID: 77})
	if ids := ana.Album(File{Kind: "photo", Content: []byte("a")}, File{Kind: "photo", Content: []byte("b")}); len(ids) != 2 {
		t.Fatalf("ids %v", ids)
	}
	got := b.updates()
	one, two := got[0]["message"].(map[string]any), got[1]["message"].(map[string]any)
	if one["media_group_id"] == nil || one["media_group_id"] != two["media_group_id"] {
		t.Errorf("albums %v and %v", one["media_group_id"], two["media_group_id"])
	}
	sizes := two["photo"].([]any)
	largest := sizes[len(sizes)-1].(map[string]any)
	if len(sizes) < 2 || b.content(largest["file_id"].(string)).body != "b" {
		t.Errorf("sizes %v", sizes)
	}
}

func TestAFileTooBigIsNotGiven(t *testing.T) {
	b := begin(t)
	id := b.Person(Profile{ID: 77}).SendFile(File{Kind: "document", Name: "a.zip", Size: maxDownload + 1})
	f := b.lookup(id).file
	b.refused(b.call("getFile", "file_id", f.ID), 400, "Bad Request: file is too big")
}

func TestTheBotSendsFiles(t *testing.T) {
	b := strictly(t)
	ana := b.ana()
	b.well(b.upload("sendDocument", "document", "guía.pdf", []byte("%PDF-1.7"), "chat_id", "77", "caption", "La guía"), nil)
	b.well(b.upload("sendDocument", "a0", "otra.pdf", []byte("%PDF-1.7"), "chat_id", "77", "document", "attach://a0"), nil)
	heard, err := ana.Heard(soon(t), 2)
	if err != nil {
		t.Fatal(err)
	}
	if f := heard[0].File; f.Name != "guía.pdf" || f.MIME != "application/pdf" || heard[0].Text != "La guía" {
		t.Errorf("shown %+v", heard[0])
	}
	b.well(b.call("sendDocument", "chat_id", "77", "document", heard[1].File.ID), nil)
	png := append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 20)...)
	b.well(b.upload("sendPhoto", "photo", "a.png", png, "chat_id", "77"), nil)
	b.refused(b.upload("sendPhoto", "photo", "a.png", []byte("no"), "chat_id", "77"), 400, "Bad Request: IMAGE_PROCESS_FAILED")
	b.refused(b.call("sendPhoto", "chat_id", "77", "photo", heard[1].File.ID), 400, "Bad Request: can't use file of type Document as Photo")
	b.refused(b.upload("sendDocument", "document", "a", nil, "chat_id", "77"), 400, "Bad Request: file must be non-empty")
	b.refused(b.upload("sendDocument", "document", "a", []byte("x"), "chat_id", "77", "caption", strings.Repeat("a", maxCaption+1)), 400, "Bad Request: message caption is too long")
	b.refused(b.upload("sendDocument", "documento", "a", []byte("x"), "chat_id", "77", "document", "x"), 400, `Bad Request: telegramtest: file "documento" is not used by sendDocument`)
	b.refused(b.call("editMessageText", "chat_id", "77", "message_id", fmt.Sprint(heard[0].ID), "text", "x"), 400, "Bad Request: there is no text in the message to edit")
	calls := b.Calls()
	if up := calls[0].Files["document"]; up.Name != "guía.pdf" || !bytes.HasPrefix(up.Content, []byte("%PDF")) {
		t.Errorf("kept %q", up.Name)
	}
}

func TestADownloadMayFail(t *testing.T) {
	b := begin(t)
	id := b.Person(Profile{ID: 77}).SendFile(File{Kind: "voice", Content: []byte("ogg")})
	b.Fail(Fault{Method: "file", Status: 502})
	if a := b.content(b.lookup(id).file.ID); a.status != 502 {
		t.Errorf("answered %d", a.status)
	}
	if a := b.content(b.lookup(id).file.ID); a.body != "ogg" {
		t.Errorf("then answered %q", a.body)
	}
}

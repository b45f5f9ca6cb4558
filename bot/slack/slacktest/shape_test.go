package slacktest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pabellon/bot/fakes"
)

// unlike are fields of examples that we do not give, or that we give and the examples do not have: the examples are old,
// or about other kinds of apps, files and channels.
var unlike = map[string]string{
	"chat.postMessage": "username subtype attachments user team app_id bot_profile",
	"chat.update":      "type ts team bot_id app_id bot_profile edited",
	"chat.stopStream":  "user team app_id bot_profile subtype thread_ts parent_user_id",
	"conversations.info": "unlinked is_frozen is_pending_ext_shared pending_shared updated parent_conversation shared_team_ids pending_connected_team_ids " +
		"properties previous_names is_member num_members is_open last_read latest locale priority unread_count unread_count_display user",
	"conversations.history": "pin_count latest",
	"conversations.open":    "already_open no_op created is_im is_open is_org_shared last_read latest priority unread_count unread_count_display user",
	"users.info":            "has_2fa is_stranger",
	"users.list":            "cache_ts",
	"auth.test":             "bot_id is_enterprise_install",
	"files.info": "external_type public_url_shared display_as_bot username thumb_64 thumb_80 thumb_360 thumb_360_w thumb_360_h thumb_160 thumb_360_gif " +
		"image_exif_rotation original_w original_h deanimate_gif pjpeg permalink_public comments_count is_starred shares has_rich_preview num_stars " +
		"user_team file_access has_more_shares content_html content_highlight_html alt_txt",
	"views.open": "close previous_view_id app_installed_team_id", "views.push": "app_installed_team_id", "views.update": "app_installed_team_id",
	"views.publish": "title app_installed_team_id",
}

// answers are calls that are answered with ok.
func (b bench) answers() map[string]json.RawMessage {
	b.Helper()
	ana := b.Person(Profile{ID: "U1", Name: "ana", Email: "ana@example.com"})
	view := payload(form())
	home := json.RawMessage(`{"type":"home","blocks":[{"type":"divider"}]}`)
	asked, err := ana.Direct("hola")
	b.fine(err)
	id, ts, err := ana.Upload("C1", "", "rfc.pdf", []byte("%PDF"), "mi RFC")
	b.fine(err)
	list := map[string]json.RawMessage{}
	well := func(method string, args map[string]any) {
		b.Helper()
		a := b.call(method, string(payload(args)))
		if !a.OK {
			b.Fatalf("%s: %s", method, a.body)
		}
		list[method] = json.RawMessage(a.body)
	}
	b.reads(well, ts, id)
	own := b.said("C1", text("hola"))
	well("chat.postMessage", map[string]any{"channel": "C1", "text": "hola"})
	well("chat.postEphemeral", map[string]any{"channel": "C1", "user": "U1", "text": "hola"})
	well("chat.update", map[string]any{"channel": "C1", "ts": own, "text": "adiós"})
	well("reactions.add", map[string]any{"channel": "C1", "timestamp": own, "name": "eyes"})
	well("chat.delete", map[string]any{"channel": "C1", "ts": own})
	well("chat.startStream", map[string]any{"channel": ana.DM(), "thread_ts": asked, "markdown_text": "a"})
	stream := b.Channel(ana.DM()).Messages()[1].TS
	well("chat.appendStream", map[string]any{"channel": ana.DM(), "ts": stream, "markdown_text": "b"})
	well("chat.stopStream", map[string]any{"channel": ana.DM(), "ts": stream})
	well("views.open", map[string]any{"trigger_id": b.clicked(ana), "view": view})
	well("views.push", map[string]any{"trigger_id": b.clicked(ana), "view": view})
	well("views.update", map[string]any{"view_id": b.Modal("U1").ID, "view": view})
	well("views.publish", map[string]any{"user_id": "U1", "view": home})
	return list
}

// reads are the calls that change nothing.
func (b bench) reads(well func(string, map[string]any), ts, file string) {
	b.Helper()
	well("conversations.info", map[string]any{"channel": "C1"})
	well("conversations.list", nil)
	well("conversations.members", map[string]any{"channel": "C1"})
	well("conversations.open", map[string]any{"users": "U1"})
	well("conversations.history", map[string]any{"channel": "C1"})
	well("conversations.replies", map[string]any{"channel": "C1", "ts": ts})
	well("users.info", map[string]any{"user": "U1"})
	well("users.list", nil)
	well("auth.test", nil)
	well("files.info", map[string]any{"file": file})
	well("files.getUploadURLExternal", map[string]any{"filename": "a", "length": 3})
}

func TestAnswersHaveTheFieldsOfTheExamples(t *testing.T) {
	var file map[string]struct{ Examples []string }
	if err := json.Unmarshal(fakes.Contract(t, "slack/methods.json"), &file); err != nil {
		t.Fatal(err)
	}
	for method, raw := range strictly(t).answers() {
		ours, theirs := fieldNames(raw), []string{}
		for _, example := range file[method].Examples {
			if strings.Contains(example, `"ok": true`) {
				theirs = append(theirs, fieldNames([]byte(example))...)
			}
		}
		if len(theirs) == 0 {
			t.Errorf("%s has no example", method)
		}
		known := strings.Fields(unlike[method])
		for _, name := range theirs {
			if !slices.Contains(ours, name) && !slices.Contains(known, name) {
				t.Errorf("%s: %s is not in our answer", method, name)
			}
		}
		for _, name := range ours {
			if !slices.Contains(theirs, name) && !slices.Contains(known, name) {
				t.Errorf("%s: %s is ours alone", method, name)
			}
		}
	}
}

// fieldNames are the names of the fields of an object and of the objects in it, but not deeper.
func fieldNames(raw []byte) []string {
	var list []string
	top, _ := tree(raw).(part)
	for name, value := range top {
		list = append(list, name)
		if one, ok := value.(part); ok {
			for inner := range one {
				list = append(list, inner)
			}
		}
	}
	return list
}

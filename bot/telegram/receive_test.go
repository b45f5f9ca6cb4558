package telegram_test

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/bot/telegram/telegramtest"
)

// case of what a person does, and the turn that it makes; none is nil.
type received struct {
	name string
	do   func(w *world, ana *telegramtest.Person, said int64)
	want *bot.Turn // without what all turns have
}

// write is a person who says something.
func write(text string) func(*world, *telegramtest.Person, int64) {
	return func(_ *world, ana *telegramtest.Person, _ int64) { ana.Write(text) }
}

// send is a person who sends something without words.
func send(kind string, payload any) func(*world, *telegramtest.Person, int64) {
	return func(_ *world, ana *telegramtest.Person, _ int64) { ana.Send(kind, payload) }
}

// sendFile is a person who sends a file.
func sendFile(f telegramtest.File) func(*world, *telegramtest.Person, int64) {
	return func(_ *world, ana *telegramtest.Person, _ int64) { ana.SendFile(f) }
}

// raw is a message with fields that the fake person cannot send.
func raw(fields map[string]any) func(*world, *telegramtest.Person, int64) {
	return func(w *world, _ *telegramtest.Person, _ int64) {
		m := map[string]any{"message_id": 900, "date": 1, "chat": map[string]any{"id": 77, "type": "private"},
			"from": map[string]any{"id": 77, "is_bot": false, "first_name": "Ana", "language_code": "es-MX"}}
		for name, value := range fields {
			m[name] = value
		}
		w.server.Raw(map[string]any{"message": m})
	}
}

// check does what each case says, and compares the turns that were kept.
func check(t *testing.T, cases []received) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			ana := w.ana()
			said, _ := strconv.ParseInt(w.say(bot.Message{Text: "Hola", Buttons: []bot.Button{{Label: "Sí", Payload: "v1:yes"}}}), 10, 64)
			w.turns(1)
			c.do(w, ana, said)
			ana.Write("fin")
			got := w.upTo("fin")
			got = got[1 : len(got)-1]
			if c.want == nil {
				if len(got) != 0 {
					t.Errorf("kept %+v, want nothing", got)
				}
				return
			}
			if len(got) != 1 {
				t.Fatalf("kept %d turns, want one: %+v", len(got), got)
			}
			same(t, got[0], *c.want, said)
		})
	}
}

// same compares a turn with what it is to be, but for what all turns have. The paths of
// files and the receipt of the message that the bot had said are put in.
func same(t *testing.T, got, want bot.Turn, said int64) {
	t.Helper()
	if got.ID == "" || len(got.Raw) == 0 || !got.At.Equal(noon) || got.Channel != "telegram" || got.Conversation != "telegram:77" {
		t.Errorf("the turn is not one of Ana's: %+v", got)
	}
	if want.Lang == "" {
		want.Lang = "es"
	}
	want.Actor = bot.Actor{Kind: bot.Owner, ID: "77"}
	want.Channel, want.Conversation, want.ID, want.At, want.Raw = got.Channel, got.Conversation, got.ID, got.At, got.Raw
	if want.About != nil {
		want.About.Receipt = strconv.FormatInt(said, 10)
	}
	for _, path := range []*string{file(got.File), voice(got.Voice)} {
		if path != nil {
			if *path == "" {
				t.Error("a file has no path to fetch it by")
			}
			*path = ""
		}
	}
	if want.Edit == "*" {
		want.Edit = got.Edit
	}
	if got.File != nil && want.File != nil && want.File.Name == "*" {
		want.File.Name = got.File.Name
	}
	if !reflect.DeepEqual(got, want) {
		g, _ := json.Marshal(got)
		x, _ := json.Marshal(want)
		t.Errorf("kept\n%s, want\n%s", g, x)
	}
}

func file(f *bot.File) *string {
	if f == nil {
		return nil
	}
	return &f.Path
}

func voice(v *bot.Voice) *string {
	if v == nil {
		return nil
	}
	return &v.Path
}

func TestWordsBecomeTurns(t *testing.T) {
	long := strings.Repeat("ñandú ", 682)
	check(t, []received{
		{"a text", write("¿Cuánto cuesta?"), &bot.Turn{Text: "¿Cuánto cuesta?"}},
		{"the longest text", write(long), &bot.Turn{Text: strings.TrimSpace(long)}},
		{"a command", write("/ayuda"), &bot.Turn{Text: "/ayuda"}},
		{"a command with the bot's name", write("/ayuda@pabellon_bot"), &bot.Turn{Text: "/ayuda@pabellon_bot"}},
		{"a deep link", func(_ *world, ana *telegramtest.Person, _ int64) { ana.Start("feria_2026") }, &bot.Turn{Text: "/start feria_2026"}},
		{"a text with emojis and new lines", write("Sí 👩‍👩‍👧\n🇲🇽"), &bot.Turn{Text: "Sí 👩‍👩‍👧\n🇲🇽"}},
		{"forwarded words", func(_ *world, ana *telegramtest.Person, _ int64) { ana.Forward("mi RFC", "Luis") },
			&bot.Turn{Text: "mi RFC", Forwarded: true}},
		{"a reply to what the bot said", func(_ *world, ana *telegramtest.Person, said int64) { ana.Reply(said, "¿por qué?") },
			&bot.Turn{Text: "¿por qué?", About: &bot.Reference{}}},
		{"a reply to a stretch of it", func(_ *world, ana *telegramtest.Person, said int64) { ana.Quote(said, "ola", "¿esto?") },
			&bot.Turn{Text: "¿esto?", About: &bot.Reference{Quote: "ola"}}},
		{"a reply to their own words", func(_ *world, ana *telegramtest.Person, said int64) { ana.Reply(said-1, "eso") }, &bot.Turn{Text: "eso"}},
		{"words with a field of the future", raw(map[string]any{"text": "hola", "aura": map[string]any{"x": 1}}), &bot.Turn{Text: "hola"}},
		{"a person who speaks English", raw(map[string]any{"text": "hi", "from": map[string]any{"id": 77, "language_code": "en-GB"}}),
			&bot.Turn{Text: "hi", Lang: "en"}},
	})
}

func TestThingsThatPeopleSendBecomeTurns(t *testing.T) {
	pdf, at := []byte("%PDF-1.7"), map[string]any{"latitude": 19.4, "longitude": -99.1}
	check(t, []received{
		{"their own contact", func(_ *world, ana *telegramtest.Person, _ int64) {
			ana.ShareContact(telegramtest.Contact{Phone: "+525511223344", First: "Ana", UserID: 77})
		}, &bot.Turn{Contact: &bot.Contact{Phone: "+525511223344", Name: "Ana", Own: true}}},
		{"somebody else's contact", func(_ *world, ana *telegramtest.Person, _ int64) {
			ana.ShareContact(telegramtest.Contact{Phone: "+525599887766", First: "Luis", UserID: 78})
		}, &bot.Turn{Contact: &bot.Contact{Phone: "+525599887766", Name: "Luis"}}},
		{"a contact without an account", func(_ *world, ana *telegramtest.Person, _ int64) {
			ana.ShareContact(telegramtest.Contact{Phone: "+525599887766", First: "Luis"})
		}, &bot.Turn{Contact: &bot.Contact{Phone: "+525599887766", Name: "Luis"}}},
		{"a document", sendFile(telegramtest.File{Kind: "document", Name: "csf.pdf", Content: pdf, Caption: "mi constancia"}),
			&bot.Turn{Text: "mi constancia", File: &bot.File{Name: "csf.pdf", Size: 8}}},
		{"a document without a name", sendFile(telegramtest.File{Kind: "document", Content: pdf}), &bot.Turn{File: &bot.File{Size: 8}}},
		{"a photo", sendFile(telegramtest.File{Kind: "photo", Content: []byte("jpg"), Caption: "ésta"}),
			&bot.Turn{Text: "ésta", File: &bot.File{Name: "*", Size: 3}}},
		{"a voice note", sendFile(telegramtest.File{Kind: "voice", Content: []byte("ogg"), Seconds: 12}), &bot.Turn{Voice: &bot.Voice{Seconds: 12, Size: 3}}},
		{"a round video", sendFile(telegramtest.File{Kind: "video_note", Content: []byte("mp4"), Seconds: 9}), &bot.Turn{Voice: &bot.Voice{Seconds: 9, Size: 3}}},
		{"a sound file", sendFile(telegramtest.File{Kind: "audio", Content: []byte("mp3"), Seconds: 70}), &bot.Turn{Voice: &bot.Voice{Seconds: 70, Size: 3}}},
		{"a video", sendFile(telegramtest.File{Kind: "video", Content: []byte("mp4"), Caption: "mi planta"}), &bot.Turn{Text: "mi planta", Other: "video"}},
		{"a GIF", sendFile(telegramtest.File{Kind: "animation", Name: "a.mp4", Content: []byte("mp4")}), &bot.Turn{Other: "gif"}},
		{"a sticker", sendFile(telegramtest.File{Kind: "sticker", Content: []byte("webp")}), &bot.Turn{Other: "sticker"}},
		{"a place", send("location", at), &bot.Turn{Other: "location"}},
		{"a place with a name", func(_ *world, ana *telegramtest.Person, _ int64) {
			ana.SendFields("", map[string]any{"location": at, "venue": map[string]any{"location": at, "title": "Planta", "address": "x"}})
		}, &bot.Turn{Other: "location"}},
		{"a poll", send("poll", map[string]any{"id": "1", "question": "¿?", "options": []any{}}), &bot.Turn{Other: "poll"}},
		{"dice", send("dice", map[string]any{"emoji": "🎲", "value": 3}), &bot.Turn{Other: "dice"}},
		{"a story", send("story", map[string]any{"id": 1, "chat": map[string]any{"id": 5, "type": "private"}}), &bot.Turn{Other: "story"}},
		{"a checklist", send("checklist", map[string]any{"title": "x", "tasks": []any{}}), &bot.Turn{Other: "checklist"}},
		{"paid media", send("paid_media", map[string]any{"star_count": 1, "paid_media": []any{}}), &bot.Turn{Other: "paid_media"}},
		{"what only a later Telegram has", send("hologram", map[string]any{"depth": 3}), &bot.Turn{Other: "other"}},
		{"a file of the future with a caption", raw(map[string]any{"hologram": 3, "caption": "mira"}), &bot.Turn{Text: "mira"}},
	})
}

func TestAnAlbumIsOneTurnForEachPartWithItsCaption(t *testing.T) {
	w := start(t)
	ana := w.ana()
	ana.Album(telegramtest.File{Kind: "photo", Content: []byte("a"), Caption: "las dos caras"}, telegramtest.File{Kind: "photo", Content: []byte("b")})
	ana.Album(telegramtest.File{Kind: "document", Name: "c.pdf", Content: []byte("c")}, telegramtest.File{Kind: "document", Name: "d.pdf", Content: []byte("d"), Caption: "acta"})
	got := w.turns(5)[1:]
	if got[0].Album == "" || got[0].Album != got[1].Album || got[2].Album != got[3].Album || got[0].Album == got[2].Album {
		t.Errorf("albums %q %q %q %q, want two of two", got[0].Album, got[1].Album, got[2].Album, got[3].Album)
	}
	for i, caption := range []string{"las dos caras", "", "", "acta"} {
		if got[i].File == nil || got[i].Text != caption {
			t.Errorf("part %d is %+v with %q, want a file with %q", i, got[i].File, got[i].Text, caption)
		}
	}
	if a, b := got[0].File, got[1].File; a.Name == b.Name || a.Path == b.Path || !strings.HasSuffix(a.Name, ".jpg") {
		t.Errorf("photos %+v and %+v, want names of their own", a, b)
	}
}

func TestALanguageThatIsNotSpokenIsNoHint(t *testing.T) {
	for i, c := range []struct{ code, want string }{{"es", "es"}, {"es-MX", "es"}, {"en", "en"}, {"en-US", "en"}, {"pt-BR", ""}, {"", ""}, {"eng", ""}} {
		w := start(t)
		p := w.server.Person(telegramtest.Profile{ID: int64(100 + i), Lang: c.code})
		p.Start("")
		if got := w.turns(1)[0].Lang; got != c.want {
			t.Errorf("language %q is %q, want %q", c.code, got, c.want)
		}
	}
}

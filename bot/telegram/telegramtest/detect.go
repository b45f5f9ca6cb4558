package telegramtest

import (
	"cmp"
	"regexp"
	"slices"
	"unicode/utf8"
)

// found are the entities that Telegram marks by itself, in the order in which they win over each other.
var found = []struct {
	kind    string
	pattern *regexp.Regexp // what is marked is its first group
}{
	{"url", regexp.MustCompile(`(?i)(?:^|[\s(¿¡«"])((?:https?://|tg://)[^\s<>"«»]+[^\s<>"«».,;:!?)])`)},
	{"email", regexp.MustCompile(`([\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})`)},
	{"url", regexp.MustCompile(`(?i)(?:^|[\s(¿¡«"])((?:[a-z0-9-]+\.)+(?:com|org|net|mx|es|io|me|cn)(?:/[^\s<>"«»]*[^\s<>"«».,;:!?)])?)\b`)},
	{"bot_command", regexp.MustCompile(`(?:^|[^\w/<>])(/\w{1,64}(?:@\w{3,32})?)\b`)},
	{"mention", regexp.MustCompile(`(?:^|[^\w@])(@[A-Za-z]\w{3,31})\b`)},
	{"hashtag", regexp.MustCompile(`(?:^|[^\w#])(#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)`)},
	{"phone_number", regexp.MustCompile(`(?:^|[^\w])(\+\d(?:[ -]?\d){9,14})\b`)},
}

// detect adds to the entities of a text those that Telegram finds by itself, where no code or link is.
func detect(text string, entities []Entity) []Entity {
	all := append([]Entity(nil), entities...)
	for _, f := range found {
		for _, at := range f.pattern.FindAllStringSubmatchIndex(text, -1) {
			e := Entity{Type: f.kind, Offset: units(text[:at[2]]), Length: units(text[at[2]:at[3]])}
			if utf8.ValidString(text) && !taken(all, e) {
				all = append(all, e)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
	return all
}

// taken is whether something is there already that leaves no room: code, a link, or an entity that crosses.
func taken(entities []Entity, e Entity) bool {
	return crossed(entities, e) >= 0 || slices.ContainsFunc(entities, func(o Entity) bool {
		apart := e.Offset >= o.Offset+o.Length || o.Offset >= e.Offset+e.Length
		switch o.Type {
		case "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote":
			return false
		}
		return !apart
	})
}

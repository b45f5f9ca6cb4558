package telegramtest

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The longest texts, in UTF-16 units after the entities were parsed.
const (
	maxText    = 4096
	maxCaption = 1024
)

// entityTypes are the types of entities that a bot may send; those that Telegram finds by itself are among them.
var entityTypes = []string{"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
	"underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link",
	"text_mention", "custom_emoji", "date_time"}

// formatted is a text parameter as Telegram keeps it: parsed, cleaned and trimmed, with its entities.
func formatted(c *Call, textName, entitiesName string) (string, []Entity, error) {
	text := c.Params[textName]
	if !utf8.ValidString(text) {
		return "", nil, bad("strings must be encoded in UTF-8")
	}
	var entities []Entity
	var err error
	switch mode := strings.ToLower(c.Params["parse_mode"]); mode {
	case "", "none":
		_, err = c.list(entitiesName, &entities)
		if err == nil {
			err = checkEntities(text, entities)
		}
	case "html":
		text, entities, err = unparsed(parseHTML(text))
	case "markdownv2":
		text, entities, err = unparsed(parseMarkdownV2(text))
	case "markdown":
		text, entities, err = unparsed(parseMarkdown(text))
	default:
		err = bad("unsupported parse_mode")
	}
	if err != nil {
		return "", nil, err
	}
	text, entities = trim(text, entities)
	return text, entities, nil
}

func unparsed(text string, entities []Entity, err error) (string, []Entity, error) {
	if err != nil {
		return "", nil, bad("can't parse entities: %s", err)
	}
	return text, entities, nil
}

// checkEntities refuses entities that are not inside of the text, and those that Telegram would silently leave out.
func checkEntities(text string, entities []Entity) error {
	units := utf16.Encode([]rune(text))
	middle := func(i int) bool { return i > 0 && i < len(units) && units[i] >= 0xDC00 && units[i] < 0xE000 }
	for i, e := range entities {
		end := e.Offset + e.Length
		switch {
		case !slices.Contains(entityTypes, e.Type):
			return mistake("there is no entity type %q", e.Type)
		case e.Offset < 0 || e.Length <= 0:
			return mistake("entity %d has offset %d and length %d", i, e.Offset, e.Length)
		case e.Offset >= len(units):
			return bad("entity begins after the end of the text at UTF-16 offset %d", e.Offset)
		case end > len(units):
			return bad("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, end)
		case middle(e.Offset):
			return bad("entity begins in a middle of a UTF-16 symbol at UTF-16 offset %d", e.Offset)
		case middle(end):
			return bad("entity beginning at UTF-16 offset %d ends in a middle of a UTF-16 symbol at UTF-16 offset %d", e.Offset, end)
		case e.Type == "text_link" && !validURL(e.URL):
			return mistake("entity %d is a link to %q, which is no address", i, e.URL)
		}
		if j := crossed(entities[:i], e); j >= 0 {
			return mistake("entities %d and %d cross", j, i)
		}
	}
	return nil
}

// crossed is which of the entities overlaps with another only in part, -1 for none.
func crossed(entities []Entity, e Entity) int {
	return slices.IndexFunc(entities, func(o Entity) bool {
		a, b := o, e
		if b.Offset < a.Offset {
			a, b = b, a
		}
		return a.Offset < b.Offset && b.Offset < a.Offset+a.Length && a.Offset+a.Length < b.Offset+b.Length
	})
}

// validURL is whether Telegram opens an address: it has a host with a dot, or is of Telegram itself.
func validURL(address string) bool {
	if !strings.Contains(address, "://") && !strings.HasPrefix(address, "tg:") && !strings.HasPrefix(address, "mailto:") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || strings.ContainsAny(address, " \n") {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "tg", "ton":
		return u.Host != "" || u.Opaque != ""
	case "http", "https":
		host := u.Hostname()
		return strings.Contains(strings.Trim(host, "."), ".") || strings.Contains(host, ":")
	}
	return false
}

// trim drops what Telegram drops of a text: carriage returns, spaces and new lines at the ends. Other control
// characters become spaces. Entities move along; those of which nothing stays are gone.
func trim(text string, entities []Entity) (string, []Entity) {
	units := utf16.Encode([]rune(text))
	keep := make([]bool, len(units))
	for i, u := range units {
		keep[i] = u != '\r'
		if u < ' ' && u != '\n' && u != '\r' {
			units[i] = ' '
		}
	}
	blank := func(u uint16) bool { return u == ' ' || u == '\n' || u == '\r' }
	first := len(units)
	for _, e := range entities {
		first = min(first, e.Offset)
	}
	for i := 0; i < first && blank(units[i]); i++ {
		keep[i] = false
	}
	for i := len(units) - 1; i >= 0 && blank(units[i]); i-- {
		keep[i] = false
	}
	return squeeze(units, keep, entities)
}

func squeeze(units []uint16, keep []bool, entities []Entity) (string, []Entity) {
	place := make([]int, len(units)+1)
	var kept []uint16
	for i, u := range units {
		place[i] = len(kept)
		if keep[i] {
			kept = append(kept, u)
		}
	}
	place[len(units)] = len(kept)
	var moved []Entity
	for _, e := range entities {
		from, to := place[min(e.Offset, len(units))], place[min(e.Offset+e.Length, len(units))]
		if e.Offset, e.Length = from, to-from; e.Length > 0 {
			moved = append(moved, e)
		}
	}
	return string(utf16.Decode(kept)), moved
}

// units is the length of a text as Telegram counts it.
func units(text string) int { return len(utf16.Encode([]rune(text))) }

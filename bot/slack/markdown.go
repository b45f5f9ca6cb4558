package slack

import (
	"regexp"
	"strings"
)

// What Slack makes bold, slanted or struck out: a mark, something that does not
// begin or end with a space, and the mark again, set off from letters.
var (
	strong  = regexp.MustCompile(`(^|[\s(¿¡«])\*([^\s*](?:[^*\n]*[^\s*])?)\*($|[\s.,;:!?)»])`)
	slanted = regexp.MustCompile(`(^|[\s(¿¡«])_([^\s_](?:[^_\n]*[^\s_])?)_($|[\s.,;:!?)»])`)
	struck  = regexp.MustCompile(`(^|[\s(¿¡«])~([^\s~](?:[^~\n]*[^\s~])?)~($|[\s.,;:!?)»])`)
	bullet  = regexp.MustCompile(`(?m)^(\s*)[•◦▪] `)
)

// markdown writes a message's text, in Slack's own marks, as plain Markdown. People who are
// mentioned stay as @name, for somebody else to take out.
func markdown(text string) string {
	for range 2 { // the space between two belongs to one at a time
		text = slanted.ReplaceAllString(text, "$1\x01$2\x01$3")
		text = strong.ReplaceAllString(text, "$1**$2**$3")
		text = struck.ReplaceAllString(text, "$1~~$2~~$3")
	}
	text = bullet.ReplaceAllString(strings.ReplaceAll(text, "\x01", "*"), "$1- ")
	text = reference.ReplaceAllStringFunc(text, func(s string) string {
		parts := reference.FindStringSubmatch(s)
		switch to, shown := parts[1], parts[2]; {
		case strings.HasPrefix(to, "@"):
			if shown = strings.TrimPrefix(shown, "@"); shown == "" {
				shown = to[1:]
			}
			return "@" + shown
		case strings.HasPrefix(to, "mailto:"), strings.HasPrefix(to, "tel:"):
			_, to, _ = strings.Cut(to, ":")
			return to
		case strings.HasPrefix(to, "#"):
			return shown
		case strings.HasPrefix(to, "!"):
			return ""
		case linkable(unescape.Replace(to)) && shown != "" && shown != to:
			return "[" + shown + "](" + to + ")"
		default:
			return to
		}
	})
	return strings.TrimSpace(unescape.Replace(text))
}

package telegramtest

import (
	"fmt"
	"strconv"
	"strings"
)

// linkEntity makes e a text_link, or a text_mention if the link names a user. It
// tells false if the server shows the text without a link: a link that is no
// address is no error.
func linkEntity(e Entity, link string) (Entity, bool) {
	if values, ok := ownLink(link, "user"); ok {
		if id, ok := number(values["id"]); ok {
			e.Type, e.UserID = "text_mention", id
			return e, true
		}
	}
	url, ok := cleanURL(link)
	e.Type, e.URL = "text_link", url
	return e, ok
}

// ownLink reads the parameters of tg://HOST?… or tg:HOST?…. The first of a name
// counts; what follows # does not.
func ownLink(link, host string) (map[string]string, bool) {
	rest, ok := cutPrefixFold(link, "tg:")
	if !ok {
		return nil, false
	}
	rest = strings.TrimPrefix(rest, "//")
	if rest, ok = cutPrefixFold(rest, host); !ok {
		return nil, false
	}
	query, ok := strings.CutPrefix(strings.TrimPrefix(rest, "/"), "?")
	if !ok {
		return nil, false
	}
	query, _, _ = strings.Cut(query, "#")
	values := map[string]string{}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name = strings.ToLower(name); !hasKey(values, name) {
			values[name] = value
		}
	}
	return values, true
}

// cleanURL spells an address as the server stores it: with a scheme, the host in
// small letters, a path. It tells false for what the server takes for no address:
// another scheme, a host without a dot. Addresses with an IPv6 host are not known here.
func cleanURL(link string) (string, bool) {
	for _, scheme := range []string{"tg", "ton"} {
		if rest, ok := cutPrefixFold(link, scheme+":"); ok {
			return cleanOwnURL(scheme, strings.TrimPrefix(rest, "//"))
		}
	}
	scheme, rest, ok := cutScheme(link)
	if !ok {
		return "", false
	}
	authority, path := cutPath(rest)
	user, address := "", authority
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		user, address = authority[:i+1], authority[i+1:]
	}
	host, port, hasPort := strings.Cut(address, ":")
	if hasPort && !isPort(port) || !isHost(host) || !strings.Contains(host, ".") {
		return "", false
	}
	if hasPort {
		port = ":" + port
	}
	return scheme + "://" + escapeSpaces(user) + strings.ToLower(host) + port + escapeSpaces(path), true
}

// cleanOwnURL spells a link into the app: no path is added to it.
func cleanOwnURL(scheme, rest string) (string, bool) {
	host, path := cutPath(rest)
	if !isHost(host) {
		return "", false
	}
	if path == "/" {
		path = ""
	}
	if strings.HasPrefix(path, "/?") {
		path = path[1:]
	}
	return scheme + "://" + strings.ToLower(host) + escapeSpaces(path), true
}

// cutScheme splits off the scheme; an address without one is http.
func cutScheme(link string) (scheme, rest string, ok bool) {
	i := strings.IndexAny(link, ":/?#@")
	if i < 0 || !strings.HasPrefix(link[i:], "://") {
		return "http", link, true
	}
	scheme = strings.ToLower(link[:i])
	ok = scheme == "http" || scheme == "https" || scheme == "tonsite"
	return scheme, link[i+len("://"):], ok
}

// cutPath splits an address without its scheme where the path begins. The path
// always begins with a slash.
func cutPath(rest string) (authority, path string) {
	i := strings.IndexAny(rest, "/?#")
	if i < 0 {
		return rest, "/"
	}
	if rest[i] != '/' {
		return rest[:i], "/" + rest[i:]
	}
	return rest[:i], rest[i:]
}

// isPort tells whether s is a port's number.
func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0
}

// isHost tells whether s can be a host's name, in any alphabet.
func isHost(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !isLetter(c) && !isDigit(c) && c < 0x80 && strings.IndexByte("-._~", c) < 0 {
			return false
		}
	}
	return strings.Trim(s, ".") != ""
}

// escapeSpaces writes spaces and control characters as %XX.
func escapeSpaces(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] <= ' ' {
			fmt.Fprintf(&b, "%%%02X", s[i])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// cutPrefixFold is strings.CutPrefix for a prefix in any case.
func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// hasKey tells whether a map has a key.
func hasKey(m map[string]string, key string) bool {
	_, ok := m[key]
	return ok
}

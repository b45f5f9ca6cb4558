package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
)

// mistakes gathers everything that is wrong with the settings, so that a person
// mends all of it at once. Values of secrets are never in it.
type mistakes struct{ list []string }

// add notes what a variable should look like.
func (m *mistakes) add(name, format string, args ...any) {
	m.list = append(m.list, name+": "+fmt.Sprintf(format, args...))
}

// err is nil when nothing is wrong.
func (m *mistakes) err() error {
	if len(m.list) == 0 {
		return nil
	}
	return &usageError{"the settings cannot be used:\n  " + strings.Join(m.list, "\n  ")}
}

// choice is value when it is one of those; otherwise a mistake.
func (m *mistakes) choice(name, value string, of ...string) string {
	for _, o := range of {
		if value == o {
			return value
		}
	}
	m.add(name, "must be %s, not %q", orList(of), value)
	return of[0]
}

// number reads a whole number that is at least low.
func (m *mistakes) number(name, value string, low int) int {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < low {
		m.add(name, "must be a whole number of %d or more, not %q", low, value)
		return low
	}
	return n
}

// web checks an address of the web; "" is fine.
func (m *mistakes) web(name, value string) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		m.add(name, "must be an address such as https://example.org, not %q", redacted(value))
	case u.User != nil:
		m.add(name, "must not hold a user or password; keys have variables of their own")
	}
}

// listen checks an address to listen on.
func (m *mistakes) listen(name, value string) {
	_, port, err := net.SplitHostPort(value)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		m.add(name, "must be host:port, such as 127.0.0.1:8080 or :8080, not %q", value)
	}
}

// folder checks that a folder is there; "" is fine.
func (m *mistakes) folder(name, value string) {
	if value == "" {
		return
	}
	info, err := os.Stat(value)
	switch {
	case err != nil:
		m.add(name, "must be a folder of articles; %q cannot be read (%v)", value, reason(err))
	case !info.IsDir():
		m.add(name, "must be a folder of articles; %q is a file", value)
	}
}

// redacted hides what may be a password in an address.
func redacted(value string) string {
	if at := strings.LastIndexByte(value, '@'); at >= 0 {
		return "…" + value[at:]
	}
	return value
}

func orList(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

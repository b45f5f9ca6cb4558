package slacktest

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// page is the part of a list that a call asks for, and the cursor of the next one, "" for none.
func page[T any](s *Server, c *Call, list []T, usual int) ([]T, string, error) {
	limit := c.number("limit", usual)
	if limit <= 0 {
		if c.given("limit") && c.Args["limit"] != "0" {
			return nil, "", no("invalid_limit")
		}
		limit = usual
	}
	limit = min(limit, 1000, s.opts.Page)
	from := 0
	if c.given("cursor") {
		raw, bad := base64.StdEncoding.DecodeString(c.Args["cursor"])
		n, ok := strings.CutPrefix(string(raw), "next:")
		at, err := strconv.Atoi(n)
		if bad != nil || err != nil || !ok || at > len(list) || at < 0 {
			return nil, "", no("invalid_cursor")
		}
		from = at
	}
	to := min(from+limit, len(list))
	if to == len(list) {
		return list[from:to], "", nil
	}
	return list[from:to], base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(to))), nil
}

// paged is an answer with a page of a list.
func paged[T any](s *Server, c *Call, name string, list []T, usual int) (reply, error) {
	some, next, err := page(s, c, list, usual)
	if err != nil {
		return nil, err
	}
	if some == nil {
		some = []T{}
	}
	r := reply{name: some, "response_metadata": map[string]any{"next_cursor": next}}
	if name == "messages" {
		r["has_more"] = next != ""
	}
	return r, nil
}

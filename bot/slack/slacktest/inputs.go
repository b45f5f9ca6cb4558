package slacktest

import (
	"fmt"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"
)

// holders are the fields in which an element's value stands, and where its first value is.
var holders = map[string]struct{ field, first string }{
	"plain_text_input": {"value", "initial_value"}, "email_text_input": {"value", "initial_value"},
	"url_text_input": {"value", "initial_value"}, "number_input": {"value", "initial_value"},
	"static_select": {"selected_option", "initial_option"}, "external_select": {"selected_option", "initial_option"},
	"radio_buttons": {"selected_option", "initial_option"}, "checkboxes": {"selected_options", "initial_options"},
	"multi_static_select": {"selected_options", "initial_options"}, "multi_external_select": {"selected_options", "initial_options"},
	"users_select": {"selected_user", "initial_user"}, "multi_users_select": {"selected_users", "initial_users"},
	"conversations_select":       {"selected_conversation", "initial_conversation"},
	"multi_conversations_select": {"selected_conversations", "initial_conversations"},
	"channels_select":            {"selected_channel", "initial_channel"}, "multi_channels_select": {"selected_channels", "initial_channels"},
	"datepicker": {"selected_date", "initial_date"}, "timepicker": {"selected_time", "initial_time"},
	"datetimepicker": {"selected_date_time", "initial_date_time"}, "file_input": {"files", ""}, "rich_text_input": {"rich_text_value", "initial_value"},
	"overflow": {"selected_option", ""},
}

// begin gives the elements of a view that have no value yet their first one, and forgets those that are gone.
func (v *view) begin() {
	state := map[string]map[string]any{}
	for _, e := range elements(v.blocks) {
		h, holds := holders[word(e.part, "type")]
		if !holds || word(e.part, "type") == "overflow" {
			continue
		}
		action := word(e.part, "action_id")
		value := v.state[e.block][action]
		if value == nil {
			value = map[string]any{"type": e.part["type"], h.field: e.part[h.first]}
		}
		if state[e.block] == nil {
			state[e.block] = map[string]any{}
		}
		state[e.block][action] = value
	}
	v.state = state
}

// set puts a value into an element, as a person would: text as a string, a choice by its value or its label, several
// choices as []string, files by their ids.
func (e element) set(s *Server, value any) (map[string]any, error) {
	kind := word(e.part, "type")
	held, err := e.held(s, kind, value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.label(), err)
	}
	return map[string]any{"type": kind, holders[kind].field: held}, nil
}

func (e element) held(s *Server, kind string, value any) (any, error) {
	text, isText := value.(string)
	list, isList := value.([]string)
	switch holders[kind].field {
	case "":
		return nil, fmt.Errorf("nothing can be put into %s", kind)
	case "selected_option":
		return e.option(text)
	case "selected_options":
		chosen, err := e.options(list)
		if err != nil {
			return nil, err
		}
		return e.many(chosen, len(list), isList)
	case "selected_users", "selected_conversations", "selected_channels":
		return e.many(list, len(list), isList)
	case "files":
		var files []any
		for _, id := range list {
			f := s.stored(id)
			if f == nil {
				return nil, fmt.Errorf("there is no file %s", id)
			}
			files = append(files, f.render(s))
		}
		return e.many(files, len(list), isList)
	case "selected_date_time":
		n, ok := value.(int)
		return n, wrong(ok, "wants an int")
	case "rich_text_value":
		return value, nil
	}
	if text == "" {
		return nil, wrong(isText, "wants a string")
	}
	return text, wrong(isText, "wants a string")
}

func wrong(ok bool, words string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%s", words)
}

// many is a list of values, of which there may be too many.
func (e element) many(list any, n int, ok bool) (any, error) {
	for _, name := range []string{"max_selected_items", "max_files"} {
		if most, given := e.part[name].(float64); given && n > int(most) {
			return nil, fmt.Errorf("takes %d at most, not %d", int(most), n)
		}
	}
	return list, wrong(ok, "wants a []string")
}

func (e element) options(names []string) ([]any, error) {
	var chosen []any
	for _, name := range names {
		o, err := e.option(name)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, o)
	}
	return chosen, nil
}

// option is a choice by its value or its label.
func (e element) option(name string) (any, error) {
	var found any
	visit(e.part, "", func(one part, _ string) {
		if _, has := one["value"]; has && one["text"] != nil && (one["value"] == name || words(one["text"]) == name) && found == nil {
			found = part{"text": one["text"], "value": one["value"]}
		}
	})
	if found == nil {
		return nil, fmt.Errorf("has no choice %q", name)
	}
	return found, nil
}

// complaint is what Slack's client says about a value before it sends it, "" for nothing.
func (e element) complaint(held any) string {
	kind := word(e.part, "type")
	value, _ := held.(map[string]any)
	content := value[holders[kind].field]
	text, _ := content.(string)
	list, isList := content.([]any)
	names, isNames := content.([]string)
	switch blank := content == nil || content == "" || isList && len(list) == 0 || isNames && len(names) == 0; {
	case blank && e.input["optional"] != true:
		return "Please complete this required field."
	case blank:
		return ""
	}
	least, most := e.part["min_length"], e.part["max_length"]
	n := float64(utf8.RuneCountInString(text))
	if l, ok := least.(float64); ok && n < l {
		return fmt.Sprintf("Must be at least %d characters.", int(l))
	}
	if m, ok := most.(float64); ok && n > m {
		return fmt.Sprintf("Must be no more than %d characters.", int(m))
	}
	return e.malformed(kind, text)
}

func (e element) malformed(kind, text string) string {
	switch kind {
	case "email_text_input":
		if a, err := mail.ParseAddress(text); err != nil || a.Address != text {
			return "Please enter a valid email address."
		}
	case "url_text_input":
		if u, err := url.Parse(text); err != nil || !slices.Contains([]string{"http", "https"}, u.Scheme) || u.Host == "" {
			return "Please enter a valid URL."
		}
	case "number_input":
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || e.part["is_decimal_allowed"] != true && n != float64(int64(n)) {
			return "Please enter a valid number."
		}
		if outside(e.part["min_value"], n, -1) || outside(e.part["max_value"], n, 1) {
			return "Please enter a number within the limits."
		}
	}
	return ""
}

// outside is whether a number lies on the wrong side of a limit, which Slack wants as a string.
func outside(limit any, n, side float64) bool {
	text, _ := limit.(string)
	l, err := strconv.ParseFloat(text, 64)
	return err == nil && (n-l)*side > 0
}

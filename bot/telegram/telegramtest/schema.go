package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// schema is the Bot API: which parameters a method has, and which fields a type. A nil schema checks nothing.
type schema struct {
	Methods map[string]shape `json:"methods"`
	Types   map[string]shape `json:"types"`
}

// shape is a method or a type: its fields, or the types it may be.
type shape struct {
	Fields   []field  `json:"fields"`
	Subtypes []string `json:"subtypes"`
	Returns  []string `json:"returns"`
}

type field struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
}

func readSchema(raw []byte) (*schema, error) {
	if raw == nil {
		return nil, nil
	}
	var s schema
	if err := json.Unmarshal(raw, &s); err != nil {
		return nil, err
	}
	if len(s.Methods) == 0 || len(s.Types) == 0 {
		return nil, errors.New("no methods or no types in it")
	}
	return &s, nil
}

// old are parameters that are in no document any more, but that Telegram still takes.
var old = map[string]string{"reply_to_message_id": "Integer", "allow_sending_without_reply": "Boolean",
	"disable_web_page_preview": "Boolean", "thumb": "InputFile"}

// absent is what Telegram says when a parameter is missing.
var absent = map[string]string{
	"chat_id": "chat_id is empty", "text": "message text is empty", "message_id": "message identifier is not specified",
	"file_id": "file_id not specified", "document": "there is no document in the request",
	"photo": "there is no photo in the request", "action": "wrong parameter action in request",
	"callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}

// check compares a call with the schema. A misspelled parameter is refused, although Telegram would ignore it.
func (s *schema) check(method string, params map[string]string, files map[string]Upload) error {
	if s == nil {
		return nil
	}
	known := s.Methods[method]
	for name, value := range params {
		f, ok := known.field(name)
		if !ok {
			return mistake("parameter %q is not one of %s", name, method)
		}
		if value == "" {
			continue
		}
		if err := s.top(f.Types, value, files); err != nil {
			return mistake("parameter %q of %s: %s", name, method, err)
		}
	}
	for _, f := range known.Fields {
		_, uploaded := files[f.Name]
		if value, given := params[f.Name]; f.Required && !uploaded && !(given && (value != "" || f.Name == "url")) {
			return missing(f.Name, method)
		}
	}
	return s.strays(known, method, params, files)
}

func missing(name, method string) error {
	if words := absent[name]; words != "" {
		return bad("%s", words)
	}
	return mistake("parameter %q of %s is required", name, method)
}

// strays refuses files that no parameter takes.
func (s *schema) strays(known shape, method string, params map[string]string, files map[string]Upload) error {
	for name := range files {
		if _, ok := known.field(name); ok {
			continue
		}
		used := false
		for _, value := range params {
			used = used || strings.Contains(value, "attach://"+name)
		}
		if !used {
			return mistake("file %q is not used by %s", name, method)
		}
	}
	return nil
}

func (s shape) field(name string) (field, bool) {
	i := slices.IndexFunc(s.Fields, func(f field) bool { return f.Name == name })
	if i >= 0 {
		return s.Fields[i], true
	}
	kind, ok := old[name]
	return field{Name: name, Types: []string{kind}}, ok
}

// top checks a parameter, which comes as text.
func (s *schema) top(types []string, value string, files map[string]Upload) error {
	var first error
	for _, kind := range types {
		err := s.text(kind, value, files)
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}

func (s *schema) text(kind, value string, files map[string]Upload) error {
	switch kind {
	case "String":
		return nil
	case "Integer":
		if _, err := strconv.ParseInt(value, 10, 64); err != nil {
			return fmt.Errorf("%.40q is not an Integer", value)
		}
		return nil
	case "Float":
		if _, err := strconv.ParseFloat(value, 64); err != nil {
			return fmt.Errorf("%.40q is not a Float", value)
		}
		return nil
	case "Boolean":
		if !slices.Contains([]string{"true", "false", "yes", "no", "1", "0"}, strings.ToLower(value)) {
			return fmt.Errorf("%.40q is not a Boolean", value)
		}
		return nil
	case "InputFile":
		if name, ok := strings.CutPrefix(value, "attach://"); ok {
			if _, ok := files[name]; ok {
				return nil
			}
		}
		return fmt.Errorf("%.40q is not a file of this call", value)
	}
	var v any
	if err := json.Unmarshal([]byte(value), &v); err != nil {
		return fmt.Errorf("%.40q is not JSON", value)
	}
	if v == nil && strings.HasPrefix(kind, "Array of ") {
		return nil
	}
	return s.value(kind, v)
}

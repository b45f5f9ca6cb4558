package slacktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// schema are the methods and their arguments. A nil schema checks nothing.
type schema map[string]map[string]argument

type argument struct {
	Required bool
	Type     any // a name or several
	Format   string
}

// beside are methods that the schema does not have, and arguments that Slack takes although it does not name them. A
// star is an argument that has to be given.
var beside = map[string]string{
	"apps.connections.open":                 "",
	"chat.getPermalink":                     "channel* message_ts*",
	"files.info":                            "count page",
	"files.delete":                          "file*",
	"reactions.remove":                      "name* channel timestamp file file_comment",
	"usergroups.list":                       "include_count include_disabled include_users team_id",
	"usergroups.users.list":                 "usergroup* include_disabled team_id",
	"assistant.threads.setStatus":           "channel_id* thread_ts status* loading_messages username icon_url icon_emoji",
	"assistant.threads.setSuggestedPrompts": "channel_id* thread_ts title prompts*",
	"assistant.threads.setTitle":            "channel_id* thread_ts* title*",
}

// empty are the arguments that may be given as nothing: an empty status clears it.
var empty = []string{"assistant.threads.setStatus status", "chat.appendStream markdown_text"}

func readSchema(raw []byte) (schema, error) {
	if raw == nil {
		return nil, nil
	}
	var file map[string]struct{ Args map[string]argument }
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, err
	}
	if len(file["chat.postMessage"].Args) == 0 {
		return nil, errors.New("no arguments of chat.postMessage in it")
	}
	s := schema{}
	for name, m := range file {
		s[name] = m.Args
		if s[name] == nil {
			s[name] = map[string]argument{}
		}
	}
	for name, list := range beside {
		if s[name] == nil {
			s[name] = map[string]argument{}
		}
		for field := range strings.FieldsSeq(list) {
			plain, required := strings.CutSuffix(field, "*")
			s[name][plain] = argument{Required: required}
		}
	}
	return s, nil
}

// check compares a call with the schema. A misspelled argument is refused, although Slack would ignore it.
func (s schema) check(method string, args map[string]string) error {
	known, there := s[method]
	if !there {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(args)) {
		a, ok := known[name]
		if !ok && name != "team_id" { // Bolt sends it with every call
			return no(fmt.Sprintf("slacktest: unknown argument %q of %s", name, method))
		}
		if problem := a.problem(args[name]); problem != "" {
			return no("invalid_arguments", fmt.Sprintf("[ERROR] %s [json-pointer:/%s]", problem, name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		value, there := args[name]
		may := slices.Contains(empty, method+" "+name) && (there || method == "chat.appendStream")
		if known[name].Required && value == "" && !may {
			return no("invalid_arguments", "[ERROR] missing required field: "+name)
		}
	}
	return nil
}

// problem says what is wrong with a value, "" for nothing.
func (a argument) problem(value string) string {
	kind, _ := a.Type.(string)
	switch {
	case value == "":
	case kind == "boolean" && !slices.Contains([]string{"true", "false", "1", "0"}, value):
		return "must be a boolean"
	case (kind == "number" || kind == "integer") && !isNumber(value):
		return "must be an integer"
	case (a.Format == "json" || kind == "array") && !json.Valid([]byte(value)) && !isList(value):
		return "must be valid JSON"
	}
	return ""
}

func isNumber(value string) bool {
	_, err := strconv.Atoi(value)
	return err == nil
}

// isList is whether a value is a list of ids with commas, which Slack takes for an array.
func isList(value string) bool { return !strings.ContainsAny(value, "{}[]\" ") }

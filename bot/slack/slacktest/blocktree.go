package slacktest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// part is a JSON object inside of blocks.
type part = map[string]any

// visit calls for every object in a value, outer ones first, with the id of the block that it is in.
func visit(v any, block string, see func(one part, block string)) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			visit(one, block, see)
		}
	case part:
		if id, ok := v["block_id"].(string); ok {
			block = id
		}
		see(v, block)
		visit(v["text"], block, see) // what is read first
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if name != "text" {
				visit(v[name], block, see)
			}
		}
	}
}

// tree decodes JSON; what cannot be read is nil.
func tree(raw json.RawMessage) any {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return nil
	}
	return v
}

func word(one part, name string) string {
	text, _ := one[name].(string)
	return text
}

// words is the text of a text object.
func words(v any) string {
	one, _ := v.(part)
	return word(one, "text")
}

// interactive are the elements that have an action_id, by https://docs.slack.dev/reference/block-kit/block-elements.
var interactive = []string{"button", "checkboxes", "datepicker", "datetimepicker", "timepicker", "email_text_input", "file_input",
	"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	"number_input", "overflow", "plain_text_input", "radio_buttons", "rich_text_input", "static_select", "external_select",
	"users_select", "conversations_select", "channels_select", "url_text_input", "workflow_button", "feedback_buttons", "icon_button"}

func isInteractive(one part) bool { return slices.Contains(interactive, word(one, "type")) }

// withIDs gives blocks and elements the ids that they came without, as Slack does.
func (s *Server) withIDs(raw json.RawMessage) json.RawMessage {
	list, ok := tree(raw).([]any)
	if !ok {
		return raw
	}
	for _, one := range list {
		s.identify(one)
	}
	return payload(list)
}

// identify gives ids to a block, or to the blocks of an attachment.
func (s *Server) identify(v any) {
	block, ok := v.(part)
	if !ok {
		return
	}
	if inner, ok := block["blocks"].([]any); ok {
		for _, one := range inner {
			s.identify(one)
		}
	} else if word(block, "type") != "" && word(block, "block_id") == "" {
		block["block_id"] = strings.ToLower(s.nextID("b"))
	}
	visit(block, "", func(one part, _ string) {
		switch kind := word(one, "type"); {
		case isInteractive(one) && word(one, "action_id") == "":
			one["action_id"] = strings.ToLower(s.nextID("a"))
		case kind == "plain_text" && one["emoji"] == nil:
			one["emoji"] = true
		case kind == "mrkdwn" && one["verbatim"] == nil:
			one["verbatim"] = false
		}
	})
}

// element is something in blocks that a person can use.
type element struct {
	part
	block string
	input part // the input block that it is in, if any
}

// elements are what can be used in blocks, in the order in which it is shown.
func elements(blocks json.RawMessage) []element {
	list, _ := tree(blocks).([]any)
	var all []element
	for _, v := range list {
		block, _ := v.(part)
		var input part
		if word(block, "type") == "input" {
			input = block
		}
		visit(block, "", func(one part, id string) {
			if isInteractive(one) {
				all = append(all, element{part: one, block: id, input: input})
			}
		})
	}
	return all
}

// label is what a person reads on an element.
func (e element) label() string {
	if e.input != nil {
		return words(e.input["label"])
	}
	if text := words(e.part["text"]); text != "" {
		return text
	}
	return words(e.part["placeholder"])
}

// called is whether an element goes by a name: its action_id, "block_id/action_id", or its label.
func (e element) called(name string) bool {
	action := word(e.part, "action_id")
	return name == action || name == e.block+"/"+action || name == e.label() || e.input != nil && name == e.block
}

// readable is all that a person reads in blocks, a line each.
func readable(blocks json.RawMessage) []string {
	var lines []string
	visit(tree(blocks), "", func(one part, _ string) {
		switch word(one, "type") {
		case "plain_text", "mrkdwn", "markdown", "raw_text", "text":
			if text := word(one, "text"); text != "" {
				lines = append(lines, text)
			}
		}
	})
	return lines
}

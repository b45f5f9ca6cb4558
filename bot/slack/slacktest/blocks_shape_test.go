package slacktest

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// blocksChanged goes through all valid payloads, changes one value in one way after the other, and calls with what is
// said then. What change makes of a value is nil where it leaves it alone.
func blocksChanged(t *testing.T, change func(field string, value any) any, see func(name, at string, got []string)) {
	t.Helper()
	for name, raw := range blocksFixtures(t) {
		value, err := blockTree([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		root := value.(blockObject)
		if _, repeated := blocksRepeated[name]; repeated {
			continue // something is said against these anyhow
		}
		if strings.HasPrefix(name, "messages/") { // a message's own fields are the server's to check
			maps.DeleteFunc(root, func(field string, _ any) bool { return field != "blocks" && field != "attachments" })
		} else if odd, ok := change("", root).(blockObject); ok {
			see(name, "", blocksProblems(t, name, blocksJSON(t, odd)))
		}
		blocksWalk(root, "", func(at string, inner any, set func(any)) {
			odd := change(path.Base(at), inner)
			if odd == nil {
				return
			}
			set(odd)
			see(name, at, blocksProblems(t, name, blocksJSON(t, root)))
			set(inner)
		})
	}
}

func blocksJSON(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// blocksWalk calls for each value inside of another, with a way to set it.
func blocksWalk(value any, at string, see func(at string, inner any, set func(any))) {
	switch value := value.(type) {
	case []any:
		for i, inner := range value {
			see(blockItem(at, i), inner, func(v any) { value[i] = v })
			blocksWalk(inner, blockItem(at, i), see)
		}
	case blockObject:
		for _, field := range slices.Sorted(maps.Keys(value)) {
			inner := value[field]
			see(at+"/"+field, inner, func(v any) { value[field] = v })
			blocksWalk(inner, at+"/"+field, see)
		}
	}
}

func TestBlocksWithAMisspelledFieldAreRefused(t *testing.T) {
	objects := 0
	misspell := func(_ string, value any) any {
		o, ok := value.(blockObject)
		if !ok {
			return nil
		}
		odd := maps.Clone(o)
		odd["colour"] = "#000000"
		return odd
	}
	blocksChanged(t, misspell, func(name, at string, got []string) {
		objects++
		if len(got) != 1 || !strings.HasPrefix(got[0], "[ERROR] invalid additional property: colour [json-pointer:/") {
			t.Errorf("%s: %s: %q", name, at, got)
		}
	})
	if objects < 300 {
		t.Errorf("saw %d objects", objects)
	}
}

func TestBlocksWithAValueOfAnotherKindAreRefused(t *testing.T) {
	another := func(_ string, value any) any {
		if _, ok := value.([]any); ok {
			return 7
		}
		return []any{7}
	}
	blocksChanged(t, another, func(name, at string, got []string) {
		// The value of an input parameter is of the kind that the workflow wants.
		parameter := (strings.Contains(name, "input_parameter") || strings.Contains(at, "/customizable_")) && strings.HasSuffix(at, "/value")
		if len(got) == 0 && !parameter {
			t.Errorf("%s: %s may be anything", name, at)
		}
	})
}

func TestBlocksWithAnEmptyTextAreRefused(t *testing.T) {
	mayBeEmpty := []string{"value", "author_name", "provider_name", "fallback"}
	empty := func(field string, value any) any {
		if _, ok := value.(string); ok && !slices.Contains(mayBeEmpty, field) {
			return ""
		}
		return nil
	}
	blocksChanged(t, empty, func(name, at string, got []string) {
		if len(got) == 0 {
			t.Errorf("%s: %s may be empty", name, at)
		}
	})
}

func TestBlocksWithAnEmptyListAreRefused(t *testing.T) {
	mayBeEmpty := []string{"tasks", "sources", "initial_users", "customizable_input_parameters", "attachments"}
	empty := func(field string, value any) any {
		if _, ok := value.([]any); ok && !slices.Contains(mayBeEmpty, field) {
			return []any{}
		}
		return nil
	}
	blocksChanged(t, empty, func(name, at string, got []string) {
		rich := strings.Contains(name, "rich_text") || strings.Contains(at, "put/elements") || strings.HasPrefix(at, "/rows/")
		blocks := path.Base(at) == "blocks" && !strings.HasPrefix(name, "views/")
		if len(got) == 0 && !rich && !blocks {
			t.Errorf("%s: %s may be empty", name, at)
		}
	})
}

// blocksNeeded are the fields that must be there, by type; of objects without one, by the field that they stand in.
var blocksNeeded = map[string]string{
	"actions": "elements", "alert": "text", "carousel": "elements", "container": "child_blocks", "context": "elements",
	"context_actions": "elements", "data_table": "rows caption", "data_visualization": "title chart",
	"file": "external_id source", "header": "text", "input": "label element", "markdown": "text", "plan": "title",
	"rich_text": "elements", "table": "rows", "task_card": "task_id title", "tasks": "task_id title",
	"video":      "alt_text title thumbnail_url video_url",
	"plain_text": "text", "mrkdwn": "text", "image": "alt_text", "button": "text", "workflow_button": "text workflow",
	"icon_button": "text icon", "feedback_buttons": "positive_button negative_button", "overflow": "options",
	"checkboxes": "options", "radio_buttons": "options", "number_input": "is_decimal_allowed", "rich_text_input": "action_id",
	"confirm": "title text confirm deny", "options": "text value", "initial_option": "text value",
	"option_groups": "label options", "dispatch_action_config": "trigger_actions_on", "workflow": "trigger", "trigger": "url",
	"customizable_input_parameters": "name value", "positive_button": "text value", "icon": "name", "url": "url text",
	"raw_text": "text", "raw_number": "value", "pie": "segments", "bar": "series axis_config", "area": "series axis_config",
	"line": "series axis_config", "segments": "label value", "series": "name data", "data": "label value",
	"axis_config": "categories", "rich_text_section": "elements", "rich_text_list": "elements style",
	"rich_text_preformatted": "elements", "rich_text_quote": "elements", "text": "text", "link": "url", "emoji": "name",
	"user": "user_id", "usergroup": "usergroup_id", "channel": "channel_id", "modal": "title blocks", "home": "blocks",
}

func TestBlocksWithoutAFieldThatTheyNeedAreRefused(t *testing.T) {
	seen := map[string]bool{}
	for name, raw := range blocksFixtures(t) {
		value, err := blockTree([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		kind, _ := blocksHolder(path.Base(name))
		blocksWithout(t, name, value.(blockObject), value, kind, seen)
	}
	for kind := range blocksNeeded {
		if !seen[kind] {
			t.Errorf("no fixture has a %s", kind)
		}
	}
}

// blocksWithout takes from each object of a fixture each field that it needs.
func blocksWithout(t *testing.T, name string, root blockObject, value any, field string, seen map[string]bool) {
	t.Helper()
	switch value := value.(type) {
	case []any:
		for _, inner := range value {
			blocksWithout(t, name, root, inner, field, seen)
		}
	case blockObject:
		kind, typed := value["type"].(string)
		if !typed {
			kind = field
		}
		seen[kind] = true
		for _, needed := range strings.Fields(blocksNeeded[kind]) {
			whole := value[needed]
			delete(value, needed)
			got := strings.Join(blocksProblems(t, name, blocksJSON(t, root)), "\n")
			if !strings.Contains(got, "missing required field: "+needed+" [") {
				t.Errorf("%s: a %s without %s: %q", name, kind, needed, got)
			}
			value[needed] = whole
		}
		for inner, one := range maps.Clone(value) {
			blocksWithout(t, name, root, one, inner, seen)
		}
	}
}

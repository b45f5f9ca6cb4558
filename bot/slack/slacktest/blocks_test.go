package slacktest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pabellon/bot/fakes"
)

// blocksFixtures are the valid payloads, by folder and name.
func blocksFixtures(t *testing.T) map[string]string {
	t.Helper()
	fakes.Contract(t, "slack/block_limits.json")
	all := map[string]string{}
	paths, err := filepath.Glob(fakes.ContractPath(t, "slack/fixtures/valid/*/*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path)] = string(raw)
	}
	return all
}

// Two of the valid payloads break a rule that Slack has and slackblocks does not: "block_id should be unique for each
// message" (https://docs.slack.dev/reference/block-kit/blocks/section-block).
var blocksRepeated = map[string]string{
	"messages/webhook_message_basic.json":  "[ERROR] `block_id` \"fake_block_id\" already exists [json-pointer:/blocks/1/block_id]",
	"messages/webhook_message_delete.json": "[ERROR] `block_id` \"fake_block_id\" already exists [json-pointer:/blocks/1/block_id]",
}

func TestBlocksOfAllFixturesAreJudgedRight(t *testing.T) {
	fixtures := blocksFixtures(t)
	for name, raw := range fixtures {
		var want []string
		if repeated, ok := blocksRepeated[name]; ok {
			want = []string{repeated}
		}
		if got := blocksProblems(t, name, raw); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	invalid := blocksInvalid(t)
	if len(fixtures) != 100 || len(invalid) != 106 {
		t.Errorf("saw %d valid and %d invalid ones, want 100 and 106", len(fixtures), len(invalid))
	}
	known := blocksCases()
	for _, one := range invalid {
		c, ok := known[one.ID]
		if !ok {
			t.Errorf("%s: there is no case", one.ID)
			continue
		}
		delete(known, one.ID)
		c.judge(t, one.ID, one.Constraint)
	}
	for id := range known {
		t.Errorf("%s: the contract does not have this case", id)
	}
}

// blocksProblems looks at a fixture in a place where it may stand.
func blocksProblems(t *testing.T, name, raw string) []string {
	t.Helper()
	folder, file, _ := strings.Cut(name, "/")
	switch folder {
	case "views":
		return checkView(json.RawMessage(raw))
	case "attachments":
		return checkAttachments(json.RawMessage("[" + raw + "]"))
	case "messages":
		var m struct{ Blocks, Attachments json.RawMessage }
		if err := json.Unmarshal([]byte(raw), &m); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return append(checkBlocks(onMessage, m.Blocks), checkAttachments(m.Attachments)...)
	case "objects":
		_, holder := blocksHolder(file)
		raw = fmt.Sprintf(holder, raw)
	case "rich_text":
		if !strings.HasPrefix(blocksType(raw), "rich_text_") {
			raw = `{"type":"rich_text_section","elements":[` + raw + `]}`
		}
		raw = `{"type":"rich_text","elements":[` + raw + `]}`
	case "elements":
		raw = blocksAround(raw)
	}
	return checkBlocks(blocksPlace(raw), json.RawMessage("["+raw+"]"))
}

func blocksType(raw string) string {
	var o struct{ Type string }
	if json.Unmarshal([]byte(raw), &o) != nil {
		return ""
	}
	return o.Type
}

// blocksPlace is a surface where a block may stand.
func blocksPlace(block string) surface {
	switch blocksType(block) {
	case "alert", "input":
		return onModal
	case "card", "carousel":
		return onHome
	}
	return onMessage
}

// blocksAround puts an element into a block.
func blocksAround(element string) string {
	switch kind := blocksType(element); {
	case kind == "url":
		return `{"type":"task_card","task_id":"a","title":"a","sources":[` + element + `]}`
	case kind == "image":
		return `{"type":"context","elements":[` + element + `]}`
	case slices.Contains(inputElements, kind):
		return `{"type":"input","label":{"type":"plain_text","text":"a"},"element":` + element + `}`
	}
	return `{"type":"actions","elements":[` + element + `]}`
}

// blocksHolder is the field that the object of a file stands in, and a block with such a field: %s is the object.
func blocksHolder(file string) (field, block string) {
	const button = `{"type":"actions","elements":[{"type":"workflow_button","text":{"type":"plain_text","text":"a"},"workflow":%s}]}`
	for _, one := range []struct{ prefix, field, block string }{
		{"confirmation_dialogue", "confirm", `{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"confirm":%s}]}`},
		{"conversation_filter", "filter", `{"type":"actions","elements":[{"type":"conversations_select","filter":%s}]}`},
		{"dispatch_action_configuration", "dispatch_action_config", `{"type":"input","label":{"type":"plain_text","text":"a"},"element":{"type":"plain_text_input","dispatch_action_config":%s}}`},
		{"input_parameter", "customizable_input_parameters", fmt.Sprintf(button, `{"trigger":{"url":"https://a.mx","customizable_input_parameters":[%s]}}`)},
		{"option_group", "option_groups", `{"type":"actions","elements":[{"type":"static_select","option_groups":[%s]}]}`},
		{"option_", "options", `{"type":"actions","elements":[{"type":"static_select","options":[%s]}]}`},
		{"text_", "text", `{"type":"section","text":%s}`},
		{"trigger", "trigger", fmt.Sprintf(button, `{"trigger":%s}`)},
		{"workflow_basic", "workflow", button},
	} {
		if strings.HasPrefix(file, one.prefix) {
			return one.field, one.block
		}
	}
	return "", "%s"
}

package slacktest

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestBlocksOfPartsThatNoFixtureHas(t *testing.T) {
	const element, inline = "/blocks/0/elements/0", "/blocks/0/elements/0/elements/0"
	card := func(fields string) string { return `{"type":"card"` + fields + `}` }
	container := func(fields string) string {
		return `{"type":"container","child_blocks":[{"type":"divider"}]` + fields + `}`
	}
	field := func(fields string) string { return inputJSON("a", "", `{"type":"plain_text_input"`+fields+`}`) }
	line := func(part string) string {
		return `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[` + part + `]}]}`
	}
	icon := `,"icon":{"type":"image","alt_text":"a","image_url":"https://a.mx/a.png"},"slack_icon":{"type":"icon","name":"`
	options := `"options":[` + optionJSON("a", "a", "") + `]`
	cases := []struct{ name, block, want string }{
		{"a card of nothing", card(`,"subtext":` + plainJSON("a")), "must define either `hero_image` or `title` or `actions` or `body` [json-pointer:/blocks/0]"},
		{"a card with two icons", card(`,"title":` + plainJSON("a") + icon + `bot"}`), "must define only one of `icon` or `slack_icon` [json-pointer:/blocks/0]"},
		{"a card with an unknown icon", card(`,"title":` + plainJSON("a") + `,"slack_icon":{"type":"icon","name":"sparkles"}`), "must be a valid enum value [json-pointer:/blocks/0/slack_icon/name]"},
		{"a container without a title", container(""), "must define either `title` or `rich_text_title` [json-pointer:/blocks/0]"},
		{"a container with two titles", container(`,"title":` + plainJSON("a") + `,"rich_text_title":{"type":"rich_text","elements":[]}`), ""},
		{"a container in a container", `{"type":"container","title":` + plainJSON("a") + `,"child_blocks":[` + container("") + `]}`, "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]"},
		{"a header above all", `{"type":"header","level":0,"text":` + plainJSON("a") + `}`, "must be greater than 1 [json-pointer:/blocks/0/level]"},
		{"half a level", `{"type":"header","level":1.5,"text":` + plainJSON("a") + `}`, "must provide an integer [json-pointer:/blocks/0/level]"},
		{"a section that is always open", `{"type":"section","expand":"yes","text":` + plainJSON("a") + `}`, "must be a boolean [json-pointer:/blocks/0/expand]"},
		{"a field in a section", `{"type":"section","text":` + plainJSON("a") + `,"accessory":{"type":"plain_text_input"}}`, "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]"},
		{"a file of nothing", `{"type":"image","alt_text":"a","slack_file":{}}`, "must define either `id` or `url` [json-pointer:/blocks/0/slack_file]"},
		{"a small image of nothing", `{"type":"context","elements":[{"type":"image","alt_text":"a"}]}`, "must define either `image_url` or `slack_file` [json-pointer:" + element + "]"},
		{"lengths in the wrong order", field(`,"min_length":9,"max_length":8`), "must not be greater than `max_length` [json-pointer:/blocks/0/element/min_length]"},
		{"lengths in order", field(`,"min_length":8,"max_length":8,"multiline":true,"initial_value":""`), ""},
		{"a length below nothing", field(`,"min_length":-1`), "must be greater than 0 [json-pointer:/blocks/0/element/min_length]"},
		{"no length at all", field(`,"max_length":0`), "must be greater than 1 [json-pointer:/blocks/0/element/max_length]"},
		{"many lines by a word", field(`,"multiline":"true"`), "must be a boolean [json-pointer:/blocks/0/element/multiline]"},
		{"a number in words", inputJSON("a", "", `{"type":"number_input","is_decimal_allowed":true,"min_value":"dos"}`), "must provide a number [json-pointer:/blocks/0/element/min_value]"},
		{"101 lines", inputJSON("a", "", `{"type":"rich_text_input","action_id":"a","max_lines":101}`), "must be less than 100 [json-pointer:/blocks/0/element/max_lines]"},
		{"options twice", elementJSON("multi_static_select", options+`,"option_groups":[{"label":`+plainJSON("a")+`,`+options+`}]`), "must define only one of `options` or `option_groups` [json-pointer:" + element + "]"},
		{"options not at all", elementJSON("multi_static_select", `"max_selected_items":1`), "must define either `options` or `option_groups` [json-pointer:" + element + "]"},
		{"nothing to pick", elementJSON("multi_users_select", `"max_selected_items":0`), "must be greater than 1 [json-pointer:" + element + "/max_selected_items]"},
		{"an option without a value", elementJSON("overflow", `"options":[`+optionJSON("a", "", "")+`]`), "must be more than 0 characters [json-pointer:" + element + "/options/0/value]"},
		{"a filter of nothing", elementJSON("conversations_select", `"filter":{}`), "must define either `include` or `exclude_external_shared_channels` or `exclude_bot_users` [json-pointer:" + element + "/filter]"},
		{"a moment of three digits", elementJSON("datetimepicker", `"initial_date_time":123`), "must be greater than 1000000000 [json-pointer:" + element + "/initial_date_time]"},
		{"a time without minutes", elementJSON("timepicker", `"initial_time":"9:00"`), "must be of the form 15:04 [json-pointer:" + element + "/initial_time]"},
		{"a call to all", line(`{"type":"broadcast","range":"all"}`), "must be a valid enum value [json-pointer:" + inline + "/range]"},
		{"a call to nobody", line(`{"type":"broadcast"}`), "missing required field: range [json-pointer:" + inline + "]"},
		{"a colour without a value", line(`{"type":"color"}`), "missing required field: value [json-pointer:" + inline + "]"},
		{"a team without an id", line(`{"type":"team"}`), "missing required field: team_id [json-pointer:" + inline + "]"},
		{"a date as it should be", line(`{"type":"date","timestamp":1700000000,"format":"{date_long}","fallback":"a","url":"https://a.mx"}`), ""},
		{"a date without a form", line(`{"type":"date","timestamp":1700000000}`), "missing required field: format [json-pointer:" + inline + "]"},
		{"a canvas", line(`{"type":"canvas","file_id":"F1"}`), "unsupported type: canvas [json-pointer:" + inline + "/type]"},
		{"a list of nothing", `{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[]}]}`, "must provide at least 1 items [json-pointer:" + element + "/elements]"},
		{"a list in a list", `{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_list","style":"bullet","elements":[]}]}]}`, "unsupported type: rich_text_list [json-pointer:" + element + "/elements/0/type]"},
		{"a table of no columns", `{"type":"table","rows":[[]]}`, "must provide at least 1 items [json-pointer:/blocks/0/rows/0]"},
		{"a button in a cell", dataTableJSON("["+cellJSON+`],[{"type":"action_cell","element":{"type":"button","text":`+plainJSON("a")+`},"fallback":`+cellJSON+`}]`, ""), ""},
		{"no button in a cell", dataTableJSON("["+cellJSON+`],[{"type":"action_cell"}]`, ""), "missing required field: element [json-pointer:/blocks/0/rows/1/0]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			if c.want != "" {
				want = []string{"[ERROR] " + c.want}
			}
			if got := checkBlocks(blocksPlace(c.block), json.RawMessage("["+c.block+"]")); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

package slacktest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sectionJSON is a section with marks.
func sectionJSON(text string) string {
	return `{"type":"section","text":{"type":"mrkdwn","text":"` + text + `"}}`
}

// buttonsJSON are an actions block's buttons, each with an id.
func buttonsJSON(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`{"type":"button","action_id":"a%d","text":%s}`, i, plainJSON("Sí")))
	}
	return `{"type":"actions","elements":[` + strings.Join(all, ",") + `]}`
}

func repeatedJSON(n int, item string) string { return fillItems(item)(n) }

func TestBlocksOfAMessageAreRefusedInSlacksWords(t *testing.T) {
	cell := `{"type":"raw_text","text":"%s"}`
	cases := []struct{ name, blocks, want string }{
		{"nothing", ``, ""},
		{"an empty list", `[]`, ""},
		{"3,000 characters", `[` + sectionJSON(strings.Repeat("ñ", 3000)) + `]`, ""},
		{"3,001 characters", `[` + sectionJSON(strings.Repeat("ñ", 3001)) + `]`, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
		{"an empty text", `[` + sectionJSON("") + `]`, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		{"a text that is a string", `[{"type":"section","text":"hola"}]`, "must provide an object [json-pointer:/blocks/0/text]"},
		{"a text of no kind", `[{"type":"section","text":{"text":"hola"}}]`, "missing required field: type [json-pointer:/blocks/0/text]"},
		{"a text of another kind", `[{"type":"section","text":{"type":"html","text":"hola"}}]`, "unsupported type: html [json-pointer:/blocks/0/text/type]"},
		{"plain text with emoji", `[{"type":"header","text":{"type":"plain_text","text":"🌵","emoji":true}}]`, ""},
		{"mrkdwn with emoji", `[{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":true}}]`, "invalid additional property: emoji [json-pointer:/blocks/0/text]"},
		{"plain text as it is", `[{"type":"section","text":{"type":"plain_text","text":"a","verbatim":true}}]`, "invalid additional property: verbatim [json-pointer:/blocks/0/text]"},
		{"a header with marks", `[{"type":"header","text":{"type":"mrkdwn","text":"*a*"}}]`, "must be a valid enum value [json-pointer:/blocks/0/text/type]"},
		{"a header of no level", `[{"type":"header","level":5,"text":` + plainJSON("a") + `}]`, "must be less than 4 [json-pointer:/blocks/0/level]"},
		{"25 buttons", `[` + buttonsJSON(25) + `]`, ""},
		{"26 buttons", `[` + buttonsJSON(26) + `]`, "no more than 25 items allowed [json-pointer:/blocks/0/elements]"},
		{"no buttons", `[` + buttonsJSON(0) + `]`, "must provide at least 1 items [json-pointer:/blocks/0/elements]"},
		{"an unknown style", `[` + buttonJSON(`,"style":"secondary"`) + `]`, "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"},
		{"a link to nowhere", `[` + buttonJSON(`,"url":"nowhere"`) + `]`, `slacktest: "nowhere" is no address [json-pointer:/blocks/0/elements/0/url]`},
		{"a mail address", `[` + buttonJSON(`,"url":"mailto:ana@example.com"`) + `]`, ""},
		{"an empty id", `[` + buttonJSON(`,"action_id":""`) + `]`, "slacktest: action_id is empty [json-pointer:/blocks/0/elements/0/action_id]"},
		{"a value that is a number", `[` + buttonJSON(`,"value":7`) + `]`, "must provide a string [json-pointer:/blocks/0/elements/0/value]"},
		{"two blocks with one id", `[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]`, "`block_id` \"a\" already exists [json-pointer:/blocks/1/block_id]"},
		{"two buttons with one id", `[{"type":"actions","elements":[` + repeatedJSON(2, `{"type":"button","action_id":"a","text":`+plainJSON("a")+`}`) + `]}]`, "`action_id` \"a\" already exists [json-pointer:/blocks/0/elements/1/action_id]"},
		{"one id in two blocks", `[` + repeatedJSON(2, buttonJSON(`,"action_id":"a"`)) + `]`, ""},
		{"50 blocks", `[` + repeatedJSON(50, `{"type":"divider"}`) + `]`, ""},
		{"51 blocks", `[` + repeatedJSON(51, `{"type":"divider"}`) + `]`, "no more than 50 items allowed [json-pointer:/blocks]"},
		{"a table", `[{"type":"table","rows":[[` + repeatedJSON(2, fmt.Sprintf(cell, "RFC")) + `]],"column_settings":[{"align":"left","is_wrapped":true},null]}]`, ""},
		{"an empty cell", `[{"type":"table","rows":[[` + fmt.Sprintf(cell, "") + `]]}]`, "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"},
		{"21 columns", `[{"type":"table","rows":[[` + repeatedJSON(21, cell) + `]]}]`, "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"},
		{"a column that is not aligned", `[{"type":"table","rows":[[` + cell + `]],"column_settings":[{"align":"","is_wrapped":true}]}]`, "must be a valid enum value [json-pointer:/blocks/0/column_settings/0/align]"},
		{"settings for a column too many", `[{"type":"table","rows":[[` + cell + `]],"column_settings":[{},{}]}]`, "no more than 1 items allowed [json-pointer:/blocks/0/column_settings]"},
		{"10,001 characters of cells", `[{"type":"table","rows":[[` + fmt.Sprintf(cell, fillText(10001)) + `]]}]`, "must be less than 10001 characters [json-pointer:/blocks/0/rows]"},
		{"two tables", `[` + repeatedJSON(2, `{"type":"table","rows":[[`+cell+`]]}`) + `]`, "only_one_table_allowed [json-pointer:/blocks/1]"},
		{"three charts", `[` + repeatedJSON(3, chartJSON(`{"type":"pie","segments":[`+pointJSON+`]}`)) + `]`, "too many data_visualization blocks [json-pointer:/blocks/2]"},
		{"marks in a table's head", `[` + dataTableJSON(`[{"type":"rich_text","elements":[]}],[`+cellJSON+`]`, "") + `]`, "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]"},
		{"a menu without options", `[` + elementJSON("static_select", `"action_id":"a"`) + `]`, "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]"},
		{"a link in a menu", `[` + elementJSON("static_select", `"options":[`+optionJSON("a", "a", `,"url":"https://a.mx"`)+`]`) + `]`, "invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]"},
		{"marks in a menu", `[` + elementJSON("static_select", `"options":[{"value":"a","text":{"type":"mrkdwn","text":"a"}}]`) + `]`, "must be a valid enum value [json-pointer:/blocks/0/elements/0/options/0/text/type]"},
		{"a date that is none", `[` + elementJSON("datepicker", `"initial_date":"2026-02-30"`) + `]`, "must be of the form 2006-01-02 [json-pointer:/blocks/0/elements/0/initial_date]"},
		{"an image of nothing", `[{"type":"image","alt_text":"a"}]`, "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]"},
		{"an image that says nothing", `[{"type":"image","image_url":"https://a.mx/a.png"}]`, "missing required field: alt_text [json-pointer:/blocks/0]"},
		{"rich text without text", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}]`, "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]"},
		{"an empty rich text", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}]`, ""},
		{"a block of no type", `[{"text":"a"}]`, "missing required field: type [json-pointer:/blocks/0]"},
		{"a block of an unknown type", `[{"type":"sektion"}]`, "unsupported type: sektion [json-pointer:/blocks/0/type]"},
		{"a block of a type that is a number", `[{"type":1}]`, "must provide a string [json-pointer:/blocks/0/type]"},
		{"a block that is null", `[null]`, "must provide an object [json-pointer:/blocks/0]"},
		{"a block alone", `{"type":"divider"}`, "must provide an array [json-pointer:/blocks]"},
		{"null", `null`, "must provide an array [json-pointer:/blocks]"},
		{"no JSON", `[{]`, "must provide valid JSON [json-pointer:/blocks]"},
		{"two lists", `[][]`, "must provide valid JSON [json-pointer:/blocks]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			if c.want != "" {
				want = []string{"[ERROR] " + c.want}
			}
			if got := checkBlocks(onMessage, json.RawMessage(c.blocks)); !slices.Equal(got, want) {
				t.Errorf("%.400q, want %q", got, want)
			}
		})
	}
}

func TestBlocksWithSeveralProblemsTellAllInOrder(t *testing.T) {
	blocks := `[{"type":"header"},{"type":"context","elements":[` + repeatedJSON(11, plainJSON("")) + `]},{"type":"divider","b":1,"a":1}]`
	got := checkBlocks(onMessage, json.RawMessage(blocks))
	if len(got) != 15 || got[0] != "[ERROR] missing required field: text [json-pointer:/blocks/0]" ||
		got[1] != "[ERROR] no more than 10 items allowed [json-pointer:/blocks/1/elements]" ||
		got[13] != "[ERROR] invalid additional property: a [json-pointer:/blocks/2]" {
		t.Errorf("%q", got)
	}
}

func TestBlocksTooLongTogetherAreTold(t *testing.T) {
	markdown := func(n int) string { return `{"type":"markdown","text":"` + strings.Repeat("ñ", n) + `"}` }
	rich := func(n int) string {
		return `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"` + fillText(n) + `"}]}]}`
	}
	table := `{"type":"table","rows":[[{"type":"raw_text","text":"` + fillText(9000) + `"}]]}`
	cases := []struct {
		name, blocks string
		want         bool
	}{
		{"just within", `[` + markdown(12000) + `,` + sectionJSON(fillText(1200)) + `]`, false},
		{"one more", `[` + markdown(12000) + `,` + sectionJSON(fillText(1201)) + `]`, true},
		{"labels count", `[` + markdown(12000) + `,` + sectionJSON(fillText(1198)) + `,` + buttonJSON("") + `,{"type":"header","text":` + plainJSON("a") + `}]`, false},
		{"and make it longer", `[` + markdown(12000) + `,` + sectionJSON(fillText(1199)) + `,` + buttonJSON("") + `,{"type":"header","text":` + plainJSON("a") + `}]`, true},
		{"rich text counts", `[` + rich(13201) + `]`, true},
		{"cells do not", `[` + table + `,` + markdown(9000) + `]`, false},
		{"ids and addresses do not", `[` + repeatedJSON(6, `{"type":"image","alt_text":"a","image_url":"`+fillURL(3000)+`"}`) + `]`, false},
		{"no JSON", `[`, false},
		{"no list", `{"text":"` + fillText(13201) + `"}`, false},
		{"nothing", ``, false},
	}
	for _, c := range cases {
		if got := blocksTooLong(json.RawMessage(c.blocks)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

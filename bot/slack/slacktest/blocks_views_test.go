package slacktest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestBlocksStandOnlyWhereSlackShowsThem(t *testing.T) {
	text, child := plainJSON("a"), `[{"type":"divider"}]`
	cases := []struct {
		where surface
		block string
	}{
		{everywhere, buttonJSON("")},
		{everywhere, `{"type":"context","elements":[` + text + `]}`},
		{everywhere, `{"type":"divider"}`},
		{everywhere, `{"type":"header","text":` + text + `}`},
		{everywhere, `{"type":"image","alt_text":"a","image_url":"https://a.mx/a.png"}`},
		{everywhere, inputJSON("a", "", `{"type":"plain_text_input"}`)},
		{everywhere, `{"type":"rich_text","elements":[]}`},
		{everywhere, sectionJSON("a")},
		{everywhere, videoJSON("a", "a", "")},
		{onMessage, `{"type":"context_actions","elements":[{"type":"icon_button","icon":"trash","text":` + text + `}]}`},
		{onMessage, `{"type":"file","external_id":"a","source":"remote"}`},
		{onMessage, `{"type":"markdown","text":"a"}`},
		{onMessage, `{"type":"plan","title":"a"}`},
		{onMessage, `{"type":"task_card","task_id":"a","title":"a"}`},
		{onMessage, chartJSON(`{"type":"pie","segments":[` + pointJSON + `]}`)},
		{onMessage | onHome, `{"type":"container","title":` + text + `,"child_blocks":` + child + `}`},
		{onMessage | onHome, `{"type":"table","rows":[[` + cellJSON + `]]}`},
		{onMessage | onHome, dataTableJSON("["+cellJSON+"],["+cellJSON+"]", "")},
		{onModal, `{"type":"alert","text":` + text + `}`},
		{onModal | onHome, `{"type":"card","title":` + text + `}`},
		{onHome, `{"type":"carousel","elements":[{"type":"card","title":` + text + `}]}`},
		{0, `{"type":"layout","label":"a","rows":[]}`},
		{0, `{"type":"call","call_id":"R1"}`},
	}
	for _, c := range cases {
		kind := blocksType(c.block)
		for name, on := range map[string]surface{"message": onMessage, "modal": onModal, "home": onHome} {
			var want []string
			if c.where&on == 0 {
				want = []string{"[ERROR] unsupported type: " + kind + " [json-pointer:/blocks/0/type]"}
			}
			if got := checkBlocks(on, json.RawMessage("["+c.block+"]")); !slices.Equal(got, want) {
				t.Errorf("%s in a %s: %q, want %q", kind, name, got, want)
			}
		}
	}
}

func TestBlocksOfAModalTakeFieldsThatMessagesDoNot(t *testing.T) {
	for _, kind := range []string{"file_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"} {
		element := `{"type":"` + kind + `","action_id":"a"}`
		if kind == "number_input" {
			element = `{"type":"number_input","is_decimal_allowed":true,"min_value":"-1.5","max_value":"7"}`
		}
		block := json.RawMessage("[" + inputJSON("a", "", element) + "]")
		if got := checkBlocks(onModal, block); got != nil {
			t.Errorf("%s in a modal: %q", kind, got)
		}
		want := []string{"[ERROR] unsupported type: " + kind + " [json-pointer:/blocks/0/element/type]"}
		if got := checkBlocks(onMessage, block); !slices.Equal(got, want) {
			t.Errorf("%s in a message: %q", kind, got)
		}
	}
}

func TestViewsAreRefusedInSlacksWords(t *testing.T) {
	field := inputJSON("Nombre", "", `{"type":"plain_text_input","action_id":"a"}`)
	upload := inputJSON("a", `,"dispatch_action":true`, `{"type":"file_input"}`)
	modal := func(blocks, fields string) string {
		return `{"type":"modal","title":` + plainJSON("a") + `,"blocks":[` + blocks + `]` + fields + `}`
	}
	submit := `,"submit":` + plainJSON("Enviar")
	cases := []struct{ name, view, want string }{
		{"a field and a submit", modal(field, submit), ""},
		{"a field without a submit", modal(`{"type":"divider"},`+field, ""), "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]"},
		{"a field in a Home tab", `{"type":"home","blocks":[` + field + `]}`, ""},
		{"all that a modal can have", modal(field, submit+`,"close":`+plainJSON("No")+`,"private_metadata":"a","callback_id":"a","external_id":"a","clear_on_close":true,"notify_on_close":true`), ""},
		{"no title", `{"type":"modal","blocks":[{"type":"divider"}]}`, "missing required field: title [json-pointer:/view]"},
		{"no blocks", `{"type":"home"}`, "missing required field: blocks [json-pointer:/view]"},
		{"a title in a Home tab", `{"type":"home","title":` + plainJSON("a") + `,"blocks":[{"type":"divider"}]}`, "invalid additional property: title [json-pointer:/view]"},
		{"a title with marks", `{"type":"modal","title":{"type":"mrkdwn","text":"a"},"blocks":[{"type":"divider"}]}`, "must be a valid enum value [json-pointer:/view/title/type]"},
		{"a view that came back", modal(`{"type":"divider"}`, `,"hash":"1.2"`), "invalid additional property: hash [json-pointer:/view]"},
		{"a message's block", modal(`{"type":"markdown","text":"a"}`, ""), "unsupported type: markdown [json-pointer:/view/blocks/0/type]"},
		{"a modal's block in a Home tab", `{"type":"home","blocks":[{"type":"alert","text":` + plainJSON("a") + `}]}`, "unsupported type: alert [json-pointer:/view/blocks/0/type]"},
		{"a file told at once", modal(upload, submit), "unsupported type: file_input [json-pointer:/view/blocks/0/element/type]"},
		{"two blocks with one id", modal(repeatedJSON(2, `{"type":"divider","block_id":"a"}`), ""), "`block_id` \"a\" already exists [json-pointer:/view/blocks/1/block_id]"},
		{"a view of no kind", `{"type":"workflow_step","blocks":[]}`, "unsupported type: workflow_step [json-pointer:/view/type]"},
		{"a list", `[]`, "must provide an object [json-pointer:/view]"},
		{"no JSON", `{`, "must provide valid JSON [json-pointer:/view]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var want []string
			if c.want != "" {
				want = []string{"[ERROR] " + c.want}
			}
			if got := checkView(json.RawMessage(c.view)); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
	if got := checkBlocks(onModal, json.RawMessage("["+repeatedJSON(101, `{"type":"divider"}`)+"]")); len(got) != 1 {
		t.Errorf("101 blocks of a modal: %q", got)
	}
}

func TestBlocksOfAttachmentsAreCheckedToo(t *testing.T) {
	cases := []struct{ name, attachments, want string }{
		{"nothing", ``, ""},
		{"none", `[]`, ""},
		{"blocks and a colour", `[{"color":"#36a64f","blocks":[` + sectionJSON("a") + `]}]`, ""},
		{"a colour by name", `[{"color":"danger","text":"a","fallback":"a","fields":[{"title":"a","value":"b","short":true}]}]`, ""},
		{"one id in two attachments", `[` + repeatedJSON(2, `{"blocks":[{"type":"divider","block_id":"a"}]}`) + `]`, ""},
		{"one id in one attachment", `[{"blocks":[` + repeatedJSON(2, `{"type":"divider","block_id":"a"}`) + `]}]`, "`block_id` \"a\" already exists [json-pointer:/attachments/0/blocks/1/block_id]"},
		{"a text too long", `[{"text":"a"},{"blocks":[` + sectionJSON(fillText(3001)) + `]}]`, "must be less than 3001 characters [json-pointer:/attachments/1/blocks/0/text/text]"},
		{"a table in each", `[` + repeatedJSON(2, `{"blocks":[{"type":"table","rows":[[`+cellJSON+`]]}]}`) + `]`, "only_one_table_allowed [json-pointer:/attachments/1/blocks/0]"},
		{"no blocks, as slack-go says it", `[{"text":"a","blocks":null}]`, ""},
		{"neither blocks nor a text", `[{"blocks":null}]`, "slacktest: an attachment shows nothing [json-pointer:/attachments/0]"},
		{"a colour that is none", `[{"color":"green","text":"a"}]`, `slacktest: "green" is no color [json-pointer:/attachments/0/color]`},
		{"a colour that is a number", `[{"color":7,"text":"a"}]`, "must provide a string [json-pointer:/attachments/0/color]"},
		{"nothing in it", `[{"color":"good","fallback":"a"}]`, "slacktest: an attachment shows nothing [json-pointer:/attachments/0]"},
		{"no object", `["a"]`, "must provide an object [json-pointer:/attachments/0]"},
		{"101 of them", `[` + repeatedJSON(101, `{"text":"a"}`) + `]`, "no more than 100 items allowed [json-pointer:/attachments]"},
	}
	for _, c := range cases {
		got := strings.Join(checkAttachments(json.RawMessage(c.attachments)), "\n")
		if want := c.want; got != want && got != "[ERROR] "+want {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
	}
}

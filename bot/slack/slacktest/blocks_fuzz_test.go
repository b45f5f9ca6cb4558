package slacktest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func FuzzBlocks(f *testing.F) {
	for _, seed := range []string{
		"", "null", "[]", "{}", "[null]", "[[]]", `[{"type":null}]`, "[{\"type\":\"\xff\"}]", strings.Repeat("[", 20000),
		`[{"type":"section","text":{"type":"mrkdwn","text":"*hola* 🌵"},"accessory":{"type":"button","text":` + plainJSON("a") + `}}]`,
		"[" + buttonJSON(`,"action_id":"a","value":"b","url":"https://a.mx/%zz","style":"danger"`) + "]",
		"[" + confirmJSON("a", "b", "c", "d") + "]", "[" + feedbackJSON("a", "b", "") + "]",
		"[" + elementJSON("static_select", `"options":[`+optionJSON("a", "b", "")+`],"initial_option":null`) + "]",
		"[" + inputJSON("a", `,"optional":true`, `{"type":"number_input","min_value":"1e9","max_value":7}`) + "]",
		`[{"type":"table","rows":[[` + cellJSON + `],null,[]],"column_settings":[null,{"align":1}]}]`,
		"[" + dataTableJSON("["+cellJSON+"],[{}]", `,"page_size":1e400`) + "]",
		"[" + axesJSON(seriesJSON("a", pointJSON), `"a",7`, `,"x_label":{}`) + "]",
		`[{"type":"container","child_blocks":[{"type":"container","child_blocks":[]}]}]`,
		`[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_list"}]}]}]`,
		modalJSON("a", `,"submit":`+plainJSON("b")), `{"type":"home","blocks":[{"type":"divider","block_id":"a"}]}`,
		`[{"color":"#36a64f","blocks":[{"type":"header","text":` + plainJSON("a") + `}]}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for name, look := range map[string]func() []string{
			"message":     func() []string { return checkBlocks(onMessage, raw) },
			"modal":       func() []string { return checkBlocks(onModal, raw) },
			"home":        func() []string { return checkBlocks(onHome, raw) },
			"view":        func() []string { return checkView(raw) },
			"attachments": func() []string { return checkAttachments(raw) },
		} {
			first := look()
			if second := look(); !slices.Equal(first, second) {
				t.Fatalf("%s: %q, then %q", name, first, second)
			}
			for _, one := range first {
				if !strings.HasPrefix(one, "[ERROR] ") || !strings.Contains(one, " [json-pointer:/") || !strings.HasSuffix(one, "]") {
					t.Fatalf("%s: %q", name, one)
				}
			}
			if len(raw) > 0 && !json.Valid(raw) && first == nil {
				t.Fatalf("%s: no JSON, and nothing said", name)
			}
		}
		if long := blocksTooLong(raw); long && len(raw) <= mostMessageText {
			t.Fatalf("%d bytes are too long", len(raw))
		}
	})
}

package slacktest

import (
	"maps"
	"strings"
)

// blocksCases are the 106 of the contract, by name.
func blocksCases() map[string]blocksCase {
	all := map[string]blocksCase{}
	for _, some := range []map[string]blocksCase{blocksElementCases(), blocksMenuCases(), blocksLayoutCases(),
		blocksAgentCases(), blocksChartCases(), blocksViewCases()} {
		maps.Copy(all, some)
	}
	return all
}

func blocksElementCases() map[string]blocksCase {
	const button = "/blocks/0/elements/0"
	both := fillEither(`"image_url":"https://a.mx/a.png"`, `"image_url":"https://a.mx/a.png","slack_file":{"id":"F1"}`)
	return map[string]blocksCase{
		"text-empty":                                   {`{"type":"section","text":` + plainJSON("§") + `}`, fillText, 1, 0, "/blocks/0/text/text", ""},
		"text-too-long":                                {`{"type":"context","elements":[` + plainJSON("§") + `]}`, fillText, 3000, 3001, "/blocks/0/elements/0/text", ""},
		"button-action-id-too-long":                    {buttonJSON(`,"action_id":"§"`), fillText, 255, 256, button + "/action_id", ""},
		"button-text-too-long":                         {elementJSON("button", `"text":`+plainJSON("§")), fillText, 75, 76, button + "/text/text", ""},
		"button-url-too-long":                          {buttonJSON(`,"url":"§"`), fillURL, 3000, 3001, button + "/url", ""},
		"button-value-too-long":                        {buttonJSON(`,"value":"§"`), fillText, 2000, 2001, button + "/value", ""},
		"button-accessibility-label-too-long":          {buttonJSON(`,"accessibility_label":"§"`), fillText, 75, 76, button + "/accessibility_label", ""},
		"confirmation-title-too-long":                  {confirmJSON("§", "a", "a", "a"), fillText, 100, 101, button + "/confirm/title/text", ""},
		"confirmation-text-too-long":                   {confirmJSON("a", "§", "a", "a"), fillText, 300, 301, button + "/confirm/text/text", ""},
		"confirmation-confirm-too-long":                {confirmJSON("a", "a", "§", "a"), fillText, 30, 31, button + "/confirm/confirm/text", ""},
		"confirmation-deny-too-long":                   {confirmJSON("a", "a", "a", "§"), fillText, 30, 31, button + "/confirm/deny/text", ""},
		"feedback-button-text-too-long":                {feedbackJSON("§", "a", ""), fillText, 75, 76, button + "/positive_button/text/text", ""},
		"feedback-button-value-too-long":               {feedbackJSON("a", "§", ""), fillText, 2000, 2001, button + "/positive_button/value", ""},
		"feedback-button-accessibility-label-too-long": {feedbackJSON("a", "a", `,"accessibility_label":"§"`), fillText, 75, 76, button + "/positive_button/accessibility_label", ""},
		"icon-button-too-many-visible-users":           {`{"type":"context_actions","elements":[{"type":"icon_button","icon":"trash","text":` + plainJSON("a") + `,"visible_to_user_ids":[§]}]}`, fillItems(`"U1"`), 10, 11, button + "/visible_to_user_ids", ""},
		"image-url-and-slack-file":                     {`{"type":"context","elements":[{"type":"image","alt_text":"a",§}]}`, both, 0, 1, button, "must define only one of `image_url` or `slack_file`"},
		"file-input-max-files-too-small":               {inputJSON("a", "", `{"type":"file_input","max_files":§}`), fillNumber, 1, 0, "/blocks/0/element/max_files", ""},
		"file-input-max-files-too-large":               {inputJSON("a", "", `{"type":"file_input","max_files":§}`), fillNumber, 10, 11, "/blocks/0/element/max_files", ""},
		"plain-text-input-max-length-too-large":        {inputJSON("a", "", `{"type":"plain_text_input","max_length":§}`), fillNumber, 3000, 3001, "/blocks/0/element/max_length", ""},
		"number-input-inverted-range":                  {inputJSON("a", "", `{"type":"number_input","is_decimal_allowed":true,"min_value":"§","max_value":"9"}`), fillNumber, 9, 10, "/blocks/0/element/min_value", "must not be greater than `max_value`"},
		"url-source-url-empty":                         {`{"type":"task_card","task_id":"a","title":"a","sources":[{"type":"url","text":"a","url":"§"}]}`, fillURL, 20, 0, "/blocks/0/sources/0/url", ""},
		"url-source-url-too-long":                      {`{"type":"task_card","task_id":"a","title":"a","sources":[{"type":"url","text":"a","url":"§"}]}`, fillURL, 3000, 3001, "/blocks/0/sources/0/url", ""},
	}
}

func blocksMenuCases() map[string]blocksCase {
	const menu = "/blocks/0/elements/0"
	one := optionJSON("a", "a", "")
	group := func(label, options string) string {
		return elementJSON("static_select", `"option_groups":[{"label":`+plainJSON(label)+`,"options":[`+options+`]}]`)
	}
	smileys := func(n int) string { return "https://a.mx/" + strings.Repeat("🙂", n-len("https://a.mx/")) }
	return map[string]blocksCase{
		"option-text-too-long":             {elementJSON("static_select", `"options":[`+optionJSON("§", "a", "")+`]`), fillText, 75, 76, menu + "/options/0/text/text", ""},
		"option-value-too-long":            {elementJSON("static_select", `"options":[`+optionJSON("a", "§", "")+`]`), fillText, 150, 151, menu + "/options/0/value", ""},
		"option-url-too-long":              {elementJSON("overflow", `"options":[`+optionJSON("a", "a", `,"url":"§"`)+`]`), smileys, 3000, 3001, menu + "/options/0/url", ""},
		"option-description-too-long":      {elementJSON("checkboxes", `"options":[`+optionJSON("a", "a", `,"description":`+plainJSON("§"))+`]`), fillText, 75, 76, menu + "/options/0/description/text", ""},
		"option-group-label-too-long":      {group("§", one), fillText, 75, 76, menu + "/option_groups/0/label/text", ""},
		"option-group-empty":               {group("a", "§"), fillItems(one), 1, 0, menu + "/option_groups/0/options", ""},
		"option-group-too-many-options":    {group("a", "§"), fillItems(one), 100, 101, menu + "/option_groups/0/options", ""},
		"select-placeholder-too-long":      {elementJSON("users_select", `"placeholder":`+plainJSON("§")), fillText, 150, 151, menu + "/placeholder/text", ""},
		"select-too-many-options":          {elementJSON("multi_static_select", `"options":[§]`), fillItems(one), 100, 101, menu + "/options", ""},
		"select-too-many-option-groups":    {elementJSON("static_select", `"option_groups":[§]`), fillItems(`{"label":` + plainJSON("a") + `,"options":[` + one + `]}`), 100, 101, menu + "/option_groups", ""},
		"overflow-empty":                   {elementJSON("overflow", `"options":[§]`), fillItems(one), 1, 0, menu + "/options", ""},
		"overflow-too-many-options":        {elementJSON("overflow", `"options":[§]`), fillItems(one), 5, 6, menu + "/options", ""},
		"checkboxes-empty":                 {elementJSON("checkboxes", `"options":[§]`), fillItems(one), 1, 0, menu + "/options", ""},
		"checkboxes-too-many-options":      {elementJSON("checkboxes", `"options":[§]`), fillItems(one), 10, 11, menu + "/options", ""},
		"radio-buttons-empty":              {elementJSON("radio_buttons", `"options":[§]`), fillItems(one), 1, 0, menu + "/options", ""},
		"radio-buttons-too-many-options":   {elementJSON("radio_buttons", `"options":[§]`), fillItems(one), 10, 11, menu + "/options", ""},
		"static-select-options-and-groups": {elementJSON("static_select", `"options":[`+one+`]§`), fillEither("", `,"option_groups":[{"label":`+plainJSON("a")+`,"options":[`+one+`]}]`), 0, 1, menu, "must define only one of `options` or `option_groups`"},
	}
}

func blocksLayoutCases() map[string]blocksCase {
	image := `"alt_text":"a","image_url":"§"`
	return map[string]blocksCase{
		"block-id-too-long":                 {`{"type":"divider","block_id":"§"}`, fillText, 255, 256, "/blocks/0/block_id", ""},
		"actions-too-many-elements":         {`{"type":"actions","elements":[§]}`, fillItems(`{"type":"button","text":` + plainJSON("a") + `}`), 25, 26, "/blocks/0/elements", ""},
		"context-too-many-elements":         {`{"type":"context","elements":[§]}`, fillItems(plainJSON("a")), 10, 11, "/blocks/0/elements", ""},
		"context-invalid-element":           {`{"type":"context","elements":[§]}`, fillEither(plainJSON("a"), `{"type":"divider"}`), 0, 1, "/blocks/0/elements/0/type", "unsupported type: divider"},
		"context-actions-too-many-elements": {`{"type":"context_actions","elements":[§]}`, fillItems(`{"type":"icon_button","icon":"trash","text":` + plainJSON("a") + `}`), 5, 6, "/blocks/0/elements", ""},
		"header-text-too-long":              {`{"type":"header","text":` + plainJSON("§") + `}`, fillText, 150, 151, "/blocks/0/text/text", ""},
		"image-url-too-long":                {`{"type":"image",` + image + `}`, fillURL, 3000, 3001, "/blocks/0/image_url", ""},
		"image-alt-text-too-long":           {`{"type":"image","image_url":"https://a.mx/a.png","alt_text":"§"}`, fillText, 2000, 2001, "/blocks/0/alt_text", ""},
		"input-label-too-long":              {inputJSON("§", "", `{"type":"plain_text_input"}`), fillText, 2000, 2001, "/blocks/0/label/text", ""},
		"input-hint-too-long":               {inputJSON("a", `,"hint":`+plainJSON("§"), `{"type":"plain_text_input"}`), fillText, 2000, 2001, "/blocks/0/hint/text", ""},
		"input-invalid-element":             {inputJSON("a", "", `§`), fillEither(`{"type":"plain_text_input"}`, `{"type":"button","text":`+plainJSON("a")+`}`), 0, 1, "/blocks/0/element/type", "unsupported type: button"},
		"markdown-empty":                    {`{"type":"markdown","text":"§"}`, fillText, 1, 0, "/blocks/0/text", ""},
		"markdown-too-long":                 {`{"type":"markdown","text":"§"}`, fillText, 12000, 12001, "/blocks/0/text", ""},
		"section-text-too-long":             {`{"type":"section","text":{"type":"mrkdwn","text":"§"}}`, fillText, 3000, 3001, "/blocks/0/text/text", ""},
		"section-too-many-fields":           {`{"type":"section","fields":[§]}`, fillItems(plainJSON("a")), 10, 11, "/blocks/0/fields", ""},
		"section-field-too-long":            {`{"type":"section","fields":[` + plainJSON("§") + `]}`, fillText, 2000, 2001, "/blocks/0/fields/0/text", ""},
		"section-missing-content":           {`{"type":"section"§}`, fillEither(`,"text":`+plainJSON("a"), ""), 0, 1, "/blocks/0", "must define either `text` or `fields`"},
		"video-alt-text-empty":              {videoJSON("§", "a", ""), fillText, 1, 0, "/blocks/0/alt_text", ""},
		"video-alt-text-too-long":           {videoJSON("§", "a", ""), fillText, 200, 201, "/blocks/0/alt_text", ""},
		"video-title-too-long":              {videoJSON("a", "§", ""), fillText, 200, 201, "/blocks/0/title/text", ""},
		"video-author-name-too-long":        {videoJSON("a", "a", `,"author_name":"§"`), fillText, 50, 51, "/blocks/0/author_name", ""},
		"video-description-too-long":        {videoJSON("a", "a", `,"description":`+plainJSON("§")), fillText, 200, 201, "/blocks/0/description/text", ""},
		"video-provider-name-too-long":      {videoJSON("a", "a", `,"provider_name":"§"`), fillText, 50, 51, "/blocks/0/provider_name", ""},
		"table-too-many-rows":               {`{"type":"table","rows":[§]}`, fillItems("[" + cellJSON + "]"), 100, 101, "/blocks/0/rows", ""},
		"table-ragged-rows":                 {`{"type":"table","rows":[[` + cellJSON + `,` + cellJSON + `],[§]]}`, fillItems(cellJSON), 2, 1, "/blocks/0/rows/1", "must provide as many items as the first row: 2"},
		"table-column-settings-mismatch":    {`{"type":"table","rows":[[` + cellJSON + `,` + cellJSON + `]],"column_settings":[§]}`, fillItems(`{"is_wrapped":true}`), 2, 1, "/blocks/0/column_settings", "slacktest: 1 settings for 2 columns"},
	}
}

package slacktest

import (
	"maps"
	"slices"
	"strings"
)

// blockKinds is all that is known, by family and type.
var blockKinds = allKinds(layoutShapes, agentShapes, tableShapes, chartShapes, elementShapes, menuShapes, inputShapes,
	richShapes, viewShapes)

func allKinds(tables ...map[string]blockShape) map[string]blockShape {
	all := map[string]blockShape{}
	for _, table := range tables {
		maps.Copy(all, table)
	}
	return all
}

// blockOn is the shape of a block, and where it may stand.
func blockOn(on surface, needs string, fields blockFields) blockShape {
	fields["type"], fields["block_id"] = anything, aBlockID
	return blockShape{on: on, needs: strings.Fields(needs), fields: fields}
}

// aBlock is a block of one of these types; of any, if none is named. Ids of actions are its own.
func aBlock(kinds ...string) blockRule {
	rule := oneOf("block", kinds...)
	return func(c *blockCheck, at string, value any) {
		outer := c.actionIDs
		c.actionIDs = map[string]bool{}
		rule(c, at, value)
		c.actionIDs = outer
	}
}

// Which elements stand in which block, by the pages of https://docs.slack.dev/reference/block-kit/blocks.
var (
	menuElements = strings.Fields(`static_select external_select users_select conversations_select channels_select
		multi_static_select multi_external_select multi_users_select multi_conversations_select multi_channels_select`)
	anywhereElements  = slices.Concat(menuElements, strings.Fields("checkboxes radio_buttons datepicker timepicker"))
	accessoryElements = slices.Concat(anywhereElements, strings.Fields("button image overflow workflow_button"))
	actionElements    = slices.Concat(anywhereElements, strings.Fields(`button datetimepicker overflow rich_text_input
		workflow_button`))
	inputElements = slices.Concat(anywhereElements, strings.Fields(`datetimepicker plain_text_input email_text_input
		url_text_input number_input file_input rich_text_input`))
)

// layoutShapes are the blocks that most messages and views are made of.
var layoutShapes = map[string]blockShape{
	"block/actions": blockOn(everywhere, "elements", blockFields{
		"elements": aList(1, mostActions, oneOf("element", actionElements...)),
	}),
	"block/context": blockOn(everywhere, "elements", blockFields{
		"elements": aList(1, mostContext, oneOf("element", "image", "plain_text", "mrkdwn")),
	}),
	"block/divider": blockOn(everywhere, "", blockFields{}),
	"block/file": blockOn(onMessage, "external_id source", blockFields{
		"external_id": aString(1, unlimited), "source": anEnum("remote"),
	}),
	"block/header": blockOn(everywhere, "text", blockFields{
		"text": aPlainText(mostHeader), "level": aWhole(1, 4),
	}),
	"block/image": blockOn(everywhere, "alt_text", blockFields{
		"alt_text": aString(1, mostAltText), "image_url": anAddress, "slack_file": aSlackFile,
		"title": aPlainText(mostImageTitle),
	}).and(someOf(1, 1, "image_url", "slack_file")),
	"block/input": blockOn(everywhere, "label element", blockFields{
		"label": aPlainText(mostInputLabel), "hint": aPlainText(mostInputLabel), "element": oneOf("element", inputElements...),
		"optional": aBoolean, "dispatch_action": aBoolean,
	}).and(noDispatchOfFiles),
	"block/markdown":  blockOn(onMessage, "text", blockFields{"text": aString(1, mostMarkdown)}),
	"block/rich_text": blockOn(everywhere, "elements", blockFields{"elements": richParts}),
	"block/section": blockOn(everywhere, "", blockFields{
		"text": aText(mostText), "fields": aList(1, mostFields, aText(mostField)),
		"accessory": oneOf("element", accessoryElements...), "expand": aBoolean,
	}).and(someOf(1, 2, "text", "fields")),
	"block/video": blockOn(everywhere, "alt_text title thumbnail_url video_url", blockFields{
		"alt_text": aString(1, mostVideoText), "title": aPlainText(mostVideoText), "description": aPlainText(mostVideoText),
		"author_name": aString(0, mostVideoName), "provider_name": aString(0, mostVideoName),
		"thumbnail_url": anAddress, "video_url": anAddress, "title_url": anAddress, "provider_icon_url": anAddress,
	}),
}

// noDispatchOfFiles is a rule of https://docs.slack.dev/reference/block-kit/blocks/input-block.
func noDispatchOfFiles(c *blockCheck, at string, o blockObject) {
	if element, _ := o["element"].(blockObject); element["type"] == "file_input" && o["dispatch_action"] == true {
		c.say(at+"/element/type", "unsupported type: file_input")
	}
}

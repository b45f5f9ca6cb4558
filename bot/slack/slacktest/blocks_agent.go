package slacktest

// agentShapes are the blocks that came with agents. Cards and carousels are refused in messages, as the changelog of
// slack-go 0.23 says; Slack's own pages allow them there.
var agentShapes = map[string]blockShape{
	"block/alert": blockOn(onModal, "text", blockFields{
		"text": aText(mostAlert), "level": anEnum("default", "info", "warning", "error", "success"),
	}),
	"block/card": blockOn(onModal|onHome, "", blockFields{
		"title": aText(mostCardTitle), "subtitle": aText(mostCardTitle), "body": aText(mostCardText),
		"subtext": aText(mostCardText), "icon": oneOf("element", "image"), "hero_image": oneOf("element", "image"),
		"slack_icon": oneOf("piece", "icon"), "actions": aList(1, mostCardActions, oneOf("element", "button")),
	}).and(cardParts),
	"block/carousel": blockOn(onHome, "elements", blockFields{"elements": aList(1, mostCards, aBlock("card"))}),
	"block/container": blockOn(onMessage|onHome, "child_blocks", blockFields{
		"title": aPlainText(mostContainerTitle), "rich_text_title": oneOf("piece", "rich_text"),
		"subtitle": aText(mostContainerTitle), "icon": oneOf("element", "image"),
		"width": anEnum("narrow", "standard", "wide", "full"), "is_collapsible": aBoolean, "default_collapsed": aBoolean,
		"has_header_divider": aBoolean, "child_blocks": aList(1, mostChildBlocks, aBlock("actions", "context", "divider",
			"file", "header", "image", "input", "rich_text", "section", "table", "video")),
	}).and(someOf(1, 2, "title", "rich_text_title")),
	"block/context_actions": blockOn(onMessage, "elements", blockFields{
		"elements": aList(1, mostContextActions, oneOf("element", "feedback_buttons", "icon_button")),
	}),
	"block/plan": blockOn(onMessage, "title", blockFields{
		"title": aString(1, unlimited), "tasks": aList(0, unlimited, anObject(untyped("task_id title", taskFields()))),
		"status": taskStatus,
	}),
	"block/task_card": blockOn(onMessage, "task_id title", taskFields()),
	"piece/icon":      typedOnly("name", blockFields{"name": anEnum(slackIcons...)}),
	"piece/url":       typedOnly("url text", blockFields{"url": anAddress, "text": aString(1, unlimited)}),
}

var taskStatus = anEnum("pending", "in_progress", "complete", "error")

// taskFields are those of a task, alone or in a plan. Its details and output are no blocks of their own: their ids
// may come again.
func taskFields() blockFields {
	return blockFields{
		"type": anEnum("task_card"), "block_id": aBlockID, "task_id": aString(1, unlimited), "title": aString(1, unlimited),
		"status": taskStatus, "details": oneOf("piece", "rich_text"), "output": oneOf("piece", "rich_text"),
		"sources": aList(0, unlimited, oneOf("piece", "url")), "hide_title": aBoolean,
	}
}

// cardParts says that a card has something to show, and one icon at most.
func cardParts(c *blockCheck, at string, o blockObject) {
	someOf(1, 4, "hero_image", "title", "actions", "body")(c, at, o)
	someOf(0, 1, "icon", "slack_icon")(c, at, o)
}

package slacktest

// Parts of rich text, by https://docs.slack.dev/reference/block-kit/blocks/rich-text-block. Empty lists are taken.
var (
	richParts = aList(0, unlimited, oneOf("rich", "rich_text_section", "rich_text_list", "rich_text_preformatted",
		"rich_text_quote"))
	richInside = aList(0, unlimited, oneOf("inline"))
	richBorder = aWhole(0, unlimited)
	aRichStyle = anObject(untyped("", blockFields{
		"bold": aBoolean, "italic": aBoolean, "strike": aBoolean, "code": aBoolean, "underline": aBoolean,
		"highlight": aBoolean, "client_highlight": aBoolean, "unlink": aBoolean,
	}))
)

// inlineOf is the shape of what stands in a line.
func inlineOf(needs string, fields blockFields) blockShape {
	fields["style"] = aRichStyle
	return typedOnly(needs, fields)
}

// richShapes are the parts of rich text that a bot writes. Of those that only Slack's own clients write (canvases,
// citations, records of lists and of Salesforce) none is known.
var richShapes = map[string]blockShape{
	"rich/rich_text_section": typedOnly("elements", blockFields{"elements": richInside}),
	"rich/rich_text_list": typedOnly("elements style", blockFields{
		"elements": aList(1, unlimited, oneOf("rich", "rich_text_section")), "style": anEnum("bullet", "ordered"),
		"indent": aWhole(0, unlimited), "offset": aWhole(0, unlimited), "border": richBorder,
	}),
	"rich/rich_text_preformatted": typedOnly("elements", blockFields{
		"elements": richInside, "border": richBorder, "language": aString(1, unlimited),
	}),
	"rich/rich_text_quote": typedOnly("elements", blockFields{"elements": richInside, "border": richBorder}),

	"inline/text":      inlineOf("text", blockFields{"text": aString(1, unlimited)}),
	"inline/link":      inlineOf("url", blockFields{"url": anAddress, "text": aString(1, unlimited), "unsafe": aBoolean}),
	"inline/user":      inlineOf("user_id", blockFields{"user_id": aString(1, unlimited)}),
	"inline/usergroup": inlineOf("usergroup_id", blockFields{"usergroup_id": aString(1, unlimited)}),
	"inline/team":      inlineOf("team_id", blockFields{"team_id": aString(1, unlimited)}),
	"inline/channel":   inlineOf("channel_id", blockFields{"channel_id": aString(1, unlimited)}),
	"inline/emoji": inlineOf("name", blockFields{
		"name": aString(1, unlimited), "unicode": aString(1, unlimited), "skin_tone": aWhole(1, 6), "url": anAddress,
	}),
	"inline/broadcast": inlineOf("range", blockFields{"range": anEnum("here", "channel", "everyone")}),
	"inline/color":     inlineOf("value", blockFields{"value": aString(1, unlimited)}),
	"inline/date": inlineOf("timestamp format", blockFields{
		"timestamp": aWhole(0, unlimited), "format": aString(1, unlimited), "timezone": aString(1, unlimited),
		"url": anAddress, "fallback": aString(1, unlimited),
	}),

	"piece/rich_text": typedOnly("elements", blockFields{"elements": richParts, "block_id": aString(1, mostID)}),
	"piece/text":      inlineOf("text", blockFields{"text": aString(1, unlimited)}),
}

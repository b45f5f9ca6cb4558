package slacktest

import "regexp"

// viewOf is the shape of a view, by https://docs.slack.dev/reference/views.
func viewOf(needs string, fields blockFields) blockShape {
	fields["blocks"] = aList(1, mostViewBlocks, aBlock())
	fields["private_metadata"], fields["callback_id"] = aString(0, mostPrivateMetadata), aString(0, mostID)
	fields["external_id"] = aString(0, mostID)
	return typedOnly(needs, fields)
}

var viewShapes = map[string]blockShape{
	"view/modal": viewOf("title blocks", blockFields{
		"title": aPlainText(mostViewTitle), "submit": aPlainText(mostViewTitle), "close": aPlainText(mostViewTitle),
		"clear_on_close": aBoolean, "notify_on_close": aBoolean, "submit_disabled": aBoolean,
	}).and(inputNeedsSubmit),
	"view/home": viewOf("blocks", blockFields{}),
}

// aView is a whole modal or Home tab; its blocks are looked at as blocks of such a one.
func aView(c *blockCheck, at string, value any) {
	o, kind, ok := c.typed(at, value)
	if !ok {
		return
	}
	shape, known := c.kinds["view/"+kind]
	if !known {
		c.say(at+"/type", "unsupported type: %s", kind)
		return
	}
	if c.where = onHome; kind == "modal" {
		c.where = onModal
	}
	c.fill(at, o, shape)
}

// inputNeedsSubmit says, and points, as Slack does.
func inputNeedsSubmit(c *blockCheck, at string, o blockObject) {
	if _, there := o["submit"]; there {
		return
	}
	blocks, _ := o["blocks"].([]any)
	for i, one := range blocks {
		if block, _ := one.(blockObject); block["type"] == "input" {
			c.say(blockItem(at+"/blocks", i)+"/input", "must define `submit` to use an `input` block in modals")
		}
	}
}

var attachmentColor = regexp.MustCompile(`^(good|warning|danger|#?[0-9a-fA-F]{6})$`)

// attachmentShape is that of an attachment, by
// https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments.
var attachmentShape = untyped("", blockFields{
	"blocks": orNull(aList(0, mostMessageBlocks, aBlock())), "color": aColor, "fallback": aString(0, unlimited),
	"callback_id": aString(0, unlimited), "pretext": aString(0, unlimited), "text": aString(0, unlimited),
	"title": aString(0, unlimited), "title_link": anAddress, "image_url": anAddress, "thumb_url": anAddress,
	"author_name": aString(0, unlimited), "author_link": anAddress, "author_icon": anAddress,
	"footer": aString(0, unlimited), "footer_icon": anAddress, "ts": anything,
	"mrkdwn_in": aList(0, unlimited, aString(1, unlimited)),
	"fields": aList(0, unlimited, anObject(untyped("", blockFields{
		"title": aString(0, unlimited), "value": aString(0, unlimited), "short": aBoolean,
	}))),
})

// anAttachment has ids of its own, and something to say.
func anAttachment(c *blockCheck, at string, value any) {
	c.blockIDs = map[string]bool{}
	before := len(c.problems)
	o, ok := c.object(at, value)
	if !ok {
		return
	}
	c.fill(at, o, attachmentShape)
	for _, name := range []string{"blocks", "text", "title", "pretext", "image_url", "fields"} {
		if o[name] != nil {
			return
		}
	}
	if len(c.problems) == before {
		c.mistake(at, "an attachment shows nothing")
	}
}

// orNull takes null too: slack-go sends it for the blocks of an attachment that has none.
func orNull(rule blockRule) blockRule {
	return func(c *blockCheck, at string, value any) {
		if value != nil {
			rule(c, at, value)
		}
	}
}

func aColor(c *blockCheck, at string, value any) {
	if s, ok := value.(string); !ok {
		c.say(at, "must provide a string")
	} else if !attachmentColor.MatchString(s) {
		c.mistake(at, "%q is no color", s)
	}
}

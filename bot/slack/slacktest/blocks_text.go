package slacktest

import "strings"

// textShape is a text object. Only plain text has emoji, only mrkdwn has verbatim.
func textShape(kind string, most int) blockShape {
	s := blockShape{on: everywhere, needs: []string{"text"}, fields: blockFields{"type": anything, "text": aString(1, most)}}
	if kind == "plain_text" {
		s.fields["emoji"] = aBoolean
	} else {
		s.fields["verbatim"] = aBoolean
	}
	return s
}

// aPlainText is a text object without marks.
func aPlainText(most int) blockRule {
	shape := textShape("plain_text", most)
	return func(c *blockCheck, at string, value any) {
		o, kind, ok := c.typed(at, value)
		switch {
		case !ok:
		case kind != "plain_text":
			c.say(at+"/type", "must be a valid enum value")
		default:
			c.fill(at, o, shape)
		}
	}
}

// aText is a text object with or without marks.
func aText(most int) blockRule {
	shapes := map[string]blockShape{"plain_text": textShape("plain_text", most), "mrkdwn": textShape("mrkdwn", most)}
	return func(c *blockCheck, at string, value any) {
		o, kind, ok := c.typed(at, value)
		if !ok {
			return
		}
		if shape, known := shapes[kind]; known {
			c.fill(at, o, shape)
		} else {
			c.say(at+"/type", "unsupported type: %s", kind)
		}
	}
}

// untyped is a shape of an object without a type.
func untyped(needs string, fields blockFields) blockShape {
	return blockShape{on: everywhere, needs: strings.Fields(needs), fields: fields}
}

// typedOnly is a shape whose object has a type, and no id.
func typedOnly(needs string, fields blockFields) blockShape {
	fields["type"] = anything
	return untyped(needs, fields)
}

// Objects that elements have, by https://docs.slack.dev/reference/block-kit/composition-objects.
var (
	aConfirm = anObject(untyped("title text confirm deny", blockFields{
		"title": aPlainText(mostConfirmTitle), "text": aText(mostConfirmText), "confirm": aPlainText(mostConfirmButton),
		"deny": aPlainText(mostConfirmButton), "style": anEnum("primary", "danger"),
	}))
	anOption         = anOptionOf(aPlainText(mostLabel), nil)
	aMarkedOption    = anOptionOf(aText(mostLabel), nil)
	anOverflowOption = anOptionOf(aPlainText(mostLabel), anAddress)
	aGroup           = anObject(untyped("label options", blockFields{
		"label": aPlainText(mostLabel), "options": aList(1, mostOptions, anOption),
	}))
	aFilter = anObject(untyped("", blockFields{
		"include":                          aList(1, 4, anEnum("im", "mpim", "private", "public")),
		"exclude_external_shared_channels": aBoolean, "exclude_bot_users": aBoolean,
	}).and(someOf(1, 3, "include", "exclude_external_shared_channels", "exclude_bot_users")))
	aDispatch = anObject(untyped("trigger_actions_on", blockFields{
		"trigger_actions_on": aList(1, 2, anEnum("on_enter_pressed", "on_character_entered")),
	}))
	aSlackFile = anObject(untyped("", blockFields{"id": aString(1, mostID), "url": anAddress}).and(someOf(1, 1, "id", "url")))
	aWorkflow  = anObject(untyped("trigger", blockFields{"trigger": anObject(untyped("url", blockFields{
		"url": anAddress,
		"customizable_input_parameters": aList(0, unlimited, anObject(untyped("name value", blockFields{
			"name": aString(1, unlimited), "value": anything,
		}))),
	}))}))
)

// anOptionOf is an option of a menu, or one to tick. Only overflow menus have addresses.
func anOptionOf(text, address blockRule) blockRule {
	fields := blockFields{"text": text, "value": aString(1, mostOptionValue), "description": text}
	if address != nil {
		fields["url"] = address
	}
	return anObject(untyped("text value", fields))
}

// Icons that a card can have, by https://docs.slack.dev/reference/block-kit/composition-objects/slack-icon-object.
var slackIcons = strings.Fields(`archive book bookmark bot bug calendar call caret-left caret-right check clipboard code
	comment compass copy cube download edit email eye-closed eye-open file flag folder gear globe heart help image info
	key lightbulb link map mobile new-window pin plus refine refresh rocket save screen share sparkle star star-filled
	tag thumbs-down thumbs-up trash upload user warning`)

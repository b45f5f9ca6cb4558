package slacktest

// aPlaceholder stands in an element that is still empty.
var aPlaceholder = aPlainText(mostPlaceholder)

// actionOn is the shape of an element that people use, and where it may stand.
func actionOn(on surface, needs string, fields blockFields) blockShape {
	fields["action_id"] = anActionID
	shape := typedOnly(needs, fields)
	shape.on = on
	return shape
}

// pickOf is the shape of an element that one picks with.
func pickOf(needs string, fields blockFields) blockShape {
	fields["confirm"], fields["focus_on_load"] = aConfirm, aBoolean
	return actionOn(everywhere, needs, fields)
}

// elementShapes are what can stand in a block, but for menus and fields to type in.
var elementShapes = map[string]blockShape{
	"element/plain_text": textShape("plain_text", mostText),
	"element/mrkdwn":     textShape("mrkdwn", mostText),
	"element/image": typedOnly("alt_text", blockFields{
		"alt_text": aString(1, mostAltText), "image_url": anAddress, "slack_file": aSlackFile,
	}).and(someOf(1, 1, "image_url", "slack_file")),
	"element/button": actionOn(everywhere, "text", blockFields{
		"text": aPlainText(mostLabel), "url": anAddress, "value": aString(0, mostValue), "style": anEnum("primary", "danger"),
		"confirm": aConfirm, "accessibility_label": aString(1, mostLabel), "visible_to_user_ids": someUsers,
		"agent_prompt": aString(1, unlimited), "agent_prompt_display": aString(1, unlimited),
	}),
	"element/workflow_button": actionOn(everywhere, "text workflow", blockFields{
		"text": aPlainText(mostLabel), "workflow": aWorkflow, "style": anEnum("primary", "danger"),
		"accessibility_label": aString(1, mostLabel),
	}),
	"element/icon_button": actionOn(onMessage, "text icon", blockFields{
		"text": aPlainText(mostText), "icon": anEnum("trash"), "value": aString(0, mostValue), "confirm": aConfirm,
		"accessibility_label": aString(1, mostLabel), "visible_to_user_ids": someUsers,
	}),
	"element/feedback_buttons": actionOn(onMessage, "positive_button negative_button", blockFields{
		"positive_button": aFeedback, "negative_button": aFeedback,
	}),
	"element/overflow": actionOn(everywhere, "options", blockFields{
		"options": aList(1, mostOverflow, anOverflowOption), "confirm": aConfirm,
	}),
	"element/checkboxes": pickOf("options", blockFields{
		"options": aList(1, mostChoices, aMarkedOption), "initial_options": aList(1, mostChoices, aMarkedOption),
		"visible_to_user_ids": someUsers,
	}),
	"element/radio_buttons": pickOf("options", blockFields{
		"options": aList(1, mostChoices, aMarkedOption), "initial_option": aMarkedOption,
	}),
	"element/datepicker": pickOf("", blockFields{"placeholder": aPlaceholder, "initial_date": aMoment("2006-01-02")}),
	"element/timepicker": pickOf("", blockFields{
		"placeholder": aPlaceholder, "initial_time": aMoment("15:04"), "timezone": aString(1, unlimited),
	}),
	"element/datetimepicker": datetimeShape(),
}

var (
	someUsers = aList(0, mostVisibleTo, aString(1, unlimited))
	aFeedback = anObject(untyped("text value", blockFields{
		"text": aPlainText(mostLabel), "value": aString(0, mostValue), "accessibility_label": aString(1, mostLabel),
	}))
)

// datetimeShape is that of a picker that a Home tab does not have; its moment has ten digits.
func datetimeShape() blockShape {
	shape := pickOf("", blockFields{"initial_date_time": aWhole(1_000_000_000, 9_999_999_999)})
	shape.on = onMessage | onModal
	return shape
}

// menuOf is the shape of a menu.
func menuOf(fields blockFields) blockShape {
	fields["placeholder"] = aPlaceholder
	return pickOf("", fields)
}

// menusOf is the shape of a menu that one picks several things from.
func menusOf(fields blockFields) blockShape {
	fields["max_selected_items"] = aWhole(1, unlimited)
	return menuOf(fields)
}

// menuShapes are the menus. Those with options of their own have either options or groups of them.
var menuShapes = map[string]blockShape{
	"element/static_select": menuOf(blockFields{
		"options": aList(1, mostOptions, anOption), "option_groups": aList(1, mostOptions, aGroup), "initial_option": anOption,
	}).and(someOf(1, 1, "options", "option_groups")),
	"element/external_select": menuOf(blockFields{"initial_option": anOption, "min_query_length": aWhole(0, unlimited)}),
	"element/users_select":    menuOf(blockFields{"initial_user": aString(1, unlimited)}),
	"element/conversations_select": menuOf(blockFields{
		"initial_conversation": aString(1, unlimited), "default_to_current_conversation": aBoolean,
		"response_url_enabled": aBoolean, "filter": aFilter,
	}),
	"element/channels_select": menuOf(blockFields{"initial_channel": aString(1, unlimited), "response_url_enabled": aBoolean}),
	"element/multi_static_select": menusOf(blockFields{
		"options": aList(1, mostOptions, anOption), "option_groups": aList(1, mostOptions, aGroup),
		"initial_options": aList(1, mostOptions, anOption),
	}).and(someOf(1, 1, "options", "option_groups")),
	"element/multi_external_select": menusOf(blockFields{
		"initial_options": aList(1, mostOptions, anOption), "min_query_length": aWhole(0, unlimited),
	}),
	"element/multi_users_select": menusOf(blockFields{"initial_users": aList(0, unlimited, aString(1, unlimited))}),
	"element/multi_conversations_select": menusOf(blockFields{
		"initial_conversations": aList(0, unlimited, aString(1, unlimited)), "default_to_current_conversation": aBoolean,
		"filter": aFilter,
	}),
	"element/multi_channels_select": menusOf(blockFields{"initial_channels": aList(0, unlimited, aString(1, unlimited))}),
}

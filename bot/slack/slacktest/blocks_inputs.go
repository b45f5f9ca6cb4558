package slacktest

import "encoding/json"

// fieldOn is the shape of a field to type in, and where it may stand.
func fieldOn(on surface, needs string, fields blockFields) blockShape {
	fields["placeholder"], fields["focus_on_load"], fields["dispatch_action_config"] = aPlaceholder, aBoolean, aDispatch
	return actionOn(on, needs, fields)
}

// inputShapes are the fields to type in and to drop files into.
var inputShapes = map[string]blockShape{
	"element/plain_text_input": fieldOn(everywhere, "", blockFields{
		"initial_value": aString(0, mostInput), "multiline": aBoolean, "min_length": aWhole(0, mostInput),
		"max_length": aWhole(1, mostInput),
	}).and(inOrder("min_length", "max_length")),
	"element/email_text_input": fieldOn(onModal, "", blockFields{"initial_value": aString(0, mostInput)}),
	"element/url_text_input":   fieldOn(onModal, "", blockFields{"initial_value": aString(0, mostInput)}),
	"element/number_input": fieldOn(onModal, "is_decimal_allowed", blockFields{
		"is_decimal_allowed": aBoolean, "initial_value": aNumeral, "min_value": aNumeral, "max_value": aNumeral,
	}).and(inOrder("min_value", "max_value")),
	"element/rich_text_input": fieldOn(onModal|onHome, "action_id", blockFields{
		"initial_value": oneOf("piece", "rich_text", "text"), "min_lines": aWhole(1, mostLines), "max_lines": aWhole(1, mostLines),
	}),
	"element/file_input": actionOn(onModal, "", blockFields{
		"filetypes": aList(1, unlimited, aString(1, unlimited)), "max_files": aWhole(1, mostFiles),
	}),
}

// inOrder says that one number is not above another, if both are there.
func inOrder(low, high string) func(*blockCheck, string, blockObject) {
	return func(c *blockCheck, at string, o blockObject) {
		from, ok := blockNumber(o[low])
		to, there := blockNumber(o[high])
		if ok && there && from > to {
			c.say(at+"/"+low, "must not be greater than `%s`", high)
		}
	}
}

// blockNumber is a number, or one that is written as a string.
func blockNumber(value any) (float64, bool) {
	number, _ := value.(json.Number)
	if text, ok := value.(string); ok {
		number = json.Number(text)
	}
	n, err := number.Float64()
	return n, err == nil
}

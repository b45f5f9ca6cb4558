package slacktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode/utf8"
)

// surface is where blocks shall stand.
type surface uint8

// The surfaces of Slack; a rule may name several of them.
const (
	onMessage surface = 1 << iota
	onModal
	onHome
	everywhere = onMessage | onModal | onHome
)

// checkBlocks is what Slack says against the blocks of a message, a modal or a Home tab, a line each; nil is nothing.
func checkBlocks(where surface, blocks json.RawMessage) []string {
	most := mostMessageBlocks
	if where != onMessage {
		most = mostViewBlocks
	}
	return newBlockCheck(where).read("/blocks", blocks, aList(0, most, aBlock()))
}

// checkView is what Slack says against a whole modal or Home tab.
func checkView(view json.RawMessage) []string {
	return newBlockCheck(0).read("/view", view, aView)
}

// checkAttachments is what Slack says against the attachments of a message.
func checkAttachments(attachments json.RawMessage) []string {
	return newBlockCheck(onMessage).read("/attachments", attachments, aList(0, mostAttachments, anAttachment))
}

// blocksTooLong tells of blocks that are each good, but together too long for a message. Cells of tables do not
// count: they have a sum of their own.
func blocksTooLong(blocks json.RawMessage) bool {
	value, err := blockTree(blocks)
	if err != nil {
		return false
	}
	list, _ := value.([]any)
	sum := 0
	for _, one := range list {
		if block, _ := one.(blockObject); block["type"] != "table" && block["type"] != "data_table" {
			sum += blockLength(one)
		}
	}
	return sum > mostMessageText
}

// blockLength counts the characters of all that is called text in a value.
func blockLength(value any) int {
	sum := 0
	switch value := value.(type) {
	case []any:
		for _, one := range value {
			sum += blockLength(one)
		}
	case blockObject:
		for name, inner := range value {
			if text, ok := inner.(string); ok && name == "text" {
				sum += utf8.RuneCountInString(text)
			} else {
				sum += blockLength(inner)
			}
		}
	}
	return sum
}

// blockTree decodes one JSON value; numbers stay as they were written.
func blockTree(raw json.RawMessage) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("read blocks: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("read blocks: something comes after the JSON value")
	}
	return value, nil
}

// blockCheck is one look at blocks, a view or attachments.
type blockCheck struct {
	where     surface
	kinds     map[string]blockShape // what is known, by family and type: "block/section", "element/button"
	blockIDs  map[string]bool       // of this message or view
	actionIDs map[string]bool       // of this block
	tables    int
	charts    int
	problems  []string
}

func newBlockCheck(where surface) *blockCheck {
	return &blockCheck{where: where, kinds: blockKinds, blockIDs: map[string]bool{}, actionIDs: map[string]bool{}}
}

// read holds JSON against a rule. What was not sent at all is good.
func (c *blockCheck) read(at string, raw json.RawMessage, rule blockRule) []string {
	if len(raw) == 0 {
		return nil
	}
	value, err := blockTree(raw)
	if err != nil {
		c.say(at, "must provide valid JSON")
		return c.problems
	}
	rule(c, at, value)
	return c.problems
}

// say keeps a problem in Slack's words. They are those of github.com/slackhq/hack-json-schema, src/Constraints, and of
// answers that people showed in issues; a pointer leads to the place.
func (c *blockCheck) say(at, words string, args ...any) {
	c.problems = append(c.problems, "[ERROR] "+fmt.Sprintf(words, args...)+" [json-pointer:"+at+"]")
}

// mistake keeps a problem that Slack would let pass.
func (c *blockCheck) mistake(at, words string, args ...any) {
	c.say(at, "slacktest: "+words, args...)
}

// object is the value if it is an object.
func (c *blockCheck) object(at string, value any) (blockObject, bool) {
	o, ok := value.(blockObject)
	if !ok {
		c.say(at, "must provide an object")
	}
	return o, ok
}

// typed is the value and its type, if it is an object that has one.
func (c *blockCheck) typed(at string, value any) (blockObject, string, bool) {
	o, ok := c.object(at, value)
	if !ok {
		return nil, "", false
	}
	kind, there := o["type"]
	word, ok := kind.(string)
	switch {
	case !there:
		c.say(at, "missing required field: type")
	case !ok:
		c.say(at+"/type", "must provide a string")
	}
	return o, word, ok
}

// fill holds an object against its shape, field by field in the order of the alphabet.
func (c *blockCheck) fill(at string, o blockObject, s blockShape) {
	for _, name := range s.needs {
		if _, there := o[name]; !there {
			c.say(at, "missing required field: %s", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o)) {
		if rule, known := s.fields[name]; known {
			rule(c, at+"/"+name, o[name])
		} else {
			c.say(at, "invalid additional property: %s", name)
		}
	}
	if s.also != nil {
		s.also(c, at, o)
	}
}

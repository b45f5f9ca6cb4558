package slacktest

import (
	"encoding/json"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// blockObject is a JSON object inside of blocks.
type blockObject = map[string]any

// blockRule says what is wrong with the value at a place.
type blockRule func(c *blockCheck, at string, value any)

// blockFields are the fields that an object may have.
type blockFields map[string]blockRule

// blockShape is what is known of one type of object.
type blockShape struct {
	on     surface  // where it may stand
	needs  []string // the fields that must be there
	fields blockFields
	also   func(c *blockCheck, at string, o blockObject) // what no field tells alone
}

// and adds what no field tells alone.
func (s blockShape) and(also func(*blockCheck, string, blockObject)) blockShape {
	s.also = also
	return s
}

// unlimited is the limit of what has none.
const unlimited = math.MaxInt - 1

func anything(*blockCheck, string, any) {}

func aString(least, most int) blockRule {
	return func(c *blockCheck, at string, value any) {
		s, ok := value.(string)
		switch n := utf8.RuneCountInString(s); {
		case !ok:
			c.say(at, "must provide a string")
		case n < least:
			c.say(at, "must be more than %d characters", least-1)
		case n > most:
			c.say(at, "must be less than %d characters", most+1)
		}
	}
}

func aBoolean(c *blockCheck, at string, value any) {
	if _, ok := value.(bool); !ok {
		c.say(at, "must be a boolean")
	}
}

func anEnum(words ...string) blockRule {
	return func(c *blockCheck, at string, value any) {
		if s, ok := value.(string); !ok {
			c.say(at, "must provide a string")
		} else if !slices.Contains(words, s) {
			c.say(at, "must be a valid enum value")
		}
	}
}

// aWhole is a whole number; Slack's words for its bounds are wrong by one.
func aWhole(least, most int64) blockRule {
	return func(c *blockCheck, at string, value any) {
		number, _ := value.(json.Number)
		switch n, err := number.Int64(); {
		case err != nil:
			c.say(at, "must provide an integer")
		case n < least:
			c.say(at, "must be greater than %d", least)
		case n > most:
			c.say(at, "must be less than %d", most)
		}
	}
}

func aNumber(c *blockCheck, at string, value any) {
	if _, ok := value.(json.Number); !ok {
		c.say(at, "must provide a number")
	}
}

func aPositive(c *blockCheck, at string, value any) {
	aNumber(c, at, value)
	if number, ok := value.(json.Number); ok {
		if n, err := number.Float64(); err != nil || n <= 0 {
			c.say(at, "must be greater than 0")
		}
	}
}

func aList(least, most int, rule blockRule) blockRule {
	return func(c *blockCheck, at string, value any) {
		list, ok := value.([]any)
		switch n := len(list); {
		case !ok:
			c.say(at, "must provide an array")
		case n < least:
			c.say(at, "must provide at least %d items", least)
		case n > most:
			c.say(at, "no more than %d items allowed", most)
		}
		for i, one := range list {
			rule(c, blockItem(at, i), one)
		}
	}
}

// blockItem is the pointer to an item of a list.
func blockItem(at string, i int) string { return at + "/" + strconv.Itoa(i) }

// anObject is one that has no type.
func anObject(s blockShape) blockRule {
	return func(c *blockCheck, at string, value any) {
		if o, ok := c.object(at, value); ok {
			c.fill(at, o, s)
		}
	}
}

// oneOf is an object of one of these types of a family; of any, if none is named.
func oneOf(family string, kinds ...string) blockRule {
	return func(c *blockCheck, at string, value any) {
		o, kind, ok := c.typed(at, value)
		if !ok {
			return
		}
		shape, known := c.kinds[family+"/"+kind]
		if !known || shape.on&c.where == 0 || len(kinds) > 0 && !slices.Contains(kinds, kind) {
			c.say(at+"/type", "unsupported type: %s", kind)
			return
		}
		c.fill(at, o, shape)
	}
}

// anAddress is a URL that a browser can open.
func anAddress(c *blockCheck, at string, value any) {
	before := len(c.problems)
	aString(1, mostURL)(c, at, value)
	s, _ := value.(string)
	u, err := url.Parse(s)
	if len(c.problems) == before && (err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "") {
		c.mistake(at, "%q is no address", s)
	}
}

// aMoment is a date or a time in the form that the layout shows.
func aMoment(layout string) blockRule {
	return func(c *blockCheck, at string, value any) {
		s, _ := value.(string)
		if _, err := time.Parse(layout, s); err != nil || len(s) != len(layout) {
			c.say(at, "must be of the form %s", layout)
		}
	}
}

var blockNumeral = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// aNumeral is a number that is written as a string.
func aNumeral(c *blockCheck, at string, value any) {
	if s, ok := value.(string); !ok {
		c.say(at, "must provide a string")
	} else if !blockNumeral.MatchString(s) {
		c.say(at, "must provide a number")
	}
}

// someOf is how many of the fields there must be.
func someOf(least, most int, names ...string) func(*blockCheck, string, blockObject) {
	return func(c *blockCheck, at string, o blockObject) {
		n := 0
		for _, name := range names {
			if _, there := o[name]; there {
				n++
			}
		}
		switch listed := "`" + strings.Join(names, "` or `") + "`"; {
		case n < least:
			c.say(at, "must define either %s", listed)
		case n > most:
			c.say(at, "must define only one of %s", listed)
		}
	}
}

// aBlockID is unique in the message or view.
func aBlockID(c *blockCheck, at string, value any) { c.unique(c.blockIDs, "block_id", at, value) }

// anActionID is unique in the block.
func anActionID(c *blockCheck, at string, value any) { c.unique(c.actionIDs, "action_id", at, value) }

func (c *blockCheck) unique(seen map[string]bool, name, at string, value any) {
	aString(0, mostID)(c, at, value)
	switch id, ok := value.(string); {
	case !ok:
	case id == "":
		c.mistake(at, "%s is empty", name)
	case seen[id]:
		c.say(at, "`%s` %q already exists", name, id)
	default:
		seen[id] = true
	}
}

package llmtest

import (
	"encoding/json"
	"strings"
	"testing"

	openai "github.com/sashabaranov/go-openai"
)

// props is a strict object with properties as JSON.
func props(required, properties string) string {
	return `{"type":"object","additionalProperties":false,"required":[` + required + `],"properties":{` + properties + `}}`
}

// nested is an object in an object and so on.
func nested(levels int) string {
	out := `{"type":"string"}`
	for range levels {
		out = props(`"a"`, `"a":`+out)
	}
	return out
}

// many is an object with so many properties.
func many(n int) string {
	var names, properties []string
	for i := range n {
		name := `"p` + itoa(i) + `"`
		names, properties = append(names, name), append(properties, name+`:{"type":"null"}`)
	}
	return props(strings.Join(names, ","), strings.Join(properties, ","))
}

// strictCases are schemas, and what is wrong with them; "" is nothing.
func strictCases() map[string]struct{ schema, says string } {
	return map[string]struct{ schema, says string }{
		"everything at once":     {fillSchema, ""},
		"its draft":              {strings.Replace(props(``, ``), "{", `{"$schema":"http://json-schema.org/draft-07/schema#",`, 1), ""},
		"no properties":          {props(``, ``), ""},
		"a type with null":       {props(`"a"`, `"a":{"type":["string","null"],"format":"email","pattern":"@"}`), ""},
		"itself":                 {props(`"a"`, `"a":{"anyOf":[{"$ref":"#"},{"type":"null"}]}`), ""},
		"nine levels":            {nested(9), ""},
		"5000 properties":        {many(5000), ""},
		"a list":                 {`{"type":"array","items":{"type":"string"}}`, "got 'type: \"array\"'"},
		"no JSON":                {`7`, "must be a JSON Schema"},
		"null":                   {`null`, "must be a JSON Schema"},
		"a choice as root":       {`{"type":"object","anyOf":[{"type":"object"}]}`, "anyOf"},
		"more may be there":      {`{"type":"object","properties":{},"required":[]}`, "In context=(), 'additionalProperties'"},
		"more below":             {props(`"a"`, `"a":{"type":"object","properties":{}}`), "In context=('properties', 'a'), 'additionalProperties'"},
		"more in a list":         {props(`"a"`, `"a":{"type":"array","items":{"type":"object"}}`), "In context=('properties', 'a', 'items'), 'additionalProperties'"},
		"one is not required":    {props(``, `"a":{"type":"string"}`), "Missing 'a'"},
		"one that is not there":  {props(`"a"`, ``), "not in properties: 'a'"},
		"a longest text":         {props(`"a"`, `"a":{"type":"string","maxLength":5}`), "'maxLength' is not permitted"},
		"a default":              {props(`"a"`, `"a":{"type":"string","default":"x"}`), "'default' is not permitted"},
		"OpenAPI's null":         {props(`"a"`, `"a":{"type":"string","nullable":true}`), "'nullable' is not permitted"},
		"all of":                 {props(`"a"`, `"a":{"allOf":[{"type":"string"}]}`), "'allOf' is not permitted"},
		"no type":                {props(`"a"`, `"a":{"description":"x"}`), "must have a 'type' key"},
		"no items":               {props(`"a"`, `"a":{"type":"array"}`), "missing items"},
		"truth as schema":        {props(`"a"`, `"a":true`), "must be an object"},
		"choices that are none":  {props(`"a"`, `"a":{"anyOf":7}`), "array of schemas"},
		"a bad choice":           {props(`"a"`, `"a":{"anyOf":[{"type":"object"}]}`), "('properties', 'a', 'anyOf', '0')"},
		"an unknown format":      {props(`"a"`, `"a":{"type":"string","format":"uri"}`), "format"},
		"a reference to nothing": {props(`"a"`, `"a":{"$ref":"#/$defs/x"}`), "leads nowhere"},
		"a reference outside":    {props(`"a"`, `"a":{"$ref":"https://example.com/x"}`), "leads nowhere"},
		"a reference and more":   {props(`"a"`, `"a":{"$ref":"#","description":"x"}`), "$ref cannot have keywords"},
		"definitions below":      {props(`"a"`, `"a":{"type":"string","$defs":{"x":{"type":"string"}}}`), "below the root"},
		"a bad definition":       {strings.Replace(props(``, ``), "{", `{"$defs":{"x":{"type":"object"}},`, 1), "('$defs', 'x')"},
		"a bad type":             {props(`"a"`, `"a":{"type":"text"}`), "not valid JSON Schema"},
		"ten levels below":       {nested(10), "levels of nesting"},
		"5001 properties":        {many(5001), "5000 object properties"},
		"1001 choices":           {props(`"a"`, `"a":{"type":"integer","enum":[1`+strings.Repeat(",1", 1000)+`]}`), "1000 enum values"},
		"long choices":           {props(`"a"`, `"a":{"type":"string","enum":["`+strings.Repeat("x", 120000)+`"]}`), "120000 characters"},
	}
}

func TestAStrictSchemaIsOfTheStrictSubset(t *testing.T) {
	for name, c := range strictCases() {
		if why := checkStrict(json.RawMessage(c.schema)); !strings.Contains(why, c.says) || (why == "") != (c.says == "") {
			t.Errorf("%s: %q, want %q", name, why, c.says)
		}
	}
}

func TestASchemaOutsideOfTheSubsetIsRefusedByItsName(t *testing.T) {
	b := strictly(t)
	loose := `{"type":"object","properties":{"a":{"type":"string"}}}`
	b.refused(asks("hola", schema("relleno", loose)), 400, "", "Invalid schema for response_format 'relleno': In context=(), 'additionalProperties'")
	got := b.chat(asks("hola", schema("relleno", loose), func(r *openai.ChatCompletionRequest) { r.ResponseFormat.JSONSchema.Strict = false }))
	if got.Message.Content != "{}" {
		t.Errorf("what is not kept strictly may be any schema: %+v", got)
	}
}

func TestTheSmallestValueSatisfiesItsSchema(t *testing.T) {
	for schema, want := range map[string]string{
		`{"type":"string"}`:                                        `""`,
		`{"type":"string","format":"date"}`:                        `"2026-01-01"`,
		`{"type":"string","minLength":3}`:                          `"aaa"`,
		`{"type":["string","null"]}`:                               `null`,
		`{"type":["string","null"],"enum":["a",null]}`:             `null`,
		`{"type":"string","enum":["b","a"]}`:                       `"b"`,
		`{"const":{"a":1}}`:                                        `{"a":1}`,
		`{"enum":[{"a":1}]}`:                                       `{"a":1}`,
		`{"type":"boolean"}`:                                       `false`,
		`{"type":"number","exclusiveMinimum":0,"maximum":5}`:       `1`,
		`{"type":"integer","maximum":-3}`:                          `-3`,
		`{"type":"integer","exclusiveMaximum":-3}`:                 `-4`,
		`{"type":"integer","minimum":7,"multipleOf":5}`:            `10`,
		`{"type":"array","items":{"type":"boolean"},"minItems":2}`: `[false,false]`,
		`{"anyOf":[{"$ref":"#/$defs/x"},{"type":"integer"}],"$defs":{"x":{"type":"string"}}}`: `0`,
		`{"anyOf":[{"type":"integer"},{"type":"null"}]}`:                                      `null`,
		`{"type":"object","required":["x"]}`:                                                  `{"x":null}`,
		`{"properties":{"x":{"type":"integer"}},"required":["x"]}`:                            `{"x":0}`,
		`{"type":"object","properties":{"x":{"type":"integer"}}}`:                             `{}`,
		`{}`:   `null`,
		`true`: `null`,
		`{"allOf":[{"$ref":"file:///dev/null"}]}`: "",
		`false`:                           "",
		`7`:                               "",
		`{"$ref":"#"}`:                    "",
		`{"$ref":"#/$defs/x"}`:            "",
		`{"type":"string","pattern":"x"}`: "",
		`{"type":"array","minItems":100000,"items":{"type":"null"}}`:         "",
		`{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}`: "",
	} {
		got, ok := smallest(json.RawMessage(schema))
		if ok != (want != "") || ok && string(got) != want {
			t.Errorf("%s: %s %v, want %s", schema, got, ok, want)
		}
	}
}

package llmtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a strict schema may be at most: https://platform.openai.com/docs/guides/structured-outputs (supported schemas).
const (
	mostLevels     = 10
	mostProperties = 5000
	mostEnums      = 1000
	mostNameChars  = 120000
)

// strictWords are the keywords of the strict subset, by the same page; $schema passes too, for OpenAI's own library sends it.
var strictWords = map[string]bool{
	"type": true, "properties": true, "required": true, "additionalProperties": true, "items": true, "enum": true,
	"const": true, "anyOf": true, "$ref": true, "$defs": true, "definitions": true, "title": true, "description": true,
	"pattern": true, "format": true, "multipleOf": true, "minimum": true, "maximum": true, "exclusiveMinimum": true,
	"exclusiveMaximum": true, "minItems": true, "maxItems": true, "$schema": true,
}

// strictFormats are the formats that a string may have, by the same page.
var strictFormats = map[string]bool{
	"date-time": true, "time": true, "date": true, "duration": true, "email": true, "hostname": true, "ipv4": true, "ipv6": true, "uuid": true,
}

// strict looks through a schema.
type strict struct {
	root                     map[string]any
	properties, enums, chars int
}

// checkStrict says why a schema is outside of the strict subset, "" when it is inside. The words are OpenAI's where they
// are known: https://github.com/dottxt-ai/outlines/issues/844.
func checkStrict(raw json.RawMessage) string {
	var root map[string]any
	if json.Unmarshal(raw, &root) != nil || root == nil {
		return "schema must be a JSON Schema of 'type: \"object\"'"
	}
	if root["type"] != "object" {
		return fmt.Sprintf("schema must be a JSON Schema of 'type: \"object\"', got 'type: \"%v\"'.", root["type"])
	}
	if root["anyOf"] != nil {
		return "In context=(), 'anyOf' is not permitted at the root."
	}
	s := &strict{root: root}
	if why := s.look(root, nil, 1); why != "" {
		return why
	}
	switch {
	case s.properties > mostProperties:
		return fmt.Sprintf("Expected at most %d object properties in total, got %d.", mostProperties, s.properties)
	case s.enums > mostEnums:
		return fmt.Sprintf("Expected at most %d enum values in total, got %d.", mostEnums, s.enums)
	case s.chars > mostNameChars:
		return fmt.Sprintf("Expected at most %d characters of names, enum and const values in total, got %d.", mostNameChars, s.chars)
	}
	if _, err := compile(raw, ""); err != nil {
		return "schema is not valid JSON Schema: " + err.Error()
	}
	return ""
}

// look says what is wrong at one place and below it.
func (s *strict) look(v any, at []string, level int) string {
	here := within(at)
	schema, ok := v.(map[string]any)
	if !ok {
		return here + "schema must be an object."
	}
	if level > mostLevels {
		return here + fmt.Sprintf("schema exceeds the maximum of %d levels of nesting.", mostLevels)
	}
	for _, word := range slices.Sorted(maps.Keys(schema)) {
		if !strictWords[word] {
			return here + "'" + word + "' is not permitted."
		}
	}
	if ref, ok := schema["$ref"]; ok {
		return s.reference(ref, schema, here)
	}
	if schema["type"] == nil && schema["anyOf"] == nil {
		return here + "schema must have a 'type' key."
	}
	s.count(schema)
	for _, look := range []func(map[string]any, []string, int) string{s.object, s.array, s.choices, s.definitions} {
		if why := look(schema, at, level); why != "" {
			return why
		}
	}
	if format, ok := schema["format"]; ok {
		if name, _ := format.(string); !strictFormats[name] {
			return here + fmt.Sprintf("'format' %q is not supported.", fmt.Sprint(format))
		}
	}
	return ""
}

// within begins a sentence about a place.
func within(at []string) string {
	if len(at) == 0 {
		return "In context=(), "
	}
	return "In context=('" + strings.Join(at, "', '") + "'), "
}

// below is a place below another.
func below(at []string, steps ...string) []string { return append(slices.Clone(at), steps...) }

// reference allows what leads to a place in the schema, with nothing beside it.
func (s *strict) reference(ref any, schema map[string]any, here string) string {
	if len(schema) > 1 {
		return here + "$ref cannot have keywords beside it."
	}
	name, _ := ref.(string)
	if _, ok := resolve(s.root, name); !ok {
		return here + fmt.Sprintf("reference %q leads nowhere.", name)
	}
	return ""
}

// resolve follows a reference within a schema: "#", "#/$defs/name" or "#/definitions/name".
func resolve(root map[string]any, ref string) (map[string]any, bool) {
	if ref == "#" {
		return root, true
	}
	for _, word := range []string{"$defs", "definitions"} {
		name, ok := strings.CutPrefix(ref, "#/"+word+"/")
		if !ok {
			continue
		}
		all, _ := root[word].(map[string]any)
		found, ok := all[strings.NewReplacer("~1", "/", "~0", "~").Replace(name)].(map[string]any)
		return found, ok
	}
	return nil, false
}

// count adds up what is limited in total.
func (s *strict) count(schema map[string]any) {
	values, _ := schema["enum"].([]any)
	s.enums += len(values)
	for _, v := range append(slices.Clone(values), schema["const"]) {
		if text, ok := v.(string); ok {
			s.chars += len([]rune(text))
		}
	}
}

package llmtest

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
)

// mostParts is how many values the smallest value of a schema may be made of.
const mostParts = 10000

// samples are texts of the formats that a strict schema may ask for.
var samples = map[string]string{
	"date-time": "2026-01-01T00:00:00Z", "time": "00:00:00Z", "date": "2026-01-01", "duration": "P0D", "email": "a@example.com",
	"hostname": "example.com", "ipv4": "127.0.0.1", "ipv6": "::1", "uuid": "00000000-0000-0000-0000-000000000000",
}

// smallest is the smallest value that a schema allows: null where it may be, empty lists, the first of a choice. It is none
// when it is not found: a pattern is not guessed.
func smallest(raw json.RawMessage) (value json.RawMessage, found bool) {
	var root any
	if json.Unmarshal(raw, &root) != nil {
		return nil, false
	}
	m := &maker{left: mostParts}
	m.root, _ = root.(map[string]any)
	v, ok := m.make(root)
	if !ok {
		return nil, false
	}
	value = payload(v)
	return value, satisfies(string(value), raw) == nil
}

// maker makes values of one schema.
type maker struct {
	root map[string]any
	left int
}

func (m *maker) make(v any) (any, bool) {
	m.left--
	schema, ok := v.(map[string]any)
	if v == true || ok && len(schema) == 0 {
		return nil, true
	}
	if !ok || m.left < 0 {
		return nil, false
	}
	if ref, ok := schema["$ref"].(string); ok {
		meant, ok := resolve(m.root, ref)
		if !ok {
			return nil, false
		}
		return m.make(meant)
	}
	if value, ok := schema["const"]; ok {
		return value, true
	}
	if values, ok := schema["enum"].([]any); ok && len(values) > 0 {
		if slices.Contains(simple(values), nil) && (schema["type"] == nil || isType(schema, "null")) {
			return nil, true
		}
		return values[0], true
	}
	if choices, ok := schema["anyOf"].([]any); ok {
		return m.choose(choices)
	}
	return m.makeType(schema)
}

// simple are the values that can be compared.
func simple(values []any) []any {
	return slices.DeleteFunc(slices.Clone(values), func(v any) bool {
		switch v.(type) {
		case map[string]any, []any:
			return true
		}
		return false
	})
}

// choose takes null if that is among the choices, else the first that can be made; references come last, for they may lead
// back to where they stand.
func (m *maker) choose(choices []any) (any, bool) {
	var here, elsewhere []any
	for _, one := range choices {
		schema, _ := one.(map[string]any)
		if isType(schema, "null") {
			return nil, true
		}
		if schema["$ref"] != nil {
			elsewhere = append(elsewhere, one)
		} else {
			here = append(here, one)
		}
	}
	for _, one := range append(here, elsewhere...) {
		if v, ok := m.make(one); ok {
			return v, true
		}
	}
	return nil, false
}

func (m *maker) makeType(schema map[string]any) (any, bool) {
	properties, hasThem := schema["properties"].(map[string]any)
	switch {
	case isType(schema, "null"):
		return nil, true
	case isType(schema, "object") || schema["type"] == nil && hasThem:
		return m.object(schema, properties)
	case isType(schema, "array"):
		return m.array(schema)
	case isType(schema, "string"):
		format, _ := schema["format"].(string)
		return samples[format] + strings.Repeat("a", max(0, min(number(schema, "minLength", 0), mostParts)-len(samples[format]))), true
	case isType(schema, "boolean"):
		return false, true
	case isType(schema, "integer"), isType(schema, "number"):
		return least(schema), true
	}
	return nil, schema["type"] == nil
}

// object has what is required; in a strict schema that is everything.
func (m *maker) object(schema, properties map[string]any) (any, bool) {
	out := map[string]any{}
	required, _ := schema["required"].([]any)
	for _, one := range required {
		name, ok := one.(string)
		if !ok {
			return nil, false
		}
		value, ok := m.make(named(properties, name))
		if !ok {
			return nil, false
		}
		out[name] = value
	}
	return out, true
}

// named is the schema of a property; one that is not described may be anything.
func named(properties map[string]any, name string) any {
	if schema, ok := properties[name]; ok {
		return schema
	}
	return true
}

func (m *maker) array(schema map[string]any) (any, bool) {
	out := []any{}
	for range min(number(schema, "minItems", 0), mostParts) {
		value, ok := m.make(named(schema, "items"))
		if !ok {
			return nil, false
		}
		out = append(out, value)
	}
	return out, true
}

// number is a keyword that is a whole number.
func number(schema map[string]any, word string, otherwise int) int {
	n, ok := schema[word].(float64)
	if !ok {
		return otherwise
	}
	return int(max(0, min(n, math.MaxInt32)))
}

// least is the number nearest to zero that the limits allow, as far as it is easily found.
func least(schema map[string]any) float64 {
	step := 1.0
	if n, ok := schema["multipleOf"].(float64); ok && n > 0 {
		step = n
	}
	v := 0.0
	if n, ok := schema["minimum"].(float64); ok && n > v {
		v = math.Ceil(n/step) * step
	}
	if n, ok := schema["exclusiveMinimum"].(float64); ok && n >= v {
		v = (math.Floor(n/step) + 1) * step
	}
	if n, ok := schema["maximum"].(float64); ok && n < v {
		v = math.Floor(n/step) * step
	}
	if n, ok := schema["exclusiveMaximum"].(float64); ok && n <= v {
		v = (math.Ceil(n/step) - 1) * step
	}
	return v
}

package llmtest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// isType is whether a schema allows a type.
func isType(schema map[string]any, name string) bool {
	switch t := schema["type"].(type) {
	case string:
		return t == name
	case []any:
		return slices.Contains(t, any(name))
	}
	return false
}

// object wants every property to be required, and no others to be allowed.
func (s *strict) object(schema map[string]any, at []string, level int) string {
	properties, named := schema["properties"].(map[string]any)
	if !isType(schema, "object") && !named {
		return ""
	}
	here := within(at)
	if schema["additionalProperties"] != false {
		return here + "'additionalProperties' is required to be supplied and to be false."
	}
	required, _ := schema["required"].([]any)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		s.properties++
		s.chars += len([]rune(name))
		if !slices.Contains(required, any(name)) {
			return here + "'required' is required to be supplied and to be an array including every key in properties. Missing '" + name + "'."
		}
	}
	for _, name := range required {
		if key, _ := name.(string); properties[key] == nil {
			return here + fmt.Sprintf("'required' has a key that is not in properties: '%v'.", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if why := s.look(properties[name], below(at, "properties", name), level+1); why != "" {
			return why
		}
	}
	return ""
}

// array wants to know what is in a list.
func (s *strict) array(schema map[string]any, at []string, level int) string {
	items, named := schema["items"]
	switch {
	case named:
		return s.look(items, below(at, "items"), level+1)
	case isType(schema, "array"):
		return within(at) + "array schema missing items."
	}
	return ""
}

// choices are alternatives.
func (s *strict) choices(schema map[string]any, at []string, level int) string {
	given, named := schema["anyOf"]
	all, ok := given.([]any)
	if named && (!ok || len(all) == 0) {
		return within(at) + "'anyOf' must be an array of schemas."
	}
	for i, one := range all {
		if why := s.look(one, below(at, "anyOf", strconv.Itoa(i)), level); why != "" {
			return why
		}
	}
	return ""
}

// definitions are schemas to be referred to; each is counted as if it stood at the root.
func (s *strict) definitions(schema map[string]any, at []string, level int) string {
	for _, word := range []string{"$defs", "definitions"} {
		all, _ := schema[word].(map[string]any)
		if len(all) > 0 && len(at) > 0 {
			return within(at) + "'" + word + "' is not permitted below the root."
		}
		for _, name := range slices.Sorted(maps.Keys(all)) {
			s.chars += len([]rune(name))
			if why := s.look(all[name], below(at, word, name), level); why != "" {
				return why
			}
		}
	}
	return ""
}

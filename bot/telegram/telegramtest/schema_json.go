package telegramtest

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// value checks what is inside of JSON.
func (s *schema) value(kind string, v any) error {
	if of, ok := strings.CutPrefix(kind, "Array of "); ok {
		return s.array(of, v)
	}
	ok, plain := true, true
	switch kind {
	case "String":
		_, ok = v.(string)
	case "Boolean", "True":
		_, ok = v.(bool)
	case "Float":
		_, ok = v.(float64)
	case "Integer":
		n, number := v.(float64)
		ok = number && n == math.Trunc(n)
	default:
		plain = false
	}
	if !plain {
		return s.object(kind, v)
	}
	if !ok {
		return fmt.Errorf("%v is not of type %s", v, kind)
	}
	return nil
}

func (s *schema) array(of string, v any) error {
	items, ok := v.([]any)
	if !ok {
		return fmt.Errorf("%v is not an Array of %s", v, of)
	}
	for i, item := range items {
		if err := s.value(of, item); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return nil
}

func (s *schema) object(kind string, v any) error {
	known, ok := s.Types[kind]
	if !ok {
		return fmt.Errorf("the schema has no type %s", kind)
	}
	if _, text := v.(string); text && kind == "KeyboardButton" {
		return nil
	}
	object, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%v is not a %s", v, kind)
	}
	if len(known.Subtypes) > 0 {
		return s.either(known.Subtypes, v)
	}
	for name, inner := range object {
		i := slices.IndexFunc(known.Fields, func(f field) bool { return f.Name == name })
		if i < 0 {
			return fmt.Errorf("%q is not a field of %s", name, kind)
		}
		if inner == nil && !known.Fields[i].Required {
			continue
		}
		if err := s.either(known.Fields[i].Types, inner); err != nil {
			return fmt.Errorf("%s.%s: %w", kind, name, err)
		}
	}
	for _, f := range known.Fields {
		if _, given := object[f.Name]; f.Required && !given {
			return fmt.Errorf("%s has no %q", kind, f.Name)
		}
	}
	return nil
}

// either is nil when the value is of one of the types. The error is the first one, for the others are often odder.
func (s *schema) either(types []string, v any) error {
	var first error
	for _, kind := range types {
		err := s.value(kind, v)
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}

package llmtest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	words "golang.org/x/text/message"
)

// contract is the schemas of the requests, by endpoint.
type contract struct {
	of    map[string]*jsonschema.Schema
	known map[string]bool // arguments of a chat
}

// names are the requests in the schemas.
var names = map[string]string{
	"chat/completions":     "CreateChatCompletionRequest",
	"embeddings":           "CreateEmbeddingRequest",
	"audio/transcriptions": "CreateTranscriptionRequest",
}

// nowhere loads no schema: all of them are at hand.
type nowhere struct{}

func (nowhere) Load(url string) (any, error) { return nil, fmt.Errorf("%s is not at hand", url) }

// compile makes a schema of JSON; at is a place in it, "" for all of it.
func compile(raw []byte, at string) (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.UseLoader(nowhere{})
	if err := c.AddResource("memory:schema", doc); err != nil {
		return nil, err
	}
	return c.Compile("memory:schema#" + at)
}

// readContract reads the schemas; nil for none.
func readContract(raw []byte, extra []string) (*contract, error) {
	if raw == nil {
		return nil, nil
	}
	c := &contract{of: map[string]*jsonschema.Schema{}, known: map[string]bool{}}
	for endpoint, name := range names {
		s, err := compile(raw, "/components/schemas/"+name)
		if err != nil {
			return nil, err
		}
		c.of[endpoint] = s
	}
	for _, name := range extra {
		c.known[name] = true
	}
	c.learn(c.of["chat/completions"])
	return c, nil
}

// learn remembers the arguments that a schema names.
func (c *contract) learn(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	for name := range s.Properties {
		c.known[name] = true
	}
	c.learn(s.Ref)
	for _, one := range s.AllOf {
		c.learn(one)
	}
}

// check refuses a request that its schema does not allow.
func (c *contract) check(endpoint string, fields any) error {
	if c == nil {
		return nil
	}
	if all, ok := fields.(map[string]any); ok && endpoint == "chat/completions" {
		for name := range all {
			if !c.known[name] {
				return no(name, "unknown_parameter", "Unknown parameter: '%s'.", name)
			}
		}
	}
	err := c.of[endpoint].Validate(fields)
	wrong, ok := errors.AsType[*jsonschema.ValidationError](err)
	if !ok {
		return err
	}
	wrong = worst(wrong)
	at := place(wrong.InstanceLocation)
	if missing, ok := wrong.ErrorKind.(*kind.Required); ok {
		at = place(append(slices.Clone(wrong.InstanceLocation), missing.Missing[0]))
		return no(at, "missing_required_parameter", "Missing required parameter: '%s'.", at)
	}
	code := "invalid_value"
	if _, ok := wrong.ErrorKind.(*kind.Type); ok {
		code = "invalid_type"
	}
	return no(at, code, "Invalid '%s': %s.", at, why(wrong))
}

// why is what is wrong, in words.
func why(e *jsonschema.ValidationError) string {
	return e.ErrorKind.LocalizedString(words.NewPrinter(language.English))
}

// worst is the cause that tells most: the deepest, but for those of choices that were not meant.
func worst(e *jsonschema.ValidationError) *jsonschema.ValidationError {
	causes := e.Causes
	switch e.ErrorKind.(type) {
	case *kind.OneOf, *kind.AnyOf:
		meant := slices.DeleteFunc(slices.Clone(causes), unmeant)
		if len(meant) > 0 {
			causes = meant
		}
	}
	if len(causes) == 0 {
		return e
	}
	return slices.MaxFunc(each(causes, worst), func(a, b *jsonschema.ValidationError) int {
		return cmp.Compare(len(a.InstanceLocation), len(b.InstanceLocation))
	})
}

func each[T any](all []T, do func(T) T) []T {
	out := make([]T, len(all))
	for i, one := range all {
		out[i] = do(one)
	}
	return out
}

// unmeant is whether a choice fails at the word that says which one is meant, or is of another type altogether.
func unmeant(e *jsonschema.ValidationError) bool {
	at := e.InstanceLocation
	switch e.ErrorKind.(type) {
	case *kind.Enum, *kind.Const:
		return len(at) > 0 && (at[len(at)-1] == "role" || at[len(at)-1] == "type")
	}
	return slices.ContainsFunc(e.Causes, unmeant)
}

// place is where something is, as OpenAI writes it: messages[0].content.
func place(location []string) string {
	var out strings.Builder
	for _, step := range location {
		if _, err := strconv.Atoi(step); err == nil {
			out.WriteString("[" + step + "]")
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('.')
		}
		out.WriteString(step)
	}
	return out.String()
}

// satisfies says why a text is not a value of a schema, nil when it is.
func satisfies(text string, schema json.RawMessage) error {
	s, err := compile(schema, "")
	if err != nil {
		return fmt.Errorf("the schema: %w", err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return fmt.Errorf("not JSON: %w", err)
	}
	err = s.Validate(v)
	if wrong, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		wrong = worst(wrong)
		return fmt.Errorf("at %q: %s", place(wrong.InstanceLocation), why(wrong))
	}
	return err
}

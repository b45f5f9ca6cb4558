package llmtest

import (
	"fmt"
	"strings"
)

// checkFormat looks at how the answer shall look.
func (s *Server) checkFormat(r Request) error {
	switch r.Format {
	case "", "text":
		return nil
	case "json_object":
		return s.checkObject(r)
	case "json_schema":
		return s.checkSchema(r)
	}
	return no("response_format.type", "invalid_value", "Invalid value: '%s'. Supported values are: 'json_object', 'json_schema', and 'text'.", r.Format)
}

// checkObject wants the word JSON in the messages, or the model would write spaces for ever.
func (s *Server) checkObject(r Request) error {
	if s.opts.NoJSON {
		return s.noFormat(r)
	}
	if !strings.Contains(strings.ToLower(r.Text()), "json") {
		return no("messages", "", "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
	}
	return nil
}

// checkSchema wants a schema of the strict subset, if it shall be kept strictly.
func (s *Server) checkSchema(r Request) error {
	if s.opts.NoSchemas || s.opts.NoJSON {
		return s.noFormat(r)
	}
	if r.asked.ResponseFormat.JSONSchema == nil {
		return no("response_format.json_schema", "missing_required_parameter", "Missing required parameter: 'response_format.json_schema'.")
	}
	if err := checkName("response_format.json_schema.name", r.SchemaName); err != nil {
		return err
	}
	if !r.Strict {
		return nil
	}
	if len(r.Schema) == 0 || string(r.Schema) == "null" {
		return no("response_format.json_schema.schema", "missing_required_parameter", "Missing required parameter: 'response_format.json_schema.schema'.")
	}
	if why := checkStrict(r.Schema); why != "" {
		return no("response_format", "", "Invalid schema for response_format '%s': %s", r.SchemaName, why)
	}
	return nil
}

// noFormat refuses a format: in the words of DeepSeek's server when there is no JSON at all, else in those of OpenAI for its
// older models (both recalled, unverified).
func (s *Server) noFormat(r Request) error {
	if s.opts.NoJSON {
		return no("response_format", "", "This response_format type is unavailable now")
	}
	return no("", "", "Invalid parameter: 'response_format' of type '%s' is not supported with this model.", r.Format)
}

// checkName wants names that OpenAI takes.
func checkName(at, name string) error {
	switch {
	case name == "":
		return no(at, "missing_required_parameter", "Missing required parameter: '%s'.", at)
	case len(name) > 64:
		return no(at, "string_above_max_length", "Invalid '%s': string too long. Expected a string with maximum length 64, "+
			"but got a string with length %d instead.", at, len(name))
	case !nameOf.MatchString(name):
		return no(at, "invalid_value", "Invalid '%s': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", at)
	}
	return nil
}

// checkTools looks at the functions; the parameters of a strict one are of the strict subset.
func checkTools(r Request) error {
	for i, t := range r.Tools {
		if err := checkName(fmt.Sprintf("tools[%d].function.name", i), t.Name); err != nil {
			return err
		}
		if !t.Strict {
			continue
		}
		if why := checkStrict(t.Parameters); why != "" {
			return no(fmt.Sprintf("tools[%d].function.parameters", i), "invalid_function_parameters", "Invalid schema for function '%s': %s", t.Name, why)
		}
	}
	if len(r.Tools) == 0 && len(r.ToolChoice) > 0 && string(r.ToolChoice) != "null" && string(r.ToolChoice) != `"none"` {
		return no("tool_choice", "", "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.")
	}
	return nil
}

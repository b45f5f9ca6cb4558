package handlers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Mistake is one thing that is wrong in a form's file, and what to do about it.
type Mistake struct {
	File string
	Line int
	Text string
}

func (m Mistake) String() string { return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Text) }

// Mistakes are all of them, by line.
type Mistakes []Mistake

// Error is a line for each.
func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i := range m {
		lines[i] = m[i].String()
	}
	return strings.Join(lines, "\n")
}

// formCheck reads a form's file and gathers what is wrong with it.
type formCheck struct {
	file  string
	form  *Form
	root  yaml.Node // the file again, with its lines
	found Mistakes
	blank bool // nothing could be read
}

// parse reads the file into the form, strictly.
func (c *formCheck) parse(data []byte) {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	err := d.Decode(c.form)
	var wrong *yaml.TypeError
	switch {
	case err == nil:
	case errors.As(err, &wrong):
		for _, text := range wrong.Errors {
			c.misread(text)
		}
	case errors.Is(err, io.EOF):
		c.blank = true
		c.add(1, `the file is empty; begin with what "pabellon form show" prints`)
	default:
		c.blank = true
		c.add(firstBad(data), "this is not YAML: %s; look at the indent, the quotes and the brackets on this line", reasonOf(err))
	}
	_ = yaml.Unmarshal(data, &c.root) // what is wrong with it is known
}

func (c *formCheck) add(line int, format string, args ...any) {
	c.found = append(c.found, Mistake{c.file, line, fmt.Sprintf(format, args...)})
}

// sorted are the mistakes by line, each once.
func (c *formCheck) sorted() Mistakes {
	slices.SortStableFunc(c.found, func(a, b Mistake) int { return a.Line - b.Line })
	return slices.Compact(c.found)
}

var (
	withLine   = newRule(`(?s)^(?:yaml: )?line (\d+): (.*)$`)
	unknownKey = newRule(`^field (\S+) not found in type handlers\.(\w+)$`)
	wrongShape = newRule("^cannot unmarshal !!(\\w+)(?: `.*`)? into (.+)$")
	keyTwice   = newRule(`^mapping key "(.+)" already defined at line (\d+)$`)
)

// misread puts what the YAML reader says into words.
func (c *formCheck) misread(text string) {
	line := 1
	if m := withLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	switch {
	case unknownKey.MatchString(text):
		m := unknownKey.FindStringSubmatch(text)
		c.add(line, "unknown key %q; take it away, or write one of %s", m[1], strings.Join(keysOf(m[2]), ", "))
	case wrongShape.MatchString(text):
		m := wrongShape.FindStringSubmatch(text)
		c.add(line, `this is %s and must be %s; "pabellon form show" has examples`, shapeOf(m[1]), shapeOf(m[2]))
	case keyTwice.MatchString(text):
		m := keyTwice.FindStringSubmatch(text)
		c.add(line, "the key %q is there twice, also on line %s; keep one of them", m[1], m[2])
	default:
		c.add(line, "this cannot be read: %s", text)
	}
}

// firstBad is the line from which on a file is no YAML: the one after the longest
// beginning that is. The reader itself names where the list around it begins.
func firstBad(data []byte) int {
	lines := bytes.SplitAfter(data, []byte("\n"))
	for n := len(lines) - 1; n > 0; n-- {
		var rest yaml.Node
		if yaml.Unmarshal(bytes.Join(lines[:n], nil), &rest) == nil {
			return n + 1
		}
	}
	return 1
}

// reasonOf is what the YAML reader says, without its line.
func reasonOf(err error) string {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if m := withLine.FindStringSubmatch(text); m != nil {
		text = m[2]
	}
	return text
}

// keysOf are the keys that a part of the file may have.
func keysOf(part string) []string {
	var out []string
	for _, t := range []reflect.Type{reflect.TypeFor[Form](), reflect.TypeFor[Field](), reflect.TypeFor[Choice](), reflect.TypeFor[When](), reflect.TypeFor[State]()} {
		for i := 0; t.Name() == part && i < t.NumField(); i++ {
			if key := t.Field(i).Tag.Get("yaml"); key != "" {
				out = append(out, key)
			}
		}
	}
	return out
}

// shapeOf names a type of YAML, or one of ours, for who writes the file.
func shapeOf(t string) string {
	switch {
	case t == "seq", strings.HasPrefix(t, "[]"):
		return "a list"
	case t == "handlers.Local":
		return "a text in each language, {es: …, en: …}"
	case t == "map", strings.HasPrefix(t, "map["), strings.HasPrefix(t, "handlers."):
		return "keys with values"
	case t == "bool":
		return "true or false"
	case t == "null":
		return "nothing"
	}
	return "a text"
}

// line is where something stands: keys and places in lists lead to it. What is not
// there stands where the last thing on the way does.
func (c *formCheck) line(path ...any) int {
	if len(c.root.Content) == 0 {
		return 1
	}
	node, line := c.root.Content[0], c.root.Content[0].Line
	for _, step := range path {
		key, value := child(node, step)
		if value == nil {
			break
		}
		node, line = value, key.Line
	}
	return line
}

// child is a node's value under a key or at a place, and where that begins.
func child(n *yaml.Node, step any) (key, value *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch step := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && step < len(n.Content) {
			return n.Content[step], n.Content[step]
		}
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == step {
				return n.Content[i], n.Content[i+1]
			}
		}
	}
	return nil, nil
}

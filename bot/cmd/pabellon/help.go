package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// exampler is a command whose help ends with an example.
type exampler interface{ Example() string }

// printHelp is kong's help with an example at its end. Without a command it is about
// all of them, although that means serve.
func printHelp(o kong.HelpOptions, c *kong.Context) error {
	if node := c.Selected(); node != nil && node.Name == "serve" && !slices.Contains(c.Args, "serve") {
		whole := *c
		whole.Path = c.Path[:1]
		c = &whole
	}
	if err := kong.DefaultHelpPrinter(o, c); err != nil {
		return err
	}
	text := "pabellon                                   # http://127.0.0.1:8080/playground/\npabellon ask \"¿Cuánto cuesta la membresía?\""
	if node := c.Selected(); node != nil && node.Target.CanAddr() {
		if e, ok := node.Target.Addr().Interface().(exampler); ok {
			text = e.Example()
		}
	}
	_, err := fmt.Fprintf(c.Stdout, "\nExample:\n  %s\n", strings.ReplaceAll(text, "\n", "\n  "))
	return err
}

// describe is the help of a flag with its default and its variable.
func describe(v *kong.Value) string {
	help := strings.TrimSuffix(v.Help, ".")
	usual := v.Tag.Default
	if usual == "" {
		usual = v.Tag.Get("usual")
	}
	if usual != "" {
		help += " (default: " + usual + ")"
	}
	if name := v.Tag.Get("var"); name != "" {
		help += " [$" + name + "]"
	}
	return help
}

package main

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// Secret is a value that is never printed: every way to format it says only
// whether it is there. Reveal gives it to the one who needs it. The value is behind
// a pointer, so that even a printer that asks none of its methods shows an address.
type Secret struct{ value *string }

// Reveal is the secret itself, for an API call and nothing else.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// Set tells whether there is a secret.
func (s Secret) Set() bool { return s.Reveal() != "" }

// String is "set" or "not set".
func (s Secret) String() string {
	if s.Set() {
		return "set"
	}
	return "not set"
}

// Format is the same for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue is the same for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// shortestSecret is the length from which a secret is looked for in what is written: a
// shorter word would be found in others.
const shortestSecret = 6

// hushed writes to out without the secrets, whoever put them there. Half a secret is one
// too: what stands behind the colon of a token.
func hushed(out io.Writer, secrets []Secret) io.Writer {
	var pairs []string
	for _, s := range secrets {
		value := s.Reveal()
		_, half, _ := strings.Cut(value, ":")
		for _, part := range []string{value, half} {
			if len(part) >= shortestSecret {
				pairs = append(pairs, part, "(secret)")
			}
		}
	}
	if len(pairs) == 0 {
		return out
	}
	return &hushedWriter{out, strings.NewReplacer(pairs...)}
}

// hushedWriter replaces in each write, which is a whole line of a log.
type hushedWriter struct {
	out   io.Writer
	hides *strings.Replacer
}

// Write writes what is left.
func (w *hushedWriter) Write(b []byte) (int, error) {
	if _, err := w.hides.WriteString(w.out, string(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// MarshalText is the same for JSON.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText takes the value from a flag, the environment or a file.
func (s *Secret) UnmarshalText(b []byte) error {
	value := string(b)
	s.value = &value
	return nil
}

package main

import (
	"fmt"
	"io"
	"log/slog"
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

// MarshalText is the same for JSON.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText takes the value from a flag, the environment or a file.
func (s *Secret) UnmarshalText(b []byte) error {
	value := string(b)
	s.value = &value
	return nil
}

package bot

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWhatIsKeptOfAText(t *testing.T) {
	full := strings.Repeat("a", MaxText)
	tests := []struct {
		name, text, kept string
		cut              bool
	}{
		{"a usual one", "Café Sol", "Café Sol", false},
		{"nothing", "", "", false},
		{"NUL", "a\x00b", "ab", false},
		{"invalid UTF-8", "a\xffb", "a\uFFFDb", false},
		{"just long enough", full, full, false},
		{"one byte too long", full + "b", full, true},
		{"a character across the limit", full[1:] + "ñ", full[1:], true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if kept, cut := Clip(tt.text); kept != tt.kept || cut != tt.cut {
				t.Errorf("kept %d bytes, cut %v; want %d, %v", len(kept), cut, len(tt.kept), tt.cut)
			}
		})
	}
}

func FuzzClip(f *testing.F) {
	for _, s := range []string{"hola", "\x00\xff", strings.Repeat("ñ", MaxText)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		kept, _ := Clip(s)
		if len(kept) > MaxText || !utf8.ValidString(kept) || strings.ContainsRune(kept, 0) {
			t.Errorf("%d bytes are kept as %d", len(s), len(kept))
		}
	})
}

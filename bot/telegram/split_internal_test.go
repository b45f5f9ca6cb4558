package telegram

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// say is a text with marks, dressed.
func say(marked string) styled {
	var s styled
	s.write(marked)
	return s
}

// texts are those of some parts.
func texts(parts []styled) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p.text)
	}
	return out
}

func TestATextIsCutWhereItHurtsLeast(t *testing.T) {
	cases := []struct {
		name, text string
		limit      int
		want       []string
	}{
		{"short", "uno dos", 20, []string{"uno dos"}},
		{"just as long as allowed", "uno dos", 7, []string{"uno dos"}},
		{"nothing", "", 20, []string{""}},
		{"only white space", " \n ", 2, []string{""}},
		{"paragraphs before lines", "uno\ndos\n\ntres\ncua", 14, []string{"uno\ndos", "tres\ncua"}},
		{"lines before sentences", "Uno. Dos\ntres cua", 12, []string{"Uno. Dos", "tres cua"}},
		{"sentences before words", "Uno dos. Tres cuatro", 16, []string{"Uno dos.", "Tres cuatro"}},
		{"words", "uno dos tres cuatro", 9, []string{"uno dos", "tres", "cuatro"}},
		{"a word that is too long", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"rather a finer cut than a short part", "a\n\nuno dos tres cuatro", 16, []string{"a\n\nuno dos tres", "cuatro"}},
		{"not inside of bold", "uno **dos tres cua** cin", 12, []string{"uno", "dos tres cua", "cin"}},
		{"inside of bold that is longer than a part", "**uno dos tres cuatro**", 10, []string{"uno dos", "tres", "cuatro"}},
		{"not inside of an emoji", "😀😀😀", 3, []string{"😀", "😀", "😀"}},
		{"not inside of a family", "abc👩‍👩‍👧def", 10, []string{"abc", "👩‍👩‍👧de", "f"}},
		{"not before an accent", "abce\u0301f", 4, []string{"abc", "e\u0301f"}},
		{"not before a skin", "ab👍🏽c", 4, []string{"ab", "👍🏽"}[:1:1]},
		{"not inside of a flag", "a🇲🇽🇨🇳", 7, []string{"a🇲🇽", "🇨🇳"}},
		{"white space of many kinds", "uno\u00a0 \n\n \t dos", 5, []string{"uno", "dos"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := texts(say(c.text).split(c.limit))
			if len(c.want) == 1 && len(got) > 1 { // how it begins
				got = got[:1]
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// bare is a text without white space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// covers are the words that entities of a kind cover, without white space.
func covers(parts []styled, kind string) string {
	var out strings.Builder
	for _, p := range parts {
		u := utf16.Encode([]rune(p.text))
		for _, e := range p.entities {
			if e.Type == kind {
				out.WriteString(string(utf16.Decode(u[e.Offset : e.Offset+e.Length])))
			}
		}
	}
	return bare(out.String())
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "a", "uno dos tres cuatro cinco", "**uno** `dos`\n\n[tres](https://e.com) cuatro. Cinco", "😀👩‍👩‍👧‍👦🇲🇽🇨🇳", "e\u0301\u0301\u0301 a\u200d\u200db",
		strings.Repeat("ñ", 50), "**" + strings.Repeat("palabra ", 20) + "**", "\xff\x00 \u202e\u2028 \r\n\t", "a **b", "\\*\\*", strings.Repeat("\u0301", 40), "** a **** b **", "x\n\n\n\n\ny. z. . . "} {
		f.Add(seed, 8)
		f.Add(seed, 33)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = 4 + (limit%200+200)%200
		whole := say(text)
		parts := whole.split(limit)
		joined, last := "", len(parts) > 1
		for i, p := range parts {
			joined += p.text
			u := utf16.Encode([]rune(p.text))
			if len(u) > limit || len(u) != p.units || !utf8.ValidString(p.text) || last && p.text == "" || p.text != strings.TrimSpace(p.text) {
				t.Fatalf("part %d of %q at %d: %q has %d units, and says %d", i, text, limit, p.text, len(u), p.units)
			}
			end := 0
			for _, e := range p.entities {
				if e.Offset < end || e.Length <= 0 || e.Offset+e.Length > len(u) || middle(u, e.Offset) || middle(u, e.Offset+e.Length) {
					t.Fatalf("part %d of %q at %d: %q has the entity %+v", i, text, limit, p.text, e)
				}
				end = e.Offset + e.Length
			}
		}
		if bare(joined) != bare(whole.text) {
			t.Fatalf("%q at %d: %q is not %q", text, limit, joined, whole.text)
		}
		for _, kind := range []string{"bold", "code", "text_link"} {
			if got, want := covers(parts, kind), covers([]styled{whole}, kind); got != want {
				t.Fatalf("%q at %d: %s covers %q, want %q", text, limit, kind, got, want)
			}
		}
		uncut(t, whole, parts, limit)
	})
}

// middle tells whether a unit is the second of a pair.
func middle(u []uint16, at int) bool { return at < len(u) && u[at] >= 0xDC00 && u[at] < 0xE000 }

// uncut looks that what fits into a part is not cut: there are as many entities with
// words as before, unless one was longer than a part.
func uncut(t *testing.T, whole styled, parts []styled, limit int) {
	t.Helper()
	want, got := 0, 0
	for _, e := range whole.entities {
		if e.Length > limit {
			return
		}
		want++
	}
	for _, p := range parts {
		got += len(p.entities)
	}
	if got > want {
		t.Fatalf("%q at %d: %d entities became %d: %+v", whole.text, limit, want, got, parts)
	}
}

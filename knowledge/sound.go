package knowledge

import "strings"

// sound writes a folded Spanish word as it sounds in Mexico, where b and v, s, z and
// soft c, ll and y, j and soft g are one, h is mute and k is c or qu: "bolumetrico",
// "aser" and "kiero" sound like volumetrico, hacer and quiero. It is "" for a word
// with other letters than a to z.
func sound(word string) string {
	var out strings.Builder
	last := byte(0)
	for i := 0; i < len(word); i++ {
		c, used := letterSound(word[i:])
		if i += used - 1; c == 0 || c == last { // mute, or doubled
			continue
		}
		if c < 'a' || c > 'z' {
			return ""
		}
		out.WriteByte(c)
		last = c
	}
	return out.String()
}

// letterSound is the sound with which a text begins, 0 when it is mute, and how many
// letters write it.
func letterSound(s string) (c byte, used int) {
	next := byte(0)
	if len(s) > 1 {
		next = s[1]
	}
	soft := next == 'e' || next == 'i'
	switch s[0] {
	case 'h':
		return 0, 1
	case 'v', 'w':
		return 'b', 1
	case 'z':
		return 's', 1
	case 'c':
		switch {
		case soft:
			return 's', 1
		case next == 'h':
			return 'x', 2 // "ch": no other sound is written x here
		}
		return 'k', 1
	case 'q':
		if next == 'u' {
			return 'k', 2
		}
		return 'k', 1
	case 'g':
		if soft {
			return 'j', 1
		}
	case 'l':
		if next == 'l' {
			return 'y', 2
		}
	case 'x':
		return 's', 1
	}
	return s[0], 1
}

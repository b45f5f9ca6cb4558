package paper

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// encoding is what the bytes of a font of at most 256 letters mean (9.6.6).
func encoding(f *file, d dict) []rune {
	table := make([]rune, 256)
	var changes array
	base := f.name(d["Encoding"])
	if e := f.dict(d["Encoding"]); e != nil {
		base, changes = f.name(e["BaseEncoding"]), f.array(e["Differences"])
	}
	for i := range table {
		switch {
		case base == "MacRomanEncoding":
			table[i] = charmap.Macintosh.DecodeByte(byte(i))
		case base == "" && d["Subtype"] != name("TrueType"):
			table[i] = standard(byte(i))
		default:
			table[i] = charmap.Windows1252.DecodeByte(byte(i))
		}
	}
	code := 0
	for _, v := range changes {
		switch v := f.get(v).(type) {
		case float64:
			code = int(v)
		case name:
			if code >= 0 && code < len(table) {
				table[code] = letterNamed(string(v))
			}
			code++
		}
	}
	return table
}

// standards are the bytes that Adobe's oldest encoding has in its upper half, from 0xA1 on;
// a dot is nothing (annex D.2).
const standards = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ" + ".–†‡·.¶•‚„”»…‰.¿" + ".`´ˆ˜¯˘˙¨.˚¸.˝˛ˇ" + "—..............." + ".Æ.ª....ŁØŒº...." + ".æ...ı..łøœß"

func standard(b byte) rune {
	switch {
	case b == '\'':
		return '’'
	case b == '`':
		return '‘'
	case b < 0x80:
		return rune(b)
	case b < 0xA1:
		return 0
	}
	for i, n := 0, byte(0xA1); i < len(standards); n++ {
		r, size := utf8.DecodeRuneInString(standards[i:])
		if i += size; n == b && r != '.' {
			return r
		}
	}
	return 0
}

// accents are those that names of letters end in, and the character that composes them.
var accents = map[string]string{
	"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303",
	"ring": "\u030a", "cedilla": "\u0327", "caron": "\u030c", "macron": "\u0304", "ogonek": "\u0328",
	"breve": "\u0306", "dotaccent": "\u0307", "hungarumlaut": "\u030b", "commaaccent": "\u0326",
}

// named are the letters whose names are not made of others (Adobe Glyph List).
var named = names(`exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle '
parenleft ( parenright ) asterisk * plus + comma , hyphen - period . slash / colon : semicolon ; less < equal =
greater > question ? at @ bracketleft [ backslash \ bracketright ] asciicircum ^ underscore _ grave ` + "`" + `
braceleft { bar | braceright } asciitilde ~ zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9
exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section § dieresis ¨ copyright © ordfeminine ª
guillemotleft « logicalnot ¬ registered ® macron ¯ degree ° plusminus ± twosuperior ² threesuperior ³ acute ´
mu µ paragraph ¶ periodcentered · middot · cedilla ¸ onesuperior ¹ ordmasculine º guillemotright » onequarter ¼
onehalf ½ threequarters ¾ questiondown ¿ AE Æ Eth Ð multiply × Oslash Ø Thorn Þ germandbls ß ae æ eth ð divide ÷
oslash ø thorn þ dotlessi ı Lslash Ł lslash ł OE Œ oe œ quoteleft ‘ quoteright ’ quotesinglbase ‚ quotedblleft “
quotedblright ” quotedblbase „ endash – emdash — bullet • dagger † daggerdbl ‡ ellipsis … perthousand ‰ minus −
guilsinglleft ‹ guilsinglright › fraction ⁄ Euro € trademark ™ florin ƒ fi ﬁ fl ﬂ ff ﬀ ffi ﬃ ffl ﬄ circumflex ˆ tilde ˜ sfthyphen -`)

func names(list string) map[string]rune {
	out := map[string]rune{"space": ' ', "nbspace": ' ', "nonbreakingspace": ' '}
	words := strings.Fields(list)
	for i := 0; i+1 < len(words); i += 2 {
		out[words[i]], _ = utf8.DecodeRuneInString(words[i+1])
	}
	return out
}

// letterNamed is the letter of a name: "A", "eacute", "uni00E9", "u1F600", "a.alt"; 0 of
// one that names nothing, as "g12".
func letterNamed(s string) rune {
	if dot := strings.IndexByte(s, '.'); dot > 0 {
		s = s[:dot]
	}
	if len(s) == 1 {
		return rune(s[0])
	}
	if r, is := named[s]; is {
		return r
	}
	for _, start := range []string{"uni", "u"} {
		digits, is := strings.CutPrefix(s, start)
		if n, err := strconv.ParseUint(digits, 16, 21); is && err == nil && len(digits) >= 4 {
			return rune(n)
		}
	}
	if mark, is := accents[s[min(1, len(s)):]]; is {
		if r, n := utf8.DecodeRuneInString(norm.NFC.String(s[:1] + mark)); n > 1 {
			return r
		}
	}
	return 0
}

// plain is a letter without its accent: it is as wide.
func plain(r rune) rune {
	if r <= '~' {
		return r
	}
	r, _ = utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return r
}

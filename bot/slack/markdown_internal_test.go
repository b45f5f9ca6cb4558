package slack

import (
	"strings"
	"testing"
)

func TestAMessageOfSlackIsWrittenAsMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"hola":                             "hola",
		"*uno* *dos* y _tres_ _cuatro_":    "**uno** **dos** y *tres* *cuatro*",
		"(*uno*), «_dos_». ~tres~!":        "(**uno**), «*dos*». ~~tres~~!",
		"*_ambos_*":                        "**_ambos_**",
		"2*3*4 y a_b_c":                    "2*3*4 y a_b_c",
		"* no es lista":                    "* no es lista",
		"• uno\n  ◦ dos":                   "- uno\n  - dos",
		"ve <https://alibaba.com|Alibaba>": "ve [Alibaba](https://alibaba.com)",
		"ve <https://a.com/?a=1&amp;b=2>":  "ve https://a.com/?a=1&b=2",
		"dice <@U0ANA> y <@U1|ana>":        "dice @U0ANA y @ana",
		"a <mailto:a@b.mx|a@b.mx> <!here>": "a a@b.mx",
		"<#C1|general> y <tel:+52|+52>":    "general y +52",
		"1 &lt; 2 &amp; *3*":               "1 < 2 & **3**",
		"<javascript:alert(1)|pulsa>":      "javascript:alert(1)",
		"&lt;https://x.mx|y&gt;":           "<https://x.mx|y>",
		strings.Repeat("*a* ", 3):          "**a** **a** **a**",
	} {
		if got := markdown(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, text := range []string{"", "*a* _b_ ~c~", "<@U1|x> <http://x|y> <!here>", "&lt;@U1&gt; *_~", "\x01\xff*\xfe*", "• *<mailto:a@b|*>*"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := markdown(text); len(got) > 3*len(text)+len("**") {
			t.Errorf("%q became %q", text, got)
		}
	})
}

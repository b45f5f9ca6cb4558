package slack

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// hostile are pieces of what an owner may write to make Slack do something.
var hostile = []string{"<!channel>", "<!here|x>", "<@U0ADMIN>", "<#C1|general>", "<https://evil.example|ProMéxico>", "&lt;!channel&gt;", "*", "_", "~", "`", "```",
	"\n", ">", ":tada:", "\u202e", "\u2066", "\x00", "\x07", "ñandú", "👩🏽‍🌾", "**", "\\", "[a](https://b.example)", strings.Repeat("largo ", 900), " "}

func hostileText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString(hostile[r.IntN(len(hostile))])
	}
	return b.String()
}

// said is what a person reads in blocks, and fails at anything that Slack would parse.
func said(t *testing.T, blocks []slack.Block) string {
	t.Helper()
	var b strings.Builder
	for _, block := range blocks {
		raw, err := json.Marshal(block)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), `"mrkdwn"`) {
			t.Errorf("something is parsed: %s", raw)
		}
		rich, ok := block.(*slack.RichTextBlock)
		if !ok {
			continue
		}
		n := 0
		for _, e := range rich.Elements {
			for _, part := range e.(*slack.RichTextSection).Elements {
				switch part := part.(type) {
				case *slack.RichTextSectionTextElement:
					b.WriteString(part.Text)
					n += utf8.RuneCountInString(part.Text)
				case *slack.RichTextSectionLinkElement:
					b.WriteString(part.Text)
					n += utf8.RuneCountInString(part.Text)
				default:
					t.Errorf("a %T in a text", part)
				}
			}
		}
		if n > maxBlockText {
			t.Errorf("a block of %d characters", n)
		}
	}
	return b.String()
}

func TestAnOwnersWordsStayText(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		words := hostileText(r)
		if got, want := said(t, paragraphs(bot.Escape(words))), plain(words); got != want {
			t.Fatalf("%q is read as %q", words, got)
		}
		if f := fallback(bot.Escape(words)); strings.ContainsAny(f, "<>") || utf8.RuneCountInString(f) > 5*maxFallback {
			t.Fatalf("%q stands for itself as %q", words, f)
		}
	}
}

func TestMarksBecomeStyles(t *testing.T) {
	blocks := paragraphs("Tu folio es **PAB-0001**, `cópialo`; [aviso](https://example.org/a).")
	raw, _ := json.Marshal(blocks)
	for _, want := range []string{`"text":"PAB-0001","style":{"bold":true}`, `"text":"cópialo","style":{"code":true}`, `"url":"https://example.org/a"`} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %s in %s", want, raw)
		}
	}
}

func TestAScreenKeepsItsButtonsWithinTheLimits(t *testing.T) {
	s := &Slack{o: Options{Words: Words{Checks: "¿Listo?", See: "Ver todo", Citing: map[string]bot.Citing{"es": {Source: "Fuente", Reviewed: "revisado"}}}}}
	m := bot.Message{Card: bot.CandidateCard, Text: "Título\n" + strings.Repeat("palabra ", 9000), Buttons: []bot.Button{{Label: strings.Repeat("x", 200), Payload: "1:act:take"}}}
	for range 60 {
		m.Facts = append(m.Facts, bot.Fact{Label: "Dato", Value: strings.Repeat("v", 900), Note: "cuidado", Warn: true})
	}
	got := s.dress(m, "telegram:1")
	if len(got.blocks) > maxBlocks || got.length() > maxTexts {
		t.Errorf("%d blocks, %d characters", len(got.blocks), got.length())
	}
	row, ok := got.blocks[len(got.blocks)-1].(*slack.ActionBlock)
	if !ok {
		t.Fatal("the buttons are gone")
	}
	b := row.Elements.ElementSet[0].(*slack.ButtonBlockElement)
	if utf8.RuneCountInString(b.Text.Text) != maxLabel || b.Value != "1:act:take telegram:1" {
		t.Errorf("%+v", b)
	}
}

func TestWhatWasTypedIsReadAsTyped(t *testing.T) {
	for text, want := range map[string]string{
		"hola &lt;b&gt; &amp; adiós":                   "hola <b> & adiós",
		"mi correo es <mailto:ana@a.mx|ana@a.mx>":      "mi correo es ana@a.mx",
		"<https://cafesol.mx>":                         "https://cafesol.mx",
		"<https://cafesol.mx|cafesol.mx> y <tel:55|5>": "cafesol.mx y 5",
		"<@U123> cuánto cuesta <!channel>":             "cuánto cuesta",
		"<@U123|ana> hola":                             "ana hola",
		"a < b":                                        "a < b",
		"":                                             "",
	} {
		if got := typed(text); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}

func FuzzTyped(f *testing.F) {
	for _, s := range append(hostile, "<a|b>", "<|>", "<<a>>", "&amp;lt;") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { _ = typed(s) })
}

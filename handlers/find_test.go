package handlers

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pabellon/bot"
)

// maxFirst is the longest first answer (PRODUCT.md §2.1), in characters.
const maxFirst = 600

// stray is a mark that no renderer would read.
var stray = regexp.MustCompile("\\*\\*|\\]\\(|`")

// What knowledge writes, bot reads: no mark is left over, each link goes somewhere.
func TestEveryArticlesMarksAreReadByTheBot(t *testing.T) {
	clerk := testClerk(t)
	articles := clerk.Library().Articles()
	if len(articles) < 20 {
		t.Fatalf("only %d articles", len(articles))
	}
	dressed := 0
	for _, a := range articles {
		for part, text := range map[string]string{"short": a.Short, "rest": a.Rest} {
			if bad := stray.FindString(bot.Plain(text)); bad != "" {
				t.Errorf("%s %s, %s: %q is left over in %q", a.Lang, a.ID, part, bad, bot.Plain(text))
			}
			for _, s := range bot.Spans(text) {
				if s.Bold || s.Code || s.URL != "" {
					dressed++
				}
				if strings.TrimSpace(s.Text) == "" && (s.Bold || s.Code || s.URL != "") || strings.ContainsAny(s.URL, " \n") {
					t.Errorf("%s %s, %s: %+v", a.Lang, a.ID, part, s)
				}
			}
		}
	}
	if dressed < 20 {
		t.Errorf("only %d marks in all articles: the test reads too little", dressed)
	}
}

func TestEveryFirstAnswerIsShortAndHasItsSource(t *testing.T) {
	clerk := testClerk(t)
	for _, a := range clerk.Library().Articles() {
		r := &reader{Clerk: clerk, lib: clerk.Library(), lang: a.Lang}
		cmd := r.article(a.ID, false)
		out, _ := do(clerk, greeted(a.Lang), cmd)
		m := only(t, out, bot.Person)
		if n := utf8.RuneCountInString(bot.Plain(m.Text)); n > maxFirst || n == 0 {
			t.Errorf("%s %s: %d characters", a.Lang, a.ID, n)
		}
		if len(m.Sources) == 0 || len(m.Sources) > shownSources || m.Sources[0].ID != a.ID || m.Sources[0].Reviewed == "" || m.Unknown {
			t.Errorf("%s %s: sources %+v", a.Lang, a.ID, m.Sources)
		}
		if more := strings.Contains(taps(m), "more:"+a.ID); more != (a.Rest != "") {
			t.Errorf("%s %s: more is offered: %v", a.Lang, a.ID, more)
		}
		checkMessages(t, out.Messages)
		out, _ = do(clerk, greeted(a.Lang), r.article(a.ID, true))
		for _, m := range to(out, bot.Person) {
			if units(printed(m)) > maxUnits {
				t.Errorf("%s %s: the rest has %d units", a.Lang, a.ID, units(printed(m)))
			}
		}
	}
}

func TestAButtonForAnArticleThatIsGoneIsMetKindly(t *testing.T) {
	clerk := testClerk(t)
	for _, what := range []string{"art", "more"} {
		cmds, _ := clerk.Understand(greeted("es"), bot.Turn{ID: "m9", Actor: ana, Button: payload(what, "ya-no-existe")})
		if len(cmds) != 1 || cmds[0] != (bot.Unclear{Why: "button"}) {
			t.Errorf("%s: %+v", what, cmds)
		}
	}
}

func TestOnlyAnAnswerCarriesItsText(t *testing.T) {
	clerk := testClerk(t)
	seen := map[bot.Sureness]int{}
	for _, q := range []string{"cuánto cuesta la membresía", "qué es un incoterm", "clima en marte mañana", "receta de mole", "aduana shanghai mezcal", "pago", "envío", "xyzzy", ""} {
		found, result := clerk.find(clerk.Library(), q, "", "es", 3)
		seen[found.Sure]++
		want := min(len(result.Hits), 3)
		if found.Sure == bot.NoWords {
			want = 0
		}
		if len(found.Passages) != want {
			t.Errorf("%q: %d passages of %d hits", q, len(found.Passages), len(result.Hits))
		}
		for i, p := range found.Passages {
			if has := p.Text != "" || len(p.Sources) > 0; has != (i == 0 && found.Sure == bot.SureAnswer) {
				t.Errorf("%q, %s, passage %d carries %q", q, found.Sure, i, p.Text)
			}
			if p.Title == "" || i > 0 && p.Score > found.Passages[i-1].Score {
				t.Errorf("%q: passage %d is %+v", q, i, p)
			}
		}
	}
	if seen[bot.SureAnswer] == 0 || seen[bot.NotKnown] == 0 {
		t.Errorf("the questions prove too little: %v", seen)
	}
}

func TestAReplyIsWhatANewOwnerWouldRead(t *testing.T) {
	clerk := testClerk(t)
	for lang, q := range map[string]string{"es": "¿cuánto cuesta la membresía?", "en": "how much is the membership?", "fr": "¿cuánto cuesta la membresía?"} {
		r := clerk.Reply(q, lang)
		if !r.Answered || r.Text == "" || len(r.Sources) == 0 || r.Ranked[0] != "costo-membresia" || r.Score <= 0 || len(r.Ranked) > 10 {
			t.Errorf("%s: %+v", lang, r)
		}
	}
	if r := clerk.Reply("¿de qué color es la luna en marte?", "es"); r.Answered || r.Text != "" || len(r.Sources) != 0 {
		t.Errorf("what is not known: %+v", r)
	}
	if r := clerk.Reply("", "es"); r.Answered || len(r.Ranked) != 0 || r.Score != 0 {
		t.Errorf("nothing: %+v", r)
	}
}

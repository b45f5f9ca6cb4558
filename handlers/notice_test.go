package handlers

import (
	"strings"
	"testing"

	"pabellon/bot"
)

// With a model the privacy notice says so, and who agreed to the one without is asked anew.
func TestTheNoticeSaysThatAModelReadsAlong(t *testing.T) {
	without := testClerk(t)
	o := without.Options
	o.Model = true
	with, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"es", "en"} {
		if said := strings.Contains(with.notice(lang), without.words.say(lang, "notice.full.also", "org", "ProMéxico")); !said || strings.HasSuffix(with.notice(lang), without.notice(lang)) {
			t.Errorf("the notice in %s is %q", lang, with.notice(lang))
		}
		agreed := bot.Consent{Given: true, Version: without.notices[lang]}
		if without.outdated(agreed) || !with.outdated(agreed) {
			t.Errorf("who agreed in %s without a model is taken to agree with one", lang)
		}
	}
}

// Nothing that is said of who sees the data is untrue with a model: it reads along, and is told.
func TestWhoSeesTheDataIsTrueWithAModel(t *testing.T) {
	clerk := testClerk(t)
	o := clerk.Options
	o.Model = true
	with, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	const script = "> quiero aplicar\n> [Sí, acepto]\n> quién lo ve?\n> privacidad\n"
	for name, c := range map[string]struct {
		clerk *Clerk
		tells bool
	}{"without": {clerk, false}, "with": {with, true}} {
		said := newStage(c.clerk).play(t, script)
		if n := strings.Count(said, "un modelo de lenguaje"); (n == 3) != c.tells || strings.Contains(said, "nadie más") == c.tells || strings.Contains(said, "solo el equipo") == c.tells {
			t.Errorf("%s a model it is told %d times:\n%s", name, n, said)
		}
	}
}

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
		if said := strings.Contains(with.notice(lang), without.words.say(lang, "notice.model", "org", "ProMéxico")); !said || strings.HasSuffix(with.notice(lang), without.notice(lang)) {
			t.Errorf("the notice in %s is %q", lang, with.notice(lang))
		}
		agreed := bot.Consent{Given: true, Version: without.notices[lang]}
		if without.outdated(agreed) || !with.outdated(agreed) {
			t.Errorf("who agreed in %s without a model is taken to agree with one", lang)
		}
	}
}

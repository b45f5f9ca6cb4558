package telegramtest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pabellon/bot/fakes"
)

func TestTheWordsAreThoseThatWereMeasured(t *testing.T) {
	var all struct {
		Telegram map[string]struct {
			Status int
			Body   struct{ Description string }
			Raw    string
		}
	}
	if err := json.Unmarshal(fakes.Contract(t, "faults.json"), &all); err != nil {
		t.Fatal(err)
	}
	words := func(name string) string { return all.Telegram[name].Body.Description }
	for name, have := range map[string]string{"409_poll": endedByPoll, "409_webhook": hookIsSet, "409_setwebhook": endedByHook,
		"400_not_modified": "Bad Request: " + notModified, "429": tooMany(3e9).text} {
		if words(name) != have {
			t.Errorf("%s: have %q, measured %q", name, have, words(name))
		}
	}
	if raw := all.Telegram["502_html"].Raw; raw != BadGateway {
		t.Errorf("the page of a proxy is %q, measured %q", BadGateway, raw)
	}
	elsewhere := []string{"400_entities", "400_blocked_variant", "400_not_modified", "403_kicked", "429", "401"}
	for name := range all.Telegram {
		if text := words(name); text != "" && !slices.Contains(elsewhere, name) && !strings.Contains(fakes.Sources(t), strings.TrimPrefix(text, "Bad Request: ")) {
			t.Errorf("%s: nothing says %q", name, text)
		}
	}
}

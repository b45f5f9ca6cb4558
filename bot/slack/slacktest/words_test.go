package slacktest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pabellon/bot/fakes"
)

// elsewhere are Slack's words that methods.json does not have: of methods that it does not have, of arguments in general,
// and of a response_url.
var elsewhere = []string{"invalid_auth", "invalid_json", "invalid_arguments", "invalid_thread_ts", // any method
	"no_reaction", "no_such_subteam", "cant_delete_file", // reactions.remove, usergroups.users.list, files.delete
	"invalid_url", "expired_url", "used_url"} // response_url

func TestTheWordsOfRefusalsAreSlacks(t *testing.T) {
	var file map[string]struct{ Errors map[string]string }
	if err := json.Unmarshal(fakes.Contract(t, "slack/methods.json"), &file); err != nil {
		t.Fatal(err)
	}
	known := slices.Clone(elsewhere)
	for _, m := range file {
		for word := range m.Errors {
			known = append(known, word)
		}
	}
	said := regexp.MustCompile(`(?:no\(|word: |s\.own\(r, )"([^"]+)"`).FindAllStringSubmatch(fakes.Sources(t), -1)
	if len(said) < 60 {
		t.Fatalf("only %d words are found", len(said))
	}
	for _, one := range said {
		if word := one[1]; !slices.Contains(known, word) && !strings.HasPrefix(word, "slacktest: ") {
			t.Errorf("%q is nobody's word", word)
		}
	}
}

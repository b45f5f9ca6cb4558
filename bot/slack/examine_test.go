package slack_test

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// address is one that the world would reach: of a program of ours, of somebody else's, or
// of none; and a client that believes its certificate.
func address(t *testing.T, whose string) (string, *http.Client) {
	t.Helper()
	handler := http.NotFoundHandler()
	switch whose {
	case "us":
		ours, err := slack.New(&backend{}, slack.Options{Secret: "s3cret"})
		must(t, err)
		handler = ours
	case "other", "nobody":
	default:
		return whose, nil
	}
	s := httptest.NewTLSServer(handler)
	t.Cleanup(s.Close)
	if whose == "nobody" {
		s.Close()
	}
	return s.URL + "/", s.Client()
}

func TestExamineNamesWhatIsWrongAndWhatToDo(t *testing.T) {
	less := slack.Scopes()[1:]
	for name, c := range map[string]struct {
		bot    string // the token, when it is another
		app    string
		desk   string
		public string
		scopes []string
		fault  *slacktest.Fault
		level  string
		words  string // of the one finding that is not "ok"
		do     string
	}{
		"all is well":            {},
		"a bot token":            {bot: "xoxb-no", level: "fail", words: "SLACK_BOT_TOKEN: invalid_auth", do: "copy it again"},
		"an app token":           {app: "xapp-no", level: "fail", words: "SLACK_APP_TOKEN: invalid_auth", do: "connections:write"},
		"a scope is missing":     {scopes: less, level: "fail", words: "not allowed: " + slack.Scopes()[0], do: "install the app again"},
		"no such channel":        {desk: "C0NONE", level: "fail", words: "cannot be read: channel_not_found", do: "/invite"},
		"not in the channel":     {desk: "C0OTHER", level: "fail", words: "not in the staff's channel", do: "/invite"},
		"no channel":             {desk: "none", level: "warn", words: "nobody hears of a candidate", do: "SLACK_STAFF_CHANNEL"},
		"HTTP without address":   {app: "none", level: "fail", words: "PUBLIC_URL is not an https address", do: "SLACK_APP_TOKEN"},
		"HTTP that leads to us":  {app: "none", public: "us"},
		"HTTP to somebody else":  {app: "none", public: "other", level: "fail", words: "answers 404", do: "lets /slack/ through"},
		"HTTP to nobody":         {app: "none", public: "nobody", level: "warn", words: "cannot be reached", do: "pabellon serve runs"},
		"HTTP to no such server": {app: "none", public: "https://[::1", level: "fail", words: "no address", do: "https://"},
		"Slack is down":          {fault: &slacktest.Fault{Drop: true, Times: -1}, level: "fail", words: "cannot be reached", do: "HTTPS_PROXY"},
		"not Slack at all":       {fault: &slacktest.Fault{Body: `{}`, Times: -1}, level: "fail", words: "not as Slack does", do: "https://slack.com/api/"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, func(_ *slack.Options, f *slacktest.Options) {
				if c.scopes != nil {
					f.Scopes = c.scopes
				}
			})
			d.fake.AddChannel(slacktest.Room{ID: "C0OTHER", Name: "otra", NoBot: true})
			if c.fault != nil {
				d.fake.Fail(*c.fault)
			}
			given := func(other, usual string) string { return strings.TrimPrefix(cmp.Or(other, usual), "none") }
			o := slack.Options{API: d.fake.URL(), BotToken: given(c.bot, d.fake.BotToken()), AppToken: given(c.app, d.fake.AppToken()), Desk: given(c.desk, deskID)}
			var wrong []slack.Finding
			public, client := address(t, c.public)
			o.Client = client
			found := slack.Examine(t.Context(), o, public)
			for _, f := range found {
				if f.Level != "ok" {
					wrong = append(wrong, f)
				}
				if strings.Contains(f.Words+f.Do, o.BotToken) || o.AppToken != "" && strings.Contains(f.Words+f.Do, o.AppToken) {
					t.Errorf("a token is said: %+v", f)
				}
			}
			switch {
			case c.level == "" && (len(wrong) > 0 || len(found) < 4):
				t.Errorf("found %+v", found)
			case c.level != "" && (len(wrong) != 1 || wrong[0].Level != c.level || !strings.Contains(wrong[0].Words, c.words) || !strings.Contains(wrong[0].Do, c.do)):
				t.Errorf("found %+v, want %s %q: %q", found, c.level, c.words, c.do)
			}
			if len(d.fake.Called("chat.postMessage"))+len(d.fake.Called("conversations.join")) > 0 {
				t.Error("it changed something")
			}
		})
	}
}

func TestExamineTellsWhatTheSettingsLackAlsoWhenSlackIsDown(t *testing.T) {
	d := open(t, nil)
	d.fake.Fail(slacktest.Fault{Drop: true, Times: -1})
	found := slack.Examine(t.Context(), slack.Options{API: d.fake.URL(), BotToken: d.fake.BotToken()}, "http://example.org")
	want := []string{"there is no channel for staff", "PUBLIC_URL is not an https address", "Slack cannot be reached"}
	if len(found) != len(want) {
		t.Fatalf("found %+v", found)
	}
	for i, f := range found {
		if f.Level == "ok" || !strings.Contains(f.Words, want[i]) {
			t.Errorf("found %+v, want %q", f, want[i])
		}
	}
}

package slack

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"
	"go.yaml.in/yaml/v3"
)

// scopes are what each call of the library wants the bot to be allowed
// (https://docs.slack.dev/reference/methods, contracts: methods.json). A test compares them
// with the calls that the code makes.
var scopes = map[string][]string{
	"AuthTestContext":               nil,
	"StartSocketModeContext":        nil, // wants connections:write of the app's own token
	"PostMessageContext":            {"chat:write"},
	"PostEphemeralContext":          {"chat:write"},
	"UpdateMessageContext":          {"chat:write"},
	"OpenConversationContext":       {"im:write"},
	"GetUserInfoContext":            {"users:read"},
	"GetUserGroupMembersContext":    {"usergroups:read"},
	"GetUsersInConversationContext": {"channels:read", "groups:read"}, // a public desk, or a private one
	"GetFileContext":                {"files:read"},
	"OpenViewContext":               nil,
	"UpdateViewContext":             nil,
}

// events are what the app hears of, and the scope that each wants.
var events = map[string]string{"message.im": "im:history"}

// Scopes is everything that the bot is to be allowed, in order.
func Scopes() []string {
	var out []string
	for _, some := range scopes {
		out = append(out, some...)
	}
	for _, scope := range events {
		out = append(out, scope)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Manifest is the app as Slack's "From a manifest" takes it, in YAML. Public is where
// Slack reaches us, for HTTP; "" is Socket Mode.
func Manifest(public string) ([]byte, error) {
	m := slack.Manifest{
		Metadata: slack.ManifestMetadata{MajorVersion: 2},
		Display: slack.Display{Name: "Pabellón", BackgroundColor: "#1f3a5f",
			Description: "Candidatos que quieren vender en Alibaba.com: llegan aquí, revisados, para decidir."},
		Features: slack.Features{
			AppHome: slack.AppHome{MessagesTabEnabled: true},
			BotUser: slack.BotUser{DisplayName: "Pabellón"},
		},
		OAuthConfig: slack.OAuthConfig{Scopes: slack.OAuthScopes{Bot: Scopes()}},
		Settings: slack.Settings{
			EventSubscriptions: &slack.EventSubscriptions{BotEvents: sorted(events)},
			Interactivity:      &slack.Interactivity{IsEnabled: true},
			SocketModeEnabled:  public == "",
		},
	}
	if public != "" {
		public = strings.TrimRight(public, "/")
		m.Settings.EventSubscriptions.RequestUrl = public + EventsPath
		m.Settings.Interactivity.RequestUrl = public + InteractionsPath
	}
	return yaml.Marshal(m)
}

func sorted(m map[string]string) []string {
	var out []string
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

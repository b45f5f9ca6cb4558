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
	"DeleteMessageContext":          {"chat:write"},
	"DeleteFileContext":             {"files:write"},
	"OpenConversationContext":       {"im:write"},
	"GetUserInfoContext":            {"users:read"},
	"GetUserGroupMembersContext":    {"usergroups:read"},
	"GetUsersInConversationContext": {"channels:read", "groups:read"}, // a public desk, or a private one
	"GetFileContext":                {"files:read"},
	"GetFileInfoContext":            {"files:read"},
	"OpenViewContext":               nil,
	"PublishViewContext":            nil,
	"UploadFileContext":             {"files:write"},
	"UpdateViewContext":             nil,

	"SetAssistantThreadsStatusContext":           {"chat:write"},
	"SetAssistantThreadsSuggestedPromptsContext": {"assistant:write"},
}

// features are what the app has beside calls and events, and the scope that each wants.
var features = map[string]string{Command: "commands"}

// events are what the app hears of, and the scope that each wants; "" is none.
var events = map[string]string{"message.im": "im:history", "app_mention": "app_mentions:read", "reaction_added": "reactions:read",
	"app_home_opened": ""}

// Scopes is everything that the bot is to be allowed, in order.
func Scopes() []string {
	var out []string
	for _, some := range scopes {
		out = append(out, some...)
	}
	for _, some := range []map[string]string{events, features} {
		for _, scope := range some {
			if scope != "" {
				out = append(out, scope)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// agentDescription tells people whom they write to; at most 300 characters (PLATFORMS.md §2.11).
const agentDescription = "Responde dudas sobre vender en Alibaba.com, con su fuente, calcula si conviene y toma solicitudes. " +
	"Es un programa, no una persona, y puede equivocarse: cada respuesta dice de dónde viene. El equipo está cerca si hace falta."

// Manifest is the app as Slack's "From a manifest" takes it, in YAML. Public is where
// Slack reaches us, for HTTP; "" is Socket Mode.
func Manifest(public string) ([]byte, error) {
	m := slack.Manifest{
		Metadata: slack.ManifestMetadata{MajorVersion: 2},
		Display: slack.Display{Name: "Pabellón", BackgroundColor: "#1f3a5f",
			Description: "Candidatos que quieren vender en Alibaba.com: llegan aquí, revisados, para decidir."},
		Features: slack.Features{
			AgentView: &slack.AgentView{AgentDescription: agentDescription},
			AppHome:   slack.AppHome{HomeTabEnabled: true, MessagesTabEnabled: true},
			BotUser:   slack.BotUser{DisplayName: "Pabellón"},
			SlashCommands: []slack.ManifestSlashCommand{{Command: Command, Description: "Candidatos, pendientes, resumen y conocimiento",
				UsageHint: "buscar café sol · pendientes · resumen · exportar · ayuda"}},
			// Slack takes 24 characters for the name of a shortcut.
			Shortcuts: []slack.Shortcut{{Name: "Guardar en conocimiento", CallbackID: SaveShortcut, Type: slack.MessageShortcut,
				Description: "Guardar como conocimiento: hace de este mensaje un artículo, para revisarlo"}},
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
		m.Features.SlashCommands[0].Url = public + CommandsPath
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

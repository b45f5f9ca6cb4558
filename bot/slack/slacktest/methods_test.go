package slacktest

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"pabellon/bot/fakes"
)

func TestTheAppKnowsWhoItIs(t *testing.T) {
	b := strictly(t)
	me, err := b.api.AuthTest()
	b.fine(err)
	if me.UserID != b.Bot() || me.BotID != botID || me.TeamID != teamID {
		t.Errorf("it is %+v", me)
	}
}

func TestTokensAreLookedAt(t *testing.T) {
	b := begin(t)
	for token, word := range map[string]string{"": "not_authed", "Bearer xoxb-other": "invalid_auth", "Bearer " + b.AppToken(): "not_allowed_token_type"} {
		if a := b.do("POST", b.URL()+"auth.test", "application/json", "{}", token); a.Error != word {
			t.Errorf("%q: %s, want %s", token, a.body, word)
		}
	}
	if a := b.call("apps.connections.open", "{}"); a.Error != "not_allowed_token_type" {
		t.Errorf("a bot's token opens sockets: %s", a.body)
	}
	if a := b.call("chat.noSuch", "{}"); a.Error != "unknown_method" {
		t.Errorf("%s", a.body)
	}
}

func TestEachMethodWantsItsScope(t *testing.T) {
	b := begin(t, func(o *Options) { o.Scopes = []string{"commands"} })
	for method, need := range needs {
		if method == "file" {
			continue
		}
		a := b.call(method, `{"channel":"C1"}`)
		need = strings.Replace(need, "*", "channels", 1)
		if a.Error != "missing_scope" || a.Needed != need || a.Provided != "commands" {
			t.Errorf("%s: %s, want missing_scope %s", method, a.body, need)
		}
	}
	_, err := b.api.GetUserInfo("U1")
	b.is(err, "missing_scope")
	private := begin(t)
	_, err = private.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C2"})
	private.is(err, "missing_scope")
	if a := private.Refused(); !strings.Contains(string(a[0].Answer), `"needed":"groups:read"`) {
		t.Errorf("%s", a[0].Answer)
	}
}

func TestArgumentsAreChecked(t *testing.T) {
	b := strictly(t)
	for body, want := range map[string]string{
		`{"channel":"C1","txt":"hola"}`:                       `slacktest: unknown argument "txt" of chat.postMessage`,
		`{"text":"hola"}`:                                     "invalid_arguments",
		`{"channel":"C1","text":"hola","unfurl_links":"si"}`:  "invalid_arguments",
		`{"channel":"C1","text":"hola","blocks":"[{"}`:        "invalid_arguments",
		`{"channel":"C1","text":"hola","unfurl_links":false}`: "",
		`[1]`: "invalid_json",
	} {
		if a := b.call("chat.postMessage", body); a.Error != want {
			t.Errorf("%s: %s, want %q", body, a.body, want)
		}
	}
	if a := b.call("usergroups.list", `{"include_user":true}`); !strings.Contains(a.Error, "slacktest: unknown argument") {
		t.Errorf("a method beside the schema: %s", a.body)
	}
	if a := b.call("conversations.members", `{}`); a.Error != "invalid_arguments" || len(a.Metadata.Messages) != 1 {
		t.Errorf("%s", a.body)
	}
	if a := b.do("POST", b.URL()+"auth.test", "text/html", "<p>", "Bearer "+b.BotToken()); a.Error != "invalid_post_type" {
		t.Errorf("%s", a.body)
	}
}

func TestTheSchemaIsRead(t *testing.T) {
	for _, raw := range []string{"{", `{}`} {
		if _, err := New(Options{Schema: []byte(raw)}); err == nil {
			t.Errorf("%s is taken for a schema", raw)
		}
	}
}

func TestEveryMethodThatIsPromisedIsThereAndHasAScope(t *testing.T) {
	table := methods()
	for method := range needs {
		if table[method] == nil && method != "file" {
			t.Errorf("%s wants a scope and is not there", method)
		}
	}
	known, err := readSchema(fakes.Contract(t, "slack/methods.json"))
	if err != nil {
		t.Fatal(err)
	}
	for method := range table {
		if known[method] == nil {
			t.Errorf("nothing is known of the arguments of %s", method)
		}
	}
}

func TestReactionsArePutAndTakenAway(t *testing.T) {
	b := strictly(t)
	ts := b.said("C1", text("hola"))
	ref := slack.NewRefToMessage("C1", ts)
	b.fine(b.api.AddReaction("eyes", ref))
	b.is(b.api.AddReaction("eyes", ref), "already_reacted")
	b.is(b.api.AddReaction("¡ojos!", ref), "invalid_name")
	b.is(b.api.AddReaction("eyes", slack.NewRefToMessage("C1", "1.000001")), "message_not_found")
	b.is(b.api.AddReaction("eyes", slack.NewRefToMessage("C1", "ayer")), "bad_timestamp")
	b.is(b.api.AddReaction("eyes", slack.NewRefToMessage("C99", ts)), "channel_not_found")
	b.is(b.api.RemoveReaction("tada", ref), "no_reaction")
	if m := b.Channel("C1").Message(ts); len(m.Reactions) != 1 || m.Reactions[0].Name != "eyes" || m.Reactions[0].Users[0] != b.Bot() {
		t.Errorf("under it is %+v", m.Reactions)
	}
	b.fine(b.api.RemoveReaction("eyes", ref))
	if m := b.Channel("C1").Message(ts); len(m.Reactions) != 0 {
		t.Errorf("under it is %+v", m.Reactions)
	}
}

func TestTheAgentShowsWhatItIsAt(t *testing.T) {
	b := strictly(t)
	dm := b.Person(Profile{ID: "U1", Name: "ana"}).DM()
	set := func(p slack.AssistantThreadsSetStatusParameters) error { return b.api.SetAssistantThreadsStatus(p) }
	b.fine(set(slack.AssistantThreadsSetStatusParameters{ChannelID: dm, Status: "busca", LoadingMessages: []string{"Buscando, un momento", "Listo"}}))
	if got := b.Status(dm, ""); got.Text != "busca" || len(got.Loading) != 3 {
		t.Errorf("slack-go joins with commas, which makes three of two: %+v", got)
	}
	b.said(dm, text("aquí está"))
	if got := b.Status(dm, ""); got.Text != "" {
		t.Errorf("a message clears it: %+v", got)
	}
	b.is(set(slack.AssistantThreadsSetStatusParameters{ChannelID: dm, Status: "x", LoadingMessages: strings.Split("abcdefghijk", "")}), "invalid_arguments")
	prompts := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: dm, ThreadTS: "1.1"}
	prompts.AddPrompt("Hoy", "Muéstrame los de hoy")
	b.fine(b.api.SetAssistantThreadsSuggestedPrompts(prompts))
	if len(b.Prompts(dm)) != 0 {
		t.Error("with a thread nothing is shown")
	}
	prompts.ThreadTS = ""
	b.fine(b.api.SetAssistantThreadsSuggestedPrompts(prompts))
	if got := b.Prompts(dm); len(got) != 1 || got[0].Title != "Hoy" {
		t.Errorf("shown is %+v", got)
	}
	for range 4 {
		prompts.AddPrompt("x", "x")
	}
	b.is(b.api.SetAssistantThreadsSuggestedPrompts(prompts), "invalid_arguments")
	b.fine(b.api.SetAssistantThreadsTitle(slack.AssistantThreadsSetTitleParameters{ChannelID: dm, ThreadTS: "1.1", Title: "Altas"}))
}

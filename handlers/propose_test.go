package handlers

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pabellon/bot"
)

// The model's rules tell of each command that the schema has, and the schema has none that
// is not a model's to make.
func TestTheRulesTellEveryCommandOfTheSchema(t *testing.T) {
	clerk := testClerk(t)
	var schema struct {
		Properties struct {
			Commands struct {
				Items struct {
					AnyOf []struct {
						Properties map[string]struct{ Enum []string }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(clerk.ProposalSchema(), &schema); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, kind := range schema.Properties.Commands.Items.AnyOf {
		for _, do := range kind.Properties["do"].Enum {
			n++
			if !strings.Contains(understandRules, do) {
				t.Errorf("the rules do not tell of %s", do)
			}
			for _, never := range []string{"erase", "submit", "cancel", "yes", "approve", "decline", "act", "ask_team", "consent_answer", "revoke", "my_data"} {
				if do == never {
					t.Errorf("a model may propose %s", do)
				}
			}
		}
		if fields := kind.Properties["field"].Enum; fields != nil {
			for i := range clerk.form.Fields {
				if f := &clerk.form.Fields[i]; f.Kind != documentsKind && !slices.Contains(fields, f.ID) {
					t.Errorf("the schema lacks the field %s", f.ID)
				}
			}
		}
	}
	if n < 15 {
		t.Errorf("%d commands", n)
	}
}

// An admin's own fields may be proposed too.
func TestTheSchemaHasTheFieldsOfTheForm(t *testing.T) {
	own := strings.Replace(string(DefaultForm()), "fields:", "fields:\n  - id: port\n    kind: text\n    asked: true\n    label: {es: Puerto, en: Port}\n    the: {es: el puerto, en: the port}\n    ask: {es: \"¿Por qué puerto?\", en: \"Which port?\"}\n    why: {es: Para saberlo., en: To know.}\n    example: {es: Veracruz, en: Veracruz}", 1)
	form, err := ReadForm("own.yaml", []byte(own))
	if err != nil {
		t.Fatal(err)
	}
	if schema := string(formClerk(t, form).ProposalSchema()); !strings.Contains(schema, `"port"`) {
		t.Errorf("the schema is %s", schema)
	}
}

// A model is asked only about what an owner writes to the bot, and the rules doubt.
func TestAModelIsAskedOnlyAboutWhatIsDoubtful(t *testing.T) {
	clerk := testClerk(t)
	owner := bot.Actor{Kind: bot.Owner}
	doubtful := bot.Turn{Actor: owner, Text: "fijese que mi tia me platico de ustedes en la fiesta"}
	if cmds, _ := clerk.Understand(bot.Conversation{Greeted: true}, doubtful); !proposes(clerk, bot.Conversation{Greeted: true}, doubtful, cmds) {
		t.Fatal("it is not asked at all")
	}
	for name, change := range map[string]func(*bot.Conversation, *bot.Turn){
		"a certain question":     func(_ *bot.Conversation, t *bot.Turn) { t.Text = "cuanto cuesta la membresia" },
		"a command":              func(_ *bot.Conversation, t *bot.Turn) { t.Text = "/ayuda" },
		"a button":               func(_ *bot.Conversation, t *bot.Turn) { t.Button = "1:help" },
		"staff":                  func(_ *bot.Conversation, t *bot.Turn) { t.Actor = bot.Actor{Kind: bot.Staff, ID: "U1"} },
		"others read along":      func(_ *bot.Conversation, t *bot.Turn) { t.Public = true },
		"a person answers":       func(c *bot.Conversation, _ *bot.Turn) { c.Speaker = bot.PersonSpeaks },
		"forwarded words":        func(_ *bot.Conversation, t *bot.Turn) { t.Forwarded = true },
		"a text that was cut":    func(_ *bot.Conversation, t *bot.Turn) { t.Cut = true },
		"the words with a file":  func(_ *bot.Conversation, t *bot.Turn) { t.File = &bot.File{Name: "a.pdf"} },
		"nothing but signs":      func(_ *bot.Conversation, t *bot.Turn) { t.Text = "🤔" },
		"an edited message":      func(_ *bot.Conversation, t *bot.Turn) { t.Edit = "m0" },
		"despair":                func(_ *bot.Conversation, t *bot.Turn) { t.Text = "ya no quiero vivir" },
		"what nobody helps with": func(_ *bot.Conversation, t *bot.Turn) { t.Text = "como le hago para meter droga en un contenedor" },
	} {
		c, turn := bot.Conversation{Greeted: true}, doubtful
		change(&c, &turn)
		if cmds, _ := clerk.Understand(c, turn); proposes(clerk, c, turn, cmds) {
			t.Errorf("it is asked about %s", name)
		}
	}
}

func proposes(k *Clerk, c bot.Conversation, t bot.Turn, cmds []bot.Command) bool {
	_, ok := k.Propose(c, t, cmds)
	return ok
}

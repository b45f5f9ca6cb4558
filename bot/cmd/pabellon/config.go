package main

import (
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"pabellon/handlers"
	"pabellon/store"
)

// config is what serve was told, checked.
type config struct {
	database  database
	programme programme
	httpAddr  string
	page      bool // the playground is on
	telegram  telegramPlan
	slack     slackPlan
	model     modelPlan
	keep      time.Duration // conversations at rest without a candidate
	warnings  []string      // what is set and has no effect, or wants care
}

// database is where everything is kept, and what seals it. The URL may hold a
// password: it is never to be printed.
type database struct {
	url  string
	keys store.Keys
}

// programme is what the handlers must know about the programme.
type programme struct {
	org              string
	target, approved int
	zone             *time.Location
	form             *handlers.Form // nil: the one inside the program
	hours            handlers.Hours
	model            bool // a language model reads along
}

// mostRetention is a hundred years, in days: more is for ever, and no duration holds much more.
const mostRetention = 36500

// read checks everything that serve takes.
func (o options) read(m *mistakes) config {
	c := config{
		database:  o.storeOptions.read(m),
		programme: o.programmeOptions.read(m),
		httpAddr:  o.HTTPAddr,
	}
	m.listen("HTTP_ADDR", o.HTTPAddr)
	m.web("PUBLIC_URL", o.PublicURL)
	c.telegram, c.slack = o.telegram(), o.slack()
	switch m.choice("PLAYGROUND", o.Playground, "auto", "on", "off") {
	case "on":
		c.page = true
	case "auto":
		c.page = c.telegram.token == "" && c.slack.bot == "" // nothing else to talk through
	}
	o.channelOptions.check(m)
	c.model, c.warnings = o.modelOptions.read(m, c.programme.zone)
	c.programme.model = c.model.on()
	c.keep = time.Duration(min(m.number("RETENTION_DAYS", o.RetentionDays, 1), mostRetention)) * 24 * time.Hour
	return c
}

// read is the database's address and its keys.
func (o storeOptions) read(m *mistakes) database {
	address := o.DatabaseURL.Reveal()
	path, sqlite := strings.CutPrefix(address, "sqlite:")
	postgres := strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
	_, err := url.Parse(address)
	if postgres && err != nil || !postgres && (!sqlite || path == "") {
		m.add("DATABASE_URL", "must be sqlite:PATH, such as sqlite:data/pabellon.db, or postgres://user:password@host/database")
	}
	keys, err := store.ReadKeys(o.DataKey.Reveal())
	if err != nil {
		m.add("DATA_KEY", "must be 32 bytes in base64 (openssl rand -base64 32), or several such keys with commas between; %v", err)
	}
	return database{address, keys}
}

// maxOrg is the longest name of an organisation, in letters: it stands in the first sentence on a phone.
const maxOrg = 60

// read is the programme.
func (o programmeOptions) read(m *mistakes) programme {
	p := programme{
		org:      strings.TrimSpace(o.OrgName),
		target:   m.number("PROGRAM_TARGET", o.ProgramTarget, 1),
		approved: m.number("PROGRAM_APPROVED", o.ProgramApproved, 0),
		zone:     time.UTC,
	}
	if p.org == "" || utf8.RuneCountInString(p.org) > maxOrg || strings.ContainsAny(p.org, "\r\n\t") {
		m.add("ORG_NAME", "must be a name of 1 to %d letters on one line", maxOrg)
	}
	p.form = m.form("FORM_FILE", o.FormFile)
	hours, err := handlers.ReadHours(strings.TrimSpace(o.BusinessHours))
	if err != nil {
		m.add("BUSINESS_HOURS", "must be from when to when on one day, such as 09:00-18:00, not %q", o.BusinessHours)
	}
	p.hours = hours
	zone, err := time.LoadLocation(o.TimeZone)
	if err != nil || o.TimeZone == "" || o.TimeZone == "Local" {
		m.add("TIME_ZONE", "must be a name such as America/Mexico_City, not %q", o.TimeZone)
		return p
	}
	p.zone = zone
	return p
}

// shape is how a value must look, with the words for who has it wrong.
type shape struct {
	name, value string
	secret      bool
	like        *regexp.Regexp
	words       string
}

// check looks at the shapes of what configures a channel. Sources: Telegram's "Making
// requests" and setWebhook (secret_token), Slack's "Tokens" and object ids.
func (o channelOptions) check(m *mistakes) {
	users := regexp.MustCompile(`^[UW][A-Z0-9]+(\s*,\s*[UW][A-Z0-9]+)*$`)
	for _, s := range []shape{
		{"TELEGRAM_TOKEN", o.TelegramToken.Reveal(), true, regexp.MustCompile(`^\d+:[\w-]+$`), "must be the token from @BotFather: digits, a colon and letters (123456:ABC-DEF…)"},
		{"TELEGRAM_WEBHOOK_SECRET", o.TelegramWebhookSecret.Reveal(), true, regexp.MustCompile(`^[\w-]{1,256}$`), "must be 1 to 256 letters, digits, _ or -"},
		{"SLACK_BOT_TOKEN", o.SlackBotToken.Reveal(), true, regexp.MustCompile(`^xoxb-\S+$`), "must be the bot token, which begins with xoxb-"},
		{"SLACK_APP_TOKEN", o.SlackAppToken.Reveal(), true, regexp.MustCompile(`^xapp-\S+$`), "must be the app-level token, which begins with xapp-"},
		{"SLACK_SIGNING_SECRET", o.SlackSigningSecret.Reveal(), true, regexp.MustCompile(`^\S+$`), "must be the signing secret of the app's Basic Information page, without spaces"},
		{"SLACK_STAFF_CHANNEL", o.SlackStaffChannel, false, regexp.MustCompile(`^[CG][A-Z0-9]+$`), "must be a channel's id, such as C0123456789 (not its name)"},
		{"SLACK_STAFF", o.SlackStaff, false, regexp.MustCompile(users.String() + `|^S[A-Z0-9]+$`), "must be user ids with commas between, such as U012AB3CD,U045EF6GH, or one user group, such as S0123ABC"},
		{"SLACK_ADMINS", o.SlackAdmins, false, users, "must be user ids with commas between, such as U012AB3CD,U045EF6GH"},
	} {
		m.shape(s)
	}
	m.web("TELEGRAM_API_URL", o.TelegramAPIURL)
	if o.SlackBotToken.Set() && !o.SlackAppToken.Set() && !o.SlackSigningSecret.Set() {
		m.add("SLACK_APP_TOKEN", "is needed beside SLACK_BOT_TOKEN: the app-level token (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP")
	}
	m.web("SLACK_API_URL", o.SlackAPIURL)
}

// check looks at the shapes of what configures a model.
func (o modelOptions) check(m *mistakes) {
	word := regexp.MustCompile(`^\S+$`)
	m.web("LLM_BASE_URL", o.LLMBaseURL)
	m.shape(shape{"LLM_API_KEY", o.LLMAPIKey.Reveal(), true, word, "must be a key without spaces"})
	m.shape(shape{"OPENAI_API_KEY", o.OpenAIAPIKey.Reveal(), true, word, "must be a key without spaces"})
	m.shape(shape{"LLM_MODEL", o.LLMModel, false, word, "must be a model's name without spaces"})
	m.shape(shape{"EMBEDDING_MODEL", o.EmbeddingModel, false, word, "must be a model's name without spaces"})
	m.shape(shape{"VISION_MODEL", o.VisionModel, false, word, "must be a model's name without spaces"})
	m.shape(shape{"TRANSCRIBE_MODEL", o.TranscribeModel, false, word, "must be a model's name without spaces"})
	m.shape(shape{"LLM_API_VERSION", o.LLMAPIVersion, false, regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-preview)?$`), "must be a version of Azure's API, such as 2024-10-21"})
	m.shape(shape{"LLM_EFFORT", o.LLMEffort, false, regexp.MustCompile(`^(none|minimal|low|medium|high)$`), "must be none, minimal, low, medium or high"})
	if o.LLMAPIVersion != "" && o.LLMBaseURL == "" {
		m.add("LLM_BASE_URL", "is needed beside LLM_API_VERSION: the address of the Azure resource, such as https://NAME.openai.azure.com")
	}
}

// shape checks one value; "" is fine.
func (m *mistakes) shape(s shape) {
	switch {
	case s.value == "" || s.like.MatchString(s.value):
	case s.secret:
		m.add(s.name, "%s", s.words)
	default:
		m.add(s.name, "%s, not %q", s.words, s.value)
	}
}

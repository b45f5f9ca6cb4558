package main

import (
	"reflect"
	"strings"
)

// The options, in groups, so that a command takes only what it uses. Each field is
// a flag (the variable in lower case with dashes, unless name says otherwise), an
// environment variable (var), and a file named by that variable with _FILE after it.
// All are kept as they were written: config.go reads them, to tell all mistakes at once.
type (
	// commonOptions are understood by every command.
	commonOptions struct {
		KnowledgeDir string `name:"knowledge" aliases:"knowledge-dir" var:"KNOWLEDGE_DIR" placeholder:"DIR" usual:"embedded" help:"A folder of articles; without it, those inside the program."`
		LogLevel     string `var:"LOG_LEVEL" placeholder:"LEVEL" default:"info" help:"How much is logged: debug, info, warn or error."`
		LogFormat    string `var:"LOG_FORMAT" placeholder:"FORMAT" usual:"text on a terminal, else json" help:"How it is logged: text or json."`
	}

	// storeOptions say where conversations are kept.
	storeOptions struct {
		DatabaseURL Secret `var:"DATABASE_URL" placeholder:"URL" default:"sqlite:data/pabellon.db" help:"Where everything is kept: sqlite:PATH or postgres://…"`
		DataKey     Secret `var:"DATA_KEY" placeholder:"KEY" help:"32 bytes in base64 (openssl rand -base64 32): what is personal is encrypted in the database. Several, with commas between, while keys change: the first encrypts, all decrypt."`
	}

	// programmeOptions describe the programme.
	programmeOptions struct {
		OrgName         string `var:"ORG_NAME" placeholder:"NAME" default:"ProMéxico" help:"The organisation in whose name the bot speaks."`
		ProgramTarget   string `var:"PROGRAM_TARGET" placeholder:"N" default:"100" help:"How many approved businesses open the pavilion."`
		ProgramApproved string `var:"PROGRAM_APPROVED" placeholder:"N" default:"24" help:"How many were approved before the bot began."`
		FormFile        string `var:"FORM_FILE" placeholder:"FILE" usual:"built in" help:"The questions of the application, in a file of your own; begin with what pabellon form show prints."`
		TimeZone        string `var:"TIME_ZONE" placeholder:"ZONE" default:"America/Mexico_City" help:"For quiet hours, digests and business hours."`
		BusinessHours   string `var:"BUSINESS_HOURS" placeholder:"HOURS" default:"09:00-18:00" help:"When the team answers, Monday to Friday but on Mexican holidays. What owners are promised is reckoned from it."`
	}

	// httpOptions say where the program listens.
	httpOptions struct {
		HTTPAddr   string `name:"http-addr" var:"HTTP_ADDR" placeholder:"ADDR" default:"127.0.0.1:8080" help:"Address of webhooks, health, metrics and the playground."`
		Playground string `var:"PLAYGROUND" placeholder:"WHEN" default:"auto" help:"The page to try everything: auto (when no channel is configured), on or off. Who opens it can act as staff."`
		PublicURL  string `name:"public-url" var:"PUBLIC_URL" placeholder:"URL" help:"Where the world reaches us; with it Telegram uses a webhook, without it long polling."`
	}

	// channelOptions configure the channels.
	channelOptions struct {
		TelegramToken         Secret `var:"TELEGRAM_TOKEN" placeholder:"TOKEN" help:"Turns Telegram on."`
		TelegramAPIURL        string `name:"telegram-api-url" var:"TELEGRAM_API_URL" placeholder:"URL" default:"https://api.telegram.org" help:"Base of /bot<token>/… and /file/bot<token>/…"`
		TelegramWebhookSecret Secret `var:"TELEGRAM_WEBHOOK_SECRET" placeholder:"SECRET" usual:"made and kept" help:"What Telegram shows us with each call."`
		SlackBotToken         Secret `var:"SLACK_BOT_TOKEN" placeholder:"TOKEN" help:"Turns Slack on."`
		SlackAppToken         Secret `var:"SLACK_APP_TOKEN" placeholder:"TOKEN" help:"For Socket Mode; without it, the signing secret and HTTP."`
		SlackSigningSecret    Secret `var:"SLACK_SIGNING_SECRET" placeholder:"SECRET" help:"Proves that an HTTP call comes from Slack."`
		SlackAPIURL           string `name:"slack-api-url" var:"SLACK_API_URL" placeholder:"URL" default:"https://slack.com/api/" help:"Base of Slack's methods."`
		SlackStaffChannel     string `var:"SLACK_STAFF_CHANNEL" placeholder:"ID" help:"The channel for candidates and hand-offs."`
		SlackStaff            string `var:"SLACK_STAFF" placeholder:"IDS" usual:"the channel's members" help:"Who may act: user ids with commas between, or one user group (S…)."`
		SlackAdmins           string `var:"SLACK_ADMINS" placeholder:"IDS" help:"Who may publish knowledge, export and erase: user ids with commas between."`
	}

	// modelOptions configure an optional language model.
	modelOptions struct {
		LLMBaseURL      string `name:"llm-base-url" var:"LLM_BASE_URL" placeholder:"URL" usual:"OpenAI, with a key" help:"Any OpenAI-compatible server, with its version, such as http://127.0.0.1:11434/v1."`
		LLMAPIKey       Secret `name:"llm-api-key" var:"LLM_API_KEY" placeholder:"KEY" help:"Its key."`
		LLMModel        string `name:"llm-model" var:"LLM_MODEL" placeholder:"NAME" help:"Its model."`
		OpenAIAPIKey    Secret `name:"openai-api-key" var:"OPENAI_API_KEY" placeholder:"KEY" help:"Alone, it means OpenAI, and LLM_MODEL is gpt-5-mini."`
		LLMAPIVersion   string `name:"llm-api-version" var:"LLM_API_VERSION" placeholder:"VERSION" help:"Of the API of an Azure resource, such as 2024-10-21; LLM_BASE_URL is then https://NAME.openai.azure.com, and models are deployments."`
		LLMEffort       string `name:"llm-effort" var:"LLM_EFFORT" placeholder:"EFFORT" help:"How much a reasoning model thinks first: none, minimal, low, medium or high; without it, as the model likes."`
		LLMTemperature  string `name:"llm-temperature" var:"LLM_TEMPERATURE" placeholder:"N" help:"From 0 to 2; without it, as the model likes. Many reasoning models take none."`
		LLMLimitField   string `name:"llm-limit-field" var:"LLM_LIMIT_FIELD" placeholder:"NAME" default:"max_completion_tokens" help:"How the server calls the longest answer; older ones know only max_tokens."`
		EmbeddingModel  string `var:"EMBEDDING_MODEL" placeholder:"NAME" help:"For search by meaning, on the same server."`
		TranscribeModel string `var:"TRANSCRIBE_MODEL" placeholder:"NAME" help:"For voice notes, on the same server."`
		VisionModel     string `var:"VISION_MODEL" placeholder:"NAME" help:"For photos of documents, on the same server."`
		LLMDailyTokens  string `name:"llm-daily-tokens" var:"LLM_DAILY_TOKENS" placeholder:"N" default:"2000000" help:"Spending stop; above it the bot goes on without the model."`
		LogLLM          string `name:"log-llm" var:"LOG_LLM" placeholder:"WHEN" default:"off" help:"on logs what the model is asked and answers: personal data, for finding a fault."`
	}

	// keepOptions say how long things are kept.
	keepOptions struct {
		RetentionDays string `var:"RETENTION_DAYS" placeholder:"N" default:"365" help:"Idle conversations without a candidate are erased after that."`
	}

	// options are all of them: what serve understands.
	options struct {
		storeOptions
		httpOptions
		channelOptions
		modelOptions
		programmeOptions
		keepOptions
	}
)

// secrets are the values that may stand in no log: those of the channels and the model.
// The others, the database's address and the keys, are never sent anywhere.
func (o options) secrets() []Secret {
	return append(o.modelOptions.secrets(), o.TelegramToken, o.TelegramWebhookSecret, o.SlackBotToken, o.SlackAppToken, o.SlackSigningSecret)
}

// secrets are those of the model.
func (o modelOptions) secrets() []Secret { return []Secret{o.LLMAPIKey, o.OpenAIAPIKey} }

// variable is one row of the table of settings: in --help, in the README and in INTERFACE.md.
type variable struct {
	Name    string // of the environment variable
	Flag    string // with its dashes
	Default string // "–" when there is none
	Meaning string
}

// variables lists every setting of serve, in the order of the groups.
func variables() []variable {
	return append(variablesOf(reflect.TypeFor[options]()), variablesOf(reflect.TypeFor[commonOptions]())...)
}

func variablesOf(t reflect.Type) []variable {
	var out []variable
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, variablesOf(f.Type)...)
			continue
		}
		v := variable{Name: f.Tag.Get("var"), Flag: f.Tag.Get("name"), Default: f.Tag.Get("default"), Meaning: f.Tag.Get("help")}
		if v.Flag == "" {
			v.Flag = strings.ReplaceAll(strings.ToLower(v.Name), "_", "-")
		}
		v.Flag = "--" + v.Flag
		if v.Default == "" {
			v.Default = f.Tag.Get("usual")
		}
		if v.Default == "" {
			v.Default = "–"
		}
		out = append(out, v)
	}
	return out
}

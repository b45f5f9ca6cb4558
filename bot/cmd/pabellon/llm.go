package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/bot/llm"
	"pabellon/handlers"
	"pabellon/store"
)

// modelPlan is how the language model was configured.
type modelPlan struct {
	options llm.Options // without what the office adds
	daily   int64       // tokens
	zone    *time.Location
}

// What OpenAI is asked for when only its key is set: a small model that hardly thinks, for
// somebody waits.
const (
	usualModel  = "gpt-5-mini"
	usualEffort = "minimal"
)

// on tells whether there is a model for anything.
func (p modelPlan) on() bool {
	return p.options.Chat != "" || p.options.Embedding != "" || p.options.Hearing != "" || p.options.Vision != ""
}

// read is how the model was configured, with what is set and has no effect.
func (o modelOptions) read(m *mistakes, zone *time.Location) (p modelPlan, warnings []string) {
	o.check(m)
	key := cmp.Or(o.LLMAPIKey.Reveal(), o.OpenAIAPIKey.Reveal())
	p = modelPlan{zone: zone, daily: int64(m.number("LLM_DAILY_TOKENS", o.LLMDailyTokens, 0)), options: llm.Options{
		Base: strings.TrimRight(o.LLMBaseURL, "/"), Key: key, AzureVersion: o.LLMAPIVersion, Chat: o.LLMModel, Embedding: o.EmbeddingModel, Hearing: o.TranscribeModel, Vision: o.VisionModel,
		Effort: o.LLMEffort, OldLimit: m.choice("LLM_LIMIT_FIELD", o.LLMLimitField, "max_completion_tokens", "max_tokens") == "max_tokens",
		Reveal: m.choice("LOG_LLM", o.LogLLM, "on", "off") == "on"}}
	if p.options.Base == "" && o.OpenAIAPIKey.Set() && p.options.Chat == "" {
		p.options.Chat, p.options.Effort = usualModel, cmp.Or(p.options.Effort, usualEffort)
	}
	if at, err := strconv.ParseFloat(cmp.Or(o.LLMTemperature, "0"), 32); err == nil && at >= 0 && at <= 2 {
		p.options.Temperature = float32(at)
	} else {
		m.add("LLM_TEMPERATURE", "must be a number from 0 to 2, not %q", o.LLMTemperature)
	}
	server := p.options.Base != "" || key != ""
	say := func(is bool, words string) {
		if is {
			warnings = append(warnings, words)
		}
	}
	say(!server && (o.LLMModel != "" || o.TranscribeModel != "" || o.EmbeddingModel != "" || o.VisionModel != ""), "a model is named, but no server: set LLM_BASE_URL, or OPENAI_API_KEY; going on without")
	say(server && p.options.Chat == "", "a model's server is set, but LLM_MODEL names none to answer; going on without")
	say(p.options.Reveal, "LOG_LLM is on: the log has what people write to the model and what it answers, which is personal data; turn it off when you have seen enough")
	if !server {
		p.options.Chat, p.options.Embedding, p.options.Hearing, p.options.Vision = "", "", "", ""
	}
	if strings.HasPrefix(p.options.Embedding, "text-embedding-3") { // OpenAI's can be cut short, at hardly any loss
		p.options.Dimensions = shortVectors
	}
	return p, warnings
}

// llmSalt names the setting that keeps the salt of the hashes by which a model's server
// tells people apart.
const llmSalt = "llm.salt"

// open makes the model over a store that is open; nil when there is none.
func (p modelPlan) open(ctx context.Context, s *store.Store, now func() time.Time, log *slog.Logger) (*llm.Model, error) {
	if !p.on() {
		return nil, nil
	}
	salt, err := s.Setting(ctx, llmSalt, rand.Text)
	if err != nil {
		return nil, err
	}
	o := p.options
	o.Salt, o.Log = []byte(salt), log
	o.Purse = &purse{store: s, daily: p.daily, today: func() string { return now().In(p.zone).Format(time.DateOnly) }}
	return llm.New(o), nil
}

// hearWithin is how long a voice note is listened to: a minute of speech takes a few seconds.
const hearWithin = 20 * time.Second

// ears listen to voice notes.
type ears struct {
	model *llm.Model
	terms string
}

// newEars makes them; terms are words that owners say and transcribers do not expect. A
// prompt of Whisper has 224 tokens at most (OpenAI's speech-to-text guide).
func newEars(m *llm.Model, form *handlers.Form) ears {
	terms := "Alibaba.com, ProMéxico, Gold Supplier, RFC, SAT, constancia de situación fiscal, folio, Incoterms, FOB, CIF, EXW, DDP, MOQ, pedimento, arancel"
	for _, s := range form.States {
		terms += ", " + s.Name
	}
	return ears{m, terms}
}

// endings are names of files by which servers know what they hear.
var endings = map[string]string{"audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "video/mp4": "mp4"}

// Hear writes a voice note down.
func (e ears) Hear(ctx context.Context, s bot.Sound) (string, error) {
	return e.model.Hear(ctx, llm.Voice{Name: "voz." + endings[s.Type], Content: s.Content, Seconds: s.Seconds, Lang: cmp.Or(s.Lang, "es"), Terms: e.terms, Within: hearWithin})
}

// purse is what may be spent in a day, kept in the store: all processes spend of it.
type purse struct {
	store *store.Store
	daily int64
	today func() string
}

// Left is how many tokens may still be used today.
func (p *purse) Left(ctx context.Context) (int64, error) {
	spent, err := p.store.Spent(ctx, p.today())
	return p.daily - spent, err
}

// Spend notes that tokens were used.
func (p *purse) Spend(ctx context.Context, tokens int64) error {
	_, err := p.store.Spend(ctx, p.today(), tokens)
	return err
}

package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/telegram"
	"pabellon/handlers"
	"pabellon/store"
)

// telegramPlan is how Telegram was configured.
type telegramPlan struct {
	token  string // "" is off
	api    string
	hook   string // the whole address of the webhook; "" polls
	secret string // "" is made and kept
}

// read is how Telegram was configured.
func (o options) telegram() telegramPlan {
	p := telegramPlan{token: o.TelegramToken.Reveal(), api: strings.TrimRight(o.TelegramAPIURL, "/"), secret: o.TelegramWebhookSecret.Reveal()}
	if o.PublicURL != "" {
		p.hook = strings.TrimRight(o.PublicURL, "/") + telegram.HookPath
	}
	return p
}

// hookSecret names the setting that keeps the webhook's secret.
const hookSecret = "telegram.webhook_secret"

// openTelegram makes the channel over an office that is open.
func (s *server) openTelegram(ctx context.Context) error {
	plan := s.config.telegram
	if plan.hook != "" && plan.secret == "" {
		secret, err := s.office.store.Setting(ctx, hookSecret, rand.Text)
		if err != nil {
			return err
		}
		plan.secret = secret
	}
	t, err := telegram.New(&phone{s.office}, telegram.Options{Token: plan.token, API: plan.api, Hook: plan.hook, Secret: plan.secret,
		Words: phrases(s.office.clerk), Log: s.log})
	if err != nil {
		return err
	}
	s.telegram = t
	return nil
}

// phone is what Telegram needs from the program.
type phone struct{ office *office }

var _ telegram.Backend = (*phone)(nil)

// Accept keeps turns.
func (p *phone) Accept(ctx context.Context, turns ...bot.Turn) error {
	return p.office.engine.Accept(ctx, turns...)
}

// Leads tells whether this process polls.
func (p *phone) Leads() bool { return p.office.store.Leads(telegram.Channel) }

// Now is the product's clock.
func (p *phone) Now() time.Time { return p.office.clock.Now() }

// phrases are the words that stand around messages in Telegram.
func phrases(clerk *handlers.Clerk) telegram.Words {
	out := telegram.Words{}
	for _, lang := range []string{"es", "en"} {
		p := clerk.Profile(lang)
		w := telegram.Phrases{Name: p.Name, About: p.About, Description: p.Description, Group: p.Group, Phone: p.Phone,
			Citing: p.Citing}
		for _, c := range p.Commands {
			w.Commands = append(w.Commands, telegram.Command{Name: c.Name, Does: c.Does})
		}
		out[lang] = w
	}
	return out
}

// openTelegramFile opens what somebody sent there.
func (s *server) openTelegramFile(ctx context.Context, f bot.File) (io.ReadCloser, error) {
	return s.telegram.OpenFile(ctx, f)
}

// Typing is shown from this time on: an answer without a model is there before.
const (
	typingAfter = time.Second
	typingEvery = 4500 * time.Millisecond // Telegram shows it for five seconds
)

// showTyping shows in a conversation's channel that an answer is on its way.
func (s *server) showTyping(ctx context.Context, conversation string) {
	switch channel, _, _ := strings.Cut(conversation, ":"); {
	case channel == telegram.Channel && s.telegram != nil:
		s.telegram.Typing(ctx, conversation)
	case channel == slack.Channel && s.slack != nil:
		s.slack.Typing(ctx, conversation)
	}
}

// recall finds what was said under a receipt.
func recall(s *store.Store) bot.Recall {
	return func(ctx context.Context, conversation, receipt string) (*bot.Message, error) {
		m, err := s.Said(ctx, conversation, receipt)
		if errors.Is(err, store.ErrNotFound) {
			return nil, nil
		}
		return &m, err
	}
}

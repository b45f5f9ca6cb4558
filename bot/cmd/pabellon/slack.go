package main

import (
	"context"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/handlers"
)

// slackPlan is how Slack was configured.
type slackPlan struct {
	bot, app, secret string // bot "" is off; app "" takes signed HTTP
	api              string
	desk             string
	roles            slack.Roles
	public           string // where the world reaches us
}

// options are those of the channel, but for its words.
func (p slackPlan) options() slack.Options {
	return slack.Options{BotToken: p.bot, AppToken: p.app, Secret: p.secret, API: p.api, Desk: p.desk, Roles: p.roles}
}

// slack is how Slack was configured.
func (o options) slack() slackPlan {
	p := slackPlan{bot: o.SlackBotToken.Reveal(), app: o.SlackAppToken.Reveal(), secret: o.SlackSigningSecret.Reveal(),
		desk: o.SlackStaffChannel, public: o.PublicURL}
	if o.SlackAPIURL != "" {
		p.api = strings.TrimRight(o.SlackAPIURL, "/") + "/" // the library wants the slash
	}
	if strings.HasPrefix(o.SlackStaff, "S") {
		p.roles.Group = o.SlackStaff
	} else {
		p.roles.Staff = ids(o.SlackStaff)
	}
	p.roles.Admins = ids(o.SlackAdmins)
	return p
}

// ids are those of a list with commas between.
func ids(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// openSlack makes the channel over an office that is open.
func (s *server) openSlack() error {
	o := s.config.slack.options()
	o.Words, o.Log = deskWords(s.office.clerk), s.log
	c, err := slack.New(&bench{s.office}, o)
	s.slack = c
	return err
}

// bench is what Slack needs from the program.
type bench struct{ office *office }

var _ slack.Backend = (*bench)(nil)

// Accept keeps turns.
func (b *bench) Accept(ctx context.Context, turns ...bot.Turn) error {
	return b.office.engine.Accept(ctx, turns...)
}

// Candidate is the card of a conversation as it is now.
func (b *bench) Candidate(ctx context.Context, conversation string) (bot.Message, error) {
	c, err := b.office.store.Load(ctx, conversation)
	if err != nil {
		return bot.Message{}, err
	}
	return b.office.clerk.Card(c, b.Now()), nil
}

// Now is the product's clock.
func (b *bench) Now() time.Time { return b.office.clock.Now() }

// deskWords are the words that stand around what staff see.
func deskWords(clerk *handlers.Clerk) slack.Words {
	d := clerk.Desk()
	w := slack.Words{NotStaff: d.NotStaff, Failed: d.Failed, Source: d.Source, Reviewed: d.Reviewed, Checks: d.Checks, Holder: d.Holder,
		See: d.See, Opening: d.Opening, Close: d.Close, Buttons: d.Buttons, Modals: map[string]slack.Modal{}}
	for _, a := range d.Acts {
		m := slack.Modal{Title: a.Title, Label: a.Label, Hint: a.Hint, Submit: a.Submit, Send: d.Send, Cancel: d.Cancel, Empty: d.Empty, Optional: a.Optional}
		if a.Sent {
			m.Preview = d.Preview
		}
		w.Modals[a.Action] = m
	}
	return w
}

package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/handlers"
	"pabellon/store"
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

// scrubs are the channels that can take back what they said of somebody who is erased.
// Telegram lets go of what is younger than two days only, and of nothing in other chats.
func scrubs() []string { return []string{slack.Channel} }

// openSlack makes the channel over an office that is open.
func (s *server) openSlack() error {
	o := s.config.slack.options()
	o.Words, o.Log = deskWords(s.office.clerk), s.log
	if s.config.model.options.Chat != "" {
		o.Words = suggesting(o.Words, s.office.clerk.Desk())
	}
	c, err := slack.New(&bench{s.office}, o)
	s.slack = c
	return err
}

// bench is what Slack needs from the program.
type bench struct {
	office *office
}

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

// Group is what a conversation waits for together with those that belong with it, or, when
// it waits no more, those who are shown with it still.
func (b *bench) Group(ctx context.Context, conversation, place string) (out slack.Group, err error) {
	gaps, clerk, what := strings.HasPrefix(place, bot.GapPlace), b.office.clerk, store.Late
	if gaps {
		what = store.ForAnswer
	}
	all, err := b.waiting(ctx, what)
	if err != nil {
		return out, err
	}
	specific := place != bot.GapPlace && place != bot.OverduePlace
	member := ""
	switch at := slices.IndexFunc(all, func(o bot.Open) bool { return o.Conversation == conversation }); {
	case at < 0 && specific:
		out.Members, err = b.stillShown(ctx, conversation, place, all)
	case gaps:
		out.Members = clerk.Gather(conversation, all)
	default:
		if at >= 0 {
			member = clerk.Reminds(all[at], b.Now())
		}
		out.Members = slices.DeleteFunc(all, func(o bot.Open) bool { return clerk.Reminds(o, b.Now()) != member })
	}
	if out.Message = clerk.Overdue(out.Members, b.Now()); gaps {
		out.Message = clerk.Gaps(out.Members, b.Now())
	}
	out.Message.Member = member
	if err != nil || !specific {
		return out, err
	}
	out.Cards, err = b.cards(ctx, out.Members, place)
	return out, err
}

// stillShown are those of all who wait that the message shows in which the card of a
// conversation stands.
func (b *bench) stillShown(ctx context.Context, conversation, place string, all []bot.Open) ([]bot.Open, error) {
	receipt, err := b.office.store.CardReceipt(ctx, conversation, place)
	if err != nil || receipt == "" {
		return nil, err
	}
	shown, err := b.office.store.Sharing(ctx, receipt)
	return slices.DeleteFunc(all, func(o bot.Open) bool { return !slices.Contains(shown, o.Conversation) }), err
}

// cards are those of some who wait, in the message of a place.
func (b *bench) cards(ctx context.Context, all []bot.Open, place string) (out []slack.Standing, err error) {
	for _, o := range all {
		card := slack.Standing{Conversation: o.Conversation, Place: handlers.Place(o, place)}
		if card.Receipt, err = b.office.store.CardReceipt(ctx, card.Conversation, card.Place); err != nil {
			return nil, err
		}
		out = append(out, card)
	}
	return out, nil
}

// Shares is one of those whose card stands in a message that shows several of them.
func (b *bench) Shares(ctx context.Context, receipt string) (slack.Standing, error) {
	conversation, place, err := b.office.store.Shares(ctx, receipt)
	if errors.Is(err, store.ErrNotFound) {
		return slack.Standing{}, nil
	}
	return slack.Standing{Conversation: conversation, Place: place, Receipt: receipt}, err
}

// waiting is all who wait for something.
func (b *bench) waiting(ctx context.Context, what store.Waits) ([]bot.Open, error) {
	ids, err := b.office.store.Waiting(ctx, what)
	if err != nil {
		return nil, err
	}
	var out []bot.Open
	for _, id := range ids {
		c, err := b.office.store.Load(ctx, id)
		if err != nil {
			return nil, err
		}
		if o, ok := b.office.clerk.Open(c); ok {
			out = append(out, o)
		}
	}
	return out, nil
}

// Overview is how the programme stands, with those who were approved before the bot began.
func (b *bench) Overview(ctx context.Context) (bot.Overview, error) {
	return overview(b.office.store, b.office.clerk)(ctx, b.Now())
}

// observe tells the metrics what the loops did, and the Home tabs when it concerns staff.
func (s *server) observe(o bot.Observation) {
	s.metrics.observe(o)
	if s.slack != nil && concernsStaff(o) {
		s.slack.Changed()
	}
}

// concernsStaff tells a turn after which other figures stand on a Home tab: staff were
// told something, or somebody was erased.
func concernsStaff(o bot.Observation) bool {
	return o.Kind == bot.TurnDone && (o.Outcome.Erase || slices.ContainsFunc(o.Outcome.Messages, func(m bot.Message) bool { return m.To == bot.ForStaff }))
}

// Now is the product's clock.
func (b *bench) Now() time.Time { return b.office.clock.Now() }

// deskWords are the words that stand around what staff see.
func deskWords(clerk *handlers.Clerk) slack.Words {
	d := clerk.Desk()
	w := slack.Words{NotStaff: d.NotStaff, Failed: d.Failed, Nothing: d.Nothing, Checks: d.Checks, Checked: d.Checked, Holder: d.Holder,
		Reads: d.Reads, Other: d.Other, Long: d.Long, Old: d.Old, Again: d.Again, Pick: d.Pick, More: d.More, Sure: map[string]slack.Sure{},
		Scrubbed: d.Scrubbed, Receipt: d.Receipt,
		See: d.See, Opening: d.Opening, Close: d.Close, Buttons: d.Buttons, Modals: map[string]slack.Modal{},
		Citing: map[string]bot.Citing{"es": clerk.Profile("es").Citing, "en": clerk.Profile("en").Citing},
		Board:  clerk.Board, Visitor: clerk.Visitor(),
		Phrases: map[string]slack.Phrases{"es": phrasesOf(clerk.Colleague("es")), "en": phrasesOf(clerk.Colleague("en"))}}
	for _, a := range d.Sure {
		w.Sure[a.Action] = slack.Sure{Title: a.Title, Text: a.Text, Yes: a.Yes, No: a.No}
	}
	for _, a := range d.Acts {
		m := slack.Modal{Title: a.Title, Label: a.Label, Hint: a.Hint, Submit: a.Submit, Send: d.Send, Cancel: d.Cancel, Empty: d.Empty, Optional: a.Optional,
			Who: a.Who, Files: a.Files, Attached: a.Attached, Suggests: a.Suggests}
		for _, t := range a.Templates {
			m.Templates = append(m.Templates, slack.Template(t))
		}
		if a.Sent {
			m.Preview = d.Preview
		}
		w.Modals[a.Action] = m
	}
	w.Admin = adminWords(clerk.DeskAdmin())
	return w
}

// phrasesOf are the words around what people read.
func phrasesOf(c handlers.Colleague) slack.Phrases {
	return slack.Phrases{Working: c.Working, Useful: c.Useful, UpHint: c.UsefulIs, Useless: c.Useless, DownHint: c.UselessIs,
		Offer: c.Offer, Prompts: c.Prompts}
}

// adminWords are those around what only admins do.
func adminWords(d handlers.DeskAdmin) slack.AdminWords {
	s := d.Save
	return slack.AdminWords{NotAdmin: d.NotAdmin, NoAdmins: d.NoAdmins, Save: slack.SaveWords{Title: s.Title, Submit: s.Submit, Langs: s.Langs,
		Labels: map[string]string{handlers.DraftTitle: s.LabelTitle, handlers.DraftID: s.LabelID, handlers.DraftQuestions: s.LabelQuestions,
			handlers.DraftTopics: s.LabelTopics, handlers.DraftBody: s.LabelBody, "lang": s.Lang}}}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"pabellon/bot"
	"pabellon/handlers"
	"pabellon/knowledge"
	"pabellon/store"
)

// What is read to answer an inquiry, at most.
const (
	mostWaiting    = 2000
	mostUnanswered = 5000
	mostShown      = 1000 // messages for staff among which a card is looked for
)

// Inquiry reads what staff asked.
func (b *bench) Inquiry(text string) bot.Inquiry { return b.office.clerk.Inquiry(text) }

// Answer answers it. What takes data out or changes what is quoted is written down first.
func (b *bench) Answer(ctx context.Context, q bot.Inquiry, by bot.Actor) (bot.Report, error) {
	switch clerk, now := b.office.clerk, b.Now(); q.Verb {
	case bot.FindVerb:
		return b.find(ctx, q.Text, now)
	case bot.WaitingVerb:
		all, err := b.office.store.Pending(ctx, handlers.PromiseTimer, mostWaiting)
		return clerk.ReportWaiting(all, by.ID, now), err
	case bot.SummaryVerb:
		o, err := b.Overview(ctx)
		return clerk.ReportSummary(o), err
	case bot.ExportVerb:
		return b.export(ctx, q.Text, by, now)
	case bot.ArticlesVerb:
		stopped, err := b.stopped(ctx)
		return clerk.ReportArticles(q.Text, clerk.Library().Search(q.Text, "es", handlers.MostArticles), stopped), err
	case bot.GapsVerb:
		return b.gaps(ctx, now)
	case bot.StopVerb:
		return b.stopArticle(ctx, q, by)
	case bot.ResumeVerb:
		return b.resumeArticle(ctx, q, by)
	}
	return b.office.clerk.ReportHelp(q.Text), nil
}

// find looks for candidates. Everything personal is sealed in the database, so all of them
// are read, page by page, and compared here: a quarter of a second for 10,000 (BenchmarkFind).
func (b *bench) find(ctx context.Context, text string, now time.Time) (bot.Report, error) {
	candidates, err := b.office.store.Candidates(ctx, time.Time{})
	if err != nil {
		return bot.Report{}, err
	}
	all := make([]bot.Listed, len(candidates))
	for i, c := range candidates {
		all[i] = bot.Listed{Conversation: c.Conversation, Folio: c.Folio, Status: bot.Status(c.Status), Submitted: c.SubmittedAt, Fields: c.Fields}
	}
	found := b.office.clerk.Seek(all, text)
	shown := found[:min(len(found), handlers.MostListed)]
	for i := range shown {
		c, err := b.office.store.Load(ctx, shown[i].Conversation)
		if err != nil {
			return bot.Report{}, err
		}
		if c.App.Folio == shown[i].Folio { // not of an earlier application
			shown[i].Holder = c.Holder
		}
	}
	return b.office.clerk.ReportFound(text, shown, len(found), now), nil
}

// export makes a file of all candidates.
func (b *bench) export(ctx context.Context, format string, by bot.Actor, now time.Time) (bot.Report, error) {
	if !slices.Contains(handlers.Formats(), format) {
		return b.office.clerk.ReportNoFormat(format), nil
	}
	if err := b.trail(ctx, by, "export", format, ""); err != nil {
		return bot.Report{}, err
	}
	candidates, err := b.office.store.Candidates(ctx, time.Time{})
	if err != nil {
		return bot.Report{}, err
	}
	form := b.office.clerk.Form()
	rows := make([]exported, len(candidates))
	for i, c := range candidates {
		rows[i] = exportedOf(c, form, b.office.clerk.Zone)
	}
	var content bytes.Buffer
	if err := writeAs(format, &content, rows, fieldIDs(form)); err != nil {
		return bot.Report{}, err
	}
	name := fmt.Sprintf("candidatos-%s.%s", now.In(b.office.clerk.Zone).Format(time.DateOnly), format)
	return b.office.clerk.ReportExport(bot.Attachment{Name: name, Content: content.Bytes()}, len(rows), now), nil
}

// gaps lists what nobody could answer lately.
func (b *bench) gaps(ctx context.Context, now time.Time) (bot.Report, error) {
	found, err := b.office.store.Unanswered(ctx, now.AddDate(0, 0, -handlers.GapDays), mostUnanswered)
	if err != nil {
		return bot.Report{}, err
	}
	all := make([]handlers.Unanswered, len(found))
	for i, f := range found {
		all[i] = handlers.Unanswered{Conversation: f.Conversation, Text: f.Event.Text, At: f.Event.At}
	}
	return b.office.clerk.ReportGaps(all, now), nil
}

// stopArticle stops an article that there is, in every process.
func (b *bench) stopArticle(ctx context.Context, q bot.Inquiry, by bot.Actor) (bot.Report, error) {
	clerk := b.office.clerk
	library := clerk.Library()
	var ids []string
	for _, a := range library.Articles() {
		ids = append(ids, a.ID)
	}
	if !slices.Contains(ids, q.Text) {
		return clerk.ReportNoArticle(q.Text, ids), nil
	}
	if err := b.trail(ctx, by, "stop", q.Text, q.Reason); err != nil {
		return bot.Report{}, err
	}
	others := onSameFacts(library, q.Text)
	if err := b.office.store.StopArticle(ctx, q.Text, q.Reason); err != nil {
		return bot.Report{}, err
	}
	return clerk.ReportStopped(q.Text, others), nil
}

// resumeArticle lets one be quoted again that is stopped.
func (b *bench) resumeArticle(ctx context.Context, q bot.Inquiry, by bot.Actor) (bot.Report, error) {
	stopped, err := b.stopped(ctx)
	switch {
	case err != nil:
		return bot.Report{}, err
	case !slices.Contains(stopped, q.Text):
		return b.office.clerk.ReportNotStopped(q.Text, stopped), nil
	}
	if err := b.trail(ctx, by, "resume", q.Text, q.Reason); err != nil {
		return bot.Report{}, err
	}
	if err := b.office.store.ResumeArticle(ctx, q.Text); err != nil && !errors.Is(err, store.ErrNotFound) {
		return bot.Report{}, err
	}
	return b.office.clerk.ReportResumed(q.Text), nil
}

// stopped are the ids of the articles that are not quoted.
func (b *bench) stopped(ctx context.Context) (ids []string, err error) {
	list, err := b.office.store.StoppedArticles(ctx)
	for _, a := range list {
		ids = append(ids, a.ID)
	}
	return ids, err
}

// trail writes down what an admin is about to do.
func (b *bench) trail(ctx context.Context, by bot.Actor, act, about, reason string) error {
	return b.office.store.AddTrail(ctx, store.TrailEntry{At: b.Now(), By: by, Act: act, About: about, Reason: reason})
}

// Draft makes an article of a message. When it, or the one whose thread it stands in, is
// the card of a question, that is what the article answers.
func (b *bench) Draft(ctx context.Context, text string, receipts ...string) (bot.DraftArticle, error) {
	shown, err := b.office.store.Desk(ctx, mostShown)
	if err != nil {
		return bot.DraftArticle{}, err
	}
	asked := ""
	for _, m := range shown {
		if m.Message.Card != bot.GapCard || m.Receipt == "" || !slices.Contains(receipts, m.Receipt) {
			continue
		}
		asked = b.office.clerk.AskedOn(m.Message)
		if m.Receipt == receipts[0] {
			text = "" // the card itself says nothing that answers it
		}
	}
	return b.office.clerk.Draft(text, asked), nil
}

// Article makes a file of a draft.
func (b *bench) Article(d bot.DraftArticle) (bot.Attachment, string, map[string]string) {
	return b.office.clerk.Article(d)
}

// onSameFacts are the other articles that are quoted and rest on the same facts as one:
// they may say the same figure.
func onSameFacts(library *knowledge.Library, id string) (others []string) {
	of, _ := library.Article(id, "es")
	for _, a := range library.Articles() {
		shares := slices.ContainsFunc(a.Facts, func(f string) bool { return slices.Contains(of.Facts, f) })
		if _, quoted := library.Article(a.ID, a.Lang); shares && quoted && a.ID != id && !slices.Contains(others, a.ID) {
			others = append(others, a.ID)
		}
	}
	return others
}

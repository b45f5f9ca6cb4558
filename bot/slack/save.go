package slack

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// SaveShortcut is the callback id of the shortcut that drafts an article of a message, and
// of its modal.
const SaveShortcut = "save_knowledge"

// Most characters of the parts of a draft; Slack takes 3,000 in a text that is typed.
const (
	maxTyped      = 3000
	maxTypedTitle = 150
	maxTypedID    = 60
)

// AdminWords is what is said around what only admins do.
type AdminWords struct {
	NotAdmin string // to who is none
	NoAdmins string // when there is none
	Save     SaveWords
}

// SaveWords is what the modal says in which a message becomes an article.
type SaveWords struct {
	Title, Submit string            // at most 24 characters
	Labels        map[string]string // by part: title, id, questions, topics, body, lang
	Langs         map[string]string // by language
}

// The parts of a draft, which are the blocks of its modal, in this order.
var draftParts = []struct {
	name      string
	most      int
	multiline bool
	optional  bool
}{{"title", maxTypedTitle, false, false}, {"questions", maxTyped, true, true}, {"body", maxTyped, true, false}, {"id", maxTypedID, false, false}, {"topics", maxTypedTitle, false, true}}

const langPart = "lang"

// save opens a modal at once, for the click is good for three seconds, and then puts the
// draft of an article into it.
func (s *Slack) save(ctx context.Context, cb *slack.InteractionCallback) {
	who := asker{user: cb.User.ID, channel: cb.Channel.ID, url: cb.ResponseURL}
	if !slices.Contains(s.people.roles.Admins, who.user) {
		if words := s.mayNotAsk(ctx, who.user, true); words != "" {
			s.tell(ctx, who, alone(words))
		}
		return
	}
	opened, err := s.api.OpenViewContext(ctx, cb.TriggerID, s.savingSays(s.o.Words.Opening))
	if err != nil {
		s.log.Warn("cannot open a modal", "error", detail(err))
		s.tell(ctx, who, alone(s.o.Words.Failed))
		return
	}
	view := s.draftView(ctx, cb)
	if _, err := s.api.UpdateViewContext(ctx, view, "", opened.Hash, opened.ID); err != nil {
		s.log.Warn("cannot fill a modal", "error", detail(err))
	}
}

// draftView is the modal with a draft of the message, or with why there is none.
func (s *Slack) draftView(ctx context.Context, cb *slack.InteractionCallback) slack.ModalViewRequest {
	if words := s.mayNotAsk(ctx, cb.User.ID, true); words != "" {
		return s.savingSays(words)
	}
	m := cb.Message.Msg
	d, err := s.backend.Draft(ctx, markdown(m.Text), spot{channel: cb.Channel.ID, ts: m.Timestamp}.receipt(), spot{channel: cb.Channel.ID, ts: m.ThreadTimestamp}.receipt())
	if err != nil {
		s.log.Error("cannot draft an article", "error", err)
		return s.savingSays(s.o.Words.Failed)
	}
	return s.saving(d, cb.Channel.ID)
}

// savingSays is the modal with words alone.
func (s *Slack) savingSays(words string) slack.ModalViewRequest {
	return slack.ModalViewRequest{Type: slack.VTModal, Title: label(s.o.Words.Admin.Save.Title, maxTitle), Close: label(s.o.Words.Close, maxTitle),
		Blocks: slack.Blocks{BlockSet: paragraphs(bot.Escape(words))}}
}

// saving is the modal with a draft.
func (s *Slack) saving(d bot.DraftArticle, channel string) slack.ModalViewRequest {
	w := s.o.Words.Admin.Save
	v := s.savingSays(d.Note)
	v.CallbackID, v.PrivateMetadata, v.Submit = SaveShortcut, channel, label(w.Submit, maxTitle)
	values := map[string]string{"title": d.Title, "id": d.ID, "questions": strings.Join(d.Questions, "\n"), "topics": strings.Join(d.Topics, ", "), "body": d.Body}
	for _, p := range draftParts {
		field := slack.NewPlainTextInputBlockElement(nil, textField).WithMultiline(p.multiline).WithMaxLength(p.most)
		if value := cut(plain(values[p.name]), p.most); value != "" {
			field = field.WithInitialValue(value)
		}
		input := slack.NewInputBlock(p.name, label(w.Labels[p.name], maxLabel), nil, field)
		input.Optional = p.optional
		v.Blocks.BlockSet = append(v.Blocks.BlockSet, input)
	}
	var choices []*slack.OptionBlockObject
	var chosen *slack.OptionBlockObject
	for _, lang := range []string{"es", "en"} {
		choice := slack.NewOptionBlockObject(lang, label(w.Langs[lang], maxLabel), nil)
		if choices = append(choices, choice); lang == d.Lang || chosen == nil {
			chosen = choice
		}
	}
	list := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, textField, choices...).WithInitialOption(chosen)
	v.Blocks.BlockSet = append(v.Blocks.BlockSet, slack.NewInputBlock(langPart, label(w.Labels[langPart], maxLabel), nil, list))
	return v
}

// rightsTime is how long Slack may take to say who somebody is while it waits for us itself:
// for three seconds.
const rightsTime = 2 * time.Second

// saved takes what was submitted: what is wrong stands beside the part that has it; else
// the file goes to who made it. Nothing is published.
func (s *Slack) saved(ctx context.Context, cb *slack.InteractionCallback) taken {
	ctx, cancel := context.WithTimeout(ctx, rightsTime)
	defer cancel()
	if words := s.mayNotAsk(ctx, cb.User.ID, true); words != "" {
		view := s.savingSays(words)
		return taken{answer: slack.NewUpdateViewSubmissionResponse(&view)}
	}
	file, words, wrong := s.backend.Article(submittedDraft(cb))
	if len(wrong) > 0 {
		return taken{answer: slack.NewErrorsViewSubmissionResponse(wrong)}
	}
	return taken{answer: slack.NewClearViewSubmissionResponse(), after: func(ctx context.Context) {
		if err := s.hand(ctx, cb.User.ID, file, words); err != nil {
			s.log.Error("cannot hand over an article", "error", detail(err))
			s.tell(ctx, asker{user: cb.User.ID, channel: cb.View.PrivateMetadata}, alone(s.o.Words.Failed))
		}
	}}
}

// submittedDraft is the draft as it was submitted.
func submittedDraft(cb *slack.InteractionCallback) bot.DraftArticle {
	d := bot.DraftArticle{Owner: cb.User.ID}
	if cb.View.State == nil {
		return d
	}
	value := func(part string) string { return strings.TrimSpace(cb.View.State.Values[part][textField].Value) }
	d.Title, d.ID, d.Body = strings.Join(strings.Fields(value("title")), " "), value("id"), value("body")
	d.Lang = cb.View.State.Values[langPart][textField].SelectedOption.Value
	split := func(text, at string) (out []string) {
		for part := range strings.SplitSeq(text, at) {
			if part = strings.Join(strings.Fields(part), " "); part != "" {
				out = append(out, part)
			}
		}
		return out
	}
	d.Questions, d.Topics = split(value("questions"), "\n"), split(value("topics"), ",")
	return d
}

// saveOf is what a shortcut leads to.
func (s *Slack) saveOf(cb *slack.InteractionCallback) taken {
	if cb.CallbackID != SaveShortcut || cb.User.ID == "" {
		return taken{}
	}
	return taken{after: func(ctx context.Context) { s.save(ctx, cb) }}
}

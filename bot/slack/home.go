package slack

import (
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"pabellon/bot"
)

// keepHomes publishes the Home tabs that are to be shown anew, one after the other, until
// ctx ends. It is the only one that publishes; nobody's acknowledgement waits for it.
func (s *Slack) keepHomes(ctx context.Context) {
	for ctx.Err() == nil {
		user, wait := s.homes.next(time.Now())
		if user == "" {
			s.homes.rest(ctx, wait)
			continue
		}
		s.publish(ctx, user)
	}
}

// Changed says that something for staff was said or decided: who looked at their Home tab
// lately sees it within seconds. It may be called from anywhere, as often as one likes.
func (s *Slack) Changed() { s.homes.changed(time.Now()) }

// renewHomes has the Home tabs of all of the team shown anew: who was erased may stand on one
// that nobody has opened since the program was started, or that another process has shown.
func (s *Slack) renewHomes(ctx context.Context) {
	if s.o.Words.Board == nil {
		return
	}
	team, err := s.people.everybody(ctx)
	if err != nil {
		s.log.Warn("Home tabs are left as they are: cannot ask Slack who is of the team", "error", err)
		return
	}
	s.homes.renew(team, time.Now())
}

// publish shows somebody their Home tab. Who they are is asked each time.
func (s *Slack) publish(ctx context.Context, user string) {
	may, err := s.people.mayAct(ctx, user)
	if err != nil { // who is not known to be of staff sees no figures; what they see now stays
		s.later(ctx, user, "ask Slack who may see the figures", err)
		return
	}
	looked := s.homes.looked(user)
	if !may && !looked {
		s.homes.forget(user)
		return
	}
	if !may || s.o.Words.Board == nil {
		s.show(ctx, user, s.homeOf(s.o.Words.Visitor, ""), "")
		return
	}
	o, err := s.homes.figures(ctx, s.backend.Overview)
	if err != nil {
		s.later(ctx, user, "count for it", err)
		return
	}
	b := s.o.Words.Board(o, user)
	file := ""
	if looked { // else it would be deleted with the figures of today
		file = s.picture(ctx, b.Picture)
	}
	err = s.show(ctx, user, s.homeOf(b, file), file)
	if file != "" && refusedPicture(err) {
		s.log.Debug("Slack does not show the picture of a Home tab yet", "error", detail(err))
		if s.show(ctx, user, s.homeOf(b, ""), "") == nil {
			s.homes.again(user, s.homes.unready(file))
		}
	}
	s.dropOld(ctx)
}

// show publishes a view that has a picture, or none, and remembers it.
func (s *Slack) show(ctx context.Context, user string, v slack.HomeTabViewRequest, file string) error {
	shown, err := s.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: v})
	if err == nil && shown.View.ID == "" {
		err = errNoView
	}
	switch {
	case err == nil:
		s.homes.shown(user, file)
	case file == "" || !refusedPicture(err): // else it is tried without
		s.later(ctx, user, "publish it", err)
	}
	return err
}

// later has a Home tab tried again that could not be shown, or leaves it when Slack said
// why not: then a second try changes nothing.
func (s *Slack) later(ctx context.Context, user, what string, err error) {
	var limited *slack.RateLimitedError
	var said slack.SlackErrorResponse
	switch {
	case ctx.Err() != nil:
	case errors.As(err, &limited):
		s.homes.pause(limited.RetryAfter)
		s.homes.again(user, limited.RetryAfter)
	case errors.As(err, &said):
		s.log.Warn("a Home tab is left as it is: cannot "+what, "error", detail(err))
		s.homes.forget(user)
	default:
		s.log.Warn("a Home tab is tried again: cannot "+what, "error", err)
		s.homes.again(user, 0)
	}
}

var errNoView = errors.New("slack: the answer to a Home tab does not say which it is")

// homeOf dresses a board. Nothing in it is parsed: lines are rich text, candidates plain.
func (s *Slack) homeOf(b bot.Board, file string) slack.HomeTabViewRequest {
	blocks := []slack.Block{heading(b.Title)}
	if file != "" {
		blocks = append(blocks, slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: file}, cut(b.Picture.Alt, maxAlt), "", nil))
	}
	blocks = append(blocks, paragraphs(b.Note)...)
	for i, p := range b.Parts {
		if p.Title != "" {
			blocks = append(blocks, heading(p.Title))
		}
		blocks = append(blocks, lines(p.Lines)...)
		for _, c := range p.Candidates {
			blocks = append(blocks, s.candidateLine(c))
		}
		if p.More != "" {
			blocks = append(blocks, remark(bot.Plain(p.More)))
		}
		if i < len(b.Parts)-1 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
	}
	if b.Foot != "" {
		blocks = append(blocks, remark(bot.Plain(b.Foot)))
	}
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks[:min(len(blocks), maxViewBlocks)]}}
}

// Limits of a view (block_limits.json).
const (
	maxViewBlocks = 100
	maxAlt        = 1000 // of an upload; a block takes 2,000
)

func heading(text string) slack.Block {
	return slack.NewHeaderBlock(label(bot.Plain(text)+" ", maxHeader))
}

// lines are texts with marks, one below the other.
func lines(all []string) []slack.Block {
	var text string
	for i, l := range all {
		if i > 0 {
			text += "\n"
		}
		text += l
	}
	return paragraphs(text)
}

// candidateLine is a candidate with the button that shows all of them.
func (s *Slack) candidateLine(c bot.BoardLine) slack.Block {
	text := plain(bot.Plain(c.Text))
	button := slack.NewButtonBlockElement(actionID(0), seePayload+" "+c.Conversation, label(s.o.Words.See, maxLabel))
	button.AccessibilityLabel = label(s.o.Words.See+": "+text, maxLabel).Text
	return slack.NewSectionBlock(slack.NewTextBlockObject(slack.PlainTextType, cut(text, shownLine), false, false), nil, slack.NewAccessory(button))
}

const shownLine = 300 // characters of a candidate's line; a section takes 3,000

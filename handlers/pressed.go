package handlers

import "pabellon/bot"

// staff reads what a staff member did: an action, or a button of a card.
func (r *reader) staff() bot.Command {
	act := bot.Act{Action: r.t.Action, Text: clean(r.t.Text), By: r.t.Actor, Seen: r.t.Seen}
	if r.t.Assignee != nil {
		act.Assignee = *r.t.Assignee
	}
	for _, f := range r.t.Files {
		if f.Got != nil {
			act.Files = append(act.Files, *f.Got)
		}
	}
	if act.Action == "" {
		if cmd, ok := decodeButton(r.t.Button); ok {
			if pressed, ok := cmd.(bot.Act); ok {
				act.Action, act.On = pressed.Action, pressed.On
			}
		}
	}
	return act
}

// button decodes a button and reads the article that it stands for. An owner's
// button never acts for staff.
func (r *reader) button() bot.Command {
	cmd, ok := decodeButton(r.t.Button)
	if !ok {
		return bot.Unclear{Why: "button"}
	}
	if r.c.Speaker == bot.PersonSpeaks && !whilePersonSpeaks(cmd) {
		return bot.Human{}
	}
	switch cmd := cmd.(type) {
	case bot.Act:
		return bot.Unclear{Why: "button"}
	case bot.More:
		return r.article(cmd.Passage.Article, true)
	case bot.Ask:
		return r.article(cmd.Found.Passages[0].Article, false)
	case bot.Reckon:
		return r.reckon(cmd.Begin, cmd.Told)
	case bot.AskTeam:
		return r.quote(cmd)
	}
	return cmd
}

// whilePersonSpeaks tells what the bot still does during a hand-off: giving the
// chat back, and what concerns the person's data.
func whilePersonSpeaks(cmd bot.Command) bool {
	switch cmd.(type) {
	case bot.Resume, bot.Privacy, bot.MyData, bot.Erase, bot.Revoke, bot.Notice, bot.No, bot.Vote, bot.Snooze:
		return true
	}
	return false
}

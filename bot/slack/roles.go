package slack

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// Roles says who may act. Without Staff and Group, it is whoever is a member of the desk.
type Roles struct {
	Staff  []string // user ids
	Group  string   // id of a user group
	Admins []string // user ids; they are staff too
}

// known is for how long what Slack says about people is believed (PLATFORMS.md §2.9).
const known = 5 * time.Minute

// mostPages is how many pages of members are read: of 200 each.
const mostPages = 50

// people answers who somebody is, and whether they may act. What Slack said is believed
// for five minutes; what it did not say is asked again.
type people struct {
	api   *slack.Client
	desk  string
	roles Roles

	mu    sync.Mutex
	users map[string]user
	team  map[string]bool // who is of the group, or a member of the desk
	until time.Time
	ours  workspace
}

// workspace is that of the bot, and the grid that it is of; "" is none.
type workspace struct{ team, grid string }

// user is what Slack says about somebody.
type user struct {
	slack.User
	until time.Time
}

func (p *people) init(api *slack.Client, desk string, roles Roles) {
	p.api, p.desk, p.roles, p.users = api, desk, roles, map[string]user{}
}

// who finds somebody.
func (p *people) who(ctx context.Context, id string) (slack.User, error) {
	p.mu.Lock()
	u, ok := p.users[id]
	p.mu.Unlock()
	if ok && time.Now().Before(u.until) {
		return u.User, nil
	}
	got, err := p.api.GetUserInfoContext(ctx, id)
	if err != nil {
		return slack.User{}, fmt.Errorf("slack: ask who somebody is: %w", err)
	}
	if got.ID != id {
		return slack.User{}, fmt.Errorf("slack: ask who somebody is: no answer")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.users) >= 1000 {
		clear(p.users)
	}
	p.users[id] = user{*got, time.Now().Add(known)}
	return *got, nil
}

// lang is the language that somebody has set in Slack, "es" or "en", as far as Slack was
// asked who they are; else "". It asks nobody: there is no time before an acknowledgement.
func (p *people) lang(id string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return language(p.users[id].Locale)
}

// language is that of a locale such as "en-US"; "" when we speak it not.
func language(locale string) string {
	lang, _, _ := strings.Cut(locale, "-")
	if lang == "es" || lang == "en" {
		return lang
	}
	return ""
}

// outside tells a guest, somebody of another organisation, a bot or one who left: none of
// them acts, whatever list they are on. Slack calls nobody a stranger who shares a channel
// with the bot (https://docs.slack.dev/reference/objects/user-object), so the workspace
// counts too.
func outside(u slack.User, ours workspace) bool {
	foreign := u.TeamID != ours.team && (ours.grid == "" || u.Enterprise.EnterpriseID != ours.grid)
	return foreign || u.IsRestricted || u.IsUltraRestricted || u.IsStranger || u.IsBot || u.Deleted
}

// inside finds somebody and tells whether they are of our own workspace, and no guest.
func (p *people) inside(ctx context.Context, id string) (bool, error) {
	u, err := p.who(ctx, id)
	if err != nil {
		return false, err
	}
	ours, err := p.workspace(ctx)
	return err == nil && !outside(u, ours), err
}

// workspace is asked for once: a token is of one.
func (p *people) workspace(ctx context.Context) (workspace, error) {
	p.mu.Lock()
	ours := p.ours
	p.mu.Unlock()
	if ours.team != "" {
		return ours, nil
	}
	me, err := p.api.AuthTestContext(ctx)
	if err != nil {
		return workspace{}, fmt.Errorf("slack: ask whose workspace it is: %w", err)
	}
	if me.TeamID == "" {
		return workspace{}, errors.New("slack: ask whose workspace it is: no answer")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ours = workspace{me.TeamID, me.EnterpriseID}
	return p.ours, nil
}

// mayAct tells whether somebody may act for staff. Not to know is no.
func (p *people) mayAct(ctx context.Context, id string) (bool, error) {
	if in, err := p.inside(ctx, id); !in {
		return false, err
	}
	if slices.Contains(p.roles.Staff, id) || slices.Contains(p.roles.Admins, id) {
		return true, nil
	}
	if len(p.roles.Staff) > 0 {
		return false, nil
	}
	team, err := p.members(ctx)
	return team[id], err
}

// mayAdmin tells whether somebody may do what only admins may. Not to know is no.
func (p *people) mayAdmin(ctx context.Context, id string) (bool, error) {
	if !slices.Contains(p.roles.Admins, id) {
		return false, nil
	}
	return p.inside(ctx, id)
}

// everybody is who may be of the team: some of them may be guests or bots.
func (p *people) everybody(ctx context.Context) ([]string, error) {
	all := slices.Concat(p.roles.Staff, p.roles.Admins)
	if len(p.roles.Staff) == 0 && (p.roles.Group != "" || p.desk != "") {
		team, err := p.members(ctx)
		if err != nil {
			return nil, err
		}
		all = slices.AppendSeq(all, maps.Keys(team))
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// members are those of the group, or of the desk.
func (p *people) members(ctx context.Context) (map[string]bool, error) {
	p.mu.Lock()
	team, until := p.team, p.until
	p.mu.Unlock()
	if time.Now().Before(until) {
		return team, nil
	}
	team, err := p.ask(ctx)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.team, p.until = team, time.Now().Add(known)
	return team, nil
}

func (p *people) ask(ctx context.Context) (map[string]bool, error) {
	team := map[string]bool{}
	if p.roles.Group != "" {
		ids, err := p.api.GetUserGroupMembersContext(ctx, p.roles.Group)
		if err != nil {
			return nil, fmt.Errorf("slack: ask who is of the staff's group: %w", err)
		}
		for _, id := range ids {
			team[id] = true
		}
		return team, nil
	}
	cursor := ""
	for range mostPages {
		ids, next, err := p.api.GetUsersInConversationContext(ctx, &slack.GetUsersInConversationParameters{ChannelID: p.desk, Cursor: cursor, Limit: 200})
		if err != nil {
			return nil, fmt.Errorf("slack: ask who is of the staff's channel: %w", err)
		}
		for _, id := range ids {
			team[id] = true
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	return team, nil
}

package slack

import (
	"context"
	"fmt"
	"slices"
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
}

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

// outside tells a guest, somebody of another organisation, a bot or one who left: none of
// them acts, whatever list they are on.
func outside(u slack.User) bool {
	return u.IsRestricted || u.IsUltraRestricted || u.IsStranger || u.IsBot || u.Deleted
}

// mayAct tells whether somebody may act for staff. Not to know is no.
func (p *people) mayAct(ctx context.Context, id string) (bool, error) {
	u, err := p.who(ctx, id)
	if err != nil || outside(u) {
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

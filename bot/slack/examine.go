package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// Finding is something that an examination found. Level is "ok", "warn" or "fail"; Do
// says what to do about it.
type Finding struct{ Level, Words, Do string }

// Examine looks at the app from outside, and changes nothing: the tokens, what the bot is
// allowed, the staff's channel, and how Slack reaches us. Public is PUBLIC_URL, or "".
func Examine(ctx context.Context, o Options, public string) []Finding {
	e := &examination{o: o}
	e.api = newClient(o, slack.OptionOnResponseHeaders(func(_ string, h http.Header) { e.allowed = h.Get("X-OAuth-Scopes") }))
	if !e.identity(ctx) {
		return e.found
	}
	e.scopes()
	e.desk(ctx)
	e.way(ctx, public)
	return e.found
}

type examination struct {
	api     *slack.Client
	o       Options
	me      string // the bot's user
	allowed string // the scopes that the bot has, with commas between
	found   []Finding
}

func (e *examination) add(level, words, do string) {
	e.found = append(e.found, Finding{level, words, do})
}

// identity asks who the bot is; false when Slack does not say.
func (e *examination) identity(ctx context.Context) bool {
	me, err := e.api.AuthTestContext(ctx)
	var no slack.SlackErrorResponse
	switch {
	case errors.As(err, &no):
		e.add("fail", "Slack does not take SLACK_BOT_TOKEN: "+no.Err, "copy it again from the app's page, OAuth & Permissions; one that was revoked, or of an app that was removed, is of no use any more")
	case err != nil:
		e.add("fail", "Slack cannot be reached: "+err.Error(), "see that this machine reaches SLACK_API_URL, through its proxy if it has one (HTTPS_PROXY)")
	case me.UserID == "":
		e.add("fail", "SLACK_API_URL answers, but not as Slack does", "set it to https://slack.com/api/, or leave it out")
	default:
		e.me = me.UserID
		e.add("ok", fmt.Sprintf("the bot is %s of %s", me.User, me.Team), "")
		return true
	}
	return false
}

// scopes names what the bot is not allowed and needs.
func (e *examination) scopes() {
	if e.allowed == "" {
		e.add("warn", "Slack does not say what the bot is allowed", "")
		return
	}
	has := strings.FieldsFunc(e.allowed, func(r rune) bool { return r == ',' || r == ' ' })
	var missing []string
	for _, scope := range Scopes() {
		if !slices.Contains(has, scope) {
			missing = append(missing, scope)
		}
	}
	if len(missing) > 0 {
		e.add("fail", "the bot is not allowed: "+strings.Join(missing, ", "), "paste the manifest anew on the app's page (App Manifest), then install the app again")
		return
	}
	e.add("ok", "the bot is allowed all that it needs", "")
}

// desk looks whether the bot can write to the staff's channel.
func (e *examination) desk(ctx context.Context) {
	if e.o.Desk == "" {
		e.add("warn", "there is no channel for staff, so nobody hears of a candidate", "make a channel, invite the bot (/invite), and set SLACK_STAFF_CHANNEL to its id")
		return
	}
	members, _, err := e.api.GetUsersInConversationContext(ctx, &slack.GetUsersInConversationParameters{ChannelID: e.o.Desk, Limit: 1000})
	var no slack.SlackErrorResponse
	switch {
	case errors.As(err, &no):
		e.add("fail", "the staff's channel cannot be read: "+no.Err, "see that SLACK_STAFF_CHANNEL is the channel's id, and invite the bot there (/invite)")
	case err != nil:
		e.add("fail", "the staff's channel cannot be read: "+err.Error(), "")
	case !slices.Contains(members, e.me):
		e.add("fail", "the bot is not in the staff's channel", "invite it there: /invite")
	default:
		e.add("ok", fmt.Sprintf("the bot is in the staff's channel, with %d others", len(members)-1), "")
	}
}

// way looks at how Slack reaches us.
func (e *examination) way(ctx context.Context, public string) {
	if e.o.AppToken == "" {
		if !strings.HasPrefix(public, "https://") {
			e.add("fail", "Slack calls by HTTP, and PUBLIC_URL is not an https address", "set PUBLIC_URL to where the world reaches pabellon, or SLACK_APP_TOKEN for Socket Mode")
			return
		}
		e.add("ok", "Slack calls "+strings.TrimRight(public, "/")+EventsPath+" and "+InteractionsPath+"; they must stand so in the app's settings", "")
		return
	}
	_, _, err := e.api.StartSocketModeContext(ctx)
	var no slack.SlackErrorResponse
	switch {
	case errors.As(err, &no):
		e.add("fail", "Slack does not take SLACK_APP_TOKEN: "+no.Err, "make one on the app's page, Basic Information, App-Level Tokens, with the scope connections:write")
	case err != nil:
		e.add("fail", "Socket Mode cannot be reached: "+err.Error(), "")
	default:
		e.add("ok", "Socket Mode opens", "")
	}
}

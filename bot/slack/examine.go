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

// Examine looks at the app from outside, and changes nothing: the settings, the tokens, what
// the bot is allowed, the staff's channel, and how Slack reaches us. What the settings alone
// show is told also when Slack does not answer. Public is PUBLIC_URL, or "".
func Examine(ctx context.Context, o Options, public string) []Finding {
	e := &examination{o: o}
	e.api = newClient(o, slack.OptionOnResponseHeaders(func(_ string, h http.Header) { e.allowed = h.Get("X-OAuth-Scopes") }))
	desk, way := e.settings(public)
	if !e.identity(ctx) {
		return e.found
	}
	e.scopes()
	if desk {
		e.desk(ctx)
	}
	if way {
		e.way(ctx, public)
	}
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

// settings looks whether they name a channel for staff, and a way by which Slack can reach us.
func (e *examination) settings(public string) (desk, way bool) {
	desk = e.o.Desk != ""
	if !desk {
		e.add("warn", "there is no channel for staff, so nobody hears of a candidate", "make a channel, invite the bot (/invite), and set SLACK_STAFF_CHANNEL to its id")
	}
	way = e.o.AppToken != "" || strings.HasPrefix(public, "https://")
	if !way {
		e.add("fail", "Slack calls by HTTP, and PUBLIC_URL is not an https address", "set PUBLIC_URL to where the world reaches pabellon, or SLACK_APP_TOKEN for Socket Mode")
	}
	return desk, way
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
		e.reach(ctx, public)
		e.add("ok", "Slack calls "+strings.TrimRight(public, "/")+EventsPath+", "+InteractionsPath+" and "+CommandsPath+"; they must stand so in the app's settings", "")
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

// reach looks whether the address leads to us: a call that Slack has not signed is refused.
func (e *examination) reach(ctx context.Context, public string) {
	address := strings.TrimRight(public, "/") + EventsPath
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, http.NoBody)
	if err != nil {
		e.add("fail", "PUBLIC_URL is no address: "+err.Error(), "set it to such as https://pabellon.example.org")
		return
	}
	client := e.o.Client
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(r)
	if err != nil {
		e.add("warn", "from here PUBLIC_URL cannot be reached: "+err.Error(), "see that pabellon serve runs and that the world reaches it; some networks do not reach themselves by their public address")
		return
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusUnauthorized {
		e.add("fail", fmt.Sprintf("%s answers %d, and not as pabellon does", address, res.StatusCode), "see that pabellon serve runs with SLACK_SIGNING_SECRET, and that what stands before it lets /slack/ through")
		return
	}
	e.add("ok", address+" leads to pabellon", "")
}

package slacktest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestPeopleAreTold(t *testing.T) {
	b := strictly(t)
	b.Person(Profile{ID: "U3", Name: "gus", Restricted: true, Locale: "en-US"})
	b.Person(Profile{ID: "U4", Name: "eva", Stranger: true})
	ana, err := b.api.GetUserInfo("U1")
	b.fine(err)
	if ana.Profile.Email != "ana@example.com" || !ana.IsAdmin || ana.RealName != "Ana Ruiz" || ana.IsRestricted {
		t.Errorf("Ana is %+v", ana)
	}
	gus, err := b.api.GetUserInfo("U3")
	b.fine(err)
	eva, err := b.api.GetUserInfo("U4")
	b.fine(err)
	if !gus.IsRestricted || gus.Locale != "en-US" || !eva.IsStranger {
		t.Errorf("Gus is %+v, Eva %+v", gus, eva)
	}
	_, err = b.api.GetUserInfo("U404")
	b.is(err, "user_not_found")
	less := begin(t, func(o *Options) { o.Scopes = []string{"users:read"} })
	if ana, err := less.api.GetUserInfo("U1"); err != nil || ana.Profile.Email != "" {
		t.Errorf("without users:read.email there is no address: %+v %v", ana, err)
	}
}

func TestListsComeInPages(t *testing.T) {
	b := strictly(t, func(o *Options) { o.Page = 2 })
	for i := range 5 {
		b.Person(Profile{ID: fmt.Sprintf("U1%d", i)})
		b.Join("C1", fmt.Sprintf("U1%d", i))
	}
	var members []string
	pages, cursor := 0, ""
	for {
		some, next, err := b.api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C1", Cursor: cursor, Limit: 200})
		b.fine(err)
		members, pages, cursor = append(members, some...), pages+1, next
		if next == "" {
			break
		}
	}
	if len(members) != 8 || pages != 4 || members[0] != b.Bot() {
		t.Errorf("%d pages with %q", pages, members)
	}
	_, _, err := b.api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C1", Cursor: "bm8="})
	b.is(err, "invalid_cursor")
	everybody, err := b.api.GetUsers()
	b.fine(err)
	if len(everybody) != 8 {
		t.Errorf("there are %d people", len(everybody))
	}
	if a := b.call("conversations.members", `{"channel":"C1","limit":-3}`); a.Error != "invalid_limit" {
		t.Error(a.body)
	}
}

func TestConversationsAreListedAndRead(t *testing.T) {
	b := strictly(t)
	list, _, err := b.api.GetConversations(&slack.GetConversationsParameters{Types: []string{"public_channel", "private_channel"}, ExcludeArchived: true})
	b.fine(err)
	var ids []string
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	if !slices.Equal(ids, []string{"C1", "C2", "C4"}) {
		t.Errorf("it sees %q", ids)
	}
	info, err := b.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C2", IncludeNumMembers: true})
	b.fine(err)
	if !info.IsPrivate || info.Name != "reservado" || info.NumMembers != 2 || !info.IsMember {
		t.Errorf("it is %+v", info)
	}
	first := b.said("C1", text("uno"))
	b.said("C1", text("respuesta"), slack.MsgOptionTS(first))
	b.said("C1", text("dos"))
	history, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C1", Limit: 1})
	b.fine(err)
	if len(history.Messages) != 1 || history.Messages[0].Text != "dos" || !history.HasMore {
		t.Errorf("history is %+v", history)
	}
	replies, more, _, err := b.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C1", Timestamp: first})
	b.fine(err)
	if len(replies) != 2 || more || replies[0].ReplyCount != 1 || replies[1].Text != "respuesta" {
		t.Errorf("replies are %+v", replies)
	}
	_, _, _, err = b.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C1", Timestamp: "1.000001"})
	b.is(err, "thread_not_found")
	_, err = b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C4"})
	b.is(err, "not_in_channel")
	_, err = b.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C5"})
	b.is(err, "channel_not_found")
}

func TestADirectConversationIsOpenedWithSomebodyWhoIsThere(t *testing.T) {
	b := strictly(t)
	b.Person(Profile{ID: "U9", Deleted: true})
	for users, word := range map[string]string{"U404": "user_not_found", "U9": "user_disabled", "": "users_list_not_supplied", b.Bot(): "user_not_visible"} {
		_, _, _, err := b.api.OpenConversation(&slack.OpenConversationParameters{Users: strings.Fields(users)})
		b.is(err, word)
	}
}

func TestGroupsTellTheirMembers(t *testing.T) {
	b := strictly(t)
	b.AddGroup(Group{ID: "S1", Name: "Altas", Handle: "altas", Users: []string{"U1"}})
	b.AddGroup(Group{ID: "S2", Handle: "viejo", Disabled: true})
	groups, err := b.api.GetUserGroups(slack.GetUserGroupsOptionIncludeUsers(true))
	b.fine(err)
	if len(groups) != 1 || groups[0].Handle != "altas" || !slices.Equal(groups[0].Users, []string{"U1"}) {
		t.Errorf("groups are %+v", groups)
	}
	users, err := b.api.GetUserGroupMembers("S1")
	b.fine(err)
	if !slices.Equal(users, []string{"U1"}) {
		t.Errorf("members are %q", users)
	}
	_, err = b.api.GetUserGroupMembers("S404")
	b.is(err, "no_such_subteam")
}

func TestMentionsAreCountedWhereSlackReadsThem(t *testing.T) {
	b := strictly(t)
	mrkdwn := func(words string) slack.MsgOption {
		return slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, words, false, false), nil, nil))
	}
	b.said("C1", slack.MsgOptionText("<!channel> & <@U1>", true), mrkdwn("&lt;!here&gt; &lt;@U1&gt;"))
	b.said("C1", text("hola"), slack.MsgOptionBlocks(slack.NewSectionBlock(plainText("<!channel>"), nil, nil)))
	if got := b.Pings(); len(got) != 0 {
		t.Fatalf("what is escaped or plain rings nothing: %+v", got)
	}
	ts := b.said("C1", text("<!channel> <@U1|ana> <!subteam^S1>"))
	b.said("C1", text("x"), mrkdwn("<!here>"))
	b.said("C1", text("x"), slack.MsgOptionBlocks(slack.NewMarkdownBlock("", "**<!everyone>**")))
	b.said("C1", text("x"), slack.MsgOptionAttachments(slack.Attachment{Text: "<@U2>"}))
	b.said("C1", text("@here"), slack.MsgOptionLinkNames(true))
	_, _, _, err := b.api.UpdateMessage("C1", ts, text("<@U2>"))
	b.fine(err)
	var whom []string
	for _, p := range b.Pings() {
		whom = append(whom, p.Whom)
	}
	if want := strings.Fields("channel U1 S1 here everyone U2 here U2"); !slices.Equal(whom, want) {
		t.Errorf("rung: %q, want %q", whom, want)
	}
}

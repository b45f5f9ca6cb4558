package slack_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// inquiries answers as it is told to.
type inquiries struct {
	lock   sync.Mutex
	asked  []bot.Inquiry
	by     []bot.Actor
	report bot.Report
	err    error
	slow   time.Duration
	draft  bot.DraftArticle
	seen   []string // what drafts were made of
	made   []bot.DraftArticle
	wrong  map[string]string
}

// Inquiry takes the first word for the verb.
func (i *inquiries) Inquiry(text string) bot.Inquiry {
	verb, rest, _ := strings.Cut(text, " ")
	return bot.Inquiry{Verb: bot.Verb(verb), Text: rest}
}

func (i *inquiries) Answer(ctx context.Context, q bot.Inquiry, by bot.Actor) (bot.Report, error) {
	i.lock.Lock()
	i.asked, i.by = append(i.asked, q), append(i.by, by)
	slow, r, err := i.slow, i.report, i.err
	i.lock.Unlock()
	select {
	case <-time.After(slow):
	case <-ctx.Done():
	}
	return r, err
}

func (i *inquiries) Draft(_ context.Context, text string, receipts ...string) (bot.DraftArticle, error) {
	i.lock.Lock()
	defer i.lock.Unlock()
	i.seen = append(i.seen, strings.Join(append(receipts, text), "|"))
	return i.draft, i.err
}

func (i *inquiries) Article(d bot.DraftArticle) (bot.Attachment, string, map[string]string) {
	i.lock.Lock()
	defer i.lock.Unlock()
	i.made = append(i.made, d)
	if len(i.wrong) > 0 {
		return bot.Attachment{}, "", i.wrong
	}
	return bot.Attachment{Name: d.ID + ".md", Content: []byte("---\nid: " + d.ID)}, "Ponlo en es/", nil
}

func (i *inquiries) heard() []bot.Inquiry {
	i.lock.Lock()
	defer i.lock.Unlock()
	return append([]bot.Inquiry(nil), i.asked...)
}

// told waits for the n-th message that a person alone sees.
func (d *desk) told(user string, n int) slacktest.Message {
	d.t.Helper()
	d.until(fmt.Sprintf("%s is told %d things", user, n), func() bool { return len(d.fake.Ephemeral(user)) >= n })
	all := d.fake.Ephemeral(user)
	return all[n-1]
}

// asAdmin makes Laura an admin.
func asAdmin(o *slack.Options, _ *slacktest.Options) { o.Roles.Admins = []string{"U0LAURA"} }

func TestACommandIsAnsweredToWhoAskedAlone(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			d.backend.report = bot.Report{Text: "Dos candidatos para «\\*x\\* <!channel>»:", Entries: []bot.Entry{
				{Text: "PAB-0001 · Café \\*Sol\\* <!here>\nEn revisión", Conversation: "telegram:77"}, {Text: "**Vencidas** (1)"}, {Text: "PAB-0002 · " + strings.Repeat("ñ", 3000), Conversation: "telegram:78"}}}
			must(t, d.laura.Slash(slack.Command, "find café & <!channel> <sol>", deskID))
			got := d.told("U0LAURA", 1)
			if asked := d.backend.heard(); len(asked) != 1 || asked[0] != (bot.Inquiry{Verb: bot.FindVerb, Text: "café & <!channel> <sol>"}) || d.backend.by[0].Name != "Laura" {
				t.Errorf("%+v", asked)
			}
			for _, want := range []string{"«*x* <!channel>»", "PAB-0001 · Café *Sol* <!here>\nEn revisión", "Vencidas", "Ver todo"} {
				if !strings.Contains(got.Words(), want) {
					t.Errorf("no %q in %q", want, got.Words())
				}
			}
			if got.Channel != deskID || !strings.Contains(got.Text, "PAB-0001") || strings.Contains(got.Text, "<!") || len(d.fake.Channel(deskID).Messages()) > 0 {
				t.Errorf("%+v", got)
			}
			if n := len(d.fake.Called("response_url")); n != 1 || len(d.fake.Called("chat.postEphemeral")) != 0 {
				t.Errorf("answered %d times at the address", n)
			}
			if trouble := d.fake.Errors("U0LAURA"); len(trouble) > 0 {
				t.Errorf("Slack told her %q", trouble)
			}
			d.clean()
		})
	}
}

func TestSeeAllOfAnAnswerOpensTheModal(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
			d.backend.report = bot.Report{Text: "Un candidato", Entries: []bot.Entry{{Text: "PAB-0001", Conversation: "telegram:77"}}}
			must(t, d.laura.Slash(slack.Command, "find sol", deskID))
			must(t, d.laura.Click(deskID, d.told("U0LAURA", 1).TS, "Ver todo"))
			d.until("everything is shown", func() bool {
				v := d.fake.Modal("U0LAURA")
				return v != nil && strings.Contains(v.Words(), "CSO120304AB1")
			})
			d.clean()
		})
	}
}

// Slack waits three seconds; what is slow is answered after the acknowledgement, and makes
// nothing else wait that the person does.
func TestASlowAnswerIsAcknowledgedAtOnce(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			d.backend.report, d.backend.slow = bot.Report{Text: "Listo"}, 700*time.Millisecond
			for range 3 {
				must(t, d.laura.Slash(slack.Command, "find sol", deskID))
			}
			d.until("all are acknowledged", func() bool { return len(d.fake.Acks()) == 3 })
			for _, ack := range d.fake.Acks() {
				if ack.After > 500*time.Millisecond || ack.Late {
					t.Errorf("acknowledged after %v", ack.After)
				}
			}
			if n := len(d.fake.Ephemeral("U0LAURA")); n != 0 {
				t.Errorf("%d answers before they were there", n)
			}
			d.told("U0LAURA", 3)
			d.clean()
		})
	}
}

func TestWhoMayAskWhat(t *testing.T) {
	const staff, admins, none = "Solo el equipo.", "Solo quien administra.", "Falta SLACK_ADMINS."
	for name, c := range map[string]struct {
		who        slacktest.Profile
		roles      slack.Roles
		find, stop string // what is answered
	}{
		"staff":                      {slacktest.Profile{}, slack.Roles{Admins: []string{"U0LAURA"}}, "Listo", admins},
		"staff, and nobody is admin": {slacktest.Profile{}, slack.Roles{}, "Listo", none},
		"an admin":                   {slacktest.Profile{}, slack.Roles{Admins: []string{"U0X"}}, "Listo", "Listo"},
		"an admin who is not on the list of staff": {slacktest.Profile{}, slack.Roles{Staff: []string{"U0LAURA"}, Admins: []string{"U0X"}}, "Listo", "Listo"},
		"not of the staff":                         {slacktest.Profile{}, slack.Roles{Staff: []string{"U0LAURA"}, Admins: []string{"U0LAURA"}}, staff, staff},
		"a guest who is on both lists":             {slacktest.Profile{Restricted: true}, slack.Roles{Staff: []string{"U0X"}, Admins: []string{"U0X"}}, staff, staff},
		"a guest of one channel, an admin":         {slacktest.Profile{UltraRestricted: true}, slack.Roles{Admins: []string{"U0X"}}, staff, staff},
		"a stranger, an admin":                     {slacktest.Profile{Stranger: true}, slack.Roles{Admins: []string{"U0X"}}, staff, staff},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, func(o *slack.Options, _ *slacktest.Options) { o.Roles = c.roles }).run()
			d.backend.report = bot.Report{Text: "Listo"}
			c.who.ID = "U0X"
			p := d.fake.Person(c.who)
			d.fake.Join(deskID, "U0X")
			asked := 0
			for i, verb := range []bot.Verb{bot.FindVerb, bot.WaitingVerb, bot.SummaryVerb, bot.HelpVerb, bot.ExportVerb, bot.ArticlesVerb, bot.GapsVerb, bot.StopVerb, bot.ResumeVerb} {
				want := c.find
				if i > 3 {
					want = c.stop
				}
				if want == "Listo" {
					asked++
				}
				must(t, p.Slash(slack.Command, string(verb), deskID))
				if got := d.told("U0X", i+1).Words(); got != want {
					t.Errorf("%s: %q, want %q", verb, got, want)
				}
			}
			if n := len(d.backend.heard()); n != asked {
				t.Errorf("%d were answered, want %d", n, asked)
			}
			d.clean()
		})
	}
}

func TestRightsAreAskedEachTime(t *testing.T) {
	d := open(t, asAdmin).run()
	d.fake.Fail(slacktest.Named("503_html").On("users.info"))
	must(t, d.laura.Slash(slack.Command, "export csv", deskID))
	if got := d.told("U0LAURA", 1).Words(); got != "No se pudo." || len(d.backend.heard()) > 0 {
		t.Errorf("who cannot be asked about is answered %q", got)
	}
}

func TestAnAnswerWithoutAnAddressIsSaidWhereItWasAsked(t *testing.T) {
	for name, fault := range map[string]slacktest.Fault{
		"gone":  {Status: 404, Body: `{"ok":false,"error":"used_url"}`},
		"down":  {Drop: true},
		"wrong": {Status: 500, Body: "no"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil).run()
			d.backend.report = bot.Report{Text: "Listo", Entries: []bot.Entry{{Text: "PAB-0001", Conversation: "telegram:77"}}}
			d.fake.Fail(fault.On("response_url"))
			must(t, d.laura.Slash(slack.Command, "find sol", deskID))
			if got := d.told("U0LAURA", 1); !strings.Contains(got.Words(), "Listo") || len(d.fake.Called("chat.postEphemeral")) != 1 || len(got.Labels()) != 1 {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestAFileGoesToWhoAskedInPrivate(t *testing.T) {
	d := open(t, asAdmin).run()
	d.backend.report = bot.Report{Text: "Te lo mandé.", File: &bot.Attachment{Name: "candidatos.csv", Type: "text/csv", Content: []byte("folio\nPAB-0001\n")}, FileText: "Al día <!channel>."}
	must(t, d.laura.Slash(slack.Command, "export csv", deskID))
	if got := d.told("U0LAURA", 1).Words(); got != "Te lo mandé." {
		t.Error(got)
	}
	all := d.fake.Channel(d.laura.DM()).Messages()
	if len(all) != 1 || len(all[0].Files) != 1 || all[0].Files[0].Name != "candidatos.csv" || string(all[0].Files[0].Content) != "folio\nPAB-0001\n" || !strings.Contains(all[0].Text, "Al día &lt;!channel&gt;.") {
		t.Errorf("%+v", all)
	}
	if len(d.fake.Channel(deskID).Messages()) != 0 {
		t.Error("something stands in the staff's channel")
	}
	d.clean()
}

func TestWhatCannotBeAnsweredIsTold(t *testing.T) {
	d := open(t, asAdmin).run()
	d.backend.err = errors.New("the disk is full")
	must(t, d.laura.Slash(slack.Command, "find sol", deskID))
	if got := d.told("U0LAURA", 1).Words(); got != "No se pudo." {
		t.Error(got)
	}
	d.backend.lock.Lock()
	d.backend.err, d.backend.report = nil, bot.Report{Text: "Te lo mandé.", File: &bot.Attachment{Name: "x.csv", Content: []byte("x")}}
	d.backend.lock.Unlock()
	d.fake.Fail(slacktest.Named("503_html").On("files.completeUploadExternal"))
	must(t, d.laura.Slash(slack.Command, "export csv", deskID))
	if got := d.told("U0LAURA", 2).Words(); got != "No se pudo." {
		t.Error(got)
	}
}

// The most that a report may have fits into a message, with all buttons.
func TestTheLongestReportIsTaken(t *testing.T) {
	d := open(t, nil).run()
	d.backend.report = bot.Report{Text: strings.Repeat("palabra ", 100)}
	for i := range 40 {
		d.backend.report.Entries = append(d.backend.report.Entries, bot.Entry{Text: strings.Repeat("ñ&<", 300), Conversation: fmt.Sprint("telegram:", i)})
	}
	must(t, d.laura.Slash(slack.Command, "waiting", deskID))
	if got := d.told("U0LAURA", 1); len(got.Labels()) < 8 {
		t.Errorf("%d buttons", len(got.Labels()))
	}
	d.clean()
}

func TestACallThatIsNoCommandIsPassedOver(t *testing.T) {
	d := byHTTP(t)
	to := d.fake.Sendings()[0].Address
	to = strings.TrimSuffix(to, slack.EventsPath) + slack.CommandsPath
	for body, want := range map[string]int{"": 200, "user_id=": 200, "%zz=1": 200, "payload={}": 200} {
		if got := d.fake.Post(t.Context(), slacktest.Letter{Address: to, Type: "application/x-www-form-urlencoded", Body: []byte(body)}); got.Status != want || len(got.Answer) > 0 {
			t.Errorf("%q: %d %q", body, got.Status, got.Answer)
		}
	}
	if got := d.fake.Post(t.Context(), slacktest.Letter{Address: to, Type: "application/x-www-form-urlencoded", Body: []byte("user_id=U0LAURA&text=find"), Secret: "no"}); got.Status != 401 {
		t.Errorf("unsigned: %d", got.Status)
	}
	if n := len(d.backend.heard()); n != 0 {
		t.Errorf("%d were answered", n)
	}
}

package slack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// board is one that tests look for.
func board(o bot.Overview, viewer string) bot.Board {
	b := bot.Board{Title: fmt.Sprintf("Van %d de %d", o.Approved, o.Target), Note: "Faltan *muchos*", Foot: "Así estaba hoy",
		Picture: bot.Picture{Title: fmt.Sprintf("Van %d", o.Approved), Alt: fmt.Sprintf("Gráfica: van %d.", o.Approved), Whole: o.Target, Part: o.Approved,
			Groups: []bot.Bars{{Title: "El camino", Bars: []bot.Bar{{Label: "Escribieron", Count: o.Stage(bot.StageGreeted)}}}}}}
	mine := bot.BoardPart{Title: "Tus candidatos", More: "Y más"}
	for _, c := range o.Mine(viewer) {
		mine.Candidates = append(mine.Candidates, bot.BoardLine{Text: bot.Escape(c.Business) + "\nEn revisión", Conversation: c.Conversation})
	}
	b.Parts = []bot.BoardPart{mine, {Title: "El camino", Lines: []string{"Escribieron: 4", "**Aprobados**: 3"}}}
	return b
}

// hostile is a business whose name tries everything.
const hostile = "Café <!channel> <@U0LAURA> &lt; `x` *Sol*\u202e" // and turns the writing around

// figures are what is counted, until a test says otherwise.
var figures = bot.Overview{Approved: 27, Target: 100, Held: []bot.Brief{{Conversation: "telegram:77", Business: hostile, Holder: bot.Actor{ID: "U0LAURA"}},
	{Conversation: "telegram:78", Business: "De otra persona", Holder: bot.Actor{ID: "U0IVAN"}}}}

// homely makes a desk with a pace that a test can wait for, and runs it.
func homely(t *testing.T, pace time.Duration, change func(*slack.Options, *slacktest.Options)) *desk {
	d := open(t, change)
	d.slack.Pace(pace)
	return d.run()
}

// approved changes what is counted, and says so.
func (d *desk) approved(n int) {
	d.backend.mu.Lock()
	d.backend.overview.Approved = n
	d.backend.mu.Unlock()
	d.slack.Changed()
}

// home waits until somebody's Home tab says something.
func (d *desk) home(user, words string) *slacktest.View {
	d.t.Helper()
	d.until("the Home tab says "+words, func() bool { v := d.fake.Home(user); return v != nil && strings.Contains(v.Words(), words) })
	return d.fake.Home(user)
}

// shows is the file that a Home tab shows as its picture; "" for none.
func (d *desk) shows(v *slacktest.View) string {
	blocks := string(v.Blocks)
	if _, rest, ok := strings.Cut(blocks, `"slack_file":{"id":"`); ok {
		id, _, _ := strings.Cut(rest, `"`)
		return id
	}
	return ""
}

func TestTheHomeTabShowsHowThingsStand(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := way(t)
			d.laura.OpenHome()
			v := d.home("U0LAURA", "Van 27 de 100")
			for _, want := range []string{"Faltan *muchos*", "Café <!channel> <@U0LAURA> &lt; `x` *Sol*\nEn revisión", "Y más", "Escribieron: 4", "Aprobados", "Así estaba hoy"} {
				if !strings.Contains(v.Words(), want) {
					t.Errorf("it does not say %q:\n%s", want, v.Words())
				}
			}
			if strings.Contains(v.Words(), "De otra persona") || strings.Contains(v.Words(), "\u202e") {
				t.Errorf("it says\n%s", v.Words())
			}
			if !strings.Contains(string(v.Blocks), `"alt_text":"Gráfica: van 27."`) || d.shows(v) == "" {
				t.Errorf("there is no picture, or nothing says what it shows: %s", v.Blocks)
			}
			if !slices.Equal(v.Labels(), []string{"Ver todo"}) || !strings.Contains(string(v.Blocks), `"accessibility_label":"Ver todo: Café`) {
				t.Errorf("buttons %q in %s", v.Labels(), v.Blocks)
			}
			files := d.fake.Files()
			if len(files) != 1 || len(files[0].Channels) != 0 || files[0].Title != "Van 27" || !strings.HasPrefix(string(files[0].Content), "\x89PNG") {
				t.Errorf("%d files", len(files))
			}
			d.clean()
		})
	}
}

func TestWhoIsNotOfTheTeamSeesNoFigures(t *testing.T) {
	d := homely(t, 50*time.Millisecond, func(o *slack.Options, _ *slacktest.Options) {
		o.Roles = slack.Roles{Staff: []string{"U0LAURA", "U0GUEST"}}
	})
	guest := d.fake.Person(slacktest.Profile{ID: "U0GUEST", Restricted: true})
	for id, p := range map[string]*slacktest.Person{"U0ANA": d.ana, "U0GUEST": guest} {
		p.OpenHome()
		v := d.home(id, "Escríbeme en")
		if strings.Contains(v.Words(), "27") || strings.Contains(v.Words(), "Café") || d.shows(v) != "" || len(v.Labels()) != 0 {
			t.Errorf("%s sees\n%s", id, v.Words())
		}
	}
	d.laura.OpenMessages()
	d.ana.OpenHome()
	d.until("it is published again", func() bool { return len(d.fake.Called("views.publish")) == 3 })
	if d.fake.Home("U0LAURA") != nil || d.backend.asked() != 0 {
		t.Error("figures were counted for nobody, or shown to who only writes")
	}
	d.clean()
}

// asked is how often the figures were counted.
func (b *backend) asked() int { b.mu.Lock(); defer b.mu.Unlock(); return b.counted }

func TestWhoLeftTheTeamSeesTheFiguresNoMore(t *testing.T) {
	d := homely(t, 50*time.Millisecond, nil)
	d.laura.OpenHome()
	d.home("U0LAURA", "Van 27 de 100")
	d.slack.Forget()
	d.fake.Leave(deskID, "U0LAURA")
	d.approved(28)
	v := d.home("U0LAURA", "Escríbeme en")
	if strings.Contains(v.Words(), "28") {
		t.Error(v.Words())
	}
	d.clean()
}

func TestAChangeIsShownToWhoLooks(t *testing.T) {
	const pace = 300 * time.Millisecond
	d := homely(t, pace, nil)
	d.laura.OpenHome()
	first := d.shows(d.home("U0LAURA", "Van 27 de 100"))
	for n := 28; n < 60; n++ { // a burst
		d.approved(n)
		d.laura.OpenHome()
	}
	v := d.home("U0LAURA", "Van 59 de 100")
	if now := d.shows(v); now == "" || now == first {
		t.Errorf("the picture is %q, and was %q", now, first)
	}
	d.until("the picture of earlier figures is deleted", func() bool { return d.fake.Files()[0].Deleted })
	calls := d.fake.Called("views.publish")
	for i := range calls[1:] {
		if gap := calls[i+1].At.Sub(calls[i].At); gap < pace {
			t.Errorf("published again after %v", gap)
		}
	}
	if len(calls) > 3 {
		t.Errorf("published %d times", len(calls))
	}
	d.clean()
}

// Who opens theirs again while it is being made is shown the one that is made, and the next
// when its time has come.
func TestAHomeTabThatIsOpenedWhileItIsMadeIsNotShownTwice(t *testing.T) {
	const pace = 300 * time.Millisecond
	d := homely(t, pace, nil)
	free := make(chan struct{})
	d.backend.mu.Lock()
	d.backend.hold = free
	d.backend.mu.Unlock()
	d.slack.Opens("U0LAURA")
	d.until("it is being counted", func() bool { return d.backend.asked() == 1 })
	d.slack.Opens("U0LAURA")
	close(free)
	d.until("it is shown again", func() bool { return len(d.fake.Called("views.publish")) == 2 })
	calls := d.fake.Called("views.publish")
	if gap := calls[1].At.Sub(calls[0].At); gap < pace {
		t.Errorf("published again after %v", gap)
	}
	d.clean()
}

// Who opens theirs between a change and the next round sees what is true now; without a
// change the figures of a moment ago do.
func TestAHomeTabThatIsOpenedAfterAChangeTellsIt(t *testing.T) {
	d := homely(t, time.Minute, nil)
	ivan, eva := d.fake.Person(slacktest.Profile{ID: "U0IVAN", Name: "Iván"}), d.fake.Person(slacktest.Profile{ID: "U0EVA", Name: "Eva"})
	d.fake.Join(deskID, "U0IVAN", "U0EVA")
	d.laura.OpenHome()
	d.home("U0LAURA", "Van 27 de 100")
	d.approved(28)
	ivan.OpenHome()
	d.home("U0IVAN", "Van 28 de 100")
	eva.OpenHome()
	d.home("U0EVA", "Van 28 de 100")
	if n := d.backend.asked(); n != 2 {
		t.Errorf("counted %d times", n)
	}
	d.clean()
}

// What another process changed is seen too, a while later.
func TestAHomeTabThatSomebodyLooksAtIsShownAnewNowAndThen(t *testing.T) {
	d := open(t, nil)
	d.slack.Pace(20 * time.Millisecond)
	d.slack.Fresh(200 * time.Millisecond)
	d.run()
	d.laura.OpenHome()
	d.home("U0LAURA", "Van 27 de 100")
	d.backend.mu.Lock()
	d.backend.overview.Approved = 28
	d.backend.mu.Unlock()
	d.home("U0LAURA", "Van 28 de 100")
	calls := d.fake.Called("views.publish")
	if gap := calls[1].At.Sub(calls[0].At); gap < 150*time.Millisecond {
		t.Errorf("shown anew after %v", gap)
	}
	d.clean()
}

func TestAPictureIsUploadedOnlyForOtherFigures(t *testing.T) {
	d := homely(t, 30*time.Millisecond, nil)
	ivan := d.fake.Person(slacktest.Profile{ID: "U0IVAN", Name: "Iván"})
	d.fake.Join(deskID, "U0IVAN")
	d.laura.OpenHome()
	first := d.shows(d.home("U0LAURA", "Van 27 de 100"))
	ivan.OpenHome()
	if v := d.home("U0IVAN", "De otra persona"); d.shows(v) != first {
		t.Error("everybody has a picture of their own")
	}
	d.approved(27)
	d.until("it is published anew", func() bool { return len(d.fake.Called("views.publish")) == 4 })
	if n := len(d.fake.Called("files.completeUploadExternal")); n != 1 {
		t.Errorf("%d uploads", n)
	}
	d.clean()
}

func TestAPictureThatSlackIsNotReadyForIsLeftOutAndThenShown(t *testing.T) {
	d := homely(t, 100*time.Millisecond, func(_ *slack.Options, f *slacktest.Options) { f.Settle = 400 * time.Millisecond })
	d.laura.OpenHome()
	if v := d.home("U0LAURA", "Van 27 de 100"); d.shows(v) != "" {
		t.Fatal("it is shown too early")
	}
	d.until("the picture is shown", func() bool { return d.shows(d.fake.Home("U0LAURA")) != "" })
	if n := len(d.fake.Files()); n != 1 {
		t.Errorf("%d files", n)
	}
	for _, c := range d.fake.Refused() {
		if c.Method != "views.publish" || !strings.Contains(strings.Join(c.Messages, ""), "invalid slack file") {
			t.Errorf("%s was refused: %s %v", c.Method, c.Error, c.Messages)
		}
	}
}

func TestWithoutAPictureTheWordsStand(t *testing.T) {
	for name, fault := range map[string]slacktest.Fault{
		"no scope":        slacktest.Named("missing_scope").On("files.getUploadURLExternal"),
		"a failed upload": {Method: "upload", Status: 500},
		"no answer":       slacktest.Named("nothing").On("files.completeUploadExternal"),
	} {
		t.Run(name, func(t *testing.T) {
			d := homely(t, 30*time.Millisecond, nil)
			fault.Times = -1
			d.fake.Fail(fault)
			d.laura.OpenHome()
			if v := d.home("U0LAURA", "Van 27 de 100"); d.shows(v) != "" {
				t.Error("there is a picture")
			}
			d.clean()
		})
	}
}

func TestAHomeTabThatFailsIsTriedAgain(t *testing.T) {
	for name, fault := range map[string]slacktest.Fault{
		"an outage":       slacktest.Named("503_html").On("views.publish"),
		"too many":        {Method: "views.publish", RetryAfter: 1},
		"an empty answer": slacktest.Named("nothing").On("views.publish"),
		"no answer":       {Method: "views.publish", Drop: true},
		"no roles":        slacktest.Named("503_html").On("users.info"),
	} {
		t.Run(name, func(t *testing.T) {
			d := homely(t, 30*time.Millisecond, nil)
			d.fake.Fail(fault)
			d.laura.OpenHome()
			d.home("U0LAURA", "Van 27 de 100")
			if n := len(d.fake.Impatient()); n != 0 {
				t.Errorf("%d calls came too soon", n)
			}
		})
	}
}

func TestAHomeTabThatSlackDoesNotTakeIsLeft(t *testing.T) {
	for method, fault := range map[string]slacktest.Fault{"views.publish": slacktest.Named("not_enabled"), "users.info": slacktest.Named("user_not_found")} {
		t.Run(method, func(t *testing.T) {
			d := homely(t, 20*time.Millisecond, nil)
			fault.Times = -1
			d.fake.Fail(fault.On(method))
			d.laura.OpenHome()
			d.until("it is given up", func() bool { return len(d.fake.Called(method)) == 1 && d.slack.Viewers() == 0 })
			d.fake.Heal()
			d.laura.OpenHome()
			d.home("U0LAURA", "Van 27 de 100")
		})
	}
}

// While Slack is away the pauses grow; when it asks for silence nobody's is published.
func TestAHomeTabIsNotTriedAllTheTime(t *testing.T) {
	d := homely(t, 10*time.Millisecond, nil)
	down := slacktest.Named("503_html").On("views.publish")
	down.Times = 6
	d.fake.Fail(down)
	d.laura.OpenHome()
	d.home("U0LAURA", "Van 27 de 100")
	calls := d.fake.Called("views.publish")
	if gap := calls[6].At.Sub(calls[5].At); len(calls) != 7 || gap < 320*time.Millisecond {
		t.Errorf("%d calls, the last after %v", len(calls), gap)
	}
	d.fake.Fail(slacktest.Fault{Method: "views.publish", RetryAfter: 1})
	d.laura.OpenHome()
	d.until("it is refused", func() bool { return len(d.fake.Called("views.publish")) == 8 })
	for range 20 {
		d.ana.OpenHome()
		d.slack.Changed()
	}
	d.home("U0ANA", "Escríbeme en")
	if n := len(d.fake.Impatient()); n != 0 {
		t.Errorf("%d calls came too soon", n)
	}
}

func TestSeeAllWorksFromTheHomeTab(t *testing.T) {
	d := homely(t, 50*time.Millisecond, nil)
	d.backend.card = card("Nuevo candidato · PAB-0001 · Café Sol")
	d.laura.OpenHome()
	d.home("U0LAURA", "Van 27 de 100")
	must(t, d.laura.ClickHome("Ver todo"))
	d.until("everything is shown", func() bool {
		v := d.fake.Modal("U0LAURA")
		return v != nil && strings.Contains(v.Words(), "CSO120304AB1")
	})
	d.slack.Forget()
	d.fake.Leave(deskID, "U0LAURA")
	must(t, d.laura.ClickHome("Ver todo"))
	d.until("who left is told so", func() bool {
		v := d.fake.Modal("U0LAURA")
		return v != nil && strings.Contains(v.Words(), "Solo el equipo.")
	})
	if n := len(d.backend.all()); n != 0 {
		t.Errorf("%d turns", n)
	}
	d.clean()
}

// A click is acknowledged while a Home tab is being counted.
func TestNobodyWaitsForAHomeTab(t *testing.T) {
	d := homely(t, 50*time.Millisecond, nil)
	free := make(chan struct{})
	d.backend.mu.Lock()
	d.backend.hold = free
	d.backend.mu.Unlock()
	ts := d.posted()
	d.laura.OpenHome()
	d.until("it is being counted", func() bool { return d.backend.asked() == 1 })
	must(t, d.laura.Click(deskID, ts, "Tomar"))
	d.until("the click is kept", func() bool { return len(d.backend.all()) == 1 })
	close(free)
	d.home("U0LAURA", "Van 27 de 100")
	if trouble := d.fake.Errors("U0LAURA"); len(trouble) != 0 {
		t.Errorf("Slack told her %q", trouble)
	}
	d.clean()
}

func TestOnlyTheLastViewersAreRemembered(t *testing.T) {
	d := open(t, nil)
	for i := range 500 {
		d.slack.Opens(fmt.Sprint("U", i))
	}
	if n := d.slack.Viewers(); n != 200 {
		t.Errorf("%d are remembered", n)
	}
}

func TestALongHomeTabIsWithinTheLimits(t *testing.T) {
	d := homely(t, 50*time.Millisecond, nil)
	d.backend.mu.Lock()
	for range 150 {
		d.backend.overview.Held = append(d.backend.overview.Held, bot.Brief{Conversation: "web:1", Business: strings.Repeat("Á ", 3000), Holder: bot.Actor{ID: "U0LAURA"}})
	}
	d.backend.mu.Unlock()
	d.laura.OpenHome()
	d.home("U0LAURA", "Van 27 de 100")
	d.clean()
}

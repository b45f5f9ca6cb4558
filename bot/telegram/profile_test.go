package telegram_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pabellon/bot/telegram"
	"pabellon/bot/telegram/telegramtest"
)

// own asks the fake for something of the bot's own, as it is in a language.
func own(w *world, method, lang string) string {
	w.Helper()
	answer, err := http.PostForm(w.server.URL()+"/bot"+w.server.Token()+"/"+method, url.Values{"language_code": {lang}})
	if err != nil {
		w.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var got struct{ Result json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
		w.Fatal(err)
	}
	return string(got.Result)
}

// settings are the calls that set something of the bot's own.
func settings(s *telegramtest.Server) []string {
	var out []string
	for _, c := range s.Calls() {
		if strings.HasPrefix(c.Method, "setMy") && c.Status == http.StatusOK {
			out = append(out, c.Method+" "+c.Params["language_code"])
		}
	}
	return out
}

// introduced waits until the last part of a new profile is set.
func introduced(w *world) {
	w.Helper()
	w.until("the bot has introduced itself", func() bool {
		for _, c := range w.server.Calls() {
			if c.Method == "setMyName" && c.Params["language_code"] == "en" && c.Status == http.StatusOK {
				return true
			}
		}
		return false
	})
}

func TestTheBotIntroducesItselfInEachLanguage(t *testing.T) {
	w := start(t)
	introduced(w)
	for _, c := range []struct{ method, lang, want string }{
		{"getMyName", "", "Pabellón"}, {"getMyName", "es", "Pabellón"}, {"getMyName", "en", "Pavilion"}, {"getMyName", "pt", "Pabellón"},
		{"getMyShortDescription", "", "Apoyo a exportadores"}, {"getMyShortDescription", "en", "Help for exporters"},
		{"getMyDescription", "es", "Te ayudo con tu solicitud."}, {"getMyDescription", "en", "I help you to apply."},
		{"getMyCommands", "", `"Privacidad"`}, {"getMyCommands", "es", `"Privacidad"`}, {"getMyCommands", "en", `"Privacy"`},
		{"getMyCommands", "", `"privacy"`}, {"getMyCommands", "es", `"privacy"`}, {"getMyCommands", "en", `"privacy"`},
	} {
		if got := own(w, c.method, c.lang); !strings.Contains(got, c.want) {
			t.Errorf("%s in %q is %s, want %s", c.method, c.lang, got, c.want)
		}
	}
}

func TestWhatIsSoAlreadyIsNotSetAgain(t *testing.T) {
	s := fake(t)
	first := join(t, s, &backend{}).run()
	introduced(first)
	first.stop()
	before := len(settings(s))
	if before < 8 {
		t.Fatalf("set only %q", settings(s))
	}
	for i, words := range []telegram.Words{phrases(), changed()} {
		asked := len(s.Calls())
		w := join(t, s, &backend{}, func(o *telegram.Options) { o.Words = words }).run()
		w.until("it has asked for all", func() bool {
			for _, c := range s.Calls()[asked:] {
				if c.Method == "getMyName" && c.Params["language_code"] == "en" && c.Status == http.StatusOK {
					return true
				}
			}
			return false
		})
		w.stop()
		if after := settings(s)[before:]; len(after) != i || i == 1 && after[0] != "setMyDescription en" {
			t.Errorf("start %d set %q", i+2, after)
		}
	}
}

// changed are phrases of which one is another.
func changed() telegram.Words {
	w := phrases()
	en := w["en"]
	en.Description = "I help you to apply and answer questions."
	w["en"] = en
	return w
}

func TestAPartThatIsRefusedDoesNotStopTheRest(t *testing.T) {
	long := phrases()
	en := long["en"]
	en.About, en.Commands = strings.Repeat("x", 121), []telegram.Command{{Name: "Mal Nombre", Does: "x"}}
	long["en"] = en
	s := fake(t)
	w := join(t, s, &backend{}, func(o *telegram.Options) { o.Words = long })
	w.may = func(c telegramtest.Call) bool {
		return c.Method == "setMyShortDescription" || c.Method == "setMyCommands"
	}
	w.run()
	introduced(w)
	if w.log.count("part=setMyShortDescription") != 1 || w.log.count("part=setMyCommands") != 1 {
		t.Errorf("want each told once:\n%s", w.log)
	}
	if got := own(w, "getMyName", "en"); !strings.Contains(got, "Pavilion") {
		t.Errorf("the name is %s", got)
	}
}

func TestTheProfileWaitsForTelegram(t *testing.T) {
	for name, f := range map[string]telegramtest.Fault{"a flood": {RetryAfter: 1}, "a gateway": {Status: 502, Times: 2}, "half an answer": {Truncate: true}} {
		s := fake(t)
		f.Method = "setMyName"
		s.Fail(f)
		w := join(t, s, &backend{}).run()
		introduced(w)
		if got := own(w, "getMyName", "en"); !strings.Contains(got, "Pavilion") {
			t.Errorf("%s: the name is %s", name, got)
		}
		if n := len(s.Impatient()); n > 0 {
			t.Errorf("%s: asked %d times too early", name, n)
		}
	}
}

func TestANameThatMayNotBeChangedForADayIsLeftForTheNextStart(t *testing.T) {
	s := fake(t)
	s.Fail(telegramtest.Fault{Method: "setMyName", RetryAfter: 86400})
	w := join(t, s, &backend{}).run()
	w.until("it is told", func() bool { return w.log.count("part=setMyName") > 0 })
	w.stop()
	if w.log.count("next start tries again") != 1 || w.log.count("level=ERROR") > 0 {
		t.Errorf("want it told once, and not as an error:\n%s", w.log)
	}
}

func TestAnUnknownTokenIsNotToldForEachPartOfTheProfile(t *testing.T) {
	s := fake(t)
	s.Fail(telegramtest.Fault{Status: 401, Times: -1})
	w := join(t, s, &backend{}).run()
	w.until("it is told", func() bool { return w.log.count("TELEGRAM_TOKEN") > 0 })
	w.until("the profile was tried", func() bool { return called(w, "getMyCommands") > 0 })
	w.stop()
	if n := w.log.count("level=WARN") + w.log.count("level=ERROR"); n > 2 {
		t.Errorf("told %d times:\n%s", n, w.log)
	}
}

func TestNothingIsSetWithoutWords(t *testing.T) {
	w := start(t, func(o *telegram.Options) { o.Words = telegram.Words{} })
	w.ana()
	w.turns(1)
	if got := settings(w.server); len(got) > 0 {
		t.Errorf("set %q", got)
	}
}

package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// settings are the options of serve, as a map of variables sets them.
func settings(t *testing.T, set map[string]string) options {
	t.Helper()
	var o options
	v := reflect.ValueOf(&o).Elem()
	fill(v, set)
	return o
}

func fill(v reflect.Value, set map[string]string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			fill(v.Field(i), set)
			continue
		}
		value, ok := set[f.Tag.Get("var")]
		if !ok {
			value = f.Tag.Get("default")
		}
		switch p := v.Field(i).Addr().Interface().(type) {
		case *string:
			*p = value
		case *Secret:
			p.value = &value
		}
	}
}

func TestTheDefaultsHaveNoMistake(t *testing.T) {
	m := &mistakes{}
	c := settings(t, nil).read(m)
	if err := m.err(); err != nil {
		t.Fatal(err)
	}
	if !c.page || c.database.url != "sqlite:data/pabellon.db" || c.programme.target != 100 || c.programme.approved != 24 || len(c.warnings) > 0 {
		t.Errorf("got %+v", c)
	}
}

func TestEachWrongValueIsNamedAndOthersAreFine(t *testing.T) {
	for name, values := range map[string]struct{ wrong, right []string }{
		"DATABASE_URL":            {[]string{"mysql://x", "data.db", "sqlite:", "postgres://u:p@h:port/d", "postgres://u:%zz@h/d"}, []string{"postgres://h1:1,h2:2/d", "sqlite:/x/y.db", "postgres://u:p@h/d", "postgresql://h/d"}},
		"DATA_KEY":                {[]string{"short", "MTIz", keyA + ";" + keyB, keyA + "," + keyA, keyA + ","}, []string{"", keyA, keyA + ", " + keyB}},
		"HTTP_ADDR":               {[]string{"8080", "localhost:http", "127.0.0.1:70000", "127.0.0.1"}, []string{":8080", "[::1]:0", "0.0.0.0:80"}},
		"PLAYGROUND":              {[]string{"yes", "ON"}, []string{"auto", "on", "off"}},
		"PUBLIC_URL":              {[]string{"bot.example.org", "ftp://x.org", "https://u:p@x.org"}, []string{"", "https://bot.example.org"}},
		"TELEGRAM_TOKEN":          {[]string{"abc", "1:", "1:a b"}, []string{"", "4242:TESTTOKEN-_x"}},
		"TELEGRAM_API_URL":        {[]string{"api.telegram.org"}, []string{"http://127.0.0.1:8081"}},
		"TELEGRAM_WEBHOOK_SECRET": {[]string{"with space", strings.Repeat("x", 257)}, []string{"", "abc_-9"}},
		"SLACK_BOT_TOKEN":         {[]string{"xapp-1"}, []string{"", "xoxb-1-2-x"}},
		"SLACK_APP_TOKEN":         {[]string{"xoxb-1"}, []string{"", "xapp-1-A"}},
		"SLACK_SIGNING_SECRET":    {[]string{"a b"}, []string{"", "8f742231b10e8888abcd99yyyzzz85a5"}},
		"SLACK_API_URL":           {[]string{"slack.com/api/"}, []string{"http://127.0.0.1:1/api/"}},
		"SLACK_STAFF_CHANNEL":     {[]string{"#staff", "c012"}, []string{"", "C0123", "G0123"}},
		"SLACK_STAFF":             {[]string{"laura", "U1;U2", "S1,S2"}, []string{"", "U1", "U1, W2", "S0123"}},
		"SLACK_ADMINS":            {[]string{"S0123", "laura"}, []string{"", "U1,U2"}},
		"LLM_BASE_URL":            {[]string{"localhost:11434"}, []string{"", "http://localhost:11434/v1"}},
		"LLM_API_KEY":             {[]string{"a b"}, []string{"", "sk-1"}},
		"LLM_DAILY_TOKENS":        {[]string{"-1", "many", "1e6"}, []string{"0", "5000"}},
		"PROGRAM_TARGET":          {[]string{"0", "-3", "cien", "1.5"}, []string{"1", "250"}},
		"PROGRAM_APPROVED":        {[]string{"-1", "x"}, []string{"0", "100"}},
		"ORG_NAME":                {[]string{" ", "a\nb", strings.Repeat("á", 61)}, []string{"Secretaría de Economía"}},
		"RETENTION_DAYS":          {[]string{"0", "forever"}, []string{"1", "730"}},
		"BUSINESS_HOURS":          {[]string{"9-18", "18:00-09:00", "09:00-24:00", "always"}, []string{"08:30-14:00", "9:00 - 18:00"}},
		"TIME_ZONE":               {[]string{"Mexico", "Local", "CDMX"}, []string{"UTC", "America/Tijuana"}},
	} {
		for _, value := range values.wrong {
			m := &mistakes{}
			settings(t, map[string]string{name: value}).read(m)
			if len(m.list) == 0 || !strings.HasPrefix(m.list[0], name+": ") {
				t.Errorf("%s=%q gives %q", name, value, m.list)
			}
		}
		for _, value := range values.right {
			m := &mistakes{}
			settings(t, map[string]string{"SLACK_SIGNING_SECRET": "s", name: value}).read(m) // a Slack that can hear
			if len(m.list) > 0 {
				t.Errorf("%s=%q is refused: %q", name, value, m.list)
			}
		}
	}
}

func TestChannelsAndTheModelAreReadFromTheirSettings(t *testing.T) {
	m := &mistakes{}
	c := settings(t, map[string]string{
		"TELEGRAM_TOKEN": "1:x", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "OPENAI_API_KEY": "sk-1", "PUBLIC_URL": "https://x.org/b/",
	}).read(m)
	if err := m.err(); err != nil {
		t.Fatal(err)
	}
	if len(c.warnings) != 0 || c.model.options.Chat != usualModel || c.model.options.Effort != usualEffort || c.model.options.Base != "" || c.model.daily != 2000000 {
		t.Errorf("the model is %q of %q, warnings %q", c.model.options.Chat, c.model.options.Base, c.warnings)
	}
	if c.telegram.token != "1:x" || c.telegram.hook != "https://x.org/b/telegram/webhook" || c.page {
		t.Errorf("Telegram is %+v, the page %v", c.telegram, c.page)
	}
}

// What is set and can have no effect is told, and the program starts.
func TestAModelThatIsHalfSetIsToldAndLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		set  map[string]string
		says string
		on   bool
	}{
		"no server":   {map[string]string{"LLM_MODEL": "m"}, "no server", false},
		"no model":    {map[string]string{"LLM_BASE_URL": "http://h/v1"}, "names none to answer", false},
		"only ears":   {map[string]string{"LLM_BASE_URL": "http://h/v1", "TRANSCRIBE_MODEL": "w"}, "names none to answer", true},
		"logged":      {map[string]string{"LLM_BASE_URL": "http://h/v1", "LLM_MODEL": "m", "LOG_LLM": "on"}, "personal data", true},
		"all of it":   {map[string]string{"LLM_BASE_URL": "http://h/v1", "LLM_MODEL": "m"}, "", true},
		"another way": {map[string]string{"OPENAI_API_KEY": "k", "LLM_MODEL": "m"}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			m := &mistakes{}
			got := settings(t, c.set).read(m)
			if err := m.err(); err != nil {
				t.Fatal(err)
			}
			if told := strings.Join(got.warnings, "; "); got.model.on() != c.on || (c.says == "") != (told == "") || !strings.Contains(told, c.says) {
				t.Errorf("on is %v, told %q", got.model.on(), told)
			}
		})
	}
}

func TestASlackThatCannotHearIsRefused(t *testing.T) {
	m := &mistakes{}
	settings(t, map[string]string{"SLACK_BOT_TOKEN": "xoxb-1"}).read(m)
	if err := m.err(); err == nil || !strings.Contains(err.Error(), "SLACK_SIGNING_SECRET") {
		t.Errorf("%v", err)
	}
}

const hush = "hunter2-do-not-print"

func TestNoWayToPrintASecretShowsIt(t *testing.T) {
	value := hush
	s := Secret{&value}
	j, err := json.Marshal(map[string]any{"a": s, "b": &s})
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "a", s, "b", &s, "c", struct{ S Secret }{s})
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "a", s, "b", &s, "c", struct{ S Secret }{s})
	out := string(j) + log.String()
	for _, verb := range strings.Fields("%v %+v %#v %s %q %x %X %d %t %p %T") {
		out += fmt.Sprintf(verb, s) + fmt.Sprintf(verb, &s) + fmt.Sprintf(verb, struct{ S Secret }{s}) + fmt.Sprintf(verb, []Secret{s})
	}
	if strings.Contains(out, hush) || strings.Contains(out, fmt.Sprintf("%x", hush)) {
		t.Errorf("the secret is in %s", out)
	}
	if (Secret{}).String() != "not set" || s.String() != "set" || s.Reveal() != hush {
		t.Error("String or Reveal is wrong")
	}
}

func TestNoMistakeShowsASecret(t *testing.T) {
	for _, name := range secretNames() {
		for _, value := range []string{hush, "two words " + hush, "http://x:" + hush + "@h", "postgres//u:" + hush + "@h"} {
			m := &mistakes{}
			c := settings(t, map[string]string{name: value}).read(m)
			if all := fmt.Sprint(m.list, c.warnings); strings.Contains(all, hush) {
				t.Errorf("%s is shown: %s", name, all)
			}
		}
	}
	m := &mistakes{}
	settings(t, map[string]string{"LLM_BASE_URL": "http//x:" + hush + "@h", "PUBLIC_URL": "https://u:" + hush + "@h"}).read(m)
	if strings.Contains(fmt.Sprint(m.list), hush) {
		t.Errorf("a password in an address is shown: %s", m.list)
	}
}

// secretNames are the variables whose type is Secret.
func secretNames() []string {
	var names []string
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for i := range t.NumField() {
			if f := t.Field(i); f.Anonymous {
				walk(f.Type)
			} else if f.Type == reflect.TypeFor[Secret]() {
				names = append(names, f.Tag.Get("var"))
			}
		}
	}
	walk(reflect.TypeFor[options]())
	return names
}

func TestEveryVariableThatSoundsSecretIsOne(t *testing.T) {
	secret := strings.Join(secretNames(), " ") + " "
	for _, v := range variables() {
		sounds := strings.Contains(v.Name, "TOKEN") && v.Name != "LLM_DAILY_TOKENS" || strings.Contains(v.Name, "SECRET") || strings.Contains(v.Name, "KEY") || v.Name == "DATABASE_URL"
		if is := strings.Contains(secret, v.Name+" "); sounds != is {
			t.Errorf("%s: sounds secret %v, is %v", v.Name, sounds, is)
		}
	}
}

func TestTheTableHasEveryVariableOfTheInterface(t *testing.T) {
	have := map[string]variable{}
	for _, v := range variables() {
		have[v.Name] = v
		if v.Meaning == "" || v.Flag == "--" {
			t.Errorf("%s has no meaning or no flag", v.Name)
		}
	}
	for _, name := range strings.Fields(`DATABASE_URL KNOWLEDGE_DIR HTTP_ADDR PLAYGROUND PUBLIC_URL TELEGRAM_TOKEN TELEGRAM_API_URL
		TELEGRAM_WEBHOOK_SECRET SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET SLACK_API_URL SLACK_STAFF_CHANNEL SLACK_STAFF
		SLACK_ADMINS LLM_BASE_URL LLM_API_KEY LLM_MODEL OPENAI_API_KEY EMBEDDING_MODEL TRANSCRIBE_MODEL LLM_DAILY_TOKENS ORG_NAME
		PROGRAM_TARGET PROGRAM_APPROVED DATA_KEY RETENTION_DAYS TIME_ZONE FORM_FILE LOG_LEVEL LOG_FORMAT`) {
		if _, ok := have[name]; !ok {
			t.Errorf("%s is missing", name)
		}
		delete(have, name)
	}
	for _, ours := range strings.Fields(`BUSINESS_HOURS LLM_API_VERSION LLM_EFFORT LLM_TEMPERATURE LLM_LIMIT_FIELD LOG_LLM VISION_MODEL`) {
		delete(have, ours) // the interface may be added to
	}
	for name := range have {
		t.Errorf("%s is not in INTERFACE.md", name)
	}
}

// attempt runs the program in this process.
func attempt(t *testing.T, env map[string]string, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err strings.Builder
	lookup := func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	code = run(t.Context(), args, lookup, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

func TestAValueMayComeFromAFileAndAFlagIsStronger(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "level"), filepath.Join(dir, "wrong")
	for file, text := range map[string]string{good: "warn\n", bad: "loud\r\n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, try := range map[string]struct {
		env  map[string]string
		args []string
		code int
		says string
	}{
		"file":           {map[string]string{"LOG_LEVEL_FILE": good}, nil, exitDone, ""},
		"wrong in file":  {map[string]string{"LOG_LEVEL_FILE": bad}, nil, exitUsage, `LOG_LEVEL: must be debug, info, warn or error, not "loud"`},
		"flag wins":      {map[string]string{"LOG_LEVEL_FILE": bad}, []string{"--log-level", "error"}, exitDone, ""},
		"flag over env":  {map[string]string{"LOG_LEVEL": "loud"}, []string{"--log-level=debug"}, exitDone, ""},
		"empty variable": {map[string]string{"LOG_LEVEL": ""}, nil, exitDone, ""},
		"both":           {map[string]string{"LOG_LEVEL_FILE": good, "LOG_LEVEL": "warn"}, nil, exitUsage, "LOG_LEVEL: is set twice"},
		"no such file":   {map[string]string{"LOG_LEVEL_FILE": filepath.Join(dir, "none")}, nil, exitUsage, "LOG_LEVEL_FILE: must name a file"},
		"a folder":       {map[string]string{"LOG_LEVEL_FILE": dir}, nil, exitUsage, "it is a folder"},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, stderr := attempt(t, try.env, "", append([]string{"knowledge", "list"}, try.args...)...)
			if code != try.code || !strings.Contains(stderr, try.says) {
				t.Errorf("exit %d, want %d; stderr: %s", code, try.code, stderr)
			}
		})
	}
}

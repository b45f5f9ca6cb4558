package handlers

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
)

var braces = regexp.MustCompile(`\{(\w+)\}`)

func names(text string) []string {
	found := braces.FindAllString(text, -1)
	sort.Strings(found)
	return slices.Compact(found)
}

func TestEveryPhraseStandsInBothLanguagesWithTheSameNames(t *testing.T) {
	words, err := readPhrases()
	if err != nil {
		t.Fatal(err)
	}
	for key, es := range words["es"] {
		en, ok := words["en"][key]
		if !ok {
			t.Errorf("%s is not in words.en.yaml", key)
		} else if !slices.Equal(names(es), names(en)) {
			t.Errorf("%s has the names %v in Spanish and %v in English", key, names(es), names(en))
		}
	}
	for key := range words["en"] {
		if _, ok := words["es"][key]; !ok {
			t.Errorf("%s is not in words.es.yaml", key)
		}
	}
}

var usedKey = regexp.MustCompile(`(?:say|staffSay|button|staffButton|greet)\((?:lang, |t\.lang\(\), |staffLang, |lang, )?"([a-z][\w.]*)"|(?:Problem|Doubt|key, yes :?=|key :?=)[^"\n]*"([a-z]+\.[\w.]+)"`)

func TestEveryPhraseThatTheCodeUsesIsThere(t *testing.T) {
	words, err := readPhrases()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("*.go")
	used := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range usedKey.FindAllStringSubmatch(string(code), -1) {
			key := m[1] + m[2]
			if strings.HasSuffix(key, ".") {
				continue // the rest is put together at run time
			}
			used++
			if _, ok := words["es"][key]; !ok {
				t.Errorf("%s uses the phrase %q, which words.es.yaml does not have", file, key)
			}
		}
	}
	if used < 100 {
		t.Errorf("found %d uses of phrases; the pattern of this test no longer fits the code", used)
	}
}

func TestThePhrasesThatArePutTogetherAreThere(t *testing.T) {
	words, err := readPhrases()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, status := range []string{"submitted", "taken", "asked", "approved", "declined", "withdrawn"} {
		keys = append(keys, "status."+status, "staff.status."+status, "data.status."+status)
	}
	for _, problem := range []rfcProblem{rfcShort, rfcLong, rfcShape, rfcDate, rfcGeneric} {
		keys = append(keys, "wrong.rfc."+string(problem))
	}
	keys = append(keys, "note.digit", "note.phone", "remind.1", "remind.2", "approved.owner", "declined.owner", "staff.approved", "staff.declined")
	for _, key := range keys {
		if words["es"][key] == "" {
			t.Errorf("the phrase %q is missing", key)
		}
	}
}

// The voice forbids some words (VOICE.md).
func TestTheVoiceIsKept(t *testing.T) {
	words, err := readPhrases()
	if err != nil {
		t.Fatal(err)
	}
	forbidden := regexp.MustCompile(`(?i)excelente pregunta|lamentamos|procesando|usuario|\berror\b|inválid|\bcampo\b|\busted\b`)
	for key, text := range words["es"] {
		if bad := forbidden.FindString(text); bad != "" {
			t.Errorf("%s says %q", key, bad)
		}
		if strings.Count(text, "¿") > 1 && !strings.HasPrefix(key, "unclear") {
			t.Errorf("%s asks more than one question", key)
		}
		if strings.Count(text, "!") > 1 {
			t.Errorf("%s has more than one exclamation mark", key)
		}
	}
}

func TestSayingAPersonsWordsGivesThemNoMeaning(t *testing.T) {
	words, err := readPhrases()
	if err != nil {
		t.Fatal(err)
	}
	got := words.say("es", "staff.said", "name", "Ana", "words", "**[pagar](https://estafa.example)** {who}")
	if want := `Ana escribe: «\*\*\[pagar\]\(https://estafa.example\)\*\* {who}»`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

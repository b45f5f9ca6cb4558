package store

import (
	"encoding/base64"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// keysFor makes keys out of letters: the key "a" is 32 times a.
func keysFor(t *testing.T, letters ...string) Keys {
	t.Helper()
	var parts []string
	for _, l := range letters {
		parts = append(parts, base64.StdEncoding.EncodeToString([]byte(strings.Repeat(l, keySize))))
	}
	keys, err := ReadKeys(strings.Join(parts, ", "))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

var here = place("turns.payload", 7, 1)

const secret = `{"text":"soy Xóchitl Ruvalcaba"}`

func TestWhatWasSealedOpensInItsPlace(t *testing.T) {
	keys := keysFor(t, "a")
	for _, text := range []string{secret, "una palabra", "\x00\xff", strings.Repeat("ñ", 100_000)} {
		sealed := keys.seal(here, text)
		if strings.Contains(sealed, text) || !strings.HasPrefix(sealed, "s1."+keys[0].name+".") {
			t.Errorf("sealed as %.60q", sealed)
		}
		if again := keys.seal(here, text); again == sealed {
			t.Error("the same text is sealed to the same value twice")
		}
		if got, err := keys.open(here, sealed); got != text || err != nil {
			t.Errorf("opened %.60q, %v", got, err)
		}
	}
	if keys.seal(here, "") != "" {
		t.Error("nothing does not stay nothing")
	}
}

func TestASealedValueOpensNowhereElse(t *testing.T) {
	keys := keysFor(t, "a")
	sealed := keys.seal(here, secret)
	for _, elsewhere := range []spot{
		place("turns.payload", 7, 2), place("turns.payload", 71), place("turns.result", 7, 1),
		place("messages.payload", 7, 1), named("conversations.state", "7 1"), {},
	} {
		if got, err := keys.open(elsewhere, sealed); err == nil {
			t.Errorf("%s: opened %q", elsewhere.bytes(), got)
		}
	}
}

func TestAValueThatWasTamperedWithDoesNotOpen(t *testing.T) {
	keys := keysFor(t, "a")
	sealed := keys.seal(here, secret)
	body := strings.LastIndexByte(sealed, '.') + 1
	for i := range sealed {
		if got, err := keys.open(here, sealed[:i]); i >= len(sealMark) && err == nil {
			t.Errorf("cut after %d: opened %q", i, got)
		}
	}
	raw, err := base64.RawStdEncoding.DecodeString(sealed[body:])
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		for bit := range 8 {
			raw[i] ^= 1 << bit
			if got, err := keys.open(here, sealed[:body]+base64.RawStdEncoding.EncodeToString(raw)); err == nil {
				t.Errorf("bit %d of byte %d flipped: opened %q", bit, i, got)
			}
			raw[i] ^= 1 << bit
		}
	}
	for _, odd := range []string{"s1.", "s1..", sealed + "AAAA", sealed + "!", sealed[:body] + sealed[:body]} {
		if got, err := keys.open(here, odd); err == nil {
			t.Errorf("%.40s: opened %q", odd, got)
		}
	}
}

func TestOnlyTheKeyThatSealedOpens(t *testing.T) {
	old, new := keysFor(t, "a"), keysFor(t, "b")
	sealed := old.seal(here, secret)
	for name, keys := range map[string]Keys{"another key": new, "no key": nil} {
		_, err := keys.open(here, sealed)
		if err == nil || !strings.Contains(err.Error(), old[0].name) || !strings.Contains(err.Error(), "DATA_KEY") {
			t.Errorf("%s: %v", name, err)
		}
	}
	disguised := strings.Replace(sealed, old[0].name, new[0].name, 1)
	if got, err := new.open(here, disguised); err == nil {
		t.Errorf("under another key's name: opened %q", got)
	}
	for _, both := range []Keys{keysFor(t, "b", "a"), keysFor(t, "a", "b")} {
		if got, err := both.open(here, sealed); got != secret || err != nil {
			t.Errorf("opened %q, %v", got, err)
		}
		if !strings.HasPrefix(both.seal(here, secret), both[0].mark()) {
			t.Error("it was not the first key that sealed")
		}
	}
}

func TestAPlainValueIsReadAsItIs(t *testing.T) {
	for _, keys := range []Keys{nil, keysFor(t, "a")} {
		for _, plain := range []string{"", secret, "{", "s2.x", "S1.x"} {
			if got, err := keys.open(here, plain); got != plain || err != nil {
				t.Errorf("%q became %q, %v", plain, got, err)
			}
		}
	}
	if Keys(nil).seal(here, secret) != secret {
		t.Error("without a key something was sealed")
	}
}

func TestADigestIsTheSameForTheSameKindAndValueOnly(t *testing.T) {
	a, b := keysFor(t, "a"), keysFor(t, "b")
	seen := map[string]string{}
	for name, d := range map[string]string{
		"one": a.digest("rfc", "CSO120304AB4"), "other value": a.digest("rfc", "CSO120304AB5"),
		"other kind": a.digest("email", "CSO120304AB4"), "shifted": a.digest("rfcC", "SO120304AB4"), "other key": b.digest("rfc", "CSO120304AB4"),
	} {
		if seen[d] != "" || !strings.HasPrefix(d, "d1.") || strings.Contains(d, "CSO") {
			t.Errorf("%s and %q: %s", name, seen[d], d)
		}
		seen[d] = name
	}
	if a.digest("rfc", "x") != keysFor(t, "a").digest("rfc", "x") || a.digest("rfc", "") != "" || Keys(nil).digest("rfc", "x\x00y") != "x�y" {
		t.Error("not the same twice, not empty, or not plain without a key")
	}
}

func TestWhoLooksForAValueFindsItUnderEveryKeyAndPlain(t *testing.T) {
	a, b, both := keysFor(t, "a"), keysFor(t, "b"), keysFor(t, "b", "a")
	want := []string{"x", b.digest("rfc", "x"), a.digest("rfc", "x")}
	if got := both.digests("rfc", "x"); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := both.digests("rfc", ""); !slices.Equal(got, []string{""}) {
		t.Errorf("of nothing: %q", got)
	}
}

// A key is written down for ever in what it sealed: these values were made by hand
// with other programs, and a change of them makes every database unreadable.
func TestTheKeysAreDerivedAsTheCommentSays(t *testing.T) {
	keys := keysFor(t, "a")
	if keys[0].name != "4be9b900" {
		t.Errorf("the name is %s", keys[0].name)
	}
	if got := keys.digest("rfc", "x"); got != "d1.4be9b900.HZPfo7pWKCGkDs800aCDHlAuzFHH+xt4Obofc315wUw" {
		t.Errorf("the digest is %s", got)
	}
	for sealed, at := range map[string]spot{
		"s1.4be9b900.MDEyMzQ1Njc4OWFiTgWyJKXcxEjGxFL2D3ePxVPPEho": place("turns.payload", 7, 1),
		"s1.4be9b900.MDEyMzQ1Njc4OWFiTgWyJHXpXqttvNx5CwEPPjJ+TAo": named("conversations.state", "telegram:5"),
	} {
		if got, err := keys.open(at, sealed); got != "hola" || err != nil {
			t.Errorf("at %s: opened %q, %v", at.bytes(), got, err)
		}
	}
}

// readable are the columns that are not sealed, for nothing in them was told by
// people: work is found by them.
var readable = strings.Fields(`
	lanes.kind lanes.key lanes.conversation lanes.channel lanes.receipt
	turns.dedupe turns.status messages.audience messages.replaces messages.status messages.receipt
	conversations.id events.kind applications.folio applications.conversation applications.channel
	applications.lang applications.status timers.conversation timers.key leases.name leases.owner
	counters.name erasures.id erasures.counts stopped.article stopped.reason keys.name
	files.conversation files.hash settings.name waiting.what waiting.conversation
	trail.actor trail.act trail.about vectors.model vectors.hash vectors.vec spent.day`)

func TestEveryColumnIsSealedOrKnownNotToBePersonal(t *testing.T) {
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "p.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var columns []string
	err = s.selects(t.Context(), &columns, `
SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
WHERE m.type = 'table' AND c.type <> 'BIGINT' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'goose%'`)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, column := range readable {
		known[column] = true
	}
	for _, table := range sealedTables {
		for _, column := range slices.Concat(table.columns, table.digests) {
			known[table.name+"."+column] = true
		}
	}
	for _, column := range columns {
		if !known[column] {
			t.Errorf("%s: seal it where it is written and read, and name it in sealedTables (keys.go); or name it here if nobody told it", column)
		}
	}
	if len(columns) < len(known) {
		t.Errorf("%d columns, and %d are known", len(columns), len(known))
	}
}

func TestKeysAreReadAndNeverShown(t *testing.T) {
	good := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("k", keySize)))
	for text, says := range map[string]string{
		"short": "key 1", good + ",": "key 2", good + ", MTIz": "key 2", good + "," + good: "twice",
		good[:43]: "key 1", "," + good: "key 1", good + ";" + good: "key 1",
	} {
		_, err := ReadKeys(text)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), good[:10]) || strings.Contains(err.Error(), "MTIz") {
			t.Errorf("%s: %v", text, err)
		}
	}
	if none, err := ReadKeys(" "); none != nil || err != nil {
		t.Errorf("of nothing: %v, %v", none, err)
	}
	keys, err := ReadKeys(good + "\n")
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "keys", keys, "options", Options{Keys: keys})
	shown := log.String() + fmt.Sprintf("%v %+v %#v", keys, Options{Keys: keys}, keys)
	if strings.Contains(shown, good[:10]) || strings.Contains(shown, "kkkk") || strings.Contains(shown, "107 107") || strings.Contains(shown, "0x6b, 0x6b") {
		t.Error(shown)
	}
}

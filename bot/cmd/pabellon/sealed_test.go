package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
)

// Two values of DATA_KEY.
var (
	keyA = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("a", 32)))
	keyB = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("b", 32)))
)

// revealing is what of personal is told in fullForm and by staff, in the ways in which it is kept.
var revealing = []string{
	"Zapotecas", "ZIS120304AB7", "CSO120304AB4", "Xóchitl", "Ruvalcaba", "ruvalcaba@", "example.com", "5512345678", "mezcal artesanal", "Oaxaca",
	"700 botellas", "constancia", "llamar el lunes", "patrón 4711", "cuesta la membresía", "Cuál es tu RFC",
}

// eachDatabase runs a test on SQLite, and on PostgreSQL where there is one.
func eachDatabase(t *testing.T, f func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) { f(t, "sqlite:"+filepath.Join(t.TempDir(), "p.db")) })
	t.Run("postgres", func(t *testing.T) { f(t, postgresSchema(t)) })
}

// postgresSchema is an empty schema of the PostgreSQL that PABELLON_TEST_POSTGRES names.
func postgresSchema(t *testing.T) string {
	t.Helper()
	base := os.Getenv("PABELLON_TEST_POSTGRES")
	if base == "" {
		if os.Getenv("PABELLON_REQUIRE") != "" {
			t.Fatal("PABELLON_TEST_POSTGRES is empty and PABELLON_REQUIRE is set: start a PostgreSQL and name it")
		}
		t.Skip("PABELLON_TEST_POSTGRES is empty: no PostgreSQL to test on")
	}
	schema := fmt.Sprintf("cmd%d_%x", os.Getpid(), time.Now().UnixNano())
	c, err := pgx.Connect(t.Context(), base)
	if err == nil {
		_, err = c.Exec(t.Context(), "CREATE SCHEMA "+schema)
	}
	u, wrong := url.Parse(base)
	if err != nil || wrong != nil {
		t.Fatal("make a schema in PABELLON_TEST_POSTGRES:", err, wrong)
	}
	t.Cleanup(func() {
		_, _ = c.Exec(context.Background(), "DROP SCHEMA "+schema+" CASCADE")
		_ = c.Close(context.Background())
	})
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

// readable is everything that somebody reads who gets hold of the database: on SQLite
// the bytes of its files, on PostgreSQL every column of every table.
func readable(t *testing.T, address string) string {
	t.Helper()
	var all strings.Builder
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		files, _ := filepath.Glob(path + "*")
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(b)
		}
		return all.String()
	}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	db := sqlx.NewDb(stdlib.OpenDB(*config), "pgx")
	defer db.Close()
	var tables []string
	if err := db.Select(&tables, `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()`); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		var rows []string
		if err := db.Select(&rows, `SELECT CAST(x AS TEXT) FROM `+table+` x`); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&all, table, rows)
	}
	return all.String()
}

func mustBeSilent(t *testing.T, address string) {
	t.Helper()
	all := readable(t, address)
	for _, word := range revealing {
		if n := strings.Count(all, word); n > 0 {
			t.Errorf("the database holds %q %d times", word, n)
		}
	}
}

// application is the whole of fullForm and what staff do with it, as JSON lines.
func application() string {
	var lines []string
	for i, said := range fullForm {
		lines = append(lines, fmt.Sprintf(`{"chat":"a1","id":"m%d",%s}`, i, said))
	}
	for i, act := range []string{`"action":"take"`, `"action":"ask","text":"¿Nos mandas tu constancia fiscal?"`, `"action":"note","text":"llamar el lunes"`} {
		lines = append(lines, fmt.Sprintf(`{"staff":"U1","application":"PAB-0001","id":"s%d",%s}`, i, act))
	}
	return strings.Join(lines, "\n") + "\n"
}

// does runs the program with a database and a key, and wants an exit code.
func does(t *testing.T, address, key string, code int, stdin string, args ...string) (out, err string) {
	t.Helper()
	got, out, err := attempt(t, map[string]string{"DATABASE_URL": address, "DATA_KEY": key, "LOG_LEVEL": "warn"}, stdin, args...)
	if got != code {
		t.Fatalf("%v: exit %d, want %d; stderr: %s", args, got, code, err)
	}
	for _, k := range []string{keyA, keyB} {
		if strings.Contains(out+err, k[:20]) {
			t.Errorf("%v shows a key", args)
		}
	}
	return out, err
}

func TestAWholeApplicationLeavesNothingToReadInASealedDatabase(t *testing.T) {
	eachDatabase(t, func(t *testing.T, address string) {
		said, _ := does(t, address, keyA, exitDone, application(), "chat", "--json")
		if strings.Count(said, "PAB-0001") < 3 {
			t.Fatal("the application was not sent:", said)
		}
		mustBeSilent(t, address)

		_, why := does(t, address, "", exitFailed, "", "export")
		if !strings.Contains(why, "DATA_KEY is not set") {
			t.Error(why)
		}
		does(t, address, keyB, exitFailed, "", "export")
		candidates, _ := does(t, address, keyA, exitDone, "", "export", "--format", "json")
		for _, value := range []string{"Zapotecas del Istmo", "CSO120304AB4", "Xóchitl Ruvalcaba", "+525512345678", "xochitl.ruvalcaba@example.com"} {
			if !strings.Contains(candidates, value) {
				t.Errorf("export has no %q", value)
			}
		}
		history, _ := does(t, address, keyA, exitDone, "", "replay", "chat:a1")
		if !strings.Contains(history, "Xóchitl Ruvalcaba") || strings.Contains(history, "≠") {
			t.Error(history)
		}

		done, _ := does(t, address, keyB+","+keyA, exitDone, "", "rekey")
		if !strings.Contains(done, "may be dropped") || strings.Contains(done, "anew: 0\n") {
			t.Error(done)
		}
		mustBeSilent(t, address)
		does(t, address, keyA, exitFailed, "", "export")
		if again, _ := does(t, address, keyB, exitDone, "", "export", "--format", "json"); again != candidates {
			t.Errorf("before:\n%s\nafter:\n%s", candidates, again)
		}
		if again, _ := does(t, address, keyB, exitDone, "", "replay", "chat:a1"); again != history {
			t.Errorf("before:\n%s\nafter:\n%s", history, again)
		}
		does(t, address, keyB, exitDone, `{"chat":"a1","id":"last","text":"estado"}`+"\n", "chat", "--json")
		receipt, _ := does(t, address, keyB, exitDone, "", "erase", "--conversation", "chat:a1")
		if !strings.Contains(receipt, "applications   1") {
			t.Error(receipt)
		}
		does(t, address, keyB, exitFailed, "", "replay", "chat:a1")
	})
}

func TestADatabaseThatWasNotSealedIsSealedByRekey(t *testing.T) {
	eachDatabase(t, func(t *testing.T, address string) {
		does(t, address, "", exitDone, application(), "chat", "--json")
		all := readable(t, address)
		for _, word := range revealing {
			if !strings.Contains(all, word) {
				t.Errorf("without a key the database does not hold %q either: the tests prove nothing of it", word)
			}
		}
		before, _ := does(t, address, "", exitDone, "", "export", "--format", "json")
		does(t, address, keyA, exitDone, "", "rekey")
		mustBeSilent(t, address)
		if after, _ := does(t, address, keyA, exitDone, "", "export", "--format", "json"); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		if again, _ := does(t, address, keyA, exitDone, "", "rekey"); !strings.HasPrefix(again, "rows encrypted anew: 0\n") {
			t.Error(again)
		}
	})
}

func TestRekeyWithoutAKeyOrADatabaseSaysWhatToDo(t *testing.T) {
	address := "sqlite:" + filepath.Join(t.TempDir(), "p.db")
	if _, why := does(t, address, keyA, exitFailed, "", "rekey"); !strings.Contains(why, "there is no database") {
		t.Error(why)
	}
	does(t, address, "", exitDone, "", "chat", "--json")
	if _, why := does(t, address, "", exitUsage, "", "rekey"); !strings.Contains(why, "DATA_KEY: is not set") {
		t.Error(why)
	}
}

// The page and the desk read what is sealed, and rekey works beside them.
func TestServeWorksOnASealedDatabaseWithAKeyFromAFile(t *testing.T) {
	dir := t.TempDir()
	address := "sqlite:" + filepath.Join(dir, "data", "pabellon.db")
	write(t, filepath.Join(dir, "key"), keyB+","+keyA+"\n")
	does(t, address, keyA, exitDone, application(), "chat", "--json")
	p, url := serving(t, dir, "DATA_KEY_FILE="+filepath.Join(dir, "key"), "LOG_LEVEL=debug")
	if _, desk := get(t, url+"/playground/api/desk"); !strings.Contains(desk, "Zapotecas del Istmo") {
		t.Error("the desk does not show the candidate:", desk)
	}
	answered := func(id, text string, answers int) {
		t.Helper()
		if code, body := post(t, url+"/playground/api/turns", fmt.Sprintf(`{"chat":"sealed-0001","id":%q,"text":%q}`, id, text)); code != 202 {
			t.Fatalf("%d %s", code, body)
		}
		eventually(t, "an answer", func() bool {
			_, room := get(t, url+"/playground/api/room?chat=sealed-0001")
			return strings.Count(room, `"by":"bot"`) >= answers
		})
	}
	answered("m1", "soy Xóchitl Ruvalcaba", 1) // the key is noted with the first work
	_, room := get(t, url+"/playground/api/room?chat=sealed-0001")
	rekeyed, _ := does(t, address, keyB+","+keyA, exitDone, "", "rekey")
	answered("m2", "ayuda", strings.Count(room, `"by":"bot"`)+1)
	if strings.Contains(rekeyed, "anew: 0\n") || strings.Contains(p.stderr.String(), "level=ERROR") || strings.Contains(p.stderr.String(), keyB[:20]) {
		t.Errorf("%s\n%s", rekeyed, p.stderr)
	}
	mustBeSilent(t, address)
}

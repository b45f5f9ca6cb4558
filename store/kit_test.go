package store_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"pabellon/bot"
	"pabellon/store"
)

// eachEngine runs a test on SQLite and on PostgreSQL, with a database of its own.
func eachEngine(t *testing.T, f func(t *testing.T, url string)) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, sqliteURL(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); f(t, postgresURL(t)) })
}

func sqliteURL(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "pabellon.db") }

var schemas atomic.Int64

// postgresURL is a fresh schema of the PostgreSQL that PABELLON_TEST_POSTGRES names.
// Without one the test is skipped, unless PABELLON_REQUIRE says that nothing may be.
func postgresURL(t testing.TB) string {
	t.Helper()
	base := os.Getenv("PABELLON_TEST_POSTGRES")
	if base == "" {
		if os.Getenv("PABELLON_REQUIRE") != "" {
			t.Fatal("PABELLON_TEST_POSTGRES is empty and PABELLON_REQUIRE is set: start a PostgreSQL and name it")
		}
		t.Skip("PABELLON_TEST_POSTGRES is empty: no PostgreSQL to test on")
	}
	schema := fmt.Sprintf("t%d_%d", os.Getpid(), schemas.Add(1))
	c, err := pgx.Connect(context.Background(), base)
	if err != nil {
		t.Fatal("connect to PABELLON_TEST_POSTGRES:", err)
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(context.Background(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c, err := pgx.Connect(context.Background(), base)
		if err != nil {
			return
		}
		defer c.Close(context.Background())
		_, _ = c.Exec(context.Background(), "DROP SCHEMA "+schema+" CASCADE")
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// keysOf is the DATA_KEY of a database that has one, by its url.
var keysOf sync.Map

// dataKey is the DATA_KEY of 32 times a letter, for each letter.
func dataKey(letters ...string) string {
	for i, l := range letters {
		letters[i] = base64.StdEncoding.EncodeToString([]byte(strings.Repeat(l, 32)))
	}
	return strings.Join(letters, ",")
}

// withKey has a database opened with a key from here on; "" is none.
func withKey(url, key string) string {
	keysOf.Store(url, key)
	return url
}

func keyOf(url string) string {
	key, _ := keysOf.Load(url)
	text, _ := key.(string)
	return text
}

// open opens a store that is closed with the test.
func open(t testing.TB, url string, o store.Options) *store.Store {
	t.Helper()
	if o.Log == nil {
		o.Log = quiet
	}
	if o.Keys == nil {
		o.Keys = must(store.ReadKeys(keyOf(url)))(t)
	}
	s, err := store.Open(t.Context(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// turn is what the owner of a chat wrote.
func turn(chat, id, text string) bot.Turn {
	return bot.Turn{Channel: "test", ID: id, Conversation: bot.ConversationID("test", chat),
		Actor: bot.Actor{Kind: bot.Owner, ID: chat}, At: time.Now().UTC(), Text: text}
}

// must stops the test at an error.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// senderFunc is a bot.Sender.
type senderFunc func(context.Context, bot.Delivery) (string, error)

func (f senderFunc) Send(ctx context.Context, d bot.Delivery) (string, error) { return f(ctx, d) }

// paragraph is a text of some 400 bytes, the length of a usual answer.
var paragraph = strings.Repeat("La verificación tarda de una a dos semanas. ", 9)

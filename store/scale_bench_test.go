package store_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"pabellon/store"
)

var benchScale = flag.Bool("bench.scale", false, "run the benchmarks on a database with 10,000 conversations and 1,000,000 events")

// The past of the benchmarks on a full database: each conversation has had so many
// turns, each with one message and two events.
const (
	pastChats = 10_000
	pastTurns = 50
)

// BenchmarkTurnsOnAFullDatabase is BenchmarkTurns with a past, over all of its
// conversations: most are read from the database again.
func BenchmarkTurnsOnAFullDatabase(b *testing.B) {
	if !*benchScale {
		b.Skip("-bench.scale is not given")
	}
	for _, engine := range []struct {
		name string
		url  func(testing.TB) string
	}{{"sqlite", sqliteURL}, {"postgres", postgresURL}} {
		url := engine.url(b)
		s := open(b, url, store.Options{})
		began := time.Now()
		past(b, url)
		b.Logf("%s: made the past in %v", engine.name, time.Since(began).Round(time.Second))
		b.Run(engine.name, func(b *testing.B) { onFull(b, s) })
	}
}

func onFull(b *testing.B, s *store.Store) {
	flatOut(b, s, pastChats)
	began := time.Now()
	h := must(s.Health(b.Context()))(b)
	b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "health-ms")
	began = time.Now()
	steps := must(s.History(b.Context(), "test:c7"))(b)
	b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "history-ms")
	if h.Conversations != pastChats || h.WaitingTurns != 0 || len(steps) < pastTurns {
		b.Errorf("%+v, %d steps", h, len(steps))
	}
}

// past fills the tables with a few statements.
func past(b *testing.B, url string) {
	b.Helper()
	driver, address := "pgx", url
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, address = "sqlite", "file:"+path+"?_pragma=busy_timeout(60000)"
	}
	db := sqlx.MustOpen(driver, address)
	defer db.Close()
	db.SetMaxOpenConns(1)
	text := strings.Repeat("La verificación tarda. ", 10)
	upTo := func(n int) string {
		return fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", n-1)
	}
	chat, seq := fmt.Sprintf("(i / %d)", pastTurns), fmt.Sprintf("(i %% %d + 1)", pastTurns)
	for _, q := range []string{
		upTo(pastChats) + fmt.Sprintf(`INSERT INTO lanes SELECT 10 + 2*i, 'turn', 'test:c' || CAST(i AS TEXT), 'test:c' || CAST(i AS TEXT), '', %d, %d, 0, 0, 0, 1, '' FROM n`, pastTurns, pastTurns),
		upTo(pastChats) + fmt.Sprintf(`INSERT INTO lanes SELECT 11 + 2*i, 'send', 'test/test:c' || CAST(i AS TEXT), 'test:c' || CAST(i AS TEXT), 'test', %d, %d, 0, 0, 0, 1, 'r' FROM n`, pastTurns, pastTurns),
		upTo(pastChats) + fmt.Sprintf(`INSERT INTO conversations SELECT 'test:c' || CAST(i AS TEXT), %d, '{"id":"test:c' || CAST(i AS TEXT) || '","version":%d,"lang":"es","topic":"%s"}', 0 FROM n`, pastTurns, pastTurns, text),
		upTo(pastChats*pastTurns) + fmt.Sprintf(`INSERT INTO turns SELECT 10 + 2*%s, %s, 'past' || CAST(i AS TEXT), 'done', 0, '', '{"text":"%s"}', '{"knowledge":"%s"}', 0, 0, '' FROM n`, chat, seq, text, text),
		upTo(pastChats*pastTurns) + fmt.Sprintf(`INSERT INTO messages SELECT 11 + 2*%s, %s, 10 + 2*%s, %s, 'person', 0, '', 0, 'sent', 0, '', 'r', '{"text":"%s"}', 0, 0 FROM n`, chat, seq, chat, seq, text),
		upTo(2*pastChats*pastTurns) + fmt.Sprintf(`INSERT INTO events SELECT 10 + 2*(i / %d), i / 2 %% %d + 1, i %% 2, 'answered', 0, '{"kind":"answered","text":"%s"}' FROM n`, 2*pastTurns, pastTurns, text),
	} {
		if _, err := db.Exec(q); err != nil {
			b.Fatal(err)
		}
	}
	if driver == "pgx" {
		db.MustExec("ANALYZE")
	}
}

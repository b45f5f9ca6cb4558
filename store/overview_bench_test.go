package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"pabellon/bot"
	"pabellon/store"
)

// BenchmarkOverview counts 10,000 conversations: a third of them unfinished, a tenth sent,
// half of those decided, with 1,000,000 events of which a tenth is counted.
func BenchmarkOverview(b *testing.B) {
	if !*benchScale {
		b.Skip("-bench.scale is not given")
	}
	for _, engine := range []struct {
		name string
		url  func(testing.TB) string
	}{{"sqlite", sqliteURL}, {"postgres", postgresURL}} {
		b.Run(engine.name, func(b *testing.B) {
			url := engine.url(b)
			s := open(b, url, store.Options{})
			crowd(b, url)
			var o bot.Overview
			for b.Loop() {
				o = must(s.Overview(b.Context(), weekBegins, weekEnds))(b)
			}
			if o.Stage(bot.StageGreeted) != pastChats || len(o.Losing) != 1 || o.Losing[0].Count == 0 || o.WaitingTotal == 0 || o.Decided == 0 || o.UnansweredTotal == 0 {
				b.Errorf("%+v", o)
			}
		})
	}
}

// crowd fills the tables with a few statements.
func crowd(b *testing.B, url string) {
	b.Helper()
	driver, address := "pgx", url
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, address = "sqlite", "file:"+path+"?_pragma=busy_timeout(60000)"
	}
	db := sqlx.MustOpen(driver, address)
	defer db.Close()
	db.SetMaxOpenConns(1)
	upTo := func(n int) string {
		return fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", n-1)
	}
	text := strings.Repeat("La verificación tarda. ", 10)
	at := fmt.Sprintf("(%d + i %% 100 * 1000)", onDay(1).UnixMilli())
	last := weekBegins.AddDate(0, 0, -1).Format("2006-01-02T15:04:05Z07:00")
	answers := strings.Repeat(`"f%d":{"value":"algo que se contestó","from":"m/123","at":"2026-11-01T00:00:00Z"},`, 11)
	state := func(status, asking string) string {
		return fmt.Sprintf(`'{"id":"test:c' || CAST(i AS TEXT) || '","version":3,"lang":"es","topic":"%s","app":{"folio":"PAB-' || CAST(i AS TEXT) || '","status":"%s","answers":{%s}},"asking":"%s","last_at":"%s"}'`,
			text, status, strings.TrimSuffix(strings.ReplaceAll(answers, "%d", "x"), ","), asking, last)
	}
	event := func(kind, where, n, payload string) string {
		return upTo(pastChats) + fmt.Sprintf(`INSERT INTO events SELECT 10 + 2*i, 1, %s, '%s', %s, '%s' FROM n WHERE %s`, n, kind, at, payload, where)
	}
	for _, q := range []string{
		upTo(pastChats) + `INSERT INTO lanes SELECT 10 + 2*i, 'turn', 'test:c' || CAST(i AS TEXT), 'test:c' || CAST(i AS TEXT), '', 1, 1, 0, 0, 0, 1, '' FROM n`,
		upTo(pastChats) + fmt.Sprintf(`INSERT INTO conversations SELECT 'test:c' || CAST(i AS TEXT), 3, CASE WHEN i %% 3 = 0 THEN %s WHEN i %% 10 = 1 THEN %s ELSE '{"id":"x","lang":"es","topic":"%s"}' END, 0 FROM n`,
			state("draft", "rfc"), state("submitted", ""), text),
		upTo(pastChats) + fmt.Sprintf(`INSERT INTO applications SELECT 'PAB-' || CAST(i AS TEXT), 'test:c' || CAST(i AS TEXT), 'test', 'es', CASE WHEN i %% 20 = 1 THEN 'approved' ELSE 'submitted' END, %d, '', '', '', '{}', '{}', 0 FROM n WHERE i %% 10 = 1 AND i %% 3 <> 0`, onDay(0).UnixMilli()),
		event("greeted", "1=1", "0", `{"kind":"greeted"}`), event("consented", "i % 3 < 2", "1", `{"kind":"consented"}`),
		event("approved", "i % 20 = 1", "2", `{"kind":"approved"}`), event("unanswered", "i % 5 = 0", "3", `{"kind":"unanswered","text":"¿Hay becas?"}`),
		event("promised", "i % 5 = 0", "4", `{"kind":"promised","note":"question"}`), event("promise_kept", "i % 5 = 0", "5", `{"kind":"promise_kept","note":"question"}`),
		upTo(97*pastChats) + fmt.Sprintf(`INSERT INTO events SELECT 10 + 2*(i / 97), 2, i %% 97, 'answered', 0, '{"kind":"answered","text":"%s"}' FROM n`, text),
	} {
		if _, err := db.Exec(q); err != nil {
			b.Fatal(err)
		}
	}
	if driver == "pgx" {
		db.MustExec("ANALYZE")
	}
}

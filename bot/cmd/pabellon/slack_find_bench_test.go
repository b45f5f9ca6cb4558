package main

import (
	"database/sql"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"pabellon/bot"
	"pabellon/knowledge"
	"pabellon/store"
)

// BenchmarkFind answers /promexico buscar, pendientes and resumen among 10,000 candidates.
func BenchmarkFind(b *testing.B) {
	path := filepath.Join(b.TempDir(), "p.db")
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	about := programmeOptions{OrgName: "ProMéxico", ProgramTarget: "100", ProgramApproved: "24", TimeZone: "America/Mexico_City", BusinessHours: "09:00-18:00"}.read(&mistakes{})
	library, _ := knowledge.Load(knowledge.Embedded())
	clerk, err := newClerk(about, func() *knowledge.Library { return library })
	if err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(b.Context(), "sqlite:"+path, store.Options{Log: quiet})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	fillCandidates(b, path)
	desk := &bench{&office{store: s, clerk: clerk, clock: &Clock{}, log: quiet}}
	for _, q := range []bot.Inquiry{{Verb: bot.FindVerb, Text: "kafe coatepek"}, {Verb: bot.WaitingVerb}, {Verb: bot.SummaryVerb}} {
		b.Run(string(q.Verb), func(b *testing.B) {
			for b.Loop() {
				r, err := desk.Answer(b.Context(), q, bot.Actor{ID: "U0LAURA"})
				if err != nil || r.Text == "" && len(r.Entries) == 0 {
					b.Fatal(err, r)
				}
			}
		})
	}
}

// fillCandidates writes 10,000 of them with a few statements.
func fillCandidates(b *testing.B, path string) {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(60000)")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	const numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
	fields := `{"business":"Café de Coatepec ' || i || '","state":"Veracruz","products":"Café tostado y molido de primera","contact":"Ana López ' || i || '","rfc":"CSO' || (100000 + i) || 'AB1","email":"ana' || i || '@cafe.mx","phone":"+522281234567","category":"alimentos"}`
	answers := strings.ReplaceAll(fields, `":"`, `":{"value":"`)
	answers = strings.ReplaceAll(strings.ReplaceAll(answers, `","`, `"},"`), `"}`, `"}`)
	answers = strings.TrimSuffix(answers, "}") + "}}"
	for _, q := range []string{
		numbers + `INSERT INTO applications SELECT 'PAB-' || substr('0000' || i, -max(4, length(i))), 'telegram:' || i, 'telegram', 'es', 'submitted', 1795000000000 + i, '', '', '', '` + fields + `', '{}', 0 FROM n`,
		numbers + `INSERT INTO conversations SELECT 'telegram:' || i, 1, '{"app":{"folio":"PAB-' || substr('0000' || i, -max(4, length(i))) || '","status":"submitted","answers":` + answers + `}}', 0 FROM n`,
	} {
		if _, err := db.Exec(q); err != nil {
			b.Fatal(err)
		}
	}
}

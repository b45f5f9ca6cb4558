package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pabellon/bot"
)

// writeDocs makes the files of a script in the folder docs: docs.
func writeDocs(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(os.MkdirAll(ts.MkAbs("docs"), 0o700))
	for name, content := range map[string][]byte{
		"constancia.pdf": append([]byte("%PDF-1.7\n"), make([]byte, 210<<10-9)...),
		"small.pdf":      []byte("%PDF-1.7 y\n"),
		"other.pdf":      []byte("%PDF-1.7 x\n"),
		"large.pdf":      append([]byte("%PDF-1.7\n"), make([]byte, bot.MaxFile)...),
		"program":        []byte("MZ\x90\x00\x03\x00\x00\x00"),
		"page.html":      []byte("<!doctype html><script>alert(1)</script>"),
		"empty.pdf":      nil,
		"note.txt":       []byte("Somos tres socios."),
		"table.csv":      []byte("producto,precio\ncafé,120\n"),
	} {
		ts.Check(os.WriteFile(ts.MkAbs(filepath.Join("docs", name)), content, 0o600))
	}
}

// asks tells whether a statement finds a row.
func asks(ts *testscript.TestScript, file, query string) bool {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(file)+"?_pragma=busy_timeout(5000)")
	ts.Check(err)
	defer db.Close()
	rows, err := db.Query(query)
	ts.Check(err)
	defer rows.Close()
	return rows.Next()
}

// databaseHas runs: sql-has FILE QUERY, which must find a row.
func databaseHas(ts *testscript.TestScript, neg bool, args []string) {
	if asks(ts, args[0], args[1]) == neg {
		ts.Fatalf("%s: found %v", args[1], !neg)
	}
}

// databaseUntil waits for a row: sql-until FILE QUERY.
func databaseUntil(ts *testscript.TestScript, _ bool, args []string) {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if asks(ts, args[0], args[1]) {
			return
		}
	}
	ts.Fatalf("never found: %s", args[1])
}

// isPrivate proves that nobody else may read a file or its folder: private FILE.
func isPrivate(ts *testscript.TestScript, _ bool, args []string) {
	for _, path := range []string{ts.MkAbs(args[0]), filepath.Dir(ts.MkAbs(args[0]))} {
		info, err := os.Stat(path)
		ts.Check(err)
		if m := info.Mode().Perm(); m&0o077 != 0 {
			ts.Fatalf("%s has the rights %o", path, m)
		}
	}
}

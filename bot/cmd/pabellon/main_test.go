package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// testsAtOnce is how many of these tests run beside each other: they wait for Slack's pace,
// of one message a second, more than they work.
const testsAtOnce = "6"

// TestMain lets the scripts run the real program: the test binary is pabellon too.
func TestMain(m *testing.M) {
	_ = flag.Set("test.parallel", testsAtOnce) // the flag is there in every test
	testscript.Main(m, map[string]func(){"pabellon": main})
}

// The scripts in testdata/script are what the program promises on its command line.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUpScript,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"sql":    changeDatabase,
			"serves": waitForServer,
			"jsonl":  checkLines,
			"big":    writeBig,

			"docs":      writeDocs,
			"sql-has":   databaseHas,
			"sql-until": databaseUntil,
			"private":   isPrivate,
		},
		UpdateScripts: os.Getenv("PABELLON_UPDATE") != "",
	})
}

// setUpScript gives each script a free port and a database of its own.
func setUpScript(e *testscript.Env) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	e.Setenv("PORT", port)
	e.Setenv("HTTP_ADDR", "127.0.0.1:"+port)
	e.Setenv("LOG_FORMAT", "text")
	e.Setenv("LOG_LEVEL", "warn")
	return nil
}

// given are the ports that freePort has given.
var given sync.Map

// freePort is a port that nothing listens on, given once. It lies below those that systems
// choose for outgoing connections (from 32768 on), so that it is still free when a program
// is started anew on it.
func freePort() (string, error) {
	for range 1000 {
		port := strconv.Itoa(10_000 + rand.IntN(22_000))
		if _, had := given.LoadOrStore(port, true); had {
			continue
		}
		if l, err := net.Listen("tcp", "127.0.0.1:"+port); err == nil {
			return port, l.Close()
		}
	}
	return "", errors.New("no port is free")
}

// exits CODE ARG… runs pabellon and wants exactly that exit code, and at 2 or more
// no stack in what it says.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARG…")
	}
	err := ts.Exec("pabellon", args[1:]...)
	code := "0"
	if err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("exit %s, want %s", code, args[0])
	}
}

// changeDatabase runs: sql FILE STATEMENT.
func changeDatabase(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}

// waitForServer waits until the program of this script is ready.
func waitForServer(ts *testscript.TestScript, neg bool, _ []string) {
	url := "http://127.0.0.1:" + ts.Getenv("PORT") + "/readyz"
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		response, err := http.Get(url)
		if err == nil {
			response.Body.Close()
		}
		if ready := err == nil && response.StatusCode == http.StatusOK; ready != neg {
			return
		}
	}
	ts.Fatalf("%s does not answer as it should", url)
}

// checkLines proves that each line of a file is one JSON object: jsonl FILE.
func checkLines(ts *testscript.TestScript, _ bool, args []string) {
	for i, line := range strings.Split(strings.TrimSuffix(ts.ReadFile(args[0]), "\n"), "\n") {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			ts.Fatalf("line %d is no JSON object: %v: %s", i+1, err, line)
		}
	}
}

// writeBig writes a line that is too long, between two that are not: big FILE.
func writeBig(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	fmt.Fprintln(&b, `{"chat":"big","id":"b1","text":"hola"}`)
	fmt.Fprintf(&b, "{\"chat\":\"big\",\"id\":\"b2\",\"text\":%q}\n", strings.Repeat("x", 1<<20))
	fmt.Fprintln(&b, `{"chat":"big","id":"b3","text":"gracias"}`)
	ts.Check(os.WriteFile(filepath.Join(ts.Getenv("WORK"), args[0]), b.Bytes(), 0o600))
}

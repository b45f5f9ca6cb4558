package fakes

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// root is the project's folder: the one with go.mod, above the test's own.
func root(t testing.TB) string {
	t.Helper()
	at, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		above := filepath.Dir(at)
		if above == at {
			t.Fatal("no go.mod above the test")
		}
		at = above
	}
}

// ContractPath is where a file would be that other people measured: beside the checkout,
// for it is no part of the project.
func ContractPath(t testing.TB, name string) string {
	t.Helper()
	return filepath.Join(root(t), "..", "shared", "contracts", filepath.FromSlash(name))
}

// Contract is such a file. Where there is none the test is skipped, unless
// PABELLON_REQUIRE says that nothing may be.
func Contract(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(ContractPath(t, name))
	switch {
	case err == nil:
		return raw
	case os.Getenv("PABELLON_REQUIRE") != "":
		t.Fatalf("PABELLON_REQUIRE is set, and a contract is not here: %v", err)
	}
	t.Skipf("the contracts are not here: %v", err)
	return nil
}

// Sources is the code of the package that is tested, without its tests.
func Sources(t testing.TB) string {
	t.Helper()
	var all strings.Builder
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
	}
	return all.String()
}

// Client starts the check.mjs of a folder below .ci, which uses a library that is not ours.
// The variable names the folder node_modules with the library; without it the test is
// skipped, unless PABELLON_REQUIRE says that nothing may be. What it ends with comes
// through ended, what it prints stands in output then.
func Client(t testing.TB, folder, library, variable string, env ...string) (ended <-chan error, output *bytes.Buffer) {
	t.Helper()
	modules := os.Getenv(variable)
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(modules, filepath.FromSlash(library), "package.json"))
	}
	switch {
	case (modules == "" || err != nil) && os.Getenv("PABELLON_REQUIRE") != "":
		t.Fatalf("PABELLON_REQUIRE is set, and node or %s is not here (%s=%q): %v", library, variable, modules, err)
	case modules == "" || err != nil:
		t.Skipf("node or %s is not here: npm ci in a copy of .ci/%s, and %s=…/node_modules (now %q): %v", library, folder, variable, modules, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	output = &bytes.Buffer{}
	c := exec.CommandContext(ctx, node, filepath.Join(root(t), ".ci", folder, "check.mjs"))
	c.Env = append(os.Environ(), env...)
	c.Stdout, c.Stderr = output, output
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- c.Wait(); cancel() }()
	return done, output
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// process is the real program, started for a test and ended with it.
type process struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	lines  chan string // of stdout; closed at its end
	stderr *safeBuffer
	ended  chan error
}

// safeBuffer may be read while a process writes to it.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// begin starts pabellon (the test binary under that name, see TestMain) in a folder.
func begin(t testing.TB, dir string, env []string, args ...string) *process {
	t.Helper()
	return beginBinary(t, "pabellon", dir, env, args...)
}

func beginBinary(t testing.TB, binary, dir string, env []string, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(binary, args...), lines: make(chan string, 1024), stderr: &safeBuffer{}, ended: make(chan error, 1)}
	p.cmd.Dir = dir
	p.cmd.Env = append(quietEnv(), env...)
	p.cmd.Stderr = p.stderr
	in, err := p.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.in = in
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", binary, err)
	}
	go func() {
		scanner := bufio.NewScanner(out)
		scanner.Buffer(nil, 16<<20)
		for scanner.Scan() {
			p.lines <- scanner.Text()
		}
		close(p.lines)
		p.ended <- p.cmd.Wait()
	}()
	t.Cleanup(p.kill)
	return p
}

// quietEnv is the environment without settings that somebody may have.
func quietEnv() []string {
	var out []string
	ours := map[string]bool{}
	for _, v := range variables() {
		ours[v.Name] = true
		ours[v.Name+"_FILE"] = true
	}
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); !ours[name] {
			out = append(out, pair)
		}
	}
	return append(out, "LOG_FORMAT=text")
}

// kill is kill -9; after the end it does nothing.
func (p *process) kill() { _ = p.cmd.Process.Kill() }

// wait gives the exit code, or fails when the process does not end.
func (p *process) wait(t testing.TB) int {
	t.Helper()
	for range p.lines { // read to the end, so that it can write to the end
	}
	select {
	case err := <-p.ended:
		p.ended <- err
	case <-time.After(30 * time.Second):
		t.Fatalf("it does not end; stderr:\n%s", p.stderr)
	}
	return p.cmd.ProcessState.ExitCode()
}

// serving starts serve on a free port and waits until it is ready.
func serving(t testing.TB, dir string, env ...string) (p *process, url string) {
	t.Helper()
	p = begin(t, dir, append([]string{"HTTP_ADDR=127.0.0.1:0", "LOG_LEVEL=info"}, env...), "serve")
	return p, p.address(t)
}

// address reads the line in which serve says where it is.
func (p *process) address(t testing.TB) string {
	t.Helper()
	select {
	case line, ok := <-p.lines:
		_, url, found := strings.Cut(line, "http://")
		if ok && found {
			return "http://" + strings.SplitN(url, "/", 2)[0]
		}
		t.Fatalf("it says %q; stderr:\n%s", line, p.stderr)
	case <-time.After(30 * time.Second):
		t.Fatalf("it is not ready; stderr:\n%s", p.stderr)
	}
	return ""
}

func get(t testing.TB, url string) (int, string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// eventually waits for something that another goroutine or process does.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

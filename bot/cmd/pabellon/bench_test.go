package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pabellon/knowledge"
)

// BenchmarkStartToReady builds the program as it is shipped, once, and measures from
// the start of the process to the first 200 of /readyz, in a fresh folder; then the
// memory that it holds when idle. In milliseconds and MB; compare on one machine only.
func BenchmarkStartToReady(b *testing.B) {
	gocmd, err := exec.LookPath("go")
	if err != nil {
		b.Skip("there is no go command to build the program with")
	}
	binary := filepath.Join(b.TempDir(), "pabellon")
	build := exec.Command(gocmd, "build", "-trimpath", "-ldflags", "-s -w", "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	var ready time.Duration
	var rss float64
	for b.Loop() {
		took, memory := startOnce(b, binary)
		ready += took
		rss += memory
	}
	b.ReportMetric(float64(ready.Milliseconds())/float64(b.N), "ms-to-ready")
	b.ReportMetric(rss/float64(b.N), "MB-idle")
	b.ReportMetric(float64(info.Size())/1e6, "MB-binary")
	b.ReportMetric(0, "ns/op")
}

// startOnce starts the program, waits until it is ready and idle, and ends it.
func startOnce(b *testing.B, binary string) (took time.Duration, rss float64) {
	b.Helper()
	port, err := freePort()
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	p := beginBinary(b, binary, b.TempDir(), []string{"HTTP_ADDR=127.0.0.1:" + port}, "serve")
	for {
		response, err := http.Get("http://127.0.0.1:" + port + "/readyz")
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				break
			}
		}
		if time.Since(began) > 30*time.Second {
			b.Fatalf("it is not ready; stderr:\n%s", p.stderr)
		}
		time.Sleep(time.Millisecond)
	}
	took = time.Since(began)
	time.Sleep(2 * time.Second) // idle
	rss = residentMB(p.cmd.Process.Pid)
	p.kill()
	p.wait(b)
	return took, rss
}

// residentMB is the memory of a process, where the system tells; otherwise 0.
func residentMB(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb / 1024
		}
	}
	return 0
}

// BenchmarkAsk is one question of ask --json, without reading and writing lines.
func BenchmarkAsk(b *testing.B) {
	library, _ := knowledge.Load(knowledge.Embedded())
	clerk, err := newClerk(programme{org: "ProMéxico", target: 100, zone: time.UTC}, func() *knowledge.Library { return library })
	if err != nil {
		b.Fatal(err)
	}
	c := &askCommand{Lang: "es"}
	for b.Loop() {
		c.line(clerk, inLine{n: 1, text: []byte(`{"id":"q1","lang":"es","q":"q precio tiene la membresia de alibaba para mi negocio?"}`)})
	}
}

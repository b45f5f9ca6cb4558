package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pabellon/knowledge"
)

// TestLearntThresholdsAreKeptWithTheArticles learns from the project's own set in a copy
// of its folder. What comes out is what is committed, but for what an edit moves.
func TestLearntThresholdsAreKeptWithTheArticles(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, knowledge.Embedded()); err != nil {
		t.Fatal(err)
	}
	committed, _ := knowledge.Load(os.DirFS(dir))
	want := committed.Thresholds()
	file := filepath.Join(dir, knowledge.ThresholdsFile)
	if err := os.WriteFile(file, []byte("answer: 0.5\nnear: 0.4\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	nothing := func(string) (string, bool) { return "", false }
	var out, errs bytes.Buffer
	set := "../../../knowledge/testdata/questions.learn.jsonl"
	code := run(t.Context(), []string{"knowledge", "learn", set, "--knowledge", dir, "--write"}, nothing, nil, &out, &errs)
	learnt, problems := knowledge.Load(os.DirFS(dir))
	got := learnt.Thresholds()
	if code != 0 || len(problems) > 0 || math.Abs(got.Answer-want.Answer) > 0.01 || math.Abs(got.Near-want.Near) > 0.01 {
		t.Errorf("exit %d, problems %v, said %s\nkept %+v\nwant %+v", code, problems, &errs, got, want)
	}
	if !strings.Contains(out.String(), "before: 0.500, 0.400") {
		t.Errorf("does not say what was before: %s", &out)
	}
}

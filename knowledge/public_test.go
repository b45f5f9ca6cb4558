package knowledge

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// publicSets is the measuring data of RETRIEVAL.md. It is no part of the project.
const publicSets = "../../shared/retrieval"

// publicTask is a set and the least it may reach: the bars of RETRIEVAL.md less .005.
type publicTask struct {
	name            string
	first, auc, dec float64 // right article first; answerable above not; all handled rightly; 0 for not asked
}

func publicTasks() []publicTask {
	return []publicTask{
		{"cosi-es", .505, 0, 0}, {"cosi-es-noise", .470, 0, 0}, {"cosi-es-al3", .640, 0, .665}, {"cosi-en", .480, 0, 0},
		{"stack-en", .790, 0, 0}, {"clinc-en", .805, .920, 0}, {"xquad-es", .925, 0, 0}, {"xquad-es-noise", .895, 0, 0},
		{"xquad-es-half", 0, .948, 0}, {"xquad-x-es2en", .765, 0, 0},
	}
}

// verdict is how one question went.
type verdict struct {
	score             float64
	answerable, right bool
}

func TestPublicSets(t *testing.T) {
	if _, err := os.Stat(publicSets); err != nil {
		t.Skipf("the measuring data of RETRIEVAL.md is not here: %v", err)
	}
	tasks := publicTasks()
	if testing.Short() || racing {
		tasks = tasks[:2]
	}
	for _, task := range tasks {
		t.Run(task.name, func(t *testing.T) {
			list := judge(t, task.name)
			first, auc, dec := firstRight(list), auroc(list), handled(list)
			t.Logf("R@1 %.3f AUROC %.3f DEC %.3f of %d", first, auc, dec, len(list))
			if first < task.first || auc < task.auc || dec < task.dec {
				t.Errorf("R@1 %.3f AUROC %.3f DEC %.3f, want at least %.3f %.3f %.3f", first, auc, dec, task.first, task.auc, task.dec)
			}
		})
	}
}

// judge asks all questions of a set.
func judge(t *testing.T, name string) []verdict {
	l, _ := Load(os.DirFS(publicSets + "/kb/" + name))
	right := map[string][]string{}
	for _, q := range publicLines(t, name+"/qrels.jsonl") {
		right[q.ID] = q.Rel
	}
	var out []verdict
	for _, q := range publicLines(t, name+"/queries.dev.jsonl") {
		r := l.Search(q.Q, q.Lang, 1)
		v := verdict{score: best(r.Hits), answerable: len(right[q.ID]) > 0}
		v.right = len(r.Hits) > 0 && slices.Contains(right[q.ID], r.Hits[0].ID)
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b verdict) int { return cmp.Compare(b.score, a.score) })
	return out
}

type publicLine struct {
	ID, Lang, Q string
	Rel         []string
}

func publicLines(t *testing.T, file string) []publicLine {
	data, err := os.ReadFile(publicSets + "/data/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []publicLine
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var q publicLine
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

// firstRight is the share of answerable questions with the right article first.
func firstRight(list []verdict) float64 {
	right, all := 0.0, 0.0
	for _, v := range list {
		if v.answerable {
			all++
		}
		if v.right {
			right++
		}
	}
	return right / max(all, 1)
}

// auroc is how often an answerable question scores above one that is not; a tie is half.
func auroc(list []verdict) float64 {
	wins, pairs := 0.0, 0.0
	for _, a := range list {
		for _, b := range list {
			if !a.answerable || b.answerable {
				continue
			}
			pairs++
			if a.score > b.score {
				wins++
			} else if a.score == b.score {
				wins += .5
			}
		}
	}
	return wins / max(pairs, 1)
}

// handled is the share of all questions that the best threshold handles rightly: the
// right article, or no answer where there is none. The list is by falling score.
func handled(list []verdict) float64 {
	now, most := 0, 0
	for _, v := range list {
		if !v.answerable {
			now++
		}
	}
	most = now
	for i, v := range list {
		if v.right {
			now++
		}
		if !v.answerable {
			now--
		}
		if i+1 == len(list) || list[i+1].score < v.score {
			most = max(most, now)
		}
	}
	return float64(most) / float64(len(list))
}

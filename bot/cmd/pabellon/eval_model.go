package main

import (
	"encoding/json"
	"slices"
	"sync"
	"time"

	"pabellon/bot"
	"pabellon/bot/llm"
	"pabellon/handlers"
)

// wording is what became of a model's words for an answer.
type wording int

const (
	noWords      wording = iota // it was not asked, or is out of reach
	wordsNone                   // it gave no sentence
	wordsRefused                // the evidence lock did not let them pass
	wordsSaid
)

// watched are the rules as a model advises them, and what became of its words.
type watched struct {
	*handlers.Clerk
	words  bool // are asked for
	worded wording
}

// Wording is the clerk's, where words are asked for.
func (w *watched) Wording(c bot.Conversation, t bot.Turn, cmds []bot.Command) (bot.Prompt, bool) {
	if !w.words {
		return bot.Prompt{}, false
	}
	return w.Clerk.Wording(c, t, cmds)
}

// Worded is the clerk's, and notes whether the words hold.
func (w *watched) Worded(c bot.Conversation, t bot.Turn, cmds []bot.Command, answer string) []bot.Command {
	var form struct{ Sentences []json.RawMessage }
	out := w.Clerk.Worded(c, t, cmds, answer)
	switch {
	case slices.ContainsFunc(out, func(cmd bot.Command) bool { ask, ok := cmd.(bot.Ask); return ok && ask.Found.Words != "" }):
		w.worded = wordsSaid
	case json.Unmarshal([]byte(answer), &form) == nil && len(form.Sentences) == 0:
		w.worded = wordsNone
	default:
		w.worded = wordsRefused
	}
	return out
}

// callLog counts what the model was asked.
type callLog struct {
	mu   sync.Mutex
	list []llm.Call
}

func (l *callLog) tell(c llm.Call) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, c)
}

// spent is what the model's advice cost. Times are of calls with all their tries.
type spent struct {
	Calls  int            `json:"calls"`
	Failed map[string]int `json:"failed,omitempty"` // by outcome
	Tokens int64          `json:"tokens"`
	P50    float64        `json:"p50_ms"`
	P95    float64        `json:"p95_ms"`
}

// sum adds the calls up.
func (l *callLog) sum() spent {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := spent{Calls: len(l.list), Failed: map[string]int{}}
	var took []time.Duration
	for _, c := range l.list {
		out.Tokens += c.Tokens
		took = append(took, c.Took)
		if c.Outcome != llm.OK {
			out.Failed[string(c.Outcome)]++
		}
	}
	slices.Sort(took)
	out.P50, out.P95 = quantile(took, 0.50), quantile(took, 0.95)
	return out
}

// quantile is the time, in milliseconds, that a share of the sorted calls did not exceed.
func quantile(sorted []time.Duration, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	at := min(len(sorted)-1, int(share*float64(len(sorted))))
	return float64(sorted[at].Microseconds()) / 1000
}

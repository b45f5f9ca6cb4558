package main

import (
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"pabellon/bot"
	"pabellon/bot/llm"
)

// metrics counts what the loops do. Nothing of what people say is in it: labels are
// channels and outcomes, a closed set each.
type metrics struct {
	registry *prometheus.Registry
	turns    *prometheus.CounterVec   // channel, outcome
	answers  *prometheus.CounterVec   // outcome: what became of questions
	turnTook *prometheus.HistogramVec // channel
	replied  *prometheus.HistogramVec // channel
	messages *prometheus.CounterVec   // channel, outcome
	model    *prometheus.HistogramVec // kind, task, outcome
	tokens   *prometheus.CounterVec   // kind
	replies  replies
}

// newMetrics registers everything; waiting is asked at each scrape.
func newMetrics(waiting func() gauges) *metrics {
	buckets := []float64{.001, .0025, .005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 5, 10, 30, 60, 300}
	m := &metrics{
		registry: prometheus.NewRegistry(),
		turns: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "pabellon_turns_total", Help: "Turns by what became of them: done, failed (tried again) or parked (given up)."}, []string{"channel", "outcome"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "pabellon_questions_total", Help: "Questions by what they got: answered, unanswered, or forwarded to the team."}, []string{"outcome"}),
		turnTook: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "pabellon_turn_seconds", Help: "From keeping a turn to committing what it produced.", Buckets: buckets}, []string{"channel"}),
		replied: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "pabellon_reply_seconds", Help: "From keeping a person's turn to sending its first reply.", Buckets: buckets}, []string{"channel"}),
		messages: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "pabellon_messages_total", Help: "Messages by what became of them: sent, delayed, failed (tried again), parked, or dropped (it did not fit any more)."}, []string{"channel", "outcome"}),
		model: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "pabellon_llm_seconds", Help: "Calls of the language model by what became of them, from asking to the end of all tries.", Buckets: buckets}, []string{"kind", "task", "outcome"}),
		tokens: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "pabellon_llm_tokens_total", Help: "Tokens that the language model used."}, []string{"kind"}),
		replies: replies{open: map[string]time.Time{}},
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "pabellon_build_info", Help: "Always 1; the labels tell what runs.",
		ConstLabels: prometheus.Labels{"version": version, "commit": commit(), "go": runtime.Version()}})
	build.Set(1)
	m.registry.MustRegister(m.turns, m.answers, m.turnTook, m.replied, m.messages, m.model, m.tokens, build, waitingCollector{waiting},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// handler serves /metrics.
func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

// observe takes what the loops report.
func (m *metrics) observe(o bot.Observation) {
	switch o.Kind {
	case bot.TurnDone, bot.TurnFailed, bot.TurnParked:
		m.turns.WithLabelValues(o.Channel, map[bot.ObservedKind]string{
			bot.TurnDone: "done", bot.TurnFailed: "failed", bot.TurnParked: "parked"}[o.Kind]).Inc()
		if o.Kind != bot.TurnFailed {
			m.turnTook.WithLabelValues(o.Channel).Observe(o.Took.Seconds())
			m.answered(o)
		}
	case bot.MessageSent, bot.MessageDelayed, bot.MessageFailed, bot.MessageParked, bot.MessageDropped:
		m.messages.WithLabelValues(o.Channel, map[bot.ObservedKind]string{
			bot.MessageSent: "sent", bot.MessageDelayed: "delayed", bot.MessageFailed: "failed", bot.MessageParked: "parked", bot.MessageDropped: "dropped"}[o.Kind]).Inc()
		if o.Kind == bot.MessageSent && o.Message != nil && o.Message.To == bot.Person && o.Message.For != "" {
			m.reply(o.Channel, o.Message.For, time.Time{})
		}
	}
}

// asked takes what became of a call of the language model.
func (m *metrics) asked(c llm.Call) {
	m.model.WithLabelValues(c.Kind, c.Task, string(c.Outcome)).Observe(c.Took.Seconds())
	m.tokens.WithLabelValues(c.Kind).Add(float64(c.Tokens))
}

// answered counts what became of questions, and starts waiting for the first reply.
func (m *metrics) answered(o bot.Observation) {
	if o.Outcome == nil || o.Turn == nil {
		return
	}
	for _, e := range o.Outcome.Events {
		switch e.Kind {
		case bot.Answered, bot.Unanswered, bot.Forwarded:
			m.answers.WithLabelValues(string(e.Kind)).Inc()
		}
	}
	if o.Turn.Actor.Kind != bot.Owner {
		return
	}
	for _, message := range o.Outcome.Messages {
		if message.To == bot.Person {
			m.reply(o.Channel, o.Turn.ID, time.Now().Add(-o.Took))
			return
		}
	}
}

// reply is told of a turn's beginning and of its first reply, in any order.
func (m *metrics) reply(channel, turn string, began time.Time) {
	if took, ok := m.replies.meet(channel+" "+turn, began); ok {
		m.replied.WithLabelValues(channel).Observe(took.Seconds())
	}
}

// replies brings together when a turn began and when its first reply was sent: two
// reports that come from two goroutines. A zero began means "sent now".
type replies struct {
	mu   sync.Mutex
	open map[string]time.Time // what came first: when the turn began, or (before 1970) that the reply was sent
	sent map[string]time.Time
}

// openReplies bounds the memory; what is lost then is a point of a histogram.
const openReplies = 4096

func (r *replies) meet(turn string, began time.Time) (time.Duration, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.open)+len(r.sent) > openReplies || r.sent == nil {
		r.open, r.sent = map[string]time.Time{}, map[string]time.Time{}
	}
	mine, other := r.open, r.sent
	at := began
	if began.IsZero() {
		mine, other, at = r.sent, r.open, time.Now()
	}
	if there, ok := other[turn]; ok {
		delete(other, turn)
		if began.IsZero() {
			return at.Sub(there), true
		}
		return there.Sub(at), true
	}
	if _, ok := mine[turn]; !ok {
		mine[turn] = at
	}
	return 0, false
}

// gauges is how the work stands.
type gauges struct {
	ok                                bool // the database answered
	refusing                          bool // but it keeps nothing
	turns, messages, parked           int
	oldest                            time.Duration // age of the oldest turn that waits
	conversations, inReview, approved int
}

// rows are the gauges with their names and meanings.
func (g gauges) rows() []gaugeRow {
	up := 0.0
	if g.ok && !g.refusing {
		up = 1
	}
	return []gaugeRow{
		{"pabellon_database_up", "1 when the database answers and keeps what it is given.", up},
		{"pabellon_turns_waiting", "Turns that are kept and not carried out.", float64(g.turns)},
		{"pabellon_messages_waiting", "Messages that are committed and not sent.", float64(g.messages)},
		{"pabellon_parked", "Turns and messages that were given up; see pabellon parked.", float64(g.parked)},
		{"pabellon_oldest_turn_seconds", "Age of the oldest turn that waits.", g.oldest.Seconds()},
		{"pabellon_conversations", "Conversations that are kept.", float64(g.conversations)},
		{"pabellon_candidates_in_review", "Applications that were sent and not decided.", float64(g.inReview)},
		{"pabellon_candidates_approved", "Applications that were approved here.", float64(g.approved)},
	}
}

type gaugeRow struct {
	name, help string
	value      float64
}

func (r gaugeRow) description() *prometheus.Desc { return prometheus.NewDesc(r.name, r.help, nil, nil) }

// waitingCollector asks for the gauges at each scrape.
type waitingCollector struct{ ask func() gauges }

// Describe lists the gauges.
func (waitingCollector) Describe(out chan<- *prometheus.Desc) {
	for _, r := range (gauges{}).rows() {
		out <- r.description()
	}
}

// Collect reads them. While the database does not answer there is only that to tell.
func (c waitingCollector) Collect(out chan<- prometheus.Metric) {
	g := c.ask()
	for i, r := range g.rows() {
		if i == 0 || g.ok {
			out <- prometheus.MustNewConstMetric(r.description(), prometheus.GaugeValue, r.value)
		}
	}
}

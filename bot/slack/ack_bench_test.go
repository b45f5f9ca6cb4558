package slack_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pabellon/bot"
	"pabellon/bot/slack"
	"pabellon/bot/slack/slacktest"
)

// slow is a backend whose database takes so long for each commit.
type slow struct {
	backend
	commit time.Duration
}

func (s *slow) Accept(ctx context.Context, turns ...bot.Turn) error {
	time.Sleep(s.commit)
	return s.backend.Accept(ctx, turns...)
}

// What is measured: so many clicks a second by so many people, for so long.
const (
	clicks    = 50
	clickers  = 100
	clickTime = 20 * time.Second
)

// BenchmarkAcks tells how long Slack waits for the acknowledgement of a click while the
// database takes 300 ms a commit. Slack gives up after 3 s; we want 99 of 100 in 500 ms.
func BenchmarkAcks(b *testing.B) {
	for name, socket := range map[string]bool{"socket": true, "http": false} {
		b.Run(name, func(b *testing.B) {
			fake, people, ts := crowded(b, socket)
			for b.Loop() {
				before := len(fake.Acks())
				tick := time.NewTicker(time.Second / clicks)
				for i := range clicks * int(clickTime/time.Second) {
					<-tick.C
					if err := people[i*7%len(people)].Click(deskID, ts, "Tomar"); err != nil {
						b.Fatal(err)
					}
				}
				tick.Stop()
				if err := fake.Settled(b.Context()); err != nil {
					b.Fatal(err)
				}
				report(b, fake.Acks()[before:])
			}
		})
	}
}

// crowded is a desk with many people at it, each call of which takes 40 ms to Slack and
// back, and a card.
func crowded(b *testing.B, socket bool) (*slacktest.Server, []*slacktest.Person, string) {
	b.Helper()
	fake, err := slacktest.New(slacktest.Options{Scopes: slack.Scopes(), Delay: 40 * time.Millisecond})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(fake.Close)
	var people []*slacktest.Person
	var ids []string
	for n := range clickers {
		ids = append(ids, fmt.Sprint("U0STAFF", n))
		people = append(people, fake.Person(slacktest.Profile{ID: ids[n], Name: fmt.Sprint("P", n)}))
	}
	fake.AddChannel(slacktest.Room{ID: deskID, Private: true, Members: ids})
	o := slack.Options{Desk: deskID, Words: words, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), BotToken: fake.BotToken(), API: fake.URL()}
	if socket {
		o.AppToken = fake.AppToken()
	} else {
		o.Secret = fake.SigningSecret()
	}
	s, err := slack.New(&slow{commit: 300 * time.Millisecond}, o)
	if err != nil {
		b.Fatal(err)
	}
	receipt, err := s.Send(b.Context(), delivery(card("Nuevo candidato")))
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { s.Run(ctx) })
	b.Cleanup(func() { stop(); running.Wait() })
	if socket {
		err = fake.Until(b.Context(), "the socket is open", func() bool { return fake.Sockets() > 0 })
	} else {
		here := httptest.NewServer(s)
		b.Cleanup(here.Close)
		err = fake.Deliver(b.Context(), slacktest.Endpoints{Events: here.URL + slack.EventsPath, Interactions: here.URL + slack.InteractionsPath, Commands: here.URL + slack.CommandsPath})
	}
	if err != nil {
		b.Fatal(err)
	}
	return fake, people, strings.Fields(receipt)[1]
}

// report tells of the acknowledgements, and of clicks that got none.
func report(b *testing.B, acks []slacktest.Ack) {
	b.Helper()
	var took []time.Duration
	for _, a := range acks {
		if a.Kind == "interactive" {
			took = append(took, a.After)
		}
	}
	slices.Sort(took)
	if len(took) == 0 {
		b.Fatal("nothing was acknowledged")
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
	b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
	b.ReportMetric(ms(took[len(took)-1]), "max-ms")
	b.ReportMetric(float64(len(took)), "acks")
	b.ReportMetric(0, "ns/op")
}

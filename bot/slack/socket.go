package slack

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// How the socket is watched and read.
const (
	maxEnvelope = 4 << 20                // bytes; a message with files is a few KB
	longestRest = time.Minute            // between two tries when Slack refuses us
	silence     = 10 * time.Minute       // a socket that has delivered nothing for so long is opened anew
	ackTime     = 3 * time.Second        // after which Slack wants no acknowledgement, and tells who clicked of trouble
	parting     = 100 * time.Millisecond // in which the library writes the acknowledgements that it was given
)

// socket receives by Socket Mode until ctx ends. The library reconnects by itself; what
// it gives up on, such as a token that was taken back, is tried again and told once.
func (s *Slack) socket(ctx context.Context) {
	said := ""
	for failures := 1; ctx.Err() == nil; failures++ {
		err := s.listen(ctx)
		if ctx.Err() != nil {
			return
		}
		words := "the connection ends"
		var no slack.SlackErrorResponse
		if errors.As(err, &no) {
			words = "Slack refuses the connection: " + no.Err
		} else if err == nil {
			failures = 0 // it was opened anew on purpose
		}
		if err != nil && said != words {
			said = words
			s.log.Error(words+"; trying on", "error", err)
		}
		if err != nil {
			s.state.set(words, false)
		}
		sleep(ctx, min(time.Second<<min(failures, 6), longestRest))
	}
}

// listen opens a socket and takes what comes, until it ends for good or falls silent. When
// ctx ends, what is in hand is finished and acknowledged first, as far as Slack waits for it.
func (s *Slack) listen(ctx context.Context) error {
	line, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	client := socketmode.New(s.api, socketmode.OptionReadLimit(maxEnvelope), socketmode.OptionLog(log.New(io.Discard, "", 0)))
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(line) }()
	var doing order
	defer doing.wait()
	var heard atomic.Int64 // when the socket last said anything
	heard.Store(time.Now().UnixNano())
	watch := time.NewTicker(silence / 10)
	defer watch.Stop()
	for {
		select {
		case e := <-client.Events:
			heard.Store(time.Now().UnixNano())
			s.envelope(line, client, e, &doing)
		case <-watch.C:
			if time.Since(time.Unix(0, heard.Load())) > silence {
				s.log.Info("the socket has been silent; it is opened anew")
				hangUp()
				<-ended
				return nil
			}
		case <-ctx.Done():
			enough := time.AfterFunc(ackTime, hangUp)
			defer enough.Stop()
			doing.wait()
			sleep(line, parting)
			hangUp()
			return <-ended
		case err := <-ended:
			return err
		}
	}
}

// envelope takes one thing that the socket gives.
func (s *Slack) envelope(ctx context.Context, client *socketmode.Client, e socketmode.Event, doing *order) {
	switch e.Type {
	case socketmode.EventTypeHello:
		s.state.set("socket", true)
	case socketmode.EventTypeConnectionError, socketmode.EventTypeIncomingError:
		s.state.set("the socket is down", false)
	case socketmode.EventTypeEventsAPI, socketmode.EventTypeInteractive, socketmode.EventTypeSlashCommand:
		c := call{kind: string(e.Type), body: e.Request.Payload}
		doing.do(c.key(), func() { s.takeSocket(ctx, client, e.Request.EnvelopeID, c) })
	case socketmode.EventTypeErrorBadMessage:
		s.poison(ctx, client, e)
	}
}

// takeSocket carries out a call and acknowledges it. One that could not be kept is not
// acknowledged: Slack delivers events again.
func (s *Slack) takeSocket(ctx context.Context, client *socketmode.Client, envelope string, c call) {
	done, err := s.take(ctx, c)
	switch {
	case errors.Is(err, errPoison):
		s.log.Error("a call is passed over", "kind", c.kind, "error", err)
	case err != nil:
		s.log.Error("a call cannot be kept; Slack is let to deliver it again", "kind", c.kind, "error", err)
		return
	}
	s.acknowledge(ctx, client, envelope, c.kind, done.answer)
	if done.after != nil {
		done.after(ctx)
	}
}

// poison acknowledges what the library cannot read: else Slack would send it for ever.
func (s *Slack) poison(ctx context.Context, client *socketmode.Client, e socketmode.Event) {
	bad, ok := e.Data.(*socketmode.ErrorBadMessage)
	if !ok {
		return
	}
	var envelope struct {
		ID   string `json:"envelope_id"`
		Type string `json:"type"`
	}
	if json.Unmarshal(bad.Message, &envelope) != nil || envelope.ID == "" {
		return
	}
	s.log.Error("a call is passed over: the library cannot read it", "kind", envelope.Type)
	s.acknowledge(ctx, client, envelope.ID, envelope.Type, nil)
}

// acknowledge hands the library an acknowledgement, as long as Slack waits for it.
func (s *Slack) acknowledge(ctx context.Context, client *socketmode.Client, envelope, kind string, answer any) {
	soon, cancel := context.WithTimeout(ctx, ackTime)
	defer cancel()
	if err := client.AckCtx(soon, envelope, answer); err != nil && ctx.Err() == nil {
		s.log.Warn("cannot acknowledge a call", "kind", kind, "error", err)
	}
}

// sleep waits, or until ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

package store_test

import (
	"io"
	"net"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"pabellon/store"
)

// swallower passes connections on until it is told to swallow: then those that are
// open say nothing any more, and new ones are passed on.
type swallower struct {
	listener net.Listener
	to       string
	wave     atomic.Int64
}

func swallowing(t *testing.T, to string) *swallower {
	s := &swallower{listener: must(net.Listen("tcp", "127.0.0.1:0"))(t), to: to}
	t.Cleanup(func() { _ = s.listener.Close() })
	go func() {
		for {
			here, err := s.listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = here.Close() })
			there, err := net.Dial("tcp", s.to)
			if err != nil {
				_ = here.Close()
				continue
			}
			t.Cleanup(func() { _ = there.Close() })
			go s.pass(here, there)
			go s.pass(there, here)
		}
	}()
	return s
}

func (s *swallower) pass(from, to net.Conn) {
	wave := s.wave.Load()
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		if s.wave.Load() != wave {
			_, _ = io.Copy(io.Discard, from)
			return
		}
		if err != nil {
			_ = to.Close()
			return
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}

func TestANetworkThatSwallowsHoldsNothingUpForLong(t *testing.T) {
	t.Parallel()
	address := must(url.Parse(postgresURL(t)))(t)
	proxy := swallowing(t, address.Host)
	address.Host = proxy.listener.Addr().String()
	s := open(t, address.String(), store.Options{Lease: 4 * time.Second})
	must(s.Put(t.Context(), 1, turn("a", "1", "x")))(t)
	must(s.Load(t.Context(), "test:a"))(t)
	proxy.wave.Add(1)
	began := time.Now()
	written, read := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := s.Put(t.Context(), 1, turn("b", "1", "x"))
		written <- err
	}()
	go func() {
		for {
			_, err := s.Load(t.Context(), "test:a")
			if err == nil || t.Context().Err() != nil {
				read <- err
				return
			}
		}
	}()
	for what, c := range map[string]chan error{"a write": written, "a read": read} {
		select {
		case err := <-c:
			check(t, err)
		case <-time.After(15 * time.Second):
			t.Fatalf("%s hangs", what)
		}
	}
	if took := time.Since(began); took > 12*time.Second {
		t.Errorf("it took %v", took)
	}
}

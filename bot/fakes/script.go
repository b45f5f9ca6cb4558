package fakes

import (
	"cmp"
	"net/http"
	"slices"
)

// Script is faults that are planned, each for so many times.
type Script[F any] struct{ planned []planned[F] }

type planned[F any] struct {
	fault F
	left  int
}

// Plan puts a fault behind those that are planned; 0 times is once, less is for ever.
func (s *Script[F]) Plan(f F, times int) {
	s.planned = append(s.planned, planned[F]{f, cmp.Or(times, 1)})
}

// Clear forgets all of them.
func (s *Script[F]) Clear() { s.planned = nil }

// Next gives the first fault that meets, nil for none. When it is used up, what follows it
// takes its place: then gives that, and for how many times, or nil.
func (s *Script[F]) Next(meets func(F) bool, then func(F) (*F, int)) *F {
	i := slices.IndexFunc(s.planned, func(p planned[F]) bool { return meets(p.fault) })
	if i < 0 {
		return nil
	}
	p := &s.planned[i]
	fault := p.fault
	if p.left > 0 {
		p.left--
	}
	if p.left == 0 {
		if next, times := then(fault); next != nil {
			*p = planned[F]{*next, cmp.Or(times, 1)}
		} else {
			s.planned = slices.Delete(s.planned, i, i+1)
		}
	}
	return &fault
}

// Drop closes the connection of a request without an answer.
func Drop(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
}

// Copies are copies of those that are wanted.
func Copies[T any](all []*T, want func(*T) bool) []T {
	var out []T
	for _, one := range all {
		if want(one) {
			out = append(out, *one)
		}
	}
	return out
}

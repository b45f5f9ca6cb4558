package slack

import (
	"slices"
	"sync"
	"testing"
)

func TestWhatOnePersonDoesIsTakenInOrderAndOthersBeside(t *testing.T) {
	var o order
	var mu sync.Mutex
	var got []int
	gate := make(chan struct{})
	o.do("ana", func() { <-gate })
	for i := range 50 {
		o.do("ana", func() {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, i)
		})
	}
	beside := make(chan struct{})
	o.do("luis", func() { close(beside) })
	<-beside
	close(gate)
	o.wait()
	if !slices.IsSorted(got) || len(got) != 50 || len(o.last) != 0 {
		t.Errorf("%v; %d left", got, len(o.last))
	}
}

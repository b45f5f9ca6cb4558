package store

import (
	"fmt"
	"slices"
	"strings"
)

// leased is a lane that this process has, or had.
type leased struct {
	key   string // its conversation
	lane  int64
	fence int64
	still bool // it still was ours
}

// lease sets the end of leases (0 is at once) and tells which of them still were
// ours. It goes through the lanes in the order in which all writers do.
func (s *Store) lease(lanes []leased, until int64) error {
	order := make([]*leased, len(lanes))
	for i := range lanes {
		order[i] = &lanes[i]
	}
	slices.SortStableFunc(order, func(a, b *leased) int { return strings.Compare(a.key, b.key) })
	err := s.write("", manyLanes, func(c *conn) error {
		for _, l := range order {
			n, err := c.exec(sqlLease, until, l.lane, l.fence)
			if err != nil {
				return err
			}
			l.still = n == 1
		}
		return nil
	})
	if err != nil {
		for i := range lanes {
			lanes[i].still = false
		}
		return fmt.Errorf("set %d leases: %w", len(lanes), err)
	}
	return nil
}

package slack

import (
	"maps"
	"slices"
	"time"
)

// CallsWithScopes are the calls of the library that the table knows.
func CallsWithScopes() []string { return slices.Collect(maps.Keys(scopes)) }

// Pace has Home tabs published so often.
func (s *Slack) Pace(d time.Duration) { s.homes.pace = d }

// Fresh has Home tabs published so often without a change.
func (s *Slack) Fresh(d time.Duration) { s.homes.fresh = d }

// Viewers is how many people's Home tabs are remembered.
func (s *Slack) Viewers() int {
	s.homes.mu.Lock()
	defer s.homes.mu.Unlock()
	return len(s.homes.viewers)
}

// Opens is somebody opening their Home tab.
func (s *Slack) Opens(user string) { s.homes.open(user, time.Now()) }

// Forget forgets what Slack said about people.
func (s *Slack) Forget() {
	s.people.mu.Lock()
	defer s.people.mu.Unlock()
	clear(s.people.users)
	s.people.team, s.people.until = nil, time.Time{}
}

// Patience is how long a suggestion is waited for.
func (s *Slack) Patience(d time.Duration) { s.patient = d }

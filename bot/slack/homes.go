package slack

import (
	"context"
	"sync"
	"time"

	"pabellon/bot"
)

// How often a Home tab is shown anew, and how many are remembered. Slack takes about a
// hundred views.publish a minute (tier 4, https://docs.slack.dev/reference/methods/views.publish).
const (
	homePace    = 5 * time.Second // at most so often for one person
	homeShare   = 600 * time.Millisecond
	homeLooked  = time.Hour       // for so long after it was opened
	homeFresh   = 5 * time.Minute // it is shown anew so often without a word: other processes change things too
	mostViewers = 200             // who opened theirs last; others see what is new when they open it
	mostDoubled = 6               // times that the pause before another try is doubled

	pictureTime = time.Minute // in which Slack shows a picture, or never; and until another is made
)

// homes are the Home tabs that people look at.
type homes struct {
	pace, fresh time.Duration
	wake        chan struct{}

	mu      sync.Mutex
	viewers map[string]*viewer
	known   bot.Overview
	read    time.Time // when known was; zero when it is out of date
	silent  time.Time // nothing is published before: Slack asked for that
	chart   uploaded
}

// viewer is somebody who opened their Home tab.
type viewer struct {
	opened time.Time // zero when they have not, and theirs is shown anew all the same
	last   time.Time // it was published
	due    time.Time // it is to be published; zero when it need not be
	fails  int       // since it was published last
	file   string    // the picture that it shows
}

func (h *homes) init() {
	h.pace, h.fresh, h.wake, h.viewers = homePace, homeFresh, make(chan struct{}, 1), map[string]*viewer{}
}

// open notes that somebody looks at their Home tab. It waits for nothing.
func (h *homes) open(user string, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	v := h.viewers[user]
	if v == nil {
		if len(h.viewers) >= mostViewers {
			h.leaveOldest()
		}
		v = &viewer{}
		h.viewers[user] = v
	}
	v.opened = now
	h.want(v, now)
}

// renew has the Home tabs of some people shown anew, whether they look at them or not.
func (h *homes) renew(users []string, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.read = time.Time{}
	for _, user := range users {
		if h.viewers[user] == nil && len(h.viewers) < mostViewers {
			h.viewers[user] = &viewer{}
		}
		if v := h.viewers[user]; v != nil {
			h.want(v, now)
		}
	}
}

// looked tells whether somebody has opened their Home tab.
func (h *homes) looked(user string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	v := h.viewers[user]
	return v != nil && !v.opened.IsZero()
}

func (h *homes) leaveOldest() {
	var oldest string
	for user, v := range h.viewers {
		if oldest == "" || v.opened.Before(h.viewers[oldest].opened) {
			oldest = user
		}
	}
	delete(h.viewers, oldest)
}

// want has a Home tab published, but not sooner than its pace allows.
func (h *homes) want(v *viewer, at time.Time) {
	if soonest := v.last.Add(max(h.pace, time.Duration(len(h.viewers))*homeShare)); !v.last.IsZero() && at.Before(soonest) {
		at = soonest
	}
	if v.due.IsZero() || at.Before(v.due) {
		v.due = at
	}
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// changed has all Home tabs published once what happens together has happened.
func (h *homes) changed(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.read = time.Time{}
	for _, v := range h.viewers {
		h.want(v, now.Add(h.pace/5))
	}
}

// pause has nothing published for a while.
func (h *homes) pause(during time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.silent = time.Now().Add(during)
}

// again has a Home tab published after a while, which grows as long as that fails.
func (h *homes) again(user string, after time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if v := h.viewers[user]; v != nil {
		h.want(v, time.Now().Add(max(after, h.pace<<min(v.fails, mostDoubled))))
		v.fails++
	}
}

// next is whose Home tab is to be published now, or how long there is nothing to do.
func (h *homes) next(now time.Time) (user string, wait time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if left := h.silent.Sub(now); left > 0 {
		return "", left
	}
	wait = time.Hour
	for id, v := range h.viewers {
		if left := v.due.Sub(now); !v.due.IsZero() && left < wait {
			user, wait = id, left
		}
	}
	if wait > 0 {
		return "", wait
	}
	h.viewers[user].due = time.Time{}
	return user, 0
}

// rest waits for something to do.
func (h *homes) rest(ctx context.Context, wait time.Duration) {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
	case <-h.wake:
	case <-ctx.Done():
	}
}

// figures are read anew when something changed, or they are older than the pace.
func (h *homes) figures(ctx context.Context, read func(context.Context) (bot.Overview, error)) (bot.Overview, error) {
	h.mu.Lock()
	known, at := h.known, h.read
	if fresh := !at.IsZero() && time.Since(at) < h.pace; fresh {
		h.mu.Unlock()
		return known, nil
	}
	began := time.Now()
	h.read = began // a change from here on makes it zero again
	h.mu.Unlock()
	o, err := read(ctx)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.known = o; err != nil {
		h.read = time.Time{}
	}
	return o, err
}

// shown notes what somebody sees.
func (h *homes) shown(user, file string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if v := h.viewers[user]; v != nil {
		v.last, v.fails, v.file = time.Now(), 0, file
		if due := v.due; !due.IsZero() { // wanted while it was being made
			v.due = time.Time{}
			h.want(v, due)
		}
		if v.opened.IsZero() {
			delete(h.viewers, user)
		} else if time.Since(v.opened) < homeLooked {
			h.want(v, v.last.Add(h.fresh))
		}
	}
}

// forget leaves somebody whose Home tab Slack does not take.
func (h *homes) forget(user string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.viewers, user)
}

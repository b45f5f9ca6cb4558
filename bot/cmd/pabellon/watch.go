package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"

	"pabellon/knowledge"
)

// pace is how fast a changed folder becomes live, and how patient the watcher is.
type pace struct {
	quiet  time.Duration // after a notice: so long nothing more must come before the folder is read,
	latest time.Duration // but never later than this after the first
	slow   time.Duration // between looks without a notice: some mounts give none
	fast   time.Duration // the same where there are no notices at all, or no folder
	grace  time.Duration // a file may be broken for so long before it is told: it is still being written
}

// usualPace has a change live within a second, also without notices.
func usualPace() pace {
	return pace{quiet: 120 * time.Millisecond, latest: 500 * time.Millisecond,
		slow: 5 * time.Second, fast: 500 * time.Millisecond, grace: time.Second}
}

// watcher keeps a library in step with its folder. One goroutine does all the work;
// readers take the library that is there and never wait.
//
//	notice, or time for a look → read what changed → load → swap → tell what is wrong
type watcher struct {
	shelf   *shelf
	library *atomic.Pointer[knowledge.Library]
	log     *slog.Logger
	changed func()       // is told of each new library; may be nil
	loads   atomic.Int64 // how often a library was made
	looks   atomic.Int64 // how often the folder was looked at

	pace       pace
	open       func() (*fsnotify.Watcher, error) // asks the system for notices
	notices    *notices
	complaints complaints
	gone       bool      // there is no folder, or nothing in it
	looked     time.Time // last
	first      time.Time // notice that was not looked into yet; zero without one
	last       time.Time // notice
}

// newWatcher watches the folder of a shelf that was loaded into library. What was
// wrong then was told already.
func newWatcher(s *shelf, library *atomic.Pointer[knowledge.Library], log *slog.Logger, changed func()) *watcher {
	return &watcher{shelf: s, library: library, log: log, changed: changed, pace: usualPace(), open: fsnotify.NewWatcher}
}

// run watches until ctx ends. Without a folder there is nothing to do: the articles
// inside the program do not change.
func (w *watcher) run(ctx context.Context) {
	if w.shelf == nil {
		return
	}
	w.notices = openNotices(w.open, w.shelf.dir, w.log)
	defer w.notices.close()
	w.complaints.hold(w.shelf.problems, w.shelf.now, time.Time{})
	w.complaints.due(time.Now(), 0) // they were told at the start
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.notices.wake:
			w.note(time.Now())
		case <-timer.C:
			w.look()
		}
		timer.Reset(time.Until(w.next()))
	}
}

// note takes down that something happened in the folder.
func (w *watcher) note(now time.Time) {
	if w.first.IsZero() {
		w.first = now
	}
	w.last = now
}

// next is when to look again.
func (w *watcher) next() time.Time {
	every := w.pace.slow
	if w.notices.none() || w.gone {
		every = w.pace.fast
	}
	at := w.looked.Add(every)
	if !w.first.IsZero() {
		at = sooner(at, sooner(w.last.Add(w.pace.quiet), w.first.Add(w.pace.latest)))
	}
	if ripe, ok := w.complaints.ripe(w.pace.grace); ok {
		at = sooner(at, ripe)
	}
	return at
}

func sooner(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// look reads what changed, makes it live and tells what is wrong with it.
func (w *watcher) look() {
	w.first = time.Time{}
	w.notices.begin()
	changed := w.shelf.look(w.notices.visit)
	w.notices.end()
	if changed {
		w.reload()
	}
	w.looked = time.Now()
	w.looks.Add(1)
	w.tell()
}

// reload puts what is in the folder in the place of what is live.
func (w *watcher) reload() {
	if why := w.shelf.lost(); why != "" {
		w.lose(why)
		return
	}
	library, problems, live := w.shelf.load()
	w.loads.Add(1)
	if len(library.Articles()) == 0 {
		w.lose("no article in the folder can be used")
		return
	}
	w.complaints.hold(problems, w.shelf.now, time.Now())
	back := w.gone
	w.gone = false
	if back {
		w.log.Info("knowledge: the folder of articles is back")
	}
	if live || back {
		w.library.Store(library)
		w.log.Info("knowledge is live", "version", library.Version(), "articles", len(library.Articles()))
		if w.changed != nil {
			w.changed()
		}
	}
}

// lose leaves everything as it is when there is nothing to load.
func (w *watcher) lose(why string) {
	w.gone = true
	w.complaints.hold([]knowledge.Problem{{File: ".", Line: 1, Severity: knowledge.Error,
		Text: why + "; put it back, or mount it again: until then what was live stays live"}}, w.shelf.now, time.Now())
}

// mostTold is how many problems are told after one change: a person mends the first
// ones and asks for the rest.
const mostTold = 20

// tell logs the problems that are still there after the time of grace, each once.
func (w *watcher) tell() {
	due := w.complaints.due(time.Now(), w.pace.grace)
	for i, p := range due {
		switch {
		case i == mostTold:
			w.log.Warn("knowledge: there is more; \"pabellon knowledge check\" tells all of it", "problems", len(due)-i)
			return
		case p.File == ".":
			w.log.Error("knowledge: " + p.String())
		default:
			w.log.Warn("knowledge: "+p.String(), "lastGood", w.shelf.keeps(p.File))
		}
	}
}

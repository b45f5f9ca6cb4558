package main

import (
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// notices are what the system tells of changes in a folder and all folders in it.
// Where it tells nothing they are there too, and quiet.
type notices struct {
	root string // the folder; the one that it is in is watched for its coming and going
	open func() (*fsnotify.Watcher, error)
	log  *slog.Logger
	wake chan struct{} // gets something, and never more than that, when a look is worth it

	system *fsnotify.Watcher // nil where there are no notices
	found  map[string]bool   // folders of the look at work, by their real place
	full   error             // why the system takes no more folders

	mu      sync.Mutex
	watched map[string]bool // folders of the last look
}

// openNotices asks the system for notices.
func openNotices(open func() (*fsnotify.Watcher, error), root string, log *slog.Logger) *notices {
	n := &notices{root: root, open: open, log: log, wake: make(chan struct{}, 1)}
	n.connect()
	return n
}

// connect begins to listen, or says that it cannot.
func (n *notices) connect() {
	system, err := n.open()
	if err != nil {
		n.without(err)
		return
	}
	n.system = system
	go n.listen(system)
}

// without goes on without notices, and says what follows from that and what to do.
func (n *notices) without(err error) {
	n.close()
	n.log.Warn("knowledge: the system gives no notice of changes in the folder of articles; it is looked at twice a second instead, "+
		"which is as good for a small one; on Linux, raise fs.inotify.max_user_instances and fs.inotify.max_user_watches with sysctl, and start again",
		"error", err)
}

// close ends the notices.
func (n *notices) close() {
	if n.system != nil {
		_ = n.system.Close() // nothing is lost
		n.system = nil
	}
}

// none tells whether there are no notices.
func (n *notices) none() bool { return n.system == nil }

// listen takes what the system tells until it is closed, at once and always: it tells
// while it holds its own lock, and would otherwise hang with whoever adds a folder.
func (n *notices) listen(system *fsnotify.Watcher) {
	for {
		select {
		case event, ok := <-system.Events:
			if !ok {
				return
			}
			if n.concerns(event.Name) {
				n.rouse()
			}
		case _, ok := <-system.Errors: // notices were lost: look what they were about
			if !ok {
				return
			}
			n.rouse()
		}
	}
}

// rouse says that a look is worth it.
func (n *notices) rouse() {
	select {
	case n.wake <- struct{}{}:
	default: // it was said
	}
}

// concerns tells whether what happened to a file can change what is read: not with a
// neighbour of the folder, nor with the hidden files that editors write with every
// key. The name ..data is that by which a mounted ConfigMap changes.
func (n *notices) concerns(file string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.watched[file] || file == n.root {
		return true
	}
	dir, name := filepath.Dir(file), filepath.Base(file)
	if dir == filepath.Dir(n.root) && !n.watched[dir] {
		return false
	}
	return !strings.HasPrefix(name, ".") || strings.HasPrefix(name, "..")
}

// begin starts a look at all folders.
func (n *notices) begin() {
	n.found, n.full = map[string]bool{}, nil
	n.add(filepath.Dir(n.root))
}

// visit asks for notices of a folder before it is read, so that no change falls
// between. To ask again does no harm, and mends what was lost when a folder moved.
func (n *notices) visit(dir string) {
	n.found[dir] = true
	n.add(dir)
}

// add watches a folder. What cannot be watched since it cannot be read is told by
// whoever reads it.
func (n *notices) add(dir string) {
	if n.system == nil {
		return
	}
	err := n.system.Add(dir)
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
		n.full = err
	}
}

// end finishes a look. When a folder went away everything is asked for anew: a folder
// that was moved is known to the system by its old name, and so is all that is in it.
func (n *notices) end() {
	n.mu.Lock()
	before := n.watched
	n.watched = n.found
	n.mu.Unlock()
	switch {
	case n.system == nil:
	case n.full != nil:
		n.without(n.full)
	case gone(before, n.found):
		n.close()
		n.connect()
		for dir := range n.found {
			n.add(dir)
		}
		n.add(filepath.Dir(n.root))
		n.rouse() // for what happened meanwhile
	}
}

// gone tells whether one of the folders before is not there now.
func gone(before, now map[string]bool) bool {
	for dir := range before {
		if !now[dir] {
			return true
		}
	}
	return false
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

const (
	// largestLeaf is the most that is read of a file, in bytes: four times what package
	// knowledge takes, which says what to do about a larger one.
	largestLeaf = 1 << 20
	// mostEntries is how many files and folders are looked at: ten times as many as
	// anybody has, and few enough for a link to somebody's whole disk.
	mostEntries = 100_000
	// settled is how old a change is before the time of a file proves that there was
	// none since: some systems keep times in steps of two seconds.
	settled = 2100 * time.Millisecond
)

// reading is one look at a folder and all that is in it, through links too.
type reading struct {
	root    string            // the folder, as the system names it
	before  *tree             // what it was: unchanged files are not read again
	now     *tree             // what it is
	seen    map[string]string // folders that were read, by their real place
	links   []string          // linked folders: they come last, so that a folder is read where it is
	visit   func(dir string)  // is told of each folder before it is read
	entries int
}

// readTree reads a folder. Each real folder is read once, so that links that lead in
// a circle end; those, and all else that cannot be read, are in the tree by name.
func readTree(root string, before *tree, visit func(dir string)) *tree {
	r := &reading{root: root, before: before, now: newTree(), seen: map[string]string{}, visit: visit}
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		r.now.folders["."] = reason(err)
		return r.now
	}
	r.folder(".", real)
	for len(r.links) > 0 {
		next := r.links[0]
		r.links = r.links[1:]
		r.follow(next, real)
	}
	return r.now
}

// follow reads a linked folder, unless it leads to what is read anyway.
func (r *reading) follow(name, root string) {
	real, err := filepath.EvalSymlinks(r.place(name))
	where, seen := r.seen[real]
	switch {
	case err != nil:
		r.now.folders[name] = reason(err)
	case seen:
		r.now.folders[name] = fmt.Errorf("it is a link to the folder %q, which is read already", where)
	case strings.HasPrefix(root, strings.TrimSuffix(real, string(filepath.Separator))+string(filepath.Separator)):
		r.now.folders[name] = errors.New("it is a link to a folder that this one is in, which would never end")
	default:
		r.folder(name, real)
	}
}

// place is where a path of the tree is.
func (r *reading) place(name string) string { return filepath.Join(r.root, filepath.FromSlash(name)) }

// folder reads what is in a folder. What is hidden is none of ours: .git, or ..data of
// a mounted ConfigMap.
func (r *reading) folder(name, real string) {
	r.seen[real] = name
	if r.visit != nil {
		r.visit(real)
	}
	entries, err := os.ReadDir(real)
	if errors.Is(err, fs.ErrNotExist) && name != "." {
		return // it went away a moment ago
	}
	if r.entries += len(entries); r.entries > mostEntries {
		err = fmt.Errorf("there are more than %d files and folders", mostEntries)
	}
	if err != nil {
		r.now.folders[name] = reason(err)
		return
	}
	r.now.folders[name] = nil
	for _, e := range entries {
		child, full := path.Join(name, e.Name()), filepath.Join(real, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			r.folder(child, full)
		case e.Type()&fs.ModeSymlink != 0:
			r.link(child, full)
		default:
			r.file(child, full)
		}
	}
}

// link reads a linked file, and puts a linked folder by for later.
func (r *reading) link(name, full string) {
	info, err := os.Stat(full)
	switch {
	case err == nil && info.IsDir():
		r.links = append(r.links, name)
	case err == nil:
		r.file(name, full)
	case wanted(name):
		r.keep(name, &leaf{err: fmt.Errorf("a link that leads nowhere: %w", reason(err))})
	default:
		r.now.folders[name] = fmt.Errorf("a link that leads nowhere: %w", reason(err))
	}
}

// wanted tells a file of knowledge: an article anywhere, a setting in the first folder.
func wanted(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md":
		return true
	case ".yaml", ".yml":
		return parent(name) == "."
	}
	return false
}

// file reads a file, unless it is as it was. One that is gone by now is just not there.
func (r *reading) file(name, full string) {
	if !wanted(name) {
		return
	}
	info, err := os.Stat(full)
	if old := r.before.leaves[name]; err == nil && old != nil && old.untouched(info) {
		r.now.leaves[name] = old
		return
	}
	l := &leaf{info: info, err: err, read: time.Now()}
	switch {
	case err != nil:
		l.info = nil
	case !info.Mode().IsRegular():
		l.err = errors.New("it is not a file with a text")
	case info.Size() > largestLeaf:
		l.err = fmt.Errorf("it has %d KB, which is too much", info.Size()>>10)
	default:
		l.text, l.err = os.ReadFile(full)
	}
	if errors.Is(l.err, fs.ErrNotExist) {
		return
	}
	if l.err != nil {
		l.err = reason(l.err)
	}
	r.keep(name, l)
}

// keep puts a leaf in the tree: the one that was there when it says the same.
func (r *reading) keep(name string, l *leaf) {
	if old := r.before.leaves[name]; old != nil && old.same(l) {
		old.info, old.read = l.info, l.read
		l = old
	}
	r.now.leaves[name] = l
}

// untouched tells whether the file that info describes is surely the one that was read.
func (l *leaf) untouched(info fs.FileInfo) bool {
	return l.err == nil && l.info != nil && os.SameFile(l.info, info) && l.info.Size() == info.Size() &&
		l.info.Mode() == info.Mode() && l.info.ModTime().Equal(info.ModTime()) && l.read.Sub(info.ModTime()) > settled
}

package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// tree is a folder of knowledge as it was at one moment, in memory, so that what is
// loaded from it is of one piece. What could not be read is in it with the reason.
type tree struct {
	leaves  map[string]*leaf         // files, by path with slashes
	folders map[string]error         // folders, by path ("." is the whole): why they cannot be read, or nil
	inside  map[string][]fs.DirEntry // what is in a folder, by name
}

// leaf is one file. Whoever holds the same leaf as before knows that nothing changed.
type leaf struct {
	info fs.FileInfo // nil when not even that can be read
	text []byte
	err  error     // why there is no text
	read time.Time // when
}

// newTree is a tree with nothing in it.
func newTree() *tree { return &tree{leaves: map[string]*leaf{}, folders: map[string]error{}} }

// equal tells whether two trees hold the same texts and the same obstacles.
func (t *tree) equal(u *tree) bool {
	return maps.Equal(t.leaves, u.leaves) && maps.EqualFunc(t.folders, u.folders, sameReason)
}

func sameReason(a, b error) bool {
	return (a == nil) == (b == nil) && (a == nil || a.Error() == b.Error())
}

// same tells whether two leaves say the same.
func (l *leaf) same(m *leaf) bool { return sameReason(l.err, m.err) && bytes.Equal(l.text, m.text) }

// with is the tree with other leaves in some places; nil takes the leaf away.
func (t *tree) with(instead map[string]*leaf) *tree {
	out := &tree{leaves: maps.Clone(t.leaves), folders: maps.Clone(t.folders)}
	for path, l := range instead {
		out.leaves[path] = l
		if l == nil {
			delete(out.leaves, path)
		}
		for dir := parent(path); dir != "." && l != nil; dir = parent(dir) {
			out.folders[dir] = nil
		}
	}
	return out
}

// parent is the folder in which a path is.
func parent(name string) string { return path.Dir(name) }

// ReadDir lists a folder by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	if err, ok := t.folders[name]; !ok || err != nil {
		return nil, cmpError(err, fs.ErrNotExist)
	}
	if t.inside == nil {
		t.list()
	}
	return t.inside[name], nil
}

// cmpError is the first that is an error.
func cmpError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// list works out what is in each folder.
func (t *tree) list() {
	t.inside = map[string][]fs.DirEntry{}
	for name := range t.folders {
		if name != "." {
			t.inside[parent(name)] = append(t.inside[parent(name)], entry{name: path.Base(name), folder: true})
		}
	}
	for name, l := range t.leaves {
		t.inside[parent(name)] = append(t.inside[parent(name)], l.entry(name))
	}
	for _, entries := range t.inside {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
}

// Stat describes a file or a folder.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	if l := t.leaves[name]; l != nil {
		if l.info == nil {
			return nil, l.err
		}
		return l.entry(name), nil
	}
	if _, ok := t.folders[name]; ok {
		return entry{name: path.Base(name), folder: true}, nil
	}
	return nil, fs.ErrNotExist
}

// ReadFile gives the text of a file.
func (t *tree) ReadFile(name string) ([]byte, error) {
	l := t.leaves[name]
	if l == nil {
		return nil, fs.ErrNotExist
	}
	return slices.Clone(l.text), l.err
}

// Open opens a file or a folder.
func (t *tree) Open(name string) (fs.File, error) {
	info, err := t.Stat(name)
	var text []byte
	if err == nil && !info.IsDir() {
		text, err = t.ReadFile(name)
	}
	if !fs.ValidPath(name) {
		err = fs.ErrInvalid
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if info.IsDir() {
		entries, err := t.ReadDir(name)
		return &openFolder{opened{info, bytes.NewReader(nil)}, entries}, err
	}
	return &opened{info, bytes.NewReader(text)}, nil
}

// opened is an open file.
type opened struct {
	info fs.FileInfo
	*bytes.Reader
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.info, nil }
func (o *opened) Close() error               { return nil }

// openFolder is an open folder; entries are those that were not given yet.
type openFolder struct {
	opened
	entries []fs.DirEntry
}

// Read refuses: a folder has no text.
func (*openFolder) Read([]byte) (int, error) { return 0, errors.New("is a folder") }

// ReadDir gives the next n entries, or all when n is not above 0.
func (o *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(o.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(o.entries) {
		n = len(o.entries)
	}
	out := slices.Clone(o.entries[:n])
	o.entries = o.entries[n:]
	return out, nil
}

// entry describes a file or a folder, as both kinds of description that fs has.
type entry struct {
	name   string
	folder bool
	size   int64
	at     time.Time
}

// entry describes the leaf. A file that was not read keeps its own size.
func (l *leaf) entry(name string) entry {
	e := entry{name: path.Base(name), size: int64(len(l.text))}
	if l.info != nil {
		e.at = l.info.ModTime()
		if l.err != nil {
			e.size = l.info.Size()
		}
	}
	return e
}

func (e entry) Name() string               { return e.name }
func (e entry) IsDir() bool                { return e.folder }
func (e entry) Size() int64                { return e.size }
func (e entry) ModTime() time.Time         { return e.at }
func (e entry) Sys() any                   { return nil }
func (e entry) Type() fs.FileMode          { return e.Mode().Type() }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }

// Mode is that of something to read.
func (e entry) Mode() fs.FileMode {
	if e.folder {
		return os.ModeDir | 0o555
	}
	return 0o444
}

package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/alecthomas/kong"
)

// maxFileValue is the most that is read of a file that holds a setting, in bytes.
const maxFileValue = 64 << 10

// environment finds the value of a flag that was not given: in its variable, or in
// the file that the variable with _FILE after it names. What is wrong is kept with
// the other mistakes, so that parsing goes on and all of them are told at once.
func (p *program) environment() kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		name := flag.Tag.Get("var")
		if name == "" {
			return nil, nil
		}
		value, _ := p.lookup(name)
		file, _ := p.lookup(name + "_FILE")
		switch {
		case value != "" && file != "":
			p.found.once(name, "is set twice, also through %s_FILE; keep one of them", name)
		case file != "":
			read, err := readValue(file)
			if err != nil {
				p.found.once(name+"_FILE", "must name a file that holds the value; %q cannot be read (%v)", file, reason(err))
				return nil, nil
			}
			value = read
		}
		if value == "" {
			return nil, nil // also an empty variable: compose files have them
		}
		return value, nil
	})
}

func readValue(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return "", errors.New("it is a folder")
	case info.Size() > maxFileValue:
		return "", errors.New("it is too large")
	}
	b, err := os.ReadFile(path)
	return strings.TrimRight(string(b), "\r\n"), err
}

// reason is an error of the file system without the path, which the sentence has already.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// once notes a mistake that may be met more than once.
func (m *mistakes) once(name, format string, args ...any) {
	for _, said := range m.list {
		if strings.HasPrefix(said, name+": ") {
			return
		}
	}
	m.add(name, format, args...)
}

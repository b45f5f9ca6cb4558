package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"pabellon/store"
)

// version is that of the next release; CHANGELOG.md tells what is in it.
const version = "0.1.0"

type versionCommand struct{}

func (*versionCommand) Example() string { return "pabellon version" }

// Run prints what somebody needs to report a fault.
func (*versionCommand) Run(p *program) error {
	_, err := fmt.Fprintf(p.out, "pabellon %s\ncommit   %s\ngo       %s %s/%s\nschema   %d\n",
		version, commit(), runtime.Version(), runtime.GOOS, runtime.GOARCH, store.Schema())
	return err
}

// commit is what the program was built from, as far as the build knows.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	revision := settings["vcs.revision"]
	if revision == "" {
		return "unknown"
	}
	if settings["vcs.modified"] == "true" {
		revision += " (with changes)"
	}
	return revision
}

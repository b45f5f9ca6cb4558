package slack

import (
	"maps"
	"slices"
)

// CallsWithScopes are the calls of the library that the table knows.
func CallsWithScopes() []string { return slices.Collect(maps.Keys(scopes)) }

//go:build race

package knowledge

// racing tells that the race detector runs, which makes searches ten times slower.
const racing = true

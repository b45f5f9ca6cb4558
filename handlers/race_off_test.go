//go:build !race

package handlers

// racing tells that the race detector runs, which makes searches ten times slower.
const racing = false

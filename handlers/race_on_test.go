//go:build race

package handlers

// racing tells that the race detector runs, which makes a visit ten times slower.
const racing = true

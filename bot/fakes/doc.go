// Package fakes is what the platforms' fakes have in common (telegramtest, slacktest):
// waiting for something to happen, faults by script, limits, and the contracts and clients
// of other people that the tests hold them to.
package fakes

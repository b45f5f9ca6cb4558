// Package handlers is what Pabellón says: it reads what people write and decides
// what to answer.
//
// It has two halves, both pure. [Clerk.Understand] turns a turn into commands, by
// rules: it knows the fields of the form (form.yaml), the ways in which people
// say things, and the knowledge. [Clerk.Handle] turns commands into an outcome,
// one file a subject: answers.go, consent.go, fields.go, review.go, staff.go and
// so on. Neither waits for anything, and neither can fail.
//
// Every word that a person reads stands in words.es.yaml and words.en.yaml; every
// question of the application in form.yaml. To see what the bot does, read
// testdata: the conversations there are the specification.
package handlers

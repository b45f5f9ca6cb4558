package knowledge

// How vectors and words are put together. There was no embedding model at hand, so none of
// this was measured with one. It was chosen on the sets of questions with stand-ins
// (go test -run TestVectorsHelp -v prints the table): one that knows no more than letters, which must
// do no harm; one that names the right article in 70, 85 or 95 of 100 cases and a wrong
// one in the others, which must help; and servers that are out of order, which must cost
// next to nothing. Whoever has a model should choose anew: the command can judge what
// SearchMeaning finds with [Library.Judge].
const (
	// What is left of a score to 1 shrinks by this share for an article that is as near as
	// can be. Over all sets hit@1 is .908 by words alone; a model that is right in 70, 85
	// and 95 of 100 cases makes of it .945, .952 and .958 with .3; .949, .960 and .966 with
	// .4; .946, .963 and .976 with .5; .911, .949 and .981 with .7. A server that is stuck at
	// an article makes .902, .883, .850 and .682 of it.
	meaningShare = 0.4
	// An article that the words alone score below this is never answered because of its
	// vector, but offered. A real model knows articles that share no word with a question;
	// but a server that is stuck "knows" one for every message: without this limit .707 of
	// what must not be answered is not, and with it .867 (.910 by words alone).
	leastWords = 0.15
	// How many articles that have no word of the question may be among the hits.
	meaningDepth = 8
)

// How bearings are learnt (meaning_learn.go).
const (
	askedLines  = 256  // questions of articles that are asked
	askedGaps   = 128  // gaps that are
	leastAsked  = 30   // with fewer questions nothing can be learnt, and words stand alone
	leastFound  = 0.2  // of the questions: vectors that find fewer are not used; random ones find one in a hundred
	mostFound   = 0.7  // of the questions: vectors that find more are trusted fully; letters find .64
	farQuantile = 0.5  // of what the nearest wrong article reaches: from here on being near counts
	topQuantile = 0.9  // of what right articles reach: from here on it counts fully
	sureOfWrong = 0.98 // of the wrong ones stand no better than what is answered because of its vector
	sureOfRight = 0.5  // and of the right ones: where there are hardly any wrong ones to learn from
)

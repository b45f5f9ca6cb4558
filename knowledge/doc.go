// Package knowledge holds the articles that answers come from, and finds the
// right one for a question.
//
// An article is a Markdown file with a few lines of front matter: one question
// and its answer in one language. A folder of them becomes answers in four steps:
//
//	*.md → parse → render to chat marks, split in Short and Rest → index → Search
//
// [Load] reads a folder once, from any [io/fs.FS]; [Embedded] is the one inside
// the program. The [Library] it makes never changes: to see a changed folder,
// load another and put it in the place of the first. A file that cannot be read
// becomes a [Problem] with its line, never a failure of the whole.
//
// For the articles inside the program it takes what was prepared of them when they were
// written: prepared.bin, which a test keeps fresh.
//
// [Library.Search] needs no model. It compares the words of a question with each
// whole article (BM25), the letters of these words too, and the question with each
// title and example question on its own. A word that no article has may be an edit
// away, sound the same, or be of the other language. The sum is divided by what that
// question could have reached at most, so that one threshold holds for all questions.
// The [Outcome] has three values and not two: answer, ask "do you mean …?", or say
// that we do not know. [Library.SearchAbout] is for a question that leans on the one
// before it.
//
// Long messages are compared clause by clause too (clauses.go). Questions that no
// article answers stand in gaps.yaml, and what is near one of them must be the nearer to
// an article to be answered (gaps.go). asked.yaml adds to the articles' own questions.
//
// [Library.SearchMeaning] goes by meaning too, for who has an embedding model:
//
//	Library.Texts → a model, elsewhere → NewMeaning → SearchMeaning with the question's vector
//
// The ranking by words stays, and vectors lift in it what is near. What a cosine is worth
// each [Meaning] learns from the articles' own questions and from the gaps, so vectors that
// say nothing (of a server that is out of order) change nothing. Words decide whether to
// answer, unless the vectors leave no doubt and no gap is near. Without vectors the result
// is that of words alone.
//
// From which score on it answers is learnt from a question set ([Library.Learn]),
// kept in thresholds.yaml beside the articles, and measured on another set
// ([Library.Evaluate]). Some questions are asked back whatever their score: vague ones,
// and those whose shape shows that an article near them is not what they want
// (caution.go).
//
// Nothing is said as an answer that its article does not say: [Unsupported] finds the
// figures, dates and names of a text that its passages lack, whoever wrote the text.
// [Figures] reads numbers, money, units and dates, in digits or words, in both languages.
//
// costs.yaml holds the rates of the calculator ([Costs]). Each stands in an article; one
// that its article does not say any more is not used.
//
// [Library.Check] is the lint that an admin reads before publishing.
//
// The package imports nothing of ours and touches neither network, nor disk, nor
// clock.
package knowledge

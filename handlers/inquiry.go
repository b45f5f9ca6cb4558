package handlers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// maxInquiry is how much of a command's text is read, in characters.
const maxInquiry = 500

// inquiryVerbs are what the words of a command ask for, each with the phrase that lists them, the
// usual one first; articleVerbs are those after the word for articles.
var (
	inquiryVerbs = []inquiryVerb{{"find", bot.FindVerb}, {"waiting", bot.WaitingVerb}, {"summary", bot.SummaryVerb}, {"export", bot.ExportVerb}, {"help", bot.HelpVerb}, {"knowledge", ""}}
	articleVerbs = []inquiryVerb{{"find", bot.ArticlesVerb}, {"gaps", bot.GapsVerb}, {"stop", bot.StopVerb}, {"resume", bot.ResumeVerb}}
)

type inquiryVerb struct {
	phrase string
	means  bot.Verb
}

// Inquiry reads what a staff member wrote after the command. What cannot be read asks for
// help, with what it was.
func (k *Clerk) Inquiry(text string) bot.Inquiry {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if utf8.RuneCountInString(text) > maxInquiry {
		text = string([]rune(text)[:maxInquiry])
	}
	first, rest := cutWord(text)
	v, ok := k.verbOf(first, inquiryVerbs)
	if ok && v == "" {
		first, rest = cutWord(rest)
		v, ok = k.verbOf(first, articleVerbs)
	}
	switch {
	case !ok:
		return bot.Inquiry{Verb: bot.HelpVerb, Text: text}
	case v == bot.HelpVerb:
		return bot.Inquiry{Verb: v}
	case v == bot.StopVerb || v == bot.ResumeVerb:
		id, reason := cutWord(rest)
		return bot.Inquiry{Verb: v, Text: strings.ToLower(strings.TrimRight(strings.Trim(id, "`«»\"'"), "`«»\"'.,")), Reason: strings.Join(strings.Fields(reason), " ")}
	case v == bot.ExportVerb:
		return bot.Inquiry{Verb: v, Text: formatOf(rest)}
	}
	return bot.Inquiry{Verb: v, Text: rest}
}

// slipFrom is how long a word must be, in letters, for one of them to be wrong: "hola" is
// no slip of another word.
const slipFrom = 5

// verbOf is what a word asks for, as it is or within a slip; false when it is none.
func (k *Clerk) verbOf(word string, among []inquiryVerb) (best bot.Verb, ok bool) {
	typed := join(knowledge.Words(word))
	most := 0.0
	for _, v := range among {
		for _, name := range strings.Fields(k.words.say(staffLang, "verb."+v.phrase)) {
			sure := knowledge.Alike(typed, name)
			if sure > most && typed != "" && (sure == 1 || len(typed) >= slipFrom) {
				best, most = v.means, sure
			}
		}
	}
	return best, most > 0
}

// formatOf is the file that is asked for: csv unless another is named, and what was written
// when it is none that there is.
func formatOf(text string) string {
	word := join(knowledge.Words(text))
	switch {
	case word == "":
		return "csv"
	case word == "excel" || word == "xls" || word == "hoja":
		return "xlsx"
	}
	return word
}

// cutWord is the first word of a text, and the rest.
func cutWord(text string) (first, rest string) {
	text = strings.TrimSpace(text)
	if at := strings.IndexFunc(text, unicode.IsSpace); at >= 0 {
		return text[:at], strings.TrimSpace(text[at:])
	}
	return text, ""
}

package handlers

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// An answer may be put into the owner's words by a model. It is then bound, sentence by
// sentence, to the passages that it names; where one sentence does not hold, the article's
// own words are said.

//go:embed prompts/answer.txt
var answerRules string

// Limits of an answer in other words. PRODUCT.md §2 has 600 characters at first.
const (
	answerWithin  = 8 * time.Second
	answerLongest = 400 // tokens
	wordedLongest = 600 // characters
	wordedLeast   = 20  // characters: less answers nothing
	mostSentences = 6
	mostPassages  = 12
	// leastGrounded is the share of a sentence's content words that stand in its passages
	// or in the question. On the answers of testdata/worded.jsonl true sentences have more,
	// and those that were made up less.
	leastGrounded = 0.6
)

// Wording gives the prompt by which a model may put an answer into the owner's words; false
// when there is none among cmds that it may.
func (k *Clerk) Wording(c bot.Conversation, t bot.Turn, cmds []bot.Command) (bot.Prompt, bool) {
	if !proposable(c, t) {
		return bot.Prompt{}, false
	}
	i, ask := wordable(cmds)
	if i < 0 {
		return bot.Prompt{}, false
	}
	r := k.readerOf(c, t, cmds)
	passages := r.passagesOf(ask.Found.Passages[0])
	if len(passages) == 0 {
		return bot.Prompt{}, false
	}
	var data struct {
		Question string    `json:"question"`
		Language string    `json:"language"`
		Passages []excerpt `json:"passages"`
	}
	data.Question, data.Passages = (&veil{}).over(r, ask.Question), passages
	data.Language = map[string]string{"es": "Spanish of Mexico", "en": "English"}[ask.Found.Passages[0].Lang]
	b, _ := json.Marshal(data) // strings
	return bot.Prompt{Task: bot.Answering, Rules: strings.ReplaceAll(answerRules, "{longest}", strconv.Itoa(wordedLongest)), Data: string(b),
		Schema: answerSchema(passages), Longest: answerLongest, Within: answerWithin, Person: c.ID}, true
}

// wordable is the place of the only answer among commands; -1 when there is none, or more.
func wordable(cmds []bot.Command) (int, bot.Ask) {
	at, found := -1, bot.Ask{}
	for i, cmd := range cmds {
		if ask, ok := cmd.(bot.Ask); ok {
			if at >= 0 || ask.Found.Sure != bot.SureAnswer || len(ask.Found.Passages) == 0 {
				return -1, bot.Ask{}
			}
			at, found = i, ask
		}
	}
	return at, found
}

// excerpt is a paragraph of an article, as a model sees it.
type excerpt struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// passagesOf are the paragraphs of the article that answers, in the language that it is
// answered in; none when the person speaks the other, for what is translated cannot be
// compared.
func (r *reader) passagesOf(p bot.Passage) []excerpt {
	a, ok := r.lib.Article(p.Article, p.Lang)
	if !ok || a.Lang != r.lang || a.Version != p.Version {
		return nil
	}
	return paragraphsOf(a)
}

// paragraphsOf are those of an article, without marks.
func paragraphsOf(a knowledge.Article) []excerpt {
	var out []excerpt
	for text := range strings.SplitSeq(a.Short+"\n\n"+a.Rest, "\n\n") {
		if text = strings.TrimSpace(bot.Plain(text)); text != "" && len(out) < mostPassages {
			out = append(out, excerpt{fmt.Sprint("p", len(out)+1), text})
		}
	}
	return out
}

func answerSchema(passages []excerpt) json.RawMessage {
	var ids []string
	for _, p := range passages {
		ids = append(ids, p.ID)
	}
	sentence := object(map[string]any{"text": someText, "passages": map[string]any{"type": "array", "items": among(ids...)}})
	b, _ := json.Marshal(object(map[string]any{"sentences": map[string]any{"type": "array", "items": sentence}})) // maps of strings
	return b
}

// Worded gives the commands with the answer as a model put it, when each sentence of it
// holds; else as they were.
func (k *Clerk) Worded(c bot.Conversation, t bot.Turn, cmds []bot.Command, answer string) []bot.Command {
	i, ask := wordable(cmds)
	if i < 0 {
		return cmds
	}
	r := k.readerOf(c, t, cmds)
	words, ok := r.worded(ask, r.passagesOf(ask.Found.Passages[0]), answer)
	if !ok || slices.Equal(knowledge.Words(words), knowledge.Words(bot.Plain(ask.Found.Passages[0].Text))) {
		return cmds // the article's own are laid out better
	}
	out := slices.Clone(cmds)
	ask.Found.Words = words
	out[i] = ask
	return out
}

// worded is the text of an answer whose sentences all hold, with marks.
func (r *reader) worded(ask bot.Ask, passages []excerpt, answer string) (string, bool) {
	var said struct {
		Sentences []struct {
			Text     string
			Passages []string
		}
	}
	if json.Unmarshal([]byte(answer), &said) != nil || len(said.Sentences) == 0 || len(said.Sentences) > mostSentences {
		return "", false
	}
	var out []string
	for _, s := range said.Sentences {
		text := strings.TrimSpace(clean(s.Text))
		var cited []string
		for _, p := range passages {
			if slices.Contains(s.Passages, p.ID) {
				cited = append(cited, p.Text)
			}
		}
		if !r.holds(text, ask.Question, cited) {
			return "", false
		}
		out = append(out, bot.Escape(text))
	}
	words := strings.Join(out, " ")
	n := utf8.RuneCountInString(words)
	return words, n >= wordedLeast && n <= wordedLongest && strings.ContainsAny(words[len(words)-1:], ".!?)")
}

// holds is the evidence lock for what a model says: its figures, dates and names stand in
// the passages that it names, its words there or in the question, and it claims nothing
// about what is done.
func (r *reader) holds(text, question string, cited []string) bool {
	folded, _ := foldKeeping(text)
	switch {
	case text == "" || len(cited) == 0 || strings.ContainsAny(text, "\n"+veilOpen+veilClose+"<>*_`#|"):
		return false
	case leadsElsewhere(folded, cited):
		return false
	case deeds.MatchString(folded) && !slices.ContainsFunc(cited, func(p string) bool { f, _ := foldKeeping(p); return deeds.MatchString(f) }):
		return false
	case len(knowledge.Unsupported(text, cited)) > 0:
		return false
	}
	return knowledge.Grounded(text, r.lang, append(cited, question)...) >= leastGrounded
}

// leadsElsewhere tells a folded text with an address that what is known does not name:
// "Alibaba.com" is a name too.
func leadsElsewhere(folded string, known []string) bool {
	if emailFolded.MatchString(folded) || handle.MatchString(folded) {
		return true
	}
	named := ""
	for _, k := range known {
		f, _ := foldKeeping(k)
		named += f + "\n"
	}
	for _, address := range webFolded.FindAllString(folded, -1) {
		if strings.Contains(address, "/") || !strings.Contains(named, strings.TrimRight(address, ".")) {
			return true
		}
	}
	return false
}

// deeds is what somebody says that they have done, or will.
var deeds = newRule(`\b(?:(?:te|le|lo|la|los|ya|nos)\s+)+(?:h[ae]n?|hemos|registre|aprobe|aprobamos|envie|enviamos|mande|mandamos|acepte|borre|cancele|autorice|inscribi|guarde|avise|reservamos|prometo|prometemos|garantizo|garantizamos|aseguro|aseguramos|llamaremos|contactaremos|devolveremos|pagaremos)\b|\b(?:he|hemos|voy a|vamos a) \pL+|\b(?:prometo|prometemos|garantizo|garantizamos|tu solicitud (?:ya )?(?:fue|esta|quedo|ha sido)|(?:ya )?(?:estas|quedaste|fuiste|has sido) (?:aprobad|inscrit|registrad|aceptad)[oa])\b|\b(?:i|we)(?:'ve|'ll| have| will| am| are|'m|'re| approved| sent| registered| promise| guarantee)\b|\byour application (?:is|was|has been)\b|\byou (?:are|have been|were) (?:approved|accepted|registered)\b`)

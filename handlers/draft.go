package handlers

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"pabellon/bot"
	"pabellon/knowledge"
)

// What a draft begins with, at most, in characters; an article of more is split.
const (
	maxDraftTitle = 150
	maxDraftBody  = 3000 // that a channel lets people edit
	maxArticleID  = 60
)

// Draft makes an article of what somebody wrote, in Markdown. Asked is the question that it
// answers, or "". What may be personal is taken out, and the note says so; nothing of it
// is kept.
func (k *Clerk) Draft(text, asked string) bot.DraftArticle {
	body, removed := k.anonymous(strings.TrimSpace(text))
	title, more := k.anonymous(asked)
	notes := []string{k.words.say(staffLang, "desk.save.note")}
	if what := k.kindsOf(removed, more); what != "" {
		notes = append(notes, k.words.say(staffLang, "desk.save.removed", "what", what))
	}
	if utf8.RuneCountInString(body) > maxDraftBody {
		body = short(body, maxDraftBody)
		notes = append(notes, k.words.say(staffLang, "desk.save.cut"))
	}
	if title == "" {
		title = firstSentence(body)
	}
	d := bot.DraftArticle{Lang: tongueOf(body), Title: short(strings.Join(strings.Fields(title), " "), maxDraftTitle), Body: body, Note: strings.Join(notes, " ")}
	d.ID = slug(d.Title)
	if hits := k.Library().Search(d.Title, d.Lang, 1).Hits; len(hits) > 0 && hits[0].Score >= k.Library().Thresholds().Near {
		if a, ok := k.Library().Article(hits[0].ID, d.Lang); ok {
			d.Topics = slices.Clone(a.Topics)
		}
	}
	return d
}

// AskedOn is the question that a card tells of, which nobody could answer; "" when it tells
// of none.
func (k *Clerk) AskedOn(card bot.Message) string {
	head, _, _ := strings.Cut(bot.Plain(card.Text), "\n")
	_, asked, ok := strings.Cut(head, "«")
	if at := strings.LastIndex(asked, "»"); ok && at >= 0 {
		return asked[:at]
	}
	return ""
}

// tongueOf is the language of a text: Spanish unless its small words are English.
func tongueOf(text string) string {
	en, es := 0, 0
	for _, w := range knowledge.Words(text) {
		switch {
		case englishWords[w]:
			en++
		case spanishWords[w]:
			es++
		}
	}
	if en > es {
		return "en"
	}
	return "es"
}

// firstSentence is a question of a text if it has one, else the sentence that it begins with.
func firstSentence(text string) string {
	if at := strings.Index(text, "¿"); at >= 0 {
		if end := strings.IndexByte(text[at:], '?'); end >= 0 {
			return text[at : at+end+1]
		}
	}
	line, _, _ := strings.Cut(text, "\n")
	for _, end := range []string{"? ", ". ", "! "} {
		if before, _, ok := strings.Cut(line, end); ok {
			line = before + strings.TrimRight(end, " .!")
		}
	}
	return strings.TrimRight(strings.Trim(line, "#*->• "), ".")
}

// slug is an id made of the telling words of a title: "costo-membresia".
func slug(title string) string {
	var words []string
	length := 0
	for _, w := range knowledge.Words(title) {
		ascii := strings.Map(func(r rune) rune {
			if r < utf8.RuneSelf {
				return r
			}
			return -1
		}, w)
		small := spanishWords[w] || englishWords[w] || connecting[w] || particles[w]
		if length += len(ascii) + 1; ascii == "" || small || length > maxArticleID || len(words) == 6 {
			continue
		}
		words = append(words, ascii)
	}
	return strings.Join(words, "-")
}

// articleID is how an id is written (INTERFACE.md §5).
var articleID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// frontMatter is the head of an article's file, in this order.
type frontMatter struct {
	ID        string   `yaml:"id"`
	Lang      string   `yaml:"lang"`
	Title     string   `yaml:"title"`
	Questions []string `yaml:"questions,omitempty"`
	Topics    []string `yaml:"topics,omitempty,flow"`
	Owner     string   `yaml:"owner,omitempty"`
}

// The parts of a draft in which something may be wrong.
const (
	DraftTitle     = "title"
	DraftID        = "id"
	DraftQuestions = "questions"
	DraftTopics    = "topics"
	DraftBody      = "body"
)

// Article writes a draft as the file of an article, read by the same rules as all articles.
// What is wrong is told by the part of the draft that has it; then there is no file. The
// words beside the file say where it belongs.
func (k *Clerk) Article(d bot.DraftArticle) (file bot.Attachment, words string, wrong map[string]string) {
	if d.Lang != "en" {
		d.Lang = "es"
	}
	if wrong = k.draftFaults(d); len(wrong) > 0 {
		return bot.Attachment{}, "", wrong
	}
	head, err := yaml.Marshal(frontMatter{d.ID, d.Lang, d.Title, d.Questions, d.Topics, d.Owner})
	if err != nil {
		return bot.Attachment{}, "", map[string]string{DraftTitle: k.words.say(staffLang, "desk.save.wrong.title")}
	}
	content := fmt.Sprintf("---\n%s---\n%s\n", head, strings.TrimSpace(strings.ReplaceAll(d.Body, "\r\n", "\n")))
	name := d.ID + ".md"
	_, problems, ok := knowledge.ReadArticle(d.Lang+"/"+name, []byte(content))
	for _, p := range problems {
		if p.Severity == knowledge.Error || !ok {
			wrong = map[string]string{partAt(content, p.Line): p.Text}
		}
	}
	if len(wrong) > 0 {
		return bot.Attachment{}, "", wrong
	}
	return bot.Attachment{Name: name, Type: "text/markdown", Content: []byte(content)}, k.words.say(staffLang, "desk.save.file", "lang", d.Lang, "file", name), nil
}

// draftFaults are those that people make, in their words.
func (k *Clerk) draftFaults(d bot.DraftArticle) map[string]string {
	wrong := map[string]string{}
	say := func(part, key string) {
		if wrong[part] == "" {
			wrong[part] = k.words.say(staffLang, key)
		}
	}
	if len(knowledge.Words(d.Title)) == 0 {
		say(DraftTitle, "desk.save.wrong.title")
	}
	if !articleID.MatchString(d.ID) || len(d.ID) > maxArticleID {
		say(DraftID, "desk.save.wrong.id")
	}
	if slices.ContainsFunc(k.Library().Articles(), func(a knowledge.Article) bool { return a.ID == d.ID && a.Lang == d.Lang }) {
		say(DraftID, "desk.save.wrong.taken")
	}
	if len(knowledge.Words(d.Body)) == 0 {
		say(DraftBody, "desk.save.wrong.body")
	}
	for part, text := range map[string]string{DraftTitle: d.Title, DraftQuestions: strings.Join(d.Questions, "\n"), DraftBody: d.Body} {
		if k.marked(text) {
			say(part, "desk.save.wrong.marks")
		}
	}
	return wrong
}

// partAt is the part of a draft that stands on a line of its file.
func partAt(content string, line int) string {
	part := DraftTitle
	for i, text := range strings.Split(content, "\n") {
		if i > 0 && text == "---" {
			return DraftBody
		}
		for _, p := range []string{DraftID, DraftTitle, DraftQuestions, DraftTopics} {
			if strings.HasPrefix(text, p+":") {
				part = p
			}
		}
		if i+1 >= line {
			break
		}
	}
	return part
}

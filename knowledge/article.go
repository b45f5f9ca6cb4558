package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
)

// The languages an article can be written in.
const (
	spanish = "es"
	english = "en"
)

// ShortLimit is the most that is said first, in runes of plain text: what fits
// on a phone without scrolling (PRODUCT.md §2). Marks do not count.
const ShortLimit = 600

// Source is a page that an article rests on.
type Source struct {
	Title string `json:"title" yaml:"title"`       // publisher and date, as people read it
	URL   string `json:"url,omitempty" yaml:"url"` // http or https; "" when the page has no address fit to show
}

// Article is one question and its answer in one language. The same ID in both
// languages is one article. Its slices belong to the [Library]: read only.
type Article struct {
	ID        string   // lower case with dashes, such as "costo-membresia"
	Lang      string   // "es" or "en"
	Title     string   // the question that it answers
	Questions []string // other ways in which people ask it
	Topics    []string // groups for lists, such as "costos"
	Facts     []string // ids in the dossier that it rests on, such as "F-COST-01"
	Sources   []Source // shown under the answer
	Reviewed  string   // YYYY-MM-DD, or "" when nobody said
	ReviewBy  string   // YYYY-MM-DD, or "" when nobody said
	Settled   []string // ids of articles whose figures look different from these and are meant to (agrees, differs)
	Owner     string   // who keeps it right: a Slack user id, or ""
	Body      string   // the answer in Markdown, as written
	Short     string   // what is said first: the leading blocks, at most ShortLimit runes of plain text, in chat marks
	Rest      string   // what "Ver más" adds, in chat marks; "" when Short says it all
	File      string   // path in the folder, with slashes
	Version   string   // first 12 hex digits of the SHA-256 of the file
}

// version is the first 12 hex digits (48 bits) of the SHA-256 of data: enough to
// tell the versions of one article apart, short enough for a log line.
func version(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}

// other is the language that is not lang.
func other(lang string) string {
	if lang == english {
		return spanish
	}
	return english
}

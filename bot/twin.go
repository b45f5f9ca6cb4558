package bot

import "strings"

// Twin is another application of the same business, in another conversation.
type Twin struct {
	Folio   string `json:"folio"`
	Channel string `json:"channel"`
	Status  Status `json:"status"`
	Same    string `json:"same"` // what is the same: SameRFC or SameReach
}

// What two applications of one business have in common.
const (
	SameRFC   = "rfc"
	SameReach = "reach" // phone and e-mail
)

// ShowTwins writes them down for a Compared event; ShownTwins reads them.
func ShowTwins(twins []Twin) string {
	var lines []string
	for _, t := range twins {
		lines = append(lines, strings.Join([]string{t.Folio, t.Channel, string(t.Status), t.Same}, " "))
	}
	return strings.Join(lines, "\n")
}

// ShownTwins are the twins of a Compared event's text.
func ShownTwins(text string) []Twin {
	var out []Twin
	for line := range strings.Lines(text) {
		if w := strings.Fields(line); len(w) == 4 {
			out = append(out, Twin{Folio: w[0], Channel: w[1], Status: Status(w[2]), Same: w[3]})
		}
	}
	return out
}

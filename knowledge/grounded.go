package knowledge

import "slices"

// Grounded is the share, from 0 to 1, of the words of a text that say what it is about and
// stand in any of the others, whatever their ending; 1 for a text without such words. All
// are in lang ("es" or "en"). Figures and names are the matter of [Unsupported].
func Grounded(text, lang string, in ...string) float64 {
	words := contentStems(text, lang)
	if len(words) == 0 {
		return 1
	}
	var known []string
	for _, t := range in {
		known = append(known, contentStems(t, lang)...)
	}
	n := 0
	for _, w := range words {
		if slices.Contains(known, w) {
			n++
		}
	}
	return float64(n) / float64(len(words))
}

package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

// missing adds what no passage supports of a row of capitalised words.
func (l *Lock) missing(out []Claim, r *reading, n run) []Claim {
	if !r.counts(n) || l.says(r, n) {
		return out
	}
	for i := n.from; i < n.to; i++ {
		if r.loose(i) {
			return l.apart(out, r, n, i)
		}
	}
	if first := &r.tokens[n.from]; first.is(fresh) && first.shape&(shout|mixed) == 0 && n.to > n.from+1 {
		rest := run{r.capitalFrom(n.from+1, n.to), n.to}
		if rest.from < rest.to && l.names[r.phrase(rest)] {
			return out
		}
	}
	if !isOffice(r.tokens[n.from].fold) {
		for i := n.from; i < n.to; i++ {
			if r.binder(i) {
				return l.apart(out, r, n, i)
			}
		}
	}
	if l.row(r, n) {
		return out
	}
	return append(out, Claim{ClaimName, r.slice(n.from, n.to), int(r.tokens[n.from].at)})
}

// apart looks at what stands before and after token i on its own.
func (l *Lock) apart(out []Claim, r *reading, n run, i int) []Claim {
	left, right := run{n.from, i}, run{r.capitalFrom(i, n.to), n.to}
	for left.to > left.from && !r.capital(left.to-1) {
		left.to--
	}
	return l.missing(l.missing(out, r, left), r, right)
}

// capitalFrom is the first capitalised word from token i up to to, or to.
func (r *reading) capitalFrom(i, to int) int {
	for i < to && !r.capital(i) {
		i++
	}
	return i
}

// says tells whether the words of a run stand together in a passage, or others
// that mean the same.
func (l *Lock) says(r *reading, n run) bool {
	phrase := r.phrase(n)
	if l.hasWords(phrase) {
		ok := true
		for i := n.from; i < n.to; i++ {
			if t := &r.tokens[i]; t.is(shout) && len(t.fold) <= 4 && !l.hasKey(t.fold) {
				ok = false
			}
		}
		if ok {
			return true
		}
	}
	return slices.ContainsFunc(sameNames(phrase), func(other string) bool {
		if len(other) <= 4 {
			return l.keys[other]
		}
		return l.hasWords(other)
	})
}

// row tells whether a run is a row of names that the passages have, each whole:
// "Alibaba Trade Assurance" where they write "Trade Assurance, de Alibaba".
func (l *Lock) row(r *reading, n run) bool {
	var reached [maxRun + 1]bool // the tokens before which a row of whole names ends
	reached[0] = true
	for to := n.from + 1; to <= n.to; to++ {
		for from := n.from; from < to && !reached[to-n.from]; from++ {
			reached[to-n.from] = reached[from-n.from] && l.names[r.phrase(run{from, to})]
		}
	}
	return reached[n.to-n.from]
}

// keep takes in a code, and the shorter names of it: NOM-006 of NOM-006-SCFI-2012.
func (l *Lock) keep(key string) {
	l.keys[key] = true
	l.keys[strings.ReplaceAll(key, "-", "")] = true
	for i := range len(key) {
		if key[i] == '-' && strings.ContainsAny(key[:i], "0123456789") && i >= 5 {
			l.keys[key[:i]] = true
		}
	}
}

// hasKey tells whether a passage has a code.
func (l *Lock) hasKey(key string) bool {
	return l.keys[key] || l.keys[strings.ReplaceAll(key, "-", "")]
}

// hasWords tells whether words stand together in a passage.
func (l *Lock) hasWords(phrase string) bool {
	for rest := l.words; phrase != ""; {
		i := strings.Index(rest, phrase)
		if i < 0 {
			return false
		}
		if end := i + len(phrase); i > 0 && rest[i-1] == ' ' && (end == len(rest) || rest[end] == ' ') {
			return true
		}
		rest = rest[i+1:]
	}
	return false
}

// sortClaims puts claims in the order of the text.
func sortClaims(list []Claim) {
	slices.SortStableFunc(list, func(a, b Claim) int { return cmp.Compare(a.At, b.At) })
}

// sameNames are the ways to write a folded name that Spanish and English have, or
// its acronym; none for most names.
func sameNames(phrase string) []string {
	for _, group := range [...][]string{
		{"eeuu", "ee uu", "eua", "usa", "us", "united states", "estados unidos", "the united states", "united states of america"},
		{"ue", "eu", "union europea", "european union"},
		{"reino unido", "united kingdom", "uk"},
		{"secretaria de economia", "economy ministry", "ministry of economy", "secretariat of economy"},
		{"rotterdam", "roterdam"}, {"shanghai", "changhai"}, {"beijing", "pekin"}, {"ciudad de mexico", "mexico city", "cdmx"},
		{"latin america", "america latina", "latinoamerica"}, {"estado de mexico", "state of mexico"},
		{"europa", "europe"}, {"alemania", "germany"}, {"japon", "japan"}, {"espana", "spain"}, {"francia", "france"},
		{"corea", "korea"}, {"brasil", "brazil"}, {"italia", "italy"}, {"paises bajos", "netherlands"}, {"singapur", "singapore"},
		{"omc", "wto"}, {"tlc", "fta"}, {"tmec", "t mec", "usmca"}, {"nmf", "mfn"}, {"iva", "vat"}, {"pyme", "pymes", "sme", "smes", "smb", "smbs"},
		{"mipyme", "mipymes", "msme", "msmes"}, {"ompi", "wipo"}, {"onu", "un"}, {"oms", "who"}, {"ia", "ai"},
	} {
		if slices.Contains(group, phrase) {
			return group
		}
	}
	return nil
}

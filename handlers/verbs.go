package handlers

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed verbs.txt
var verbList string

// verb is how the forms of a stem end.
type verb struct {
	endings []string
	noun    bool // the shortest forms are nouns as well
}

// The endings of the three conjugations, folded; infinitives, gerunds and commands may
// have pronouns behind them.
var (
	endsAr   = strings.Fields("as amos an aste aron aba abas abamos aban ara aras aran aramos aria arian emos en es ar ando arme arse arle arnos arlo arla andome andose andole andolo ame ale alo ala ales eme ele elo ela enme enle")
	endsEr   = strings.Fields("es emos en iste io imos ieron ia ias iamos ian era eran eria erian eron amos an as er iendo yendo erme erse erle ernos erlo erla iendome iendose iendole eme ele elo ela ame ale alo ala anme anle yo yeron")
	endsIr   = strings.Fields("es imos en iste io ieron ia ias iamos ian ira iran iria irian eron amos an as ir iendo yendo irme irse irle irnos irlo irla iendome iendose iendole eme ele elo ela ame ale alo ala anme anle yo yeron")
	endsNoun = strings.Fields("o a e i") // "paso", "cena", "entre": first and third persons, unless they are nouns
)

// verbs are those of the file, by their stems.
var verbs = func() map[string]verb {
	set := map[string]verb{}
	for line := range strings.Lines(verbList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, entry := range strings.Fields(line) {
			entry, noun := strings.CutSuffix(entry, "~")
			infinitive, others, _ := strings.Cut(entry, "=")
			endings := map[string][]string{"ar": endsAr, "er": endsEr, "ir": endsIr}[infinitive[len(infinitive)-2:]]
			for _, stem := range append(strings.Split(others, ","), infinitive[:len(infinitive)-2]) {
				if stem == "" {
					continue
				}
				set[stem] = verb{endings, noun}
				for plain, soft := range map[string]string{"c": "qu", "g": "gu", "z": "c"} {
					if cut, ok := strings.CutSuffix(stem, plain); ok && infinitive[len(infinitive)-2:] == "ar" {
						set[cut+soft] = verb{strings.Fields("e emos en es eme ele elo ela enme enle"), noun}
					}
				}
			}
		}
	}
	return set
}()

// isVerb tells a form of a verb of daily talk; maybe, that it may be a noun as well.
func isVerb(word string) (is, maybe bool) {
	if word == "bebe" || word == "viva" {
		return false, false // a baby, and what names have: "Hoja Viva"
	}
	for n := len(word) - 1; n >= 2; n-- {
		v, known := verbs[word[:n]]
		switch {
		case known && len(word) > n+1 && word[n:] != "as" && word[n:] != "es" && slices.Contains(v.endings, word[n:]):
			return true, true
		case known && !v.noun && (slices.Contains(v.endings, word[n:]) || slices.Contains(endsNoun, word[n:])):
			maybe = true
		}
	}
	return false, maybe
}

// hasVerb tells that a text is a sentence of talk: a verb stands in it that is none of making
// and selling.
func hasVerb(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		is, _ := isVerb(w)
		return is || linking[w]
	})
}

// mayHaveVerb tells that a verb may stand in a text.
func mayHaveVerb(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		_, maybe := isVerb(w)
		return maybe || linking[w]
	})
}

// linking are forms of the verbs that are too short or too odd for a rule.
var linking = wordSet("appreciate dame deme denme dando dandole dar sabra sabras sabran sabremos tendre tendras tendra podre podras podra podran hare haras hara dire diras dira vendre vendras vendra es son esta estan estamos estoy soy somos era eran fue fueron fui ser estar estaba estaban estabamos estuve estuvo estuvimos ta toy toi stoy tamos stamos taba staba stabamos stan va van voy vamos iba iban ir vaya hay habia hubo ha he han hemos haya tengo tiene tienen tenemos tenia tuve tuvo tuvimos tener puedo puede pueden podemos podia pude pudo poder quiero quiere quieren queremos quise quisiera hizo hice haz digo dice dicen dijo dije dijeron diga dime se vi vio veo ve ven ves viendo doy di dio dan ande anda ando andan andaba andamos sea sean vine vino viene vienen vengo ven traje trajo cabe cupo " +
	"is are am was were be been being has have had do does did don't can could will would should shall may might must i'm it's that's you're we're they're i've i'll let let's gotta gonna got get go going went wait hold see know think guess hope love like want need say said tell told ask asked look looks sounds seems makes feels come came back give gave take took thank thanks sorry")

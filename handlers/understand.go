package handlers

import (
	"maps"
	"strings"
	"unicode/utf8"

	"pabellon/bot"
	"pabellon/knowledge"
)

// Understand reads a turn into commands, by rules. The version is that of the
// knowledge that was read.
func (k *Clerk) Understand(c bot.Conversation, t bot.Turn) ([]bot.Command, string) {
	r := &reader{Clerk: k, c: c, t: t, lib: k.Library(), lang: c.Lang}
	if r.lang == "" {
		r.lang = "es"
	}
	field := r.lookBack()
	cmds := named(r.fitted(r.read()), field)
	if changed := r.news(); len(changed) > 0 {
		cmds = append([]bot.Command{bot.News{Changed: changed}}, cmds...)
	}
	if t.Public {
		cmds = append([]bot.Command{bot.Aloud{}}, cmds...)
	}
	return cmds, r.lib.Version()
}

// reader is one call of Understand.
type reader struct {
	*Clerk
	c    bot.Conversation
	t    bot.Turn
	lib  *knowledge.Library
	lang string
}

func (r *reader) read() []bot.Command {
	t := r.t
	switch {
	case t.Actor.Kind == bot.Clock:
		return r.due()
	case t.Other == bot.Blocked || t.Other == bot.Unblocked:
		return []bot.Command{bot.Reach{Lost: t.Other == bot.Blocked}}
	case t.About != nil && t.About.React != "":
		return r.reacted()
	case t.Actor.Kind == bot.Staff:
		return []bot.Command{r.staff()}
	case t.Button != "":
		return []bot.Command{r.button()}
	case r.wroteAgain():
		return []bot.Command{bot.Again{}}
	case t.Contact != nil:
		return []bot.Command{r.contact()}
	case t.Cut:
		return []bot.Command{bot.TooLong{}}
	}
	sent, wordless := r.sent()
	if give, ok := sent.(bot.Give); ok {
		if give.Heard != "" {
			return append([]bot.Command{give}, r.byVoice(give.Heard)...)
		}
		if t.Forwarded || t.Album != "" {
			return []bot.Command{give}
		}
		return r.withCaption(give, beginning(clean(t.Text)))
	}
	if wordless && r.c.Speaker != bot.PersonSpeaks && r.c.App.Status.Sent() && t.Voice != nil {
		return []bot.Command{bot.Sent{What: "told", Name: short(strings.TrimSpace(r.whatCame()+" "+clean(t.Text)), 200)}}
	}
	switch {
	case !wordless:
		return r.forThem(r.text(beginning(clean(t.Text))))
	case strings.TrimSpace(t.Text) == "":
		return []bot.Command{sent}
	}
	return dropEcho(append([]bot.Command{sent}, r.text(beginning(clean(t.Text)))...))
}

// hinted is the language of the phone, when the first that is heard is a command: it says
// nothing of its own.
func (r *reader) hinted() []bot.Command {
	if r.c.Lang != "" || r.c.Greeted || r.t.Lang != "en" {
		return nil
	}
	r.lang = "en"
	return []bot.Command{bot.SetLanguage{Lang: "en", Quiet: true}}
}

// due reads what the clock brings. What was written to an album is read with it.
func (r *reader) due() []bot.Command {
	out := []bot.Command{bot.Remind{Key: r.t.Due}}
	if text := r.c.Album.Text; r.t.Due == albumKey && text != "" {
		give := r.withCaption(bot.Give{}, text)
		out = append(out, give[1:]...)
	}
	return out
}

// readAtMost is how much of a message is read, in characters: what people type in
// a chat, and a good deal more.
const readAtMost = 1500

func beginning(s string) string {
	if len(s) <= readAtMost {
		return s
	}
	for i := range s {
		if i >= readAtMost {
			return s[:i]
		}
	}
	return s
}

// text reads what somebody wrote.
func (r *reader) text(text string) []bot.Command {
	folded := heard(text)
	switch {
	case text == "":
		return []bot.Command{bot.Unclear{Why: "empty"}}
	case strings.HasPrefix(text, "/"):
		return append(r.hinted(), r.slash(text)...)
	case typedPayload.MatchString(text):
		return []bot.Command{bot.Unclear{Why: "button"}}
	case r.c.Speaker == bot.PersonSpeaks:
		return r.toPerson(text, folded)
	case folded == "":
		return []bot.Command{r.wordless(text)}
	case r.t.Forwarded:
		return r.forwarded(text)
	}
	var out []bot.Command
	if lang := r.language(folded); lang != "" {
		out = append(out, bot.SetLanguage{Lang: lang, Quiet: true})
		r.lang = lang
	}
	if r.t.Edit != "" {
		if cmds := r.edited(text); len(cmds) > 0 {
			return append(out, cmds...)
		}
	}
	if r.c.Estimate.Asking != "" && r.t.Edit == "" {
		if cmds := r.estimating(text, folded); cmds != nil {
			return append(out, cmds...)
		}
	}
	if cmd, ok := r.snoozed(folded); ok {
		return append(out, cmd)
	}
	if cmd, ok := r.meta(text, folded); ok {
		return append(out, cmd)
	}
	if cmd, ok := r.whole(folded); ok && !doubtful(cmd, text) {
		return append(out, cmd)
	}
	if cmd, ok := r.picked(folded); ok {
		return append(out, cmd)
	}
	if cmds := r.agreesPlainly(text, folded); cmds != nil {
		return append(out, cmds...)
	}
	if cmd, ok := r.reckonAsked(text, folded); ok {
		return append(out, cmd)
	}
	if r.wantsToApply(text, folded) {
		return append(out, r.withValues(bot.NewApplication{}, text)...)
	}
	if told := r.supposed(text, folded); told != nil && r.c.Asking == "" && r.c.Estimate.Asking == "" {
		return append(out, r.reckon(false, told))
	}
	return append(out, r.parts(text)...)
}

// typedPayload is what stands behind a button, typed: it presses none.
var typedPayload = newRule(`^1:[a-z]{2,12}!?(?: [\w!-]{1,20}){0,2}$`)

// doubtful tells a "¿sí?", which agrees to nothing.
func doubtful(cmd bot.Command, text string) bool {
	switch cmd.(type) {
	case bot.Yes, bot.No, bot.Submit, bot.Erase, bot.Revoke, bot.Cancel:
		return strings.Contains(text, "?")
	}
	return false
}

// edited reads a message that was changed after it was sent: what came from it is
// corrected, whatever is asked now.
func (r *reader) edited(text string) []bot.Command {
	if !r.takesAnswers() {
		return nil
	}
	var from []*Field
	for i := range r.form.Fields {
		if f := &r.form.Fields[i]; r.c.App.Answers[f.ID].From == r.t.Edit {
			from = append(from, f)
		}
	}
	if len(from) == 0 {
		return nil
	}
	before := *r
	before.c = r.c // as it was before that message
	before.c.App.Answers = maps.Clone(r.c.App.Answers)
	for _, f := range from {
		delete(before.c.App.Answers, f.ID)
	}
	found := before.extract(text)
	if len(from) == 1 && !found.has(from[0].ID) {
		found.values = nil
		found.add(from[0].ID, found.led(from[0], text), 0, len(found.folded))
	}
	return found.fills()
}

// toPerson is what an owner says while a person answers: passed on, but for the few
// words that are for the bot.
func (r *reader) toPerson(text, folded string) []bot.Command {
	cmd, ok := r.Clerk.cues.whole[folded]
	if !ok {
		cmd, ok = r.insideCue(folded)
	}
	if _, no := cmd.(bot.No); ok && !no && whilePersonSpeaks(cmd) {
		return []bot.Command{cmd}
	}
	if neverAgain.MatchString(folded) {
		return []bot.Command{bot.Snooze{Never: true, Quiet: true}, bot.Overheard{Text: text}}
	}
	return []bot.Command{bot.Overheard{Text: text}}
}

// wordless reads emoji: a thumb answers what was asked, the rest is a wave.
func (r *reader) wordless(text string) bot.Command {
	switch {
	case strings.ContainsAny(text, "👍✅👌🙌"):
		return bot.Yes{}
	case strings.ContainsAny(text, "👎❌"):
		return bot.No{}
	case strings.Trim(text, "?¿!¡. ") == "":
		return bot.Unclear{}
	}
	return bot.Sent{What: "sticker"}
}

func (r *reader) slash(text string) []bot.Command {
	word, rest, _ := strings.Cut(strings.TrimPrefix(text, "/"), " ")
	word, _, _ = strings.Cut(knowledge.Fold(word), "@")
	cmd, ok := r.Clerk.cues.slash[word]
	switch {
	case word == "start":
		return []bot.Command{bot.Start{Payload: short(rest, 64)}}
	case word == "idioma" || word == "language":
		return []bot.Command{r.languageAsked(knowledge.Fold(rest))}
	case !ok:
		return []bot.Command{bot.Help{}}
	case r.c.Speaker == bot.PersonSpeaks && !whilePersonSpeaks(cmd):
		return []bot.Command{bot.Human{}}
	}
	if _, ok := cmd.(bot.Reckon); ok {
		return []bot.Command{r.reckon(true, readOrder(rest, ""))}
	}
	return []bot.Command{cmd}
}

// whole reads messages that are nothing but a known phrase, in the light of what is asked.
func (r *reader) whole(folded string) (bot.Command, bool) {
	cmd, ok := r.Clerk.cues.whole[folded]
	if !ok {
		cmd, ok = r.Clerk.cues.whole[polite.Replace(folded)]
	}
	if !ok {
		return r.aboutFiles(folded)
	}
	field := r.form.Field(r.c.Asking)
	switch cmd.(type) {
	case bot.Yes, bot.No:
		if field != nil && r.c.Doubt == "" && r.c.Offer.Kind != paperOffer && field.Kind == "exports" && plainYesNo.MatchString(folded) {
			return bot.Fill{Field: field.ID, Value: folded}, true
		}
	case bot.Skip:
		if field == nil {
			return bot.No{}, true
		}
	case bot.AskStatus:
		if r.c.App.Status == bot.NoApplication && !statusWords.MatchString(folded) {
			return nil, false
		}
	case bot.Greet, bot.Thank:
	default:
		if field != nil && len(field.Choices) > 0 {
			if _, chosen := field.choice(folded); chosen {
				return nil, false
			}
		}
	}
	return cmd, true
}

// plainYesNo answers "¿Ya has exportado?", as "sale" or "va" does not.
var plainYesNo = newRule(`^(?:si|sip|simon|claro|no|nel|nop|nope|todavia no|aun no|para nada|yes|yep|yeah|never|nunca)\b`)

// statusWords ask for the status by name; "¿y ahora qué sigue?" does only once there
// is an application.
var statusWords = newRule(`\b(?:estado|estatus|status|solicitud|folio|como va|como voy)\b`)

var polite = strings.NewReplacer(" por favor", "", " porfa", "", " please", "", "por favor ", "", "ya ", "", "pues ", "", " pues", "", "oye ", "")

// tooShort tells a message that no question can be.
func tooShort(folded string) bool { return utf8.RuneCountInString(folded) < 4 }

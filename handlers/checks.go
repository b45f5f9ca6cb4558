package handlers

import (
	"strings"
	"unicode/utf8"

	"pabellon/bot"
)

// checks are the readiness of a candidate: a checklist with reasons and no number, what
// may change the decision first.
func (t *turn) checks() []bot.Check {
	if revoked := t.c.Consent.Revoked; !revoked.IsZero() {
		return []bot.Check{t.check("warn", "check.consent.revoked", "date", t.dateIn(staffLang, revoked), "version", t.c.Consent.Version)}
	}
	out := t.twinChecks()
	if line := t.promiseLine(bot.ForApplication); line != "" {
		out = append(out, bot.Check{State: "open", Text: line})
	}
	out = append(out, t.wroteChecks()...)
	out = append(out, t.fieldChecks()...)
	out = append(out, t.rfcChecks()...)
	out = append(out, t.reachChecks()...)
	return append(out, t.paperChecks()...)
}

func (t *turn) check(state, key string, pairs ...string) bot.Check {
	return bot.Check{State: state, Text: t.staffSay(key, pairs...)}
}

// fieldChecks tell what is answered and what is not.
func (t *turn) fieldChecks() []bot.Check {
	var missing, pending []string
	for _, f := range t.missing() {
		missing = append(missing, f.Label[staffLang])
	}
	for _, f := range t.pending() {
		pending = append(pending, f.Label[staffLang])
	}
	out := []bot.Check{t.check("ok", "check.fields")}
	if len(missing) > 0 {
		out[0] = t.check("warn", "check.missing", "list", strings.Join(missing, ", "))
	}
	if len(pending) > 0 {
		out = append(out, t.check("open", "check.pending", "list", strings.Join(pending, ", ")))
	}
	return out
}

// companyRFC is the length of a company's RFC; a person's has one more (F-ID-01).
const companyRFC = 12

// rfcChecks tell whether the RFC is sound, whose it is, and what that means for the papers.
func (t *turn) rfcChecks() []bot.Check {
	rfc := t.c.App.Answers["rfc"]
	if rfc.Value == "" {
		return nil
	}
	out := []bot.Check{t.check("ok", "check.rfc.ok")}
	if rfc.Note == "digit" {
		out[0] = t.check("warn", "check.rfc.warn")
	}
	if utf8.RuneCountInString(rfc.Value) == companyRFC {
		return append(out, t.check("open", "check.rfc.company"))
	}
	return append(out, t.check("open", "check.rfc.person"))
}

// freeMail are the providers at which anybody has an address.
var freeMail = wordSet("gmail.com googlemail.com hotmail.com hotmail.es hotmail.com.mx outlook.com outlook.es live.com live.com.mx msn.com yahoo.com yahoo.com.mx yahoo.es ymail.com icloud.com me.com aol.com prodigy.net.mx proton.me protonmail.com gmx.com zoho.com mail.com")

// reachChecks tell of the ways to reach the candidate, and where the business is.
func (t *turn) reachChecks() []bot.Check {
	var out []bot.Check
	if !t.c.Gone.IsZero() {
		out = append(out, t.check("warn", "check.unreachable", "date", t.dateIn(staffLang, t.c.Gone)))
	}
	if phone := t.c.App.Answers["phone"].Value; phone != "" && !strings.HasPrefix(phone, "+52") {
		out = append(out, t.check("open", "check.phone.foreign"))
	}
	if _, domain, ok := strings.Cut(t.c.App.Answers["email"].Value, "@"); ok {
		key := "check.email.own"
		if freeMail[domain] {
			key = "check.email.free"
		}
		out = append(out, t.check("ok", key, "domain", domain))
	}
	if state := t.c.App.Answers["state"].Value; state != "" {
		out = append(out, t.check("ok", "check.state", "state", state))
	}
	return out
}

// paperChecks tell of experience, documents and the consent.
func (t *turn) paperChecks() []bot.Check {
	var out []bot.Check
	if f := t.form.Field("exports"); f != nil && f.chosen(t.c.App.Answers["exports"].Value) == f.Choices[0].ID {
		out = append(out, t.check("open", "check.exports.never"))
	}
	switch {
	case len(t.c.App.Documents) > 0:
		out = append(out, t.documentsCheck())
	case t.form.Field("documents") != nil && t.c.App.Answers["documents"].Value == "":
		out = append(out, t.check("open", "check.documents"))
	}
	consent := t.c.Consent
	switch {
	case !consent.Given:
		out = append(out, t.check("warn", "check.consent.none"))
	case consent.Version != t.notices["es"] && consent.Version != t.notices["en"]:
		out = append(out, t.check("open", "check.consent.old", "date", t.dateIn(staffLang, consent.At), "version", consent.Version))
	default:
		out = append(out, t.check("ok", "check.consent", "date", t.dateIn(staffLang, consent.At), "version", consent.Version))
	}
	return out
}

package handlers

import (
	"strconv"
	"strings"

	"pabellon/bot"
)

// Payloads are "1:<what>" or "1:<what>:<argument>", at most bot.MaxPayload bytes of
// ASCII. The number is the version: what a button meant is kept for ever, so that
// one pressed a year later still acts sensibly; a new meaning gets a new word.
const payloadVersion = "1:"

func payload(what string, args ...string) string {
	return payloadVersion + strings.Join(append([]string{what}, args...), ":")
}

// decodeButton gives the command of a payload; false when it is not one of ours.
// More and Ask come without their passage: Understand reads it from the knowledge.
func decodeButton(data string) (bot.Command, bool) {
	rest, ok := strings.CutPrefix(data, payloadVersion)
	if !ok || len(data) > bot.MaxPayload {
		return nil, false
	}
	what, arg, _ := strings.Cut(rest, ":")
	if cmd, ok := plainButtons[what]; ok && arg == "" {
		return cmd, true
	}
	if arg == "" {
		return nil, false
	}
	return argumentButton(what, arg)
}

// plainButtons are the payloads without an argument.
var plainButtons = map[string]bot.Command{
	"apply": bot.NewApplication{}, "accept": bot.ConsentAnswer{Yes: true}, "refuse": bot.ConsentAnswer{},
	"notice": bot.Notice{}, "yes": bot.Yes{}, "no": bot.No{}, "review": bot.Review{}, "choose": bot.ChooseField{},
	"send": bot.Submit{}, "cancel": bot.Cancel{}, "cancel!": bot.Cancel{Sure: true}, "status": bot.AskStatus{},
	"help": bot.Help{}, "human": bot.Human{}, "back": bot.Resume{}, "privacy": bot.Privacy{}, "data": bot.MyData{},
	"erase": bot.Erase{}, "erase!": bot.Erase{Sure: true}, "revoke": bot.Revoke{}, "revoke!": bot.Revoke{Sure: true}, "team": bot.AskTeam{},
	"ask": bot.Unclear{Why: "ask"}, "noremind": bot.Snooze{Never: true},
}

func argumentButton(what, arg string) (bot.Command, bool) {
	switch what {
	case "more":
		return bot.More{Passage: bot.Passage{Article: arg}}, true
	case "art":
		return bot.Ask{Found: bot.Found{Passages: []bot.Passage{{Article: arg}}}}, true
	case "quote":
		return bot.AskTeam{Question: arg}, true // Understand puts the article's question there
	case "est":
		return estimateButton(arg), true
	case "up", "down":
		return bot.Vote{Article: arg, Up: what == "up"}, true
	case "edit":
		return bot.Reopen{Field: arg}, true
	case "skip":
		return bot.Skip{Field: arg}, true
	case "where", "why":
		return bot.Explain{Field: arg, About: what}, true
	case "pick":
		field, choice, ok := strings.Cut(arg, ":")
		return bot.Fill{Field: field, Value: choice, Named: true}, ok
	case paperOffer:
		if arg == "yes" {
			return bot.Yes{Of: paperOffer}, true
		}
		return bot.No{Of: paperOffer}, arg == "no"
	case "act":
		action, on, _ := strings.Cut(arg, ":")
		n, _ := strconv.Atoi(on) // most acts are on nothing
		return bot.Act{Action: action, On: n}, true
	}
	return nil, false
}

// button makes one; the label is a phrase of the language.
func (t *turn) button(label, what string, args ...string) bot.Button {
	return bot.Button{Label: t.say(label), Payload: payload(what, args...)}
}

// primary marks the button that most people will want.
func primary(b bot.Button) bot.Button {
	b.Style = "primary"
	return b
}

package handlers

import (
	"pabellon/bot"
	"pabellon/knowledge"
)

// estimateButton decodes the buttons about an order: "begin", "again" (forget what
// was told), or the key of a question that cannot be answered.
func estimateButton(arg string) bot.Command {
	told := map[string]string{}
	switch arg {
	case "begin":
	case "again":
		for _, key := range tellable() {
			told[key] = ""
		}
	default:
		told[arg] = notTold
	}
	return bot.Reckon{Begin: true, Told: told}
}

// rates reads what is known about costs, each figure with the source of the article
// that says it.
func (r *reader) rates() []bot.Rate {
	costs := r.lib.Costs()
	var out []bot.Rate
	for _, id := range knowledge.RateIDs() {
		rate, ok := costs.Rates[id]
		if !ok {
			continue
		}
		a, ok := r.lib.Article(rate.Article, r.lang)
		if !ok {
			continue // nobody could see where it comes from
		}
		sources := passage(a).Sources
		if len(sources) == 0 {
			continue
		}
		out = append(out, bot.Rate{ID: id, From: rate.From, To: rate.To, Unit: rate.Unit, Year: rate.Year, Source: sources[0]})
	}
	return out
}

// reckon is the wish to know whether it pays off, with what was told.
func (r *reader) reckon(begin bool, told map[string]string) bot.Reckon {
	product := told[toldProduct]
	if product == "" {
		product = r.c.Estimate.Told[toldProduct]
	}
	return bot.Reckon{Begin: begin, Told: told, Rates: r.rates(), Goods: r.lib.Costs().Dear(product)}
}

// quote names the article of a "Pedir cotización" by its question.
func (r *reader) quote(cmd bot.AskTeam) bot.Command {
	if cmd.Question == "" {
		return cmd
	}
	a, ok := r.lib.Article(cmd.Question, r.lang)
	if !ok {
		return bot.Unclear{Why: "button"}
	}
	cmd.Question = r.words.say(r.lang, "est.request", "order", a.Title)
	return cmd
}

package handlers

import (
	"strconv"
	"strings"
	"time"

	"pabellon/bot"
	"pabellon/knowledge"
)

// neverAgain is how people say that they want no reminders.
var neverAgain = newRule(`\b(?:no|nunca) (?:quiero que |hace falta que )?(?:me )?(?:lo |la )?(?:(?:vuelvas?|vuelvan) a (?:recordar|escribir|molestar|avisar|mandar|buscar)(?:me|melo)?|recuerd(?:es|e|en)|escrib(?:as|a|an)|molest(?:es|e|en)|avis(?:es|e|en)|busques?|busquen|contact(?:es|en)|(?:mandes?|manden|envies?|envien) (?:mas )?(?:mensajes?|recordatorios?|nada))\b` +
	`|\b(?:dejen?|deja|paren|para) de (?:recordar|escribir|molestar|avisar|mandar|enviar|buscar)\w*|\b(?:sin|no quiero|ya no|no) (?:mas )?recordatorios\b` +
	`|\b(?:do not|don te?|never|stop) (?:remind(?:ing)?|writ(?:e|ing)(?: to)?|messag(?:e|ing)|text(?:ing)?|contact(?:ing)?|bother(?:ing)?) (?:me|us)\b|\bno (?:more )?reminders\b`)

// remindMe asks for a reminder; when is read apart.
var remindMe = newRule(`\b(?:recuerda(?:me|melo|melos)|recuerde(?:me|nme|melo)|recordar(?:me|melo)|me (?:lo )?(?:recuerdas|recuerdan|recuerda|avisas|avisan|avisa|escribes|escriben|buscas|buscan)|avisa(?:me|nos)|avise(?:me|nme)|escribe(?:me|nme)|escriba(?:me|nme)|busca(?:me|nme)|acuerdame|remind me|remind us|write (?:to )?me|message me|text me|ping me|let me know)\b`)

// byName are those that ask for a reminder whenever it may be.
var byName = newRule(`\b(?:recuerd\w+|recordar\w*|acuerdame|remind)\b`)

// notOfTime is what somebody wants to hear of, and not at a time: "avísame cuando contesten".
var notOfTime = newRule(`\b(?:cuando|si|en cuanto|que|como|donde|cuanto|when|if|once|what|how)\b`)

// snoozed reads a wish about reminders: at another time, or never again. After a
// reminder a time alone is enough: "mejor el lunes".
func (r *reader) snoozed(folded string) (bot.Command, bool) {
	words := len(strings.Fields(folded))
	if words > 14 {
		return nil, false
	}
	if neverAgain.MatchString(folded) {
		return bot.Snooze{Never: true}, true
	}
	after := r.c.Offer.Kind == "continue"
	asked := remindMe.MatchString(folded)
	if !asked && !(after && words <= 6) || asked && notOfTime.MatchString(folded) {
		return nil, false
	}
	at, ok := r.timeSaid(folded)
	switch {
	case ok:
		return bot.Snooze{At: at}, true
	case asked && byName.MatchString(folded):
		return bot.Snooze{At: r.t.At.Add(firstReminder)}, true
	case after && notNow.MatchString(folded):
		return bot.Snooze{Never: true}, true
	}
	return nil, false
}

// notNow puts a reminder off without saying until when: it is a no.
var notNow = newRule(`^(?:ahorita |ahora |mejor |todavia |pues )*(?:luego|despues|mas tarde|otro dia|no(?: puedo| tengo tiempo| gracias| ahora| ahorita)?|later|not now|some other (?:day|time))$`)

// mostAhead is the farthest that a reminder can be asked for, in days.
const mostAhead = 90

var (
	inUnits   = newRule(`\b(?:en|dentro de|in|within) (?:unos |unas |about )?(\d{1,3}|\p{L}+) (horas?|dias?|semanas?|quincenas?|mes(?:es)?|hours?|days?|weeks?|months?)\b`)
	onWeekday = newRule(`\b(lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b`)
	onDate    = newRule(`\b(?:el|dia|on|on the|the) (\d{1,2})(?: de (\p{L}+)| (january|february|march|april|may|june|july|august|september|october|november|december)\b)?`)
	atHour    = newRule(`\b(?:a las?|como a las?|at) (\d{1,2})(?: (\d{2}))?(?: (am|pm|a m|p m))?\b`)
	unitHours = map[string]int{"hora": 1, "dia": 24, "semana": 7 * 24, "quincena": 15 * 24, "mes": 30 * 24, "hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24}
	// inDays are the days that have a name of their own, the longest first.
	inDays = []struct {
		re   *rule
		days int
	}{
		{newRule(`\b(?:pasado manana|day after tomorrow)\b`), 2},
		{newRule(`\b(?:(?:la )?(?:otra|proxima|siguiente) semana|la semana (?:que (?:viene|entra)|entrante|proxima)|next week)\b`), 7},
		{newRule(`\b(?:(?:el )?(?:otro|proximo|siguiente) mes|el mes (?:que (?:viene|entra)|entrante|proximo)|next month)\b`), 30},
		{newRule(`\b(?:hoy|al rato|mas al rato|today|tonight|this (?:afternoon|evening))\b`), 0},
		{newRule(`\b(?:manana|tomorrow)\b`), 1},
	}
)

// timeSaid reads when somebody wants to hear from us, by their day.
func (r *reader) timeSaid(folded string) (time.Time, bool) {
	now := r.t.At.In(r.Zone)
	if m := inUnits.FindStringSubmatch(folded); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			value, _ := knowledge.Numeral(m[1])
			n = int(min(value, mostAhead*24)) // as many as could matter of the smallest unit
		}
		if hours := unitHours[singular(m[2])]; n > 0 && hours > 0 {
			return atMost(now, now.Add(time.Duration(n*hours)*time.Hour)), true
		}
		return time.Time{}, false
	}
	day, ok := dayNamed(now, folded)
	if !ok {
		return time.Time{}, false
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), now.Hour(), now.Minute(), 0, 0, r.Zone)
	if hour, minute, ok := hourNamed(folded); ok {
		at = time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, r.Zone)
	}
	if !at.After(now) { // "hoy", with no hour or one that has passed
		at = now.Add(3 * time.Hour)
	}
	return atMost(now, at), true
}

func atMost(now, at time.Time) time.Time {
	if last := now.AddDate(0, 0, mostAhead); at.After(last) {
		return last
	}
	return at
}

func singular(unit string) string {
	if unit == "meses" {
		return "mes"
	}
	if unit == "mes" {
		return unit
	}
	return strings.TrimSuffix(unit, "s")
}

// dayNamed reads the day: "mañana", "el lunes", "el 30 de noviembre".
func dayNamed(now time.Time, folded string) (time.Time, bool) {
	if m := onWeekday.FindString(folded); m != "" {
		return now.AddDate(0, 0, (weekdayNamed(m)-int(now.Weekday())+6)%7+1), true
	}
	for _, d := range inDays {
		if d.re.MatchString(withoutMorning.ReplaceAllString(folded, " ")) {
			return now.AddDate(0, 0, d.days), true
		}
	}
	m := onDate.FindStringSubmatch(folded)
	if m == nil {
		return time.Time{}, false
	}
	d, _ := strconv.Atoi(m[1]) // the pattern has taken only figures
	for day := now.AddDate(0, 0, 1); day.Before(now.AddDate(1, 0, 1)); day = day.AddDate(0, 0, 1) {
		if day.Day() == d && (m[2]+m[3] == "" || monthNamed(m[2]+m[3]) == day.Month()) {
			return day, true
		}
	}
	return time.Time{}, false
}

// withoutMorning is "en la mañana", which is no tomorrow.
var withoutMorning = newRule(`\b(?:en|por|de) la manana\b`)

func weekdayNamed(word string) int {
	for lang := range weekdays {
		for i, name := range weekdays[lang] {
			if knowledge.Fold(name) == word {
				return i
			}
		}
	}
	return 0
}

func monthNamed(word string) time.Month {
	for lang := range longMonths {
		for i, name := range longMonths[lang] {
			if knowledge.Fold(name) == word {
				return time.Month(i + 1)
			}
		}
	}
	return 0
}

// hourNamed reads the hour: "a las 5", "en la tarde". One to seven are in the afternoon
// unless they say otherwise.
func hourNamed(folded string) (hour, minute int, ok bool) {
	morning := withoutMorning.MatchString(folded) || strings.Contains(folded, "temprano") || strings.Contains(folded, "morning")
	if m := atHour.FindStringSubmatch(folded); m != nil {
		hour, _ = strconv.Atoi(m[1])
		minute, _ = strconv.Atoi(m[2]) // "" is none
		if half := strings.ReplaceAll(m[3], " ", ""); hour < 12 && (half == "pm" || half == "" && hour < 8 && !morning) {
			hour += 12
		}
		return hour, minute, hour < 24 && minute < 60
	}
	switch {
	case morning:
		return dayBegins, 0, true
	case strings.Contains(folded, "tarde") || strings.Contains(folded, "afternoon"):
		return 16, 0, true
	case strings.Contains(folded, "noche") || strings.Contains(folded, "night") || strings.Contains(folded, "evening"):
		return dayEnds - 1, 0, true
	}
	return 0, 0, false
}

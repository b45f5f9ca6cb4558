package handlers

import (
	"fmt"
	"strconv"
	"time"
)

// daysUntil counts the midnights between two times.
func (k *Clerk) daysUntil(now, at time.Time) int {
	date := func(v time.Time) time.Time {
		y, m, d := v.In(k.Zone).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(date(at).Sub(date(now)) / (24 * time.Hour))
}

// namedAlone is for how many days a weekday is clear without its date: "el lunes".
const namedAlone = 3

// day names a day as one says it: "hoy", "mañana", "el lunes", "el miércoles 25 de noviembre".
func (t *turn) day(at time.Time) string {
	local, lang := at.In(t.Zone), t.lang()
	weekday := weekdays[lang][local.Weekday()]
	switch n := t.daysUntil(t.now, at); {
	case n == 0:
		return t.say("day.today")
	case n == 1:
		return t.say("day.tomorrow")
	case n > 1 && n <= namedAlone:
		return t.say("day.weekday", "weekday", weekday)
	}
	return t.say("day.date", "weekday", weekday, "day", strconv.Itoa(local.Day()), "month", longMonths[lang][local.Month()-1])
}

// when says by when something is answered: "hoy antes de las 18:00". A time that is no
// more to come is "en horario de oficina".
func (t *turn) when(by time.Time) string {
	if !by.After(t.now) {
		return t.say("when.none")
	}
	return t.say("when", "day", t.day(by), "hour", by.In(t.Zone).Format("15:04"))
}

// staffDate is a day as staff read it: "mié 25 nov".
func (t *turn) staffDate(at time.Time) string {
	at = at.In(t.Zone)
	weekday := []rune(weekdays[staffLang][at.Weekday()])[:3]
	return fmt.Sprintf("%s %d %s", string(weekday), at.Day(), months[staffLang][at.Month()-1])
}

func (t *turn) staffTime(at time.Time) string {
	return t.staffDate(at) + " " + at.In(t.Zone).Format("15:04")
}

// staffWhen is a promised time on a card, which may still be read on another day:
// "hoy 18:00 (mié 25 nov)".
func (t *turn) staffWhen(by time.Time) string {
	near := map[int]string{0: "day.today", 1: "day.tomorrow"}
	key, ok := near[t.daysUntil(t.now, by)]
	if !ok {
		return t.staffTime(by)
	}
	return t.staffSay(key) + " " + by.In(t.Zone).Format("15:04") + " (" + t.staffDate(by) + ")"
}

var weekdays = map[string][7]string{
	"es": {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
	"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

var longMonths = map[string][12]string{
	"es": {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

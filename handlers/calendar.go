package handlers

import (
	"fmt"
	"strconv"
	"time"
)

// Hours are those of business, in minutes from midnight: the same from Monday to
// Friday, and none on holidays.
type Hours struct{ Opens, Closes int }

// UsualHours are nine to six.
var UsualHours = Hours{9 * 60, 18 * 60}

var hoursLike = newRule(`^([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)$`)

// ReadHours reads hours as people write them: "09:00-18:00".
func ReadHours(s string) (Hours, error) {
	m := hoursLike.FindStringSubmatch(s)
	if m == nil {
		return Hours{}, fmt.Errorf("read the business hours %q: must look like 09:00-18:00", s)
	}
	h := Hours{minutes(m[1], m[2]), minutes(m[3], m[4])}
	if h.Opens >= h.Closes {
		return Hours{}, fmt.Errorf("read the business hours %q: the end must be after the beginning, on the same day", s)
	}
	return h, nil
}

func minutes(hour, minute string) int {
	h, _ := strconv.Atoi(hour) // the pattern has taken only figures
	m, _ := strconv.Atoi(minute)
	return 60*h + m
}

// calendar knows when people work: business hours in a zone, and its holidays.
type calendar struct {
	zone *time.Location
	Hours
}

// at is a time of a day in the zone, in minutes from midnight by the clock on the wall.
func (c calendar) at(day time.Time, minute int) time.Time {
	y, m, d := day.In(c.zone).Date()
	return time.Date(y, m, d, minute/60, minute%60, 0, 0, c.zone)
}

// worked tells whether people work on that day.
func (c calendar) worked(day time.Time) bool {
	day = day.In(c.zone)
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday && !holiday(day)
}

// next is the same time by the clock on the next day that is worked.
func (c calendar) next(day time.Time) time.Time {
	for day = day.In(c.zone).AddDate(0, 0, 1); !c.worked(day); {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// leastLeft is how much of a business day must be left to promise something for it.
const leastLeft = 2 * time.Hour

// soon is the end of this business day if enough of it is left, else of the next.
func (c calendar) soon(now time.Time) time.Time {
	closes, from := c.at(now, c.Closes), now
	if opens := c.at(now, c.Opens); from.Before(opens) {
		from = opens
	}
	if c.worked(now) && closes.Sub(from) >= leastLeft {
		return closes
	}
	return c.at(c.next(now), c.Closes)
}

// inDays is the end of the nth business day after this one.
func (c calendar) inDays(now time.Time, n int) time.Time {
	day := now
	for range n {
		day = c.next(day)
	}
	return c.at(day, c.Closes)
}

// opening is the first opening after a time.
func (c calendar) opening(after time.Time) time.Time {
	if opens := c.at(after, c.Opens); c.worked(after) && after.Before(opens) {
		return opens
	}
	return c.at(c.next(after), c.Opens)
}

// overtime is how long after closing something that was due by then may still be said.
const overtime = time.Hour

// open tells whether it is business time, or only just past it.
func (c calendar) open(now time.Time) bool {
	return c.worked(now) && !now.Before(c.at(now, c.Opens)) && now.Before(c.at(now, c.Closes).Add(overtime))
}

// holiday tells whether a day is one of compulsory rest: Ley Federal del Trabajo,
// article 74, with the reform of 2024 that moved the change of government to October.
// Election days, which it names too, are Sundays.
func holiday(day time.Time) bool {
	y, m, d := day.Date()
	nthMonday := func(n int) bool { return day.Weekday() == time.Monday && (d-1)/7 == n-1 }
	switch m {
	case time.January, time.May:
		return d == 1
	case time.February:
		return nthMonday(1)
	case time.March, time.November:
		return nthMonday(3)
	case time.September:
		return d == 16
	case time.October:
		return d == 1 && y >= 2024 && (y-2024)%6 == 0
	case time.December:
		return d == 25
	}
	return false
}

package handlers

import (
	"slices"
	"testing"
	"time"
)

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// Worked out by hand from a printed calendar, and not by the rule.
var restDays = map[int][]string{
	2026: {"2026-01-01", "2026-02-02", "2026-03-16", "2026-05-01", "2026-09-16", "2026-11-16", "2026-12-25"},
	2027: {"2027-01-01", "2027-02-01", "2027-03-15", "2027-05-01", "2027-09-16", "2027-11-15", "2027-12-25"},
	2028: {"2028-01-01", "2028-02-07", "2028-03-20", "2028-05-01", "2028-09-16", "2028-11-20", "2028-12-25"},
	2029: {"2029-01-01", "2029-02-05", "2029-03-19", "2029-05-01", "2029-09-16", "2029-11-19", "2029-12-25"},
	2030: {"2030-01-01", "2030-02-04", "2030-03-18", "2030-05-01", "2030-09-16", "2030-10-01", "2030-11-18", "2030-12-25"},
	2031: {"2031-01-01", "2031-02-03", "2031-03-17", "2031-05-01", "2031-09-16", "2031-11-17", "2031-12-25"},
}

func TestTheDaysOfRestAreThoseOfTheLaw(t *testing.T) {
	for year, want := range restDays {
		var got []string
		for day := time.Date(year, 1, 1, 12, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 1) {
			if holiday(day) {
				got = append(got, day.Format(time.DateOnly))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", year, got, want)
		}
	}
}

func TestTheChangeOfGovernmentIsADayOfRestEverySixYears(t *testing.T) {
	for year, want := range map[int]bool{2018: false, 2024: true, 2025: false, 2030: true, 2036: true} {
		if got := holiday(time.Date(year, 10, 1, 0, 0, 0, 0, time.UTC)); got != want {
			t.Errorf("1 October %d: %v", year, got)
		}
	}
}

func TestBusinessHoursAreRead(t *testing.T) {
	for text, want := range map[string]Hours{"09:00-18:00": UsualHours, "9:00-18:00": UsualHours, "08:30 – 14:15": {510, 855}, "00:00-23:59": {0, 1439}} {
		if got, err := ReadHours(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "9-18", "09:00", "18:00-09:00", "09:00-09:00", "09:00-24:00", "09:60-18:00", "25:00-26:00", "9am-6pm", "09:00-18:00-20:00"} {
		if got, err := ReadHours(text); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

// timeIn reads "2026-11-25 10:00" in a zone.
func timeIn(t *testing.T, zone *time.Location, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestPromisesAreForTheEndOfABusinessDay(t *testing.T) {
	cal := calendar{zoneOf(t, "America/Mexico_City"), UsualHours}
	for _, tt := range []struct{ name, now, soon, third string }{
		{"a Wednesday morning", "2026-11-25 10:00", "2026-11-25 18:00", "2026-11-30 18:00"},
		{"before the opening", "2026-11-25 03:00", "2026-11-25 18:00", "2026-11-30 18:00"},
		{"just two hours left", "2026-11-25 16:00", "2026-11-25 18:00", "2026-11-30 18:00"},
		{"a minute less", "2026-11-25 16:01", "2026-11-26 18:00", "2026-11-30 18:00"},
		{"after closing", "2026-11-25 18:00", "2026-11-26 18:00", "2026-11-30 18:00"},
		{"a minute before midnight", "2026-11-25 23:59", "2026-11-26 18:00", "2026-11-30 18:00"},
		{"Friday afternoon", "2026-11-27 17:00", "2026-11-30 18:00", "2026-12-02 18:00"},
		{"Saturday", "2026-11-28 11:00", "2026-11-30 18:00", "2026-12-02 18:00"},
		{"Sunday night", "2026-11-29 23:00", "2026-11-30 18:00", "2026-12-02 18:00"},
		{"before a long weekend", "2026-11-13 17:30", "2026-11-17 18:00", "2026-11-19 18:00"},
		{"on the holiday", "2026-11-16 11:00", "2026-11-17 18:00", "2026-11-19 18:00"},
		{"Christmas, a Friday", "2026-12-24 17:00", "2026-12-28 18:00", "2026-12-30 18:00"},
		{"New Year, a Friday", "2026-12-31 12:00", "2026-12-31 18:00", "2027-01-06 18:00"},
		{"the change of government", "2030-09-30 17:00", "2030-10-02 18:00", "2030-10-04 18:00"},
	} {
		now := timeIn(t, cal.zone, tt.now)
		if got := cal.soon(now); !got.Equal(timeIn(t, cal.zone, tt.soon)) {
			t.Errorf("%s: soon is %s, want %s", tt.name, got, tt.soon)
		}
		if got := cal.inDays(now, 3); !got.Equal(timeIn(t, cal.zone, tt.third)) {
			t.Errorf("%s: the third day is %s, want %s", tt.name, got, tt.third)
		}
	}
}

func TestAShortBusinessDayPromisesOnlyTheNext(t *testing.T) {
	cal := calendar{time.UTC, Hours{9 * 60, 10 * 60}}
	if got := cal.soon(timeIn(t, time.UTC, "2026-11-25 09:00")); !got.Equal(timeIn(t, time.UTC, "2026-11-26 10:00")) {
		t.Errorf("got %s", got)
	}
}

// Mexico City has had one time all year since October 2022; Tijuana goes with California.
func TestClosingIsByTheClockOnTheWall(t *testing.T) {
	for _, tt := range []struct{ zone, now, soon, utc string }{
		{"America/Mexico_City", "2026-07-01 10:00", "2026-07-01 18:00", "2026-07-02 00:00"},
		{"America/Mexico_City", "2026-01-06 10:00", "2026-01-06 18:00", "2026-01-07 00:00"},
		{"America/Tijuana", "2026-07-01 10:00", "2026-07-01 18:00", "2026-07-02 01:00"},
		{"America/Tijuana", "2026-01-06 10:00", "2026-01-06 18:00", "2026-01-07 02:00"},
		{"America/Tijuana", "2026-03-06 17:00", "2026-03-09 18:00", "2026-03-10 01:00"}, // the clock goes forward on the 8th
		{"America/Tijuana", "2026-10-30 17:00", "2026-11-02 18:00", "2026-11-03 02:00"}, // and back on 1 November
		{"America/Cancun", "2026-07-01 10:00", "2026-07-01 18:00", "2026-07-01 23:00"},
	} {
		cal := calendar{zoneOf(t, tt.zone), UsualHours}
		got := cal.soon(timeIn(t, cal.zone, tt.now))
		if !got.Equal(timeIn(t, cal.zone, tt.soon)) || !got.Equal(timeIn(t, time.UTC, tt.utc)) {
			t.Errorf("%s, %s: %s", tt.zone, tt.now, got)
		}
	}
}

func TestTheNextOpeningIsOnADayThatIsWorked(t *testing.T) {
	cal := calendar{zoneOf(t, "America/Mexico_City"), UsualHours}
	for now, want := range map[string]string{
		"2026-11-25 08:59": "2026-11-25 09:00", "2026-11-25 09:00": "2026-11-26 09:00", "2026-11-25 18:00": "2026-11-26 09:00",
		"2026-11-27 18:00": "2026-11-30 09:00", "2026-11-14 06:00": "2026-11-17 09:00",
	} {
		if got := cal.opening(timeIn(t, cal.zone, now)); !got.Equal(timeIn(t, cal.zone, want)) {
			t.Errorf("after %s: %s, want %s", now, got, want)
		}
	}
}

func TestBusinessTimeEndsALittleAfterClosing(t *testing.T) {
	cal := calendar{zoneOf(t, "America/Mexico_City"), UsualHours}
	for now, want := range map[string]bool{
		"2026-11-25 08:59": false, "2026-11-25 09:00": true, "2026-11-25 18:00": true, "2026-11-25 18:59": true, "2026-11-25 19:00": false,
		"2026-11-28 12:00": false, "2026-11-16 12:00": false, "2026-12-25 12:00": false,
	} {
		if got := cal.open(timeIn(t, cal.zone, now)); got != want {
			t.Errorf("%s: %v", now, got)
		}
	}
}

package bot_test

import (
	"strings"
	"testing"

	"pabellon/bot"
)

func TestADayIsWrittenAsPeopleSayIt(t *testing.T) {
	c := bot.Citing{Reviewed: "revisado", Months: strings.Fields("ene feb mar abr may jun jul ago sep oct nov dic")}
	for date, want := range map[string]string{"2026-11-22": " · revisado 22 nov 2026", "2026-01-05": " · revisado 5 ene 2026", "": "",
		"ayer": " · revisado ayer", "2026-13-01": " · revisado 2026-13-01"} {
		if got := c.Seen(bot.Source{Reviewed: date}); got != want {
			t.Errorf("%q is %q, want %q", date, got, want)
		}
	}
}

package knowledge

import (
	"fmt"
	"strings"
	"testing"
)

// monthWords are the names of the months, Spanish, English and shortened.
const monthWords = `enero January ene Jan
febrero February feb Feb
marzo March mar Mar
abril April abr Apr
mayo May may May
junio June jun Jun
julio July jul Jul
agosto August ago Aug
septiembre September sep Sept
octubre October oct Oct
noviembre November nov Nov
diciembre December dic Dec`

func TestEveryDayOfTheYearIsReadInEveryForm(t *testing.T) {
	for m, line := range strings.Split(monthWords, "\n") {
		w := strings.Fields(line)
		for day := 1; day <= 31; day += 3 {
			want := float64(20190000 + (m+1)*100 + day)
			for _, text := range []string{
				fmt.Sprintf("%d de %s de 2019", day, w[0]),
				fmt.Sprintf("%d de %s del 2019", day, w[0]),
				fmt.Sprintf("%d %s 2019", day, w[2]),
				fmt.Sprintf("%d-%s-2019", day, w[2]),
				fmt.Sprintf("%d %s 2019", day, w[1]),
				fmt.Sprintf("%s %d, 2019", w[1], day),
				fmt.Sprintf("%s. %d, 2019", w[3], day),
				fmt.Sprintf("%dth of %s 2019", day, w[1]),
				fmt.Sprintf("2019-%02d-%02d", m+1, day),
			} {
				if f := Figures("fue " + text + " y ya"); len(f) != 1 || f[0].Unit != unitDate || f[0].Value != want || f[0].Text != text {
					t.Errorf("%q gave %s, want %v", text, shown(f), want)
				}
			}
			for _, text := range []string{fmt.Sprintf("%d de %s", day, w[0]), fmt.Sprintf("%d %s", day, w[1])} {
				if f := Figures("fue el " + text + " y ya"); len(f) != 1 || f[0].Value != want-20190000 || f[0].Text != text {
					t.Errorf("%q gave %s, want %v", text, shown(f), want-20190000)
				}
			}
		}
	}
}

func TestEveryMonthIsReadInEveryForm(t *testing.T) {
	for m, line := range strings.Split(monthWords, "\n") {
		w := strings.Fields(line)
		want := float64(20190000 + (m+1)*100)
		for _, text := range []string{w[0] + " de 2019", w[0] + " del 2019", w[1] + " 2019", w[1] + " of 2019", w[2] + " 2019", w[3] + ". 2019", w[2] + "-2019", w[0] + " del año 2019"} {
			if f := Figures("desde " + text + " ya"); len(f) != 1 || f[0].Value != want || f[0].Text != text {
				t.Errorf("%q gave %s, want %v", text, shown(f), want)
			}
		}
		for _, text := range []string{"en " + w[0], "in " + w[1], "since " + w[1]} {
			if f := Figures(text + " ya"); len(f) != 1 || f[0].Value != want-20190000 {
				t.Errorf("%q gave %s, want %v", text, shown(f), want-20190000)
			}
		}
	}
}

func TestWordsThatAreAlsoMonthsAreLeftAlone(t *testing.T) {
	for _, text := range []string{"they may march", "la vela del mar", "el mar abierto", "an august body", "set it up", "un ago", "ten oct"} {
		for _, f := range Figures(text) {
			if f.Unit == unitDate {
				t.Errorf("%q gave the date %s", text, f.Text)
			}
		}
	}
}

func TestYearsAreReadFrom1900To2099(t *testing.T) {
	for _, year := range []int{1900, 1999, 2000, 2018, 2099} {
		for _, form := range []string{"en %d", "(%d)", "desde %d.", "%d-2100", "in %d,", "año %d", "%d"} {
			if f := Figures(fmt.Sprintf(form, year)); len(f) == 0 || f[0].Value != float64(year*10000) || f[0].Unit != unitDate {
				t.Errorf(form+" gave %s", year, shown(f))
			}
		}
	}
	for _, text := range []string{"1899", "2100", "2,018", "2018.5", "2018 kg", "US$2018", "2018 %", "2 mil 18"} {
		if f := Figures(text); len(f) > 0 && f[0].Unit == unitDate {
			t.Errorf("%q gave %s", text, shown(f))
		}
	}
}

func TestHoursOfTheDayAreMinutes(t *testing.T) {
	for text, want := range map[string]float64{
		"0:00": 0, "9:05": 545, "18:00": 1080, "23:59": 1439, "12 am": 0, "12 pm": 720, "1 pm": 780, "11:30 am": 690, "6:30 p. m.": 1110, "9 a.m.": 540,
	} {
		if f := Figures("abre " + text + " hoy"); len(f) != 1 || f[0].Unit != unitClock || f[0].Value != want {
			t.Errorf("%q gave %s, want %v", text, shown(f), want)
		}
	}
}

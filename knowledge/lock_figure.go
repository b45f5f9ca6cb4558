package knowledge

import "math"

// roughly is the most by which a rough figure may differ from the exact one.
const roughly = 0.05

// supports tells whether a figure stands in the passages.
func (l *Lock) supports(f *Figure) bool {
	for i := range l.figures {
		if l.figures[i].supports(f) {
			return true
		}
	}
	return false
}

// supports tells whether a text may say f because a passage says g.
func (g *Figure) supports(f *Figure) bool {
	switch {
	case f.Unit == unitDate && g.Unit == unitDate:
		return within(int(f.Value), int(g.Value)) && (f.Approx || !g.Approx)
	case f.Unit == unitDate && g.Unit == "":
		return isCentury(f.Value) && same(f.Value/10000, g.Value)
	case f.Unit == "" && g.Unit == unitDate:
		return isCentury(g.Value) && same(f.Value, g.Value/10000)
	case f.Unit != g.Unit && !(f.Unit == unitDollar && g.Unit == "MXN"), f.Per != "" && f.Per != g.Per:
		return false
	case f.High != 0 && !(same(f.Low, g.Low) && same(f.High, g.High)), f.High == 0 && g.High != 0 && !f.Bound:
		return false
	case same(f.Value, g.Value):
		return f.Approx || !g.Approx
	}
	return f.Approx && !g.Approx && f.High == 0 && rounds(g.Value, f.Value)
}

// within tells whether the date g lies in f: what f says of day, month and year,
// g says too.
func within(f, g int) bool {
	return (f/10000 == 0 || f/10000 == g/10000) &&
		(f/100%100 == 0 || f/100%100 == g/100%100) &&
		(f%100 == 0 || f%100 == g%100)
}

// isCentury tells whether a date is a year such as 2000, which may as well be a
// number of things.
func isCentury(date float64) bool { return math.Mod(date, 1000000) == 0 }

// rounds tells whether rough is exact to one or two digits, and near enough.
func rounds(exact, rough float64) bool {
	if exact <= 0 || math.Abs(exact-rough) > roughly*exact {
		return false
	}
	power := math.Pow(10, math.Floor(math.Log10(exact)))
	return same(math.Round(exact/power)*power, rough) || same(math.Round(exact/power*10)*power/10, rough)
}

// same tells whether two values are one, but for what a float64 cannot hold.
func same(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b))
}

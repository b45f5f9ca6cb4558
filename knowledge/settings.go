package knowledge

import (
	"fmt"
	"io/fs"
)

// settings reads what stands beside the articles, once they are there: the
// thresholds, the rates and the gaps.
func (l *Library) settings(fsys fs.FS) {
	limits, problems := readThresholds(fsys)
	l.limits, l.broken = limits, append(l.broken, problems...)
	costs, problems := readCosts(fsys)
	l.costs, l.broken = costs, append(l.broken, problems...)
	l.broken = append(l.broken, l.proveCosts()...)
	l.gaps, problems = readGaps(fsys)
	l.broken = append(l.broken, problems...)
	l.version = version(fmt.Append([]byte(l.version), l.limits, l.costs.Rates, l.costs.Goods, l.gaps.lines))
}

// Thresholds are those that turn scores into outcomes here.
func (l *Library) Thresholds() Thresholds { return l.limits }

// Costs are the rates of the calculator.
func (l *Library) Costs() Costs { return l.costs }

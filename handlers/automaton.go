package handlers

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// automaton tells whether a text has a match of an expression, by one look at each
// character (Thompson's simulation, whose sets are kept: https://swtch.com/~rsc/regexp/regexp1.html).
// The sets of places that an expression can be at are its states; which one follows which
// is worked out when it is first needed. It says nothing of where the match is.
type automaton struct {
	steps    []step
	start    uint32
	anchored bool                 // it matches at the beginning of a text alone
	ascii    [utf8.RuneSelf]uint8 // the class of a character; those of a class are alike to the expression
	classes                       // … of the others
	width    int                  // of a row of the table: a place for each class, and for the end of the text
	first    uint32               // the row at the beginning of a text

	table atomic.Pointer[[]uint32] // a row for each state: the row that follows, or one of the verdicts
	mu    sync.Mutex               // for what follows, and for writing to the table
	sets  map[string]uint32        // the row of a state
	state []string                 // the state of a row
}

// What stands in the table where no row does.
const (
	notKnown uint32 = iota
	hasNone
	hasOne
	maybe // there are too many states: the expression itself is to be asked
	verdicts
)

// mostStates is how many states of an expression are kept. Messages need about 20.
const mostStates = 400

// newAutomaton is nil when an expression is none, or tells too many characters apart.
func newAutomaton(expr string) *automaton {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil
	}
	a := &automaton{start: uint32(prog.Start), sets: map[string]uint32{}}
	a.steps, a.classes = stepsOf(prog)
	if len(a.one) > mostClasses {
		return nil
	}
	for c := range a.ascii {
		a.ascii[c] = a.class(rune(c))
	}
	a.width = max(len(a.one)+1, int(verdicts))
	anywhere := a.follow([]uint32{a.start}, noClass, syntax.EmptyEndLine|syntax.EmptyEndText|syntax.EmptyBeginLine|syntax.EmptyWordBoundary|syntax.EmptyNoWordBoundary)
	a.anchored = !anywhere.matched && !anywhere.goesOn
	table := make([]uint32, 2*a.width)
	a.table.Store(&table)
	a.state = []string{""} // no state has the row of the verdicts
	a.first = a.row(stateOf(nil, textBegins))
	return a
}

// has tells whether a text has a match: hasNone, hasOne or maybe, which is all that is
// known where there is no automaton.
func (a *automaton) has(s string) uint32 {
	if a == nil {
		return maybe
	}
	table, at := *a.table.Load(), a.first
	for i := 0; i < len(s); {
		class, size := uint8(0), 1
		if c := s[i]; c < utf8.RuneSelf {
			class = a.ascii[c]
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			class = a.class(r)
		}
		i += size
		next := atomic.LoadUint32(&table[at+uint32(class)])
		if next == notKnown {
			next = a.learn(at, int(class))
			table = *a.table.Load()
		}
		if next < verdicts {
			return next
		}
		at = next
	}
	end := atomic.LoadUint32(&table[at+uint32(len(a.one))])
	if end == notKnown {
		end = a.learn(at, len(a.one))
	}
	return end
}

// learn works out what follows a row on a character of a class, or at the end of the text:
// at a place of the row.
func (a *automaton) learn(row uint32, place int) uint32 {
	a.mu.Lock()
	defer a.mu.Unlock()
	places, before := placesOf(a.state[int(row)/a.width])
	r, class := rune(-1), noClass
	if place < len(a.one) {
		r, class = a.one[place], place
	}
	if !a.anchored || before == textBegins {
		places = append(places, a.start)
	}
	to := a.follow(places, class, syntax.EmptyOpContext(before, r))
	next := hasNone
	switch {
	case to.matched:
		next = hasOne
	case r >= 0 && (len(to.places) > 0 || !a.anchored):
		next = a.row(stateOf(to.places, r))
	}
	atomic.StoreUint32(&(*a.table.Load())[int(row)+place], next)
	return next
}

// row is that of a state, which may be new.
func (a *automaton) row(state string) uint32 {
	if row, ok := a.sets[state]; ok {
		return row
	}
	if len(a.state) > mostStates {
		return maybe
	}
	n := len(a.state)
	table := *a.table.Load()
	if (n+1)*a.width > len(table) {
		larger := make([]uint32, 2*len(table))
		for i := range table {
			larger[i] = atomic.LoadUint32(&table[i])
		}
		a.table.Store(&larger)
	}
	a.state = append(a.state, state)
	a.sets[state] = uint32(n * a.width)
	return uint32(n * a.width)
}

// followed is where an expression can be behind a character.
type followed struct {
	places  []uint32
	matched bool // it has matched before the character
	goesOn  bool // there is a character that it can go on with
}

// follow goes from some places over a character of a class; flags are what stands before it.
func (a *automaton) follow(places []uint32, class int, flags syntax.EmptyOp) (to followed) {
	seen := make([]bool, len(a.steps))
	for todo := slices.Clone(places); len(todo) > 0; {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch step := a.steps[pc]; step.op {
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, step.out, step.arg)
		case syntax.InstCapture, syntax.InstNop:
			todo = append(todo, step.out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(step.arg)&^flags == 0 {
				todo = append(todo, step.out)
			}
		case syntax.InstMatch:
			to.matched = true
		case syntax.InstFail:
		default:
			to.goesOn = true
			if class != noClass && a.leadOn[step.arg].has(class) {
				to.places = append(to.places, step.out)
			}
		}
	}
	slices.Sort(to.places)
	to.places = slices.Compact(to.places)
	return to
}

// textBegins is what stands before the first character.
const textBegins = rune(-1)

// stateOf writes places, and what kind of character was before them; placesOf reads them.
func stateOf(places []uint32, before rune) string {
	switch {
	case before == '\n', before < 0:
	case syntax.IsWordChar(before):
		before = 'a'
	default:
		before = ' '
	}
	out := []byte{byte(before + 1)}
	for _, p := range places {
		out = binary.LittleEndian.AppendUint32(out, p)
	}
	return string(out)
}

func placesOf(state string) (places []uint32, before rune) {
	for rest := []byte(state[1:]); len(rest) > 0; rest = rest[4:] {
		places = append(places, binary.LittleEndian.Uint32(rest))
	}
	return places, rune(state[0]) - 1
}

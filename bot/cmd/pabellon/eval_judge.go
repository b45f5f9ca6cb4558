package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"pabellon/bot"
)

// understood counts how messages were read. A value that is asked back is not kept: it
// counts neither as filled nor as wrong, and is shown apart. Whoever looks at it says yes
// to a right one and no to another, which is the second F1.
type understood struct {
	*trial
	lines, whole, back     int               // all, those right as a whole, and those of them with a value asked back
	right, wrong, missed   int               // values kept, and those that were not
	askedRight, askedWrong int               // values asked back
	disturbed, asked       int               // values that a line which tells none filled, or had asked back
	kinds                  map[string][2]int // lines, and those right as a whole
}

// tellsNone are the kinds of lines of which most tell no value.
func tellsNone(kind string) bool { return kind == "digression" || kind == "talk" || kind == "trap" }

// judge compares what was read with the label.
func (s *understood) judge(m *message, cmds []bot.Command) (missed, bool) {
	fills, others := s.parts(m, cmds)
	wanted, wants := s.wanted(m)
	agree, back := s.fills(m, fills, wanted)
	if slices.Contains(wants, "human") && !slices.Contains(others, "human") {
		// To offer a person is right where one is wanted: a model may not call one by itself.
		if i := slices.Index(others, "upset"); i >= 0 {
			others[i] = "human"
			slices.Sort(others)
		}
	}
	ok := agree && slices.Equal(others, wants)
	n := s.kinds[m.Kind]
	n[0]++
	s.lines++
	if ok {
		n[1]++
		s.whole++
	}
	if ok && back {
		s.back++
	}
	s.kinds[m.Kind] = n
	var want, got []string
	for _, field := range slices.Sorted(maps.Keys(wanted)) {
		want = append(want, field+"="+wanted[field])
	}
	for _, f := range fills {
		got = append(got, f.field+"="+f.value+map[bool]string{true: "?"}[f.asked])
	}
	return missed{Line: m.line, Kind: m.Kind, Text: m.Say, Wants: strings.Join(append(want, wants...), " "), Got: strings.Join(append(got, others...), " ")}, !ok
}

// filling is a value that was read, as it would be kept; asked tells that it is asked back.
type filling struct {
	field, value string
	asked        bool
}

// parts are the values among commands, and the names of the others in order. What only goes
// beside others, or says that nothing was wanted, is left out.
func (s *understood) parts(m *message, cmds []bot.Command) (fills []filling, others []string) {
	for _, cmd := range cmds {
		if fill, ok := cmd.(bot.Fill); ok {
			if value, asked := s.clerk.Kept(fill); value != "" {
				fills = append(fills, filling{fill.Field, value, asked})
			} else {
				others = append(others, "wrong:"+fill.Field) // it is told that the value cannot be
			}
			continue
		}
		if name := labelOf(m, cmd); name != "" {
			others = append(others, name)
		}
	}
	return fills, plainly(others, len(fills) > 0)
}

// wanted are the values and the other commands of a label, named as those that were read.
func (s *understood) wanted(m *message) (fills map[string]string, others []string) {
	fills = map[string]string{}
	for _, w := range m.Want {
		switch w.Do {
		case "fill":
			fills[w.Field] = w.Value
		case "unclear":
		case "ask":
			others = append(others, "ask:"+w.Article)
		case "explain":
			others = append(others, "explain:"+cmp.Or(w.Field, m.Asking)+":"+w.About)
		case "skip", "reopen", "clear":
			others = append(others, w.Do+":"+cmp.Or(w.Field, m.Asking)) // the label names it only when it is another
		case "set_language":
			others = append(others, "set_language:"+w.Lang)
		default:
			others = append(others, w.Do)
		}
	}
	return fills, plainly(others, len(fills) > 0)
}

// plainly sorts names, without a greeting or thanks that go beside something else.
func plainly(names []string, fills bool) []string {
	polite := func(name string) bool { return name == "greet" || name == "thank" }
	if fills || slices.ContainsFunc(names, func(name string) bool { return !polite(name) }) {
		names = slices.DeleteFunc(names, polite)
	}
	slices.Sort(names)
	return names
}

// labelOf is how a command is called in labels; "" for what is left out.
func labelOf(m *message, cmd bot.Command) string {
	switch cmd := cmd.(type) {
	case bot.Unclear, bot.News:
		return ""
	case bot.Ask:
		if cmd.Found.Sure == bot.SureAnswer && len(cmd.Found.Passages) > 0 {
			return "ask:" + cmd.Found.Passages[0].Article
		}
		return "ask:"
	case bot.ConsentAnswer:
		return map[bool]string{true: "yes", false: "no"}[cmd.Yes]
	case bot.Yes:
		if m.Asking == bot.AskReview {
			return "submit"
		}
	case bot.Notice:
		return "privacy" // the whole notice is what answers it
	case bot.Explain:
		return "explain:" + cmd.Field + ":" + cmd.About
	case bot.Skip:
		return "skip:" + cmp.Or(cmd.Field, m.Asking)
	case bot.Reopen:
		return "reopen:" + cmd.Field
	case bot.Clear:
		return "clear:" + cmd.Field
	case bot.SetLanguage:
		if cmd.Quiet {
			return "" // they write it, and did not ask
		}
		return "set_language:" + cmd.Lang
	}
	return bot.KindOf(cmd)
}

// fills counts the values of a line. Agree tells that they are those of the label, back
// that one of them is asked back.
func (s *understood) fills(m *message, got []filling, wanted map[string]string) (agree, back bool) {
	agree = true
	found := map[string]bool{}
	for _, f := range got {
		right := wanted[f.field] != "" && s.clerk.SameValue(f.field, f.value, wanted[f.field]) && !found[f.field]
		switch {
		case right && f.asked:
			s.askedRight++
			back = true
		case right:
			s.right++
		case f.asked:
			s.askedWrong++
		default:
			s.wrong++
		}
		if !right && tellsNone(m.Kind) {
			s.disturb(f)
		}
		agree = agree && right
		if right {
			found[f.field] = true
		}
	}
	for field := range wanted {
		if !found[field] {
			s.missed++
			agree = false
		}
	}
	return agree, back
}

func (s *understood) disturb(f filling) {
	if f.asked {
		s.asked++
	} else {
		s.disturbed++
	}
}

// f1 is the harmonic mean of precision and recall.
func f1(right, wrong, missed int) float64 {
	return float64(2*right) / float64(max(2*right+wrong+missed, 1))
}

// scores are the rows of the report.
func (s *understood) scores() []score {
	wanted := s.right + s.askedRight + s.missed
	out := []score{
		share("lines", s.whole, s.lines, "whose commands are all right, in whatever order"),
		count("asked back", s.back, "lines of these in which a right value waits for a yes"),
		measure("F1", f1(s.right, s.wrong, s.missed+s.askedRight), "of values that are kept at once"),
		share("precision", s.right, s.right+s.wrong, "right of those kept"),
		share("recall", s.right, wanted, "kept of those told"),
		measure("F1 with yes", f1(s.right+s.askedRight, s.wrong, s.missed), "when what is asked back is answered rightly"),
		share("asked rightly", s.askedRight, s.askedRight+s.askedWrong, "right of those asked back"),
		count("disturbed", s.disturbed, "values kept from a digression, talk or trap that does not tell them; must be 0"),
		count("disturbed?", s.asked, "asked back there"),
	}
	for _, kind := range slices.Sorted(maps.Keys(s.kinds)) {
		out = append(out, share("  "+kind, s.kinds[kind][1], s.kinds[kind][0], "right as a whole"))
	}
	return out
}

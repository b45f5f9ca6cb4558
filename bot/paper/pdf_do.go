package paper

// do carries out an operator that changes the state or writes (8.4.4 and 9.4).
func (p *pen) do(op word, args []any, resources dict, st *state) {
	switch op {
	case "cm":
		st.ctm = matrixOf(args).then(st.ctm)
	case "BT":
		one := matrix{1, 0, 0, 1, 0, 0}
		st.text, st.line = one, one
	case "Tf":
		st.font = p.fonts.font(p.file.dict(resources["Font"])[nameAt(args, 0)])
		st.size = number(args, 1)
	case "gs":
		s := p.file.dict(p.file.dict(resources["ExtGState"])[nameAt(args, 0)])
		if f := p.file.array(s["Font"]); len(f) == 2 {
			st.font, st.size = p.fonts.font(f[0]), p.file.number(f[1], 0)
		}
	case "Tc":
		st.chars = number(args, 0)
	case "Tw":
		st.words = number(args, 0)
	case "Tz":
		st.wide = number(args, 0) / 100
	case "TL":
		st.lead = number(args, 0)
	case "Ts":
		st.rise = number(args, 0)
	case "Tr":
		st.mode = int(number(args, 0))
	default:
		p.write(op, args, st)
	}
}

// write carries out an operator that moves or draws.
func (p *pen) write(op word, args []any, st *state) {
	switch op {
	case "Td":
		st.begin(number(args, 0), number(args, 1))
	case "TD":
		st.lead = -number(args, 1)
		st.begin(number(args, 0), number(args, 1))
	case "Tm":
		st.line = matrixOf(args)
		st.text = st.line
	case "T*":
		st.begin(0, -st.lead)
	case "Tj", "'", "\"":
		if op != "Tj" {
			st.begin(0, -st.lead)
		}
		if op == "\"" && len(args) == 3 {
			st.words, st.chars = number(args, 0), number(args, 1)
		}
		if len(args) > 0 {
			s, _ := args[len(args)-1].(text)
			p.show(st, s)
		}
	case "TJ":
		if len(args) > 0 {
			a, _ := args[len(args)-1].(array)
			p.showAll(st, a)
		}
	}
}

// showAll draws texts, with steps back between them in thousandths of the size.
func (p *pen) showAll(st *state, a array) {
	for _, v := range a {
		switch v := v.(type) {
		case text:
			p.show(st, v)
		case float64:
			st.text = moved(-v/1000*st.size*st.wide, 0).then(st.text)
		}
	}
}

// begin begins a line, so far from the beginning of the last.
func (s *state) begin(x, y float64) {
	s.line = moved(x, y).then(s.line)
	s.text = s.line
}

// matrixOf gives the six numbers before an operator.
func matrixOf(args []any) matrix {
	var m matrix
	for i := range m {
		m[i] = number(args, i)
	}
	return m
}

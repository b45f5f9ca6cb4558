package telegram

import "pabellon/bot"

// dress writes down a message as people see it: the words, the lines of a review, the
// sources.
func (t *Telegram) dress(m bot.Message) styled {
	var s styled
	s.write(m.Text)
	for _, f := range m.Facts {
		s.line(1)
		s.fact(f)
	}
	words := t.words(m.Lang)
	for i, source := range m.Sources {
		s.line(1)
		if i == 0 {
			s.line(1)
		}
		s.source(source, words)
	}
	return s.trim()
}

// words are the phrases of a language; Spanish unless it is another that is known.
func (t *Telegram) words(lang string) Phrases {
	if p, ok := t.o.Words[lang]; ok {
		return p
	}
	return t.o.Words["es"]
}

// fact is one line of a review.
func (s *styled) fact(f bot.Fact) {
	s.add(bot.Span{Text: f.Label + ":", Bold: true})
	line := " " + f.Value
	if f.Note != "" {
		line += " (" + f.Note + ")"
	}
	s.add(bot.Span{Text: line})
}

// source is the line "Fuente: title · revisado 22 nov 2026".
func (s *styled) source(source bot.Source, words Phrases) {
	s.add(bot.Span{Text: words.Source + ": "})
	s.add(bot.Span{Text: source.Title, URL: source.URL})
	s.add(bot.Span{Text: words.Seen(source)})
}

package knowledge

// articleVisitor writes articles or reads them back. What is long stands apart, so that to
// know the articles nothing of it is read from its file.
type articleVisitor interface {
	text(*string)
	longText(*string)
	list(*[]string)
}

// each gives all that an article says to v, always in the same order.
func (a *Article) each(v articleVisitor) {
	for _, s := range []*string{&a.ID, &a.Lang, &a.Title, &a.Reviewed, &a.ReviewBy, &a.Owner, &a.File, &a.Version} {
		v.text(s)
	}
	for _, s := range []*string{&a.Body, &a.Short, &a.Rest} {
		v.longText(s)
	}
	for _, l := range []*[]string{&a.Questions, &a.Topics, &a.Facts, &a.Settled} {
		v.list(l)
	}
	var titles, urls []string
	for _, s := range a.Sources {
		titles, urls = append(titles, s.Title), append(urls, s.URL)
	}
	v.list(&titles)
	v.list(&urls)
	if a.Sources == nil {
		for i, title := range titles {
			a.Sources = append(a.Sources, Source{title, urls[i]})
		}
	}
}

// articleWriter writes articles.
type articleWriter struct {
	texts, long []string
	counts      []int32 // how long each list is
}

func (w *articleWriter) text(s *string)     { w.texts = append(w.texts, *s) }
func (w *articleWriter) longText(s *string) { w.long = append(w.long, *s) }

func (w *articleWriter) list(l *[]string) {
	w.texts, w.counts = append(w.texts, *l...), append(w.counts, int32(len(*l)))
}

// articleReader reads them back. The texts lie where they were written.
type articleReader struct {
	texts, long       textRow
	counts            row
	at, longAt, lists int // how many were read
}

func (r *articleReader) text(s *string) {
	*s = r.texts.at(r.at)
	r.at++
}

func (r *articleReader) longText(s *string) {
	*s = r.long.at(r.longAt)
	r.longAt++
}

func (r *articleReader) list(l *[]string) {
	n := int(r.counts.at(r.lists))
	r.lists++
	if n == 0 {
		return
	}
	*l = make([]string, n)
	for i := range *l {
		r.text(&(*l)[i])
	}
}

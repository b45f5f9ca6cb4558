package knowledge

import "slices"

// pack moves the many short lists of an index into few pieces of memory. As they grew
// they lay among what was thrown away, and a third more memory was held than used.
func (x *index) pack() {
	var postings packer[posting]
	var numbers packer[int32]
	for i := range x.letters.lists {
		postings.move(&x.letters.lists[i])
	}
	for _, e := range x.entries {
		postings.move(&e.articles)
		numbers.move(&e.lines)
	}
	for i := range x.lines {
		numbers.move(&x.lines[i].words)
		numbers.move(&x.lines[i].grams)
	}
	for i := range x.ids {
		numbers.move(&x.texts[i])
		numbers.move(&x.lineOf[i])
	}
	moveAll(&numbers, x.vocab.pairs)
	moveAll(&numbers, x.vocab.sounds)
	x.letters.lists, x.lines = slices.Clone(x.letters.lists), slices.Clone(x.lines)
}

// moveAll copies the lists of a map into the room.
func moveAll[K comparable, T any](p *packer[T], lists map[K][]T) {
	for k, list := range lists {
		p.move(&list)
		lists[k] = list
	}
}

// piece is how many elements a packer asks for at once.
const piece = 8192

// packer has room for lists.
type packer[T any] struct{ room []T }

// move copies a list into the room.
func (p *packer[T]) move(list *[]T) {
	n := len(*list)
	if n > len(p.room) {
		p.room = make([]T, max(n, piece))
	}
	copy(p.room, *list)
	*list, p.room = p.room[:n:n], p.room[n:]
}
